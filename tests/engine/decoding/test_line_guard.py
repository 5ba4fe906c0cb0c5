import numpy as np
import pytest

from desktop.engine.decoding.line_guard import LineGuard
from desktop.engine.engine import Engine
from desktop.engine.model.vocabulary import Vocabulary

LINES = "He went to the sea,\n" * 4


@pytest.fixture
def vocabulary(engine: Engine) -> Vocabulary:
    return engine.vocabulary


def lift(vocabulary: Vocabulary, line: str, left: str = LINES, held: str = "") -> float:
    """How much likelier a line end gets; where no word may follow, 99."""
    guard = LineGuard(vocabulary, left)
    guard.observe(line)
    guarded = guard.apply(np.zeros(len(vocabulary.pieces), np.float32), held)
    end = vocabulary.encode("\n")[0]
    word = np.flatnonzero(vocabulary.spaced & (vocabulary.newline == 0))[0]
    return 99.0 if guarded[word] == -np.inf else float(guarded[end])


def test_the_longer_a_line_the_likelier_its_end(vocabulary: Vocabulary) -> None:
    lengths = [lift(vocabulary, "x" * length) for length in (1, 19, 21, 25, 37)]
    assert lengths[:2] == [0.0, 0.0]
    assert 0 < lengths[2] < lengths[3] < lengths[4] == 99


def test_what_is_held_back_counts_and_each_line_begins_anew(vocabulary: Vocabulary) -> None:
    assert lift(vocabulary, "x" * 20, held="x" * 5) == lift(vocabulary, "x" * 25)
    assert lift(vocabulary, f"{'x' * 25}\nx") == 0.0
    assert lift(vocabulary, "x", left=f"{LINES}{'x' * 24}") == lift(vocabulary, "x" * 25)


def test_a_line_without_a_word_does_not_end(vocabulary: Vocabulary) -> None:
    assert lift(vocabulary, '"') == -np.inf


def test_prose_is_left_alone(vocabulary: Vocabulary) -> None:
    assert lift(vocabulary, "x" * 80, left="He went to the sea.\n" * 4) == 0.0
