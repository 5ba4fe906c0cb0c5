"""Tells screen readers what the ghost says: it is painted, not in the text, so they cannot find it."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop.editor.page.page import Page

PAUSE_MILLISECONDS = 500  # say it when the writer pauses, not over every key


class Announcer(QObject):
    """Announces the page's ghost, once the writer pauses, and whatever else it is given."""

    def __init__(self, page: Page):
        super().__init__(page)
        self._page = page
        self._pause = QTimer(self, interval=PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._say_ghost)
        page.ghost.changed.connect(self._on_ghost_changed)

    def say(self, sentence: str) -> None:
        """Announce a sentence now, politely (it does not interrupt what is being said)."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._page, sentence))

    def _on_ghost_changed(self, text: str) -> None:
        if text and QAccessible.isActive():
            self._pause.start()
        else:
            self._pause.stop()

    def _say_ghost(self) -> None:
        if self._page.ghost.text:
            self.say(self.tr("Suggestion: {words}").format(words=self._page.ghost.text.strip()))
