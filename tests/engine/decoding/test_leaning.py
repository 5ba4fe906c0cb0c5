"""Leading up to what stands after the cursor: words lean, marks do not."""

import numpy as np
import pytest

from desktop.engine.decoding.leaning import Leaning
from desktop.engine.engine import ContinueSettings, Engine
from desktop.engine.model.model import softmax
from tests.engine.tiny_story import STORY

LEFT, RIGHT = STORY[:200], "\n" + STORY[400:600]


@pytest.fixture
def both(engine: Engine) -> tuple[Leaning, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(1)
    size = len(engine.vocabulary.pieces)
    alone, leading = (chance.normal(0, 2, (1, size)).astype(np.float32) for _ in range(2))
    return Leaning(engine._teller, engine.vocabulary, 1), alone, leading


def test_marks_come_as_if_nothing_followed(engine: Engine, both) -> None:
    leaning, alone, leading = both
    joined = softmax(leaning._join(alone, leading, np.array([99])))[0]
    marks = engine.vocabulary.wordless & engine.vocabulary.offered
    np.testing.assert_allclose(joined[marks], softmax(alone)[0][marks], rtol=1e-3, atol=1e-6)
    assert joined.sum() == pytest.approx(1, abs=1e-4)


def test_words_lean_towards_what_follows(engine: Engine, both) -> None:
    leaning, alone, leading = both
    joined, q, p = (
        softmax(one)[0] for one in (leaning._join(alone, leading, np.array([99])), alone, leading)
    )
    words = engine.vocabulary.offered & ~engine.vocabulary.wordless

    def distance(one: np.ndarray, other: np.ndarray) -> float:
        one, other = one[words] / one[words].sum(), other[words] / other[words].sum()
        return float((one * np.log(one / other)).sum())

    assert distance(joined, p) < distance(q, p)
    assert distance(joined, q) < distance(p, q)


def test_the_last_words_before_a_sentence_that_goes_on_are_those_that_lead_there(both) -> None:
    leaning, alone, leading = both
    np.testing.assert_allclose(
        softmax(leaning._join(alone, leading, np.array([3]))), softmax(leading), atol=1e-5
    )


def test_it_counts_down(engine: Engine) -> None:
    alone, leading = engine._context.cursor(LEFT, ""), engine._context.cursor(LEFT, RIGHT, missing=20)
    leaning = Leaning(engine._teller, engine.vocabulary, len(alone.state))
    cursor = leaning.cursor(alone, leading, 2)
    _, state = leaning.advance(cursor.state, [1])
    _, state = leaning.advance(state, [1])
    _, state = leaning.advance(state, [1])
    assert state[0].tolist() == [0]


@pytest.mark.parametrize("bridge", [True, False])
def test_one_seed_gives_one_story(engine: Engine, bridge: bool) -> None:
    settings = ContinueSettings(words=30, seed=4, bridge=bridge)
    first, second = ("".join(engine.continue_story(LEFT, RIGHT, settings)) for _ in range(2))
    assert first == second
    assert first.strip()
