"""Focus: the sentence, the paragraph or the line at the cursor stands in sight, the rest is dimmed."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.editor.focus.sentences import is_ended, sentence_around
from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.page.ghost import Painted
from desktop.editor.page.long_paragraphs import cursor_between, is_continuation
from desktop.editor.page.marks import mark_of
from desktop.editor.settings.page_options import FOCUS_MODES, focus_words

OFF = FOCUS_MODES[0]


class Focus(QObject):
    """Dims what the writer is not at, and keeps the cursor's line where a typewriter has it.

    All that stands before is one mark, all that stands behind another one; both move along with the text by
    themselves, so that a key typed inside of a sentence costs no more than finding its bounds.
    """

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        self._page = frame.page
        self._settings = frame.settings
        self._is_on = False
        self._marks: list[QTextEdit.ExtraSelection] = []
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show)
        frame.actions.bind(focus=self.go_on)
        frame.follow_look(self._set_look)
        frame.settings.changed.connect(self._on_settings)
        self._colour = frame.page.palette().placeholderText().color()
        self._on_settings(frozenset({"focus", "typewriter"}))

    def go_on(self) -> None:
        """Turn to the next kind of focus; after the last one comes none."""
        at = FOCUS_MODES.index(self._settings.choices.focus)
        mode = FOCUS_MODES[(at + 1) % len(FOCUS_MODES)]
        self._settings.update(focus=mode)
        self._frame.remark(self.tr("Focus: {what}").format(what=dict(focus_words())[mode]))

    def stretch(self) -> tuple[int, int]:
        """Where what is in focus begins and ends, in Qt's positions; what is selected is part of it."""
        cursor = self._page.textCursor()
        start, end = self._around(cursor)
        return min(start, cursor.selectionStart()), max(end, cursor.selectionEnd())

    def _around(self, cursor: QTextCursor) -> tuple[int, int]:
        block = cursor.block()
        if self._settings.choices.focus == "line":
            return self._line_around(block, cursor.positionInBlock())
        if self._settings.choices.focus == "sentence":
            return _sentence_around(block, cursor.positionInBlock())
        first = last = block
        while is_continuation(first):
            first = first.previous()
        while is_continuation(last.next()):
            last = last.next()
        return first.position(), last.position() + last.length() - 1

    def _line_around(self, block: QTextBlock, position: int) -> tuple[int, int]:
        """The line as it is broken now, without what is painted in it."""
        layout = block.layout()
        painted = Painted.into(layout)
        self._page.spacing.blockBoundingRect(block)  # lays it out, where that is still to be done
        line = layout.lineForTextPosition(position)
        start, end = line.textStart(), line.textStart() + line.textLength()
        return block.position() + painted.left_out(start), block.position() + painted.left_out(end)

    # --- showing -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._soon.stop()
        start, end = self.stretch()
        last = self._page.document().characterCount() - 1
        wanted = [bounds for bounds in ((0, start), (end, last)) if bounds[0] < bounds[1]]
        there = [(mark.cursor.selectionStart(), mark.cursor.selectionEnd()) for mark in self._marks]
        if wanted != there:
            self._marks = [self._mark(*bounds) for bounds in wanted]
            self._page.set_marks("focus", self._marks)

    def _mark(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        dimmed = QTextCharFormat()
        dimmed.setForeground(self._colour)
        return mark_of(cursor_between(self._page.document(), start, end), dimmed)

    def _show_soon(self, *_: object) -> None:
        self._soon.start()  # once the page is laid out

    def _on_settings(self, names: frozenset[str]) -> None:
        choices = self._settings.choices
        if "focus" in names:
            self._turn(choices.focus != OFF)
        if names & {"typewriter", "typewriter_height"}:
            self._page.keep_cursor_at(choices.typewriter_height / 100 if choices.typewriter else None)

    def _turn(self, on: bool) -> None:
        page = self._page
        if on != self._is_on:
            self._is_on = on
            for signal, slot in (
                (page.cursorPositionChanged, self._show),
                (page.selectionChanged, self._show),
                (page.document().contentsChanged, self._show_soon),
                (page.verticalScrollBar().rangeChanged, self._show_soon),  # lines are broken anew
                (page.ghost.changed, self._show_soon),
            ):
                # What is not connected costs a key nothing.
                signal.connect(slot) if on else signal.disconnect(slot)
        self._marks = []
        page.set_marks("focus", [])
        if on:
            self._show()

    def _set_look(self, look: Look) -> None:
        self._colour = look.dim
        self._marks = []
        if self._is_on:
            self._show()


def _sentence_around(block: QTextBlock, position: int) -> tuple[int, int]:
    """The sentence at a place, also where a long paragraph is cut in its middle."""
    text = block.text()
    start, end = sentence_around(text, position)
    first, behind = block.position() + start, block.position() + end
    before, after = block.previous(), block.next()
    if start == 0 and is_continuation(block) and not is_ended(before.text()):
        first = before.position() + sentence_around(before.text(), before.length() - 1)[0]
    if end == block.length() - 1 and is_continuation(after) and not is_ended(text):
        behind = after.position() + sentence_around(after.text(), 0)[1]
    return first, behind
