"""What other programs do to a story's folder, and files that turn out to be chapters."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.desk import RECOVERY_TOPIC, Desk
from desktop.editor.documents.open_document import DISK_TOPIC
from desktop.editor.story.deeds import DEED_TOPIC
from desktop.editor.story.open_story import STORY_TOPIC
from desktop.editor.story.story_tree import StoryTree
from desktop.editor.window.window import Window
from desktop.engine.documents.documents import read_document
from desktop.engine.errors import DocumentError
from desktop.engine.stories import story_contents
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.kept import leave_behind
from tests.editor.story.conftest import shown


def test_new_files_come_by_themselves(opened: Window, tree: StoryTree, folder: Path, qtbot: QtBot) -> None:
    (folder / "Extra.md").write_text("x y z\n")
    qtbot.waitUntil(lambda: shown(tree) == ["Arrival", "Storm", "Calm", "Extra"])
    qtbot.waitUntil(lambda: opened.stories.words == 11)


def test_a_renamed_file_is_followed(
    opened: Window, writer: Writer, tree: StoryTree, folder: Path, qtbot: QtBot
) -> None:
    writer.type("New. ")
    (folder / "Arrival.md").rename(folder / "Landing.md")
    qtbot.waitUntil(lambda: opened.session.path == folder / "Landing.md")
    assert shown(tree) == ["Landing", "Storm", "Calm"]
    assert opened.session.save()
    assert (folder / "Landing.md").read_text() == "New. They came.\n"
    assert not (folder / "Arrival.md").exists()


def test_a_folder_that_vanishes_loses_nothing(
    opened: Window, writer: Writer, dialogs: FakeDialogs, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.type("New. ")
    folder.rename(tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: "not there" in opened.messages.sentence(STORY_TOPIC))
    opened.actions_["new_chapter"].trigger()  # says why not
    opened.actions_["next_chapter"].trigger()
    assert opened.page.toPlainText().startswith("New. ")
    dialogs.save_path = tmp_path / "saved.txt"
    opened.messages.answer(STORY_TOPIC, "Save as…")
    assert (tmp_path / "saved.txt").read_text() == "New. They came.\n"


def test_a_chapter_changed_elsewhere_is_not_written_over(
    opened: Window, writer: Writer, folder: Path, qtbot: QtBot
) -> None:
    writer.type("New. ")
    (folder / "Arrival.md").write_text("They came later, all of them.\n")
    writer.control(Qt.Key.Key_PageDown)
    assert opened.session.path == folder / "Arrival.md"
    assert opened.messages.sentence(DISK_TOPIC)
    assert (folder / "Arrival.md").read_text() == "They came later, all of them.\n"
    assert opened.page.toPlainText().startswith("New. ")


@pytest.mark.parametrize("deed", ["split_chapter", "join_chapter", "delete_chapter"])
def test_what_is_done_to_a_chapter_is_done_to_what_the_page_shows(
    opened: Window, folder: Path, deed: str
) -> None:
    cursor = opened.page.textCursor()
    cursor.setPosition(len("They "))
    opened.page.setTextCursor(cursor)
    (folder / "Arrival.md").write_text("Nobody came, they say.\n")
    opened.actions_[deed].trigger()  # before the desk has looked at the file
    assert opened.messages.sentence(DISK_TOPIC)
    assert (folder / "Arrival.md").read_text() == "Nobody came, they say.\n"
    assert opened.page.toPlainText() == "They came.\n"


def test_what_failed_is_told_no_longer_once_it_succeeds(
    opened: Window, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(story_contents, "write_bytes", fails)
        opened.actions_["chapter_down"].trigger()
    assert "No room" in opened.messages.sentence(DEED_TOPIC)
    opened.actions_["chapter_down"].trigger()
    assert opened.messages.sentence(DEED_TOPIC) == ""


def fails(path: Path, data: bytes) -> None:
    raise DocumentError("No room for {path}.", path=path)


def test_damage_to_the_order_is_told(desk: Desk, window: Window, folder: Path) -> None:
    (folder / "story.toml").write_text('order = ["Calm.md"\n')
    desk.open_files([folder], window)
    assert "story.toml" in window.messages.sentence(STORY_TOPIC)
    assert window.session.path == folder / "Calm.md"


# --- files that are chapters -----------------------------------------------------------------------------


def test_the_story_of_a_file_is_offered(desk: Desk, window: Window, folder: Path, writer: Writer) -> None:
    desk.open_files([folder / "Storm.md"], window)
    writer.type("New. ")
    window.messages.answer(STORY_TOPIC, "Open the story")
    assert window.stories.panel.isVisible()
    assert window.session.path == folder / "Storm.md"
    assert window.session.is_modified  # nothing was asked, nothing has changed
    assert window.page.toPlainText().startswith("New. ")


def test_words_kept_of_a_chapter_come_back_into_their_story(
    desk: Desk, opened: Window, folder: Path, qtbot: QtBot
) -> None:
    opened.close()
    leave_behind("All slept, but one.\n", folder / "Calm.md", read_document(folder / "Calm.md"))
    window = desk.new_window()
    desk.greet(window, has_files=False)
    assert window.stories.story is None  # what was lost comes first
    window.messages.answer(RECOVERY_TOPIC + "abc123", "Restore")
    assert window.session.path == folder / "Calm.md"
    assert window.page.toPlainText() == "All slept, but one.\n"
    assert window.stories.current
    assert window.stories.current.title == "Calm"
