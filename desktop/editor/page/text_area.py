"""A text area whose every edit is its own: typed, composed, deleted, pasted, dropped, undone.

Qt's widget moves the cursor, selects and paints. Whatever changes the text is done by `Edits`, and
only then is the cursor brought in sight; `edits.py` says why the two must not mix.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.editor.page.edits import Edits
from desktop.editor.page.forward_only import ForwardOnly
from desktop.editor.page.ghost import Looks, no_looks, other_formats, place_in
from desktop.editor.page.long_paragraphs import has_long_paragraph, plain_text, same_place
from desktop.editor.page.marks import Marks
from desktop.editor.page.seen_text import SeenText
from desktop.editor.page.typed_keys import DIRECTIONS, MOVES, Typed, deletion, is_alien, typed_text
from desktop.engine.documents.taken_in import taken_in
from desktop.engine.utf16 import utf16_length


class TextArea(SeenText):
    """Plain text in paragraphs, however long, with undo steps that a writer would expect.

    Signals:
        typed: The writer has typed these characters at the cursor (keys or an input method; not paste, undo).

    Attributes:
        edits: Makes all edits of the text.
        forward_only: Keeps the writer from going back, for as long as a draft lasts.
        make_way: Selects what goes as something is about to be typed, and says what is typed in the end.
        improve: Says what stands in the end in the place of what was typed and, maybe, of what stood before.
        looks: What the letters of a paragraph look like, with what is painted in it counted.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        document = self.document()
        self.edits = Edits(document)
        self.make_way: Callable[[QTextCursor, str], str] = lambda cursor, text: text
        self.improve: Callable[[Typed], Typed | None] = lambda typed: None
        self.looks: Looks = no_looks
        self.forward_only = ForwardOnly(self)
        self._typing = False
        self._composing = False
        self._composed_in = place_in(document.firstBlock())
        self._is_changing = False
        self._marks = Marks(self)
        self._going_back = False
        document.contentsChange.connect(self._on_contents_change)
        document.contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    # --- what others ask ---------------------------------------------------------------------------------

    @property
    def is_typing(self) -> bool:
        """True while a typed character is being put into the document."""
        return self._typing

    @property
    def is_changing(self) -> bool:
        """True from an edit until Qt has laid it out; nobody may ask for a place on the page meanwhile."""
        return self._is_changing

    @property
    def is_going_back(self) -> bool:
        """True while an edit is being undone or redone."""
        return self._going_back

    @property
    def is_composing(self) -> bool:
        """Whether an input method is composing."""
        return self._composing

    def toPlainText(self) -> str:
        """Return the whole text as it goes into a file."""
        return plain_text(self.document())

    def setPlainText(self, text: str) -> None:
        """Put a text on the page in place of what is there, with no way back."""
        self.end_composing()
        self.edits.end_step()
        if not has_long_paragraph(text):
            super().setPlainText(text)
            return
        super().setPlainText("")
        document = self.document()
        document.setUndoRedoEnabled(False)
        self.edits.replace(QTextCursor(document), text)
        document.setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        document.setModified(False)

    def setTextCursor(self, cursor: QTextCursor) -> None:
        """Go to another place, or select; what is composed goes in where it is, not there."""
        here = self.textCursor()
        is_there = (cursor.position(), cursor.anchor()) == (here.position(), here.anchor())
        if not (is_there or self._typing or self.edits.is_editing):
            self.end_composing()
        super().setTextCursor(cursor)

    def selectAll(self) -> None:
        """Select the whole text, with what is composed."""
        self.end_composing()
        super().selectAll()

    def moveCursor(
        self,
        operation: QTextCursor.MoveOperation,
        mode: QTextCursor.MoveMode = QTextCursor.MoveMode.MoveAnchor,
    ) -> None:
        """Move the cursor, from behind what is composed."""
        self.end_composing()
        super().moveCursor(operation, mode)

    def set_marks(self, name: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Show some stretches of text marked; each `name` has its own marks."""
        self._marks.set(name, marks)
        self._show_marks()

    def show_looks(self, block: QTextBlock) -> None:
        """Show the letters of a paragraph as they look now."""
        layout = block.layout()
        looks, before = self.looks(block), layout.formats()
        if not looks and not before:
            return
        formats = [*looks, *other_formats(layout)]
        if formats != before:
            layout.setFormats(formats)
            self.document().markContentsDirty(block.position(), block.length())

    def one_undo_step(self, cursor: QTextCursor, join: bool = False) -> AbstractContextManager[None]:
        """Make the cursor edits inside one undo step, as `Edits.one_step` does."""
        return self.edits.one_step(cursor, join)

    def end_composing(self) -> None:
        """Let the input method put in what it has composed, as the writer turns to something else."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._composing:  # it does not answer
            self._composing = False
            self._forget_composed()

    def _forget_composed(self) -> None:
        """Paint no longer what was composed, wherever the cursor is by now."""
        block = self._composed_in.block()
        block.layout().setPreeditArea(-1, "")
        block.layout().setFormats(self.looks(block))
        self.document().markContentsDirty(block.position(), block.length())
        # Qt has its own cursor in what is composed. It would remove what is selected, were there anything
        # left to be composed or not.
        start = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 0, 1, None)
        self._compose(QInputMethodEvent("", [start]))

    # --- commands ----------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Undo, and show what stands around the place."""
        self._go_back(super().undo)

    def redo(self) -> None:
        """Redo, and show what stands around the place."""
        self._go_back(super().redo)

    def _go_back(self, step: Callable[[], None]) -> None:
        if self.forward_only.refuses():
            return
        self.end_composing()
        self.edits.end_step()
        self._going_back = True
        try:
            step()
        finally:
            self._going_back = False
        self.look_around()

    def cut(self) -> None:
        """Move the selection to the clipboard."""
        self.copy()
        with self.edits.moving():
            self.delete_selection()

    def delete_selection(self) -> None:
        """Delete what is selected."""
        self.end_composing()
        if self.textCursor().hasSelection() and not self.isReadOnly():
            self._delete(QTextCursor.MoveOperation.NoMove)

    # --- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type or edit here what the key says; let Qt move, select and copy."""
        if is_alien(event):
            event.ignore()
            return
        text = typed_text(event)
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif text:
            self.end_composing()
            self._type(text)
        elif not self._edit_by_key(event):
            self._move_by_key(event)

    def _edit_by_key(self, event: QKeyEvent) -> bool:
        """Do what an editing key does. Says whether it was one."""
        if event.key() in DIRECTIONS:
            return True
        for key, command in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
            (QKeySequence.StandardKey.Cut, self.cut),
            (QKeySequence.StandardKey.Paste, self.paste),
        ):
            if event.matches(key):
                command()
                return True
        towards = deletion(event)
        if towards is None:
            return False
        self.end_composing()
        self._delete(towards)
        return True

    def _move_by_key(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            self.end_composing()  # Qt counts what is composed as letters on the way to the next word
        # Without its text, since Qt types the text of keys that mean nothing to it.
        silent = QKeyEvent(event.type(), event.key(), event.modifiers(), "", event.isAutoRepeat())
        before = self.textCursor().position()
        super().keyPressEvent(silent)
        after = self.textCursor().position()
        if after != before and same_place(self.document(), before, after):
            super().keyPressEvent(silent)  # that was but from one piece of a long paragraph to the next
        event.setAccepted(silent.isAccepted())

    def _type(self, text: str, tells: bool = True) -> None:
        """Type at the cursor, and say so unless it is not to be told."""
        cursor = self.textCursor()
        if text and not (text := self.make_way(cursor, text)):
            return
        self._typing = True
        try:
            self.edits.type(cursor, text)
            text = self._improved(cursor, text)
            self._show_edited(cursor)
        finally:
            self._typing = False
        if text and tells:
            self.typed.emit(text)

    def _improved(self, cursor: QTextCursor, text: str) -> str:
        """Put something better in the place of what was typed, which undo brings back; give it."""
        end = cursor.position()
        better = self.improve(Typed(end - utf16_length(text), end, text)) if text else None
        if better is None:
            return text
        cursor.setPosition(better.start)
        cursor.setPosition(better.end, QTextCursor.MoveMode.KeepAnchor)
        self.edits.replace(cursor, better.text)
        return better.text

    def _delete(self, towards: QTextCursor.MoveOperation) -> None:
        if self.forward_only.refuses():
            return
        cursor = self.textCursor()
        self.edits.delete(cursor, towards)
        self._show_edited(cursor)

    def _show_edited(self, cursor: QTextCursor) -> None:
        with self.edits.unnoticed():
            self.setTextCursor(cursor)
        # Qt lets the cursor be seen at every key that it does itself; so it does when editing begins.
        flags = self.textInteractionFlags()
        self.setTextInteractionFlags(flags & ~Qt.TextInteractionFlag.TextEditable)
        self.setTextInteractionFlags(flags)
        self.make_room()

    # --- input methods -----------------------------------------------------------------------------------

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Put in what an input method has composed; let Qt show what it is composing."""
        if self.isReadOnly():
            super().inputMethodEvent(event)
            return
        was_composing, self._composing = self._composing, bool(event.preeditString())
        text = taken_in(event.commitString())
        moved = self._composed_in.block() != self.textCursor().block()  # by words that went in meanwhile
        if was_composing and (moved or text or event.replacementLength() or not self._composing):
            self._forget_composed()
        self._select_replaced(event)
        if text:
            # Whoever suggests words waits until nothing is composed any more.
            self._type(text, tells=not self._composing)
        elif (self._composing or event.replacementLength()) and self.textCursor().hasSelection():
            self._type("")
        if self._composing:
            self._composed_in = place_in(self.textCursor().block())
            self._compose(QInputMethodEvent(event.preeditString(), event.attributes()))
        event.accept()

    def _compose(self, event: QInputMethodEvent) -> None:
        with self.edits.unnoticed():
            super().inputMethodEvent(event)
        self.show_looks(self.textCursor().block())
        self._show_marks()  # what is composed moves the letters behind it

    def _select_replaced(self, event: QInputMethodEvent) -> None:
        """Select what an input method wants to put its words in place of, beside what is selected already.

        So that its words replace all of that in one undo step. Its places are those without the selection.
        """
        if not event.replacementLength() or not self.forward_only.may_replace(event):
            return
        cursor = self.textCursor()
        first, behind = cursor.selectionStart(), cursor.selectionEnd()
        start = max(0, first + event.replacementStart())
        end = start + event.replacementLength()
        if start <= first <= end:
            end += behind - first
        else:
            self._type("")  # what is selected lies elsewhere
        last = self.document().characterCount() - 1
        cursor.setPosition(min(last, start))
        cursor.setPosition(min(last, end), QTextCursor.MoveMode.KeepAnchor)
        with self.edits.unnoticed():
            super().setTextCursor(cursor)

    # --- changes -----------------------------------------------------------------------------------------

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        # Nobody may ask for a place on the page until Qt has laid it out again.
        self._is_changing = True

    def _on_contents_changed(self) -> None:
        if self._is_changing:
            self._is_changing = False
            self._show_marks()

    def _on_cursor_moved(self) -> None:
        self.forward_only.hold()
        if not self.edits.is_editing:
            self.edits.end_step()
            self.end_composing()

    def _show_marks(self, *_: str) -> None:
        if not self._is_changing:
            self._marks.show()
