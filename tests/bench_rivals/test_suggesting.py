"""The rivals as something that suggests: they offer what fits, as the desk would write it."""

import pytest

from desktop.engine.decoding.suggest import SuggestSettings
from tests.bench.rivals.fivegram import FiveGram
from tests.bench.rivals.growing import Found, Growing, endings_or_next
from tests.bench.rivals.presage import rest_of
from tests.bench.rivals.word_model import WordModel

STORY = (
    "The old captain sat by the harbour.\n"
    '"Good evening, Captain," said the boy.\n'
    "The old captain sat by the harbour, and the boy sat by the fire.\n"
) * 5
ALL = SuggestSettings(precision=0.05)


@pytest.fixture(scope="module")
def rival():
    return FiveGram(WordModel.train([STORY], rarest=1))


@pytest.mark.parametrize(
    ("left", "wanted"),
    [
        ("The old ", "captain"),
        ("The old capt", "ain"),
        ("The old captain", " sat"),
        ('"Good ', "evening"),
        ('"', "Good"),
        ("Good evening", ","),
    ],
)
def test_the_likeliest_word_comes_with_the_space_it_needs(rival, left, wanted):
    assert rival.suggest(left, "", ALL)[0].text.startswith(wanted)


def test_a_ghost_grows_only_while_the_whole_is_sure_enough(rival):
    long, short = (rival.suggest("The old ", "", SuggestSettings(precision=p))[0] for p in (0.05, 0.8))
    assert long.text.startswith(short.text)
    assert len(long.text) > len(short.text)
    assert short.probability >= 0.8


def test_a_ghost_has_no_more_words_than_wanted(rival):
    ghost = rival.suggest("The old ", "", SuggestSettings(precision=0.01, max_words=2))[0].text
    assert len(ghost.split()) == 2


def test_alternatives_are_different_words_likeliest_first(rival):
    found = rival.suggest("by the ", "", SuggestSettings(precision=0.01, max_words=1))
    shares = [one.probability for one in found]
    assert shares == sorted(shares, reverse=True)
    assert len({one.text for one in found}) == len(found)


def test_nothing_is_offered_in_a_word_or_at_the_beginning(rival):
    assert rival.suggest("The ca", "tain", ALL) == []
    assert rival.suggest(" ", "", ALL) == []


def test_no_suggestion_ends_with_an_opening_quote(rival):
    for left in ("The boy sat by the fire.\n", "said the boy.\n", "harbour. "):
        assert all(not one.text.endswith(('"', "(")) for one in rival.suggest(left, "", ALL))


def test_what_begins_like_nothing_known_is_no_error(rival):
    assert isinstance(rival.suggest("The old Zyx", "", ALL), list)


def test_a_word_that_is_whole_gives_way_to_what_follows():
    ending, following = Found("ir", 0.3, None), Found(" boy", 0.1, None)
    assert endings_or_next([ending], [following], 0.6) == [following]
    assert endings_or_next([ending], [following], 0.2) == [ending, following]


class _Counting(Growing):
    asked = 0

    def firsts(self, left, count):
        self.asked += 1
        return [Found("a", 0.5, None)]

    def longer(self, found):
        return None


def test_answers_are_kept_until_they_are_to_be_forgotten():
    rival = _Counting()
    for _ in range(2):
        rival.suggest("Once", "", ALL)
    assert rival.asked == 1
    rival.forget()
    rival.suggest("Once", "", ALL)
    assert rival.asked == 2


@pytest.mark.parametrize(
    ("word", "left", "rest"),
    [
        ("captain", "the cap", "tain"),
        ("captain", "the ", "captain"),
        ("the", "He sat. ", "The"),
        ("i", "and ", "I"),
        ("i'll", "and ", "I'll"),
        ("harbour", "the cap", ""),
        ("captain", "Cap", "tain"),
    ],
)
def test_presage_words_become_what_is_still_to_be_typed(word, left, rest):
    assert rest_of(word, left) == rest
