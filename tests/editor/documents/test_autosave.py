"""Unsaved words survive, and are offered at the next start."""

import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.documents import autosave
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.kept import kept, kept_texts, leave_behind, recovery_folder


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "WRITE_SECONDS", 0.02)


def test_untitled_words_are_kept_while_one_writes(writer: Writer, qtbot: QtBot) -> None:
    writer.type("Never saved.")
    qtbot.waitUntil(lambda: kept_texts() == ["Never saved."])
    writer.type(" More.")
    qtbot.waitUntil(lambda: kept_texts() == ["Never saved. More."])


def test_saving_drops_the_copy(writer: Writer, dialogs, tmp_path: Path, qtbot: QtBot) -> None:
    writer.type("Words.")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    dialogs.save_path = tmp_path / "saved.txt"
    writer.control(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: kept() == [])


def test_undoing_everything_drops_the_copy(writer: Writer, qtbot: QtBot) -> None:
    writer.type("Words.")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    writer.undo()
    qtbot.waitUntil(lambda: kept() == [])


def test_words_left_behind_are_offered_and_restored(desk: Desk, window: Window, qtbot: QtBot) -> None:
    leave_behind("Lost and found.")
    desk.offer_recovery(window)
    assert "Lost and found" in window.messages.sentence("recovery-abc123")
    window.messages.answer("recovery-abc123", "Restore")
    assert window.page.toPlainText() == "Lost and found."
    assert window.isWindowModified()
    qtbot.waitUntil(lambda: kept_texts() == ["Lost and found."])


def test_words_left_behind_in_chinese_are_offered_by_their_beginning(desk: Desk, window: Window) -> None:
    desk.settings.update(language="zh_CN")
    leave_behind("雨下了一整夜。" * 30, minutes=3 * 24 * 60)
    desk.offer_recovery(window)
    sentence = window.messages.sentence("recovery-abc123")
    assert re.fullmatch(r"Inkling 保留了一篇未命名文稿中尚未保存的内容（\d+ 天前）：“(.*)…”", sentence)
    assert "雨下了一整夜。雨" in sentence
    assert len(sentence) < 110


def test_words_of_a_file_are_restored_over_it_unsaved(desk: Desk, window: Window, tmp_path: Path) -> None:
    path = tmp_path / "chapter.txt"
    path.write_text("Old.", encoding="utf-8")
    leave_behind("Old and new.", path)
    desk.offer_recovery(window)
    window.messages.answer("recovery-abc123", "Restore")
    assert window.session.path == path
    assert window.page.toPlainText() == "Old and new."
    assert path.read_text(encoding="utf-8") == "Old."
    window.page.undo()
    assert window.page.toPlainText() == "Old."


def test_restoring_beside_other_words_takes_another_window(desk: Desk, writer: Writer) -> None:
    leave_behind("Lost and found.")
    writer.type("In the middle of something")
    desk.offer_recovery(writer.window)
    writer.window.messages.answer("recovery-abc123", "Restore")
    assert writer.text == "In the middle of something"
    assert desk.windows[-1].page.toPlainText() == "Lost and found."


def test_words_can_be_thrown_away(desk: Desk, window: Window) -> None:
    leave_behind("Bad verse.")
    desk.offer_recovery(window)
    window.messages.answer("recovery-abc123", "Throw away")
    assert desk.recovery.orphans() == []
    assert window.messages.sentence("recovery-abc123") == ""


def test_dismissing_keeps_them_for_another_time(desk: Desk, window: Window) -> None:
    leave_behind("Good verse.")
    desk.offer_recovery(window)
    window.messages.answer("recovery-abc123", "Dismiss")
    assert len(desk.recovery.orphans()) == 1


def test_words_of_a_running_desk_are_not_offered(desk: Desk, writer: Writer, qtbot: QtBot) -> None:
    writer.type("Still here.")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert desk.recovery.orphans() == []


def test_a_store_that_cannot_be_written_does_not_disturb_writing(writer: Writer, qtbot: QtBot) -> None:
    folder = Path(os.environ["INKLING_DATA"])
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    writer.type("Words")
    qtbot.waitUntil(lambda: "save them soon" in writer.window.messages.sentence("file"))
    writer.type(" go on")
    assert writer.text == "Words go on"


# --- the session's end ---------------------------------------------------------------------------------


def test_at_the_sessions_end_words_are_kept_and_closing_asks_nothing(
    desk: Desk, writer: Writer, dialogs: FakeDialogs
) -> None:
    writer.type("Good night")
    desk.on_session_end()
    assert kept_texts() == ["Good night"]
    assert desk.quit()
    assert dialogs.questions == 0
    assert kept_texts() == ["Good night"]


def test_when_the_session_goes_on_after_all_later_words_are_asked_about(
    desk: Desk, writer: Writer, dialogs: FakeDialogs
) -> None:
    writer.type("Good night")
    desk.on_session_end()
    writer.type(", or not yet")
    dialogs.on_unsaved = Unsaved.DISCARD
    assert desk.quit()
    assert dialogs.questions == 1
    assert kept_texts() == []


def test_words_that_were_saved_after_all_are_not_kept(
    desk: Desk, writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    writer.type("Good night")
    desk.on_session_end()
    dialogs.save_path = tmp_path / "night.txt"
    assert writer.window.session.save()
    assert desk.quit()
    assert kept_texts() == []


def test_a_desk_that_cannot_keep_words_does_not_end_by_a_signal(desk: Desk, writer: Writer) -> None:
    folder = Path(os.environ["INKLING_DATA"])
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    writer.type("Precious")
    desk.end_without_asking(143)
    assert "save them now" in writer.window.messages.sentence("keep")
    assert writer.window.isVisible()
    folder.unlink()
    writer.type(".")
    assert writer.window.session.autosave.keep_now()
    assert kept_texts() == ["Precious."]
    assert desk.windows == [writer.window]


def test_words_are_kept_once_there_is_room_again(
    writer: Writer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "RETRY_SECONDS", 0.05)
    folder = Path(os.environ["INKLING_DATA"])
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    writer.type("Words")
    qtbot.waitUntil(lambda: "save them soon" in writer.window.messages.sentence("file"))
    folder.unlink()
    qtbot.waitUntil(lambda: kept_texts() == ["Words"])  # without another key


def test_what_was_deleted_meanwhile_is_kept_again(writer: Writer, qtbot: QtBot) -> None:
    writer.type("All the")
    qtbot.waitUntil(lambda: kept_texts() == ["All the"])
    for file in recovery_folder().iterdir():
        file.unlink()
    writer.type(" words")
    qtbot.waitUntil(lambda: kept_texts() == ["All the words"])


def test_nobody_else_can_read_what_is_kept(writer: Writer, qtbot: QtBot) -> None:
    writer.type("Private")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert recovery_folder().stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in recovery_folder().iterdir())
