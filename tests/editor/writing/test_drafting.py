"""A draft that only goes forward, with real keys, mouse and input methods."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from desktop.editor.writing.drafting import Drafting, DraftLength
from tests.editor.conftest import FakeDialogs, Writer

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
WRITTEN = "one two three\nfour five"


@pytest.fixture
def drafting(window: Window, writer: Writer) -> Drafting:
    """A draft of which something is written."""
    writer.type("one two three")
    writer.press(Qt.Key.Key_Return)
    drafting = window.writing.drafting
    drafting.begin()
    writer.type("four five")
    return drafting


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backspace, CONTROL),
        (Qt.Key.Key_Delete, CONTROL),
        (Qt.Key.Key_K, CONTROL),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, SHIFT),
        (Qt.Key.Key_Left, CONTROL),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, CONTROL | SHIFT),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_A, CONTROL),
        (Qt.Key.Key_Z, CONTROL),
        (Qt.Key.Key_X, CONTROL),
    ],
)
def test_nothing_goes_back(drafting: Drafting, writer: Writer, key: Qt.Key, modifiers) -> None:
    writer.press(key, modifiers)
    assert writer.text == WRITTEN
    assert not writer.page.textCursor().hasSelection()
    writer.type(" six")
    assert writer.text == WRITTEN + " six"


def test_what_is_refused_is_said(drafting: Drafting, writer: Writer, window: Window) -> None:
    writer.press(Qt.Key.Key_Backspace)
    assert window.status.remark.text() == "A draft only goes forward: write on."


@pytest.mark.parametrize("name", ["undo", "redo", "cut", "select_all", "retry"])
def test_no_command_goes_back(drafting: Drafting, writer: Writer, window: Window, name: str) -> None:
    action = window.actions_[name]
    action.setEnabled(True)
    action.trigger()
    writer.type("!")
    assert writer.text == WRITTEN + "!"


def test_no_mouse_goes_back(drafting: Drafting, writer: Writer) -> None:
    viewport = writer.page.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(80, 40))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(80, 40))
    writer.type("!")
    assert writer.text == WRITTEN + "!"


def test_nothing_is_dropped_into_it(drafting: Drafting, writer: Writer) -> None:
    data = QMimeData()
    data.setText("dropped")
    event = QDropEvent(
        QPointF(80, 40),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(writer.page.viewport(), event)
    assert writer.text == WRITTEN


def test_what_is_pasted_is_added(drafting: Drafting, writer: Writer) -> None:
    QApplication.clipboard().setText(" pasted")
    writer.control(Qt.Key.Key_V)
    writer.type("!")
    assert writer.text == WRITTEN + " pasted!"


def commit(writer: Writer, text: str, start: int = 0, length: int = 0) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text, start, length)
    QApplication.sendEvent(writer.page, event)


def test_input_methods_work(drafting: Drafting, writer: Writer) -> None:
    QApplication.sendEvent(writer.page, QInputMethodEvent("ni hao", []))
    assert writer.text == WRITTEN
    commit(writer, "你好")
    assert writer.text == WRITTEN + "你好"
    commit(writer, " viet")
    commit(writer, "việt", -4, 4)  # letters before the cursor are written anew, as the method composes them
    assert writer.text == WRITTEN + "你好 việt"
    commit(writer, "x", -8, 8)  # but no words
    assert writer.text == WRITTEN + "你好 việtx"


def test_a_selection_that_was_there_is_not_overtyped(window: Window, writer: Writer) -> None:
    writer.put("one two")
    writer.select(4, 7)
    window.writing.drafting.begin()
    writer.type("!")
    assert writer.text == "one two!"


def test_a_ghost_is_kept_and_typing_help_goes_on(
    drafting: Drafting, writer: Writer, settings: Settings, qtbot: QtBot
) -> None:
    settings.update(smart_dashes="on")
    writer.type("--")
    assert writer.text == WRITTEN + "\u2014"
    writer.get_ghost(" opened the")
    writer.press(Qt.Key.Key_Tab)
    writer.type("!")
    assert writer.text == WRITTEN + "\u2014 opened the house and walked inside!"


def test_in_the_middle_of_a_text_what_follows_stays(window: Window, writer: Writer) -> None:
    writer.put("one three", cursor_after="one ")
    window.writing.drafting.begin()
    writer.type("two ")
    writer.press(Qt.Key.Key_Delete)
    assert writer.text == "one two three"


def test_in_a_text_that_was_just_opened_it_begins_at_the_end(window: Window, writer: Writer) -> None:
    writer.page.setPlainText("one ")
    window.writing.drafting.begin()
    writer.type("two")
    assert writer.text == "one two"


def test_after_it_all_can_be_undone(drafting: Drafting, writer: Writer) -> None:
    drafting.end()
    writer.undo()
    assert writer.text != WRITTEN
    while writer.page.document().isUndoAvailable():
        writer.undo()
    assert writer.text == ""


# --- its clock -------------------------------------------------------------------------------------------


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timed(window: Window, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> tuple[Drafting, Clock]:
    clock = Clock()
    monkeypatch.setattr(window.writing.drafting, "_clock", clock)
    settings.update(draft_by="minutes", draft_minutes=2)
    return window.writing.drafting, clock


def clock_text(window: Window) -> str:
    return window.writing._clock.text() if window.writing._clock.isVisible() else ""


def test_minutes_pass_and_it_ends(timed: tuple[Drafting, Clock], window: Window, writer: Writer) -> None:
    drafting, clock = timed
    drafting.begin()
    assert clock_text(window) == "Draft: 2:00 left"
    clock.now += 61
    drafting.look()
    assert clock_text(window) == "Draft: 0:59 left"
    assert window.actions_["draft"].isChecked()
    clock.now += 60
    drafting.look()
    assert (drafting.is_on, clock_text(window)) == (False, "")
    assert not window.actions_["draft"].isChecked()
    assert window.status.remark.text() == "The draft is done."
    writer.type("a")
    writer.press(Qt.Key.Key_Backspace)
    assert writer.text == ""


def test_words_are_counted(window: Window, writer: Writer, settings: Settings, qtbot: QtBot) -> None:
    writer.type("before it ")
    settings.update(draft_by="words", draft_words=3)
    window.writing.drafting.begin()
    writer.type("one two ")
    qtbot.waitUntil(lambda: clock_text(window) == "Draft: 2 of 3 words")
    writer.type("three")
    qtbot.waitUntil(lambda: not window.writing.drafting.is_on)
    assert writer.text == "before it one two three"


def test_how_long_is_asked_and_kept(window: Window, settings: Settings, qtbot: QtBot) -> None:
    window.actions_["draft"].trigger()
    assert not window.actions_["draft"].isChecked()
    dialog = window.findChild(DraftLength)
    assert isinstance(dialog, DraftLength)
    dialog.words.setValue(321)
    assert dialog.by_words.isChecked()
    dialog.accept()
    assert (settings.choices.draft_by, settings.choices.draft_words) == ("words", 321)
    assert window.writing.drafting.is_on
    assert window.actions_["draft"].isChecked()


def test_who_leaves_it_is_asked(window: Window, dialogs: FakeDialogs) -> None:
    window.writing.drafting.begin()
    dialogs.ends_draft = False
    window.actions_["draft"].trigger()
    assert window.writing.drafting.is_on
    assert window.actions_["draft"].isChecked()
    dialogs.ends_draft = True
    window.actions_["draft"].trigger()
    assert not window.writing.drafting.is_on
    assert not window.actions_["draft"].isChecked()


def test_another_text_ends_it(window: Window, desk, writer: Writer, tmp_path) -> None:
    window.writing.drafting.begin()
    (tmp_path / "other.txt").write_text("other")
    desk.open_files([tmp_path / "other.txt"], window)
    assert not window.writing.drafting.is_on
    writer.control(Qt.Key.Key_A)
    assert writer.page.textCursor().selectedText() == "other"


def test_the_keys_that_are_refused_are_the_desks() -> None:
    # Where Qt takes other keys for these, the tests above try none of them.
    assert QKeySequence("Ctrl+Z") in QKeySequence.keyBindings(QKeySequence.StandardKey.Undo)
    assert QKeySequence("Ctrl+X") in QKeySequence.keyBindings(QKeySequence.StandardKey.Cut)
