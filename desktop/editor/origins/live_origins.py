"""The words of the machine's on one page, followed through each edit, undo and move.

A word is the machine's while it stands, whole and alone, as it was put in: as soon as a letter of it is
changed it is the writer's. An undo that brings it back brings that back, too.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock

from desktop.editor.documents.document_session import DocumentSession
from desktop.editor.finding.taken_text import TakenText
from desktop.editor.origins.brought import carried_over
from desktop.editor.origins.steps import Step
from desktop.editor.page.edits import Change
from desktop.editor.page.page import Page
from desktop.engine.origins.origin import Origin, Word, bare_words, widened
from desktop.engine.origins.word_map import WordMap, Words
from desktop.engine.utf16 import utf16_index, utf16_length

Place = tuple[int, int]
MANY = 40  # changes of one edit: of more it is not asked where each is
LONGEST_ALONG = 1 << 22  # bytes that come from the clipboard


class LiveOrigins(QObject):
    """Follows the words of the machine's on a page, in Qt's positions.

    Signals:
        changed: Some came or went.
        moved: The text was edited between these positions, so that their places may be others.
        replaced: Another text came to the page at once, not by an edit: none is known any more.

    Attributes:
        put_in: How many were put in, by how they came.
    """

    changed = Signal()
    moved = Signal(int, int)
    replaced = Signal()

    def __init__(self, page: Page, session: DocumentSession):
        super().__init__(page)
        self._page = page
        self._document = page.document()
        self._session = session
        self._map = WordMap()
        self._steps: list[Step] = []
        self._number = 0  # of the step that an edit belongs to
        self._available = self._document.availableUndoSteps()
        self._length = self._document.characterCount() - 1
        self._changes: Sequence[Change] = ()  # of the last edit
        self._reported: Change | None = None  # what Qt has told of it
        # The words, and the text, in whose place another one is being brought.
        self._former: tuple[list[Word], str] | None = None
        self.put_in: Counter[Origin] = Counter()
        page.edits.step_begins.connect(self._on_step)
        page.edits.edited.connect(self.follow)
        page.came_along.connect(self.take_along)
        self._document.contentsChange.connect(self._on_contents_change)

    def go_on(self, number: int, changes: Sequence[Change]) -> None:
        """Begin with an edit that was made just now, in an undo step of a number."""
        self._number = number
        self.follow(changes)

    def __bool__(self) -> bool:
        return bool(self._map) or any(self.put_in.values())

    @property
    def words(self) -> Words:
        """All that stand, in order; their arrays never change."""
        return self._map.words.awake

    def between(self, first: int, last: int) -> list[Word]:
        """Those that touch a stretch of the text."""
        return list(self._map.touching(first, last).each())

    def clear(self) -> None:
        """Another text is on the page."""
        self._map.clear()
        self._steps, self._former = [], None
        self.put_in.clear()
        self._available = self._document.availableUndoSteps()

    def end(self) -> None:
        """Follow the page no longer."""
        self._page.edits.step_begins.disconnect(self._on_step)
        self._page.edits.edited.disconnect(self.follow)
        self._page.came_along.disconnect(self.take_along)
        self._document.contentsChange.disconnect(self._on_contents_change)

    def load(self, words: Words, put_in: Mapping[Origin, int]) -> None:
        """Know words that stand on the page already."""
        self._map.put(words)
        self.put_in.update(put_in)
        self.changed.emit()

    # --- edits -------------------------------------------------------------------------------------------

    def _on_step(self) -> None:
        """An undo step begins, behind which there is nothing to redo any more."""
        self._number = self._document.availableUndoSteps()
        while self._steps and self._steps[-1].number >= self._number:
            self._steps.pop()
        if self._session.is_bringing and self._map:
            text = TakenText.of(self._document)
            self._former = in_characters(self.words, text), text.text

    def follow(self, changes: Sequence[Change]) -> None:
        """Follow an edit, just after it was made."""
        self._changes, reported, self._reported = changes, self._reported, None
        origin = self._page.edits.origin
        if not changes or not (self._map or origin):
            return
        # What Qt has told reaches from the first change to the last.
        whole = reported or changes[0]
        step, before = self._step_of(whole, origin), self._map.words
        if step and len(changes) > 1:
            step.extend(self._map, whole.position, whole.removed, whole.removed)
        touched: list[Place] = []
        for position, removed, added in changes:
            if step:
                step.extend(self._map, position, removed, added)
                if self._page.edits.is_moving:
                    self._count(step, self._map.inside(position, position + removed).counts(), -1)
            self._map.edit(position, removed, added)
            if step and len(changes) <= MANY:
                touched = [
                    (_moved(start, position, removed, added), _moved(end, position, removed, added))
                    for start, end in touched
                ]
                touched.append((position, position + added))
        if step:
            step.extend(self._map, whole.position, whole.added, whole.added)
            if len(changes) > MANY:
                touched = [(whole.position, whole.position + whole.added)]
            for start, end in touched:
                self._look_at(step, start, end, origin, len(changes) > MANY)
            self._find_former(step)
        if before.origins is self._map.words.origins:
            self.moved.emit(whole.position, whole.position + whole.added)
        else:
            self.changed.emit()

    def _step_of(self, whole: Change, origin: Origin | None) -> Step | None:
        """The step in which an edit is to be noted; None where it touches none of the machine's words."""
        if self._steps and self._steps[-1].number == self._number:
            return self._steps[-1]
        position, removed, added = whole
        begins, ends = self._document.findBlock(position), self._document.findBlock(position + added)
        first = _Line(begins).around(position, position)[0] if begins.isValid() else position
        last = _Line(ends).around(position + added, position + added)[1] if ends.isValid() else position
        # Behind the edit words are known by where they were before it.
        if not (origin or self._former or self._map.touching(first, last + removed - added).number):
            return None
        self._steps.append(Step(self._number, position))
        return self._steps[-1]

    def _look_at(self, step: Step, start: int, end: int, origin: Origin | None, inside: bool) -> None:
        """See which words are whole around an edit, and take in those that were put in there.

        Args:
            step: The undo step of the edit.
            start: Where it begins.
            end: Where it ends.
            origin: How words were put in; None for the writer's.
            inside: Look at what stands there, too, as it may be older than the edit.
        """
        for line, first, last in self._lines(start, end, inside or origin is not None):
            left, right = line.around(first, last)
            step.extend(self._map, left, right - left, right - left)
            there = set(line.words(left, right))
            fallen = self._map.wake(left, right, there)
            if origin:
                # A word that the writer began and the machine has completed is the machine's.
                new = [Word(*place, origin) for place in sorted(there) if first < place[1] <= last]
                again = sum(any(one.start <= word.start < one.end for one in new) for word in fallen)
                self._map.put(Words.of(new))
                self._count(step, {origin: len(new) - again})

    def _lines(self, start: int, end: int, inside: bool = True) -> Iterator[tuple["_Line", int, int]]:
        """The paragraphs of a stretch, all or the first and the last, and what of it is in each."""
        block, behind = self._document.findBlock(start), self._document.findBlock(end).next()
        while block.isValid() and block != behind:
            last = block.position() + block.length() - 1
            yield _Line(block), max(start, block.position()), min(end, last)
            block = block.next()
            if not inside and block.isValid() and block != behind:
                block = self._document.findBlock(end)

    def _count(self, step: Step, counts: Mapping[Origin, int], sign: int = 1) -> None:
        for origin, count in counts.items():
            step.put_in[origin] += sign * count
            self.put_in[origin] += sign * count

    # --- what was there before ---------------------------------------------------------------------------

    def _find_former(self, step: Step) -> None:
        """Find the words again in a text that has come in the place of the former one."""
        former, self._former = self._former, None
        if former is None:
            return
        text = TakenText.of(self._document)
        words = self._positions(text, carried_over(*former, text.text))
        inside = [
            word
            for word in words
            if step.start <= word.start
            and word.end <= step.start + step.added
            and not self._map.inside(word.start, word.end).number
        ]
        self._map.put(Words.of(inside))

    @staticmethod
    def _positions(text: TakenText, words: Sequence[Word]) -> list[Word]:
        places = text.positions([word[:2] for word in words]) if words else []
        return [Word(*place, word.origin) for place, word in zip(places, words, strict=True)]

    # --- undo and redo -----------------------------------------------------------------------------------

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        before, self._available = self._available, self._document.availableUndoSteps()
        length, self._length = self._length, self._document.characterCount() - 1
        if self._page.edits.is_editing:
            self._reported = Change(position, removed, added)
        elif self._page.is_going_back:
            self._go_back(before, Change(position, removed, added))
        elif position == 0 and removed >= length:
            self.clear()
            self.replaced.emit()
        elif self._map:
            self._map.edit(position, removed, added)
            self.changed.emit()

    def _go_back(self, before: int, change: Change) -> None:
        first, last = sorted((before, self._available))
        steps = [step for step in self._steps if first <= step.number < last]
        grown = sum(step.added - step.removed for step in steps)
        if self._available < before:
            if steps and grown == change.removed - change.added:
                for step in reversed(steps):
                    step.undo(self._map)
                    self.put_in.subtract(step.put_in)
                self.changed.emit()
                return
        elif steps and grown == change.added - change.removed:
            for step in steps:
                step.redo(self._map)
                self.put_in.update(step.put_in)
            self.changed.emit()
            return
        if self._map:
            self._map.edit(*change)
            self.moved.emit(change.position, change.position + change.added)

    # --- moved through the clipboard ---------------------------------------------------------------------

    def packed(self, start: int, end: int) -> bytes:
        """What goes along with words to the clipboard: which of them are the machine's."""
        words = self._map.inside(start, end)
        if not words.number:
            return b""
        text = TakenText.of(self._document)
        begin = text.characters((start, start))[0]
        rows = [(one.start - begin, one.end - begin, one.origin) for one in in_characters(words, text)]
        return json.dumps(rows).encode()

    def take_along(self, data: bytes, position: int, words: str) -> None:
        """Take in which of the words are the machine's that were put in just now; `packed` has told."""
        places = _unpacked(data, words)
        if not places:
            return
        text = TakenText.of(self._document)
        begin = text.characters((position, position))[0]
        found = self._positions(
            text, [Word(begin + start, begin + end, origin) for start, end, origin in places]
        )
        end = position + utf16_length(words)
        step = self._step_of_last_edit(position)
        step.extend(self._map, position, end - position, end - position)
        lines = self._lines(position, end)
        there = {place for line, first, last in lines for place in line.words(*line.around(first, last))}
        sound = Words.of(word for word in found if word[:2] in there)
        self._map.put(sound)
        self._count(step, sound.counts())
        self.changed.emit()

    def _step_of_last_edit(self, position: int) -> Step:
        """The step of the edit that was made just now; one that none of the machine's words was near to."""
        if not (self._steps and self._steps[-1].number == self._number):
            step, nowhere = Step(self._number, position), WordMap()
            for change in self._changes:
                step.extend(nowhere, *change)
            self._steps.append(step)
        return self._steps[-1]


class _Line:
    """A block of the document, and its words in Qt's positions."""

    def __init__(self, block: QTextBlock):
        self._text = block.text()
        self._begin = block.position()
        self._is_wide = len(self._text) != block.length() - 1  # Qt counts characters beyond the BMP as two

    def around(self, first: int, last: int) -> Place:
        """A stretch of the line with the words at its edges."""
        start, end = widened(self._text, self._index(first), self._index(last))
        return self._position(start), self._position(end)

    def words(self, first: int, last: int) -> list[Place]:
        """The words between two positions."""
        begin = self._index(first)
        words = bare_words(self._text[begin : self._index(last)])
        return [(self._position(begin + start), self._position(begin + end)) for start, end in words]

    def _index(self, position: int) -> int:
        units = max(0, position - self._begin)
        return utf16_index(self._text, units) if self._is_wide else min(units, len(self._text))

    def _position(self, index: int) -> int:
        return self._begin + (utf16_length(self._text[:index]) if self._is_wide else index)


def in_characters(words: Words, text: TakenText) -> list[Word]:
    """Words by the indices of a text's characters."""
    starts, ends = (text.indices(column) for column in (words.starts, words.ends))
    return list(Words(starts, ends, words.origins).each())


def _moved(place: int, position: int, removed: int, added: int) -> int:
    """Where a place is behind an edit."""
    if place <= position:
        return place
    return position + added if place < position + removed else place + added - removed


def _unpacked(data: bytes, words: str) -> list[tuple[int, int, Origin]]:
    """What `packed` gave, as far as it makes sense for words that have come from the clipboard."""
    if len(data) > LONGEST_ALONG:
        return []
    try:
        rows = [(start, end, Origin(name)) for start, end, name in json.loads(data)]
    except (ValueError, TypeError, RecursionError):
        return []
    is_sound = all(
        type(start) is type(end) is int and 0 <= start < end <= len(words) for start, end, _ in rows
    )
    return rows if is_sound else []
