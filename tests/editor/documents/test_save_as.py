"""Where a text goes when a name was typed for it, and what is asked before another file is replaced."""

import json
import os
from pathlib import Path

import pytest

from desktop.editor.desk import Desk
from desktop.editor.documents.save_path import final_path
from desktop.editor.window.window import Window
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.files.file_stamp import DiskState
from tests.editor.conftest import FakeDialogs, Writer


@pytest.mark.parametrize(
    ("typed", "former", "final"),
    [
        ("story", None, "story.txt"),
        ("story.md", None, "story.md"),
        ("STORY.TXT", None, "STORY.TXT"),
        ("9. The storm", None, "9. The storm.txt"),
        ("Mr. Hale", None, "Mr. Hale.txt"),
        ("v1.5", None, "v1.5.txt"),
        ("The end.", None, "The end.txt"),
        ("The end...", None, "The end.txt"),
        ("...", None, "....txt"),
        (".notes", None, ".notes.txt"),
        ("scene.fountain", None, "scene.fountain"),
        ("photo.jpg", None, "photo.jpg.txt"),
        ("second.draft", "first.draft", "second.draft"),
        ("第一章", None, "第一章.txt"),
        ("README", "LICENSE", "README.txt"),
        ("a\0b.txt", None, "ab.txt"),
        ("half\ud83d", None, "half.txt"),
        ("byte\udce9.txt", None, "byte\udce9.txt"),
    ],
)
def test_a_name_means_a_file(typed: str, former: str | None, final: str, tmp_path: Path) -> None:
    assert final_path(tmp_path / typed, Path(former) if former else None) == tmp_path / final


def test_a_way_through_a_folder_that_is_not_there_leads_to_where_the_file_stays(
    writer: Writer, window: Window, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.save_path = tmp_path / "nowhere" / ".." / "story.txt"
    writer.type("Words.")
    assert window.session.save()
    assert window.session.path == tmp_path / "story.txt"
    assert window.session.guard.state() is DiskState.SAME
    (tmp_path / "story.txt").chmod(0o600)
    dialogs.save_path = tmp_path / "copy.txt"
    assert window.session.save_as()
    # It was seen who may read these words.
    assert os.name == "nt" or (tmp_path / "copy.txt").stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_means_itself(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("x", encoding="utf-8")
    assert final_path(tmp_path / "LICENSE") == tmp_path / "LICENSE"


def save_as(writer: Writer, dialogs: FakeDialogs, path: Path) -> bool:
    dialogs.save_path = path
    return writer.window.session.save_as()


@pytest.mark.parametrize("typed", ["story", "story.txt"])
def test_another_file_is_not_replaced_unasked(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path, typed: str
) -> None:
    there = tmp_path / "story.txt"
    there.write_text("An older story.", encoding="utf-8")
    writer.type("New.")
    dialogs.replaces = False
    assert not save_as(writer, dialogs, tmp_path / typed)
    assert dialogs.asked_to_replace == ["story.txt"]
    assert there.read_text(encoding="utf-8") == "An older story."
    dialogs.replaces = True
    assert save_as(writer, dialogs, tmp_path / typed)
    assert there.read_text(encoding="utf-8") == "New."


def test_ones_own_file_is_saved_unasked(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    writer.type("New.")
    assert save_as(writer, dialogs, tmp_path / "story")
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "story.txt")
    for name in ("story", "story.txt", "link.txt"):
        writer.type("x")
        assert save_as(writer, dialogs, tmp_path / name)
    assert dialogs.asked_to_replace == []
    assert (tmp_path / "story.txt").read_text(encoding="utf-8") == "New.xxx"


def test_a_dangling_link_is_asked_about(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    (tmp_path / "story.txt").symlink_to(tmp_path / "nowhere.txt")
    writer.type("New.")
    dialogs.replaces = False
    assert not save_as(writer, dialogs, tmp_path / "story")
    assert dialogs.asked_to_replace == ["story.txt"]


def test_a_chapter_with_a_number_gets_its_suffix(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    writer.type("Thunder.")
    assert save_as(writer, dialogs, tmp_path / "9. The storm")
    assert (tmp_path / "9. The storm.txt").read_text(encoding="utf-8") == "Thunder."
    assert writer.window.session.name == "9. The storm.txt"


# --- locks and links ---------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "chapter.txt"
    path.write_text("It was late.", encoding="utf-8")
    return path


def lock_from_elsewhere(file: Path) -> None:
    """A lock as this machine would have left it under a former name."""
    lock = DocumentLock(file)
    lock.acquire()
    (place,) = file.parent.glob(".*lock*")
    signature = json.loads(place.read_text(encoding="utf-8"))
    lock.release()
    place.write_text(json.dumps(signature | {"host": "the-former-name", "boot": ""}), encoding="utf-8")


def test_a_locked_file_can_be_opened_anyway(window: Window, file: Path) -> None:
    lock_from_elsewhere(file)
    assert not window.session.open(file)
    assert "the-former-name" in window.messages.sentence("file")
    window.messages.answer("file", "Open anyway")
    assert window.page.toPlainText() == "It was late."
    assert window.messages.sentence("file") == ""
    assert window.session.new()
    assert list(file.parent.glob(".*lock*")) == []


def test_a_locked_file_can_be_saved_over_anyway(writer: Writer, dialogs: FakeDialogs, file: Path) -> None:
    lock_from_elsewhere(file)
    writer.type("Mine.")
    assert not save_as(writer, dialogs, file)
    assert file.read_text(encoding="utf-8") == "It was late."
    writer.window.messages.answer("file", "Save anyway")
    assert file.read_text(encoding="utf-8") == "Mine."
    assert writer.window.session.path == file


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_file_that_is_open_under_another_name_comes_to_the_front(
    desk: Desk, window: Window, file: Path, dialogs: FakeDialogs, link
) -> None:
    assert window.session.open(file)
    other_name = file.with_name("other.txt")
    link(file, other_name)
    second = desk.new_window()
    dialogs.open_path = other_name
    second.actions_["open"].trigger()
    assert second.session.path is None
    assert second.messages.sentence("file") == ""
    desk.open_files([other_name])
    assert len(desk.windows) == 2
    assert not window.session.open(other_name)
    assert window.session.path == file


def test_a_file_that_is_open_comes_back_from_the_dock(desk: Desk, window: Window, file: Path) -> None:
    assert window.session.open(file)
    second = desk.new_window()
    window.showMinimized()
    desk.open_files([file], second)
    assert not window.isMinimized()
