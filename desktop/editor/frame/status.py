"""The status bar: words, passing remarks, and the model with the provider it really runs on."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from desktop.editor.fitting import ElidedButton, ElidedLabel
from desktop.editor.inference.requests import LoadedModel
from desktop.editor.messages.device_words import device_words
from desktop.editor.messages.engine_words import told
from desktop.engine.documents.encodings import encoding_label

REMARK_MILLISECONDS = 5000


class Status(QStatusBar):
    """What the writer may want to know at a glance.

    Signals:
        model_clicked: The writer wants to choose a model.
    """

    model_clicked = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.words = QLabel()
        self.remark = ElidedLabel()
        self._remark_end = QTimer(self, interval=REMARK_MILLISECONDS, singleShot=True)
        self._remark_end.timeout.connect(self.remark.clear)
        self.language = QLabel()
        self.language.setObjectName("language")
        self.language.hide()
        self.model = ElidedButton()
        self.model.clicked.connect(self.model_clicked)
        self.encoding = ElidedButton(name="encoding_button")
        self.encoding.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        tools = QWidget()
        self._tools = QHBoxLayout(tools)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self._tools.setSpacing(0)
        self.addWidget(self.words)
        self.addWidget(self.remark, 1)
        for widget in (self.language, tools, self.encoding, self.model):
            self.addPermanentWidget(widget)
        self.show_words(0)
        self.show_no_model()

    def retranslate(self) -> None:
        """Say what stays the same in the language that is spoken now."""
        self.setAccessibleName(self.tr("Status"))
        self.model.setToolTip(self.tr("The model that suggests, and what it runs on"))
        self.encoding.setToolTip(self.tr("How the letters are written in the file"))
        self.language.setText(self.tr("Another language"))
        self.language.setToolTip(
            self.tr("The model has not learned this language, so it suggests nothing here")
        )

    def add_tool(self, tool: QWidget) -> None:
        """Put a feature's label or button between the words and what is said of file and model."""
        self._tools.addWidget(tool)
        self.setTabOrder(tool, self.encoding)  # as they stand, not as they were made
        self.setTabOrder(self.encoding, self.model)

    def add_encoding_actions(self, actions: Sequence[QAction]) -> None:
        """Say what can be done about the encoding, in a menu of its button."""
        self.encoding.addActions(list(actions))

    def show_encoding(self, encoding: str) -> None:
        """Show how the document's file is written, as Python names it."""
        self.encoding.setText(told(encoding_label(encoding)))

    def show_foreign(self, is_foreign: bool) -> None:
        """Show, in a quiet word, that the model does not know the language of the text."""
        self.language.setVisible(is_foreign)

    def show_words(self, count: int) -> None:
        """Show how many words the document has."""
        self.words.setText(self.tr("%Ln word(s)", None, count))

    def say(self, remark: str) -> None:
        """Show a passing remark."""
        self.remark.setText(remark)
        self._remark_end.start()

    def show_model(self, model: LoadedModel) -> None:
        """Show the model in use."""
        self.model.setText(f"{model.name}  ·  {model.device.provider}")
        runs_on = self.tr("The model that suggests; it runs on {device}")
        self.model.setToolTip(runs_on.format(device=device_words(model.device)))

    def show_loading(self) -> None:
        """Show that a model is on its way."""
        self.model.setText(self.tr("Loading the model…"))
        self.retranslate()

    def show_no_model(self) -> None:
        """Show that there is no model."""
        self.model.setText(self.tr("No model"))
        self.retranslate()
