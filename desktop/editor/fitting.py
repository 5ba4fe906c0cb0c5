"""Windows that fit their screen, however large its letters are, and words that fit their place."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStyleOptionViewItem,
    QStylePainter,
    QToolButton,
    QWidget,
)

FILLED = 0.9  # of a small screen, at most: a window's frame and the desktop's bars need room, too
USUAL_HEIGHT = 18  # pixels, of the letters of common desktops; the largest of them
FEW_LETTERS = 6  # of a button's words must be seen, at least


def fitting(widget: QWidget, size: QSize) -> QSize:
    """Return a size as it fits the widget's letters and its screen.

    Args:
        widget: A window.
        size: What it needs for letters that are `USUAL_HEIGHT` high.
    """
    scale = max(1.0, widget.fontMetrics().height() / USUAL_HEIGHT)
    return (size * scale).boundedTo(widget.screen().availableSize() * FILLED)


class ElidedLabel(QLabel):
    """A line that takes the room there is, and ends in dots where that is too little; a tooltip says it all.

    A plain label makes the window as wide as its words.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many of the words as there is room for."""
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text() if words != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, words)


class ElidedButton(QToolButton):
    """A button that becomes narrower than its words where there is no room for all of them.

    It is reached with Tab, but a click leaves the keyboard where it is.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        name: str = "",
        action: Callable[[], object] | None = None,
    ):
        """Make a button of a name that does `action`, if any, when it is clicked."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action:
            self.clicked.connect(lambda: action())

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters."""
        hint = super().sizeHint()
        least = hint.width() - self.fontMetrics().horizontalAdvance(self.text()[FEW_LETTERS:])
        return QSize(max(0, least), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many of the words as there is room for."""
        hint = self.sizeHint().width()
        if self.width() >= hint:
            super().paintEvent(event)
            return
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        margins = hint - self.fontMetrics().horizontalAdvance(self.text())
        room = max(0, self.width() - margins)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)


def draw_words(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    words: str,
    colour: QColor,
    at_end: bool = False,
) -> None:
    """Draw as many words into a part of a list's row as there is room for.

    Args:
        painter: Has the font.
        option: The row's.
        rect: Where, as from left to right.
        words: Them.
        colour: Theirs.
        at_end: Where lines end, rather than where they begin; Qt turns both round from right to left.
    """
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.setPen(colour)
    place = QStyle.visualRect(option.direction, option.rect, rect)
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)
