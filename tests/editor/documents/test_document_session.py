"""Opening, saving and closing documents in a real window."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.window.window import Window
from desktop.engine.documents.locks import DocumentLock
from tests.editor.conftest import FakeDialogs, Writer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "chapter.txt"
    path.write_text("It was late.\n", encoding="utf-8")
    return path


@pytest.fixture
def opened(window: Window, file: Path) -> Window:
    assert window.session.open(file)
    return window


def test_an_untitled_document_asks_for_a_name_when_saved(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    writer.type("It was late.")
    assert writer.window.isWindowModified()
    dialogs.save_path = tmp_path / "new.txt"
    writer.control(Qt.Key.Key_S)
    assert dialogs.save_path.read_text(encoding="utf-8") == "It was late."
    assert not writer.window.isWindowModified()
    assert "new.txt" in writer.window.windowTitle()


def test_a_file_is_opened_edited_and_saved(writer: Writer, opened: Window, file: Path) -> None:
    assert writer.text == "It was late.\n"
    assert not opened.isWindowModified()
    writer.type("So ")
    writer.control(Qt.Key.Key_S)
    assert file.read_text(encoding="utf-8") == "So It was late.\n"


def test_opening_through_the_menu(writer: Writer, dialogs: FakeDialogs, file: Path) -> None:
    dialogs.open_path = file
    writer.control(Qt.Key.Key_O)
    assert writer.text == "It was late.\n"
    assert writer.window.settings.choices.recent == [str(file)]


def test_saving_keeps_line_ends_and_no_break_spaces(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "french.txt"
    path.write_bytes("« Oui\u00a0! »\r\nFin.\r\n".encode())
    writer.window.session.open(path)
    writer.type("x")
    writer.control(Qt.Key.Key_S)
    assert path.read_bytes() == "x« Oui\u00a0! »\r\nFin.\r\n".encode()


def test_a_ghost_is_not_saved(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.save_path = tmp_path / "new.txt"
    writer.get_ghost("She opened the")
    writer.control(Qt.Key.Key_S)
    assert dialogs.save_path.read_text(encoding="utf-8") == "She opened the"


def test_save_as_goes_on_with_the_new_file(
    writer: Writer, opened: Window, dialogs: FakeDialogs, file: Path, tmp_path: Path
) -> None:
    dialogs.save_path = tmp_path / "other.txt"
    opened.session.save_as()
    writer.type("x")
    opened.session.save()
    assert file.read_text(encoding="utf-8") == "It was late.\n"
    assert dialogs.save_path.read_text(encoding="utf-8") == "xIt was late.\n"
    DocumentLock(file).acquire()


def test_closing_a_saved_document_asks_nothing(opened: Window, dialogs: FakeDialogs, desk: Desk) -> None:
    assert opened.close()
    assert dialogs.questions == 0
    assert desk.windows == []


def test_cancel_keeps_the_window_open(writer: Writer, opened: Window, dialogs: FakeDialogs) -> None:
    writer.type("x")
    dialogs.on_unsaved = Unsaved.CANCEL
    assert not opened.close()
    assert opened.isVisible()
    assert writer.text == "xIt was late.\n"


def test_save_on_closing_saves(writer: Writer, opened: Window, dialogs: FakeDialogs, file: Path) -> None:
    writer.type("x")
    dialogs.on_unsaved = Unsaved.SAVE
    assert opened.close()
    assert file.read_text(encoding="utf-8") == "xIt was late.\n"


def test_save_on_closing_without_a_name_after_all_keeps_the_window(
    writer: Writer, dialogs: FakeDialogs
) -> None:
    writer.type("x")
    dialogs.on_unsaved = Unsaved.SAVE
    dialogs.save_path = None
    assert not writer.window.close()


def test_discard_on_closing_discards(
    writer: Writer, opened: Window, dialogs: FakeDialogs, file: Path, desk: Desk
) -> None:
    writer.type("x")
    opened.session.autosave.keep_now()
    dialogs.on_unsaved = Unsaved.DISCARD
    assert opened.close()
    assert file.read_text(encoding="utf-8") == "It was late.\n"
    assert list((Path(os.environ["INKLING_DATA"]) / "recovery").iterdir()) == []


def test_a_new_document_is_empty_and_untitled(writer: Writer, opened: Window, file: Path) -> None:
    assert opened.session.new()
    assert writer.text == ""
    assert opened.session.path is None
    DocumentLock(file).acquire()


def test_a_missing_file_is_one_sentence_and_typing_goes_on(writer: Writer, tmp_path: Path) -> None:
    assert not writer.window.session.open(tmp_path / "gone.txt")
    assert "gone.txt" in writer.window.messages.sentence("file")
    writer.type("on")
    assert writer.text == "on"


def test_a_binary_file_is_one_sentence(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(bytes(range(256)) * 20)
    assert not writer.window.session.open(path)
    assert "not a text file" in writer.window.messages.sentence("file")
    DocumentLock(path).acquire()


def test_a_western_file_says_that_it_will_become_utf8(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("café".encode("cp1252"))
    assert writer.window.session.open(path)
    assert writer.text == "café"
    assert "UTF-8" in writer.window.messages.sentence("file")


def test_a_file_that_cannot_be_saved_keeps_the_words_and_offers_another_place(
    writer: Writer, opened: Window, dialogs: FakeDialogs, file: Path, tmp_path: Path
) -> None:
    writer.type("x")
    file.unlink()
    file.mkdir()
    assert not opened.session.save()
    assert opened.isWindowModified()
    dialogs.save_path = tmp_path / "rescue.txt"
    opened.messages.answer("disk", "Save as…")
    assert dialogs.save_path.read_text(encoding="utf-8") == "xIt was late.\n"
    assert opened.messages.sentence("file") == ""


def test_a_file_that_is_open_elsewhere_is_not_opened(window: Window, file: Path) -> None:
    other = DocumentLock(file)
    other.acquire()
    assert not window.session.open(file)
    assert "already open" in window.messages.sentence("file")
    other.release()
    assert window.session.open(file)


def test_a_file_open_in_another_window_comes_to_the_front(desk: Desk, opened: Window, file: Path) -> None:
    second = desk.new_window()
    desk.open_files([file], second)
    assert second.session.path is None
    assert second.messages.sentence("file") == ""


def change_outside(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))


def test_a_file_changed_on_disk_is_noticed_and_can_be_loaded(
    writer: Writer, opened: Window, file: Path, qtbot: QtBot
) -> None:
    change_outside(file, "Other words.")
    qtbot.waitUntil(lambda: "was changed by another program" in opened.messages.sentence("disk"))
    opened.messages.answer("disk", "Load theirs")
    assert writer.text == "Other words."
    assert not opened.isWindowModified()


def test_a_file_replaced_on_disk_is_noticed_again(opened: Window, file: Path, qtbot: QtBot) -> None:
    for text in ("Second.", "Third."):
        opened.messages.close_topic("disk")
        temporary = file.with_suffix(".tmp")
        change_outside(temporary, text) if temporary.exists() else temporary.write_text(text)
        temporary.replace(file)
        qtbot.waitUntil(lambda: opened.messages.sentence("disk") != "")
        opened.messages.answer("disk", "Load theirs")
        assert opened.page.toPlainText() == text


def test_a_changed_file_is_not_saved_over_unasked(writer: Writer, opened: Window, file: Path) -> None:
    writer.type("x")
    change_outside(file, "Other words.")
    assert not opened.session.save()
    assert file.read_text(encoding="utf-8") == "Other words."
    opened.messages.answer("disk", "Save mine over it")
    assert file.read_text(encoding="utf-8") == "xIt was late.\n"


def test_ones_own_saving_is_no_change_on_disk(writer: Writer, opened: Window, qtbot: QtBot) -> None:
    for _ in range(3):
        writer.type("x")
        assert opened.session.save()
        QApplication.processEvents()
    assert opened.messages.sentence("disk") == ""


def test_dropped_files_are_opened(writer: Writer, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    about = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(writer.page.viewport(), QDragEnterEvent(QPoint(10, 10), *about))
    QApplication.sendEvent(writer.page.viewport(), QDropEvent(QPointF(10, 10), *about))
    assert writer.text == "It was late.\n"
    assert writer.window.session.path == file


def test_several_files_get_a_window_each(desk: Desk, window: Window, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Other.", encoding="utf-8")
    desk.open_files([file, other], window)
    assert [one.session.path for one in desk.windows] == [file, other]


def test_quitting_stops_at_a_window_that_stays(
    desk: Desk, writer: Writer, dialogs: FakeDialogs, opened: Window
) -> None:
    writer.type("x")
    dialogs.on_unsaved = Unsaved.CANCEL
    assert not desk.quit()
    assert desk.windows == [opened]


def test_another_document_makes_the_engine_forget(opened: Window, engine, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: engine.forgotten > 0)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_one_sentence(writer: Writer, opened: Window, file: Path) -> None:
    file.chmod(stat.S_IREAD)
    writer.type("x")
    assert not opened.session.save()
    assert "read-only" in opened.messages.sentence("file")
