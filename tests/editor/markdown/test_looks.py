"""Markdown's looks, in a real window: laid over the text, which stays as it is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextLine,
)
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.page.ghost import GHOST_PROPERTY, LOOK_PROPERTY
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer

TEXT = "# One\n\nShe *ran* and **fell**.\n\n> Said.\n\n* * *\n\nThe end.\n"


@pytest.fixture
def shown(window: Window, writer: Writer) -> Window:
    writer.put(TEXT)
    window.actions_["markdown"].trigger()
    assert window.markdown.looks.is_on
    return window


def block(window: Window, number: int) -> QTextBlock:
    return window.page.document().findBlockByNumber(number)


def first_line(window: Window, number: int) -> QTextLine:
    one = block(window, number)
    window.page.spacing.blockBoundingRect(one)  # lays it out
    return one.layout().lineAt(0)


def looks(one: QTextBlock) -> list[QTextLayout.FormatRange]:
    return [found for found in one.layout().formats() if found.format.hasProperty(LOOK_PROPERTY)]


def words(one: QTextBlock, found: QTextLayout.FormatRange) -> str:
    """What a format is laid over, with what is painted in the paragraph."""
    layout, text = one.layout(), one.text()
    at = layout.preeditAreaPosition()
    painted = layout.preeditAreaText()
    whole = text[:at] + painted + text[at:] if painted else text
    return whole[found.start : found.start + found.length]


def slanted(one: QTextBlock) -> list[str]:
    return [words(one, found) for found in looks(one) if found.format.fontItalic()]


def strong(one: QTextBlock) -> list[str]:
    return [words(one, found) for found in looks(one) if found.format.fontWeight() >= 600]


def test_marks_stay_and_words_look_like_what_they_are(shown: Window) -> None:
    assert shown.page.toPlainText() == TEXT
    assert strong(block(shown, 0)) == ["# ", "One"]
    assert first_line(shown, 0).height() > first_line(shown, 2).height()
    assert slanted(block(shown, 2)) == ["ran"]
    assert strong(block(shown, 2)) == ["fell"]
    assert first_line(shown, 4).x() > first_line(shown, 8).x()
    assert block(shown, 6).layout().textOption().alignment() == Qt.AlignmentFlag.AlignHCenter


def test_nothing_of_it_is_an_edit(window: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.put(TEXT)
    document = window.page.document()
    document.setModified(False)
    document.clearUndoRedoStacks()
    changes: list[tuple[int, int, int]] = []
    document.contentsChange.connect(lambda *change: changes.append(change))
    window.actions_["markdown"].trigger()
    window.settings.zoom(3)
    window.page.verticalScrollBar().setValue(3)
    QApplication.processEvents()
    window.actions_["markdown"].trigger()
    assert not any(looks(block(window, number)) for number in range(document.blockCount()))
    assert first_line(window, 0).height() == first_line(window, 2).height()
    assert changes == []
    assert not document.isModified()
    assert not document.isUndoAvailable()
    writer.type("a")
    # What is told of an edit is the edit, not what only looks otherwise.
    assert changes[0][1:] == (0, 1)
    writer.undo()
    assert writer.text == TEXT


def test_it_follows_typing(shown: Window, writer: Writer) -> None:
    writer.control(Qt.Key.Key_A)
    writer.press(Qt.Key.Key_Delete)
    writer.type("a *b")
    assert slanted(block(shown, 0)) == []
    writer.type("*")
    assert slanted(block(shown, 0)) == ["b"]
    writer.press(Qt.Key.Key_Home)
    writer.type("xy ")
    assert slanted(block(shown, 0)) == ["b"]
    writer.press(Qt.Key.Key_Delete)
    writer.press(Qt.Key.Key_Delete)
    assert slanted(block(shown, 0)) == ["b"]
    writer.press(Qt.Key.Key_Home)
    writer.type("# ")
    assert strong(block(shown, 0)) == ["# ", "xy ", "*", "b", "*"]
    writer.undo()
    writer.undo()
    writer.undo()
    assert strong(block(shown, 0)) == []


def test_emphasis_over_a_line_end_follows_both_lines(shown: Window, writer: Writer) -> None:
    writer.put("First.\n\nHe *said\nso* to her.\n\nLast.")
    assert (slanted(block(shown, 2)), slanted(block(shown, 3))) == (["said"], ["so"])
    writer.put("First.\n\nHe *said\nso to her.\n\nLast.", "so to")
    writer.type("*")
    assert (slanted(block(shown, 2)), slanted(block(shown, 3))) == (["said"], ["so to"])


def test_a_page_of_one_line_paragraphs_has_none_over_a_line_end(shown: Window, writer: Writer) -> None:
    writer.put("\n".join(f"He said *this, number {number}." for number in range(30)))
    assert slanted(block(shown, 3)) == []


def test_an_underline_makes_a_heading_of_the_line_above(shown: Window, writer: Writer) -> None:
    writer.put("Title\n")
    writer.type("==")
    assert strong(block(shown, 0)) == ["Title"]
    writer.press(Qt.Key.Key_Backspace)
    writer.press(Qt.Key.Key_Backspace)
    assert strong(block(shown, 0)) == []


def test_a_fence_takes_what_follows_for_code(shown: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.put("\n*a*\n\n*b*\n", "")
    writer.control(Qt.Key.Key_Home)
    writer.type("```")
    qtbot.waitUntil(lambda: slanted(block(shown, 3)) == [])
    found = looks(block(shown, 3))
    assert found[0].format.fontStyleHint().name == "Monospace"
    writer.press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: slanted(block(shown, 3)) == ["b"])


def test_a_ghost_stands_among_them(window: Window, writer: Writer, qtbot: QtBot) -> None:
    window.actions_["markdown"].trigger()
    writer.put("She *ran*. He opened th and *fell*.", "opened th")
    writer.type("e")
    qtbot.waitUntil(lambda: window.page.ghost.text != "")
    here = block(window, 0)
    assert slanted(here) == ["ran", "fell"]
    grey = [found for found in here.layout().formats() if found.format.hasProperty(GHOST_PROPERTY)]
    assert [words(here, found) for found in grey] == [window.page.ghost.text]
    writer.press(Qt.Key.Key_Escape)
    assert window.page.ghost.text == ""
    assert slanted(here) == ["ran", "fell"]


def test_a_ghost_in_emphasis_is_emphasised(window: Window, writer: Writer, qtbot: QtBot) -> None:
    window.actions_["markdown"].trigger()
    writer.put("She *opened th now*.", "opened th")
    writer.type("e")
    qtbot.waitUntil(lambda: window.page.ghost.text != "")
    assert slanted(block(window, 0)) == [f"opened the{window.page.ghost.text} now"]


def test_a_ghost_at_the_end_of_a_heading_looks_like_it(window: Window, writer: Writer, qtbot: QtBot) -> None:
    window.actions_["markdown"].trigger()
    writer.put("# He opened th")
    writer.type("e")
    qtbot.waitUntil(lambda: window.page.ghost.text != "")
    assert strong(block(window, 0))[-1].endswith(window.page.ghost.text)


def test_marks_of_others_stand_behind_a_ghost(window: Window, writer: Writer, qtbot: QtBot) -> None:
    window.actions_["markdown"].trigger()
    writer.put("*a* opened th and *fell*", "opened th")
    writer.type("e")
    qtbot.waitUntil(lambda: window.page.ghost.text != "")
    mark = QTextEdit.ExtraSelection()
    mark.cursor = QTextCursor(window.page.document())
    mark.cursor.setPosition(writer.text.index("fell"))
    mark.cursor.setPosition(writer.text.index("fell") + 4, QTextCursor.MoveMode.KeepAnchor)
    mark.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    window.page.set_marks("spelling", [mark])
    here = block(window, 0)
    waved = [one for one in here.layout().formats() if not one.format.hasProperty(LOOK_PROPERTY)][-1]
    assert words(here, waved) == "fell"
    assert slanted(here) == ["a", "fell"]


def test_an_input_method_composes_among_them(shown: Window, writer: Writer) -> None:
    writer.put("She *ran* to  and *fell*.", "to ")
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)
    attribute = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, 2, underlined)
    QApplication.sendEvent(shown.page, QInputMethodEvent("ni", [attribute]))
    here = block(shown, 0)
    assert slanted(here) == ["ran", "fell"]
    composed = [one for one in here.layout().formats() if one.format.fontUnderline()]
    assert [words(here, one) for one in composed] == ["ni"]
    QApplication.sendEvent(shown.page, QInputMethodEvent("nih", [attribute]))
    assert slanted(here) == ["ran", "fell"]
    done = QInputMethodEvent("", [])
    done.setCommitString("你")
    QApplication.sendEvent(shown.page, done)
    assert writer.text == "She *ran* to 你 and *fell*."
    assert slanted(here) == ["ran", "fell"]
    assert not [one for one in here.layout().formats() if one.format.fontUnderline()]


def test_letters_beyond_the_bmp_are_two_places(shown: Window, writer: Writer) -> None:
    writer.put("🜁 *a🜁* b")
    here = block(shown, 0)
    raw = here.text().encode("utf-16-le")
    found = [raw[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le") for one in looks(here)]
    assert found == ["*", "a🜁", "*"]


def test_items_and_quotes_stand_in_from_the_side_they_begin_at(shown: Window, writer: Writer) -> None:
    words = "and on " * 40
    writer.put(f"1. {words}\n\n- אבגד {'אבגד ' * 60}\n\n> אבגד {'אבגד ' * 60}\n\nאבגד {'אבגד ' * 60}\n")
    first_line(shown, 0)
    lines = [block(shown, 0).layout().lineAt(number) for number in range(2)]
    at = lines[0].cursorToX(3)
    assert lines[1].x() == pytest.approx(at[0])  # type: ignore[index]
    first_line(shown, 2)
    item = [block(shown, 2).layout().lineAt(number).rect() for number in range(2)]
    assert item[1].right() < item[0].right()
    assert item[1].left() == item[0].left()
    quote, plain = first_line(shown, 4).rect(), first_line(shown, 6).rect()
    assert plain.left() < quote.left()
    assert quote.right() < plain.right()


def test_colours_follow_the_theme(shown: Window) -> None:
    def mark() -> QColor:
        found = looks(block(shown, 2))
        return QColor(found[0].format.foreground().color())

    before = mark()
    shown.settings.update(theme="contrast" if before.lightness() < 128 else "light")
    assert mark() != before


def test_names_and_the_writer_say_where_it_is_on(
    window: Window, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    looks_, action = window.markdown.looks, window.actions_["markdown"]
    for name in ("a.md", "b.txt"):
        (tmp_path / name).write_text("*a*\n", encoding="utf-8")
    assert not looks_.is_on
    assert window.session.open(tmp_path / "a.md")
    assert looks_.is_on
    assert action.isChecked()
    assert slanted(block(window, 0)) == ["a"]
    assert window.session.open(tmp_path / "b.txt")
    assert not looks_.is_on
    action.trigger()
    assert looks_.is_on
    window.settings.update(markdown="never")
    assert looks_.is_on  # here it was asked for
    assert window.session.open(tmp_path / "a.md")
    assert not looks_.is_on
    assert not action.isChecked()
    window.settings.update(markdown="always")
    assert window.session.new()
    assert looks_.is_on


PIECES = st.lists(
    st.sampled_from(
        ("*", "**", "a", "b c", "\n", "\n\n", "> ", "# ", "`", "```\n", "---", "- ", "🜁", "[x](y)", "é")
    ),
    max_size=6,
).map("".join)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), PIECES), max_size=8)


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(EDITS)
def test_after_any_edits_all_looks_are_those_of_the_text(
    window: Window, qtbot: QtBot, edits: list[tuple[float, float, str]]
) -> None:
    page = window.page
    if not window.markdown.looks.is_on:
        window.actions_["markdown"].trigger()
    page.setPlainText("# One\n\nA *b* c.\n")
    for start, end, text in edits:
        length = page.document().characterCount() - 1
        cursor = QTextCursor(page.document())
        cursor.setPosition(round(start * length))
        cursor.setPosition(round(end * length), QTextCursor.MoveMode.KeepAnchor)
        page.edits.replace(cursor, text)
    page.undo()
    if window.structure._rest.isActive():
        window.structure._rest.stop()
        window.structure.changed.emit()
    QApplication.processEvents()
    one = page.document().firstBlock()
    last = page.document().findBlock(page.in_sight()[1])
    while one.isValid() and one.blockNumber() <= last.blockNumber():
        assert looks(one) == window.markdown.looks.ranges(one), (page.toPlainText(), one.blockNumber())
        one = one.next()


def test_the_second_view_shows_it_too(shown: Window, writer: Writer, tmp_path: Path, qtbot: QtBot) -> None:
    shown.actions_["split_view"].trigger()
    view = shown.split.view
    assert view is not None
    there = view.page.document().findBlockByNumber(2)
    assert slanted(there) == ["ran"]
    writer.put(TEXT, "She *ran")
    writer.type("g")
    qtbot.waitUntil(lambda: slanted(view.page.document().findBlockByNumber(2)) == ["rang"])
    shown.actions_["markdown"].trigger()
    assert slanted(view.page.document().findBlockByNumber(2)) == []
    (tmp_path / "b.md").write_text("*b*\n", encoding="utf-8")
    shown.split.show_text(tmp_path / "b.md")
    assert slanted(view.page.document().firstBlock()) == ["b"]
    shown.split.close()
    QApplication.processEvents()
    shown.actions_["markdown"].trigger()
    assert slanted(block(shown, 2)) == ["rang"]
