"""The language that the desk speaks, one of those that it has a catalogue for.

Words stand in the code in English, marked with Qt's `tr` and `translate`, and are looked up whenever they
are shown. The catalogues are in `resources/translations`; the English one has only the forms for one and for
many. `installer/translate.sh` brings them up to date.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication

from desktop.editor.settings.languages import CATALOGUES, LANGUAGES
from desktop.editor.settings.settings import Settings

log = logging.getLogger(__name__)


def spoken_language(choice: str, understood: Sequence[str]) -> str:
    """Return the language to speak, one of `LANGUAGES`.

    Args:
        choice: What the writer has chosen: one of `LANGUAGES`, or `SYSTEM`.
        understood: The system's languages, the preferred one first, as `QLocale.uiLanguages` gives them. One
            of another country, or script, is taken for want of better, such as Simplified Chinese for any.
    """
    if choice in LANGUAGES:
        return choice
    by_first_part = {name.split("_")[0]: name for name in reversed(LANGUAGES)}
    for tag in understood:
        name = tag.replace("-", "_")
        if name in LANGUAGES:
            return name
        if name.split("_")[0] in by_first_part:
            return by_first_part[name.split("_")[0]]
    return "en"


class Language(QObject):
    """Lets Qt speak the language that the settings name, and another one as soon as they do.

    Widgets learn of a change by `QEvent.LanguageChange`.

    Attributes:
        name: Which of `LANGUAGES` is spoken.
        code: ISO 639 code of that language.
    """

    name: str
    code: str

    def __init__(self, settings: Settings, parent: QObject | None = None):
        super().__init__(parent)
        self._settings = settings
        self._translators: list[QTranslator] = []
        settings.changed.connect(self._on_settings)
        self._speak()

    def end(self) -> None:
        """Leave Qt as it was."""
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._translators.clear()
        QLocale.setDefault(QLocale.system())
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

    def _on_settings(self, names: frozenset[str]) -> None:
        if "language" in names:
            self.end()
            self._speak()

    def _speak(self) -> None:
        system = QLocale.system()
        name = spoken_language(self._settings.choices.language, system.uiLanguages())
        self.name, self.code = name, name.split("_")[0]
        wanted = QLocale(name)
        # Menus begin where the words in them do. (Qt knows that of its own catalogue, if it has one.)
        QGuiApplication.setLayoutDirection(wanted.textDirection())
        # Numbers are written as the words around them are.
        QLocale.setDefault(system if system.language() == wanted.language() else wanted)
        self._install(CATALOGUES / f"inkling_{name}.qm")
        of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._install(of_qt / f"qtbase_{name}.qm")

    def _install(self, catalogue: Path) -> None:
        translator = QTranslator(self)
        if translator.load(str(catalogue)):
            QCoreApplication.installTranslator(translator)
            self._translators.append(translator)
        else:
            log.warning("The translation %s is missing, so some words will be English.", catalogue)
