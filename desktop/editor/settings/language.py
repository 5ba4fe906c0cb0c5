"""The language that the desk speaks: English, or Simplified Chinese.

Words stand in the code in English, marked with Qt's `tr` and `translate`, and are looked up whenever they
are shown. The catalogues are in `resources/translations`; the English one has only the forms for one and for
many. `installer/translate.sh` brings them up to date.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from desktop.editor.settings.languages import LANGUAGES
from desktop.editor.settings.settings import Settings
from desktop.engine.folders import resources_folder

log = logging.getLogger(__name__)

CATALOGUES = resources_folder() / "translations"


def spoken_language(choice: str, understood: Sequence[str]) -> str:
    """Return the language to speak, one of `LANGUAGES`.

    Args:
        choice: What the writer has chosen: one of `LANGUAGES`, or `SYSTEM`.
        understood: The system's languages, the preferred one first, as `QLocale.uiLanguages` gives them. Any
            Chinese is taken for Simplified Chinese, for want of better.
    """
    if choice in LANGUAGES:
        return choice
    by_first_part = {name.split("_")[0]: name for name in LANGUAGES}
    first_parts = (tag.replace("_", "-").split("-")[0] for tag in understood)
    return next((by_first_part[part] for part in first_parts if part in by_first_part), "en")


class Language(QObject):
    """Lets Qt speak the language that the settings name, and another one as soon as they do.

    Widgets learn of a change by `QEvent.LanguageChange`.

    Attributes:
        code: ISO 639 code of the language that is spoken.
    """

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

    def _on_settings(self, names: frozenset[str]) -> None:
        if "language" in names:
            self.end()
            self._speak()

    def _speak(self) -> None:
        system = QLocale.system()
        name = spoken_language(self._settings.choices.language, system.uiLanguages())
        self.code = name.split("_")[0]
        # Numbers are written as the words around them are.
        wanted = QLocale(name)
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
