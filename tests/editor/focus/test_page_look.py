"""Widths, spaces and indents of the page."""

import pytest

from desktop.editor.page.long_paragraphs import LONGEST

LINES = "word " * 100 + "\nSecond paragraph.\n\nThird " + "more " * 80


@pytest.fixture
def laid_out(window, writer, page):
    writer.put(LINES)
    return page


def lines_of(page, number: int = 0):
    block = page.document().findBlockByNumber(number)
    page.document().documentLayout().blockBoundingRect(block)
    layout = block.layout()
    return [layout.lineAt(one) for one in range(layout.lineCount())]


def height_of(page, number: int) -> float:
    block = page.document().findBlockByNumber(number)
    return page.document().documentLayout().blockBoundingRect(block).height()


def test_a_narrower_line_has_fewer_characters(laid_out, settings) -> None:
    wide = lines_of(laid_out)[0].textLength()
    settings.update(column_characters=40)
    narrow = lines_of(laid_out)[0].textLength()
    assert narrow < 0.7 * wide
    assert 34 <= narrow <= 46


def test_lines_and_paragraphs_move_apart(laid_out, settings) -> None:
    def pitch() -> float:
        first, second = lines_of(laid_out)[:2]
        return (second.y() - first.y()) / first.height()

    assert pitch() == pytest.approx(1.4, abs=0.03)
    settings.update(line_spacing=2.0)
    assert pitch() == pytest.approx(2.0, abs=0.03)
    before = height_of(laid_out, 1)
    settings.update(paragraph_spacing=2.0)
    assert height_of(laid_out, 1) - before == pytest.approx(1.55 * lines_of(laid_out)[0].height(), abs=2)


def test_the_first_line_is_indented_and_holds_less(laid_out, settings) -> None:
    full = lines_of(laid_out)[0].textLength()
    settings.update(first_line_indent=6)
    first, second = lines_of(laid_out)[:2]
    assert first.x() - second.x() > 20
    assert first.textLength() < full
    assert first.x() + first.width() == pytest.approx(second.x() + second.width())
    assert laid_out.toPlainText() == LINES


def test_the_first_line_of_a_paragraph_from_the_right_is_indented_there(
    window, writer, page, settings
) -> None:
    writer.put("\u05e9\u05dc\u05d5\u05dd " * 80)
    settings.update(first_line_indent=6)
    first, second = lines_of(page)[:2]
    assert first.x() == second.x()
    assert second.width() - first.width() > 20


def test_pieces_of_a_paragraph_have_no_indent(window, writer, page, settings) -> None:
    writer.put("word " * (LONGEST // 3))
    settings.update(first_line_indent=6)
    first, second = lines_of(page, 1)[:2]
    assert first.x() == second.x()


def test_margins_stand_around_the_text(laid_out, settings, qtbot) -> None:
    laid_out.window().resize(420, 500)
    before = laid_out.viewport().geometry()
    settings.update(page_margin=80)
    after = laid_out.viewport().geometry()
    assert after.left() - before.left() >= 40
    assert after.top() - before.top() == 52
    assert before.bottom() - after.bottom() == 52


def test_shape_is_no_edit_and_keeps_what_can_be_undone(laid_out, settings, writer) -> None:
    writer.type("x")
    settings.update(page_margin=60, line_spacing=2.0, first_line_indent=3, font_points=20.0)
    writer.undo()
    assert writer.text == LINES
    assert not laid_out.document().isModified()
