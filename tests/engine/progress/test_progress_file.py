"""The file of the days: kept privately and whole, whoever else writes, and whatever was done to it."""

import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import ProgressError
from desktop.engine.progress import progress_file
from desktop.engine.progress.days import Work
from desktop.engine.progress.history_csv import history_csv
from desktop.engine.progress.ledger import Ledger, story_key
from desktop.engine.progress.progress_file import Changes, ProgressFile, Record
from desktop.engine.progress.story_goal import StoryGoal

TODAY = date(2026, 11, 28)
GOAL = StoryGoal(50_000, date(2027, 1, 31), TODAY, 1200)

ADDING = """
import sys
from datetime import date
from pathlib import Path
from desktop.engine.progress.days import Work
from desktop.engine.progress.progress_file import Changes, ProgressFile
file = ProgressFile(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    file.add(Changes({date(2026, 11, 28): Work(3, 1, 2.0)}))
"""


@pytest.fixture
def file(tmp_path: Path) -> ProgressFile:
    return ProgressFile(tmp_path / "progress")


def write(file: ProgressFile, data: bytes) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(data)


def aside(file: ProgressFile) -> list[Path]:
    return sorted(file.path.parent.glob("damaged-*"))


def test_nothing_is_created_by_looking(file: ProgressFile) -> None:
    assert file.read() == Record()
    assert not file.path.parent.exists()


def test_what_is_added_adds_up(file: ProgressFile) -> None:
    file.add(Changes({TODAY: Work(10, 0, 60.0)}, {"/a.txt": GOAL, "/b.txt": GOAL}))
    record = file.add(Changes({TODAY: Work(-3, 5, 1.5, 500)}, {"/b.txt": None}))
    assert record == Record({TODAY: Work(7, 5, 61.5, 500)}, {"/a.txt": GOAL})
    assert ProgressFile(file.path.parent).read() == record


def test_it_can_be_read_and_is_the_writers_alone(file: ProgressFile) -> None:
    file.add(Changes({TODAY: Work(10, 0, 60.04)}))
    assert '"2026-11-28"' in file.path.read_text()
    assert json.loads(file.path.read_text())["days"]["2026-11-28"]["seconds"] == 60.0
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    for path in file.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_paths_that_are_no_text_are_kept(file: ProgressFile) -> None:
    path = os.fsdecode(b"/caf\xe9.txt")
    file.add(Changes(stories={path: GOAL}))
    assert file.read().stories == {path: GOAL}


def test_desks_that_write_at_once_lose_nothing(file: ProgressFile) -> None:
    command = [sys.executable, "-c", ADDING, str(file.path.parent), "20"]
    desks = [subprocess.Popen(command) for _ in range(3)]
    assert [desk.wait() for desk in desks] == [0, 0, 0]
    assert file.read().days == {TODAY: Work(180, 60, 120.0)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"[" * 100_000,
        b'{"format": 1',
        b"[]",
        b'{"format": 1, "days": []}',
        b'{"format": 1, "days": {}, "stories": 3}',
        '{"format": 1, "days": {}, "stories": {}}'.encode("utf-16")[:-1],
    ],
)
def test_a_damaged_file_is_put_aside_whole(file: ProgressFile, data: bytes) -> None:
    write(file, data)
    assert file.add(Changes({TODAY: Work(5)})).days == {TODAY: Work(5)}
    (kept,) = aside(file)
    assert kept.read_bytes() == data
    assert file.damage is not None
    assert kept.name in str(file.damage)
    assert file.read().days == {TODAY: Work(5)}


def test_what_makes_sense_in_a_damaged_file_is_kept(file: ProgressFile) -> None:
    good = {"words": 5, "continued": 0, "seconds": 9}
    days = {
        "2026-11-27": good,
        "2026-13-01": good,
        "2026-11-26": {"words": "5"},
        "2026-11-25": good | {"words": 10**12},
        "2026-11-24": good | {"seconds": float("nan")},
        "2026-11-23": good | {"words": True},
        "2026-11-22": [],
    }
    stories = {"/a.txt": GOAL.to_dict(), "/b.txt": {"words": 0}, "/c.txt": None}
    write(file, json.dumps({"format": 1, "days": days, "stories": stories}).encode())
    assert file.read() == Record({date(2026, 11, 27): Work(5, 0, 9.0)}, {"/a.txt": GOAL})
    assert len(aside(file)) == 1
    file.damage = None
    assert file.read().stories == {"/a.txt": GOAL}
    assert file.damage is None


def test_what_is_no_file_is_put_aside(file: ProgressFile) -> None:
    file.path.mkdir(parents=True)
    assert file.add(Changes({TODAY: Work(5)})).days == {TODAY: Work(5)}
    assert [path.is_dir() for path in aside(file)] == [True]


def test_two_damages_within_a_second_keep_both(file: ProgressFile) -> None:
    for data in (b"one", b"two"):
        write(file, data)
        file.read()
    assert sorted(path.read_bytes() for path in aside(file)) == [b"one", b"two"]


def test_a_file_of_a_later_version_is_left_as_it_is(file: ProgressFile) -> None:
    data = b'{"format": 2, "days": {}, "stories": {}}'
    write(file, data)
    with pytest.raises(ProgressError, match="update Inkling"):
        file.add(Changes({TODAY: Work(5)}))
    assert file.path.read_bytes() == data


def test_a_lock_that_was_deleted_keeps_nobody_away(file: ProgressFile) -> None:
    file.add(Changes({TODAY: Work(5)}))
    for path in file.path.parent.iterdir():
        path.unlink()
    assert file.add(Changes({TODAY: Work(1)})).days == {TODAY: Work(1)}


def test_another_desk_that_keeps_the_lock_too_long(
    file: ProgressFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.add(Changes({TODAY: Work(5)}))
    monkeypatch.setattr(progress_file, "LOCK_SECONDS", 0.05)
    handle = progress_file._lock(file.path.with_name(progress_file.LOCK))
    try:
        with pytest.raises(ProgressError, match="another Inkling"):
            file.add(Changes({TODAY: Work(1)}))
    finally:
        os.close(handle)
    assert file.add(Changes({TODAY: Work(1)})).days == {TODAY: Work(6)}


# --- the ledger ------------------------------------------------------------------------------------------


def test_work_is_known_before_it_is_saved_and_after(file: ProgressFile) -> None:
    ledger, other = Ledger(file), Ledger(ProgressFile(file.path.parent))
    other.add(TODAY, Work(100))
    other.save()
    ledger.add(TODAY, Work(7))
    assert ledger.on(TODAY) == Work(7)
    assert ledger.save() is None
    assert ledger.on(TODAY) == Work(107)
    other.save()
    assert other.on(TODAY) == Work(107)
    assert not ledger.has_news


def test_goals_are_of_files_however_they_are_named(file: ProgressFile, tmp_path: Path) -> None:
    ledger = Ledger(file)
    (tmp_path / "story.txt").touch()
    (tmp_path / "link.txt").symlink_to(tmp_path / "story.txt")
    story, link = story_key(tmp_path / "story.txt"), story_key(tmp_path / "link.txt")
    ledger.set_story_goal(link, GOAL)
    assert ledger.story_goal(story) == GOAL
    ledger.save()
    assert ledger.story_goal(story) == GOAL
    ledger.set_story_goal(story, None)
    assert ledger.story_goal(link) is None
    ledger.save()
    assert file.read().stories == {}


def test_what_cannot_be_saved_stays_noted(file: ProgressFile) -> None:
    file.path.parent.write_text("in the way")
    ledger = Ledger(file)
    ledger.add(TODAY, Work(7))
    for _ in range(2):
        with pytest.raises(ProgressError, match="cannot be kept"):
            ledger.save()
        assert ledger.on(TODAY) == Work(7)
    file.path.parent.unlink()
    ledger.add(TODAY, Work(1))
    ledger.save()
    assert file.read().days == {TODAY: Work(8)}


def test_damage_is_told_once(file: ProgressFile) -> None:
    write(file, b"x")
    ledger = Ledger(file)
    assert isinstance(ledger.save(), ProgressError)
    ledger.add(TODAY, Work(1))
    assert ledger.save() is None


numbers = st.integers(-(10**6), 10**6)
works = st.builds(Work, numbers, numbers, st.integers(0, 10**5).map(float), st.integers(0, 10**4))


@given(st.lists(st.tuples(st.dates(), works)))
def test_csv_has_a_line_for_each_day(entries: list[tuple[date, Work]]) -> None:
    days = dict(entries)
    head, *lines = history_csv(days).splitlines()
    assert head.startswith("day,words,continued,minutes,goal,")
    assert [line.split(",")[0] for line in lines] == [day.isoformat() for day in sorted(days)]
    assert [int(line.split(",")[1]) for line in lines] == [days[day].words for day in sorted(days)]
