"""What an input method is composing goes in where it is composed, whatever the writer turns to meanwhile.

Other tests have no input method that answers; this one does, at once, as those of Linux do.
"""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.editor.desk import Desk
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.page import text_area
from desktop.editor.page.page import Page
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.kept import kept_texts

BEFORE, COMPOSED, AFTER = "one two", "你好", "one 你好two"


class AnsweringMethod:
    """Commits what it composes as soon as it is told to."""

    def __init__(self, page: Page):
        self.page = page
        self.composed = ""

    def compose(self, text: str) -> None:
        self.composed = text
        QApplication.sendEvent(self.page, QInputMethodEvent(text, []))

    def commit(self) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(self.composed)
        self.composed = ""
        QApplication.sendEvent(self.page, event)


@pytest.fixture
def composing(writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window with a text in a file, within which something is composed."""
    path = tmp_path / "story.txt"
    path.write_text(BEFORE, encoding="utf-8")
    window = writer.window
    assert window.session.open(path)
    method = AnsweringMethod(window.page)
    monkeypatch.setattr(text_area, "QGuiApplication", SimpleNamespace(inputMethod=lambda: method))
    cursor = window.page.textCursor()
    cursor.setPosition(len("one "))
    window.page.setTextCursor(cursor)
    method.compose(COMPOSED)
    assert window.page.is_composing
    return window


def go_to_end(window: Window) -> None:
    window.page.moveCursor(QTextCursor.MoveOperation.End)


def select_found(window: Window) -> None:
    window.page.setTextCursor(window.page.document().find("two"))


def select_all(window: Window) -> None:
    window.actions_["select_all"].trigger()


@pytest.mark.parametrize("turn", [go_to_end, select_found, select_all])
def test_it_goes_in_where_it_is_composed(composing: Window, turn: Callable[[Window], None]) -> None:
    turn(composing)
    assert composing.page.toPlainText() == AFTER
    assert not composing.page.is_composing
    assert composing.page.textCursor().selectedText() in ("", "two", AFTER)
    composing.page.undo()
    assert composing.page.toPlainText() == BEFORE


def test_a_save_has_it(composing: Window, tmp_path: Path) -> None:
    assert composing.session.save()
    assert (tmp_path / "story.txt").read_text(encoding="utf-8") == AFTER


def test_another_text_gets_nothing_of_it(composing: Window, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.on_unsaved = Unsaved.SAVE
    assert composing.session.new()
    assert dialogs.questions == 1
    assert (tmp_path / "story.txt").read_text(encoding="utf-8") == AFTER
    assert composing.page.toPlainText() == ""


def test_the_next_chapter_gets_nothing_of_it(composing: Window, tmp_path: Path) -> None:
    (tmp_path / "then.txt").write_text("later", encoding="utf-8")
    assert composing.stories.open(tmp_path)
    assert composing.page.is_composing
    composing.actions_["next_chapter"].trigger()
    assert composing.page.toPlainText() == "later"
    assert (tmp_path / "story.txt").read_text(encoding="utf-8") == AFTER


def test_splitting_a_chapter_keeps_it(composing: Window, tmp_path: Path) -> None:
    assert composing.stories.open(tmp_path)
    composing.actions_["split_chapter"].trigger()
    assert (tmp_path / "story.txt").read_text(encoding="utf-8") == "one 你好"
    assert composing.page.toPlainText() == "two"


def test_the_end_of_the_session_keeps_it(composing: Window, desk: Desk) -> None:
    desk.on_session_end()
    assert kept_texts() == [AFTER]


def test_a_signal_keeps_it(composing: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.editor.desk.QCoreApplication.exit", lambda status: None)
    desk.end_without_asking(1)
    assert kept_texts() == [AFTER]


def test_what_is_loaded_or_brought_back_gets_nothing_of_it(composing: Window, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("theirs", encoding="utf-8")
    composing.session.load_again()
    assert composing.page.toPlainText() == "theirs"
    composing.page.undo()
    assert composing.page.toPlainText() == AFTER


def test_a_version_brought_back_gets_nothing_of_it(composing: Window) -> None:
    composing.session.bring_back("former")
    assert composing.page.toPlainText() == "former"
    composing.page.undo()
    assert composing.page.toPlainText() == AFTER
