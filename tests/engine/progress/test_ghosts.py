"""What suggestions were worth and what they cost, added up and kept."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.progress.days import NO_WORK, Work
from desktop.engine.progress.ghosts import NO_GHOSTS, Ghosts
from desktop.engine.progress.history_csv import history_csv
from desktop.engine.progress.progress_file import Changes, ProgressFile

DAY = date(2026, 11, 29)


def test_what_is_added_and_taken_back_comes_to_nothing() -> None:
    one = Ghosts.one(12.0) + Ghosts(taken=1, saved=17)
    assert one + Ghosts(saved=-1) == Ghosts(1, 1, 16, one.costs)
    back = one + -one
    assert (back.shown, back.taken, back.saved, back.milliseconds(0.5)) == (0, 0, 0, None)


@given(st.lists(st.floats(0.2, 100_000), min_size=1, max_size=60), st.sampled_from([0.5, 0.95]))
def test_a_length_of_time_is_right_to_one_in_twenty(lengths: list[float], share: float) -> None:
    ghosts = sum(map(Ghosts.one, lengths), NO_GHOSTS)
    ordered = sorted(lengths)
    exact = next(one for number, one in enumerate(ordered, start=1) if number >= share * len(ordered))
    told = ghosts.milliseconds(share)
    assert told is not None
    assert abs(told / exact - 1) < 0.05


def test_days_keep_them_in_the_file_and_two_desks_add_up(tmp_path: Path) -> None:
    first, second = ProgressFile(tmp_path), ProgressFile(tmp_path)
    first.add(Changes({DAY: Work(10, ghosts=Ghosts.one(3.0) + Ghosts(taken=1, saved=5))}))
    second.add(Changes({DAY: Work(ghosts=Ghosts.one(3.0))}))
    ghosts = first.read().days[DAY].ghosts
    assert (ghosts.shown, ghosts.taken, ghosts.saved) == (2, 1, 5)
    assert list(ghosts.costs.values()) == [2]
    assert first.read().days[DAY].words == 10


def test_a_file_without_them_is_read_and_nonsense_is_put_aside(tmp_path: Path) -> None:
    file = ProgressFile(tmp_path)
    file.add(Changes({DAY: Work(10)}))
    assert "ghosts" not in file.path.read_text()
    assert file.read().days[DAY] == Work(10)
    text = file.path.read_text().replace('"words": 10', '"words": 10, "ghosts": {"shown": "many"}')
    file.path.write_text(text)
    assert file.read().days == {}
    assert file.damage


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"shown": 1, "taken": 0, "saved": 0, "costs": {"900": 1}},
        {"shown": 1, "taken": 0, "saved": 0.5},
    ],
)
def test_what_is_none_is_refused(data: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        Ghosts.from_dict(data)


def test_the_table_has_them_too() -> None:
    ghosts = Ghosts.one(10.0) + Ghosts(taken=1, saved=7)
    header, row, bare = history_csv({DAY: Work(5, ghosts=ghosts), date(2026, 11, 30): NO_WORK}).splitlines()
    assert header.endswith("goal,ghosts,taken,keys_saved,ms,ms_of_95")
    assert row.startswith("2026-11-29,5,0,0.0,,1,1,7,")
    assert float(row.split(",")[-1]) == pytest.approx(10, rel=0.05)
    assert bare.endswith(",0,0,0,,")
