"""Markdown shown as what it is: the letters' looks are laid over the text, which stays as it is.

The formats stand in the paragraphs' layouts, as a ghost does, outside of the document and its undo steps. A
paragraph gets its looks when it comes in sight, and again when it or one beside it is edited; that one lives
in the change that Qt is about to lay out, so that a key costs no second layout.
"""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextLayout

from desktop.books.prose.markdown_places import Run
from desktop.editor.look import Look, current_look
from desktop.editor.markdown.formats import DEEPEST, Formats
from desktop.editor.markdown.paragraphs import BREAK, PLAIN, QUOTE, Line, line_of
from desktop.editor.page.ghost import Painted
from desktop.editor.page.line_spacing import Setting
from desktop.editor.page.page import Page
from desktop.editor.structure.text_structure import TextStructure
from desktop.engine.utf16 import utf16_length

NAME = "looks"  # of what is wanted of the structure
MOST_AT_ONCE = 60  # paragraphs of an edit that are looked at before Qt lays them out
AROUND = 2  # paragraphs above and below what is in sight
QUOTE_INSET = 2.0  # characters' widths, on both sides


class MarkdownLooks(QObject):
    """Gives the paragraphs of a page their looks, while it is on.

    Args:
        page: The page.
        structure: What its lines are.

    Attributes:
        page: The same.
        structure: The same.
    """

    def __init__(self, page: Page, structure: TextStructure):
        super().__init__(page)
        self.page = page
        self.structure = structure
        self._formats = Formats(current_look())
        self._generation = 0  # of looks: those of an earlier one are to be made anew
        self._is_on = self._is_showing = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._show_in_sight)

    @property
    def is_on(self) -> bool:
        """Whether marks are shown as what they are."""
        return self._is_on

    def turn(self, on: bool) -> None:
        """Turn the looks on or off."""
        if on == self._is_on:
            return
        self._is_on = on
        page, document = self.page, self.page.document()
        self.structure.want(NAME, on)
        for signal, slot in (
            (document.contentsChange, self._on_contents_change),
            (self.structure.changed, self._look_again),
            (page.verticalScrollBar().valueChanged, self._show_in_sight),
            (page.verticalScrollBar().rangeChanged, self._soon.start),
        ):
            # What is not connected costs a key nothing.
            signal.connect(slot) if on else signal.disconnect(slot)
        (page.viewport().installEventFilter if on else page.viewport().removeEventFilter)(self)
        page.looks = self.ranges if on else lambda block: []
        page.spacing.setting = self.setting if on else None
        if not on:
            self._soon.stop()
            self._take_away()
        # All paragraphs are laid out anew as they come in sight.
        document.markContentsDirty(0, document.characterCount() - 1)
        self._look_again()

    def show_now(self) -> None:
        """Show another text as it is at once, before it is painted for the first time."""
        self._show_in_sight()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._formats = Formats(look)
        self._look_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See that more or other paragraphs are in sight."""
        if event.type() == QEvent.Type.Resize:
            self._soon.start()
        return False

    # --- what paragraphs look like -----------------------------------------------------------------------

    def ranges(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        """The looks of a paragraph, in the places of its layout: what is painted in it counts."""
        text = block.text()
        line = line_of(self.structure, block.blockNumber(), text)
        if line.kind == PLAIN and not line.runs:
            return []
        painted_at, painted = Painted.into(block.layout())
        is_short = text.isascii() or utf16_length(text) == len(text)

        def place(index: int, is_start: bool) -> int:
            position = index if is_short else utf16_length(text[:index])
            return position + painted if painted and position >= painted_at + (not is_start) else position

        found = [
            self._range(place(run.start, True), place(run.end, False), line.kind, run.flags)
            for run in _filled(line, len(text))
        ]
        if found and line.kind != PLAIN and painted and painted_at == block.length() - 1:
            # Words offered at a heading's end look like it.
            found[-1].length += painted
        return found

    def _range(self, start: int, end: int, kind: int, flags: int) -> QTextLayout.FormatRange:
        one = QTextLayout.FormatRange()
        one.start = start
        one.length = end - start
        one.format = self._formats.of(kind, flags)
        return one

    def setting(self, block: QTextBlock) -> Setting | None:
        """How a paragraph is set, if otherwise than others."""
        line = line_of(self.structure, block.blockNumber(), block.text(), with_runs=False)
        if line.kind == BREAK:
            return Setting(is_centred=True)
        if 1 <= line.kind <= DEEPEST:
            return Setting()
        if line.kind == QUOTE:
            return Setting(inset=QUOTE_INSET * self.page.fontMetrics().averageCharWidth())
        return Setting(hang=utf16_length(block.text()[: line.hang])) if line.hang else None

    # --- when ----------------------------------------------------------------------------------------------

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        """Give what is edited its looks before Qt lays it out; only letters are asked for here."""
        document = self.page.document()
        first, last = document.findBlock(position), document.findBlock(position + added)
        first.setUserState(-1)
        if not last.isValid():
            last = document.lastBlock()
        if last.blockNumber() - first.blockNumber() > MOST_AT_ONCE:
            last.setUserState(-1)
            self._soon.start()
            return
        block = self._beside(first, -1)
        end = self._beside(last, 1).blockNumber()
        inside = range(first.blockNumber(), last.blockNumber() + 1)
        while block.isValid() and block.blockNumber() <= end:
            # Others have none yet, and get theirs when they come in sight.
            if block.blockNumber() in inside or block.userState() == self._generation:
                self._show(block)
            block = block.next()

    def _beside(self, block: QTextBlock, step: int) -> QTextBlock:
        """The farthest paragraph in one direction whose looks may hang on this one's words."""
        for _ in range(MOST_AT_ONCE // 2):
            other = block.next() if step > 0 else block.previous()
            if not other.isValid():
                return block
            block = other
            if self.structure.is_blank(block.blockNumber()):
                break
        return block

    def _look_again(self) -> None:
        """Look at everything again as it comes in sight: what lines are has changed, or colours have."""
        self._generation += 1
        if self._is_on:
            self._show_in_sight()

    def _show_in_sight(self, *_: int) -> None:
        if self._is_showing or not self._is_on:
            return
        self._soon.stop()
        page = self.page
        if page.is_changing:  # nobody may ask where paragraphs are until Qt has laid them out
            self._soon.start()
            return
        self._is_showing = True  # looks make paragraphs higher, which is told as scrolling
        try:
            first, last = page.in_sight()
            block = page.document().findBlock(first)
            for _step in range(AROUND):
                block = block.previous() if block.previous().isValid() else block
            below = 0
            while block.isValid() and below <= AROUND:
                if block.userState() != self._generation:
                    self._show(block)
                below += block.position() > last
                block = block.next()
        finally:
            self._is_showing = False

    def _show(self, block: QTextBlock) -> None:
        self.page.show_looks(block)
        block.setUserState(self._generation)

    def _take_away(self) -> None:
        block = self.page.document().firstBlock()
        while block.isValid():
            if block.userState() >= 0:
                block.setUserState(-1)
                self.page.show_looks(block)
            block = block.next()


def _filled(line: Line, length: int) -> list[Run]:
    """The runs of a line, and what lies between them if all of it is something."""
    if line.kind == PLAIN:
        return list(line.runs)
    found: list[Run] = []
    end = 0
    for run in line.runs:
        if run.start > end:
            found.append(Run(end, run.start, 0))
        found.append(run)
        end = run.end
    if end < length:
        found.append(Run(end, length, 0))
    return found
