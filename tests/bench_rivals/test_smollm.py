"""SmolLM2's tokens become words that agree with what is typed. A model of four phrases stands for it."""

import pytest

from desktop.engine.decoding.suggest import SuggestSettings
from tests.bench.rivals.smollm import SmolLm

PIECES = ["", "The", " old", " man", " m", "ate", " mar", "in", "er", ".", "\n", " sat", " s"]
# What follows each piece, and how likely.
AFTER = {
    "The": {" old": 0.7, " man": 0.2, " m": 0.1},
    " old": {" man": 0.4, " m": 0.3, " mar": 0.2, ".": 0.1},
    " man": {" sat": 0.9, ".": 0.1},
    " m": {"ate": 0.9, "er": 0.1},
    "ate": {" sat": 1.0},
    " mar": {"in": 1.0},
    "in": {"er": 1.0},
    "er": {" sat": 1.0},
    " sat": {".": 1.0},
    ".": {"\n": 1.0},
}


class FourPhrases:
    """Answers as the program does."""

    pieces = PIECES

    def encode(self, text):
        ids = []
        while text:
            piece = max((one for one in PIECES if one and text.startswith(one)), key=len)
            ids.append(PIECES.index(piece))
            text = text[len(piece) :]
        return ids

    def next(self, ids, among, top):
        found = [(PIECES.index(piece), share) for piece, share in AFTER[PIECES[ids[-1]]].items()]
        found = [one for one in found if among is None or one[0] in among]
        return sorted(found, key=lambda one: -one[1])[:top]


@pytest.fixture
def rival():
    return SmolLm(FourPhrases())


def suggest(rival, left, precision=0.01, words=1, asked=False):
    found = rival.suggest(left, "", SuggestSettings(precision=precision, max_words=words, asked=asked))
    return {one.text: pytest.approx(one.probability) for one in found}


def test_next_words_come_without_the_space_that_stands_there(rival):
    assert suggest(rival, "The ") == {"old": 0.7, "man": 0.2, "mate": 0.09, "mer": 0.01}


def test_a_half_typed_word_is_completed_by_all_tokens_that_agree(rival):
    # " man", " m" and " mar" agree with " m", and hold 0.9 before that.
    assert suggest(rival, "The old m") == {
        "an": 0.4 / 0.9,
        "ate": 0.27 / 0.9,
        "ariner": 0.2 / 0.9,
    }


def test_tokens_shorter_than_what_is_typed_agree_too(rival):
    assert suggest(rival, "The old mat", asked=True) == {"e": 1.0}


def test_a_ghost_saves_a_key_as_in_the_desk(rival):
    assert suggest(rival, "The old mat") == {}
    assert suggest(rival, "The ol", precision=0.5) == {}
    assert next(iter(suggest(rival, "The old mat", words=5))) == "e sat."


def test_a_whole_word_is_followed_by_the_next_with_its_space(rival):
    assert suggest(rival, "The old man") == {" sat": 0.9, ".": 0.1}


def test_a_ghost_grows_to_the_end_of_the_paragraph_and_no_further(rival):
    assert next(iter(suggest(rival, "The old m", words=5))) == "an sat."


def test_a_ghost_stays_as_sure_as_was_asked(rival):
    assert suggest(rival, "The old m", precision=0.42, words=5) == {
        "an": 0.4 / 0.9,
        "ate": 0.27 / 0.9,
        "ariner": 0.2 / 0.9,
    }
