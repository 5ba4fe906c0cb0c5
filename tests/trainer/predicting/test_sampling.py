from typing import Any

import numpy as np
import pytest

from trainer.corpus.tokenizer import END_ID, Pieces, learn_tokenizer
from trainer.predicting.sampling import draw, write_text


def logits(*probabilities):
    return np.log(np.array(probabilities, np.float32))


def test_temperature_zero_takes_the_likeliest():
    assert draw(logits(0.2, 0.5, 0.3), np.random.default_rng(0), 0.0, 1.0) == 1


def test_only_the_likely_tokens_are_drawn():
    rng = np.random.default_rng(0)
    drawn = {draw(logits(0.5, 0.3, 0.15, 0.05), rng, 1.0, 0.7) for _ in range(300)}
    assert drawn == {0, 1}


def test_tokens_come_as_often_as_they_are_likely():
    rng = np.random.default_rng(0)
    drawn = np.bincount([draw(logits(0.6, 0.3, 0.1), rng, 1.0, 1.0) for _ in range(4000)], minlength=3)
    assert drawn / 4000 == pytest.approx([0.6, 0.3, 0.1], abs=0.03)


def test_a_low_temperature_sharpens():
    rng = np.random.default_rng(0)
    drawn = [draw(logits(0.6, 0.4), rng, 0.1, 1.0) for _ in range(300)]
    assert np.mean(np.array(drawn) == 0) > 0.95


class Parrot:
    """A predictor that says the tokens of a text one after the other, whatever it has read."""

    def __init__(self, ids: list[int], vocabulary: int):
        self.ids, self.vocabulary = ids, vocabulary
        self.units, self.right_tokens, self.distances = 1, 0, None

    def initial_states(self, batch: int) -> list[Any]:
        return []

    def read_left(self, tokens: Any, states: list[Any]) -> tuple[Any, list[Any]]:
        return np.zeros((*tokens.shape, 1), np.float32), states

    def read_right(self, tokens: Any) -> Any:
        raise AssertionError("nothing follows")

    def logits(self, left: Any, right: Any) -> Any:
        return np.eye(self.vocabulary, dtype=np.float32)[[self.ids.pop(0)]]


@pytest.mark.parametrize(
    ("pieces", "prompt", "said", "written"),
    [
        ("words", "The sea", "was calm", " was calm"),
        ("words", "", "The sea", "The sea"),
        ("bytes", "The sea", " was calm", " was calm"),
        ("characters", "The s", "ea was", "ea was"),
    ],
)
def test_what_is_written_goes_on_where_the_prompt_ends(
    pieces: Pieces, prompt: str, said: str, written: str
) -> None:
    tokenizer = learn_tokenizer(["The sea was calm."] * 9, pieces, 300)
    ids = [*tokenizer.encode(said).ids, END_ID]
    parrot = Parrot(ids, tokenizer.get_vocab_size())
    assert write_text(parrot, tokenizer, prompt, END_ID, 20, temperature=0.0) == written


@pytest.mark.parametrize("pieces", ["words", "bytes", "characters"])
def test_a_text_ends_with_a_whole_word(pieces: Pieces) -> None:
    tokenizer = learn_tokenizer(["The sea was calm."] * 9, pieces, 300)
    parrot = Parrot(tokenizer.encode(" was calm The sea").ids, tokenizer.get_vocab_size())
    assert write_text(parrot, tokenizer, "The sea", END_ID, 20, temperature=0.0, words=2) == " was calm"
