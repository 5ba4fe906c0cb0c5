"""Going round the parts of a window by key: page, bars, panels, buttons."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.editor.frame.frame import Frame


class Parts(QObject):
    """Binds the keys for the next part and the one before; Esc, where it means nothing else, leads back.

    A part is whatever stands above, below and beside the page and has something for the keyboard. Where the
    keyboard has been in a part before, there it goes again.
    """

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        frame.actions.bind(next_part=lambda: self.go(1), previous_part=lambda: self.go(-1))
        frame.window.installEventFilter(self)

    def go(self, step: int) -> None:
        """Give the keyboard to a part: the next one for 1, the one before for -1."""
        parts = [part for part in self._all() if _first(part) is not None]
        focused = QApplication.focusWidget()
        here = next((n for n, part in enumerate(parts) if focused and _holds(part, focused)), None)
        start = parts.index(self._frame.page) if here is None else here
        part = parts[(start + step) % len(parts)]
        target = _first(part)
        if target:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc that nobody wanted, on its way up from what has the keyboard."""
        page = self._frame.page
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not page.hasFocus()
        ):
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False

    def _all(self) -> list[QWidget]:
        frame = self._frame
        return [frame.toolbar, *frame.central.parts(), frame.status]


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)


def _first(part: QWidget) -> QWidget | None:
    """Where the keyboard goes in a part: where it was last, or else first; None if there is no such place."""
    last = part.focusWidget()
    if last and _takes_keys(last):
        return last
    if _takes_keys(part):
        return part
    # Where one begins to read, not what was made first, as in Qt's own chain.
    inside = [widget for widget in part.findChildren(QWidget) if _takes_keys(widget)]
    return min(inside, key=lambda widget: _place(widget, part), default=None)


def _place(widget: QWidget, part: QWidget) -> tuple[int, int]:
    """From above to below, and in the direction of reading."""
    middle = widget.mapTo(part, widget.rect().center())
    return middle.y(), -middle.x() if part.isRightToLeft() else middle.x()


def _takes_keys(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
