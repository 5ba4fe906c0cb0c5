"""Figures with their titles, one a line, each of which can be reached with Tab, read and copied."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel

GAP = 24  # pixels between title and figure


class FigureForm(QFormLayout):
    """Shows figures by name."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(GAP)
        self._labels: dict[str, QLabel] = {}

    def add(self, name: str, title: str, wraps: bool = False) -> None:
        """Make a line for a figure, or more lines if it is long and may wrap."""
        label = self._labels[name] = QLabel()
        label.setWordWrap(wraps)
        label.setObjectName(name)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addRow(title, label)

    def show(self, name: str, figure: str) -> None:
        """Show a figure."""
        self._labels[name].setText(figure)

    def shown(self, name: str) -> str:
        """What is shown of a figure."""
        return self._labels[name].text()
