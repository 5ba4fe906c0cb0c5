"""Two places of one text, and another text: read there, written on the page, nothing painted in both."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.editor.fitting import ElidedButton
from desktop.editor.page.page import Page
from desktop.editor.page.text_area import TextArea
from desktop.editor.settings.settings import Settings
from desktop.editor.split.mirror import Mirror
from desktop.editor.split.second_view import SecondPage
from desktop.editor.split.split import TOPIC, Split
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer

CONTROL = Qt.KeyboardModifier.ControlModifier
TEXT = "".join(f"Paragraph {number} of a text that is longer than any window.\n" for number in range(200))


def raw(page: TextArea) -> str:
    return page.document().toRawText()


@pytest.fixture
def split(window: Window, writer: Writer, qtbot: QtBot) -> Split:
    """A long text in two views, opened by key."""
    writer.put(TEXT, "Paragraph 100")
    qtbot.keyClick(writer.page, Qt.Key.Key_Backslash, CONTROL)
    return window.split


def second(split: Split) -> SecondPage:
    assert split.view
    return split.view.page


def test_the_second_view_follows_each_edit_and_stays_where_it_is(split: Split, writer: Writer) -> None:
    view = second(split)
    assert raw(view) == raw(writer.page)
    top = view.firstVisibleBlock().text()
    writer.select(0, 0)
    writer.type("Once. ")
    writer.press(Qt.Key.Key_Return)
    writer.type("More")
    writer.press(Qt.Key.Key_Backspace)
    assert raw(view) == raw(writer.page)
    writer.undo()
    writer.undo()
    assert raw(view) == raw(writer.page)
    assert view.firstVisibleBlock().text() == top
    writer.page.setPlainText("Another text altogether.")
    assert raw(view) == raw(writer.page)


def test_a_ghost_stands_on_the_page_alone(split: Split, writer: Writer, qtbot: QtBot) -> None:
    writer.get_ghost(" opened the")
    view = second(split)
    block = view.document().findBlock(writer.page.textCursor().position())
    assert writer.painted
    assert block.layout().preeditAreaText() == ""


def test_swapping_takes_the_cursor_there_and_back(split: Split, writer: Writer, qtbot: QtBot) -> None:
    view = second(split)
    here = writer.page.textCursor().position()
    view.moveCursor(QTextCursor.MoveOperation.Start)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(writer.page.hasFocus)
    assert writer.page.textCursor().position() == 0
    assert view.textCursor().position() == here
    writer.type("Here. ")
    assert writer.text.startswith("Here. Paragraph 0")
    qtbot.keyClick(writer.page, Qt.Key.Key_F6, CONTROL)
    assert writer.page.textCursor().position() == here + 6


def test_its_buttons_are_named_in_full_and_follow_the_language(
    split: Split, settings: Settings, qtbot: QtBot
) -> None:
    view = split.view
    assert view is not None

    def names() -> list[str]:
        return [button.accessibleName() for button in view.findChildren(ElidedButton)]

    assert names() == ["Swap Both Views", "Another Text Beside", "Second View Below", "Split View"]
    settings.update(language="zh_CN")
    qtbot.waitUntil(
        lambda: names() == ["互换两个视图", "在旁边打开另一篇文字", "第二个视图在下方", "拆分视图"]
    )


def test_nothing_can_be_written_in_the_second_view(split: Split, writer: Writer, qtbot: QtBot) -> None:
    view = second(split)
    writer.select(0, 9)
    writer.page.copy()
    view.setFocus()
    qtbot.keyClicks(view, "words")
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    for edits in (Qt.Key.Key_V, Qt.Key.Key_X):
        qtbot.keyClick(view, edits, CONTROL)
    assert raw(view) == raw(writer.page)
    assert writer.text == TEXT
    assert "only reads" in writer.window.status.remark.text()


def test_the_key_goes_round_to_it_and_closing_gives_it_back(
    split: Split, writer: Writer, qtbot: QtBot
) -> None:
    view = second(split)
    qtbot.keyClick(writer.page, Qt.Key.Key_F6)
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Backslash, CONTROL)
    assert split.view is None
    qtbot.waitUntil(writer.page.hasFocus)
    writer.type("x")  # and nobody follows any more
    qtbot.keyClick(writer.page, Qt.Key.Key_Backslash, CONTROL)
    assert raw(second(split)) == raw(writer.page)


def test_long_paragraphs_stand_in_the_same_pieces(window: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.put("word " * 5000)
    window.split.turn()
    view = second(window.split)
    assert raw(view) == raw(writer.page)
    assert view.toPlainText() == writer.text
    writer.select(0, 0)
    writer.type("Once. ")
    assert raw(view) == raw(writer.page)
    assert view.toPlainText() == writer.text


def test_half_a_character_is_half_a_character_there(window: Window, writer: Writer) -> None:
    writer.put("One 😀 two")
    cursor = writer.page.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(6, QTextCursor.MoveMode.KeepAnchor)
    window.split.turn()
    cursor.removeSelectedText()
    view = second(window.split)
    assert view.document().characterCount() == writer.page.document().characterCount()


def test_another_text_is_read_beside_and_opened_to_be_written_in(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Mara has green eyes.", encoding="utf-8")
    dialogs.open_path = other
    window.actions_["split_text"].trigger()
    view = second(window.split)
    assert view.toPlainText() == "Mara has green eyes."
    writer.type("x")
    assert view.toPlainText() == "Mara has green eyes."
    other.write_text("Mara has brown eyes.", encoding="utf-8")
    window.split._read_anew(window.split.view, other)  # type: ignore[arg-type]
    assert view.toPlainText() == "Mara has brown eyes."
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert any(one.session.path == other for one in window.desk.windows)  # type: ignore[attr-defined]


def test_a_text_that_cannot_be_read_is_told(window: Window, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.open_path = tmp_path / "gone.txt"
    window.actions_["split_text"].trigger()
    assert window.split.view is None
    assert "no file" in window.messages.sentence(TOPIC)
    assert not window.actions_["split_view"].isChecked()


def test_below_and_beside(split: Split, window: Window) -> None:
    view = split.view
    assert view
    assert view.y() == window.page.y()
    window.actions_["split_below"].trigger()
    assert view.y() > window.page.y()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "delete", "replace", "undo", "redo", "all"]),
        st.integers(0, 60),
        st.integers(0, 20),
        st.sampled_from(["a", "words ", "\n", "😀", "", "two\n\nlines", "long " * 2500]),
    ),
    max_size=15,
)


@settings(max_examples=30)
@given(steps=STEPS)
def test_whatever_is_edited_both_are_the_same(qapp: object, steps: list[tuple[str, int, int, str]]) -> None:
    area, view = TextArea(), Page()
    area.setPlainText("One two three.\nFour five six.\n\nSeven eight nine.")
    mirror = Mirror(area.document(), view)
    for what, start, length, words in steps:
        last = area.document().characterCount() - 1
        cursor = QTextCursor(area.document())
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
        if what == "type":
            area.edits.type(cursor, words)
        elif what == "delete":
            area.edits.delete(cursor, QTextCursor.MoveOperation.PreviousCharacter)
        elif what == "replace":
            area.edits.replace(cursor, words)
        elif what == "all":
            area.setPlainText(words)
        else:
            area.undo() if what == "undo" else area.redo()
        assert raw(view) == area.document().toRawText()
        assert view.toPlainText() == area.toPlainText()
    mirror.end()
