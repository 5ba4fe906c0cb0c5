"""Bars above the page that say what the writer should know, while the writer goes on writing."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.editor.fitting import ElidedButton
from desktop.editor.messages.wording import in_a_row, listed

Answer = tuple[str, Callable[[], object]]


class Messages(QWidget):
    """One bar for each topic, the newest lowest."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._bars: dict[str, Bar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def say(self, topic: str, sentence: str, answers: Sequence[Answer] = ()) -> None:
        """Show a sentence, in place of an older one on the same topic.

        Args:
            topic: What it is about, as `close_topic` knows it.
            sentence: What to say.
            answers: Words and what they do; each also closes the bar. There is always a button to dismiss it.
        """
        self.close_topic(topic)
        self.setAccessibleName(self.tr("Messages"))
        bar = Bar(sentence, [*answers, (self.tr("Dismiss"), lambda: None)], self)
        bar.closed = lambda: self.close_topic(topic)
        self._bars[topic] = bar
        self._column.addWidget(bar)
        self.show()
        buttons = [button for one in self._bars.values() for button in one.buttons.values()]
        for button, following in pairwise(buttons):  # as they stand, not as they were made
            self.setTabOrder(button, following)
        # Eyes see a bar come; ears must be told, and what can be answered (F6 leads there).
        heard = in_a_row([sentence, listed(bar.buttons)])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, heard))

    def sentence(self, topic: str) -> str:
        """Return what is said on a topic; empty when nothing is."""
        bar = self._bars.get(topic)
        return bar.sentence if bar else ""

    def answer(self, topic: str, words: str) -> None:
        """Press a bar's button."""
        self._bars[topic].buttons[words].click()

    def close_topic(self, topic: str) -> None:
        """Close the bar on a topic, if there is one."""
        bar = self._bars.pop(topic, None)
        if bar:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))


class Bar(QFrame):
    """A sentence and the buttons for its answers."""

    def __init__(self, sentence: str, answers: Sequence[Answer], parent: QWidget):
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.sentence = sentence
        self.closed: Callable[[], None] = lambda: None
        self.buttons: dict[str, QToolButton] = {}
        label = QLabel(sentence, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._answers = QWidget(self)
        buttons = QHBoxLayout(self._answers)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addStretch(1)
        for words, action in answers:
            buttons.addWidget(self._button(words, action))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(24, 7, 16, 7)
        self._row.addWidget(label, 1)
        self._row.addWidget(self._answers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers below the sentence where there is too little room beside it."""
        super().resizeEvent(event)
        is_narrow = self.width() < 2 * self._answers.sizeHint().width()
        sides = QBoxLayout.Direction
        self._row.setDirection(sides.TopToBottom if is_narrow else sides.LeftToRight)

    def _button(self, words: str, action: Callable[[], object]) -> QToolButton:
        def answer() -> None:
            self.closed()  # first, since the action may have something else to say
            action()

        button = ElidedButton(self, "answer", answer)
        button.setText(words)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.buttons[words] = button
        return button
