"""A story's goal counts the whole folder, and is kept there."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.goals.goals_dialog import GoalsDialog
from desktop.editor.goals.progress import Goal
from desktop.editor.window.window import Window
from desktop.engine.stories.story_folder import StoryFolder
from tests.editor.conftest import Writer


def goals_dialog(window: Window) -> GoalsDialog:
    window.actions_["goals"].trigger()
    return window.findChildren(GoalsDialog)[-1]


def reached(window: Window) -> list[tuple[int, int]]:
    """How many words there are, and are to be, of the story's goal."""
    return [(one.words, one.wanted) for one in window.goals.bar.standings if one.goal is Goal.STORY]


def set_goal(window: Window, words: int) -> None:
    dialog = goals_dialog(window)
    dialog.story.setValue(words)
    dialog._choose()


def test_the_goal_is_that_of_all_chapters(opened: Window, writer: Writer, folder: Path, qtbot: QtBot) -> None:
    set_goal(opened, 10)
    assert StoryFolder.open(folder).goal_words == 10
    assert reached(opened) == [(8, 10)]
    writer.type("One two three ")
    assert "goal of this story is reached" in opened.status.remark.text()
    opened.actions_["next_chapter"].trigger()
    assert reached(opened) == [(11, 10)]
    set_goal(opened, 0)
    assert StoryFolder.open(folder).goal_words == 0


def test_a_goal_in_the_folder_is_taken_up(desk: Desk, window: Window, folder: Path, qtbot: QtBot) -> None:
    with (folder / "story.toml").open("a") as file:
        file.write("[goal]\nwords = 1234\n")
    desk.open_files([folder], window)
    qtbot.waitUntil(lambda: reached(window) == [(8, 1234)])
    (folder / "story.toml").write_text("[goal]\nwords = 5678\n")
    window.stories.look()
    assert reached(window) == [(8, 5678)]
    window.session.new()  # a text by itself
    assert reached(window) == []


def test_a_chapter_saved_elsewhere_takes_no_goal_along(
    opened: Window, folder: Path, tmp_path: Path, dialogs
) -> None:
    set_goal(opened, 100)
    dialogs.save_path = tmp_path / "copy.txt"
    opened.session.save_as()
    assert goals_dialog(opened).story.value() == 0
