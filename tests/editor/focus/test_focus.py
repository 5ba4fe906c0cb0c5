"""What is in focus, what is dimmed, and where the cursor's line stands."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from desktop.editor.look import current_look
from desktop.editor.page.long_paragraphs import LONGEST, is_continuation

TEXT = "One here. Two there.\nThree is a paragraph. Four too.\nFive."


def in_focus(page) -> str:
    """The text that is not dimmed."""
    dimmed = current_look().dim
    text = page.document().toRawText()
    stays = [True] * len(text)
    for mark in page.extraSelections():
        if mark.format.foreground().color() == dimmed:
            for index in range(mark.cursor.selectionStart(), mark.cursor.selectionEnd()):
                stays[index] = False
    return "".join(letter for letter, kept in zip(text, stays, strict=True) if kept)


@pytest.fixture
def focused(window, settings, writer):
    def focus(mode: str, text: str = TEXT, at: str = "") -> None:
        writer.put(text, at)
        settings.update(focus=mode)

    return focus


@pytest.mark.parametrize(
    ("mode", "sight"),
    [
        ("sentence", "Three is a paragraph. "),
        ("paragraph", "Three is a paragraph. Four too."),
        ("line", "Three is a paragraph. Four too."),
        ("off", TEXT.replace("\n", "\u2029")),
    ],
)
def test_what_stands_in_sight(focused, page, mode: str, sight: str) -> None:
    focused(mode, TEXT, "Three")
    assert in_focus(page) == sight


def test_focus_follows_the_cursor_and_what_is_typed(focused, page, writer, qtbot) -> None:
    focused("sentence", TEXT, "Two")
    assert in_focus(page) == "Two there."
    writer.type("x")
    assert in_focus(page) == "Twox there."
    writer.press(Qt.Key.Key_Home)
    assert in_focus(page) == "One here. "
    writer.press(Qt.Key.Key_Down)
    assert in_focus(page) == "Three is a paragraph. "
    writer.control(Qt.Key.Key_End)
    writer.type(" A new one")
    assert in_focus(page) == " A new one".lstrip()
    writer.press(Qt.Key.Key_Backspace)
    assert in_focus(page) == "A new on"
    writer.press(Qt.Key.Key_Return)
    assert in_focus(page) == ""
    writer.undo()
    qtbot.waitUntil(lambda: in_focus(page) in ("A new on", "A new one"))


def test_what_is_selected_is_in_focus(focused, page, writer) -> None:
    focused("sentence")
    writer.select(4, 25)
    assert "here. Two there.\u2029Three" in in_focus(page)


def test_a_sentence_over_the_cut_of_a_long_paragraph_is_whole(focused, page, writer) -> None:
    focused("sentence", "word " * (LONGEST // 3), "word ")
    document = page.document()
    piece = document.firstBlock().next()
    assert is_continuation(piece)
    cursor = page.textCursor()
    cursor.setPosition(piece.position() + 10)
    page.setTextCursor(cursor)
    start, end = focused_stretch(page)
    assert start < piece.position()
    assert end == document.characterCount() - 1 or end > piece.position() + piece.length()
    page.window().settings.update(focus="paragraph")
    assert focused_stretch(page) == (0, document.characterCount() - 1)


def bounds_of_dimmed(page) -> list[tuple[int, int]]:
    marks = page.window().focus._marks
    return [(mark.cursor.selectionStart(), mark.cursor.selectionEnd()) for mark in marks]


def focused_stretch(page) -> tuple[int, int]:
    return page.window().focus.stretch()


def test_the_line_is_that_which_is_broken_now(focused, page, writer, window, qtbot) -> None:
    focused("line", "word " * 60, "word ")
    first = in_focus(page)
    layout = page.document().firstBlock().layout()
    assert len(first) == layout.lineAt(0).textLength()
    page.ghost.show("and a ghost that takes room")
    qtbot.waitUntil(lambda: bounds_of_dimmed(page)[0][0] < len(first))
    assert focused_stretch(page) == (0, bounds_of_dimmed(page)[0][0])
    page.ghost.clear()
    qtbot.waitUntil(lambda: in_focus(page) == first)
    window.settings.update(column_characters=40)
    qtbot.waitUntil(lambda: len(in_focus(page)) < len(first) - 10)


def test_f8_goes_from_one_kind_to_the_next(window, settings, writer) -> None:
    seen = []
    for _ in range(4):
        writer.press(Qt.Key.Key_F8)
        seen.append((settings.choices.focus, window.status.remark.text()))
    assert seen == [
        ("sentence", "Focus: The sentence"),
        ("paragraph", "Focus: The paragraph"),
        ("line", "Focus: The line"),
        ("off", "Focus: All of the text"),
    ]


def test_another_theme_dims_in_its_own_colour(focused, page, settings) -> None:
    focused("sentence", TEXT, "Three")
    settings.update(theme="dark")
    assert in_focus(page) == "Three is a paragraph. "
    settings.update(theme="system")
    assert in_focus(page) == "Three is a paragraph. "


def test_dimming_is_no_edit(focused, page) -> None:
    focused("sentence", TEXT, "Three")
    assert page.toPlainText() == TEXT
    assert not page.document().isUndoAvailable()


# --- typewriter --------------------------------------------------------------------------------------


def height_of_cursor(page) -> int:
    return page.viewport().y() + page.cursorRect().center().y()


def test_the_cursors_line_stays_at_its_height(window, page, settings, writer) -> None:
    writer.put("\n".join(f"Paragraph {number}." for number in range(200)), "Paragraph 100.")
    settings.update(typewriter=True, typewriter_height=40)
    heights = [height_of_cursor(page)]
    for text in ("More.", "And", "", "lines.", "a long one " * 30):
        writer.type(text)
        heights.append(height_of_cursor(page))
        writer.press(Qt.Key.Key_Return)
        heights.append(height_of_cursor(page))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        writer.press(key)
        heights.append(height_of_cursor(page))
    assert set(heights) == {round(0.4 * page.height())}
    settings.update(typewriter_height=70)
    assert height_of_cursor(page) == round(0.7 * page.height())


def test_at_the_beginning_the_text_stands_at_the_top(window, page, settings, writer) -> None:
    settings.update(typewriter=True)
    writer.type("One.")
    assert page.viewport().y() == 0
    assert height_of_cursor(page) < 100


def test_a_click_does_not_move_the_text(window, page, settings, writer, qtbot) -> None:
    writer.put("\n".join(f"Paragraph {number}." for number in range(200)), "Paragraph 100.")
    settings.update(typewriter=True)
    before = page.verticalScrollBar().value()
    qtbot.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 60))
    assert page.verticalScrollBar().value() == before
    qtbot.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 60))
    assert page.verticalScrollBar().value() == before
    assert page.textCursor().blockNumber() < 100


def test_without_a_typewriter_the_line_moves(window, page, settings, writer) -> None:
    writer.put("\n".join(f"Paragraph {number}." for number in range(200)), "Paragraph 100.")
    settings.update(typewriter=True)
    settings.update(typewriter=False)
    before = page.verticalScrollBar().value()
    writer.press(Qt.Key.Key_Up)
    assert page.verticalScrollBar().value() == before
    assert isinstance(page.textCursor(), QTextCursor)
