"""A text reread in the background: when it is read, what is shown of it, and the way from place to place."""

import time
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.editor.frame.frame import Frame
from desktop.editor.inference.requests import RereadRequest
from desktop.editor.look import Look, current_look
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.snapshot import Snapshot
from desktop.editor.rereading.findings import Findings, Stretch
from desktop.editor.rereading.page_tints import PageTints
from desktop.editor.rereading.place_list import Row
from desktop.editor.rereading.reread_panel import RereadPanel
from desktop.editor.rereading.wanted import Wanted
from desktop.engine.origins.origin import Origin

if TYPE_CHECKING:
    from desktop.engine.rereading.places import Place
    from desktop.engine.rereading.rereading import Part

REST_MILLISECONDS = 800  # behind an edit
LIST_MILLISECONDS, LONG_LIST = 150, 700  # in which several changes of the list are one; of a long one
MANY = 3000  # places
TAKE_SECONDS = 0.003  # at a time
AROUND = 24  # characters before a place that the list shows
BEHIND = 60
_texts = count(1)


class RereadingView(QObject):
    """Rereads one window's text while it is on."""

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame, self._page = frame, frame.page
        self._document = frame.page.document()
        self._text = next(_texts)
        self._ticket = 0
        self._is_on = self._is_known = False  # all has been read once: what is new comes at once, at its end
        self._coming: deque[Part] = deque()
        self._has_come = False  # all of it
        self._size = 0  # characters that were read last
        self._rows: list[Row] = []
        self._is_foreign = False
        self.findings = Findings(self._document)
        self.wanted = Wanted(self)
        self.tints = PageTints(frame.page, self.findings, self.wanted, frame.look or current_look())
        self.panel = RereadPanel(self._context)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._list_soon = QTimer(self, interval=LIST_MILLISECONDS, singleShot=True)
        self._take_next = QTimer(self, interval=0, singleShot=True)
        self._snapshot = Snapshot(self._document, in_pieces=True)
        frame.central.add_after(self.panel)
        self._connect(frame)

    def _connect(self, frame: Frame) -> None:
        panel = self.panel
        self._rest.timeout.connect(self._read)
        self._list_soon.timeout.connect(self._list)
        self._take_next.timeout.connect(self._take)
        self._snapshot.taken.connect(self._ask)
        self._document.contentsChange.connect(self._on_contents_change)
        self.wanted.changed.connect(self._on_wanted)
        panel.chosen.connect(self._go_to_row)
        panel.left_alone.connect(self._leave_alone)
        panel.corrected.connect(self._correct)
        panel.kind_chosen.connect(self.wanted.want)
        panel.closed.connect(lambda: frame.settings.update(reread=False))
        frame.page.menu_opening.connect(self._add_to_menu)
        frame.worker.reread.connect(self._on_found)
        frame.worker.failed.connect(self._on_failed)
        frame.worker.loading.connect(self._on_loading)
        frame.worker.loaded.connect(self._on_loaded)
        frame.session.document_replaced.connect(self._begin_another)
        frame.follow_look(self._on_look)
        frame.follow_language(self._on_language)
        frame.leaving.connect(lambda: self.turn(False))

    def turn(self, on: bool) -> None:
        """Reread from now on, or no longer."""
        if on == self._is_on:
            return
        self._is_on = on
        self.panel.setVisible(on)
        if on:
            self.findings.clear()
            self._is_known = False
            self._read()
        else:
            self._stop()
            self._frame.worker.drop_text(self._text)
            self.findings.clear()
            self._rows = []
        self.tints.turn(on)

    # --- reading -----------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Take the text, and ask."""
        worker = self._frame.worker
        if not self._is_on:
            return
        if worker.model is None:
            self.panel.show_progress(0, 0)
            self.panel.note.setText(
                self.tr("The model is still being loaded…")
                if worker.is_loading
                else self.tr("There is no model to read with; choose one under Suggestions.")
            )
            return
        self._snapshot.start()
        if not self._is_known:
            self.panel.note.setText(self.tr("Reading…"))

    def _ask(self, parts: tuple[str, ...]) -> None:
        worker = self._frame.worker
        self._coming.clear()
        self._has_come = False
        size, self._size = self._size, sum(map(len, parts))
        if self._size > 2 * size:
            self._is_known = False  # most of it is new, and is shown as it comes
        self._ticket = worker.new_ticket()
        if self._is_known:
            self.findings.begin()
        else:
            self.findings.clear()
        worker.reread_text(RereadRequest(self._ticket, self._text, parts))

    def _on_found(self, ticket: int, parts: "list[Part]", is_all: bool) -> None:
        # Every edit gives up the ticket, so an equal one means that nothing has changed.
        if ticket == self._ticket:
            self._coming.extend(parts)
            self._has_come = is_all
            self._take_next.start()

    def _take(self) -> None:
        """Take in what was found, a few milliseconds long."""
        end, part = time.monotonic() + TAKE_SECONDS, None
        while self._coming and time.monotonic() < end:
            part = self._coming.popleft()
            self.findings.add(part)
        if part:
            self.panel.show_progress(part.done, part.whole)
            self._is_foreign = 2 * part.foreign > part.whole
        if self._coming:
            self._take_next.start()
        elif self._has_come and self._ticket:
            self.findings.finish()
            self._ticket, self._is_known = 0, True
            self._list()
            self._tell()
        if not (self._is_known and self._ticket):
            self.tints.show_soon()
            if self._ticket and not self._list_soon.isActive():
                self._list_soon.start()

    def _tell(self) -> None:
        """Say what was found in all."""
        self.panel.show_progress(0, 0)
        self.panel.note.setText(
            self.tr("Most of this text is in a language that the model has not learned.")
            if self._is_foreign
            else self._guide()
            if self._rows
            else self.tr("Nothing stands out.")
        )

    def _guide(self) -> str:
        """What the tints mean, and the key that leads on."""
        shortcut = self._frame.actions["next_odd"].shortcut()
        key = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
        tinted = self.tr("The stronger a word’s tint, the less the model expects it.")  # noqa: RUF001
        return self.tr("{tinted} {key} leads on.").format(tinted=tinted, key=key) if key else tinted

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket and ticket:
            self._ticket = 0
            self.panel.show_progress(0, 0)
            self.panel.note.setText(sentence)

    def _on_loading(self, *_: object) -> None:
        self._stop()
        self._is_known = False
        self._read()

    def _on_loaded(self, *_: object) -> None:
        self._is_known = False
        self._read()

    def _stop(self) -> None:
        self._rest.stop()
        self._snapshot.stop()
        self._take_next.stop()
        self._coming.clear()
        if self._ticket:
            self._frame.worker.cancel(self._ticket)
            self._ticket = 0

    def _begin_another(self) -> None:
        self.wanted.forget()
        self._is_known = False
        self.findings.clear()
        if self._is_on:
            self._stop()
            self._list()
            self._rest.start()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if not self._is_on:
            return
        if self._ticket or self._snapshot.is_active:
            self._stop()
        if self.findings.follow(position, removed, added):
            self._list_soon.start()
        self.tints.show_at_rest()
        self._rest.start()

    # --- what is shown -----------------------------------------------------------------------------------

    def _list(self) -> None:
        self._list_soon.stop()
        if not self._is_on:
            return
        places = self.findings.places()
        if self.wanted.leaves_some_alone:
            alone = self.wanted.is_left_alone
            places = [row for row in places if row[1].place and not alone(row[1].place)]
        counts = Counter([one.kind for _, one in places])
        kind = self.wanted.kind
        self._rows = [row for row in places if row[1].kind == kind] if kind else places
        self._list_soon.setInterval(LONG_LIST if len(places) > MANY else LIST_MILLISECONDS)
        self.panel.show_rows(self._rows, counts)

    def _on_wanted(self) -> None:
        self._list()
        self.tints.show_soon()

    def _context(self, line: int, one: Stretch) -> str:
        text = self._document.findBlockByNumber(line).text()
        start = max(0, one.start - AROUND)
        dots = "…" if start else ""
        return dots + text[start : one.end + BEHIND].strip()

    def _on_look(self, look: Look) -> None:
        self.tints.set_look(look)
        self.panel.set_look(look)

    def _on_language(self) -> None:
        self.panel.retranslate()
        if self._is_known:
            self._tell()

    # --- from place to place -----------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next place behind the cursor (1), or to the one before it (-1); round the text's ends."""
        self._list()
        if not self._rows:
            self._frame.remark(
                self.tr("Still rereading; nothing stands out yet.")
                if self._ticket or self._snapshot.is_active or self._rest.isActive() or not self._is_known
                else self.tr("Nothing stands out.")
            )
            return
        places = [self._place(row) for row in self._rows]
        cursor = self._page.textCursor()
        if by > 0:
            at = bisect_left(places, (cursor.selectionEnd(), 0))
        else:
            at = bisect_right(places, (cursor.selectionStart() - 1, 1 << 60)) - 1
        went_round = not 0 <= at < len(places)
        self._show(at % len(places))
        place = self._rows[at % len(places)][1].place
        if place:
            said = self._said_of(place)
            if went_round:
                said = self.tr("From the other end: {place}").format(place=said)
            self._frame.remark(said)

    def _place(self, row: Row) -> tuple[int, int]:
        line, one = row
        start = self._document.findBlockByNumber(line).position() + one.start
        return start, start + one.length

    def _show(self, number: int) -> None:
        """Select a place on the page, and mark it in the list."""
        start, end = self._place(self._rows[number])
        cursor = cursor_between(self._document, start, end)
        self._page.end_composing()
        self._page.setTextCursor(cursor)
        if not self._page.forward_only.is_on:
            self._page.centerCursor()
        self.panel.list.mark(number)

    def _go_to_row(self, row: int) -> None:
        if 0 <= row < len(self._rows):
            self._show(row)
            self._page.setFocus()

    def _add_to_menu(self, menu: QMenu, about: QTextCursor) -> None:
        """Say why a place stands out, and what can be done about it."""
        number = self._row_at(about) if self._is_on else None
        if number is None:
            return
        place = self._rows[number][1].place
        if place is None:
            return
        menu.addSeparator()
        reason = menu.addAction(self._said_of(place).replace("&", "&&"))
        reason.setEnabled(False)
        if place.other:
            write = menu.addAction(self.tr("Write “{word}”").format(word=place.other))
            write.triggered.connect(lambda: self._correct(number))
        alone = menu.addAction(self.tr("Leave Alone"))
        alone.triggered.connect(lambda: self._leave_alone(number))

    def _said_of(self, place: "Place") -> str:
        """Its words, and why they stand out."""
        return self.tr("{what}: {said}").format(what=place.text, said=self.panel.reason(place))

    def _row_at(self, cursor: QTextCursor) -> int | None:
        """The place that a cursor touches."""
        self._list()
        line, at = cursor.blockNumber(), cursor.positionInBlock()
        first = bisect_left(self._rows, line, key=lambda row: row[0])
        for number in range(first, len(self._rows)):
            other, one = self._rows[number]
            if other != line:
                return None
            if one.start <= at <= one.end:
                return number
        return None

    def _leave_alone(self, row: int) -> None:
        if 0 <= row < len(self._rows) and (place := self._rows[row][1].place):
            self.wanted.leave_alone(place)

    def _correct(self, row: int) -> None:
        """Put the likelier word in a slip's place."""
        if not 0 <= row < len(self._rows) or self._page.isReadOnly() or self._page.forward_only.refuses():
            return
        place = self._rows[row][1].place
        start, end = self._place(self._rows[row])
        cursor = cursor_between(self._document, start, end)
        self._page.end_composing()  # what is composed at the slip stays before it
        if place and place.other and cursor.selectedText() == place.text:
            with self._page.edits.coming(Origin.REPHRASED):
                self._page.edits.replace(cursor, place.other)
            self._frame.remark(self.tr("Replaced; one Undo takes it back."))
