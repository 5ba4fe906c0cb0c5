"""The preferences' part on what the model runs on: the choice, what has come of it, and what was measured."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from desktop.editor.inference.requests import LoadedModel
from desktop.editor.inference.worker import Worker
from desktop.editor.messages.device_words import PROVIDERS, device_words, measured_words, provider_words
from desktop.editor.settings.settings import Settings


class DeviceChoice(QWidget):
    """Offers what this installation has; follows the model while it is open."""

    def __init__(self, settings: Settings, worker: Worker, parent: QWidget | None = None):
        super().__init__(parent)
        self._settings = settings
        self._worker = worker
        self._choice = QComboBox()
        self._choice.setObjectName("provider")
        self._choice.activated.connect(lambda index: settings.update(provider=self._choice.itemData(index)))
        self._facts = QLabel()
        self._facts.setObjectName("device")
        self._facts.setWordWrap(True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusProxy(self._choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._choice)
        column.addWidget(self._facts)
        worker.loaded.connect(self._show)
        worker.placed.connect(self._show)
        worker.load_failed.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        model = self._worker.model
        chosen = self._settings.choices.provider
        offered = {"auto", "cpu", chosen, *(model.offered if model else ())}
        self._choice.clear()
        for provider in PROVIDERS:
            if provider in offered:
                self._choice.addItem(provider_words(provider), provider)
        self._choice.setCurrentIndex(max(0, self._choice.findData(chosen)))
        self._facts.setText("\n".join(self._lines(model)) if model else "")
        self._facts.setVisible(model is not None)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all lines in sight."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        # Layouts in layouts do not ask a text how high it is at the width that it gets.
        self._facts.setMinimumHeight(max(0, self._facts.heightForWidth(self.width())))  # -1 while empty

    def _lines(self, model: LoadedModel) -> list[str]:
        lines = [self.tr("Now: {device}").format(device=device_words(model.device))]
        if model.verdict:
            return [*lines, *measured_words(model.verdict)]
        if len(model.offered) > 1 and self._settings.choices.provider == "auto":
            lines.append(self.tr("Inkling will measure what is fastest when you have typed and then rest."))
        return lines
