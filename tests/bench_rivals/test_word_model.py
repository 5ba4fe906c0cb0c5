"""The model of words: how it cuts a text, and that nothing of it is left uncounted."""

import numpy as np
import pytest

from tests.bench.rivals.word_model import END, Spelling, WordModel, tokens_of

STORY = (
    'The old man sat by the sea.\n"Good evening," said the boy.\n"Good evening," said the old man. The sea '
    "was calm, and the boy sat by the old man.\n"
) * 4


def test_marks_keep_the_space_before_them_and_words_do_not():
    assert tokens_of('He said, "No."') == ["He", "said", ",", ' "', "No", ".", '"']


def test_a_quote_that_begins_a_line_opens():
    assert tokens_of('Yes.\n"No."') == ["Yes", ".", "\n", ' "', "No", ".", '"']


def test_apostrophes_and_hyphens_join():
    assert tokens_of("I don't like well-known men") == ["I", "don't", "like", "well-known", "men"]


def test_words_with_the_same_beginning_stand_together():
    model = WordModel.train([STORY], rarest=1)
    assert model.words == sorted(model.words)


def test_rare_words_are_unknown_and_still_cost_something():
    model = WordModel.train([STORY + "Zebra."], rarest=2)
    known, unknown = model.losses(["The old man sat."]), model.losses(["The old zebra sat."])
    assert unknown[1].sum() == 1
    assert np.isfinite(unknown[0]).all()
    assert unknown[0][unknown[1]][0] > known[0].max()


def test_every_token_of_every_document_is_counted():
    model = WordModel.train([STORY], rarest=1)
    losses, _ = model.losses(["The old man.", "The sea."])
    assert len(losses) == len(["The", "old", "man", ".", END, "The", "sea", "."])


def test_all_spellings_together_are_no_more_than_certain():
    spelling = Spelling.train(["ab", "ba", "aab", "b", "abab"])
    likely = sum(
        np.exp(spelling.log_probability(word))
        for length in range(1, 6)
        for word in (
            f"{number:0{length}b}".replace("0", "a").replace("1", "b") for number in range(2**length)
        )
    )
    assert 0.3 < likely <= 1 + 1e-6


def test_strange_letters_make_a_word_unlikely():
    spelling = Spelling.train(["ab", "ba", "aab"])
    assert spelling.log_probability("ag") < spelling.log_probability("ab") - 10


def test_a_saved_model_is_the_same(tmp_path):
    model = WordModel.train([STORY + "A zebra."], rarest=2)
    model.save(tmp_path)
    loaded = WordModel.load(tmp_path)
    text = ["The old zebra sat by\nthe sea."]
    assert loaded.words == model.words
    assert loaded.losses(text)[0] == pytest.approx(model.losses(text)[0])
