"""Titles as names of files: such that every system takes, and no other file of the folder has."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path

from desktop.engine.names import shortened

TEXT_SUFFIXES = (".txt", ".md", ".markdown", ".text")
USUAL_SUFFIX = ".txt"
# Bytes of a name without its suffix: encrypted folders take 143 for all of it, and locks stand around it.
LONGEST_STEM = 100
# What Windows keeps for devices, with whatever suffix.
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE
)
_PARTING = re.compile(r"\s*[/\\|:]+\s*")
_FORBIDDEN = re.compile(
    '[<>"?*\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]'
)
_NUMBERS = re.compile(r"([0-9]+)")
_MOST_DIGITS = 18


def stem_of(title: str) -> str:
    """The name of a file for a title, without its suffix; "" if nothing of the title can stand in one."""
    name = unicodedata.normalize("NFC", _SURROGATES.sub("", title))
    name = _PARTING.sub(" - ", name)
    name = " ".join(_FORBIDDEN.sub("", " ".join(name.split())).split())
    # Windows drops dots and spaces at the end; a dot in front hides a file, and "-" looks like an option.
    name = shortened(name.strip(" .-"), LONGEST_STEM).strip(" .-")
    before_dot = name.split(".")[0].rstrip()
    if _DEVICES.fullmatch(before_dot):
        name = f"{before_dot}_{name[len(before_dot) :]}"
    return name


_SURROGATES = re.compile("[\ud800-\udfff]")


def key_of(name: str) -> str:
    """What two names have in common that some system takes for one: letters of either case, or composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def free_name(stem: str, suffix: str, taken: Iterable[str]) -> str:
    """A name that none of the files that are there has: the stem, or the stem and a number.

    Args:
        stem: The name wished for, without its suffix.
        suffix: With its dot.
        taken: All names of the folder.
    """
    keys = {key_of(name) for name in taken}
    name, number = stem + suffix, 1
    while key_of(name) in keys:
        number += 1
        name = f"{shortened(stem, LONGEST_STEM - 6)} {number}{suffix}"
    return name


def is_text_name(name: str) -> bool:
    """Whether a file of this name is one of a story's texts."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in TEXT_SUFFIXES


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort names by as people do: "Chapter 2" before "Chapter 10"."""
    parts = _NUMBERS.split(key_of(name))
    return tuple(
        (1, int(part), "") if number % 2 and len(part) <= _MOST_DIGITS else (2, 0, part)
        for number, part in enumerate(parts)
        if part
    )


def usual_suffix(names: Collection[str]) -> str:
    """The suffix that most of a story's texts have."""
    suffixes = [Path(name).suffix for name in names]
    return max(suffixes, key=suffixes.count) if suffixes else USUAL_SUFFIX
