"""The keys at a glance, and what Inkling is."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.editor.fitting import fitting
from desktop.editor.inference.requests import LoadedModel
from desktop.editor.look import Look
from desktop.editor.messages.device_words import device_words
from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.keys import BY_NAME
from desktop.editor.settings.settings import Settings

WIDTH = 66  # letters
SHEET = (
    (
        QT_TRANSLATE_NOOP("KeysSheet", "While a suggestion stands at the cursor"),
        ("accept", "accept_word", "dismiss"),
    ),
    (
        QT_TRANSLATE_NOOP("KeysSheet", "Suggestions"),
        ("ask", "next_alternative", "previous_alternative", "suggestions"),
    ),
    (QT_TRANSLATE_NOOP("KeysSheet", "Story"), ("continue", "retry", "stop", "undo")),
    (
        QT_TRANSLATE_NOOP("KeysSheet", "Co-writer"),
        ("next_words", "take_word_1", "ways", "bridge", "rephrase"),
    ),
    (
        QT_TRANSLATE_NOOP("KeysSheet", "Chapters of a story"),
        (
            "next_chapter",
            "previous_chapter",
            "new_chapter",
            "rename_chapter",
            "split_chapter",
            "go_to_chapters",
            "find_in_story",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("KeysSheet", "Page"),
        (
            "save",
            "open",
            "find",
            "replace",
            "next_misspelled",
            "palette",
            "next_part",
            "zoom_in",
            "zoom_out",
            "zoom_reset",
            "focus",
            "full_screen",
            "preferences",
            "help",
        ),
    ),
)


class KeysSheet(QDialog):
    """A sheet that may lie beside the page while one writes."""

    def __init__(self, settings: Settings, look: Look, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self._look = look
        text = self._text = QLabel(self)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        area = self._area = QScrollArea(self)  # for large letters, and small screens
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 18)
        column.addWidget(area)
        column.addWidget(buttons)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keys at a glance"))
        self._text.setText(self._html())
        self._area.setAccessibleName(self.windowTitle())
        width = WIDTH * self.fontMetrics().averageCharWidth()
        beside = QSize(self._area.verticalScrollBar().sizeHint().width() + 56, 110)
        self.resize(fitting(self, QSize(width, self._text.heightForWidth(width)) + beside))

    def _html(self) -> str:
        rows = []
        key_style = f"padding:3px 28px 3px 0; color:{self._look.accent.name()}"
        for title, names in SHEET:
            words = translate("KeysSheet", title)
            rows.append(f"<tr><td colspan='2' style='padding-top:12px'><b>{words}</b></td></tr>")
            for name in names:
                keys = QKeySequence(self._settings.keys_of(name)).toString(
                    QKeySequence.SequenceFormat.NativeText
                )
                words = BY_NAME[name].title
                rows.append(
                    f"<tr><td style='{key_style}'>{keys or '—'}</td>"
                    f"<td style='padding:3px 0'>{words}</td></tr>"
                )
        explanation = self.tr(
            "Grey words are only an offer: type on and they go. Typing their own letters keeps them. "
            "What Continue writes, one Undo takes away."
        )
        return f"<table>{''.join(rows)}</table><p style='color:{self._look.quiet.name()}'>{explanation}</p>"


def about_text(model: LoadedModel | None = None) -> str:
    """Return a few words about Inkling and the model in use, for the About box."""
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and hardly ever needed

    try:
        number = version("inkling-desk")
    except PackageNotFoundError:
        number = translate("About", "(not installed)")
    words = translate(
        "About",
        "A desk for writing. Its small model runs on this machine alone: "
        "what you write is never sent anywhere.",
    )
    text = f"<h3>Inkling {number}</h3><p>{words}</p>"
    if model is None:
        return text
    runs_on = translate("About", "{model} runs on {device}.")
    in_use = runs_on.format(model=model.name, device=device_words(model.device))
    return f"{text}<p>{escape(in_use)}</p>"
