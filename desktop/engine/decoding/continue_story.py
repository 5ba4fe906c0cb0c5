"""Continuing the story: sampled words, streamed to the cursor."""

import codecs
import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from itertools import islice

import numpy as np

from desktop.engine.decoding.context import Cursor
from desktop.engine.decoding.healing import spell
from desktop.engine.decoding.implied_spaces import ImpliedSpaces
from desktop.engine.decoding.line_guard import LineGuard
from desktop.engine.decoding.missing import goes_on
from desktop.engine.decoding.name_guard import NameGuard
from desktop.engine.decoding.quote_guard import QuoteGuard
from desktop.engine.decoding.sampling import LoopGuard, Sampler
from desktop.engine.decoding.typography import Typography, for_model
from desktop.engine.model.model import Advancing, State, gather, softmax
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.shown import without_controls
from desktop.engine.words import (
    IDEOGRAPHS,
    WordCounter,
    count_words,
    ends_in_abbreviation,
    first_words,
    is_letter,
    is_unspaced,
)

# The text just before the cursor counts for the loop guard: an echo of the last sentence is a loop too.
_ECHO = 400
_RIGHT = 200
# So many words of the text after the cursor, come up again, mean that the gap is filled. Three words with
# spaces have five characters at least; three ideographs may be but a name.
_MEETING_WORDS = 3
_MEETING_CHARACTERS = 5
# Bounds a model that has no words to say; a word that is spelled has about six letters.
_MOST_PIECES_A_WORD = 12
# What is typed is a whole word if at least this share of the words that begin so end there. Half-typed words
# hold thousandths; the likeliest of them all, "a", some tenths.
_WHOLE = 0.05
_SENTENCE_TAIL = 16
_MOST_WAYS = 256  # to complete what is half typed
_SMALLEST = 1e-30  # keeps the logarithm of a zero probability finite
_QUOTES = ('"', "'")
_STRAIGHT = (b'"', b"'")
_CLOSERS = "\"'\u201d\u2019)]}）」』】》"
_CLOSING = re.compile(f"[{re.escape(_CLOSERS)}]+")
_SENTENCE_END = re.compile(rf"(?:[.!?](\.\.)?|[。！？．])[{re.escape(_CLOSERS)}]*$")
_GOING_ON = ",;，；、\n"
# Behind an ideograph, dots are those of an ellipsis, which has six.
_DOTS = re.compile(rf"[{IDEOGRAPHS}]\.{{1,5}}$")


@dataclass(frozen=True)
class ContinueSettings:
    """How to continue the story.

    Attributes:
        words: Stop at the first sentence end after so many words.
        temperature: Divides the logits: below 1 plays safe, above 1 is bold; 0 always takes the likeliest.
        min_p: Never take a word of less than this share of the likeliest one's probability, 0 to 1.
        seed: The same seed, text and model give the same story; None gives another one each time.
        bridge: About `words` words are missing before the text after the cursor. A model that has learned to
            be told so is told, counted down token by token; and where that text goes on in mid-sentence, the
            story ends with the first word that is enough.
        most: Where a continuation stops in mid-sentence; 0 for a quarter and 20 words later.
    """

    words: int = 100
    temperature: float = 0.8
    min_p: float = 0.05
    seed: int | None = None
    bridge: bool = False
    most: int = 0

    @property
    def most_words(self) -> int:
        """Where a continuation stops in mid-sentence."""
        return self.most or self.words + self.words // 4 + 20


def continue_story(
    model: Advancing,
    vocabulary: Vocabulary,
    cursor: Cursor,
    left: str,
    right: str,
    settings: ContinueSettings,
    names: NameGuard,
) -> Iterator[str]:
    """Text that goes on from `cursor`, in pieces, as it is sampled.

    Args:
        model: Predicts.
        vocabulary: Spells.
        cursor: The model between `left` and `right`, as `for_model` gives them.
        left: The text before the cursor, for its typography and for the loop guard.
        right: The text after it; the story stops where it comes up.
        settings: How long and how bold.
        names: Keeps people of other stories out.
    """
    typography = Typography(left, right)
    read, following = for_model(left, right)
    page = _Page(typography, left, vocabulary.normalize(following[:_RIGHT]))
    counter = WordCounter()
    sentence = ""  # the end of what was sampled, long enough to see a sentence end
    is_whole = False  # it ends with a sentence
    ends_anywhere = settings.bridge and goes_on(right, vocabulary, left)
    pieces = _sample(model, vocabulary, cursor, read, typography.speaks(left), settings, names)
    for piece in islice(pieces, settings.most_words * _MOST_PIECES_A_WORD):
        is_end = (
            _ends_sentence(sentence)
            or _breaks_off(sentence, piece)
            or (ends_anywhere and not is_letter(piece[:1]))
        )
        if counter.words >= settings.words and is_end and not page.closes(piece):
            is_whole = _ends_sentence(sentence)
            break
        counter.feed(piece)
        if counter.words > settings.most_words:
            break
        sentence = (sentence + piece)[-_SENTENCE_TAIL:]
        yield from page.write(piece)
        if page.met:
            break
    yield from page.close(right, is_whole)


class _Page:
    """Turns sampled text into what goes on the page, holding back what may stand after the cursor already.

    Attributes:
        met: The text after the cursor has come up, and was left out.
    """

    def __init__(self, typography: Typography, left: str, right: str) -> None:
        self._typography = typography
        self._before = _last_paragraph(left)
        self._opening, self._ending = typography.line_ends
        self._right = right
        meeting = first_words(right, _MEETING_WORDS)
        while len(meeting) < min(_MEETING_CHARACTERS, len(right)):
            meeting = first_words(right, count_words(meeting) + 1)
        self._meeting = meeting if count_words(meeting) > 1 else ""  # one word is no proof
        self._held = ""
        self._dots = ""  # what is held that waits for what makes it an ellipsis, or no apostrophe
        self.met = False

    def closes(self, piece: str) -> bool:
        """Whether `piece` still belongs to the sentence that has ended."""
        if piece in _QUOTES and self._typography.opens(piece, self._before + self._held):
            return False
        return _CLOSING.fullmatch(piece) is not None

    def write(self, text: str) -> Iterator[str]:
        """Add `text`; gives what can be shown."""
        text = self._held + text
        place = next((at for at in range(len(text)) if self._may_meet(text, at)), len(text))
        self.met = bool(self._meeting) and text.startswith(self._meeting, place)
        end = place if place < len(text) else place - self._typography.unfinished(text)
        self._held, self._dots = text[end:], text[end:place]
        yield from self._show(text[:end])

    def close(self, right: str, is_whole: bool) -> Iterator[str]:
        """The end: what is held back stands after the cursor, and a word there needs its space.

        Args:
            right: The text after the cursor.
            is_whole: A sentence has ended; if someone speaks it, that is all that is said.
        """
        yield from self._show(self._dots)
        if is_whole and not self.met and (closing := self._typography.closing(self._before, right)):
            self._before += closing
            yield closing
        last = self._before[-1:]
        if is_letter(right[:1]) and last and not last.isspace() and not is_unspaced(last):
            yield " "
        if self._ending and not self._opening:  # a paragraph was opened
            yield self._ending

    def _show(self, text: str) -> Iterator[str]:
        if text:
            shown = self._typography.apply(text, self._before)
            self._before = _last_paragraph(self._before + shown)
            yield self._opening + shown
            self._opening = ""

    def _may_meet(self, text: str, at: int) -> bool:
        """Whether the text after the cursor may begin with `text[at:]`."""
        before = text[at - 1] if at else self._before[-1:]
        if is_letter(before) and is_letter(text[at]):
            return False
        rest = text[at:]
        return self._right.startswith(rest) or (bool(self._meeting) and rest.startswith(self._meeting))


def _sample(
    model: Advancing,
    vocabulary: Vocabulary,
    cursor: Cursor,
    left: str,
    quoted: bool,
    settings: ContinueSettings,
    names: NameGuard,
) -> Iterator[str]:
    """An endless stream of sampled text, in whole characters; `quoted`: it begins inside of quotes."""
    sampler = Sampler(vocabulary.words, settings.temperature, settings.min_p, settings.seed)
    guard = LoopGuard(vocabulary)
    start = _set_out(model, vocabulary, cursor, sampler)
    # A word that was spelled anew does not count as said.
    said = left[-_ECHO:].rpartition(" ")[0] if start.spelled else left[-_ECHO:]
    for token in (*vocabulary.encode(said), *start.tokens):
        guard.observe(token)
    names.observe(left[-_ECHO:])
    barred = np.where(vocabulary.offered, 0.0, -np.inf).astype(np.float32)
    # Letters that a model of ideographs has met by accident; those of the writer's own words may come again.
    known = set(left[-_ECHO:])
    barred[[token for token, letter in vocabulary.stray.items() if letter not in known]] = -np.inf
    unspaced = np.where(vocabulary.spaced, -np.inf, barred).astype(np.float32)
    joined: Callable[[str], str] = str  # as it is
    if vocabulary.implies_spaces:
        bare = cursor.after_space and not start.spelled
        unspaced, joined = barred, ImpliedSpaces(quoted, bare).joined
    allowed = barred
    if start.word_ended:
        allowed = np.where(vocabulary.breaks > 0, barred, -np.inf).astype(np.float32)
    elif cursor.after_space and not start.spelled:
        allowed = unspaced
    quotes, lines = QuoteGuard(vocabulary, left), LineGuard(vocabulary, left)
    decode = codecs.getincrementaldecoder("utf-8")(errors="ignore").decode
    logits, state, piece = start.logits, start.state, start.spelled
    held = ""  # of a word that may be taken back
    last = left[-1:]
    retreat: _Retreat | None = None
    while True:
        text = joined(without_controls(decode(piece)))
        last = text[-1:] or last
        names.observe(text)
        quotes.observe(text)
        held += text
        if held and not names.is_open:
            lines.observe(held)
            yield held
            held, retreat = "", None
        guarded = quotes.apply(lines.apply(guard.apply(logits), held) + allowed)
        guarded = _unless_nothing_is_left(guarded, logits + allowed)
        named = names.apply(guarded)
        if named is None and retreat:
            logits, state, allowed, guard, names, held = retreat.back()
            guarded = _unless_nothing_is_left(guard.apply(logits) + allowed, logits + allowed)
            named = names.apply(guarded)
        if named is None:
            names.give_up()
            named = guarded
        token = sampler.pick(named)
        if names.is_word_beginning(token):
            retreat = _Retreat(token, logits, state, allowed, guard, names, held)
        guard.observe(token)
        piece = vocabulary.pieces[token]
        rows, state = model.advance(state, [token])
        logits = rows[0]
        allowed = unspaced if vocabulary.newline[token] or _opens(piece, last) else barred


def _opens(piece: bytes, before: str) -> bool:
    """Whether a token is a quote that opens, behind the character `before` ("" for none)."""
    return piece.strip() in _STRAIGHT and (before + piece.decode())[-2:-1].strip() == ""


def _unless_nothing_is_left(guarded: np.ndarray, unguarded: np.ndarray) -> np.ndarray:
    """The guarded logits; a guard gives way where it would leave nothing to say."""
    return guarded if guarded.max() > -np.inf else unguarded


class _Retreat:
    """Where to go back to when a word turns out as a name of another story."""

    def __init__(
        self,
        token: int,
        logits: np.ndarray,
        state: State,
        allowed: np.ndarray,
        guard: LoopGuard,
        names: NameGuard,
        held: str,
    ) -> None:
        """Remember where `token` was chosen."""
        self._logits = logits.copy()
        self._logits[token] = -np.inf
        self._rest = state, allowed, guard.copy(), copy(names), held

    def back(self) -> tuple[np.ndarray, State, np.ndarray, LoopGuard, NameGuard, str]:
        """Everything as it was, but for the token, which is barred."""
        state, allowed, guard, names, held = self._rest
        return self._logits, state, allowed, guard, names, held


@dataclass(frozen=True)
class _Start:
    """Where sampling sets out.

    Attributes:
        state: One row.
        logits: float32 [vocabulary].
        word_ended: A whole word stands before the cursor; it must not grow.
        spelled: New text, in UTF-8, that completes what was half typed.
        tokens: Of `spelled`.
    """

    state: State
    logits: np.ndarray
    word_ended: bool = False
    spelled: bytes = b""
    tokens: tuple[int, ...] = ()


def _set_out(model: Advancing, vocabulary: Vocabulary, cursor: Cursor, sampler: Sampler) -> _Start:
    """Decide whether the text before the cursor ends with a whole word or with a half-typed one.

    "the" stays "the" although "they" is possible; "Eliz", which the model would never end there, becomes
    "Elizabeth".
    """
    if not cursor.prefix:
        return _Start(cursor.state, cursor.logits)
    typed = cursor.prefix.decode()
    if typed.strip():
        share, logits, state = _read_as_typed(model, vocabulary, cursor)
        if share >= _WHOLE or not typed[-1].isalnum():
            return _Start(state, logits, word_ended=typed[-1].isalnum())
    ways = spell(vocabulary, cursor, _MOST_WAYS)
    if not ways:
        return _Start(cursor.state, cursor.logits)
    way = ways[sampler.choose(np.log([max(way.probability, _SMALLEST) for way in ways]))]
    rows, state = model.advance(gather([(way.state, way.row)]), [way.token])
    return _Start(state, rows[0], spelled=way.spelled[cursor.standing :], tokens=(way.token,))


def _read_as_typed(
    model: Advancing, vocabulary: Vocabulary, cursor: Cursor
) -> tuple[float, np.ndarray, State]:
    """Read the typed prefix as it stands: its share of the words that begin so, the logits, the state."""
    logits, state, rest = cursor.logits, cursor.state, cursor.prefix
    path, spelled = 1.0, 0.0  # probabilities of the text as it stands, and of all words that begin so
    for token in vocabulary.encode(cursor.prefix.decode()):
        q = softmax(logits)
        spelled += path * float(q[vocabulary.starting_with(rest)].sum())
        path *= float(q[token]) if vocabulary.offered[token] else 0.0
        rest = rest[len(vocabulary.pieces[token]) :]
        rows, state = model.advance(state, [token])
        logits = rows[0]
    whole = path * float(softmax(logits) @ vocabulary.breaks)
    # Where no word begins so, it is one of the writer's own.
    return whole / spelled if spelled else 1.0, logits, state


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not ends_in_abbreviation(text) and not _DOTS.search(text)


def _breaks_off(text: str, piece: str) -> bool:
    """Whether a paragraph ends behind `text` with a mark, as where someone is interrupted."""
    said = text.rstrip(_CLOSERS)
    return piece[:1] == "\n" and said != "" and not (said[-1].isalnum() or said[-1] in _GOING_ON)


def _last_paragraph(text: str) -> str:
    return text.rpartition("\n")[2]
