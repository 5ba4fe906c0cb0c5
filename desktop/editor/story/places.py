"""Begins again where the writer left off in each text."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.editor.documents.exact_text import place_near
from desktop.editor.frame.frame import Frame
from desktop.engine.stories.left_off import LeftOff


class Places(QObject):
    """Notes the cursor's place whenever a text goes, and puts it there when the text comes back.

    Args:
        frame: The window's parts.
        story: Gives the folder of the story that a file is part of, if it is.
        opened: Gives the folder of the story that the window has open, if it has one.

    Attributes:
        known: What was noted.
    """

    def __init__(self, frame: Frame, story: Callable[[Path], Path | None], opened: Callable[[], Path | None]):
        super().__init__(frame)
        self._page, self._session, self._settings = frame.page, frame.session, frame.settings
        self._story, self._opened = story, opened
        self.known = LeftOff()
        self._shown: Path | None = None
        frame.session.about_to_replace.connect(self.note)
        frame.session.document_replaced.connect(self._on_another_text)
        frame.session.renamed.connect(self._on_renamed)
        frame.leaving.connect(self.note)

    def note(self) -> None:
        """Note the place in the text that is on the page."""
        path = self._session.path
        if path:
            self.known.note(path, self._page.textCursor().position(), self._story(path))

    def _on_another_text(self) -> None:
        path = self._session.path
        if path == self._shown:  # read again: the cursor stays
            return
        self._shown = path
        self._remember(path)
        if path and (place := self.known.place(path)):
            cursor = self._page.textCursor()
            cursor.setPosition(place_near(self._page.document(), place))
            self._page.setTextCursor(cursor)
            self._page.look_around()

    def _on_renamed(self) -> None:
        self._shown = self._session.path
        self._remember(self._shown)

    def _remember(self, path: Path | None) -> None:
        self._settings.update(last_open=str(self._opened() or path or ""))
