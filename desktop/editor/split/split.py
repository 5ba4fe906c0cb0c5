"""The split view, plugged into a window: two places of one text, or another text to look into."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.documents.exact_text import place_near
from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.messages.engine_words import told
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.split.mirror import Mirror
from desktop.editor.split.second_view import SecondView
from desktop.engine.documents.documents import Document, disk_state, read_document
from desktop.engine.errors import InklingError
from desktop.engine.files.file_stamp import DiskState
from desktop.engine.shown import shown

TOPIC = "split"


class Split(QObject):
    """Opens and closes the second view of one window.

    All is written on the page itself: what is found, marked, suggested and counted is there. The second view
    shows another place of the same text, which follows each edit; to write at that place the two are swapped.
    Or it shows another text, to look something up.

    Args:
        frame: The window's parts.
        open_file: Opens a file to be written in.

    Signals:
        text_shown: Another text is in the second view, or another place of this one; the view's page, and the
            other text's file or None.

    Attributes:
        view: The second view; None while there is none.
    """

    text_shown = Signal(object, object)

    def __init__(self, frame: Frame, open_file: Callable[[Path], object]):
        super().__init__(frame)
        self._frame, self._page = frame, frame.page
        self._open_file = open_file
        self.view: SecondView | None = None
        self._mirror: Mirror | None = None
        self._other: Path | None = None
        self._document: Document | None = None  # of the other text, as it was read
        frame.actions.bind(
            split_view=self.turn,
            split_text=self.choose_text,
            split_swap=self.swap,
            split_below=self._place,
        )
        frame.settings.changed.connect(self._on_settings)
        frame.follow_look(self._set_look)
        frame.follow_language(self._show_title)
        frame.session.document_replaced.connect(self._show_title)
        frame.session.renamed.connect(self._show_title)
        frame.leaving.connect(self.close)
        frame.window.installEventFilter(self)
        self._enable()

    # --- opening and closing -----------------------------------------------------------------------------

    def turn(self) -> None:
        """Show another place of the same text, or close the second view."""
        if self.view:
            self.close()
        else:
            self.show_same()

    def show_same(self) -> None:
        """Show the same text once more, at the place where the cursor is."""
        view = self._open()
        self._forget_other()
        self._mirror = Mirror(self._page.document(), view.page)
        cursor = view.page.textCursor()
        cursor.setPosition(self._page.textCursor().position())
        view.page.setTextCursor(cursor)
        view.page.centerCursor()
        self._show_title()
        self.text_shown.emit(view.page, None)

    def choose_text(self) -> None:
        """Ask for another text, and show it."""
        path = self._frame.dialogs.file_to_open(
            self._frame.window, shown(self._frame.settings.choices.folder)
        )
        if path:
            self.show_text(path)
        elif self.view is None:
            self._enable()

    def show_text(self, path: Path) -> None:
        """Show another text, to be read."""
        if self._frame.session.path and os.path.realpath(path) == os.path.realpath(self._frame.session.path):
            self.show_same()  # as it is on the page, not as it was saved last
            return
        try:
            document = read_document(path)
        except InklingError as error:
            self._frame.messages.say(TOPIC, told(error.sentence))
            self._enable()
            return
        view = self._open()
        self._forget_other()
        self._other, self._document = path.absolute(), document
        view.page.setPlainText(document.text)
        self._show_title()
        self.text_shown.emit(view.page, self._other)
        view.page.setFocus()

    def close(self) -> None:
        """Leave nothing but the page."""
        if self.view is None:
            return
        self._forget_other()
        had_keys = self.view.page.hasFocus()
        self.view.hide()
        self.view.deleteLater()
        self.view = None
        self._enable()
        if had_keys:
            self._page.setFocus()

    def _open(self) -> SecondView:
        if self.view is None:
            actions = self._frame.actions
            names = ("split_swap", "split_text", "split_below", "split_view")
            self.view = SecondView([actions[name] for name in names])
            self.view.page.chosen.connect(self.swap)
            self.view.page.refused.connect(self._say_how_to_write)
            self.view.page.zoom_asked.connect(self._frame.settings.zoom)
            self._frame.central.add_second(self.view)
            self._set_shape()
            self._place()
            if self._frame.look:
                self.view.set_look(self._frame.look)
        self._enable()
        return self.view

    def _forget_other(self) -> None:
        if self._mirror:
            self._mirror.end()
            self._mirror.deleteLater()
        self._mirror, self._other, self._document = None, None, None

    def _enable(self) -> None:
        actions, is_open = self._frame.actions, self.view is not None
        actions["split_view"].setChecked(is_open)
        for name in ("split_swap", "split_below"):
            actions[name].setEnabled(is_open)

    # --- the two sides -----------------------------------------------------------------------------------

    def swap(self) -> None:
        """Write where the second view is, which goes where the page was; another text is opened."""
        if self.view is None:
            return
        if self._other:
            self._open_file(self._other)
            return
        there, here = self.view.page.textCursor(), self._page.textCursor()
        moved = self._at(self._page.document(), there)
        self.view.page.setTextCursor(self._at(self.view.page.document(), here))
        self.view.page.centerCursor()
        self._page.setTextCursor(moved)
        self._page.centerCursor()
        self._page.setFocus()

    def _say_how_to_write(self) -> None:
        self._frame.remark(self.tr("Here one only reads; Return goes there to write."))

    def _at(self, document: QTextDocument, cursor: QTextCursor) -> QTextCursor:
        """A cursor of one document that selects what another selects in the other."""
        return cursor_between(document, cursor.anchor(), cursor.position())

    def _place(self) -> None:
        below = self._frame.actions["split_below"].isChecked()
        self._frame.central.set_second_side(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)

    # --- following ---------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the other text anew, when the writer comes back, if it has changed."""
        comes = event.type() == QEvent.Type.WindowActivate and self.view and self._other and self._document
        if comes and disk_state(self._other, self._document) is DiskState.CHANGED:  # type: ignore[arg-type]
            self._read_anew(self.view, self._other)  # type: ignore[arg-type]
        return False

    def _read_anew(self, view: SecondView, path: Path) -> None:
        try:
            self._document = read_document(path)
        except InklingError as error:
            self._frame.messages.say(TOPIC, told(error.sentence))
            return
        position, line = view.page.textCursor().position(), view.page.verticalScrollBar().value()
        view.page.setPlainText(self._document.text)
        cursor = view.page.textCursor()
        cursor.setPosition(place_near(view.page.document(), position))
        view.page.setTextCursor(cursor)
        view.page.verticalScrollBar().setValue(line)

    def _show_title(self) -> None:
        if self.view:
            name = shown(self._other.name) if self._other else self._frame.session.name
            same = self.tr("{name}, another place").format(name=name)
            self.view.show_title(self.tr("{name}, to be read").format(name=name) if self._other else same)

    def _on_settings(self, names: frozenset[str]) -> None:
        if self.view:
            self._set_shape()

    def _set_shape(self) -> None:
        choices = self._frame.settings.choices
        page = self.view.page if self.view else None
        if page and (page.shape, page.font()) != (self._page.shape, self._page.font()):
            page.set_shape(self._page.shape, choices.font_family, choices.font_points)

    def _set_look(self, look: Look) -> None:
        if self.view:
            self.view.set_look(look)
