"""The side of the page where lines end: panels beside one another, or stacked where that is too wide."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QWidget

from desktop.editor.frame.panels import Panels


class Side(QScrollArea):
    """Panels that the writer opens and closes.

    Where a low window has no room for all that stand one above the other, they scroll.

    Attributes:
        panels: The panels.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self.setWidget(self._splitter)
        self.panels = Panels(self._splitter, self)
        self.panels.opened.connect(self._on_opened)
        self._opened: QWidget | None = None
        # Once there is a layout with it.
        self._reveal_soon = QTimer(self, interval=0, singleShot=True)
        self._reveal_soon.timeout.connect(self._reveal_opened)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def is_cramped(self, room: int) -> bool:
        """Whether the open panels stand otherwise than they would in a room of so many pixels."""
        if not self.panels.open():
            return False
        is_stacked = self._splitter.orientation() == Qt.Orientation.Vertical
        return is_stacked != self._is_stacked_in(room) or self.width() > max(room, self.minimumWidth())

    def fit(self, room: int) -> int:
        """Let the open panels stand as there is room for them.

        Args:
            room: How wide they may be together, in pixels.

        Returns:
            How wide they are to be: as wide as they like, as there is room, never less than they need.
        """
        panels = self.panels.open()
        if not panels:
            return 0
        usual, least = [_usual(panel) for panel in panels], [_least(panel) for panel in panels]
        if self._is_stacked_in(room):
            self._splitter.setOrientation(Qt.Orientation.Vertical)
            self._splitter.setSizes([panel.sizeHint().height() for panel in self.panels.all()])
            beside, wide, narrow = self.verticalScrollBar().sizeHint().width(), max(usual), max(least)
        else:
            self._splitter.setOrientation(Qt.Orientation.Horizontal)
            self._splitter.setSizes([_usual(panel) for panel in self.panels.all()])
            beside, wide, narrow = self._handles(panels), sum(usual), sum(least)
        self.setMinimumWidth(narrow + beside)
        return max(narrow + beside, min(wide + beside, room))

    def _is_stacked_in(self, room: int) -> bool:
        panels = self.panels.open()
        return len(panels) > 1 and sum(map(_usual, panels)) + self._handles(panels) > room

    def _handles(self, panels: list[QWidget]) -> int:
        return self._splitter.handleWidth() * (len(panels) - 1)

    def _on_opened(self, panel: QWidget) -> None:
        self._opened = panel
        self._reveal_soon.start()

    def _reveal_opened(self) -> None:
        if self._opened:
            self.ensureWidgetVisible(self._opened, 0, 0)

    def _on_focus(self, _: QWidget | None, widget: QWidget | None) -> None:
        if widget and self.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, 0)


def _least(panel: QWidget) -> int:
    return max(panel.minimumWidth(), panel.minimumSizeHint().width())


def _usual(panel: QWidget) -> int:
    return max(panel.sizeHint().width(), _least(panel))
