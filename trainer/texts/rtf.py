"""Paragraphs of Rich Text Format files.

striprtf knows the format's hundreds of words; what it does not leave out is taken out before: hidden and
deleted text.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from trainer.errors import UnreadableError
from trainer.texts.decoding import read_bytes
from trainer.texts.packages import SAVE_AGAIN

_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}]", re.IGNORECASE)
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_LINK = re.compile(r'HYPERLINK\s+"([^"]*)"')
# What takes text out of sight, until a value of 0 or the end of the group.
_HIDING = ("v", "deleted")
# striprtf draws a line between the cells of a table.
_CELLS = ("cell", "nestcell")


def rtf_paragraphs(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of a Rich Text file as Word shows it, with deletions accepted.

    Args:
        path: the file.
        encoding: of what is not escaped; else the code page that the file names.

    Raises:
        UnreadableError: the file cannot be opened, or is no Rich Text.
    """
    from striprtf.striprtf import rtf_to_text

    data = read_bytes(path)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError(path, "cannot be read as Rich Text", SAVE_AGAIN)
    page = _CODE_PAGE.search(data)
    named = encoding or (f"cp{page[1].decode()}" if page else "cp1252")
    try:
        source = data.decode(named, "replace")
    except LookupError:
        source = data.decode("cp1252", "replace")
    try:
        text = rtf_to_text(_visible(source), errors="replace")
    # A file cut short, or bent by hand, raises whatever striprtf meets in it.
    except Exception as error:
        raise UnreadableError(path, "cannot be read as Rich Text", SAVE_AGAIN) from error
    for link in set(_LINK.findall(source)):
        text = text.replace(f'("{link}")', "").replace(f"({link})", "")
    # Letters beyond the first 65,536 are written as two halves.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    yield from (line for line in text.split("\n") if line.strip())


def _visible(source: str) -> str:
    """The file without hidden and deleted text; its words and groups stay, so that it is still Rich Text."""
    kept: list[str] = []
    hiding: set[str] = set()
    outer: list[set[str]] = []
    for token in _TOKEN.finditer(source):
        word, value = token[1], token[2]
        if token[0] == "{":
            outer.append(set(hiding))
        elif token[0] == "}":
            hiding = outer.pop() if outer else set()
        elif word in _HIDING:
            hiding = hiding | {word} if value != "0" else hiding - {word}
        elif word == "plain":
            hiding = hiding - {"v"}
        elif word in _CELLS:
            kept.append("" if hiding else "\\par ")
            continue
        elif hiding and (word is None or word in ("u", "par", "line", "tab")):
            continue
        kept.append(token[0])
    return "".join(kept)
