"""Edits of the page's text, and the undo steps that they make.

An open edit block holds cursor edits alone: Qt does not tell the layout of a change before the block is
closed, and whatever asks for a place on the page in between (as all event code of Qt's own widget does, to
keep the cursor in sight) gets lines that are no more, which ends in a crash. So the page never lets Qt's
widget edit. It edits here, each edit in a block of its own, which begins an undo step or joins the last one.
"""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from desktop.editor.page.long_paragraphs import same_place, tidy
from desktop.engine.origins.origin import Origin

PAUSE_SECONDS = 1.5  # hands that have rested so long begin a new undo step
REMEMBERED_CHARACTERS = 8  # of what was typed, enough to see the end of a sentence
_CLOSING = "\"')]\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}»」』）】》"
_SENTENCE_END = re.compile(rf"[.!?…][{re.escape(_CLOSING)}]*\s+$|[。！？][{re.escape(_CLOSING)}]*$|\n$")


class Kind(Enum):
    """What an edit is to the writer."""

    TYPING = auto()
    DELETING = auto()
    WHOLE = auto()  # an undo step by itself


class Change(NamedTuple):
    """A stretch of the text and what came in its place.

    Attributes:
        position: Where it began, in Qt's positions.
        removed: How long it was.
        added: How long it is.
    """

    position: int
    removed: int
    added: int


class Edits(QObject):
    """Edits one document, with cursor edits alone, in undo steps that a writer would expect.

    What is typed without a stop is one step, up to the end of a sentence; what is deleted is another. A
    pause, a move of the cursor, a save, an undo, and every edit made elsewhere end a step.

    Signals:
        step_begins: A new undo step is about to begin; nothing of it has happened yet.
        edited: An edit was made; its changes in their order, each as it was done to what those before it
            left, where Qt tells but of one that goes from the first of them to the last.

    Attributes:
        origin: How the words came that are being put in; None for the writer's own.
        is_moving: Whether what is taken away is about to be put in elsewhere.
    """

    step_begins = Signal()
    edited = Signal(list)

    def __init__(self, document: QTextDocument):
        super().__init__(document)
        self._document = document
        self._kind = Kind.WHOLE  # of the step that may still grow; WHOLE: there is none
        self._at = 0.0
        self._tail = ""
        self._editing = 0
        self._changes: list[Change] | None = None  # of the edit that is going on
        self.origin: Origin | None = None
        self.is_moving = False
        document.contentsChange.connect(self._on_contents_change)
        document.modificationChanged.connect(self._on_modification)

    @property
    def is_editing(self) -> bool:
        """True while an edit of this object's goes on."""
        return self._editing > 0

    def type(self, cursor: QTextCursor, text: str) -> None:
        """Put typed characters in the place of the cursor's selection."""
        if not (text or cursor.hasSelection()):
            return  # a step without a change would let the next one join what was done before it
        joins = self._joins(Kind.TYPING) and not self._begins_sentence(text)
        with self._step(cursor, Kind.TYPING, joins):
            self._replace(cursor, text)
        self._tail = ((self._tail if joins else "") + text)[-REMEMBERED_CHARACTERS:]

    def delete(self, cursor: QTextCursor, towards: QTextCursor.MoveOperation) -> None:
        """Delete the selection; if there is none, what lies between the cursor and where it would move."""
        if cursor.hasSelection():
            self.replace(cursor, "")
            return
        self._pass_seam(cursor, towards)
        backwards = towards == QTextCursor.MoveOperation.PreviousCharacter
        if backwards and cursor.atStart():
            return
        if towards == QTextCursor.MoveOperation.EndOfBlock and cursor.atBlockEnd():
            towards = QTextCursor.MoveOperation.NextCharacter
        if not backwards and not cursor.movePosition(towards, QTextCursor.MoveMode.KeepAnchor):
            return
        with self._step(cursor, Kind.DELETING, self._joins(Kind.DELETING)):
            # Backwards an accent goes without its letter, as writers are used to.
            length = self._document.characterCount()
            cursor.deletePreviousChar()
            self._note(cursor.position(), length - self._document.characterCount(), 0)
            self._tidy(cursor.position(), cursor.position())

    def replace(self, cursor: QTextCursor, text: str, join: bool = False) -> None:
        """Put a text in the place of the cursor's selection, as an undo step by itself.

        Args:
            cursor: The cursor; it stands behind the text afterwards.
            text: The text.
            join: Add to the last undo step instead of beginning one.
        """
        with self._step(cursor, Kind.WHOLE, join):
            self._replace(cursor, text)

    def change(self, places: Sequence[tuple[int, int, str]]) -> None:
        """Put texts in the place of stretches between two positions, as one undo step.

        Args:
            places: The stretches and the texts, the last one in the text first.
        """
        cursor = QTextCursor(self._document)
        with self._step(cursor, Kind.WHOLE, False):
            for start, end, text in places:
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self._put(cursor, text)
            first = min(start for start, _, _ in places)
            grown = sum(change.added - change.removed for change in self._changes or ())
            self._tidy(first, max(end for _, end, _ in places) + grown)

    def move_in(self, target: QTextCursor, text: str, dragged: QTextCursor | None) -> None:
        """Put a text at a cursor, and remove what was dragged there, if anything, as one undo step."""
        with self.moving(dragged is not None), self._step(target, Kind.WHOLE, False):
            if dragged:
                self._replace(dragged, "")
            self._replace(target, text)

    @contextmanager
    def one_step(self, cursor: QTextCursor, join: bool = False) -> Iterator[None]:
        """Make the cursor edits inside one undo step, into which later typing does not merge.

        Nothing but cursor edits may happen inside.

        Args:
            cursor: The cursor that edits.
            join: Add to the last undo step instead of beginning one.
        """
        with self._step(cursor, Kind.WHOLE, join):
            start = cursor.selectionStart()
            yield
            tidy(self._document, min(start, cursor.position()), cursor.position())

    @contextmanager
    def coming(self, origin: Origin | None) -> Iterator[None]:
        """Say how the words come that are put in meanwhile."""
        before, self.origin = self.origin, origin
        try:
            yield
        finally:
            self.origin = before

    @contextmanager
    def moving(self, moves: bool = True) -> Iterator[None]:
        """Say whether what is taken away meanwhile is about to be put in elsewhere."""
        before, self.is_moving = self.is_moving, moves
        try:
            yield
        finally:
            self.is_moving = before

    def end_step(self) -> None:
        """Let the next edit begin a new undo step."""
        self._kind = Kind.WHOLE

    @contextmanager
    def unnoticed(self) -> Iterator[None]:
        """Let changes that are no edits, such as what an input method composes, end no step."""
        self._editing += 1
        try:
            yield
        finally:
            self._editing -= 1

    @contextmanager
    def _step(self, cursor: QTextCursor, kind: Kind, joins: bool) -> Iterator[None]:
        if not joins:
            self.step_begins.emit()
        changes = self._changes = []
        with self.unnoticed():
            cursor.joinPreviousEditBlock() if joins else cursor.beginEditBlock()
            try:
                yield
            finally:
                cursor.endEditBlock()
                self._kind, self._at = kind, time.monotonic()
                self._changes = None
        self.edited.emit(changes)

    def _joins(self, kind: Kind) -> bool:
        return (
            self._kind is kind
            # Else undo could not come back to what was saved.
            and self._document.isModified()
            and time.monotonic() - self._at < PAUSE_SECONDS
        )

    def _begins_sentence(self, text: str) -> bool:
        first = text[:1]
        return not first.isspace() and first not in _CLOSING and bool(_SENTENCE_END.search(self._tail))

    def _replace(self, cursor: QTextCursor, text: str) -> None:
        self._keep_whole(cursor)
        start = cursor.selectionStart()
        self._put(cursor, text)
        self._tidy(start, cursor.position())

    def _put(self, cursor: QTextCursor, text: str) -> None:
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        # With formats, since the separator before a piece of a long paragraph would pass its mark on.
        if start != end:
            cursor.removeSelectedText()
        if text:
            cursor.insertText(text, QTextCharFormat())
        self._note(start, end - start, cursor.position() - start)

    def _tidy(self, start: int, end: int) -> None:
        for change in tidy(self._document, start, end):
            self._note(*change)

    def _note(self, position: int, removed: int, added: int) -> None:
        if self._changes is not None and (removed or added):
            self._changes.append(Change(position, removed, added))

    def _keep_whole(self, cursor: QTextCursor) -> None:
        """Move both ends of what a cursor selects out of the middle of characters beyond the BMP."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if not (self._is_second_half(start) or self._is_second_half(end)):
            return
        cursor.setPosition(start - self._is_second_half(start))
        if start != end:
            end += self._is_second_half(end)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)

    def _is_second_half(self, position: int) -> bool:
        return "\udc00" <= self._document.characterAt(position) <= "\udfff"

    def _pass_seam(self, cursor: QTextCursor, towards: QTextCursor.MoveOperation) -> None:
        """Move over the separator between two pieces of a paragraph, which is nothing to the writer."""
        moved = QTextCursor(cursor)
        moved.movePosition(towards)
        if same_place(self._document, cursor.position(), moved.position()):
            cursor.setPosition(moved.position())

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if not self._editing:
            self.end_step()
        elif not self._changes:  # and nothing at all outside of a step
            self._note(position, removed, added)  # what was done by cursors of others

    def _on_modification(self, modified: bool) -> None:
        if not modified:
            self.end_step()
