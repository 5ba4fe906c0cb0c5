"""Places in a document that go along with every edit, and come back when an undo brings back their words.

Qt's cursors follow each single change, also inside of an edit that is told of as one. What they cannot do is
to come back: where words are deleted both ends of a place fall together, and so they stay when the words
return. So for each undo step that takes words from a place, where the place was before and after is noted.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from desktop.editor.page.text_area import TextArea

Place = tuple[int, int]
# A place that is no longer than this is found by its beginning; longer ones are few and looked at one by one.
LONG = 2000
# What takes the place of words that are replaced is theirs, too, unless it is so much more than they were.
MOST_GROWTH, GROWTH_FACTOR = 40, 4


@dataclass
class _Harm:
    """One undo step that took words from places.

    Attributes:
        step: How many of Qt's undo steps there were before it.
        before: The places as they were before it.
        after: The same as they were after it.
    """

    step: int
    before: dict[str, Place] = field(default_factory=dict)
    after: dict[str, Place] = field(default_factory=dict)


class LiveAnchors(QObject):
    """Follows places of one page, each under a key.

    Signals:
        moved: The text was edited: places may be others.
        touched: Words of some places were edited, or some came back or went.
        replaced: Another text came to the page at once, not by an edit: no place is known any more.
        put_in: Words came to the page, between these of Qt's positions, in which lost places may be found.
    """

    moved = Signal()
    touched = Signal()
    replaced = Signal()
    put_in = Signal(int, int)

    def __init__(self, page: TextArea):
        super().__init__(page)
        self._page = page
        self._document = page.document()
        self._ends: dict[str, tuple[QTextCursor, QTextCursor]] = {}
        self._gone: set[str] = set()  # those whose words are deleted
        self._growing: set[str] = set()  # those whose words are being replaced by what is typed
        self._order: list[str] | None = None  # by their beginnings; None when it may be another one
        self._long: list[str] = []
        self._harms: list[_Harm] = []  # in the order of their steps
        self._step = 0
        self._at_step: dict[str, Place] = {}  # all places when the last step began
        self._steps = self._document.availableUndoSteps()
        self._length = self._document.characterCount() - 1
        page.edits.step_begins.connect(self._on_step)
        self._document.contentsChange.connect(self._on_change)

    def __contains__(self, key: str) -> bool:
        return key in self._ends

    def set(self, key: str, start: int, end: int) -> None:
        """Follow a place from now on."""
        self._put(key, (start, end))

    def remove(self, key: str) -> None:
        """Follow it no longer."""
        self._ends.pop(key, None)
        self._order = None
        self._gone.discard(key)
        self._growing.discard(key)

    def clear(self) -> None:
        """Follow none, as another text is on the page."""
        self._ends, self._harms, self._at_step = {}, [], {}
        self._gone, self._growing, self._order = set(), set(), None
        self._steps = self._document.availableUndoSteps()

    def place(self, key: str) -> Place:
        """Where it is now, in Qt's positions; a place whose words are deleted is where they were."""
        start, end = self._ends[key]
        last = end.position()
        return (last if key in self._gone else min(start.position(), last)), last

    def is_gone(self, key: str) -> bool:
        """Whether its words are deleted."""
        return key in self._gone

    def between(self, first: int, last: int) -> list[str]:
        """The places that touch a stretch, in the order of their beginnings.

        Edits keep the order of places, so this asks few of them where they are.
        """
        if self._order is None:
            # Of places that begin together those without words stay when something is put in there.
            self._order = sorted(self._ends, key=lambda key: (self._start(key), self._end(key)))
            self._long = [key for key in self._order if self._end(key) - self._start(key) > LONG // 2]
        begin = bisect_left(self._order, first - LONG, key=self._start)
        end = bisect_right(self._order, last, begin, key=self._start)
        near = [key for key in self._order[begin:end] if self._end(key) >= first]
        far = [key for key in self._long if self._start(key) < first - LONG and self._end(key) >= first]
        return [*far, *near]

    def _start(self, key: str) -> int:
        return self._ends[key][0].position()

    def _end(self, key: str) -> int:
        return self._ends[key][1].position()

    # --- edits -------------------------------------------------------------------------------------------

    def _on_step(self) -> None:
        """Remember how all is before an undo step begins; behind it there is nothing to redo any more."""
        self._step = self._document.availableUndoSteps()
        while self._harms and self._harms[-1].step >= self._step:
            self._harms.pop()
        self._at_step = {key: self.place(key) for key in self._ends}

    def _on_change(self, position: int, removed: int, added: int) -> None:
        before, self._steps = self._steps, self._document.availableUndoSteps()
        length, self._length = self._length, self._document.characterCount() - 1
        if not self._ends:
            return
        if self._page.is_going_back:
            self._go_back(before, self._steps)
        elif not self._page.edits.is_editing and position == 0 and removed >= length:
            self.clear()
            self.replaced.emit()
        else:
            self._follow(position, removed, added)
        self.moved.emit()

    def _follow(self, position: int, removed: int, added: int) -> None:
        near = self.between(position, position + added)
        if removed:
            self._growing.clear()
            for key in near:
                self._settle(key)
            self._note_harm(near)
            if len(near) > 1:
                self._order = None  # some may begin together now that did not
        elif self._growing:
            self._grow(position, added)
        if near:
            self.touched.emit()
        if added:
            self.put_in.emit(position, min(position + added, self._document.characterCount() - 1))

    def _settle(self, key: str) -> None:
        """See whether a place has lost its words, or has got others in their stead."""
        start, end = (cursor.position() for cursor in self._ends[key])
        if key in self._gone or start < end:
            return
        was = self._at_step.get(key, (end, end))
        if was[0] == was[1]:
            return  # it never had any
        # The end stays before what is put in, the beginning goes behind it: between them are the new words.
        if end < start <= end + GROWTH_FACTOR * (was[1] - was[0]) + MOST_GROWTH:
            self._put(key, (end, start))
            self._growing.add(key)
        else:
            self._ends[key][0].setPosition(end)
            self._ends[key][0].setKeepPositionOnInsert(True)
            self._gone.add(key)

    def _grow(self, position: int, added: int) -> None:
        """Let what is typed on belong to the words that it is typed for."""
        for key in list(self._growing):
            start, end = self.place(key)
            if self._page.is_typing and position == end:
                self._put(key, (start, end + added))
                self._growing.add(key)
            else:
                self._growing.discard(key)

    def _note_harm(self, near: list[str]) -> None:
        """Note the places that touch the stretch in which words were taken away."""
        harm = self._harms[-1] if self._harms and self._harms[-1].step == self._step else _Harm(self._step)
        for key in near:
            if key in self._at_step:
                harm.before.setdefault(key, self._at_step[key])
        for key in harm.before:
            if key in self._ends:
                harm.after[key] = self.place(key)
        if harm.before and (not self._harms or self._harms[-1] is not harm):
            self._harms.append(harm)

    def _go_back(self, before: int, after: int) -> None:
        """Put what an undone or redone step had harmed where it was then."""
        first, last = sorted((before, after))
        harms = [harm for harm in self._harms if first <= harm.step < last]
        for harm in harms if before < after else reversed(harms):
            for key, place in (harm.after if before < after else harm.before).items():
                if key in self._ends:
                    was_empty = harm.before[key][0] == harm.before[key][1]
                    self._put(key, place)
                    if place[0] == place[1] and not was_empty:
                        self._gone.add(key)
        if harms:
            self.touched.emit()

    def _put(self, key: str, place: Place) -> None:
        last = self._document.characterCount() - 1
        start, end = QTextCursor(self._document), QTextCursor(self._document)
        start.setPosition(min(place[0], last))
        end.setPosition(min(place[1], last))
        end.setKeepPositionOnInsert(True)
        # Before a bookmark in an empty paragraph nothing can be written but behind it.
        start.setKeepPositionOnInsert(place[0] == place[1])
        self._ends[key] = start, end
        self._order = None
        self._gone.discard(key)
        self._growing.discard(key)
