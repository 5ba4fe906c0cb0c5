"""Words left behind by an earlier run, whatever has become of their file."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.window.window import Window
from desktop.engine.documents.documents import read_document
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import DocumentLockedError
from tests.editor.conftest import FakeDialogs
from tests.editor.kept import kept, kept_texts, leave_behind, recovery_folder

TOPIC = "recovery-abc123"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "chapter.txt"
    path.write_text("Old.", encoding="utf-8")
    return path


def restore(desk: Desk, window: Window) -> None:
    desk.offer_recovery(window)
    window.messages.answer(TOPIC, "Restore")


def test_a_copy_that_cannot_be_read_is_told_and_stays_until_it_is_thrown_away(
    desk: Desk, window: Window
) -> None:
    leave_behind("Sound words.", None)
    damaged = recovery_folder() / "abd124.json"
    damaged.write_text("{", encoding="utf-8")
    for _ in range(2):
        desk.offer_recovery(window)
        said = window.messages.sentence("recovery-abd124.json")
        assert "damaged and cannot be read" in said
        assert str(damaged) in said
        assert "Sound words" in window.messages.sentence(TOPIC)
    window.messages.answer("recovery-abd124.json", "Throw away")
    assert not damaged.exists()
    desk.offer_recovery(window)
    assert window.messages.sentence("recovery-abd124.json") == ""


def test_words_typed_into_the_file_as_it_still_is_are_saved_unasked(
    desk: Desk, window: Window, file: Path
) -> None:
    leave_behind("Old and new.", file, read_document(file))
    restore(desk, window)
    assert window.messages.sentence("disk") == ""
    assert window.session.save()
    assert file.read_text(encoding="utf-8") == "Old and new."


@pytest.mark.parametrize("with_stamp", [True, False])
def test_words_typed_into_other_contents_do_not_replace_them_unasked(
    desk: Desk, window: Window, file: Path, with_stamp: bool, qtbot: QtBot
) -> None:
    leave_behind("Old and new.", file, read_document(file) if with_stamp else None)
    file.write_text("Newer, by a colleague.", encoding="utf-8")
    restore(desk, window)
    assert window.page.toPlainText() == "Old and new."
    assert "was changed after" in window.messages.sentence("disk")
    assert not window.session.save()
    assert file.read_text(encoding="utf-8") == "Newer, by a colleague."
    qtbot.wait(300)  # a look at the disk changes nothing
    window.activateWindow()
    assert not window.session.save()
    window.messages.answer("disk", "Save mine over it")
    assert file.read_text(encoding="utf-8") == "Old and new."
    assert window.session.save()


def test_they_are_asked_about_once_more_after_a_second_crash(desk: Desk, window: Window, file: Path) -> None:
    document = read_document(file)
    leave_behind("Old and new.", file, document)
    file.write_text("Newer, by a colleague.", encoding="utf-8")
    restore(desk, window)
    (entry,) = kept()
    assert entry["stamp"]["digest"] == document.stamp.digest


def test_one_undo_shows_the_file_and_theirs_can_be_loaded(desk: Desk, window: Window, file: Path) -> None:
    leave_behind("Old and new.", file, read_document(file))
    file.write_text("Newer, by a colleague.", encoding="utf-8")
    restore(desk, window)
    window.messages.answer("disk", "Load theirs")
    assert window.page.toPlainText() == "Newer, by a colleague."
    assert not window.isWindowModified()
    window.page.undo()
    assert window.page.toPlainText() == "Old and new."
    window.page.undo()
    assert window.page.toPlainText() == "Newer, by a colleague."


def test_words_of_a_file_that_is_open_by_now_come_back_in_its_window(
    desk: Desk, window: Window, file: Path
) -> None:
    leave_behind("Old and new.", file, read_document(file))
    desk.open_files([file], window)
    other = desk.new_window()
    desk.offer_recovery(other)
    other.messages.answer(TOPIC, "Restore")
    assert len(desk.windows) == 2
    assert window.page.toPlainText() == "Old and new."
    assert window.session.path == file
    assert window.isWindowModified()
    assert window.messages.sentence("file") == ""
    assert kept_texts() == ["Old and new."]
    window.page.undo()
    assert window.page.toPlainText() == "Old."
    window.page.redo()
    with pytest.raises(DocumentLockedError):
        DocumentLock(file).acquire()
    assert window.session.save()
    assert file.read_text(encoding="utf-8") == "Old and new."


def test_words_of_an_open_file_do_not_push_out_others_that_are_not_saved(
    desk: Desk, window: Window, file: Path
) -> None:
    leave_behind("Old and new.", file, read_document(file))
    desk.open_files([file], window)
    window.page.insertPlainText("Newest. ")
    restore(desk, window)
    assert window.page.toPlainText() == "Newest. Old."
    (other,) = (one for one in desk.windows if one is not window)
    assert other.page.toPlainText() == "Old and new."
    assert other.session.path is None


@pytest.mark.parametrize("place", ["drafts/chapter.txt", ".trash/chapter.txt", ".chapter.txt"])
def test_words_that_only_lie_in_a_storys_folder_stay_on_the_page(
    desk: Desk, window: Window, tmp_path: Path, dialogs: FakeDialogs, place: str
) -> None:
    story = tmp_path / "novel"
    file = story / place
    file.parent.mkdir(parents=True)
    file.write_text("Old.", encoding="utf-8")
    (story / "Arrival.md").write_text("They came.", encoding="utf-8")
    desk.settings.add_recent_story(story)
    leave_behind("Old and new.", file, read_document(file))
    dialogs.on_unsaved = Unsaved.DISCARD  # nobody is to be asked
    restore(desk, window)
    assert window.page.toPlainText() == "Old and new."
    assert window.session.path == file
    assert window.stories.story is None
    assert kept_texts() == ["Old and new."]


def test_however_many_texts_were_left_behind_the_page_keeps_its_place(
    desk: Desk, window: Window, qtbot: QtBot
) -> None:
    for number in range(30):
        leave_behind(f"Text {number}.", minutes=number + 1, key=f"text{number:02}")
    height = window.height()
    desk.offer_recovery(window)
    qtbot.waitUntil(lambda: window.messages.height() > 100)
    assert window.height() == height
    assert window.page.height() > height / 4
    offered = []
    while more := window.messages.sentence("recovery-"):
        keys = [f"recovery-text{number:02}" for number in range(30)]
        offered += [key for key in keys if window.messages.sentence(key)]
        assert f"unsaved words of {30 - len(offered)} more text" in more
        window.messages.answer("recovery-", "Show the next")
    assert offered == [f"recovery-text{number:02}" for number in range(28)]
    assert "Text 28" in window.messages.sentence("recovery-text28")
    window.messages.answer("recovery-text29", "Restore")
    assert window.page.toPlainText() == "Text 29."
    assert len(desk.recovery.orphans()) == 29


def make_locked(file: Path) -> None:
    DocumentLock(file).acquire()


def make_binary(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 20)


def make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def make_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def make_device(file: Path) -> None:
    file.unlink()
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "spoil", [make_locked, make_binary, make_folder, make_pipe, make_device, Path.unlink]
)
def test_words_whose_file_cannot_be_opened_become_an_untitled_text(
    desk: Desk, window: Window, file: Path, dialogs: FakeDialogs, tmp_path: Path, spoil
) -> None:
    leave_behind("Old and new.", file, read_document(file))
    spoil(file)
    restore(desk, window)
    assert window.page.toPlainText() == "Old and new."
    assert window.session.path is None
    assert window.isWindowModified()
    assert "“chapter.txt” are an untitled text now" in window.messages.sentence("file")
    assert kept_texts() == ["Old and new."]
    assert desk.recovery.orphans() == []
    dialogs.save_path = tmp_path / "rescue.txt"
    window.messages.answer("file", "Save as…")
    assert (tmp_path / "rescue.txt").read_text(encoding="utf-8") == "Old and new."


def test_what_cannot_be_kept_anew_is_still_offered(
    desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind("Lost and found.")
    monkeypatch.setattr("desktop.editor.documents.autosave.Autosave.keep_now", lambda self: False)
    restore(desk, window)
    assert window.page.toPlainText() == "Lost and found."
    assert "Lost and found" in window.messages.sentence(TOPIC)
    assert len(desk.recovery.orphans()) == 1


def test_the_encoding_that_was_chosen_for_a_file_is_chosen_again(
    desk: Desk, window: Window, file: Path
) -> None:
    file.write_bytes("Всё смешалось в доме Облонских.".encode("koi8-r"))
    assert read_document(file).encoding != "cp866"
    leave_behind("Слово", file, read_document(file, "cp866"))
    restore(desk, window)
    assert window.session.encoding == "cp866"
    assert window.session.save()
    assert file.read_bytes() == "Слово".encode("cp866")


def test_control_codes_in_what_was_left_behind_are_not_shown_raw(
    desk: Desk, window: Window, tmp_path: Path
) -> None:
    leave_behind("\x1b[2J words", tmp_path / "a\nb\x07.txt")
    desk.offer_recovery(window)
    sentence = window.messages.sentence(TOPIC)
    assert "␛[2J words" in sentence
    assert "a␊b␇.txt" in sentence
