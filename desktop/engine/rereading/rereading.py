"""A whole text reread, and after each edit only what is new: the words edited, and those near them.

A text is cut into the passages of the mood line, which are the same ones soon behind an edit. What was found
in a passage is kept as long as it stands in the text with the same words around it.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from desktop.engine.model.model import Model
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.mood.passages import Passage, PassageCutter, starting_lines
from desktop.engine.rereading.phrases import phrases_of, said_again
from desktop.engine.rereading.places import ECHO_WORDS, Kind, Place, TextWords, Tint, is_slip, places, tints
from desktop.engine.rereading.surprise import AFTER, BEFORE, TOGETHER, Judge, Judged, Stretch
from desktop.engine.utf16 import utf16_length
from desktop.engine.words import find_words, is_mostly_ideographs, well_formed

# Passages whose words are counted, or that are looked up, between two looks at whether somebody waits.
_COUNTED = 20
_NO_SPANS = np.zeros((0, 2), np.int32)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a text, as windows count.

    Attributes:
        line: The number of its line, from 0.
        start: Where it begins in the line, in UTF-16 code units.
        length: How long it is, in the same.
    """

    line: int
    start: int
    length: int


@dataclass(frozen=True)
class Part:
    """What was found in some passages.

    Attributes:
        tints: Words that surprise: where, and how much.
        places: Places that stand out: where, and why.
        done: How many words of the text are read by now.
        whole: How many it has.
        foreign: How many of those read are in a language that the model has not learned.
    """

    tints: list[tuple[Spot, int]]
    places: list[tuple[Spot, Place]]
    done: int
    whole: int
    foreign: int = 0


@dataclass
class _Kept:
    """What was found in a passage, in its own characters; of one in another language, nothing."""

    is_foreign: bool
    tints: list[Tint] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    spans: np.ndarray = field(
        default_factory=lambda: _NO_SPANS
    )  # int32 [words, 2], where each begins and ends
    phrases: dict[int, int] = field(default_factory=dict)  # the hash of each


class Rereading:
    """Rereads one text, again and again. Owned by one thread."""

    def __init__(
        self, model: Model, vocabulary: Vocabulary, end: int, is_foreign: Callable[[str], bool]
    ) -> None:
        """Read with a model, without any memory of a story.

        Args:
            model: Predicts.
            vocabulary: Its tokens.
            end: The token that a text begins with.
            is_foreign: Whether a text is in a language that the model has not learned.
        """
        self._judge = Judge(model, vocabulary, end)
        self._is_foreign = is_foreign
        self._cutter = PassageCutter()
        self._counted: dict[str, Counter[str]] = {}
        self._kept: dict[Stretch, _Kept] = {}

    def read(
        self, text: str, is_stale: Callable[[], bool] = lambda: False
    ) -> Generator[Part | None, None, None]:
        """Read a text; what is known of it comes first.

        Args:
            text: A paragraph on each line.
            is_stale: Asked every few milliseconds while the text is cut; if it is, that begins anew.

        Yields:
            What was found in some passages, or None, at least every few milliseconds; who closes the iterator
            loses no more than the passages that are being read.
        """
        text = well_formed(text)
        while (passages := self._cutter.cut(text, is_stale)) is None:
            yield None
        stretches = [_stretch(text, passage) for passage in passages]
        for at in range(0, len(stretches), _COUNTED):
            for stretch in stretches[at : at + _COUNTED]:
                if stretch.text not in self._counted:
                    self._counted[stretch.text] = Counter(word for _, word in find_words(stretch.text))
            yield None
        counts: Counter[str] = Counter()
        for number, stretch in enumerate(stretches):
            counts.update(self._counted[stretch.text])
            if number % _COUNTED == 0:
                yield None
        located = _Located(passages, stretches, list(starting_lines(text, passages)))
        known = [number for number, stretch in enumerate(stretches) if stretch in self._kept]
        for at in range(0, len(known) + 1, _COUNTED):
            yield self._part(located, known[at : at + _COUNTED])
        new = [number for number, stretch in enumerate(stretches) if stretch not in self._kept]
        yield from self._read_new(located, new, TextWords(counts))
        self._kept = {stretch: self._kept[stretch] for stretch in stretches}
        self._counted = {stretch.text: self._counted[stretch.text] for stretch in stretches}
        yield from self._phrases(located)

    # --- passages ----------------------------------------------------------------------------------------

    def _read_new(self, located: "_Located", new: list[int], words: TextWords) -> Iterator[Part | None]:
        for at in range(0, len(new), TOGETHER):
            numbers = new[at : at + TOGETHER]
            native = []
            for number in numbers:
                stretch = located.stretches[number]
                if self._is_foreign(stretch.text + " "):
                    self._kept[stretch] = _Kept(is_foreign=True)
                else:
                    native.append(stretch)
            answers: list[list[Judged]] = []
            for judged in self._judge.judge(native) if native else ():
                if judged is None:
                    yield None
                else:
                    answers = judged
            for stretch, some in zip(native, answers, strict=True):
                settled = yield from self._settle(stretch, some)
                self._kept[stretch] = _find(stretch, settled, words)
            yield self._part(located, numbers)

    def _settle(self, stretch: Stretch, judged: list[Judged]) -> Generator[None, None, list[Judged]]:
        """Judge the words of several tokens that may be meant, where only their first ones were looked at."""
        settled = list(judged)
        for number, word in enumerate(judged):
            if word.is_bound and is_slip(word):
                before = stretch.left + stretch.text[: word.start]
                trial = Stretch(before, word.other, stretch.text[word.end :] + stretch.right)
                for answer in self._judge.judge([trial]):
                    if answer is None:
                        yield
                    elif answer[0]:
                        bits = sum(one.bits for one in answer[0])
                        settled[number] = replace(word, gained=word.bits - bits, is_bound=False)
        return settled

    def _part(self, located: "_Located", numbers: Sequence[int]) -> Part:
        part = Part([], [], 0, located.words)
        for number in numbers:
            kept = self._kept[located.stretches[number]]
            spot = located.spots(number)
            part.tints.extend((spot(one.start, one.text), one.level) for one in kept.tints)
            part.places.extend((spot(one.start, one.text), one) for one in kept.places)
            located.done += located.passages[number].words
            located.foreign += located.passages[number].words * kept.is_foreign
        return replace(part, done=located.done, foreign=located.foreign)

    # --- the whole text ----------------------------------------------------------------------------------

    def _phrases(self, located: "_Located") -> Iterator[Part | None]:
        """The phrases that the text has again and again."""
        counts: Counter[int] = Counter()
        for number, stretch in enumerate(located.stretches):
            counts.update(self._kept[stretch].phrases.values())
            if number % _COUNTED == 0:
                yield None
        found: list[tuple[Spot, Place]] = []
        for number, stretch in enumerate(located.stretches):
            kept = self._kept[stretch]
            taken = {place.start for place in kept.places}
            for first, last, times in said_again(kept.phrases, counts, located.words):
                start, end = int(kept.spans[first, 0]), int(kept.spans[last, 1])
                if start not in taken:
                    place = Place(start, stretch.text[start:end], Kind.WORN, times=times)
                    found.append((located.spots(number)(start, place.text), place))
            if number % _COUNTED == 0:
                yield None
        yield Part([], found, located.words, located.words, located.foreign)


@dataclass
class _Located:
    """The passages of a text and where each begins: line, and offset in it in UTF-16 code units."""

    passages: list[Passage]
    stretches: list[Stretch]
    starts: list[tuple[int, int]]
    done: int = 0
    foreign: int = 0

    def __post_init__(self) -> None:
        self.words = sum(passage.words for passage in self.passages)

    def spots(self, number: int) -> Callable[[int, str], Spot]:
        """Gives the spot of words in a passage, asked from its beginning to its end."""
        text = self.stretches[number].text
        line, offset = self.starts[number]
        is_plain = text.isascii()

        def spot(start: int, words: str) -> Spot:
            begin = text.rfind("\n", 0, start) + 1
            lines = text.count("\n", 0, start) if begin else 0
            at = start - begin if is_plain else utf16_length(text[begin:start])
            length = len(words) if is_plain else utf16_length(words)
            return Spot(line + lines, at if lines else offset + at, length)

        return spot


def _stretch(text: str, passage: Passage) -> Stretch:
    start, end = passage.start, passage.end
    return Stretch(text[max(0, start - BEFORE) : start], text[start:end], text[end : end + AFTER])


def _find(stretch: Stretch, judged: list[Judged], words: TextWords) -> _Kept:
    has_spaces = not is_mostly_ideographs(stretch.text)
    if not stretch.left.strip():
        judged = judged[1:]  # with nothing before it, every word surprises
    before = [word for _, word in find_words(stretch.left)][-ECHO_WORDS:]
    return _Kept(
        False,
        tints(judged, words),
        places(stretch.text, judged, before, words, has_spaces),
        np.array([(one.start, one.end) for one in judged], np.int32).reshape(-1, 2),
        {number: hash(phrase) for number, phrase in phrases_of(stretch.text, judged).items()}
        if has_spaces
        else {},
    )
