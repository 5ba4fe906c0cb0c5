"""Whole stories: exported in order, and made of what is imported."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.books.convert import StoryText, export
from desktop.books.reading import read_any
from desktop.editor.desk import Desk
from desktop.editor.exchange.chapters import TOPIC as CHAPTERS
from desktop.editor.exchange.exchange import TOPIC
from desktop.editor.window.window import Window
from desktop.engine.stories.story_folder import StoryFolder
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.exchange.test_exchange import docx, export_dialog, press_export, wait
from tests.engine.stories.conftest import fill, titles

BOOK = "# The Ford\n\n## One\n\nShe *ran*.\n\n## Two\n\nShe fell.\n"


@pytest.fixture
def story(window: Window, desk: Desk, tmp_path: Path) -> Window:
    desk.open_files([fill(tmp_path / "The Lighthouse")], window)
    return window


def test_the_whole_story_is_exported_in_order(
    story: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.control(Qt.Key.Key_End)
    writer.type(" *Late*, not saved yet.")
    dialog = export_dialog(story)
    assert dialog.chapters.isVisible()
    dialog.format.setCurrentIndex(dialog.format.findData("epub"))
    dialogs.export_path = tmp_path / "all.epub"
    press_export(dialog, qtbot)
    wait(story, qtbot)
    book = read_any(tmp_path / "all.epub")
    assert book.title == "The Lighthouse"
    order = [
        "# Arrival",
        "They came.",
        "*Late*, not saved yet.",
        "# Storm",
        "It rained.",
        "# Calm",
        "All slept.",
    ]
    places = [book.text.index(words) for words in order]
    assert places == sorted(places)


def test_some_chapters_of_it(story: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = export_dialog(story)
    dialog.chapters.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.format.setCurrentIndex(dialog.format.findData("md"))
    dialog.title_page.setChecked(False)
    dialogs.export_path = tmp_path / "some.md"
    press_export(dialog, qtbot)
    wait(story, qtbot)
    text = (tmp_path / "some.md").read_text(encoding="utf-8")
    assert text == "# Storm\n\nIt blew.\n\nIt rained.\n\n# Calm\n\nAll slept.\n"


def test_one_text_of_it(story: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = export_dialog(story)
    dialog.part.setCurrentIndex(1)
    assert not dialog.chapters.isVisible()
    dialog.format.setCurrentIndex(dialog.format.findData("txt"))
    dialog.title_page.setChecked(False)
    dialogs.export_path = tmp_path / "one.txt"
    press_export(dialog, qtbot)
    wait(story, qtbot)
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == "They came.\n"


def test_a_chapters_file_is_not_exported_to(
    story: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = export_dialog(story)
    dialog.format.setCurrentIndex(dialog.format.findData("md"))
    dialogs.export_path = tmp_path / "The Lighthouse" / "Storm.md"
    press_export(dialog, qtbot)
    assert "is a file of this text" in story.messages.sentence(TOPIC)
    assert dialogs.export_path.read_text(encoding="utf-8") == "It blew.\n\nIt rained.\n"


def test_a_chapter_that_has_vanished_is_told(
    story: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = export_dialog(story)
    (tmp_path / "The Lighthouse" / "Storm.md").unlink()
    dialogs.export_path = tmp_path / "a.docx"
    press_export(dialog, qtbot)
    wait(story, qtbot)
    assert "Storm.md" in story.messages.sentence(TOPIC)
    assert not (tmp_path / "a.docx").exists()


def test_a_book_becomes_a_story(window: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot) -> None:
    dialogs.import_path = docx(tmp_path, BOOK)
    window.actions_["import_file"].trigger()
    wait(window, qtbot)
    assert "2 chapter" in window.messages.sentence(CHAPTERS)
    dialogs.story = tmp_path / "The Ford"
    window.messages.answer(CHAPTERS, "Make a story folder…")
    wait(window, qtbot)
    assert window.stories.story is not None
    assert titles(window.stories.story) == ["One", "Two"]
    files = [text.path for text in window.stories.story.texts]
    assert [path.suffix for path in files] == [".md", ".md"]
    assert files[0].read_text(encoding="utf-8") == "# The Ford\n\n## One\n\nShe *ran*.\n"
    assert files[1].read_text(encoding="utf-8") == "## Two\n\nShe fell.\n"
    assert window.session.path == files[0]
    assert dialogs.questions == 0  # all of it is in the story


def test_words_written_meanwhile_are_asked_about(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.import_path = docx(tmp_path, BOOK)
    window.actions_["import_file"].trigger()
    wait(window, qtbot)
    writer.type("Mine.")
    dialogs.story = tmp_path / "The Ford"
    window.messages.answer(CHAPTERS, "Make a story folder…")
    wait(window, qtbot)
    assert dialogs.questions == 1
    assert writer.text.startswith("Mine.")


def test_a_folder_with_texts_is_left_alone(
    window: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.story = fill(tmp_path / "The Lighthouse")
    dialogs.import_path = docx(tmp_path, BOOK)
    window.actions_["import_file"].trigger()
    wait(window, qtbot)
    window.messages.answer(CHAPTERS, "Make a story folder…")
    wait(window, qtbot)
    assert "There are texts in" in window.messages.sentence(CHAPTERS)
    assert titles(StoryFolder.open(tmp_path / "The Lighthouse")) == ["Arrival", "Storm", "Calm"]


def test_chapters_are_added_to_the_open_story(
    story: Window, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    export([StoryText("a", BOOK)], tmp_path / "more.odt")
    dialogs.import_path = tmp_path / "more.odt"
    story.actions_["import_file"].trigger()
    wait(story, qtbot)
    other = desk.windows[1]
    assert other.page.toPlainText() == BOOK
    other.messages.answer(CHAPTERS, "Add to “The Lighthouse”")
    wait(story, qtbot)
    assert story.stories.story is not None
    assert titles(story.stories.story) == ["Arrival", "Storm", "Calm", "One", "Two"]
    assert not other.session.is_modified
