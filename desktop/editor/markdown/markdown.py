"""A window's Markdown: its looks, and the keys that write its marks."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCursor

from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.markdown.markdown_looks import MarkdownLooks
from desktop.editor.markdown.marking import (
    Change,
    Stretch,
    as_heading,
    going_on,
    has_mark,
    heading_level,
    with_mark,
    word_at,
    words_of,
)
from desktop.editor.page.long_paragraphs import is_continuation
from desktop.editor.page.page import Page
from desktop.editor.structure.text_structure import TextStructure
from desktop.engine.documents.documents import MARKDOWN_SUFFIXES
from desktop.engine.utf16 import utf16_index, utf16_length

NAME = "keys"  # of what is wanted of the structure
MOST_LINES = 2000  # that one key marks
EMPHASIS, STRONG = 1, 2  # stars


class Markdown(QObject):
    """Shows Markdown in texts that are Markdown, and marks what is selected.

    Args:
        frame: The window's parts.
        structure: Of the text; it knows whether that is Markdown.
    """

    def __init__(self, frame: Frame, structure: TextStructure):
        super().__init__(frame)
        self._frame = frame
        self._page = frame.page
        self._structure = structure
        self.looks = MarkdownLooks(frame.page, structure)
        self._beside: MarkdownLooks | None = None  # of the second view
        self._path_beside: Path | None = None
        frame.actions.bind(
            markdown=self._turn,
            bold=lambda: self._mark(STRONG),
            italic=lambda: self._mark(EMPHASIS),
            heading_1=lambda: self._head(1),
            heading_2=lambda: self._head(2),
            heading_3=lambda: self._head(3),
            no_heading=lambda: self._head(0),
            continue_list=self._continue_by_menu,
        )
        frame.keys.add("continue_list", self._is_in_list, self._continue_list)
        frame.follow_look(self._set_look)
        frame.session.document_replaced.connect(self._on_another_text)
        # The same text may be saved as one of the other kind.
        frame.session.renamed.connect(structure.look_at_name)
        structure.markdown_changed.connect(self._follow)
        frame.settings.changed.connect(self._on_settings)
        self._follow()

    # --- on and off --------------------------------------------------------------------------------------

    def _turn(self) -> None:
        on = self._frame.actions["markdown"].isChecked()
        self._structure.take_for_markdown(on)
        self._follow()

    def _on_settings(self, names: frozenset[str]) -> None:
        if "markdown" in names:
            self._follow()

    def _on_another_text(self) -> None:
        self._structure.begin_another()
        self._follow()
        self.looks.show_now()

    def _follow(self, *_: object) -> None:
        choice, chosen = self._frame.settings.choices.markdown, self._structure.chosen
        self._structure.take_all_for_markdown(choice == "always")
        on = self._structure.is_markdown and (choice != "never" or chosen is True)
        self._frame.actions["markdown"].setChecked(on)
        self.looks.turn(on)
        self._follow_beside()

    def show_beside(self, page: Page, path: Path | None) -> None:
        """Show the second view's text as what it is, too.

        Args:
            page: The second view's.
            path: The file of another text; None for another place of this one.
        """
        if self._beside is None or self._beside.page is not page:
            named = TextStructure(page.document(), lambda: False)
            self._beside = MarkdownLooks(page, named)
            page.destroyed.connect(self._forget_beside)
        self._path_beside = path
        self._follow_beside()
        self._beside.show_now()

    def _forget_beside(self) -> None:
        self._beside = None

    def _follow_beside(self) -> None:
        beside, path = self._beside, self._path_beside
        if beside is None:
            return
        choice = self._frame.settings.choices.markdown
        named = path is not None and path.suffix.lower() in MARKDOWN_SUFFIXES
        on = self.looks.is_on if path is None else choice == "always" or (choice == "named" and named)
        beside.structure.take_for_markdown(on)
        beside.turn(on)

    def _set_look(self, look: Look) -> None:
        self.looks.set_look(look)
        if self._beside:
            self._beside.set_look(look)

    # --- marks -------------------------------------------------------------------------------------------

    def _mark(self, width: int) -> None:
        """Put stars around the words that are selected, or around the word at the cursor; or take them."""
        page, cursor = self._page, self._page.textCursor()
        if self._is_refused():
            return
        found = list(self._selected_words(cursor))
        if not found:
            self._type_marks(cursor, "*" * width)
            return
        on = not all(has_mark(stretch, width) for _, stretch in found)
        changes = [
            (block, change)
            for block, stretch in reversed(found)
            for change in with_mark(block.text(), stretch, width, on)
        ]
        had_selection = cursor.hasSelection()
        first, last = found[0], found[-1]
        ends = [_cursor_at(first[0], first[1].start), _cursor_at(last[0], last[1].end)]
        place = QTextCursor(cursor)
        # Marks are put in outside of what is selected.
        ends[1].setKeepPositionOnInsert(True)
        place.setKeepPositionOnInsert(place.position() == ends[1].position())
        self._change(changes)
        if had_selection:
            cursor.setPosition(ends[0].position())
            cursor.setPosition(ends[1].position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(place.position())
        page.setTextCursor(cursor)

    def _selected_words(self, cursor: QTextCursor) -> Iterator[tuple[QTextBlock, Stretch]]:
        document = self._page.document()
        first, last = (document.findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        block = first
        for _ in range(MOST_LINES):
            text = block.text()
            start = utf16_index(text, cursor.selectionStart() - block.position()) if block == first else 0
            end = utf16_index(text, cursor.selectionEnd() - block.position()) if block == last else len(text)
            if not cursor.hasSelection():
                word = word_at(text, start)
                start, end = word or (0, 0)
            stretch = words_of(text, start, end)
            if stretch:
                yield block, stretch
            if block == last or not block.next().isValid():
                return
            block = block.next()

    def _type_marks(self, cursor: QTextCursor, mark: str) -> None:
        """Put two marks where there are no words yet, with the cursor between them."""
        place = cursor.selectionStart()
        cursor.setPosition(place)
        self._page.edits.replace(cursor, mark + mark)
        cursor.setPosition(place + len(mark))
        self._page.setTextCursor(cursor)

    def _head(self, level: int) -> None:
        """Make headings of the lines that are selected, or no longer."""
        page, cursor = self._page, self._page.textCursor()
        if self._is_refused():
            return
        document = page.document()
        block, last = (document.findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        while is_continuation(block):
            block = block.previous()
        lines: list[QTextBlock] = []
        while block.isValid() and block.position() <= last.position() and len(lines) < MOST_LINES:
            if not is_continuation(block) and (block.length() > 1 or block == last):
                lines.append(block)
            block = block.next()
        if all(heading_level(one.text()) == level for one in lines):
            level = 0
        self._structure.want(NAME, True)  # from now on
        underlines = self._structure.structure.underlines
        changes: list[tuple[QTextBlock, Change]] = []
        for one in reversed(lines):
            if one.blockNumber() + 1 in underlines:
                changes.append(
                    (one, Change(len(one.text()), len(one.text()) + 1 + one.next().length() - 1, ""))
                )
            changes.append((one, as_heading(one.text(), level)))
        self._change(changes)

    def _change(self, changes: list[tuple[QTextBlock, Change]]) -> None:
        """Make changes, the last one in the text first, in one undo step."""
        if not changes:
            return
        places = []
        for block, (start, end, text) in changes:
            line = block.text()
            first = block.position() + utf16_length(line[:start])
            # Of a line that goes with the one before there is more than the words.
            behind = end - len(line) if end > len(line) else 0
            places.append((first, block.position() + utf16_length(line[:end]) + behind, text))
        self._page.edits.change(places)
        self._page.ensureCursorVisible()

    def _is_refused(self) -> bool:
        page = self._page
        page.end_composing()
        return page.isReadOnly() or page.forward_only.refuses()

    # --- lists -------------------------------------------------------------------------------------------

    def _is_in_list(self) -> bool:
        page, cursor = self._page, self._page.textCursor()
        if not self._structure.is_markdown or cursor.hasSelection() or page.is_composing or page.isReadOnly():
            return False
        text = cursor.block().text()
        begins = going_on(text, utf16_index(text, cursor.positionInBlock()))
        return begins is not None and (bool(begins) or not page.forward_only.is_on)

    def _continue_by_menu(self) -> None:
        if self._is_in_list():
            self._continue_list()

    def _continue_list(self) -> None:
        """Begin the next item, or end the list where the last one has no words."""
        page, cursor = self._page, self._page.textCursor()
        text = cursor.block().text()
        begins = going_on(text, utf16_index(text, cursor.positionInBlock()))
        page.ghost.clear()
        if begins:
            page.edits.replace(cursor, f"\n{begins}")
        else:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            page.edits.replace(cursor, "")
        page.setTextCursor(cursor)
        page.make_room()


def _cursor_at(block: QTextBlock, index: int) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + utf16_length(block.text()[:index]))
    return cursor
