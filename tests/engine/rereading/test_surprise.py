# ruff: noqa: RUF001
"""How surprising each word is: all at once as one by one."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import Engine
from desktop.engine.model.model import softmax
from desktop.engine.model.usual import UsualBits
from desktop.engine.rereading.confusions import CONFUSED, written_as
from desktop.engine.rereading.surprise import BEHIND, Judge, Judged, Stretch
from desktop.engine.words import find_words
from tests.engine.tiny_bundle import tell_distances
from tests.engine.tiny_story import CHINESE_STORY, STORY

_BEGIN, _END = STORY.index(" ", 60), STORY.index(" ", 200)
LEFT, TEXT, RIGHT = STORY[:_BEGIN], STORY[_BEGIN:_END], STORY[_END : _END + 100]


@pytest.fixture(params=["stream", "told", "words", "letters"])
def engine(
    request: pytest.FixtureRequest,
    stream_bundle: Path,
    word_bundle: Path,
    letter_bundle: Path,
    tmp_path: Path,
) -> Engine:
    folder = {"words": word_bundle, "letters": letter_bundle}.get(request.param, stream_bundle)
    if request.param == "told":
        folder = Path(shutil.copytree(stream_bundle, tmp_path / "told"))
        tell_distances(folder)
    return Engine.load(folder)


def judge(engine: Engine, *stretches: Stretch) -> list[list[Judged]]:
    answers = list(Judge(engine.model, engine.vocabulary, 0).judge(stretches))
    assert all(answer is None for answer in answers[:-1])
    return answers[-1] or []


def bits_of(engine: Engine, before: list[int], word: list[int], behind: list[int]) -> float:
    """A word's bits, each token by itself."""
    total = 0.0
    for number, token in enumerate(word):
        missing = len(word) - number
        state = engine.model.start([0, *before, *word[:number]], behind[:BEHIND], missing)
        likely = softmax(engine.model.predict(state))[0, token]
        total -= float(np.log2(likely))
    return total


def test_words_judged_at_once_are_as_one_by_one(engine: Engine) -> None:
    judged = judge(engine, Stretch(LEFT, TEXT, RIGHT))[0]
    assert [(one.start, one.text) for one in judged] == list(find_words(TEXT))
    ids, ends = engine.vocabulary.encode_with_ends(LEFT + TEXT + RIGHT)
    places = np.array(ends) - len(LEFT)
    for one in judged:
        own = [n for n in range(len(ids)) if one.start < places[n] <= one.end]
        before, behind = ids[: own[0]], ids[own[-1] + 1 :]
        assert one.tokens == len(own)
        expected = bits_of(engine, before, [ids[n] for n in own], behind)
        assert one.bits == pytest.approx(expected, abs=0.05)


def test_stretches_of_all_lengths_are_judged_together(engine: Engine) -> None:
    stretches = [Stretch(LEFT, TEXT, RIGHT), Stretch("", "Late.", ""), Stretch(LEFT, "", RIGHT)]
    together = judge(engine, *stretches)
    assert [len(some) for some in together] == [len(list(find_words(one.text))) for one in stretches]
    alone = [judge(engine, one)[0] for one in stretches]
    for ours, theirs in zip(together, alone, strict=True):
        assert [one.bits for one in ours] == pytest.approx([one.bits for one in theirs], abs=0.05)


def test_the_story_surprises_less_than_its_words_in_disorder(stream_bundle: Path) -> None:
    engine = Engine.load(stream_bundle)
    disorder = " ".join(reversed(TEXT.split()))
    ours, theirs = judge(engine, Stretch(LEFT, TEXT, RIGHT), Stretch(LEFT, disorder, RIGHT))
    assert np.mean([one.bits for one in ours]) < np.mean([one.bits for one in theirs]) - 2


def test_a_word_put_for_another_is_told(stream_bundle: Path) -> None:
    engine = Engine.load(stream_bundle)
    at = STORY.index(" the ", 200)
    judged = judge(engine, Stretch(STORY[:at], " they ", STORY[at + 5 :]))[0]
    assert judged[0].text == "they"
    assert judged[0].other == "the"
    assert judged[0].gained > 3
    assert not judged[0].is_bound
    as_it_is = judge(engine, Stretch(STORY[:at], " the ", STORY[at + 5 :]))[0]
    assert as_it_is[0].gained < 0.01
    # By exactly the bits that the other one takes in its place.
    assert judged[0].gained == pytest.approx(judged[0].bits - as_it_is[0].bits, abs=0.05)


def test_curly_quotes_capitals_and_numbers(stream_bundle: Path) -> None:
    engine = Engine.load(stream_bundle)
    text = "“It’s late,” she said. 12 THERE 3rd"
    judged = judge(engine, Stretch("", text, ""))[0]
    assert [one.text for one in judged] == ["It’s", "late", "she", "said", "THERE"]
    assert all(text[one.start : one.end] == one.text for one in judged)


def test_each_character_of_chinese_is_a_word(chinese_bundle: Path) -> None:
    engine = Engine.load(chinese_bundle)
    judged = judge(engine, Stretch("", CHINESE_STORY[:40], CHINESE_STORY[40:80]))[0]
    assert [one.text for one in judged] == [word for _, word in find_words(CHINESE_STORY[:40])]
    assert all(one.tokens == 1 and one.bits >= 0 for one in judged)


def test_words_are_confused_both_ways() -> None:
    assert {"there", "they're"} <= set(CONFUSED["their"])
    for word, others in CONFUSED.items():
        assert word not in others
        assert all(word in CONFUSED[other] for other in others)
    assert {"地", "得"} == set(CONFUSED["的"])


def test_another_word_is_written_as_the_one_that_it_is_for() -> None:
    assert written_as("Their", "they're") == "They're"
    assert written_as("THEIR", "there") == "THERE"
    assert written_as("it’s", "its") == "its"
    assert written_as("You’re", "they're") == "They’re"
    assert written_as("A", "an") == "An"


def test_what_is_usual_grows_with_rank_and_length(stream_bundle: Path, letter_bundle: Path) -> None:
    vocabulary = Engine.load(stream_bundle).vocabulary
    usual = UsualBits(vocabulary)
    the, door = (vocabulary.encode(" " + word) for word in ("the", "door"))
    assert 3 < usual.of(the) < usual.of(door) < usual.of([*door, *door])
    letters = UsualBits(Engine.load(letter_bundle).vocabulary)
    assert letters.of([5, 6]) < letters.of([5, 6, 7])
