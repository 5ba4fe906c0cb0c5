"""Which dictionaries there are: those that come with the desk, the writer's, the system's, LibreOffice's."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.folders import data_folder, resources_folder

FOLDER_VARIABLE = "DICPATH"  # Hunspell's own
_SYSTEM = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
)
_OFFICES = (
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice*/share/extensions",
    "/snap/libreoffice/current/lib/libreoffice/share/extensions",
)


@dataclass(frozen=True)
class Dictionary:
    """A Hunspell dictionary.

    Attributes:
        code: Its language, and mostly a country, as its file says: "en_GB", "fr", "de_DE_frami".
        words: The .dic file; the .aff file lies beside it.
    """

    code: str
    words: Path

    @property
    def language(self) -> str:
        """ISO 639 code of the language."""
        return self.code.split("_")[0].lower()


def own_folder() -> Path:
    """Where the writer can put dictionaries."""
    return data_folder() / "dictionaries"


def dictionary_folders() -> list[Path]:
    """All folders that may have some; the first one that has a language gives it."""
    named = os.environ.get(FOLDER_VARIABLE, "").split(os.pathsep)
    folders = [own_folder(), *(Path(name) for name in named if name)]
    if sys.platform == "darwin":
        folders += [Path.home() / "Library" / "Spelling", Path("/Library/Spelling")]
    elif sys.platform != "win32":
        folders += [Path.home() / ".local" / "share" / "hunspell", *map(Path, _SYSTEM)]
    folders += _of_offices()
    return [*folders, resources_folder() / "dictionaries"]


def find_dictionaries(folders: Iterable[Path] | None = None) -> list[Dictionary]:
    """The dictionaries, by code; of one with several names, such as fr and fr_FR, each name."""
    found: dict[str, Dictionary] = {}
    for folder in dictionary_folders() if folders is None else folders:
        for words in _files(folder):
            # Hyphenation patterns lie among them, and thesauri.
            is_dictionary = words.with_suffix(".aff").is_file() and not words.name.startswith("hyph")
            code = words.stem.replace("-", "_")
            if is_dictionary and code not in found:
                found[code] = Dictionary(code, words)
    return sorted(found.values(), key=lambda one: one.code)


def by_preference(dictionaries: Iterable[Dictionary], understood: Iterable[str]) -> list[Dictionary]:
    """The dictionaries in the order in which a writer is likely to need them.

    Args:
        dictionaries: All of them.
        understood: Codes of languages, the likeliest first, such as "en_GB" or "de".

    Returns:
        Those of the languages understood, then those of English, each file once; then the others.
    """
    wanted = [code.replace("-", "_") for code in understood]
    languages = list(dict.fromkeys([*(code.split("_")[0].lower() for code in wanted), "en"]))

    def rank(one: Dictionary) -> tuple[int, int, str]:
        place = languages.index(one.language) if one.language in languages else len(languages)
        exact = next((number for number, code in enumerate(wanted) if code == one.code), len(wanted))
        # Without a wish, the English of the most.
        return (place, exact, "" if one.code == "en_US" else one.code)

    once: dict[Path, Dictionary] = {}
    for one in sorted(dictionaries, key=rank):
        once.setdefault(_real(one.words), one)
    return list(once.values())


def _of_offices() -> Iterator[Path]:
    if sys.platform == "win32":
        programs = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
        offices = [Path(one, "LibreOffice", "share", "extensions") for one in programs if one]
    elif sys.platform == "darwin":
        offices = [Path("/Applications/LibreOffice.app/Contents/Resources/extensions")]
    else:
        offices = [path for name in _OFFICES for path in _matching(Path(name))]
    for extensions in offices:
        yield from _matching(extensions / "dict-*")


def _matching(pattern: Path) -> list[Path]:
    """The folders whose path fits one with a star in it."""
    parts = pattern.parts
    stars = [number for number, part in enumerate(parts) if "*" in part]
    if not stars:
        return [pattern] if pattern.is_dir() else []
    first = stars[0]
    try:
        found = sorted(Path(*parts[:first]).glob(str(Path(*parts[first:]))))
    except OSError:
        return []
    return [path for path in found if path.is_dir()]


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.dic"))
    except OSError:
        return []


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path
