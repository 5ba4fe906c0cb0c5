from typing import Any

import numpy as np
import pytest

from trainer.corpus.tokenizer import END_ID, Pieces, learn_tokenizer
from trainer.predicting.sampling import draw, joined, write_text


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


class Scripted:
    """A predictor whose likeliest tokens are told beforehand."""

    units, right_tokens, distances = 1, 0, None

    def __init__(self, size, likely):
        self.size, self.likely, self.read = size, list(likely), []

    def initial_states(self, batch):
        return []

    def read_left(self, tokens, states):
        self.read += tokens[0].tolist()
        return np.zeros((1, tokens.shape[1], 1), np.float32), states

    def read_right(self, tokens):
        raise AssertionError("nothing stands behind")

    def logits(self, left, right):
        logits = np.zeros((1, self.size), np.float32)
        for rank, token in enumerate(self.likely.pop(0)):
            logits[0, token] = 9.0 - rank
        return logits


def test_after_a_space_the_next_word_begins_and_there_is_no_second_space():
    tokenizer = learn_tokenizer(["I walked and I walked home, home"] * 9, vocabulary_size=300)
    ids = {text: tokenizer.encode(text).ids[0] for text in (" walked", " home", ",")}
    model = Scripted(tokenizer.get_vocab_size(), [[ids[","], ids[" home"]], [0]])
    text = write_text(model, tokenizer, "I walked ", 0, 9, temperature=0.0)
    assert joined("I walked ", text) == "I walked home"
    assert tokenizer.decode(model.read) == "I walked home"


def test_models_of_letters_keep_the_space_that_was_typed():
    tokenizer = learn_tokenizer(["I walked"], pieces="characters")
    model = Scripted(tokenizer.get_vocab_size(), [[tokenizer.token_to_id("I")], [0]])
    assert joined("I ", write_text(model, tokenizer, "I ", 0, 9, temperature=0.0)) == "I I"


def test_whole_words_are_written_as_people_write_them():
    text = 'It is late , " said Ann ( who \'s here ) . " Go !\nWell'
    tokenizer = learn_tokenizer([text], pieces="words")
    ids = tokenizer.encode(text).ids
    model = Scripted(tokenizer.get_vocab_size(), [[token] for token in [*ids, 0]])
    written = write_text(model, tokenizer, '" Well', 0, 99, temperature=0.0)
    assert '" Well' + written == '" Well It is late," said Ann (who\'s here). "Go!\nWell'
