"""Several ways to go on, and bridges over a gap: asked for, shown, and put into the text."""

import random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from desktop.editor.cowriter.proposals_panel import COLUMNS, Kind, ProposalsPanel, Refit
from desktop.editor.cowriter.tries import Tries
from desktop.editor.frame.frame import Frame
from desktop.editor.inference.requests import ProposeRequest
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.suggestions.suggesting import Suggesting
from desktop.engine.cowriting.lengths import BRIDGES, LENGTHS
from desktop.engine.origins.origin import Origin

if TYPE_CHECKING:
    from desktop.engine.cowriting.proposing import Proposal

SCENE = "scene"
CALMER, LEAST_TEMPERATURE, MOST_TEMPERATURE = 0.3, 0.2, 1.5
BRIDGE_TRIES = 6  # are written, of which the best are shown
FRAME_MILLISECONDS = 60  # pieces come faster than one can read them


def voices(usual: float) -> tuple[float, ...]:
    """The temperatures of three ways: calmer than usual, as usual, bolder."""
    calm = max(min(usual, LEAST_TEMPERATURE), usual - CALMER)
    return calm, usual, max(usual, min(MOST_TEMPERATURE, usual + CALMER))


class Proposing(QObject):
    """Asks for proposals at a place, keeps their history, and inserts what is chosen of them."""

    def __init__(self, frame: Frame, suggesting: Suggesting):
        super().__init__(frame)
        self._frame, self._page, self._suggesting = frame, frame.page, suggesting
        self._place = QTextCursor(frame.page.document())  # what is chosen goes in the place of its selection
        self._gap = ""  # what is selected there; words that came into it since are the writer's and stay
        self._tries: Tries | None = None
        self._asked_at: tuple[Kind, int, int] | None = None
        self._ticket = 0
        self._frame_timer = QTimer(self, interval=FRAME_MILLISECONDS, singleShot=True)
        self.panel = ProposalsPanel()
        self._frame_timer.timeout.connect(self.panel.show_tries)
        frame.central.add_below(self.panel)
        Refit(self.panel, frame.window)
        frame.actions.bind(ways=self.go_on, bridge=self.bridge)
        panel, worker = self.panel, frame.worker
        panel.again.connect(self._again)
        panel.branch.connect(self._branch)
        panel.insert.connect(self._insert)
        panel.length_chosen.connect(self._on_length)
        panel.closed.connect(self.close)
        worker.proposal_grew.connect(self._on_piece)
        worker.proposed.connect(self._on_proposed)
        worker.failed.connect(self._on_failed)
        worker.loading.connect(self._stop)
        frame.session.document_replaced.connect(self._forget)
        frame.follow_language(panel.retranslate)
        frame.leaving.connect(self._stop)

    # --- commands ----------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Show several ways to go on from the cursor."""
        self._page.end_composing()
        cursor = self._page.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        if not self._suggesting.context.before(cursor.position()).strip():
            self._frame.remark(
                self.tr("Write a few words first; the story goes on from where the cursor stands.")
            )
            return
        self._open(Kind.WAYS, cursor)

    def bridge(self) -> None:
        """Show what could fill the gap that is selected, or stand where the cursor is."""
        self._page.end_composing()
        cursor, context = self._page.textCursor(), self._suggesting.context
        left, right = context.before(cursor.selectionStart()), context.after(cursor.selectionEnd())
        if not left.strip() or not right.strip():
            self._frame.remark(
                self.tr("A bridge needs text on both sides: select a gap, or stand between two paragraphs.")
            )
            return
        if self._page.forward_only.refuses():
            return
        self._open(Kind.BRIDGES, cursor)

    def close(self) -> None:
        """Close the panel, and give the keyboard back to the page."""
        self._stop()
        self._page.setFocus()
        self.panel.hide()

    # --- asking ------------------------------------------------------------------------------------------

    def _open(self, kind: Kind, place: QTextCursor) -> None:
        worker = self._frame.worker
        if worker.model is None:
            self._frame.remark(
                self.tr("The model is still being loaded; try again in a moment.")
                if worker.is_loading
                else self.tr("There is no model to write with; choose one under Suggestions.")
            )
            return
        if self._page.isReadOnly():
            return
        self._suggesting.continuation.stop()
        context = self._suggesting.context
        asked_at = (kind, place.selectionStart(), self._page.document().revision())
        is_there = self._tries is not None and asked_at == self._asked_at
        self._asked_at = asked_at
        self._place, self._gap = _held(place), place.selectedText()
        if not is_there or self._tries is None:
            self._tries = Tries(context.before(place.selectionStart()), context.after(place.selectionEnd()))
        self.panel.open(kind, self._tries, self._length_name(kind))
        self._ask("")
        self.panel.go_to(0)
        QTimer.singleShot(0, self._page, self._page.make_room)  # once the panel has taken its room

    def _length_name(self, kind: Kind) -> str:
        choices = self._frame.settings.choices
        return choices.ways_length if kind is Kind.WAYS else choices.bridge_length

    def _ask(self, base: str) -> None:
        """Ask for another try, which goes on behind `base`."""
        worker, tries = self._frame.worker, self._tries
        if tries is None or worker.model is None:
            return
        self._stop()
        tries.begin(COLUMNS, base)
        kind, temperature = self.panel.kind, self._frame.settings.choices.temperature
        is_bridge, name = kind is Kind.BRIDGES, self._length_name(kind)
        self._ticket = worker.new_ticket()
        worker.ask_aside(
            ProposeRequest(
                self._ticket,
                tries.left + base,
                tries.right,
                (BRIDGES if is_bridge else LENGTHS)[name],
                (temperature,) * BRIDGE_TRIES if is_bridge else voices(temperature),
                random.getrandbits(31),
                is_bridge,
                name == SCENE,
                story=self._suggesting.memory.story,
                remember=self._suggesting.memory.in_use,
            )
        )
        self.panel.show_tries()
        self._frame.remark(self.tr("Writing proposals…"))

    def _again(self) -> None:
        if self._tries is not None:
            self._ask(self._tries.current.base if len(self._tries) else "")

    def _branch(self, text: str) -> None:
        self._ask(text)

    def _on_length(self, name: str) -> None:
        if self.panel.kind is Kind.WAYS:
            self._frame.settings.update(ways_length=name)
        else:
            self._frame.settings.update(bridge_length=name)
        self._again()

    def _stop(self, *_: object) -> None:
        """Want no more of what is being written; what is there of it stays, if it is anything."""
        if not self._ticket:
            return
        self._frame.worker.cancel(self._ticket)
        self._end_try()

    def _end_try(self) -> None:
        self._ticket = 0
        self._frame_timer.stop()
        tries = self._tries
        if tries and len(tries):
            last = tries.last
            last.is_done = True
            if not any(way.strip() for way in last.ways):
                tries.drop(last)
        self.panel.show_tries()

    # --- answers -----------------------------------------------------------------------------------------

    def _on_piece(self, ticket: int, number: int, piece: str) -> None:
        if ticket == self._ticket and self._tries:
            self._tries.last.ways[number] += piece
            if not self._frame_timer.isActive():
                self._frame_timer.start()

    def _on_proposed(self, ticket: int, proposals: "list[Proposal]") -> None:
        if ticket != self._ticket or not self._tries:
            return
        last = self._tries.last
        last.ways = [one.text for one in proposals]
        last.likelihoods = [one.likelihood for one in proposals]
        self._end_try()
        count = sum(bool(one.text.strip()) for one in proposals)
        self._frame.remark(
            self.tr("%n proposal(s); Return inserts one.", None, count)
            if count
            else self.tr("The model has nothing to propose here.")
        )

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self._end_try()
            self._frame.remark(sentence)

    # --- the text ----------------------------------------------------------------------------------------

    def _insert(self, text: str) -> None:
        place = QTextCursor(self._page.document())
        place.setPosition(self._place.position())
        if self._gap and self._place.selectedText() == self._gap:
            place.setPosition(self._place.anchor())
            place.setPosition(self._place.position(), QTextCursor.MoveMode.KeepAnchor)
        self.close()
        if self._page.isReadOnly() or (place.hasSelection() and self._page.forward_only.refuses()):
            return
        origin = Origin.BRIDGED if self.panel.kind is Kind.BRIDGES else Origin.CONTINUED
        self._suggesting.continuation.put(place, text, origin)
        self._page.setTextCursor(place)
        self._page.make_room()
        self._frame.remark(self.tr("Inserted; one Undo takes it back."))

    def _forget(self) -> None:
        self._stop()
        self._gap = ""
        self._tries, self._asked_at = None, None
        self._place = QTextCursor(self._page.document())
        self.panel.hide()


def _held(place: QTextCursor) -> QTextCursor:
    """A cursor with the same selection, behind which everything stays that is typed there meanwhile."""
    held = cursor_between(place.document(), place.selectionStart(), place.selectionEnd())
    held.setKeepPositionOnInsert(True)
    return held
