"""English suggested by a model that spells letter by letter."""

import re
from pathlib import Path

import pytest

from desktop.engine.decoding.context import Context
from desktop.engine.decoding.suggest import SuggestSettings, suggest
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.words import count_words
from tests.engine.conftest import load_vocabulary
from tests.engine.fake_models import SuffixModel
from tests.engine.tiny_story import STORY


@pytest.fixture(scope="module")
def letters(character_bundle: Path) -> Vocabulary:
    return load_vocabulary(character_bundle)


def offers(
    letters: Vocabulary, left: str, words: int = 5, precision: float = 0.3, story: str = STORY
) -> list[str]:
    model = SuffixModel([0, *letters.encode(story)], len(letters.pieces))
    context = Context(model, letters, end=0)
    settings = SuggestSettings(max_words=words, precision=precision)
    return [one.text for one in suggest(letters, context, left, "", settings, precision, lambda: False)]


@pytest.mark.parametrize(
    ("left", "ghost"),
    [
        ("It was late when she opened the win", "dow and looked out at"),
        ("The old sailor looked at the s", "ea for a long time."),
        ("I don", "'t know why.\""),
        ("He didn", "'t speak of it."),
        ("She sat down by the fire and", " thought about the three ships."),
    ],
)
def test_half_typed_words_are_completed_and_followed_by_others(
    letters: Vocabulary, left: str, ghost: str
) -> None:
    assert offers(letters, left)[0] == ghost


def test_a_ghost_never_stops_inside_a_word(letters: Vocabulary) -> None:
    for end in range(20, len(STORY), 7):
        for ghost in offers(letters, STORY[:end], precision=0.05):
            if STORY.startswith(ghost, end):
                last = end + len(ghost) - 1
                assert not re.match(r"\w'?\w|'\w", STORY[last : last + 3])


@pytest.mark.parametrize("words", [1, 3, 8])
def test_as_many_words_are_found_as_may_be(letters: Vocabulary, words: int) -> None:
    (ghost, *_) = offers(letters, "Every morning she opened the door", words=words, precision=0.1)
    assert count_words(ghost) == words
    assert STORY.find("opened the door" + ghost) > 0


def test_a_whole_word_is_followed_by_the_next_one_rather_than_lengthened(letters: Vocabulary) -> None:
    # "then" is likelier than any of the words that may follow "the", but not than all of them.
    story = "then. " * 6 + "the sea the sea the door the hill the house the water the fire the girl "
    assert offers(letters, "ship the", words=1, precision=0.1, story=story)[0] == " sea"
    assert offers(letters, "ship the", words=1, precision=0.25, story=story)[0] == "n."
