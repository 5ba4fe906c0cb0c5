"""Names in models that spell: how the story went on behind the same characters."""

from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.story_runs import StoryRuns
from tests.engine.conftest import load_vocabulary


@pytest.fixture(scope="module")
def chinese(chinese_bundle: Path) -> Vocabulary:
    return load_vocabulary(chinese_bundle)


@pytest.fixture(scope="module")
def english(character_bundle: Path) -> Vocabulary:
    return load_vocabulary(character_bundle)


def piece(vocabulary: Vocabulary, text: str) -> Piece:
    tokens = np.array(vocabulary.encode(text))
    return Piece(text, tokens, np.zeros((len(tokens), 4), np.float16), ())


def blended(vocabulary: Vocabulary, story: str, before: str) -> np.ndarray:
    """A flat distribution behind `before`, with the story's part."""
    runs = StoryRuns(vocabulary)
    runs.put([piece(vocabulary, story)])
    path = runs.spell(runs.blank(), vocabulary.encode(before))
    size = len(vocabulary.pieces)
    return runs.blend(np.full((1, size), 1 / size, np.float32), path)[0]


def after(vocabulary: Vocabulary, story: str, before: str, character: str) -> float:
    row = blended(vocabulary, story, before)
    assert float(row.sum()) == pytest.approx(1, abs=1e-4)
    return float(row[vocabulary.encode(character)[0]])


def test_a_name_goes_on_as_it_did_and_the_surer_the_more_often_it_did(chinese: Vocabulary) -> None:
    uses = [after(chinese, "，".join(["海星"] * times), "望着海", "星") for times in range(5)]
    assert uses == sorted(uses)
    assert uses[1] > 5 * uses[0]
    assert uses[4] > 0.4


def test_a_longer_run_is_surer(chinese: Vocabulary) -> None:
    story = "小海星。"
    assert after(chinese, story, "小海", "星") > 1.5 * after(chinese, story, "大海", "星")


def test_characters_that_went_on_in_many_ways_tell_little(chinese: Vocabulary) -> None:
    same, many = "海星海星海星海星", "海星海边海浪海水"
    assert after(chinese, many, "海", "星") < 0.1 * after(chinese, same, "海", "星")


def test_a_few_letters_tell_nothing(english: Vocabulary) -> None:
    story = "Harrowen sat. Harrowen ran. Harrowen fell. "
    assert after(english, story, "she saw Har", "r") < 0.05
    assert after(english, story, "she saw Harro", "w") > 0.3


def test_what_is_gone_is_forgotten(chinese: Vocabulary) -> None:
    runs, one, other = StoryRuns(chinese), piece(chinese, "海星海星"), piece(chinese, "小荷")
    runs.put([one, other])
    runs.put([other])
    again = StoryRuns(chinese)
    again.put([other])
    assert dict(runs._next) == dict(again._next)
    runs.put([])
    even = np.full((1, len(chinese.pieces)), 0.01, np.float32)
    assert runs.blend(even, runs.blank()) is even


def test_paths_spelled_one_by_one_are_as_those_spelled_at_once(chinese: Vocabulary) -> None:
    runs, ids = StoryRuns(chinese), chinese.encode("海边的小屋")
    path = runs.blank()
    for token in ids:
        path = runs.spell_rows(path, [token])
    assert np.array_equal(path, runs.spell(runs.blank(), ids))


def test_a_name_is_suggested_from_its_first_character_on(chinese_bundle: Path) -> None:
    engine = Engine.load(chinese_bundle)
    story = "海星来了。老船长见了海星。海星说，早上好！大家打开门，望着海"
    offered: dict[bool, list[str]] = {}
    for remember in (False, True):
        engine.turn_to(remember, remember)
        engine.prepare(story)
        offered[remember] = [one.text[0] for one in engine.suggest(story, "", SuggestSettings(precision=0.3))]
    assert offered[True][0] == "星"
    assert offered[False][:1] != ["星"]
