"""Steps that are taken once, against the model's own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from desktop.engine.engine import Engine
from desktop.engine.model import steps as module
from desktop.engine.model.model import Advancing, State, softmax
from desktop.engine.model.steps import Steps

VOCABULARY = 9


@dataclass(frozen=True)
class OneWay:
    state: State
    row: int
    token: int


class Counted(Advancing):
    """A model whose logits tell all tokens that were read; it notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        self.asked += tokens
        (read,) = state
        read = read * VOCABULARY + np.array(tokens)
        return np.sin(read[:, None] * np.arange(1, VOCABULARY + 1)), (read,)


def start() -> State:
    return (np.zeros(1, np.int64),)


@pytest.mark.parametrize("most", [module.MOST_KEPT, 3, 1])
def test_whatever_is_kept_steps_are_the_models(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", most)
    steps, random = Steps(Counted()), np.random.default_rng(4)
    known: list[tuple[State, int, tuple[int, ...]]] = [(start(), 0, ())]
    for _ in range(60):
        chosen = [known[at] for at in random.integers(len(known), size=4)]
        tokens = random.integers(VOCABULARY, size=4).tolist()
        taken = steps.take([OneWay(s, row, t) for (s, row, _), t in zip(chosen, tokens, strict=True)])
        for (_, _, path), token, step in zip(chosen, tokens, taken, strict=True):
            expected = start()
            for one in (*path, token):
                logits, expected = Counted().advance(expected, [one])
            np.testing.assert_allclose(step.probabilities, softmax(logits)[0])
            assert step.state[0][step.row] == expected[0][0]
            if len(path) < 6:
                known.append((step.state, step.row, (*path, token)))


def test_a_step_is_taken_once() -> None:
    model, place = Counted(), start()
    steps = Steps(model)
    first = steps.take([OneWay(place, 0, 3), OneWay(place, 0, 5)])
    second = steps.take([OneWay(place, 0, 7), OneWay(place, 0, 5), OneWay(first[0].state, first[0].row, 5)])
    assert model.asked == [3, 5, 7, 5]
    assert second[1] is first[1]
    assert steps.take([]) == []


def test_the_letters_of_a_word_and_the_list_of_next_words_share_steps(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    advance = engine._context._model.advance

    def counted(state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        asked.extend(tokens)
        return advance(state, tokens)

    monkeypatch.setattr(engine._context._model, "advance", counted)
    text = "She opened the door and "
    found = []
    for end in ("w", "wa", "wal"):
        asked.clear()
        found.append((engine.suggest(text + end), len(asked)))
    anew = []
    for end in ("w", "wa", "wal"):
        engine.forget()
        asked.clear()
        anew.append((engine.suggest(text + end), len(asked)))
    assert [[one.text for one in words] for words, _ in found] == [
        [one.text for one in words] for words, _ in anew
    ]
    assert sum(steps for _, steps in found) < sum(steps for _, steps in anew)
