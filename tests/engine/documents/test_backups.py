import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.engine.documents.backups import (
    ALWAYS_KEPT,
    DAY,
    HOUR,
    MINUTE,
    Backup,
    backups_of,
    keep_backup,
    outdated,
)
from desktop.engine.documents.documents import write_document
from desktop.engine.errors import DocumentError

NOW = datetime(2026, 7, 1, 12, 30, 30, tzinfo=UTC).timestamp()


def texts(path: Path) -> list[str]:
    return [backup.path.read_text("utf-8") for backup in backups_of(path)]


def versions(*ages: float, size: int = 100) -> list[Backup]:
    return [Backup(Path(str(age)), NOW - age, size) for age in sorted(ages)]


def kept_ages(backups: list[Backup]) -> list[float]:
    gone = set(outdated(backups, NOW))
    return [NOW - backup.kept_at for backup in backups if backup not in gone]


@pytest.mark.parametrize("junk", [["x"] * 7, ["x", "y"] * 20, [str(number) for number in range(50)]])
def test_saving_junk_over_and_over_does_not_evict_the_good_text(tmp_path: Path, junk: list[str]) -> None:
    path = tmp_path / "story.txt"
    good = [f"chapter {number}, and all its words" for number in range(8)]
    for text in [*good, *junk]:
        write_document(path, text)
    assert set(good) <= set(texts(path))


def test_equal_versions_are_kept_once_and_count_as_the_latest(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    for text in ("good", "x", "x", "x", "good", "y"):
        write_document(path, text)
    assert texts(path) == ["good", "x"]


def test_an_hour_of_saving_every_second_leaves_a_version_a_minute() -> None:
    ages = kept_ages(versions(*range(HOUR)))
    assert all(second in ages for second in range(10 * MINUTE + 1))
    assert 50 <= len([age for age in ages if age > 10 * MINUTE]) <= 52


def test_a_year_of_writing_leaves_hours_days_and_months() -> None:
    ages = kept_ages(versions(*range(0, 400 * DAY, HOUR)))
    assert len([age for age in ages if HOUR < age <= DAY]) in (23, 24, 25)
    assert len([age for age in ages if DAY < age <= 30 * DAY]) in (29, 30)
    assert len([age for age in ages if 30 * DAY < age <= 365 * DAY]) in (12, 13)
    assert max(ages) <= 365 * DAY


def test_thinning_day_by_day_comes_to_the_same_as_at_once() -> None:
    kept: list[Backup] = []
    for hour in range(60 * 24):
        kept = [Backup(Path(str(hour)), NOW + hour * HOUR, 100), *kept]
        gone = set(outdated(kept, NOW + hour * HOUR))
        kept = [backup for backup in kept if backup not in gone]
    assert 24 + 29 <= len(kept) <= 24 + 29 + 5


def test_of_an_hour_the_longest_version_stays() -> None:
    hour = NOW // HOUR * HOUR - 5 * HOUR
    sizes = [100, 5000, 90, 91, 92]
    backups = [Backup(Path(str(size)), hour + number, size) for number, size in enumerate(sizes)][::-1]
    newer = versions(1, 2, 3, 4, 5)
    assert {backup.size for backup in outdated([*newer, *backups], NOW)} == {100, 90, 91, 92}


def test_the_newest_stay_however_old() -> None:
    backups = versions(*(1000 * DAY + number for number in range(9)))
    assert outdated(backups, NOW) == backups[ALWAYS_KEPT:]


def test_a_clock_that_was_ahead_evicts_nothing() -> None:
    backups = versions(*range(-2 * DAY, -DAY, HOUR))
    assert outdated(backups, NOW) == []


def test_versions_of_earlier_desks_count_and_foreign_files_stay(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    write_document(path, "one")
    write_document(path, "two")
    (latest,) = backups_of(path)
    place = latest.path.parent
    (place / "2020-01-02 03-04-05.123456789.txt").write_text("ancient")
    (place / "notes.txt").write_text("the writer's own")
    assert texts(path) == ["one", "ancient"]
    for number in range(ALWAYS_KEPT):
        write_document(path, f"{number}")
    assert "ancient" not in texts(path)
    assert (place / "notes.txt").read_text() == "the writer's own"


def test_names_in_local_time_with_their_offset_are_the_moment(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "story.txt"
    write_document(path, "one")
    write_document(path, "two")
    (backup,) = backups_of(path)
    winter = backup.path.with_name("2026-01-01 12-00-00.500000+0100.txt")
    backup.path.rename(winter)
    (backup,) = backups_of(path)
    assert backup.kept_at == datetime(2026, 1, 1, 11, 0, 0, 500_000, tzinfo=UTC).timestamp()
    assert backup.size == 3


@pytest.mark.parametrize("length", [1, 80, 200, 244, 251, 255])
@pytest.mark.parametrize("letter", ["a", "é", "漢"])
def test_long_names_have_backups(tmp_path: Path, length: int, letter: str) -> None:
    path = tmp_path / (letter * (length // len(letter.encode())) or "a")
    write_document(path, "one")
    write_document(path, "two")
    assert texts(path) == ["one"]


def test_two_long_names_do_not_share_their_versions(tmp_path: Path) -> None:
    for end in "ab":
        write_document(tmp_path / ("n" * 200 + end), end)
        write_document(tmp_path / ("n" * 200 + end), "new")
    assert [texts(tmp_path / ("n" * 200 + end)) for end in "ab"] == [["a"], ["b"]]


def test_a_text_that_is_given_up_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    write_document(path, "theirs")
    kept = keep_backup(path, "mine \ud83d")
    assert kept.read_text("utf-8") == "mine \N{REPLACEMENT CHARACTER}"
    assert [backup.path for backup in backups_of(path)] == [kept]


def test_a_text_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "blocked").touch()
    with pytest.raises(
        DocumentError, match=r"Your version of .* cannot be kept in .*; save it elsewhere first\."
    ):
        keep_backup(tmp_path / "story.txt", "mine", tmp_path / "blocked")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_backups_are_the_writers_alone_and_old_ones_become_so(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("secret")
    old = data_folder / "backups" / "other-12345678"
    old.mkdir(parents=True)
    (old / "2026-01-01 12-00-00.000000000.txt").write_text("older secret")
    write_document(path, "new")
    for place, _, files in os.walk(data_folder / "backups"):
        assert stat.S_IMODE(Path(place).stat().st_mode) == 0o700
        assert all(stat.S_IMODE(Path(place, name).stat().st_mode) == 0o600 for name in files)
