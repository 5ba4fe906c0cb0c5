"""One window's mood line: when its story is read, and where its points lead."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from desktop.editor.frame.frame import Frame
from desktop.editor.mood_line.mood_chart import MoodChart
from desktop.editor.mood_line.mood_switch import MoodSwitch
from desktop.editor.mood_line.mood_worker import MoodRequest
from desktop.editor.page.snapshot import Snapshot
from desktop.engine.words import first_words, well_formed

if TYPE_CHECKING:
    from desktop.engine.mood.story_moods import MoodPoint

# The story is read when nothing has happened on the page for so long: later than its suggestions need.
REST_MILLISECONDS = 1000
MOOD_TOPIC = "mood"
SHOWN_WORDS = 8
SHOWN_CHARACTERS = 80
_numbers = count(1)


class MoodLine(QObject):
    """Lets the story be read whenever the writer rests, and shows its points on the chart.

    Args:
        frame: The window's parts.
        switch: Turns it on and off, in all windows.
        choose_folder: Lets the writer choose another model, when the one that was chosen is refused.

    Attributes:
        chart: The picture; in sight while the mood line is on.
    """

    def __init__(self, frame: Frame, switch: MoodSwitch, choose_folder: Callable[[], None]):
        super().__init__(frame)
        page = self._page = frame.page
        self._frame = frame
        self._choose_folder = choose_folder
        self._document = page.document()
        self._switch = switch
        self._worker = switch.worker
        self._story = next(_numbers)
        self._ticket = 0  # of the answer that is awaited
        self._paragraphs: list[int] = []  # of each point, and its offset in it
        self._offsets: list[int] = []
        self._blocks = self._document.blockCount()
        self._snapshot = Snapshot(self._document, in_pieces=True)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self.chart = MoodChart()
        self.chart.first_words = self._first_words
        self.chart.chosen.connect(self.go_to)
        self.chart.left.connect(page.setFocus)
        self._rest.timeout.connect(self._snapshot.start)
        self._snapshot.taken.connect(self._ask)
        self._document.contentsChange.connect(self._on_contents_change)
        page.cursorPositionChanged.connect(self._on_cursor_moved)
        switch.turned.connect(self._on_turned)
        switch.refused.connect(self._on_refused)
        self._worker.read.connect(self._on_read)
        frame.central.add_below(self.chart)
        frame.actions.bind(mood_go=self.chart.setFocus)
        frame.follow_look(self.chart.set_look)
        frame.session.document_replaced.connect(self.begin_another)
        frame.leaving.connect(self.end)
        self._on_turned(switch.is_on)

    def go_to(self, number: int) -> None:
        """Put the cursor where a passage begins, and the keyboard on the page."""
        cursor = self._cursor_at(number)
        self._page.setTextCursor(cursor)
        self._page.centerCursor()
        self._page.setFocus()

    def begin_another(self) -> None:
        """Show no points: another text is on the page."""
        self._show([])

    def end(self) -> None:
        """Want nothing any more: the window closes."""
        self._stop()
        self._worker.forget(self._story)

    # --- when to read ------------------------------------------------------------------------------------

    def _on_turned(self, on: bool) -> None:
        self._stop()
        self._show([])
        self.chart.setVisible(on)
        self._frame.actions["mood_go"].setEnabled(on)
        if on:
            self._frame.messages.close_topic(MOOD_TOPIC)
            self._rest.start()

    def _on_refused(self, sentence: str) -> None:
        choose = (self.tr("Choose a folder…"), self._choose_folder)
        self._frame.messages.say(MOOD_TOPIC, sentence, [choose])

    def _stop(self) -> None:
        self._rest.stop()
        self._snapshot.stop()
        self._ticket = 0
        self._worker.cancel(self._story)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self._move_points(position)
        if self._switch.is_on:
            self._stop()
            self._rest.start()

    def _on_cursor_moved(self) -> None:
        if self._switch.is_on:
            self._mark_current()
            if self._rest.isActive():
                self._rest.start()

    def _ask(self, parts: tuple[str, ...]) -> None:
        self._ticket = self._worker.new_ticket()
        self._worker.ask(MoodRequest(self._ticket, self._story, parts))

    def _on_read(self, ticket: int, points: "list[MoodPoint]", complete: bool) -> None:
        # Every change on the page gives up the ticket, so an equal one means that nothing has changed.
        if ticket == self._ticket:
            self._show(points)

    # --- where points are --------------------------------------------------------------------------------

    def _show(self, points: "list[MoodPoint]") -> None:
        self._paragraphs = [point.paragraph for point in points]
        self._offsets = [point.offset for point in points]
        self.chart.set_moods([point.mood for point in points])
        self._mark_current()

    def _move_points(self, position: int) -> None:
        """Move the points behind a change along with their paragraphs, until the story is read again."""
        blocks = self._document.blockCount()
        grown, self._blocks = blocks - self._blocks, blocks
        if grown == 0 or not self._paragraphs:
            return
        block = self._document.findBlock(position)
        # What is put in front of a paragraph moves it; what is put into it does not.
        first = block.blockNumber() + (position > block.position())
        self._paragraphs = [
            max(block.blockNumber(), paragraph + grown) if paragraph >= first else paragraph
            for paragraph in self._paragraphs
        ]

    def _cursor_at(self, number: int) -> QTextCursor:
        """Return a cursor where a passage begins."""
        block = self._document.findBlockByNumber(self._paragraphs[number])
        if not block.isValid():
            block = self._document.lastBlock()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(self._offsets[number], block.length() - 1))
        return cursor

    def _first_words(self, number: int) -> str:
        cursor = self._cursor_at(number)
        last = self._document.characterCount() - 1
        cursor.setPosition(min(last, cursor.position() + SHOWN_CHARACTERS), QTextCursor.MoveMode.KeepAnchor)
        return " ".join(first_words(well_formed(cursor.selectedText()), SHOWN_WORDS).split())

    def _mark_current(self) -> None:
        cursor = self._page.textCursor()
        place = (cursor.blockNumber(), cursor.positionInBlock())
        number = bisect_right(range(len(self._paragraphs)), place, key=self._place) - 1
        self.chart.set_current(max(number, 0) if self._paragraphs else -1)

    def _place(self, number: int) -> tuple[int, int]:
        return self._paragraphs[number], self._offsets[number]
