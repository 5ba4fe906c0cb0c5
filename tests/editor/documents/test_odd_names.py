"""Names that are no UTF-8, or would do something to a terminal."""

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from desktop.engine.documents.documents import read_document
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.kept import kept_texts, leave_behind
from tests.editor.real_desk import RealDesk

NAMES = [b"caf\xe9.txt", b"\x1b]0;owned\x07.txt", b"two\nlines.txt", "雨.txt".encode()]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")


@pytest.fixture(params=NAMES, ids=repr)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9p\xf4t"))
    folder.mkdir()
    path = folder / os.fsdecode(request.param)
    path.write_text("It was late.", encoding="utf-8")
    return path


def assert_plain(words: str) -> None:
    words.encode("utf-8")
    assert not any(ord(letter) < 32 for letter in words)


def test_it_is_opened_saved_and_remembered(
    writer: Writer, file: Path, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    window = writer.window
    assert window.session.open(file)
    writer.type("x")
    qtbot.waitUntil(lambda: kept_texts() == ["xIt was late."])
    assert window.session.save()
    assert file.read_text(encoding="utf-8") == "xIt was late."
    assert_plain(window.windowTitle())
    assert window.windowTitle() != "[*] — Inkling"
    settings.flush()
    again = Settings(QSettings(str(tmp_path / "inkling.ini"), QSettings.Format.IniFormat))
    assert again.choices.recent == [str(file)]
    assert again.choices.folder == str(file.parent)
    (menu,) = (one for one in window.findChildren(QMenu) if one.title() == "Open Recen&t")
    menu.aboutToShow.emit()
    (action,) = menu.actions()
    assert_plain(action.text())
    window.session.new()
    assert isinstance(action, QAction)
    action.trigger()
    assert window.session.path == file


def test_what_is_said_of_it_is_plain(
    writer: Writer, file: Path, dialogs: FakeDialogs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = writer.window
    assert window.session.open(file)
    file.unlink()
    window.activateWindow()
    window.session.guard.look()
    assert_plain(window.messages.sentence("disk"))
    window.session.new()
    assert not window.session.open(file)
    assert_plain(window.messages.sentence("file"))
    assert_plain(caplog.records[-1].getMessage())


def test_it_is_opened_by_dropping_it_on_the_page(writer: Writer, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromEncoded(file.as_uri().encode())])
    about = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(writer.page.viewport(), QDragEnterEvent(QPoint(10, 10), *about))
    QApplication.sendEvent(writer.page.viewport(), QDropEvent(QPointF(10, 10), *about))
    assert writer.window.session.path == file
    assert writer.text == "It was late."


def test_its_words_are_restored(desk: Desk, window: Window, file: Path) -> None:
    leave_behind("It was late. More.", file, read_document(file))
    desk.offer_recovery(window)
    assert_plain(window.messages.sentence("recovery-abc123"))
    window.messages.answer("recovery-abc123", "Restore")
    assert window.session.path == file
    assert window.session.save()
    assert file.read_text(encoding="utf-8") == "It was late. More."


def test_it_is_opened_from_the_command_line(file: Path) -> None:
    desk = RealDesk([os.fsencode(file)])
    try:
        assert desk.ask("text") == "'It was late.'"
        desk.do("type x")
        desk.do("save")
        desk.send(signal.SIGTERM)
        assert desk.status() == 128 + signal.SIGTERM
        assert desk.errors() == ""
    finally:
        desk.close()
    assert file.read_text(encoding="utf-8") == "xIt was late."


def test_a_missing_one_is_said_plainly_on_the_terminal_and_in_the_log(tmp_path: Path) -> None:
    desk = RealDesk([b"/nowhere/\x1b]0;owned\x07\xe9.txt"])
    try:
        assert "owned" in desk.ask("said")
        desk.send(signal.SIGTERM)
        desk.status()
        errors = desk.errors()
    finally:
        desk.close()
    assert "\x1b" not in errors
    (log,) = tmp_path.rglob("inkling.log")
    written = log.read_text(encoding="utf-8")
    assert "owned" in written
    assert "\x1b" not in written
