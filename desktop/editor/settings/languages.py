"""Which languages the desk speaks: those that it has a catalogue for, and English, which the code is in."""

from PySide6.QtCore import QLocale

from desktop.engine.folders import resources_folder

SYSTEM = "system"  # the choice of the system's
CATALOGUES = resources_folder() / "translations"


def _own_name(language: str, others: list[str]) -> str:
    """Return what a language calls itself, so that those who cannot read the others find it."""
    if language == "en":
        return "English"  # Qt calls it American
    locale = QLocale(language)
    name = locale.nativeLanguageName()
    name = name[:1].upper() + name[1:]
    is_one_of_many = sum(other.split("_")[0] == language.split("_")[0] for other in others) > 1
    return f"{name} ({locale.nativeTerritoryName()})" if is_one_of_many else name


def _found() -> list[str]:
    prefix = "inkling_"
    found = sorted(path.stem.removeprefix(prefix) for path in CATALOGUES.glob(f"{prefix}*.qm"))
    return ["en", *(name for name in found if name != "en")]


LANGUAGES = {name: _own_name(name, _found()) for name in _found()}
