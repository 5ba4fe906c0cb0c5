"""What other programs do to the file that is open."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.window.window import Window
from desktop.engine.documents.backups import backups_of
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.kept import kept_texts


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "there" / "chapter.txt"
    path.parent.mkdir()
    path.write_text("It was late.\n", encoding="utf-8")
    return path


@pytest.fixture
def opened(window: Window, file: Path) -> Window:
    assert window.session.open(file)
    return window


def said(window: Window) -> str:
    return window.messages.sentence("disk")


def test_load_theirs_keeps_the_writers_own_words(
    writer: Writer, opened: Window, file: Path, qtbot: QtBot
) -> None:
    writer.type("My own: ")
    file.write_text("Theirs.", encoding="utf-8")
    qtbot.waitUntil(lambda: "was changed" in said(opened))
    opened.messages.answer("disk", "Load theirs")
    assert writer.text == "Theirs."
    assert not opened.isWindowModified()
    assert "My own: It was late.\n" in [
        backup.path.read_text(encoding="utf-8") for backup in backups_of(file)
    ]
    opened.messages.answer("file", "Undo")
    assert writer.text == "My own: It was late.\n"
    assert opened.isWindowModified()
    qtbot.waitUntil(lambda: kept_texts() == ["My own: It was late.\n"])


def test_own_words_that_cannot_be_kept_are_not_given_up(
    writer: Writer, opened: Window, file: Path, qtbot: QtBot
) -> None:
    writer.type("My own: ")
    backups = Path(os.environ["INKLING_DATA"]) / "backups"
    backups.parent.mkdir(exist_ok=True)
    backups.write_text("a file where the folder should be", encoding="utf-8")
    file.write_text("Theirs.", encoding="utf-8")
    qtbot.waitUntil(lambda: "was changed" in said(opened))
    opened.messages.answer("disk", "Load theirs")
    assert writer.text == "My own: It was late.\n"
    assert opened.isWindowModified()
    assert "save it elsewhere" in opened.messages.sentence("file")


def test_a_change_with_the_same_time_is_noticed(writer: Writer, opened: Window, file: Path) -> None:
    before = file.stat()
    file.write_text("It was dark.\n", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    writer.type("x")
    assert not opened.session.save()
    assert file.read_text(encoding="utf-8") == "It was dark.\n"


def rename(file: Path) -> None:
    file.rename(file.with_name("moved.txt"))


def move_folder(file: Path) -> None:
    file.parent.rename(file.parent.with_name("elsewhere"))


@pytest.mark.parametrize("lose", [Path.unlink, rename, move_folder])
def test_a_file_that_goes_is_noticed_and_closing_asks(
    opened: Window, file: Path, dialogs: FakeDialogs, qtbot: QtBot, lose: Callable[[Path], None]
) -> None:
    lose(file)
    qtbot.waitUntil(lambda: "deleted, moved or renamed" in said(opened))
    assert opened.isWindowModified()
    qtbot.waitUntil(lambda: kept_texts() == ["It was late.\n"])
    dialogs.on_unsaved = Unsaved.CANCEL
    assert not opened.close()
    assert dialogs.questions == 1


def test_closing_looks_at_the_disk_itself(opened: Window, file: Path, dialogs: FakeDialogs) -> None:
    file.unlink()
    dialogs.on_unsaved = Unsaved.SAVE
    assert opened.close()
    assert file.read_text(encoding="utf-8") == "It was late.\n"


def test_a_file_that_went_is_saved_again(opened: Window, file: Path, qtbot: QtBot) -> None:
    file.unlink()
    qtbot.waitUntil(lambda: "deleted, moved or renamed" in said(opened))
    opened.messages.answer("disk", "Save again")
    assert file.read_text(encoding="utf-8") == "It was late.\n"
    assert not opened.isWindowModified()
    file.unlink()
    qtbot.waitUntil(lambda: "deleted, moved or renamed" in said(opened))


def test_a_file_that_comes_back_is_well_again(opened: Window, file: Path, qtbot: QtBot) -> None:
    rename(file)
    qtbot.waitUntil(lambda: opened.isWindowModified())
    file.with_name("moved.txt").rename(file)
    qtbot.waitUntil(lambda: said(opened) == "")
    assert not opened.isWindowModified()
    qtbot.waitUntil(lambda: kept_texts() == [])


def test_a_file_that_comes_back_leaves_words_unsaved_that_are(
    writer: Writer, opened: Window, file: Path, qtbot: QtBot
) -> None:
    rename(file)
    qtbot.waitUntil(lambda: opened.isWindowModified())
    writer.type("x")
    file.with_name("moved.txt").rename(file)
    qtbot.waitUntil(lambda: said(opened) == "")
    assert opened.isWindowModified()


def become_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def become_device(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


def become_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("become", [become_pipe, become_device, become_folder])
def test_a_file_that_becomes_something_else_never_hangs_the_window(
    writer: Writer, opened: Window, file: Path, become: Callable[[Path], None], qtbot: QtBot
) -> None:
    become(file)
    qtbot.waitUntil(lambda: "can no longer be read" in said(opened))
    writer.type("x")
    if become is not become_device:  # were it saved after all, the system's own device would go
        assert not opened.session.save()
    assert opened.isWindowModified()
    assert writer.text == "xIt was late.\n"
    opened.session.load_again()
    opened.session.reopen_with_encoding()
    assert writer.text == "xIt was late.\n"


def test_what_was_dismissed_is_not_said_again_for_another_file(
    opened: Window, file: Path, qtbot: QtBot
) -> None:
    file.write_text("Theirs.", encoding="utf-8")
    qtbot.waitUntil(lambda: "was changed" in said(opened))
    opened.messages.answer("disk", "Dismiss")
    file.with_name("other.txt").write_text("Something else", encoding="utf-8")
    qtbot.wait(400)
    assert said(opened) == ""
    file.write_text("Theirs, again.", encoding="utf-8")
    qtbot.waitUntil(lambda: "was changed" in said(opened))


def test_a_file_behind_a_link_is_watched(window: Window, file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(file)
    assert window.session.open(link)
    for text in ("Second.", "Third."):
        temporary = file.with_suffix(".tmp")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(file)
        qtbot.waitUntil(lambda: "was changed" in said(window))
        window.messages.answer("disk", "Load theirs")
        assert window.page.toPlainText() == text


def test_what_the_system_does_not_tell_is_seen_on_coming_back(
    writer: Writer, opened: Window, file: Path, qtbot: QtBot
) -> None:
    watcher = opened.session.guard._watch._watcher
    watcher.removePaths([*watcher.files(), *watcher.directories()])
    file.write_text("Theirs.", encoding="utf-8")
    qtbot.wait(300)
    assert said(opened) == ""
    other = opened.desk.new_window()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    opened.activateWindow()
    qtbot.waitUntil(lambda: "was changed" in said(opened))


def test_saving_through_the_menu_after_all_that(writer: Writer, opened: Window, file: Path) -> None:
    writer.type("x")
    writer.control(Qt.Key.Key_S)
    assert file.read_text(encoding="utf-8") == "xIt was late.\n"
    assert said(opened) == ""
