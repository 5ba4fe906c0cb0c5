"""Comments and bookmarks, plugged into a window."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.margin.annotations import Mark
from desktop.editor.margin.kept_annotations import KeptAnnotations
from desktop.editor.margin.margin_column import MarginColumn
from desktop.editor.margin.margin_panel import MarginPanel
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.marks import mark_of
from desktop.engine.annotations.annotation import Kind
from desktop.engine.shown import shown

TOPIC = "comments"
MARKS = "comments"
SHOW_MILLISECONDS = 30  # behind an edit or a turn of the wheel
TOLD = 40  # characters of a place's words that are said


class Margin(QObject):
    """The comments and bookmarks of one window's text.

    Attributes:
        annotations: What there is.
        panel: The list of it, made when it is wanted first.
    """

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame, self._page = frame, frame.page
        self.annotations = KeptAnnotations(frame.page, frame.session)
        self.panel: MarginPanel | None = None
        self._column = MarginColumn(frame.page, self.annotations)
        self._underline = QTextCharFormat()
        self._underline.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        self._chosen = QTextCharFormat()
        self._has_marks = False
        self._show_soon = QTimer(self, interval=SHOW_MILLISECONDS, singleShot=True)
        self._show_soon.timeout.connect(self._show_marks)
        for happens in (
            self.annotations.changed,
            self.annotations.moved,
            frame.page.verticalScrollBar().valueChanged,
            frame.page.verticalScrollBar().rangeChanged,
        ):
            happens.connect(self._on_view)
        self.annotations.failed.connect(self._tell)
        self._column.clicked.connect(self._on_clicked)
        frame.actions.bind(
            comment=self.comment,
            bookmark=self.toggle_bookmark,
            next_mark=lambda: self.go_on(1),
            previous_mark=lambda: self.go_on(-1),
            resolve_comment=self.resolve,
            delete_mark=self.delete,
            margin_panel=self._show_panel,
        )
        frame.page.menu_opening.connect(self._add_to_menu)
        frame.follow_look(self._set_look)
        frame.leaving.connect(self._end)
        frame.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, when the writer comes back, what somebody else has kept."""
        if event.type() == QEvent.Type.WindowActivate:
            self.annotations.look()
        return False

    # --- commands ----------------------------------------------------------------------------------------

    def comment(self) -> None:
        """Comment on what is selected, else on the word at the cursor."""
        place = self._place(self._page.textCursor())
        if place is None:
            self._frame.remark(self.tr("There are no words here to comment on; select some."))
            return
        mark = self.annotations.comment(*place)
        if mark:
            self._open_panel().choose(mark.id, writes=True)

    def toggle_bookmark(self) -> None:
        """Put a bookmark into the cursor's paragraph, or take away the one that is there."""
        cursor = self._page.textCursor()
        block = self._page.document().findBlock(cursor.selectionStart())
        there = [
            mark
            for mark in self.annotations.between(block.position(), block.position() + block.length() - 1)
            if mark.annotation.kind is Kind.BOOKMARK and mark.start >= block.position()
        ]
        for mark in there:
            self.annotations.delete(mark.id)
        if there:
            self._frame.remark(self.tr("The bookmark is gone."))
        elif self.annotations.bookmark(cursor.selectionStart()):
            self._frame.remark(self.tr("Bookmark set."))

    def go_on(self, step: int) -> None:
        """Go to the next comment or bookmark for 1, the one before for -1; behind the last is the first."""
        marks = [mark for mark in self.annotations.placed if not mark.annotation.resolved]
        if not marks:
            self._frame.remark(self.tr("There are no comments or bookmarks in this text."))
            return
        at = self._page.textCursor().selectionStart()
        starts = [mark.start for mark in marks]
        number = bisect_right(starts, at) if step > 0 else bisect_left(starts, at) - 1
        mark = marks[number % len(marks)]
        self.go_to(mark)
        self._frame.remark(self._told(mark))

    def go_to(self, mark: Mark) -> None:
        """Put the cursor where one begins, and the keyboard on the page."""
        cursor = self._page.textCursor()
        cursor.setPosition(mark.start)
        self._page.setTextCursor(cursor)
        self._page.centerCursor()
        self._page.setFocus()
        if self.panel and self.panel.isVisible():
            self.panel.choose(mark.id)

    def resolve(self) -> None:
        """Say that the comment at hand is done with, or is not."""
        mark = self._at_hand(Kind.COMMENT)
        if mark:
            resolved = not mark.annotation.resolved
            self.annotations.resolve(mark.id, resolved)
            said = self.tr("The comment is done.") if resolved else self.tr("The comment is open again.")
            self._frame.remark(said)

    def delete(self) -> None:
        """Delete the comment or bookmark at hand."""
        mark = self._at_hand()
        if mark:
            self._delete(mark.id)

    # --- which one, and where ----------------------------------------------------------------------------

    def _place(self, cursor: QTextCursor) -> tuple[int, int] | None:
        """What is selected, else the word at the cursor, else the paragraph."""
        if cursor.hasSelection():
            return self._without_spaces(cursor.selectionStart(), cursor.selectionEnd())
        word = QTextCursor(cursor)
        word.select(QTextCursor.SelectionType.WordUnderCursor)
        if not word.selectedText().strip():
            word.select(QTextCursor.SelectionType.BlockUnderCursor)
            block = cursor.block()
            word.setPosition(block.position())
            word.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        if not word.selectedText().strip():
            return None
        return word.selectionStart(), word.selectionEnd()

    def _without_spaces(self, start: int, end: int) -> tuple[int, int] | None:
        """A stretch without the white space around it; None if it is nothing else."""
        document = self._page.document()
        while start < end and document.characterAt(start).isspace():
            start += 1
        while start < end and document.characterAt(end - 1).isspace():
            end -= 1
        return (start, end) if start < end else None

    def _at_hand(self, kind: Kind | None = None) -> Mark | None:
        """The one that is chosen where the keyboard is: in the panel, or at the cursor."""
        if self.panel and self.panel.isAncestorOf(self._frame.window.focusWidget() or self._page):
            found = self.panel.current
        else:
            at = self._page.textCursor().selectionStart()
            block = self._page.document().findBlock(at)
            near = self.annotations.between(at, at) or self.annotations.between(
                block.position(), block.position() + block.length() - 1
            )
            found = next((mark for mark in near if kind in (None, mark.annotation.kind)), None)
        if found is None or kind not in (None, found.annotation.kind):
            self._frame.remark(self.tr("There is no comment or bookmark here."))
            return None
        return found

    def _told(self, mark: Mark) -> str:
        words = shown(" ".join(self.annotations.words_of(mark).split()), TOLD)
        said = mark.annotation.words
        if mark.annotation.kind is Kind.COMMENT:
            return self.tr("Comment on “{words}”: {comment}").format(words=words, comment=said)
        if said:
            return self.tr("Bookmark {name}: “{words}”").format(name=said, words=words)
        return self.tr("Bookmark: “{words}”").format(words=words)

    # --- the panel ---------------------------------------------------------------------------------------

    def _open_panel(self) -> MarginPanel:
        if self.panel is None:
            self.panel = MarginPanel(self.annotations)
            self.panel.chosen.connect(self._on_chosen)
            self.panel.delete_asked.connect(self._delete)
            self.panel.back_asked.connect(self._bring_back)
            self.panel.place_asked.connect(self._place_lost)
            self.panel.left.connect(self._page.setFocus)
            self.panel.list.currentItemChanged.connect(self._on_view)
            self._frame.central.add_after(self.panel)
            if self._frame.look:
                self.panel.set_look(self._frame.look)
        self.panel.show()
        self._frame.actions["margin_panel"].setChecked(True)
        return self.panel

    def _show_panel(self) -> None:
        if self._frame.actions["margin_panel"].isChecked():
            self._open_panel().list.setFocus()
        elif self.panel:
            self.panel.hide()
            self._page.setFocus()
            self._on_view()

    def _on_clicked(self, key: str) -> None:
        mark = self.annotations.mark(key)
        if mark:
            self._open_panel()
            self.go_to(mark)

    def _on_chosen(self, key: str) -> None:
        mark = self.annotations.mark(key)
        if mark and mark.is_lost:
            self._frame.remark(self.tr("Its words are not in the text; select others, and place it there."))
        elif mark:
            self.go_to(mark)

    def _place_lost(self, key: str) -> None:
        place = self._place(self._page.textCursor())
        if place:
            self.annotations.place_at(key, *place)

    def _delete(self, key: str) -> None:
        mark = self.annotations.mark(key)
        if mark is None:
            return
        self.annotations.delete(key)
        is_comment = mark.annotation.kind is Kind.COMMENT
        said = self.tr("The comment is deleted.") if is_comment else self.tr("The bookmark is deleted.")
        self._frame.messages.say(TOPIC, said, [(self.tr("Bring it back"), self._bring_back)])

    def _bring_back(self) -> None:
        self._frame.messages.close_topic(TOPIC)
        mark = self.annotations.bring_back()
        if mark and self.panel and self.panel.isVisible():
            self.panel.choose(mark.id)

    def _add_to_menu(self, menu: QMenu, about: QTextCursor) -> None:
        menu.addSeparator()
        menu.addAction(self._frame.actions["comment"])
        menu.addAction(self._frame.actions["bookmark"])

    # --- the page ----------------------------------------------------------------------------------------

    def _on_view(self, *_: object) -> None:
        if not self._show_soon.isActive() and (self._has_marks or not self.annotations.is_empty):
            self._show_soon.start()

    def _show_marks(self) -> None:
        """Underline what is commented on in sight; what is chosen in the panel stands out."""
        first, last = self._page.in_sight()
        current = self.panel.current if self.panel and self.panel.isVisible() else None
        marks = []
        for mark in self.annotations.between(first, last):
            is_current = current is not None and mark.id == current.id
            if mark.annotation.kind is Kind.COMMENT and (is_current or not mark.annotation.resolved):
                place = cursor_between(self._page.document(), mark.start, mark.end)
                marks.append(mark_of(place, self._chosen if is_current else self._underline))
        if marks or self._has_marks:
            self._has_marks = bool(marks)
            self._page.set_marks(MARKS, marks)
        self._column.update()

    def _set_look(self, look: Look) -> None:
        self._underline.setUnderlineColor(look.accent)
        self._chosen = QTextCharFormat(self._underline)
        self._chosen.setBackground(look.found)
        self._column.set_look(look)
        if self.panel:
            self.panel.set_look(look)
        self._on_view()

    def _tell(self, sentence: str) -> None:
        self._frame.messages.say(TOPIC, sentence)

    def _end(self) -> None:
        self._show_soon.stop()
        self.annotations.end()
