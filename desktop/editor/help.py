"""The keys at a glance, and what Inkling is."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop.editor.keys import BY_NAME
from desktop.editor.look import Look
from desktop.editor.settings import Settings

SHEET = (
    ("While a suggestion stands at the cursor", ("accept", "accept_word", "dismiss")),
    ("Suggestions", ("ask", "next_alternative", "previous_alternative", "suggestions")),
    ("Story", ("continue", "retry", "stop", "undo")),
    ("Page", ("save", "open", "zoom_in", "zoom_out", "zoom_reset", "full_screen", "preferences", "help")),
)
EXPLANATION = (
    "Grey words are only an offer: type on and they go. Typing their own letters keeps them. "
    "What Continue writes, one Undo takes away."
)


class KeysSheet(QDialog):
    """A sheet that may lie beside the page while one writes."""

    def __init__(self, settings: Settings, look: Look, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle("Keys at a glance")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = QLabel(self._html(settings, look), self)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setWordWrap(True)
        text.setMinimumWidth(430)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 18)
        column.addWidget(text)
        column.addWidget(buttons)

    @staticmethod
    def _html(settings: Settings, look: Look) -> str:
        rows = []
        for title, names in SHEET:
            rows.append(f"<tr><td colspan='2' style='padding-top:12px'><b>{title}</b></td></tr>")
            for name in names:
                keys = QKeySequence(settings.keys_of(name)).toString(QKeySequence.SequenceFormat.NativeText)
                words = BY_NAME[name].title
                rows.append(
                    f"<tr><td style='padding:3px 28px 3px 0; color:{look.accent.name()}'>{keys or '—'}</td>"
                    f"<td style='padding:3px 0'>{words}</td></tr>"
                )
        return f"<table>{''.join(rows)}</table><p style='color:{look.quiet.name()}'>{EXPLANATION}</p>"


def about_text() -> str:
    """Return a few words about Inkling, for the About box."""
    try:
        number = version("inkling-desk")
    except PackageNotFoundError:
        number = "(not installed)"
    return (
        f"<h3>Inkling {number}</h3>"
        "<p>A desk for writing. Its small model runs on this machine alone: "
        "what you write is never sent anywhere.</p>"
    )
