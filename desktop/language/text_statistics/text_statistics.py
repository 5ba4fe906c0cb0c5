"""All figures of one text, read paragraph by paragraph, so that other things can be done in between."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.engine.words import find_words, has_ideographs, is_ideograph
from desktop.language.text_statistics.sentences import sentence_ends
from desktop.language.text_statistics.usual_words import UsualWords
from desktop.language.text_statistics.word_use import Overused, WordUse

LONGEST_LISTED = 10
# So many words a minute adults read of fiction, in silence (M. Brysbaert, "How many words do we read per
# minute?", Journal of Memory and Language 109, 2019); of ideographs about as many.
WORDS_A_MINUTE = 260


@dataclass(frozen=True, order=True)
class LongSentence:
    """A sentence, by its length.

    Attributes:
        words: How many it has.
        line: The number of the line in which it begins, from 0.
        offset: Where in that line, in characters.
        last_line: The number of the line in which it ends.
        end: Where in that one, behind its last character.
    """

    words: int
    line: int
    offset: int
    last_line: int
    end: int


class TextStatistics:
    """Reads a text and knows its figures.

    Attributes:
        characters: Of all lines, without their ends.
        spaces: Those of them that are white space.
        paragraphs: Lines with anything but white space, continuing ones not counted.
        words: As the engine counts them.
        sentences: With at least one word.
    """

    def __init__(self, usual: UsualWords | None = None) -> None:
        """Compare its words with what is usual, if that is known."""
        self.characters = self.spaces = self.paragraphs = self.words = self.sentences = 0
        self._use = WordUse(usual)
        self._longest: list[LongSentence] = []  # a heap, the shortest first
        self._line = -1
        self._begun: tuple[int, int, int] | None = None  # words, line, offset of an unfinished sentence
        self._end_place = (0, 0)  # line and offset behind what is read of it

    def read(self, line: str, continues: bool = False) -> None:
        """Read one more line.

        Args:
            line: A paragraph without its end, or a piece of a very long one.
            continues: It goes on with the paragraph of the line before.
        """
        if not continues:
            self._end_sentence()
            self.paragraphs += bool(line) and not line.isspace()
        self._line += 1
        self.characters += len(line)
        self.spaces += sum(map(str.isspace, line)) if not line.isascii() else _ascii_spaces(line)
        words = list(find_words(line))
        self.words += len(words)
        ends = sentence_ends(line)
        first = self._first_words(line, words, ends)
        if has_ideographs(line):
            self._use.feed(list(_joined(words, first)))
        else:
            self._use.feed([(word, number in first) for number, (_, word) in enumerate(words)])

    def end(self) -> Iterator[None]:
        """Know that there is no more to read, and judge the words, in steps as `read` is one."""
        self._end_sentence()
        yield from self._use.judge()

    @property
    def longest(self) -> list[LongSentence]:
        """The longest sentences, the longest first."""
        return sorted(self._longest, key=lambda one: (-one.words, one.line, one.offset))

    @property
    def minutes(self) -> float:
        """How long it takes to read the text in silence."""
        return self.words / WORDS_A_MINUTE

    @property
    def different_words(self) -> int:
        """How many different words there are."""
        return self._use.different

    @property
    def overused(self) -> list[Overused]:
        """The words that are used too often, those that stand out most first; known at the end."""
        return self._use.overused

    # --- sentences ---------------------------------------------------------------------------------------

    def _first_words(self, line: str, words: list[tuple[int, str]], ends: list[int]) -> set[int]:
        """Note the sentences of a line; returns the numbers of the words that begin one."""
        first: set[int] = set()
        number = 0
        for end in [*ends, None]:
            before = number
            while number < len(words) and (end is None or words[number][0] < end):
                number += 1
            if number > before:
                if self._begun is None:
                    first.add(before)
                    self._begun = (0, self._line, words[before][0])
                count, at_line, offset = self._begun
                self._begun = (count + number - before, at_line, offset)
                self._end_place = (self._line, len(line) if end is None else end)
            if end is not None:
                self._end_sentence()
        return first

    def _end_sentence(self) -> None:
        if self._begun is None:
            return
        sentence = LongSentence(*self._begun, *self._end_place)
        self._begun = None
        self.sentences += 1
        if len(self._longest) < LONGEST_LISTED:
            heapq.heappush(self._longest, sentence)
        elif sentence.words > self._longest[0].words:
            heapq.heapreplace(self._longest, sentence)


def _ascii_spaces(line: str) -> int:
    return line.count(" ") + sum(map(line.count, "\t\n\v\f\r"))


def _joined(words: list[tuple[int, str]], first: set[int]) -> Iterator[tuple[str, bool]]:
    """Words as a reader hears them again, with whether they begin a sentence.

    Of ideographs, which write no spaces, each two neighbours are taken for one.
    """
    for number, (place, word) in enumerate(words):
        if not is_ideograph(word[0]):
            yield word, number in first
        elif number and words[number - 1][0] == place - 1 and is_ideograph(words[number - 1][1][0]):
            yield words[number - 1][1] + word, False
