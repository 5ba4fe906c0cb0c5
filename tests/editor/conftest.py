"""A real window with a fake engine, and what a test does with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTreeWidget, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.garbage import Garbage
from desktop.editor.inference.requests import SuggestRequest
from desktop.editor.messages.dialogs import Dialogs, Unsaved
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from tests.editor.fake_engine import HOUSE, FakeEngine, offer_after


class FakeDialogs(Dialogs):
    """Answers as the test says, and counts what it was asked."""

    def __init__(self) -> None:
        self.open_path: Path | None = None
        self.save_path: Path | None = None
        self.table_path: Path | None = None
        self.import_path: Path | None = None
        self.export_path: Path | None = None
        self.printed_path: Path | None = None
        self.folder: Path | None = None
        self.works: list[Path] = []
        self.story: Path | None = None
        self.deletes = True
        self.on_unsaved = Unsaved.CANCEL
        self.questions = 0
        self.replaces = True
        self.ends_draft = True
        self.asked_to_replace: list[str] = []
        self.chosen_encoding: str | None = None

    def file_to_open(self, parent, folder):
        return self.open_path

    def file_to_save(self, parent, proposal):
        path, self.save_path = self.save_path, self.save_path if self.replaces else None
        return path

    def file_to_import(self, parent, folder):
        return self.import_path

    def works_to_add(self, parent, folder):
        return self.works

    def folder_of_works(self, parent, folder):
        return self.folder

    def file_to_export(self, parent, proposal, suffix):
        path, self.export_path = self.export_path, self.export_path if self.replaces else None
        return path

    def printer(self, parent, printer):
        if self.printed_path:
            printer.setOutputFileName(str(self.printed_path))
        return self.printed_path is not None

    def table_to_save(self, parent, proposal):
        return self.table_path

    def may_replace(self, parent, name):
        self.asked_to_replace.append(name)
        return self.replaces

    def encoding(self, parent, title, current):
        return self.chosen_encoding

    def model_folder(self, parent, folder):
        return self.folder

    def story_folder(self, parent, folder):
        return self.story

    def story_to_make(self, parent, proposal):
        return self.story

    def may_delete(self, parent, count):
        return self.deletes

    def may_end_draft(self, parent):
        return self.ends_draft

    def unsaved(self, parent, name):
        self.questions += 1
        return self.on_unsaved


T = TypeVar("T", bound=QWidget)


def child(parent: QWidget, kind: type[T], name: str = "") -> T:
    """Return the widget of a kind, and a name, within another."""
    found = parent.findChild(kind, name) if name else parent.findChild(kind)
    assert found is not None
    return found


def row_of(tree: QTreeWidget, number: int | None = None) -> QTreeWidgetItem:
    """Return a row of a list; the current one if no number is given."""
    found = tree.currentItem() if number is None else tree.topLevelItem(number)
    assert found is not None
    return found


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp: QApplication) -> Garbage:
    """What a desk does for the program: parts of one, too, are deleted where they may be."""
    return Garbage(qapp)


@pytest.fixture
def settings(tmp_path: Path, qapp) -> Settings:
    settings = Settings(QSettings(str(tmp_path / "inkling.ini"), QSettings.Format.IniFormat))
    # Whatever the tests' machine speaks; and no process that spells for each window.
    settings.update(language="en", spelling=False)
    return settings


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def engine() -> FakeEngine:
    """Knows one thing: what comes after "opened the"."""
    return FakeEngine(answer=offer_after({"opened the": HOUSE}))


@pytest.fixture
def desk(settings: Settings, engine: FakeEngine, dialogs: FakeDialogs, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(settings, engine.load, dialogs=dialogs)
    yield desk
    engine.gate.set()
    for window in list(desk.windows):
        window.page.document().setModified(False)
        window.close()
    assert desk.end()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    """A shown window with the keyboard and a loaded model."""
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    desk.start_model(Path("model"))
    qtbot.waitUntil(lambda: desk.worker.model is not None)
    return window


@pytest.fixture
def page(window: Window) -> Page:
    return window.page


class Writer:
    """Types with real key events, and waits for what should come of it."""

    def __init__(self, window: Window, qtbot: QtBot):
        self.window = window
        self.page = window.page
        self._qtbot = qtbot

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.page, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.page, key, modifier)

    def control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def look_on(self, key: Qt.Key = Qt.Key.Key_BracketRight) -> None:
        """Show another alternative, once all of them are known."""
        self.alt(key)
        self._qtbot.waitUntil(lambda: not self.window.suggester.is_waiting)

    def undo(self) -> None:
        self.control(Qt.Key.Key_Z)

    def get_ghost(self, text: str) -> None:
        """Type `text` and wait for a ghost."""
        self.type(text)
        self._qtbot.waitUntil(lambda: self.page.ghost.text != "")

    def put(self, text: str, cursor_after: str = "") -> None:
        """Put a text on the page, with the cursor after the given words, else at the end."""
        self.page.setPlainText(text)
        cursor = self.page.textCursor()
        cursor.setPosition(text.index(cursor_after) + len(cursor_after) if cursor_after else len(text))
        self.page.setTextCursor(cursor)

    @property
    def text(self) -> str:
        return self.page.toPlainText()

    @property
    def painted(self) -> str:
        """What the layout of the cursor's paragraph paints at the cursor, beyond the document."""
        return self.page.textCursor().block().layout().preeditAreaText()

    def select(self, start: int, end: int) -> None:
        cursor = self.page.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)


@pytest.fixture
def writer(window: Window, qtbot: QtBot) -> Writer:
    return Writer(window, qtbot)


@pytest.fixture
def requests(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[SuggestRequest]:
    """The suggestions that the window asks for, from now on."""
    asked: list[SuggestRequest] = []
    suggest = window.worker.suggest

    def note(request: SuggestRequest) -> None:
        asked.append(request)
        suggest(request)

    monkeypatch.setattr(window.worker, "suggest", note)
    return asked
