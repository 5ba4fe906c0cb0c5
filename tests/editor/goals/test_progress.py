"""What windows, desks and days add up to, with a clock of the test's own."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.goals import progress
from desktop.editor.goals.progress import Goal, Progress
from desktop.editor.settings.settings import Settings
from desktop.engine.progress.days import Work
from desktop.engine.progress.progress_file import Changes, ProgressFile
from desktop.engine.progress.story_goal import StoryGoal

TODAY, TOMORROW = date(2026, 11, 28), date(2026, 11, 29)


class Clock:
    """Says what time it is."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 28, 20, 0)
        self.running = 0.0

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return self.running

    def go_on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.running += seconds


class Desks:
    """Makes desks that share a file and a clock."""

    def __init__(self, settings: Settings, folder: Path, qtbot: QtBot):
        self.settings, self.folder, self.qtbot = settings, folder, qtbot
        self.clock = Clock()
        self.told: list[str] = []
        self.made: list[Progress] = []

    def make(self) -> Progress:
        made = Progress(self.settings, None, ProgressFile(self.folder), self.clock.now, self.clock.seconds)
        made.told.connect(self.told.append)
        self.made.append(made)
        self.qtbot.waitUntil(lambda: made._is_known)
        return made

    def save(self, one: Progress) -> None:
        with self.qtbot.waitSignal(one._saved):
            one.refresh()

    @property
    def kept(self) -> dict[date, Work]:
        return dict(ProgressFile(self.folder).read().days)


@pytest.fixture
def desks(settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Desks]:
    desks = Desks(settings, tmp_path / "progress", qtbot)
    yield desks
    for one in desks.made:
        one.end()


def test_words_count_for_today_and_for_the_session(desks: Desks) -> None:
    one = desks.make()
    one.count(5, 0)
    one.count(-2, 7)
    assert (one.of_today.words, one.of_today.continued) == (3, 7)
    assert (one.session.words, one.session.continued) == (3, 7)
    one.end()
    assert desks.kept == {TODAY: Work(3, 7)}
    another = desks.make()
    assert another.of_today.words == 3
    assert another.session.words == 0


def test_two_desks_add_up(desks: Desks) -> None:
    one, other = desks.make(), desks.make()
    one.count(5, 0)
    other.count(7, 0)
    desks.save(one)
    desks.save(other)
    assert other.of_today.words == 12
    desks.save(one)
    assert one.of_today.words == 12


def test_pauses_are_no_time_at_work(desks: Desks) -> None:
    one = desks.make()
    one.count(1, 0)
    for seconds in (10, 299, 301, 20):
        desks.clock.go_on(seconds)
        one.count(0, 0)
    assert one.of_today.seconds == 329
    desks.clock.go_on(60)
    one.count(0, 50)  # the model writes, the writer may be away
    assert one.of_today.seconds == 329


def test_the_pause_is_the_writers_choice(desks: Desks) -> None:
    desks.settings.update(pause_minutes=1)
    one = desks.make()
    for _ in range(3):
        one.count(0, 0)
        desks.clock.go_on(61)
    assert one.of_today.seconds == 0


def test_a_day_turns_while_one_writes(desks: Desks, qtbot: QtBot) -> None:
    one = desks.make()
    one.count(5, 0)
    desks.clock.go_on(4 * 3600)
    with qtbot.waitSignal(one.changed):
        one.look_at_the_clock()
    assert one.of_today.words == 0
    one.count(3, 0)
    one.end()
    assert {day: work.words for day, work in desks.kept.items()} == {TODAY: 5, TOMORROW: 3}
    assert one.session.words == 8


def test_the_day_may_turn_later(desks: Desks) -> None:
    desks.settings.update(day_turns=4)
    one = desks.make()
    desks.clock.go_on(7 * 3600)  # 3 o'clock
    one.count(3, 0)
    assert one.today == TODAY
    desks.clock.go_on(3600)
    assert one.today == TOMORROW


def test_a_goal_is_reached_once_a_day(desks: Desks) -> None:
    desks.settings.update(day_goal=10, session_goal=15)
    one = desks.make()
    assert one.count(9, 0) == []
    assert one.count(1, 0) == [Goal.DAY]
    assert one.count(-1, 0) == []
    assert one.count(1, 0) == []
    assert one.count(5, 0) == [Goal.SESSION]
    desks.clock.go_on(24 * 3600)
    assert one.count(10, 0) == [Goal.DAY]
    one.end()
    assert desks.kept[TODAY] == Work(15, 0, 0.0, 10)


def test_the_models_words_reach_no_goal(desks: Desks) -> None:
    desks.settings.update(day_goal=10)
    assert desks.make().count(0, 100) == []


def test_what_was_reached_before_is_no_news(desks: Desks) -> None:
    desks.settings.update(day_goal=10)
    ProgressFile(desks.folder).add(Changes({TODAY: Work(12)}))
    one = desks.make()
    assert one.count(1, 0) == []
    desks.settings.update(day_goal=5)
    assert one.count(1, 0) == []
    desks.settings.update(day_goal=20)
    assert one.count(6, 0) == [Goal.DAY]


def test_goals_of_stories_are_kept(desks: Desks) -> None:
    goal = StoryGoal(1000, TOMORROW, TODAY, 10)
    one = desks.make()
    one.set_story_goal("/a.txt", goal)
    one.end()
    assert desks.make().story_goal("/a.txt") == goal


def test_what_was_deleted_does_not_come_back(desks: Desks) -> None:
    one = desks.make()
    one.count(5, 0)
    desks.save(one)
    ProgressFile(desks.folder).path.unlink()
    desks.save(one)
    assert one.of_today == Work()
    one.count(2, 0)
    desks.save(one)
    assert desks.kept == {TODAY: Work(2)}


def test_a_damaged_file_is_told_once_and_writing_goes_on(desks: Desks) -> None:
    desks.folder.mkdir()
    ProgressFile(desks.folder).path.write_text("{")
    one = desks.make()
    desks.qtbot.waitUntil(lambda: bool(desks.told))
    one.count(5, 0)
    desks.save(one)
    assert len(desks.told) == 1
    assert "damaged" in desks.told[0]
    assert desks.kept == {TODAY: Work(5)}


def test_a_folder_that_cannot_be_written_is_told_once(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SAVE_MILLISECONDS", 10)
    desks.folder.write_text("in the way")
    one = desks.make()
    one.count(5, 0)
    for _ in range(3):
        desks.save(one)
    assert len(desks.told) == 1
    assert "cannot be kept" in desks.told[0]
    desks.folder.unlink()
    desks.qtbot.waitUntil(lambda: desks.kept == {TODAY: Work(5)})


def test_ending_twice_is_no_harm(desks: Desks) -> None:
    one = desks.make()
    one.count(5, 0)
    one.end()
    one.end()
    one.count(1, 0)
    one.refresh()
    assert desks.kept == {TODAY: Work(5)}
