"""Puts the chosen theme on all of the desk, dialogs and menus too."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.editor.look import LOOK_PROPERTY, Look
from desktop.editor.settings.settings import Choices, Settings

OF_THEMES = {"theme", "own_paper", "own_ink", "own_ghost", "own_dim"}


class Themes(QObject):
    """Follows the writer's choice, or the system."""

    def __init__(self, settings: Settings, parent: QObject):
        super().__init__(parent)
        self._settings = settings
        settings.changed.connect(self._on_settings)
        self._wear()

    def _on_settings(self, names: frozenset[str]) -> None:
        if names & OF_THEMES:
            self._wear()

    def _wear(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        look = look_of(self._settings.choices)
        if look == application.property(LOOK_PROPERTY):
            return
        application.setProperty(LOOK_PROPERTY, look)
        scheme = Qt.ColorScheme.Unknown
        if look:
            scheme = Qt.ColorScheme.Dark if look.is_dark else Qt.ColorScheme.Light
        # For what the palette does not colour: title bars, and menus of the system.
        QGuiApplication.styleHints().setColorScheme(scheme)
        application.setPalette(look.palette() if look else QPalette())


def look_of(choices: Choices) -> Look | None:
    """The colours of the chosen theme; None for the system's."""
    if choices.theme == "own":
        return Look.own(choices.own_paper, choices.own_ink, choices.own_ghost, choices.own_dim)
    return Look.of_theme(choices.theme)
