"""Shows what changed between two texts: what was added is underlined, what was removed is struck out."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop.editor.look import Look, blend
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.marks import mark_of

if TYPE_CHECKING:
    from desktop.language.comparing.comparing import Comparison, Piece

AROUND = 2  # paragraphs that are shown around a change; more that are the same are counted only
SLICE_SECONDS = 0.006  # of filling, then the window may do something else
PIECE = 20_000  # characters that are put in at once


@dataclass(frozen=True)
class Place:
    """One change as it stands in the view: what was removed together with what came for it."""

    start: int
    end: int


class ChangesView(QPlainTextEdit):
    """A text to be read, with its changes.

    Signals:
        filled: All of it is there.
    """

    filled = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("changes")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(18)
        self.places: list[Place] = []
        self.current = -1
        self._look: Look | None = None
        self._formats: dict[str, QTextCharFormat] = {}
        self._comparison: Comparison | None = None
        self._left: Iterator[tuple[str, str]] = iter(())
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._fill)

    def set_look(self, look: Look, font: QFont) -> None:
        """Use these colours, and the page's font."""
        self._look = look
        self.setFont(font)
        self._formats = {name: QTextCharFormat() for name in ("same", "folded", "added", "removed")}
        self._formats |= {name: QTextCharFormat() for name in ("moved_away", "moved_here")}
        formats = self._formats
        formats["folded"].setForeground(look.quiet)
        formats["added"].setFontUnderline(True)
        formats["added"].setBackground(blend(QColor("#2e9e44"), look.paper, 0.24))
        formats["removed"].setFontStrikeOut(True)
        formats["removed"].setBackground(blend(QColor("#d1383d"), look.paper, 0.20))
        for name in ("moved_away", "moved_here"):
            formats[name].setBackground(blend(look.accent, look.paper, 0.18))
        formats["moved_away"].setFontStrikeOut(True)
        formats["moved_here"].setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        formats["moved_here"].setUnderlineColor(look.accent)
        if self._comparison:
            self.show_comparison(self._comparison)

    def clear_all(self) -> None:
        """Show nothing."""
        self._next.stop()
        self._comparison, self.places, self.current = None, [], -1
        self.setExtraSelections([])
        self.clear()

    def show_comparison(self, comparison: "Comparison") -> None:
        """Show what changed, piece by piece, the first change first."""
        self.clear_all()
        self._comparison = comparison
        self._left = self._strokes(comparison)
        self._next.start()

    def _strokes(self, comparison: "Comparison") -> Iterator[tuple[str, str]]:
        """Words and the name of their format, in order; notes the places of changes on the way."""
        from desktop.language.comparing.comparing import Change

        last = len(comparison.pieces) - 1
        begun = -1
        for number, piece in enumerate(comparison.pieces):
            end = self.document().characterCount() - 1
            if piece.change is Change.SAME:
                if begun >= 0:
                    self.places.append(Place(begun, end))
                begun = -1
                yield from self._same(piece.text, number == 0, number == last)
            else:
                begun = end if begun < 0 else begun
                yield from _cut(_seen(piece), piece.change.name.lower())
        if begun >= 0:
            self.places.append(Place(begun, self.document().characterCount() - 1))

    def _same(self, text: str, is_first: bool, is_last: bool) -> Iterator[tuple[str, str]]:
        """What did not change: the paragraphs next to changes, and how many are between."""
        lines = text.split("\n")
        before, behind = 0 if is_first else AROUND + 1, 0 if is_last else AROUND + 1
        if len(lines) - before - behind < 2:
            yield from _cut(text, "same")
            return
        folded = len(lines) - before - behind
        head = "\n".join(lines[:before])
        if head:
            yield from _cut(head + "\n", "same")
        told = self.tr("%Ln paragraph(s) without a change", None, folded)
        yield f"⋯ {told} ⋯" + ("" if is_last else "\n"), "folded"
        yield from _cut("\n".join(lines[len(lines) - behind :] if behind else []), "same")

    def _fill(self) -> None:
        """Put in as much as can be put in at once."""
        end = time.monotonic() + SLICE_SECONDS
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        while time.monotonic() < end:
            stroke = next(self._left, None)
            if stroke is None:
                self._next.stop()
                self.moveCursor(QTextCursor.MoveOperation.Start)
                self.filled.emit()
                return
            words, name = stroke
            cursor.insertText(words, self._formats.get(name, QTextCharFormat()))

    # --- from change to change ---------------------------------------------------------------------------

    def go(self, step: int) -> str:
        """Go to the next change for 1, to the one before for -1; give its words, "" if there is none."""
        if not self.places:
            return ""
        self.current = (self.current + step) % len(self.places) if self.current >= 0 else 0
        place = self.places[self.current]
        cursor = self.textCursor()
        cursor.setPosition(place.start)
        self.setTextCursor(cursor)
        self.centerCursor()
        change = cursor_between(self.document(), place.start, place.end)
        self.setExtraSelections([mark_of(change, self._look.found if self._look else QTextCharFormat())])
        words: str = change.selectedText()
        return " ".join(words.split())


def _seen(piece: "Piece") -> str:
    """A change's words; where nothing but white space changed, what stands for it."""
    if piece.text.strip():
        return piece.text
    is_gone = piece.change.name in ("REMOVED", "MOVED_AWAY")
    return piece.text.replace("\n", "¶" if is_gone else "¶\n").replace(" ", "␣")


def _cut(text: str, name: str) -> Iterator[tuple[str, str]]:
    for start in range(0, len(text), PIECE):
        yield text[start : start + PIECE], name
