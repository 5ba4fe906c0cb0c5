"""Collects the licence texts of all that is packed, and stops the build when one is missing."""

import ast
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

_TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors|thirdpartynotices|copyright)", re.IGNORECASE)
_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt")
# What wheels do not bring, from installer/licences.
_SUPPLEMENTS = {
    "chunspell": ("LGPL-2.1.txt",),
    "pyside6-essentials": (*_LGPL, "qtbase.txt", "qtsvg.txt", "qtwayland.txt", "icu.txt"),
    # Built into it is lexbor.
    "selectolax": ("Apache-2.0.txt",),
    "shiboken6": _LGPL,
    "tokenizers": ("Apache-2.0.txt",),
}
# For wheels whose header does not say in SPDX's terms.
_NAMES = {
    "chunspell": "MIT AND (MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later)",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "onnxruntime": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "selectolax": "MIT AND Apache-2.0",
    "tokenizers": "Apache-2.0",
}


class LicenceMissingError(Exception):
    """Something is packed whose licence is not known."""


@dataclass(frozen=True)
class Packed:
    """A distribution of which something is packed.

    Attributes:
        name: In the index's spelling, such as "pyside6-essentials".
        version: Its version.
        licence: An SPDX expression, or the words of its header.
        files: Its licence texts.
    """

    name: str
    version: str
    licence: str
    files: tuple[Path, ...]


def packed_distributions(work: Path, packages: Path) -> list[Packed]:
    """What PyInstaller took from the build's environment, by name, and itself: its loader starts the program.

    Args:
        work: PyInstaller's work folder, with its tables of contents.
        packages: The environment's site-packages.
    """
    taken = {source for table in ("PYZ-00.toc", "COLLECT-00.toc") for source in _sources(work / table)}
    found = [
        _packed(one)
        for one in distributions(path=[str(packages)])
        if _name(one) == "pyinstaller" or not taken.isdisjoint(_files(one))
    ]
    return sorted(found, key=lambda one: one.name)


def collect_licences(
    packed: list[Packed], libraries: list[Path], models: Path, texts: Path, folder: Path
) -> None:
    """Write the licence texts into a folder, one folder inside it for each package.

    Args:
        packed: What is packed of the index's packages.
        libraries: The system's libraries that are packed, where they came from.
        models: The shipped models; the dictionaries lie beside them.
        texts: installer/licences.
        folder: Made anew.

    Raises:
        LicenceMissingError: A package has no licence text.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for one in packed:
        files = [*one.files, *(texts / name for name in _SUPPLEMENTS.get(one.name, ()))]
        if not files:
            raise LicenceMissingError(
                f"{one.name} is packed and brings no licence text: put it into installer/licences and name "
                "it in installer/packing/licences.py."
            )
        _copy(files, folder / one.name)
    _copy([Path(sysconfig.get_path("stdlib"), "LICENSE.txt")], folder / "python")
    for package, text in sorted(_of_the_system(libraries)):
        _copy([text], folder / package)
    for card in sorted(models.glob("*/README.md")):
        _copy([card], folder / "models" / card.parent.name)
    shutil.copyfile(texts / "CC0-1.0.txt", folder / "models" / "CC0-1.0.txt")
    dictionaries = models.with_name("dictionaries")
    _copy([*sorted(dictionaries.glob("README*")), texts / "LGPL-2.1.txt"], folder / "dictionaries")
    shutil.copyfile(texts / "README.txt", folder / "README.txt")


def system_packages(libraries: list[Path]) -> dict[str, str]:
    """Name and version of the Debian packages that some libraries came from; empty where there is no dpkg."""
    if not libraries or not shutil.which("dpkg-query"):
        return {}
    # A file's folder may be a link in either direction.
    patterns = [f"*/{path.name}" for path in libraries]
    lines = _output("dpkg-query", "--search", *patterns).splitlines()
    names = sorted({line.split(":")[0] for line in lines})
    listed = _output("dpkg-query", "--show", "--showformat", "${Package} ${Version}\n", *names)
    return dict(line.split(" ") for line in listed.splitlines())


def _of_the_system(libraries: list[Path]) -> Iterator[tuple[str, Path]]:
    for package in system_packages(libraries):
        yield package, Path("/usr/share/doc", package, "copyright")


def _output(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def _sources(table: Path) -> Iterator[str]:
    """The paths in a table of PyInstaller's: a tuple with, somewhere, a list of (name, path, kind)."""
    entries = next(
        part for part in ast.literal_eval(table.read_text(encoding="utf-8")) if isinstance(part, list)
    )
    yield from (str(Path(source)) for _, source, _ in entries if source)


def _files(distribution: Distribution) -> set[str]:
    return {str(distribution.locate_file(file)) for file in distribution.files or ()}


def _name(distribution: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()


def _packed(distribution: Distribution) -> Packed:
    name, licence = _name(distribution), licence_of(distribution)
    if not licence:
        raise LicenceMissingError(
            f"{name} does not name its licence: name it in installer/packing/licences.py."
        )
    files = sorted(
        Path(str(distribution.locate_file(file)))
        for file in distribution.files or ()
        if _TEXTS.match(file.name)
        and file.suffix in ("", ".txt", ".md", ".rst", ".APACHE", ".BSD", ".markdown-it")
    )
    return Packed(name, distribution.version, licence, tuple(files))


def licence_of(distribution: Distribution) -> str:
    """Return an SPDX expression, or the words of the header; empty if neither is known."""
    header = distribution.metadata.json
    named = _NAMES.get(_name(distribution))
    return str(named or header.get("license_expression") or header.get("license") or "")


def _copy(files: list[Path], folder: Path) -> None:
    """Copy texts into a folder; of one name there may be several."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        target = folder / file.name
        if target.exists():
            target = folder / f"{file.parent.name}-{file.name}"
        shutil.copyfile(file, target)
