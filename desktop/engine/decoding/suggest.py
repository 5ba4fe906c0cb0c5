"""Suggestions: the next words at the cursor, from beam search to the text that Tab inserts."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from desktop.engine.decoding.beam import BeamSearch, Completion, Limits
from desktop.engine.decoding.context import Context
from desktop.engine.decoding.implied_spaces import ImpliedSpaces
from desktop.engine.decoding.quote_guard import misplaces_quotes
from desktop.engine.decoding.typography import Typography, for_model
from desktop.engine.habits.code import is_in_code
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.words import (
    begins_word,
    count_words,
    is_ideograph,
    is_in_address,
    is_letter,
    is_unspaced,
    repeats,
)

# Enough of the text after the cursor to notice that a ghost repeats it.
_RIGHT = 200
# First words searched beyond those asked for: some repeat what stands after the cursor or are other endings
# of a word that is whole.
_SPARE = 3
_APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
# "And" without its first and last letters, as in rock 'n' roll: no contraction follows. One may follow other
# letters behind an apostrophe, which may be a quote ("'I'm").
_AND = re.compile(r"['\u2018\u2019]n['\u2019]$", re.IGNORECASE)
# Alternatives below this are noise.
_LEAST_ALTERNATIVE = 0.005
# From this probability on, the word before the cursor is taken to be whole.
_WHOLE = 0.5
# A ghost grows by what is so likely: a mark behind the text before it, further words behind the first one,
# all together. A wrong mark makes the whole ghost wrong, for the one key that any mark takes anyway.
LIKELY = 0.4
# Ideographs that make one entry of a list of words, as long as each is likelier behind the others than not.
_IDEOGRAPHS_A_WORD = 4


@dataclass(frozen=True)
class Suggestion:
    """What the desk offers at the cursor.

    Attributes:
        text: Exactly what Tab inserts: the rest of a half-typed word, a leading space where one is needed.
        probability: Of the whole text, given what is typed (0 to 1).
    """

    text: str
    probability: float


@dataclass(frozen=True)
class SuggestSettings:
    """How much to suggest, and how sure to be.

    Attributes:
        max_words: The longest ghost, in words.
        alternatives: At most so many suggestions, each with another first word.
        precision: Share of the ghosts (first suggestions) that are to be wholly right, as the bundle's
            calibration tells; without one, the least probability of the whole text. The ghost grows while it
            is so sure; when its first word alone falls below, nothing is suggested.
        asked: Whether the writer has asked. Then all alternatives come with their own probabilities, which
            may lie below. If not, only those come that are as sure as a ghost has to be, which takes fewer
            steps; and there is no ghost that saves no key beyond the one that takes it, none in a text of
            another language, and none inside an address or in code.
        one_word: A list of words to choose from: one word each, without the marks behind it, however little
            it saves, as long as it has half a percent. Chinese has no spaces to tell what a word is; there it
            is what is likely to stand together.
    """

    max_words: int = 5
    alternatives: int = 4
    precision: float = 0.35
    asked: bool = False
    one_word: bool = False


NEXT_WORDS = SuggestSettings(max_words=1, alternatives=5, precision=0.0, one_word=True)


def suggest(
    vocabulary: Vocabulary,
    context: Context,
    left: str,
    right: str,
    settings: SuggestSettings,
    probability: float,
    is_stale: Callable[[], bool],
) -> list[Suggestion]:
    """Words that fit between `left` and `right`, likeliest first word first.

    Nothing is suggested at the beginning of a text or inside a word, nor when nothing is sure enough.

    Args:
        vocabulary: Spells.
        context: Reads.
        left: The text before the cursor.
        right: The text after it.
        settings: How much to suggest.
        probability: How probable the first suggestion has to be.
        is_stale: Asked before each model step; True gives the search up.
    """
    if left[-1:].isspace() and begins_word(right):
        if left[-1:] == "\n" and not settings.asked:
            return []  # whoever has parted two paragraphs puts nothing in yet
        right = f" {right}"  # what is put in before a word needs a space behind it, too
    if not left.strip() or _is_inside_word(left, right) or min(settings.max_words, settings.alternatives) < 1:
        return []
    if not settings.asked and (is_in_address(left) or is_in_code(left, right)):
        return []
    read, following = for_model(left, right)
    cursor = context.cursor(read, following)
    words = settings.max_words
    if settings.one_word:
        words = _IDEOGRAPHS_A_WORD if vocabulary.is_ideographic else 1
        probability = max(probability, _LEAST_ALTERNATIVE)
    wants_all = settings.asked or settings.one_word
    first = min(_LEAST_ALTERNATIVE, probability) if wants_all else probability
    growth = 0.0 if vocabulary.is_ideographic else LIKELY
    limits = Limits(words, settings.alternatives + _SPARE, probability, first, growth)
    search = BeamSearch(vocabulary, cursor, limits)
    found = search.run(is_stale)
    if vocabulary.is_ideographic:
        found = {text: one for text, one in found.items() if not misplaces_quotes(text, read)}
    following = vocabulary.normalize(following[:_RIGHT])
    if _AND.search(left[-3:]):
        found = {text: one for text, one in found.items() if not _goes_on(text)}
    chosen = _choose(found, search.whole, following, settings, probability)
    return _written(chosen, left, right, vocabulary, settings, probability)


def saves_a_key(text: str) -> bool:
    """Whether a ghost saves a key beyond the one that takes it. An ideograph takes several keys to type."""
    return len(text) > 1 or is_ideograph(text)


def _is_inside_word(left: str, right: str) -> bool:
    """Whether the word after the cursor stands where the suggestion's last one has to end.

    What an apostrophe joins to a word belongs to it: nothing fits between "Anna" and "'s hand".
    """
    rest = right[1:] if right[:1] in _APOSTROPHES and is_letter(left[-1:]) else right
    return is_letter(rest[:1]) and not is_unspaced(left[-1:])


def _choose(
    found: dict[str, Completion], whole: float, right: str, settings: SuggestSettings, least: float
) -> list[list[Completion]]:
    """For each of the likeliest first words, the texts that are sure enough, each one longer by a word."""
    after: dict[str, list[Completion]] = defaultdict(list)
    for completion in found.values():
        grows_into_right = is_letter(completion.text[-1]) and is_letter(right[:1])
        if not grows_into_right and not repeats(completion.text, right):
            after[completion.before].append(completion)
    firsts = sorted(after[""], key=lambda completion: completion.probability, reverse=True)
    if whole >= _WHOLE:
        # Behind "the" any next word is less likely than "their", as there are so many, yet it is what the
        # writer waits for.
        next_words = [first for first in firsts if not _goes_on(first.text)]
        if next_words and next_words[0].probability >= least:
            firsts = next_words
    if not firsts or firsts[0].probability < least:
        return []
    # "The" beside "the" is no other way to go on.
    ways: dict[str, Completion] = {}
    for first in firsts:
        ways.setdefault(first.text.lower(), first)
    chosen = list(ways.values())[: settings.alternatives]
    if settings.one_word:
        return [[_grown(first, after)] for first in chosen]
    return [_extend(first, after, least) for first in chosen]


def _goes_on(text: str) -> bool:
    """Whether a text goes on with the word before the cursor."""
    return is_letter(text[0]) or (text[0] == "'" and text[1:2].isalnum())


def _extend(first: Completion, after: dict[str, list[Completion]], least: float) -> list[Completion]:
    """Append the likeliest next word or mark as long as the whole stays sure enough, and that is likely.

    Of Chinese, whose words are some ideographs each, as long as the whole stays sure enough.
    """
    chain, best = [first], first
    while after[best.text]:
        longer = max(after[best.text], key=lambda completion: completion.probability)
        grown = longer.text[len(best.text) :]
        before = first if any(map(str.isalnum, grown)) else best
        likely = 0.0 if is_unspaced(grown[-1]) else LIKELY * before.probability
        if longer.probability < max(least, best.paragraph_end, likely):
            break
        best = longer
        chain.append(best)
    return chain


def _grown(first: Completion, after: dict[str, list[Completion]]) -> Completion:
    """A word; an ideograph with those that stand behind it more often than not."""
    word = first
    while is_ideograph(word.text[-1]):
        longer = [one for one in after[word.text] if is_ideograph(one.text[-1])]
        best = max(longer, key=lambda completion: completion.probability, default=None)
        if best is None or best.probability < 0.5 * word.probability:
            break
        word = best
    return word


def _opens(text: str, left: str, typography: Typography) -> bool:
    """Whether a text ends with a quote that opens. Where spaces tell, the search has left such texts out."""
    if text[-1] in "\u201c\u2018":
        return True
    if text[-1] not in "\"'" or not is_unspaced(text[-2:-1]):
        return False
    return typography.opens(text[-1], left + text[:-1])


def _well_ended(chain: list[Completion]) -> Completion:
    """The last of texts that grow, or an earlier one that ends with a mark and is not less than half of it.

    Only ideographs are left out: what a clause's first one or two say is not told before the others come.
    """
    last = chain[-1].text
    if is_ideograph(last[-1]):
        for completion in reversed(chain):
            text = completion.text
            if not text[-1].isalnum() and 2 * count_words(text) >= count_words(last):
                return completion
    return chain[-1]


def _written(
    chosen: list[list[Completion]],
    left: str,
    right: str,
    vocabulary: Vocabulary,
    settings: SuggestSettings,
    least: float,
) -> list[Suggestion]:
    """The best text of each of `chosen` as the writer would write it, the ghost first.

    What looks the same then comes once.
    """
    typography = Typography(left, right)
    offered: dict[str, float] = {}
    for chain in chosen:
        best = _well_ended([one for one in chain if not _opens(one.text, left, typography)] or chain[:1])
        # Some that the model tells apart are one text on the page: dots of an ellipsis.
        text = (
            ImpliedSpaces(typography.speaks(left)).all_joined(best.text)
            if vocabulary.implies_spaces
            else best.text
        )
        offered.setdefault(typography.apply(text, left), best.probability)
    # Where a dash begins what is said, quotes come to nothing.
    suggestions = [Suggestion(text, probability) for text, probability in offered.items() if text]
    if settings.asked or settings.one_word:
        return suggestions
    # Where the likeliest word saves no key, another one may.
    worth = (one for one in suggestions if one.probability >= least and saves_a_key(one.text))
    ghost = next(worth, None)
    return [ghost, *(one for one in suggestions if one is not ghost)] if ghost else []
