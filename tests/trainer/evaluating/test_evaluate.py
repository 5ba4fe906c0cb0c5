"""Measures checked against predictors whose answers are known."""

import numpy as np
import pytest

from trainer.corpus.tokenizer import END_ID, learn_tokenizer
from trainer.errors import CorpusError
from trainer.evaluating.evaluate import WordStarts, evaluate, perplexity

TEXT = ["The mill stood by the river.", '"Come in," she said, and the door closed behind them.'] * 30


@pytest.fixture(scope="module")
def tokenizer():
    return learn_tokenizer(iter(TEXT), "bytes", 300, False)


@pytest.fixture(scope="module")
def tokens(tokenizer):
    return np.array([END_ID, *tokenizer.encode("\n".join(TEXT)).ids], np.int32)


class Oracle:
    """A predictor that finds where it is in the text and gives `sure` of the probability to what follows.

    Its state is the number of tokens read; with a right side it is quite sure.
    """

    units, right_tokens, distances = 1, 8, None

    def __init__(self, tokens, vocabulary, sure):
        self.tokens, self.vocabulary, self.sure = tokens, vocabulary, sure

    def initial_states(self, batch):
        length = (len(self.tokens) - 1) // batch
        return [np.arange(batch, dtype=np.float32)[:, None] * length]

    def read_left(self, tokens, states):
        places = states[0] + np.arange(1, tokens.shape[1] + 1, dtype=np.float32)
        return places[..., None], [states[0] + tokens.shape[1]]

    def read_right(self, tokens):
        return np.ones((len(tokens), 1), np.float32)

    def logits(self, left, right):
        sure = 0.999 if right is not None else self.sure
        rest = (1.0 - sure) / (self.vocabulary - 1)
        probabilities = np.full((len(left), self.vocabulary), rest, np.float32)
        following = self.tokens[np.minimum(left[:, 0].astype(int), len(self.tokens) - 1)]
        probabilities[np.arange(len(left)), following] = sure
        return np.log(probabilities)


def measured(tokenizer, tokens, sure):
    size = tokenizer.get_vocab_size()
    words = sum(len(line.split()) for line in TEXT)
    return evaluate(Oracle(tokens, size, sure), tokenizer, tokens, words, sample=40)


def test_perplexity_is_the_inverse_of_the_probability_given(tokenizer, tokens):
    found = measured(tokenizer, tokens, 0.25)
    assert found.token_perplexity == pytest.approx(4.0, rel=1e-3)
    assert found.word_perplexity == pytest.approx(4.0 ** (found.tokens / found.words), rel=1e-2)
    assert perplexity(Oracle(tokens, tokenizer.get_vocab_size(), 0.25), tokens) == pytest.approx(
        4.0, rel=1e-3
    )


def test_a_knowing_model_is_always_right(tokenizer, tokens):
    found = measured(tokenizer, tokens, 0.9)
    assert (found.top1, found.top3, found.top5, found.top1_both) == (1.0, 1.0, 1.0, 1.0)


def test_a_guessing_model_is_hardly_ever_right(tokenizer, tokens):
    size = tokenizer.get_vocab_size()
    found = measured(tokenizer, tokens, 0.5 / size)
    assert found.top5 < 0.2


def test_the_text_after_the_cursor_is_used(tokenizer, tokens):
    found = measured(tokenizer, tokens, 0.25)
    assert found.word_perplexity_both < 1.1 < found.word_perplexity_nothing


def test_words_are_found_with_their_punctuation_left_out(tokenizer):
    ids = tokenizer.encode('\n"Come in," she said.\nThe door').ids
    spans = WordStarts(tokenizer).spans(np.array([END_ID, *ids]))
    texts = [tokenizer.decode([ids[n - 1] for n in range(*span)]).strip() for span in spans]
    assert texts == ["Come", "in", "she", "said", "The", "door"]


@pytest.mark.parametrize("marks_apart", [True, False])
def test_each_word_of_a_word_tokenizer_stands_alone(marks_apart):
    tokenizer = learn_tokenizer(iter(TEXT), "words", 300, marks_apart=marks_apart)
    ids = tokenizer.encode("The mill stood by the sea").ids
    spans = WordStarts(tokenizer).spans(np.array([END_ID, *ids]))
    assert spans == [(place, place + 1) for place in range(1, 7)]


def test_each_chinese_character_is_a_word():
    tokenizer = learn_tokenizer(["山高月小，水落石出。"], "characters", 100)
    ids = tokenizer.encode("山高，水落。").ids
    spans = WordStarts(tokenizer).spans(np.array([END_ID, *ids]))
    assert spans == [(1, 2), (2, 3), (4, 5), (5, 6)]


def test_a_text_too_short_to_measure_is_named(tokenizer, tokens):
    with pytest.raises(CorpusError, match="give a longer one"):
        evaluate(Oracle(tokens, 300, 0.5), tokenizer, tokens[:50], 10)
