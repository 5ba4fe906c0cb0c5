"""Goals in the real window, with real keys."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialogButtonBox, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.goals.figure_words import q_date
from desktop.editor.goals.goals_dialog import GoalsDialog
from desktop.editor.window.window import Window
from desktop.engine.progress.ledger import story_key
from desktop.engine.progress.progress_file import Changes, ProgressFile
from desktop.engine.progress.story_goal import StoryGoal
from tests.editor.conftest import FakeDialogs, Writer

STORY = "She went home. The lantern was out.\n\nIt was late, and the rain had not stopped since noon.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


@pytest.fixture
def said(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(window.announcer, "say", said.append)
    return said


# --- the bar ---------------------------------------------------------------------------------------------


def test_without_goals_there_is_no_bar(window: Window, writer: Writer) -> None:
    writer.type("One two three.")
    assert not window.goals.bar.isVisible()


def test_the_bar_shows_what_the_writer_types_and_moves_nothing(window: Window, writer: Writer) -> None:
    before = window.page.geometry()
    window.settings.update(day_goal=4)
    assert window.goals.bar.isVisible()
    writer.type("One two three.")
    assert window.goals.bar.text() == "3 / 4"
    assert "Today: 3 of 4 words." in window.goals.bar.toolTip()
    assert window.goals.bar.accessibleDescription() == window.goals.bar.toolTip()
    QApplication.processEvents()
    assert window.page.geometry() == before
    window.actions_["goal_bar"].trigger()
    assert not window.goals.bar.isVisible()
    assert not window.settings.choices.goal_bar
    QApplication.processEvents()
    assert window.page.geometry() == before


def test_a_reached_goal_is_said_once(window: Window, writer: Writer, said: list[str], qtbot: QtBot) -> None:
    window.settings.update(day_goal=3, session_goal=5)
    qtbot.waitUntil(lambda: window.desk.progress._is_known)
    writer.type("One two three.")
    assert [words for words in said if "goal" in words] == ["Today's goal is reached: 3 words."]
    assert window.goals.bar.text().startswith("3 / 3 ")
    writer.press(Qt.Key.Key_Backspace)
    writer.type(". Four")
    assert len([words for words in said if "goal" in words]) == 1
    writer.type(" five")
    assert said[-1] == "The goal of this session is reached: 5 words."


def test_windows_add_up(desk: Desk, window: Window, writer: Writer, qtbot: QtBot) -> None:
    window.settings.update(day_goal=100)
    writer.type("One two three.")
    other = desk.new_window()
    qtbot.keyClicks(other.page, "Four five.")
    assert window.goals.bar.text() == other.goals.bar.text() == "5 / 100"


def test_the_lines_are_as_long_as_words_are_many(window: Window, writer: Writer) -> None:
    window.settings.update(day_goal=4)
    writer.type("One two ")
    bar = window.goals.bar
    picture = bar.grab().toImage()
    accent = bar._look.accent.rgb()
    row = [picture.pixel(x, picture.height() - 1) == accent for x in range(picture.width())]
    assert sum(row) == pytest.approx((bar.width() - 20) / 2, abs=2)


# --- a story's goal --------------------------------------------------------------------------------------


def set_goals(window: Window, qtbot: QtBot, day: int, story: int, days: int | None = None) -> str:
    """Set goals in the dialog; returns what it says of the story."""
    window.actions_["goals"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GoalsDialog)
    for name, value in (("day_goal", day), ("story_goal", story)):
        box = dialog.findChild(QSpinBox, name)
        assert isinstance(box, QSpinBox)
        qtbot.mouseClick(box.lineEdit(), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(box.lineEdit().hasSelectedText)
        qtbot.keyClicks(box, str(value))
        qtbot.keyClick(box, Qt.Key.Key_Tab)
    by = dialog.findChild(QCheckBox, "by")
    assert isinstance(by, QCheckBox)
    by.setChecked(days is not None)
    if days is not None:
        today = dialog._today
        dialog.last_day.setDate(q_date(today + timedelta(days=days - 1)))
    said = dialog._share.text()
    buttons = dialog.findChild(QDialogButtonBox)
    assert isinstance(buttons, QDialogButtonBox)
    qtbot.mouseClick(buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    return said


def test_a_story_by_a_day_says_how_many_words_a_day(
    window: Window, writer: Writer, file: Path, said: list[str], qtbot: QtBot
) -> None:
    window.session.open(file)
    length = window.word_count.words
    assert f"{2 * 10}" in set_goals(window, qtbot, 0, length + 200, days=10)
    assert window.goals.bar.text() == f"{length} / {length + 200}"
    assert "20 word" in window.goals.bar.toolTip()
    goal = window.desk.progress.story_goal(story_key(file))
    assert goal is not None
    assert (goal.words, goal.words_then) == (length + 200, length)
    set_goals(window, qtbot, 0, length + 2)
    writer.press(Qt.Key.Key_Home)
    writer.type("One two ")
    assert [words for words in said if "story" in words] == [
        f"The goal of this story is reached: {length + 2} words."
    ]


def test_the_goal_of_an_untitled_story_goes_with_it_to_its_file(
    desk: Desk, window: Window, writer: Writer, tmp_path: Path, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    set_goals(window, qtbot, 0, 500)
    writer.type("One two ")
    dialogs.save_path = tmp_path / "new.txt"
    assert window.session.save()
    goal = desk.progress.story_goal(story_key(tmp_path / "new.txt"))
    assert goal is not None
    assert goal.words == 500
    window.session.new()
    assert not window.goals.bar.isVisible()
    window.session.open(tmp_path / "new.txt")
    assert window.goals.bar.text() == "2 / 500"


def test_a_goal_from_an_earlier_day_begins_the_day_anew(window: Window, file: Path, qtbot: QtBot) -> None:
    progress = window.desk.progress
    by = progress.today + timedelta(days=4)
    earlier = StoryGoal(1000, by, progress.today - timedelta(days=2), 3)
    ProgressFile().add(Changes(stories={story_key(file): earlier}))
    with qtbot.waitSignal(progress._saved):
        progress.refresh()
    window.session.open(file)
    goal = progress.story_goal(story_key(file))
    assert goal == StoryGoal(1000, by, progress.today, window.word_count.words)


def test_no_goal_is_a_goal_taken_away(window: Window, file: Path, qtbot: QtBot) -> None:
    window.session.open(file)
    set_goals(window, qtbot, 50, 500)
    assert window.settings.choices.day_goal == 50
    set_goals(window, qtbot, 0, 0)
    assert not window.goals.bar.isVisible()
    assert window.desk.progress.story_goal(story_key(file)) is None


def test_damage_is_told_in_the_window_and_nothing_else_suffers(
    desk: Desk, window: Window, writer: Writer, qtbot: QtBot
) -> None:
    path = ProgressFile().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    with qtbot.waitSignal(desk.progress.told):
        desk.progress.refresh()
    assert "damaged" in window.messages.sentence("progress")
    writer.type("One two three.")
    assert desk.progress.of_today.words == 3


def test_what_is_deleted_in_privacy_is_gone_from_the_bar(
    window: Window, writer: Writer, qtbot: QtBot
) -> None:
    progress = window.desk.progress
    window.settings.update(day_goal=10)
    writer.type("One two three.")
    with qtbot.waitSignal(progress._saved):
        progress.refresh()
    assert window.goals.bar.text() == "3 / 10"
    ProgressFile().path.unlink()
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: window.goals.bar.text() == "0 / 10")


def test_no_word_of_the_writer_is_kept(window: Window, writer: Writer, file: Path, qtbot: QtBot) -> None:
    window.session.open(file)
    window.settings.update(day_goal=10)
    writer.type("Xylophone marmalade.")
    with qtbot.waitSignal(window.desk.progress._saved):
        window.desk.progress.refresh()
    kept = ProgressFile().path.read_text()
    assert "lantern" not in kept
    assert "ylophone" not in kept
    assert window.desk.progress.today.isoformat() in kept
