"""Other words for a sentence: those of its words that fit neither side, and likelier ones for each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from desktop.editor.cowriter.rephrase_panel import RephrasePanel
from desktop.editor.focus.sentences import sentence_around
from desktop.editor.frame.frame import Frame
from desktop.editor.inference.requests import RephraseRequest
from desktop.editor.look import Look, current_look
from desktop.editor.page.long_paragraphs import cursor_between, text_between
from desktop.editor.page.marks import mark_of
from desktop.editor.suggestions.suggesting import Suggesting
from desktop.engine.origins.origin import Origin
from desktop.engine.utf16 import utf16_length
from desktop.engine.words import is_mostly_ideographs

if TYPE_CHECKING:
    from desktop.engine.cowriting.rephrasing import OddWord

LONGEST = 2000  # characters that are looked at
MARKS = "rephrase"


@dataclass
class _Place:
    """An odd word where it stands now."""

    word: "OddWord"
    cursor: QTextCursor

    def is_there(self) -> bool:
        return self.cursor.selectedText() == self.word.text


class Rephrasing(QObject):
    """Shows other words, and puts in those that the writer chooses, one undo step each."""

    def __init__(self, frame: Frame, suggesting: Suggesting):
        super().__init__(frame)
        self._frame, self._page, self._suggesting = frame, frame.page, suggesting
        self._places: list[_Place] = []
        self._start = QTextCursor(frame.page.document())  # where what is looked at begins
        self._ticket = 0
        self._look: Look = current_look()
        self._is_replacing = False
        self.panel = RephrasePanel()
        frame.central.add_below(self.panel)
        frame.actions.bind(rephrase=self.open)
        self.panel.chosen.connect(self._replace)
        self.panel.looked_at.connect(self._mark)
        self.panel.closed.connect(self.close)
        frame.worker.rephrased.connect(self._on_answer)
        frame.worker.failed.connect(self._on_failed)
        frame.worker.loading.connect(self._stop)
        frame.page.document().contentsChanged.connect(self._on_edited)
        frame.session.document_replaced.connect(self._forget)
        frame.follow_look(self._on_look)
        frame.follow_language(self.panel.retranslate)
        frame.leaving.connect(self._stop)

    def open(self) -> None:
        """Look for odd words in what is selected, or in the sentence at the cursor."""
        page, worker = self._page, self._frame.worker
        page.end_composing()
        if worker.model is None:
            self._frame.remark(
                self.tr("The model is still being loaded; try again in a moment.")
                if worker.is_loading
                else self.tr("There is no model to read with; choose one under Suggestions.")
            )
            return
        if page.isReadOnly() or page.forward_only.refuses():
            return
        start, end = self._passage()
        text = text_between(page.document(), start, end)
        if not text.strip():
            self._frame.remark(self.tr("Select a sentence, or put the cursor into one."))
            return
        if is_mostly_ideographs(text):
            self._frame.remark(
                self.tr("Words are told apart by spaces here; Chinese and Japanese have none, so far.")
            )
            return
        self._stop()
        self._start = QTextCursor(page.document())
        self._start.setPosition(start)
        self._start.setKeepPositionOnInsert(True)
        self._places = []
        context, memory = self._suggesting.context, self._suggesting.memory
        self._ticket = worker.new_ticket()
        self.panel.open()
        self.panel.words.setFocus()
        QTimer.singleShot(0, page, page.make_room)  # once the panel has taken its room
        worker.ask_aside(
            RephraseRequest(
                self._ticket,
                context.before(start),
                context.after(end),
                text,
                story=memory.story,
                remember=memory.in_use,
            )
        )

    def close(self) -> None:
        """Close the panel, and give the keyboard back to the page."""
        self._forget()
        self._page.setFocus()

    def _passage(self) -> tuple[int, int]:
        cursor = self._page.textCursor()
        if cursor.hasSelection():
            start = cursor.selectionStart()
            return start, min(cursor.selectionEnd(), start + LONGEST)
        block = cursor.block()
        start, end = sentence_around(block.text(), cursor.positionInBlock())
        return block.position() + start, block.position() + min(end, start + LONGEST)

    # --- answers -----------------------------------------------------------------------------------------

    def _on_answer(self, ticket: int, odd: "list[OddWord]") -> None:
        if ticket != self._ticket:
            return
        self._ticket = 0
        document, start = self._page.document(), self._start.position()
        # Of a document with long paragraphs cut in pieces, the places are found piece by piece.
        text = text_between(document, start, min(start + 2 * LONGEST, document.characterCount() - 1), True)
        for one in odd:
            place = text.find(one.text, min(one.start, len(text)))
            if place < 0:
                continue
            first = start + utf16_length(text[:place])
            last = first + utf16_length(one.text)
            self._places.append(_Place(one, cursor_between(document, first, last)))
        self._show()
        self._frame.announcer.say(self.panel.note.text())

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self._ticket = 0
            self.panel.show_words([], sentence)

    def _show(self) -> None:
        count = len(self._places)
        note = (
            self.tr(
                "%n word(s) that the model would not expect. Nothing changes unless you choose.", None, count
            )
            if count
            else self.tr("The model would have expected all of these words.")
        )
        self.panel.show_words([place.word for place in self._places], note)

    # --- the text ----------------------------------------------------------------------------------------

    def _replace(self, number: int, other: int) -> None:
        if not 0 <= number < len(self._places) or self._page.forward_only.refuses():
            return
        place = self._places.pop(number)
        if place.is_there():
            self._is_replacing = True
            try:
                with self._page.edits.coming(Origin.REPHRASED):
                    self._page.edits.replace(place.cursor, place.word.others[other].text)
            finally:
                self._is_replacing = False
            self._frame.remark(self.tr("Replaced; one Undo takes it back."))
        self._show()
        if not self._places:
            self.close()

    def _mark(self, number: int) -> None:
        """Show which word is meant, and bring it in sight."""
        look = self._look
        marks = [
            mark_of(place.cursor, look.found if at == number else look.continued)
            for at, place in enumerate(self._places)
        ]
        self._page.set_marks(MARKS, marks if self.panel.isVisible() else [])

    def _on_edited(self) -> None:
        """What the writer edits meanwhile is no odd word any more."""
        if not self._places or self._is_replacing:
            return
        there = [place for place in self._places if place.is_there()]
        if len(there) != len(self._places):
            self._places = there
            self._show()

    def _on_look(self, look: Look) -> None:
        self._look = look
        self.panel.set_look(look)
        if self._places:
            self._mark(self.panel.words.currentRow())

    def _stop(self, *_: object) -> None:
        if self._ticket:
            self._frame.worker.cancel(self._ticket)
            self._ticket = 0

    def _forget(self) -> None:
        self._stop()
        self._places = []
        self._page.set_marks(MARKS, [])
        self.panel.hide()
