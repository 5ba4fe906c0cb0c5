"""The quiet bar: how far the goals are reached, in the status bar, as thin lines under a few figures."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.editor.goals.progress import Goal
from desktop.editor.look import Look, current_look
from desktop.editor.messages.wording import in_a_row

LINE, GAP = 2, 4  # pixels
SIDE = 10  # pixels beside the lines, as the style sheet pads the words


@dataclass(frozen=True)
class Standing:
    """How far one goal is reached.

    Attributes:
        goal: Which one.
        words: What there is of it.
        wanted: What there is to be.
        more: What else is to be said of it, in words; "" for nothing.
    """

    goal: Goal
    words: int
    wanted: int
    more: str = ""

    @property
    def share(self) -> float:
        """The reached part, 0 to 1."""
        return min(1.0, max(0.0, self.words / self.wanted))


class GoalBar(QToolButton):
    """Shows one goal in figures, all of them as lines, and tells of them in a tooltip and to screen readers.

    Its `clicked` asks for more. It is as high as the other tools of the status bar, and so moves nothing when
    it comes or goes.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("goal_bar")
        # A click must not take the keyboard from the page; from the keyboard it is reached with F6, then Tab.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._standings: list[Standing] = []
        self._look = current_look()
        self.retranslate()
        self.hide()

    @property
    def standings(self) -> list[Standing]:
        """What is shown."""
        return self._standings

    def show_standings(self, standings: list[Standing]) -> None:
        """Show how far goals are reached, the most important first; nothing without any."""
        if standings == self._standings:
            return
        self._standings = standings
        self.retranslate()
        self.update()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._look = look
        self.update()

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.setAccessibleName(self.tr("Goals"))
        if not self._standings:
            self.setText("")
            self.setToolTip(self.tr("How far your goals are reached"))
            return
        first = self._standings[0]
        number = QLocale().toString
        reached = " \N{CHECK MARK}" if first.words >= first.wanted else ""
        self.setText(f"{number(first.words)} / {number(first.wanted)}{reached}")
        sentences = [self.in_words(standing) for standing in self._standings]
        self.setToolTip("\n".join(sentences))
        self.setAccessibleDescription(in_a_row(sentences))

    def in_words(self, standing: Standing) -> str:
        """Say in a sentence how far a goal is reached."""
        sentence = {
            Goal.DAY: self.tr("Today: {words} of {wanted} words."),
            Goal.SESSION: self.tr("This session: {words} of {wanted} words."),
            Goal.STORY: self.tr("This story: {words} of {wanted} words."),
        }[standing.goal]
        number = QLocale().toString
        said = sentence.format(words=number(standing.words), wanted=number(standing.wanted))
        return in_a_row([said, standing.more])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figures, and below them a line for each goal, side by side."""
        super().paintEvent(event)
        painter = QPainter(self)
        count = len(self._standings)
        width = (self.width() - 2 * SIDE - (count - 1) * GAP) / max(1, count)
        for number, standing in enumerate(self._standings):
            left, reached = SIDE + number * (width + GAP), width * standing.share
            for length, colour in ((width, self._look.hairline), (reached, self._look.accent)):
                line = QRectF(left, self.height() - LINE, length, LINE)
                if self.isRightToLeft():
                    line.moveRight(self.width() - left)
                painter.fillRect(line, colour)
