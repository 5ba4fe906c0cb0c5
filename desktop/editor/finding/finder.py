"""What is found on one page: where, how often, which one the writer is at; and what is put in its place."""

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextCursor

from desktop.editor.finding.search_thread import Searcher, Task
from desktop.editor.finding.taken_text import TakenText
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.marks import mark_of
from desktop.editor.page.page import Page
from desktop.editor.page.snapshot import Snapshot
from desktop.engine.documents.taken_in import taken_in
from desktop.language.searching.query import Change, Query, Replacement

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Positions = npt.NDArray[np.int32]

REST_MILLISECONDS = 250  # without an edit, before an edited text is searched again


class Finder(QObject):
    """Finds words on a page, shows where they stand, and replaces them.

    The window is never held up: the text is taken slice by slice and searched on a thread. While the writer
    goes on writing, what was found moves along, and the text is searched again when the hands rest.

    Attributes:
        beyond: Asked before the search goes on at the other end: goes on in another text, if there is one.
        sentence: Why there is nothing to be found, if it is not for want of places; else empty.

    Signals:
        changed: `count`, `number` or `sentence` may have changed.
        gone_round: The search has gone on at the other end of the text; whether that is the beginning.
        replaced: So many places were replaced, in one undo step.
    """

    changed = Signal()
    gone_round = Signal(bool)
    replaced = Signal(int)

    def __init__(self, page: Page):
        super().__init__(page)
        self._page = page
        self._document = page.document()
        self._searcher = Searcher(self)
        self._snapshot = Snapshot(self._document, in_pieces=True)
        self._taken: TakenText | None = None
        self._query = Query("")
        self._starts: Positions | None = None
        self._ends: Positions | None = None
        self._origin: QTextCursor | None = None
        self._scope: QTextCursor | None = None
        self._replacing: tuple[Replacement, tuple[int, int] | None] | None = None
        self._wish: Callable[[], None] | None = None  # to be done when the places are known
        self._is_on = self._has_marks = False
        self._is_known = False  # whether the places are those of the text as it is now
        self._colours = QColor("gold"), QColor("lightgray")
        self.sentence = ""
        self.beyond: Callable[[bool], bool] = lambda forward: False
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        self._marking = QTimer(self, interval=0, singleShot=True)
        self._marking.timeout.connect(self._mark)
        self._snapshot.taken.connect(self._on_taken)
        self._searcher.found.connect(self._on_found)
        self._searcher.changes_found.connect(self._on_changes)
        self._searcher.failed.connect(self._on_failed)
        self._document.contentsChange.connect(self._on_contents_change)
        page.verticalScrollBar().valueChanged.connect(self._mark_soon)
        page.selectionChanged.connect(self._on_selection)

    # --- what others ask ---------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What was last looked for."""
        return self._query

    @property
    def count(self) -> int | None:
        """How many places there are; None while that is not known."""
        return None if self._starts is None else len(self._starts)

    @property
    def count_now(self) -> int | None:
        """How many places there are in the text as it is now; None until it is searched."""
        return self.count if self._is_known else None

    @property
    def number(self) -> int:
        """Which of the places is selected, from 1; 0 for none."""
        if self._starts is None or self._ends is None:
            return 0
        cursor = self._page.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        at = int(self._starts.searchsorted(start))
        while at < len(self._starts) and self._starts[at] == start:
            if self._ends[at] == end:
                return at + 1
            at += 1
        return 0

    @property
    def in_selection(self) -> bool:
        """Whether only what was selected is searched."""
        return self._scope is not None

    def set_colours(self, found: QColor, scope: QColor) -> None:
        """Show what is found, and the stretch that is searched, on these colours."""
        self._colours = found, scope
        self._mark_soon()

    def begin(self) -> None:
        """Show what is found from now on; a search begins at the cursor as it stands now."""
        self._is_on = True
        self._origin = QTextCursor(self._page.textCursor())
        self._ask_soon()

    def leave(self) -> None:
        """Show nothing any more; what was looked for is remembered."""
        self._is_on = False
        self._wish = self._replacing = None
        self._stop()
        self._set_scope(None)
        self._forget_places()
        self._mark()

    def end(self) -> None:
        """Stop for good: the window closes."""
        self.leave()
        self._taken = None
        self._searcher.end()

    def search(self, query: Query) -> None:
        """Look for something else, and go to its first place behind where the search began."""
        if query == self._query:
            return
        self._query = query
        self._forget_places()
        self._wish = self._go_on_from_origin
        if query.words:
            self._ask()
        else:
            self._stop()
            self._return_to_origin()

    def limit(self, to_selection: bool) -> None:
        """Search only in what is selected now, or in all of the text again."""
        cursor = self._page.textCursor()
        self._set_scope(QTextCursor(cursor) if to_selection and cursor.hasSelection() else None)
        self._forget_places()
        self._wish = self._go_on_from_origin
        self._ask_soon()

    def go(self, forward: bool = True) -> None:
        """Select the next place, or the one before; behind the last comes the first."""
        if self._starts is None or self._ends is None:
            self._wish = lambda: self.go(forward)
            self._ask_soon()
            return
        if not len(self._starts):
            self.beyond(forward)
            return
        cursor, number = self._page.textCursor(), self.number
        if number:
            at = number if forward else number - 2
        elif forward:
            at = int(self._starts.searchsorted(cursor.selectionEnd()))
        else:
            at = int(self._ends.searchsorted(cursor.selectionStart(), "right")) - 1
        if not 0 <= at < len(self._starts):
            if self.beyond(forward):
                return
            self.gone_round.emit(forward)
        self._select(at % len(self._starts))
        self._origin = QTextCursor(self._page.textCursor())

    def go_in_another_text(self, forward: bool = True) -> None:
        """Select the first place of the text that has come to the page, or the last one."""
        cursor = self._page.textCursor()
        move = QTextCursor.MoveOperation.Start if forward else QTextCursor.MoveOperation.End
        cursor.movePosition(move)
        self._page.setTextCursor(cursor)
        self._origin = QTextCursor(cursor)
        self._forget_places()
        self.go(forward)

    def replace(self, replacement: Replacement) -> None:
        """Replace the place that is selected and go to the next one; go to one if none is selected."""
        if not self.may_replace():
            return
        if not self.number:
            self.go()
            return
        cursor = self._page.textCursor()
        self._replacing = replacement, (cursor.selectionStart(), cursor.selectionEnd())
        self._ask()

    def replace_all(self, replacement: Replacement) -> None:
        """Replace all places, as one undo step; the cursor stays where it is in the text."""
        if self._query.words and self.may_replace():
            self._replacing = replacement, None
            self._ask()

    def may_replace(self) -> bool:
        """Whether the text may be changed; a draft, in which one only writes on, says so if not."""
        return not (self._page.isReadOnly() or self._replacing or self._page.forward_only.refuses())

    # --- asking ------------------------------------------------------------------------------------------

    def _ask_soon(self) -> None:
        if self._query.words:
            self._ask()

    def _ask(self) -> None:
        """Search the text as it is now, which has to be taken first if it has changed."""
        self._rest.stop()
        if self._taken is None:
            self._snapshot.start()
            return
        scope = (0, self._document.characterCount() - 1)
        if self._scope:
            scope = self._scope.selectionStart(), self._scope.selectionEnd()
        replacement, only = self._replacing or (None, None)
        self._searcher.ask(Task(self._query, self._taken, scope, replacement, only))

    def _on_taken(self, parts: tuple[str, ...]) -> None:
        self._taken = TakenText.of(self._document, parts)
        self._ask()

    def _stop(self) -> None:
        self._rest.stop()
        self._snapshot.stop()
        self._searcher.cancel()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self._taken = None
        self._is_known = False
        if not (self._is_on or self._wish or self._replacing):
            self._starts = self._ends = None
            return
        self._searcher.cancel()
        self._move_places(position, removed, added)
        if self._query.words:
            self._rest.start()

    def _move_places(self, position: int, removed: int, added: int) -> None:
        """Move what was found along with the text, but for what was edited itself."""
        if self._starts is None or self._ends is None:
            return
        last = int(self._ends.searchsorted(position, "right"))
        first = int(self._starts.searchsorted(position + removed))
        first = max(first, last)
        self._starts[first:] += added - removed
        self._ends[first:] += added - removed
        if first > last:
            import numpy as np  # long since there

            self._starts = np.delete(self._starts, slice(last, first))
            self._ends = np.delete(self._ends, slice(last, first))

    # --- answers -----------------------------------------------------------------------------------------

    def _on_found(self, starts: "Positions", ends: "Positions") -> None:
        self._starts, self._ends = starts, ends
        self._is_known = True
        self.sentence = ""
        wish, self._wish = self._wish, None
        if wish:
            wish()
        self._mark()
        self.changed.emit()

    def _on_failed(self, sentence: str) -> None:
        self._forget_places()
        self._wish = self._replacing = None
        self.sentence = sentence
        self.changed.emit()

    def _on_changes(self, changes: list[Change]) -> None:
        replacing, self._replacing = self._replacing, None
        if not replacing or self._page.forward_only.refuses():  # a draft may have begun meanwhile
            return
        top, bar = QTextCursor(self._page.firstVisibleBlock()), self._page.verticalScrollBar()
        lines_above = bar.value() - top.block().firstLineNumber()
        if changes:
            self._change(changes)
        if replacing[1]:
            self.go()
            return
        bar.setValue(top.block().firstLineNumber() + lines_above)  # what was in sight stays there
        self.replaced.emit(len(changes))

    def _change(self, changes: list[Change]) -> None:
        # From the last one on, so that places before it stay where they are.
        self._page.edits.change(
            [(change.start, change.end, taken_in(change.words)) for change in reversed(changes)]
        )

    # --- going there -------------------------------------------------------------------------------------

    def _go_on_from_origin(self) -> None:
        if self._starts is None or not len(self._starts):
            self._return_to_origin()
            return
        start = self._origin.selectionStart() if self._origin else 0
        at = int(self._starts.searchsorted(start))
        self._select(at % len(self._starts))

    def _return_to_origin(self) -> None:
        if self._origin and self._is_on and self._origin != self._page.textCursor():
            self._page.setTextCursor(self._origin)
            self._page.look_around()

    def _select(self, at: int) -> None:
        assert self._starts is not None
        assert self._ends is not None
        cursor = cursor_between(self._document, int(self._starts[at]), int(self._ends[at]))
        self._page.setTextCursor(cursor)
        self._page.look_around()
        self.changed.emit()

    # --- marks -------------------------------------------------------------------------------------------

    def _forget_places(self) -> None:
        self._starts = self._ends = None
        self._is_known = False
        self.sentence = ""
        self._mark_soon()
        self.changed.emit()

    def _set_scope(self, scope: QTextCursor | None) -> None:
        self._scope = scope
        self._page.set_marks("scope", [mark_of(scope, self._colours[1])] if scope else [])

    def _on_selection(self) -> None:
        if self._is_on:
            self.changed.emit()

    def _mark_soon(self) -> None:
        if self._is_on or self._has_marks:
            self._marking.start()

    def _mark(self) -> None:
        """Show what is found, where it is in sight."""
        marks = []
        if self._is_on and self._starts is not None and self._ends is not None:
            first, last = self._page.in_sight()
            for at in range(bisect_left(self._ends, first), len(self._starts)):
                if self._starts[at] > last:
                    break
                found = cursor_between(self._document, int(self._starts[at]), int(self._ends[at]))
                marks.append(mark_of(found, self._colours[0]))
        self._has_marks = bool(marks)
        self._page.set_marks("found", marks)
