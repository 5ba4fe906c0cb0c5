"""Where a text is saved when the writer has typed a name for it."""

import os
from pathlib import Path

# What stands behind a dot counts as a suffix only if it is one of these: "9. The storm" has none.
TEXT_SUFFIXES = (
    *(".txt", ".text", ".asc", ".md", ".markdown", ".mdown", ".mkd", ".rst", ".adoc", ".asciidoc", ".org"),
    *(".tex", ".latex", ".fountain", ".textile", ".wiki", ".html", ".htm", ".xhtml", ".xml", ".json", ".csv"),
    *(".tsv", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".log", ".srt", ".vtt", ".sub", ".nfo"),
)
DEFAULT_SUFFIX = ".txt"


def final_path(typed: Path, former: Path | None = None) -> Path:
    """Return the file that a name means: itself, or with a suffix if it has none.

    Args:
        typed: What the writer has typed or clicked on; a file that is there means itself. What no name holds
            is left out.
        former: The document's file until now, whose suffix counts, too.
    """
    typed = Path(_possible(os.fspath(typed)))
    if ".." in typed.parts:
        # The way may lead through a folder that is not there, or goes some day; the file stays where it is.
        typed = Path(os.path.realpath(typed.parent), typed.name)
    known = {*TEXT_SUFFIXES, former.suffix.lower() if former else ""} - {""}
    if typed.suffix.lower() in known or typed.is_file():
        return typed
    return typed.with_name((typed.name.rstrip(". ") or typed.name) + DEFAULT_SUFFIX)


def _possible(name: str) -> str:
    """The name without zero bytes and halves of characters; bytes that are no UTF-8 may be in names."""
    return "".join(letter for letter in name if letter != "\0" and not _is_half(letter))


def _is_half(letter: str) -> bool:
    """Whether a letter is a surrogate that does not stand for such a byte."""
    return "\ud800" <= letter <= "\udfff" and not "\udc80" <= letter <= "\udcff"
