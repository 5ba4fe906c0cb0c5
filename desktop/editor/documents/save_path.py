"""Where a text is saved when the writer has typed a name for it."""

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
        typed: What the writer has typed or clicked on; a file that is there means itself.
        former: The document's file until now, whose suffix counts, too.
    """
    known = {*TEXT_SUFFIXES, former.suffix.lower() if former else ""} - {""}
    if typed.suffix.lower() in known or typed.is_file():
        return typed
    return typed.with_name((typed.name.rstrip(". ") or typed.name) + DEFAULT_SUFFIX)
