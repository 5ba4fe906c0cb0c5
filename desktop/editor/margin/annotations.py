"""The comments and bookmarks of the text on one page: where they are, and what is done with them."""

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import Signal

from desktop.editor.documents.document_session import DocumentSession
from desktop.editor.documents.kept_beside import KeptBeside
from desktop.editor.finding.taken_text import Place
from desktop.editor.margin.live_anchors import LiveAnchors
from desktop.editor.page.long_paragraphs import text_between
from desktop.editor.page.page import Page
from desktop.engine.annotations.anchoring import LEAST_CONTEXT, find_within
from desktop.engine.annotations.annotation import (
    BOOKMARKED,
    CONTEXT,
    LONGEST_QUOTE,
    Anchor,
    Annotation,
    Kind,
)
from desktop.engine.utf16 import utf16_length

SHOWN_CHARACTERS = 200  # of a place's words


@dataclass(frozen=True)
class Mark:
    """An annotation and where it is now.

    Attributes:
        annotation: The annotation.
        start: Qt's position of its place's beginning; of a lost place, where it was.
        end: Of its end.
        is_lost: Whether its words are not in the text.
    """

    annotation: Annotation
    start: int
    end: int
    is_lost: bool = False

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.annotation.id


class Annotations(KeptBeside):
    """What the margin of one page shows.

    Signals:
        changed: There are others, or they say something else.
        touched: The words that some of them are about were edited.
        moved: The text was edited, so that places may be others.
    """

    changed = Signal()
    touched = Signal()
    moved = Signal()

    def __init__(self, page: Page, session: DocumentSession):
        super().__init__(page, session)
        self._anchors = LiveAnchors(page)
        self._known: dict[str, Annotation] = {}
        self._deleted: list[Annotation] = []  # the latest last; their places are followed on
        self._deleted_ids: set[str] = set()
        self._sorted: list[Mark] | None = None
        self._anchors.moved.connect(self._on_moved)
        self._anchors.touched.connect(self.touched)
        self._anchors.replaced.connect(self._on_replaced)
        self._anchors.put_in.connect(self._on_put_in)

    # --- what there is -----------------------------------------------------------------------------------

    @property
    def marks(self) -> list[Mark]:
        """All, in the order of the text; lost ones stand last."""
        if self._sorted is None:
            marks = [self._mark(one) for one in self._known.values()]
            marks.sort(key=lambda mark: (mark.is_lost, mark.start, mark.end, mark.annotation.made))
            self._sorted = marks
        return self._sorted

    @property
    def is_empty(self) -> bool:
        """Whether there are none."""
        return not self._known

    @property
    def placed(self) -> list[Mark]:
        """Those that are not lost, in the order of the text."""
        marks = self.marks
        return marks[: bisect_left(marks, True, key=lambda mark: mark.is_lost)]

    def between(self, first: int, last: int) -> list[Mark]:
        """Those whose places touch a stretch of the text, from one of Qt's positions to another."""
        keys = self._anchors.between(first, last)
        marks = [self._mark(self._known[key]) for key in keys if key in self._known]
        return [mark for mark in marks if not mark.is_lost]

    def mark(self, key: str) -> Mark | None:
        """One of them, by its id."""
        return self._mark(self._known[key]) if key in self._known else None

    def words_of(self, mark: Mark) -> str:
        """The words that it is about, as they are in the text or, of a lost one, as they were last."""
        if mark.is_lost:
            return mark.annotation.anchor.exact
        end = min(mark.end, mark.start + SHOWN_CHARACTERS)
        return text_between(self._document, mark.start, end)

    def _mark(self, one: Annotation) -> Mark:
        if one.id not in self._anchors:
            return Mark(one, one.anchor.start, one.anchor.start, True)
        start, end = self._anchors.place(one.id)
        return Mark(one, start, end, self._anchors.is_gone(one.id) and one.kind is Kind.COMMENT)

    # --- what is done ------------------------------------------------------------------------------------

    def comment(self, start: int, end: int, words: str = "") -> Mark | None:
        """Comment on a stretch between two of Qt's positions; None if nothing can be kept."""
        return self._add(Annotation(Kind.COMMENT, self._anchor(start, end), words), (start, end))

    def bookmark(self, position: int) -> Mark | None:
        """Put a bookmark at a position: it knows its paragraph by the words behind it."""
        end = self._bookmarked(position)
        return self._add(Annotation(Kind.BOOKMARK, self._anchor(position, end)), (position, end))

    def _add(self, one: Annotation, place: Place) -> Mark | None:
        if not self._can_keep():
            return None
        self._known[one.id] = one
        self._anchors.set(one.id, *place)
        self._on_changed()
        return self._mark(one)

    def say(self, key: str, words: str) -> None:
        """Let a comment say something else, or give a bookmark another name."""
        if key in self._known and self._known[key].words != words:
            self._known[key] = self._known[key].saying(words)
            self._on_changed()

    def resolve(self, key: str, resolved: bool) -> None:
        """Say whether a comment is done with."""
        if key in self._known:
            self._known[key] = self._known[key].with_resolved(resolved)
            self._on_changed()

    def place_at(self, key: str, start: int, end: int) -> None:
        """Let an annotation belong to another stretch of the text."""
        if key in self._known:
            self._known[key] = self._known[key].at(self._anchor(start, end))
            self._anchors.set(key, start, end)
            self._on_changed()

    def delete(self, key: str) -> None:
        """Delete one; `bring_back` brings it back."""
        one = self._known.pop(key, None)
        if one:
            self._deleted.append(one)
            self._deleted_ids.add(key)
            self._on_changed()

    def drop(self, key: str) -> None:
        """Let one go that never said anything."""
        if self._known.pop(key, None):
            self._anchors.remove(key)
            self._deleted_ids.add(key)
            self._on_changed()

    def bring_back(self) -> Mark | None:
        """Bring back the one that was deleted last; its place has been followed all the time."""
        if not self._deleted:
            return None
        one = self._deleted.pop()
        self._deleted_ids.discard(one.id)
        self._known[one.id] = one.saying(one.words)  # later than its deletion
        self._on_changed()
        return self._mark(one)

    def _can_keep(self) -> bool:
        """Whether one that is made now can be kept; says so if not."""
        return True

    def _bookmarked(self, position: int) -> int:
        """The end of the words by which a bookmark knows its paragraph."""
        block = self._document.findBlock(position)
        return min(position + BOOKMARKED, block.position() + block.length() - 1)

    def _anchor(self, start: int, end: int) -> Anchor:
        """An anchor whose quotes are right; its places are Qt's until the whole text is looked at."""
        last = self._document.characterCount() - 1
        return Anchor(
            start,
            end,
            text_between(self._document, start, min(end, start + LONGEST_QUOTE)),
            text_between(self._document, max(0, start - CONTEXT), start),
            text_between(self._document, end, min(last, end + CONTEXT)),
        )

    def _on_changed(self) -> None:
        self._sorted = None
        self.changed.emit()

    # --- edits of the text -------------------------------------------------------------------------------

    def _on_moved(self) -> None:
        self._sorted = None
        self.moved.emit()

    def _on_replaced(self) -> None:
        """Another text came to the page at once: places are to be found again."""
        self._sorted = None

    def _on_put_in(self, start: int, end: int) -> None:
        """Look whether what came to the page is what a lost comment is about: it was cut, and pasted."""
        if end - start < LEAST_CONTEXT:
            return  # a key: too little to know a place by
        lost = [mark for mark in map(self._mark, self._known.values()) if mark.is_lost]
        if not lost:
            return
        text = text_between(self._document, start, end, in_pieces=True)
        for mark in lost:
            found = find_within(text, mark.annotation.anchor)
            if found:
                before = utf16_length(text[: found[0]])
                inside = utf16_length(text[found[0] : found[1]])
                self._anchors.set(mark.id, start + before, start + before + inside)
        self._sorted = None
