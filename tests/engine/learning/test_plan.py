"""How a training is laid out: what is learned from, and what neither model has seen."""

import os
import stat
from pathlib import Path

import pytest

from desktop.engine.errors import LearningError
from desktop.engine.learning.plan import (
    HELD_OUT,
    LEAST_WORDS,
    PLAN,
    discard,
    laid_out,
    lay_out,
    learning_folder,
)
from desktop.engine.words import count_words
from tests.engine.learning.writings import plan_in, work


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_the_parts_share_no_paragraph_and_lose_none(tmp_path: Path) -> None:
    plan = plan_in(tmp_path / "learning", tmp_path)
    learned = [line for path in sorted(plan.texts.iterdir()) for line in lines(path)]
    valid, test = lines(plan.valid), lines(plan.test)
    whole = [*work("Anna").splitlines(), *work("Bert").splitlines()]
    assert sorted([*learned, *valid, *test]) == sorted(whole)
    assert not set(learned) & set(test)
    assert not set(learned) & set(valid)
    assert not set(valid) & set(test)


def test_the_ends_of_the_works_are_held_out(tmp_path: Path) -> None:
    plan = plan_in(tmp_path / "learning", tmp_path)
    words = count_words(work("Anna")) + count_words(work("Bert"))
    assert plan.test_words == pytest.approx(words * HELD_OUT / 2, rel=0.05)
    assert plan.words == pytest.approx(words * (1 - HELD_OUT), rel=0.02)
    assert lines(plan.test)[-1] == work("Bert").splitlines()[-1]
    assert work("Anna").splitlines()[-1] in lines(plan.test)


def test_the_files_say_which_works_they_are(tmp_path: Path) -> None:
    plan = plan_in(tmp_path / "learning", tmp_path)
    assert [path.name for path in sorted(plan.texts.iterdir())] == ["01 The Ford.txt", "02 Mill One Two.txt"]


def test_it_is_found_again_and_thrown_away(tmp_path: Path) -> None:
    assert laid_out() is None
    plan = plan_in(learning_folder(), tmp_path / "model")
    assert laid_out() == plan
    discard()
    assert laid_out() is None
    assert not learning_folder().exists()
    discard()  # twice does no harm


def test_a_new_one_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    plan = plan_in(tmp_path / "learning", tmp_path)
    (plan.folder / "before.json").write_text("{}")
    lay_out([("Other", work("Carl", 1500))], tmp_path, "Tiny", plan.folder)
    assert not (plan.folder / "before.json").exists()
    assert [path.name for path in plan.texts.iterdir()] == ["01 Other.txt"]


def test_too_little_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(LearningError, match=str(LEAST_WORDS)):
        lay_out([("Short", work("Anna", 20))], tmp_path, "Tiny", tmp_path / "learning")
    assert laid_out(tmp_path / "learning") is None


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"format": 9}', '{"format": 1}', "[" * 100_000])
def test_a_damaged_plan_is_none(tmp_path: Path, data: str) -> None:
    plan = plan_in(tmp_path / "learning", tmp_path)
    (plan.folder / PLAN).write_text(data)
    assert laid_out(plan.folder) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    plan = plan_in(tmp_path / "learning", tmp_path)
    assert stat.S_IMODE(plan.test.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(plan.texts.stat().st_mode) & 0o077 == 0
