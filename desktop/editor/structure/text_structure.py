"""Which lines of a page are headings, scene breaks, code, quotes; found anew only where it is edited."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from desktop.books.prose.lines import (
    BLANK,
    CHAPTER,
    DASHES,
    EQUALS,
    PROSE,
    QUOTED,
    Structure,
    kind_of,
    structure_of,
)
from desktop.books.prose.wrapping import LineEnd, meaning_of_line_ends
from desktop.editor.page.long_paragraphs import PARAGRAPH_SEPARATOR, is_continuation

REST_MILLISECONDS = 60  # in which several edits are told as one
SAMPLE = 1000  # lines that tell what a line end means
_IS_PROSE = frozenset((PROSE, CHAPTER, QUOTED))
_AS_PROSE = bytes(ord("x") if kind in _IS_PROSE else ord(" ") for kind in range(256))
_NOTHING = bytes((PROSE, PROSE + 1))  # prose and blank lines, which say nothing


class TextStructure(QObject):
    """The structure of one text, while somebody wants it; else nothing is done for it.

    A line is one of Qt's blocks.

    Args:
        document: The text.
        is_named: Whether its name says that it is Markdown.

    Signals:
        changed: Headings have come, gone or changed their words; some time after the edit.
        markdown_changed: The text is taken for Markdown from now on, or no longer.
    """

    changed = Signal()
    markdown_changed = Signal(bool)

    def __init__(self, document: QTextDocument, is_named: Callable[[], bool]):
        super().__init__(document)
        self._document = document
        self._is_named = is_named
        self._wanted_by: set[str] = set()
        self._chosen: bool | None = None
        self._all_markdown = False
        self._was_markdown = self.is_markdown
        self._kinds = bytearray()
        self._structure: Structure | None = None
        self._lines_are_paragraphs: bool | None = None
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.changed)

    # --- Markdown or plain text --------------------------------------------------------------------------

    @property
    def is_markdown(self) -> bool:
        """Whether marks in the text are Markdown: what the writer has chosen, else what its name says."""
        if self._chosen is not None:
            return self._chosen
        return self._all_markdown or self._is_named()

    @property
    def chosen(self) -> bool | None:
        """What the writer has chosen for this text; None if its name decides."""
        return self._chosen

    def take_all_for_markdown(self, on: bool) -> None:
        """Take all texts for Markdown, whatever their names say, or no longer."""
        self._all_markdown = on
        self.look_at_name()

    def take_for_markdown(self, on: bool) -> None:
        """Take this text for Markdown, or for plain text, whatever its name says."""
        self._chosen = on
        self.look_at_name()

    def look_at_name(self) -> None:
        """See whether the text's name says something else now."""
        if self.is_markdown != self._was_markdown:
            self._was_markdown = self.is_markdown
            self._structure = None
            self.markdown_changed.emit(self.is_markdown)
            self._tell_soon()

    def begin_another(self) -> None:
        """Another text is there, for which the writer has chosen nothing."""
        self._chosen = None
        self.look_at_name()

    # --- lines -------------------------------------------------------------------------------------------

    def want(self, name: str, on: bool) -> None:
        """Keep the structure from now on, for somebody of that name, or no longer."""
        was_wanted = bool(self._wanted_by)
        (self._wanted_by.add if on else self._wanted_by.discard)(name)
        if bool(self._wanted_by) == was_wanted:
            return
        if on:
            self._kinds = bytearray(self._kinds_between(0, self._document.blockCount() - 1))
            self._document.contentsChange.connect(self._on_contents_change)
        else:
            self._document.contentsChange.disconnect(self._on_contents_change)
            self._rest.stop()
            self._kinds = bytearray()
        self._structure = self._lines_are_paragraphs = None

    @property
    def structure(self) -> Structure:
        """Headings and the like, as the text is now; nothing while nobody wants it."""
        if self._structure is None:
            self._structure = structure_of(self._kinds, self.line, self.is_markdown)
        return self._structure

    def kind(self, number: int) -> int:
        """The kind of a line, one of those of `desktop.books.prose.lines`."""
        return self._kinds[number] if 0 <= number < len(self._kinds) else PROSE

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._kinds)

    def is_blank(self, number: int) -> bool:
        """Whether there is nothing in a line."""
        return self.kind(number) == BLANK

    @property
    def lines_are_paragraphs(self) -> bool:
        """Whether each line is a paragraph of its own, rather than each stretch between empty lines."""
        if self._lines_are_paragraphs is None:
            self._lines_are_paragraphs = self._are_lines_paragraphs()
        return self._lines_are_paragraphs

    def _are_lines_paragraphs(self) -> bool:
        prose = self._kinds.translate(_AS_PROSE)
        stretches = prose.count(b" x") + prose.startswith(b"x")
        if prose.count(b"x") <= 2 * stretches:
            return False  # most have an empty line below
        sample = [
            self.line(number) if kind in _IS_PROSE else "" for number, kind in enumerate(self._kinds[:SAMPLE])
        ]
        return meaning_of_line_ends(sample) is LineEnd.PARAGRAPH

    def line(self, number: int) -> str:
        """A line of the text."""
        return self._document.findBlockByNumber(number).text()

    def _kinds_between(self, first: int, last: int) -> list[int]:
        document = self._document
        block = document.findBlockByNumber(first)
        if first == last:
            return [_kind(block, block.text())]
        cursor = QTextCursor(block)
        end = document.findBlockByNumber(last)
        cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        # In one piece: to ask a hundred thousand blocks for their text takes ten times as long.
        kinds = list(map(kind_of, cursor.selectedText().split(PARAGRAPH_SEPARATOR)))
        for number in range(first, last + 1):
            if kinds[number - first] not in _NOTHING and is_continuation(document.findBlockByNumber(number)):
                kinds[number - first] = PROSE
        return kinds

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        document = self._document
        first = max(0, document.findBlock(position).blockNumber())
        last = document.findBlock(position + added).blockNumber()
        if last < 0:  # Qt counts the document's end as added when all of it is replaced
            last = document.blockCount() - 1
        grown = document.blockCount() - len(self._kinds)
        old_end = last + 1 - grown
        kinds = bytes(self._kinds_between(first, last))
        old = bytes(self._kinds[first:old_end])
        self._kinds[first:old_end] = kinds
        is_same = old == kinds
        if not is_same:
            self._structure = None
        elif self.kind(last + 1) in (EQUALS, DASHES):
            self._structure = None  # its words may make it a heading or none
            is_same = False
        if grown:
            self._lines_are_paragraphs = None
        if not is_same or kinds.strip(_NOTHING):
            self._tell_soon()

    def _tell_soon(self) -> None:
        if self._wanted_by and not self._rest.isActive():
            self._rest.start()


def _kind(block: QTextBlock, text: str) -> int:
    return PROSE if is_continuation(block) else kind_of(text)
