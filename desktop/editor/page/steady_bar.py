"""A vertical scroll bar that does not come and go with each breaking of lines."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit

REST_MILLISECONDS = 400
_Policy = Qt.ScrollBarPolicy


class SteadyBar(QObject):
    """Keeps the bar's room while a text needs it.

    When a plain text edit becomes wider or narrower, Qt counts one line for each paragraph until it has
    broken their lines anew. In a text of one paragraph there is nothing to scroll then, so the bar goes, the
    page becomes wider, all lines are broken once more, the bar comes back: without an end. So a bar that is
    not needed stays until that has been true for a while.

    Args:
        page: Whose bar it is.
    """

    def __init__(self, page: QPlainTextEdit):
        super().__init__(page)
        self._page, self._bar = page, page.verticalScrollBar()
        self._is_allowed = True
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._follow)
        self._bar.rangeChanged.connect(self._on_range)

    def allow(self, allowed: bool) -> None:
        """Let there be a bar, if it is needed, or never."""
        self._is_allowed = allowed
        self._follow()

    def _on_range(self, least: int, most: int) -> None:
        if most > least:
            self._rest.stop()
            self._follow()
        elif not self._rest.isActive():
            self._rest.start()

    def _follow(self) -> None:
        needed = self._bar.maximum() > self._bar.minimum()
        wanted = _Policy.ScrollBarAlwaysOn if needed else _Policy.ScrollBarAsNeeded
        policy = wanted if self._is_allowed else _Policy.ScrollBarAlwaysOff
        if self._page.verticalScrollBarPolicy() != policy:
            self._page.setVerticalScrollBarPolicy(policy)
