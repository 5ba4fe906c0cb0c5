"""What earlier works of the writer bring to suggestions, and that they go when they are no longer wanted."""

import numpy as np
import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.story.earlier_works import RUN, EarlierWorks
from desktop.engine.words import count_words

NAME = "Qivareth"
WORK = "\n".join(
    f"{day} came, and {NAME} of the Copper Lanterns walked down to the quay to count {number} boats."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    for number in range(2, 10)
)
SCENE = "The village of Orlen lay under snow, and nobody had been to the mill for a week.\nIn the evening "
UNSURE = SuggestSettings(max_words=3, precision=0.01)


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model())


@pytest.fixture
def engine(english: Engine) -> Engine:
    english.forget()
    english.learn(())
    return english


def offers(engine: Engine, text: str) -> list[str]:
    return [one.text for one in engine.suggest(text, "", UNSURE)]


def known(engine: Engine, texts: tuple[str, ...]) -> EarlierWorks:
    works = EarlierWorks(engine.vocabulary)
    assert works.learn(texts, lambda: False)
    return works


def test_a_name_of_an_earlier_work_is_completed_in_another_story(engine: Engine) -> None:
    rest = NAME[2:]
    assert not any(offer.startswith(rest) for offer in offers(engine, SCENE + NAME[:2]))
    assert engine.learn([WORK])
    assert any(offer.startswith(rest) for offer in offers(engine, SCENE + NAME[:2]))


def test_a_phrase_of_an_earlier_work_is_offered_from_its_beginning(engine: Engine) -> None:
    engine.learn([WORK])
    assert offers(engine, f"{SCENE}she asked for {NAME} of the")[0].startswith(" Copper Lanterns")


def test_works_stay_known_when_the_story_is_forgotten_and_go_when_taken_away(engine: Engine) -> None:
    engine.learn([WORK])
    engine.turn_to("another story")
    engine.forget()
    assert offers(engine, f"{SCENE}she asked for {NAME} of the")[0].startswith(" Copper Lanterns")
    engine.learn(())
    assert " Copper Lanterns" not in " ".join(offers(engine, f"{SCENE}she asked for {NAME} of the"))


def test_works_are_known_when_no_story_is_remembered(engine: Engine) -> None:
    engine.learn([WORK])
    engine.turn_to("a story", remember=False)
    assert offers(engine, f"{SCENE}she asked for {NAME} of the")[0].startswith(" Copper Lanterns")
    engine.turn_to("a story", remember=True)


def test_a_continuation_may_use_them_and_comes_to_its_end(engine: Engine) -> None:
    engine.learn([WORK])
    told = "".join(engine.continue_story(SCENE + NAME, "", ContinueSettings(words=20, seed=3)))
    assert count_words(told) >= 20


def test_probabilities_still_sum_to_one(engine: Engine) -> None:
    works = known(engine, (WORK,))
    ids = engine.vocabulary.encode(f"{NAME} of the")
    rows = np.random.default_rng(1).random((3, len(engine.vocabulary.pieces))).astype(np.float32)
    rows /= rows.sum(axis=1, keepdims=True)
    paths = np.concatenate([works.spell(works.blank(), ids), works.blank(), works.spell(works.blank(), [5])])
    blended = works.blend(rows, paths)
    assert np.allclose(blended.sum(axis=1), 1.0, atol=1e-5)
    assert (blended >= 0).all()
    assert not np.allclose(blended[0], rows[0])
    assert np.array_equal(blended[1], rows[1])
    copper = engine.vocabulary.encode(" Copper")[0]
    assert blended[0, copper] > 0.5 > rows[0, copper]
    assert rows[0, copper] < works.blend(rows, paths, weight=0.1)[0, copper] < blended[0, copper]


def test_what_followed_is_counted_as_a_plain_search_counts_it(engine: Engine) -> None:
    works = known(engine, (WORK, SCENE * 3))
    tokens = [engine.vocabulary.encode("\n" + text.strip("\n")) for text in (WORK, SCENE * 3)]
    for length in range(1, RUN + 1):
        for text in tokens:
            run = text[-1 - length : -1]
            expected: dict[int, int] = {}
            for one in tokens:
                for place in range(RUN, len(one)):
                    if one[place - length : place] == run:
                        expected[one[place]] = expected.get(one[place], 0) + 1
            found = works._known(tuple(run))
            assert found is not None
            _, followers, shares = found
            total = sum(expected.values())
            assert dict(zip(followers.tolist(), shares.tolist(), strict=True)) == pytest.approx(
                {token: count / total for token, count in expected.items()}
            )


def test_learning_makes_way_and_goes_on(engine: Engine) -> None:
    works = EarlierWorks(engine.vocabulary)
    texts = (WORK * 30, SCENE * 200)
    looks = iter([False, False, True])
    assert not works.learn(texts, lambda: next(looks))
    assert not works
    steps = 0

    def is_stale() -> bool:
        nonlocal steps
        steps += 1
        return steps > 4

    while not works.learn(texts, is_stale):
        steps = 0
    assert works.word_count == count_words(texts[0]) + count_words(texts[1])
    version = works.version
    assert works.learn(texts, lambda: False)
    assert works.version == version


def test_short_and_empty_works_do_no_harm(engine: Engine) -> None:
    works = known(engine, ("", "One.", "\n\n", "\ud800 broken".encode("utf-8", "replace").decode()))
    assert works.blank().shape == (1, RUN)
    assert engine.learn(["", "a", "\n"])
    assert offers(engine, SCENE + "they had") == offers(engine, SCENE + "they had")


def test_a_model_that_spells_knows_earlier_works_too() -> None:
    chinese = Engine.load(default_model("zh"))
    work = "林青玄拿着铜灯走过长桥。\n" * 8
    before = [one.text for one in chinese.suggest("那天晚上，林青", "", UNSURE)]
    assert not any(text.startswith("玄") for text in before)
    assert chinese.learn([work])
    assert any(one.text.startswith("玄") for one in chinese.suggest("那天晚上，林青", "", UNSURE))
