"""What hands do without changing a word: move, select, scroll, zoom, resize."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.campaigns.hands.base import CONTROL, LONGEST, NO_KEY, SHIFT, Body, FoundError
from tests.campaigns.hands.text import arriving

Key = Qt.Key
WAYS = {
    "left": Key.Key_Left,
    "right": Key.Key_Right,
    "up": Key.Key_Up,
    "down": Key.Key_Down,
    "home": Key.Key_Home,
    "end": Key.Key_End,
    "page up": Key.Key_PageUp,
    "page down": Key.Key_PageDown,
}
HELD = {"": NO_KEY, "shift": SHIFT, "control": CONTROL, "both": CONTROL | SHIFT}

OUT_OF_RANGE = "QTextCursor::setPosition: Position"


class Looking(Body):
    """The steps that leave a text as it is, and one that drops words from elsewhere."""

    def move(self, way: str, held: str, times: int = 1) -> None:
        """Move the cursor or the selection's end."""
        if way == "right" and held == "control" and self.sheet.page.ghost.text:
            held = ""  # it would accept a word
        if way.startswith("page") and held == "both":
            held = "shift"  # it would look for a heading, and there may be none
        for _ in range(times):
            self.press(WAYS[way], HELD[held])
        self.expect_no_ghost()

    def hold(self, key: str) -> None:
        """Press a modifier and let it go; the ghost stays."""
        keys = {"shift": Key.Key_Shift, "control": Key.Key_Control}  # Alt alone goes to the menu bar
        ghost = self.sheet.page.ghost.text
        self.press(keys[key])
        if self.sheet.page.ghost.text != ghost:
            raise FoundError("the ghost went when a key was held")

    def select_all(self) -> None:
        """Select everything."""
        self.press(Key.Key_A, CONTROL)
        if self.sheet.model.text:
            self.expect_no_ghost()

    def click(self, across: float, down: float, clicks: int = 1, held: str = "") -> None:
        """Click once to thrice."""
        place = self.place(across, down)
        for number in range(clicks):
            double = number % 2 == 1
            kind = QEvent.Type.MouseButtonDblClick if double else QEvent.Type.MouseButtonPress
            self.mouse(kind, place, HELD[held])
            self.mouse(QEvent.Type.MouseButtonRelease, place, HELD[held])
        if held == "shift":
            # Qt goes on from the paragraph that was clicked thrice, also when an undo has taken it since, and
            # is told by its own cursor that there is no such place: nothing is selected then.
            self.watch.complaints = [one for one in self.watch.complaints if OUT_OF_RANGE not in one]
        self.expect_no_ghost()

    def drag(self, across: float, down: float, to_across: float, to_down: float) -> None:
        """Select with the mouse; where a selection is, first let it go, which would be dragged away."""
        start, end = self.place(across, down), self.place(to_across, to_down)
        self.mouse(QEvent.Type.MouseButtonPress, start)
        if not self.sheet.page.textCursor().hasSelection():
            middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
            self.mouse(QEvent.Type.MouseMove, middle)
            self.mouse(QEvent.Type.MouseMove, end)
        self.mouse(QEvent.Type.MouseButtonRelease, end)
        self.expect_no_ghost()

    def drop(self, text: str, across: float, down: float) -> None:
        """Drop words that were dragged here from another program, whose beginning ended any composing."""
        QApplication.sendEvent(self.sheet.page, QInputMethodEvent())
        self.see()  # a drag takes so long that all is laid out
        data = QMimeData()
        data.setText(text)
        text = arriving(text)
        if self.length + len(text) > LONGEST:
            return
        view, place = self.sheet.page.viewport(), self.place(across, down)
        actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(place, actions, data, button, NO_KEY)
        QApplication.sendEvent(view, enter)
        QApplication.sendEvent(view, QDragMoveEvent(place, actions, data, button, NO_KEY))
        self.expect_no_ghost()  # it pushes letters along; the words must go where the writer sees them go
        there = self.sheet.position_at(place)
        event = QDropEvent(QPointF(place), actions, data, button, NO_KEY)
        if text and not self.is_drafting:
            self.sheet.model.replace(there, there, text, is_step=True)
        QApplication.sendEvent(view, event)

    def wheel(self, notches: float, held: str = "", pixels: int = 0) -> None:
        """Turn the wheel, or move two fingers."""
        view = self.sheet.page.viewport()
        spot = QPointF(view.rect().center())
        event = QWheelEvent(
            spot,
            view.mapToGlobal(spot),
            QPoint(0, pixels),
            QPoint(0, round(notches * 120)),
            Qt.MouseButton.NoButton,
            HELD[held],
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, event)

    def scroll(self, share: float) -> None:
        """Drag the scroll bar to a place."""
        bar = self.sheet.page.verticalScrollBar()
        bar.setValue(round(bar.minimum() + share * (bar.maximum() - bar.minimum())))

    def resize(self, width: int, height: int) -> None:
        """Make the window larger or smaller."""
        self.sheet.window.resize(width, height)

    def zoom(self, name: str) -> None:
        """Make letters larger or smaller."""
        self.sheet.window.actions_[f"zoom_{name}"].trigger()

    def full_screen(self) -> None:
        """Go to full screen, or back."""
        self.press(Key.Key_F11)
