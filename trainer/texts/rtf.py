"""Paragraphs of Rich Text Format files.

striprtf knows the format's hundreds of words; what it does not leave out is taken out before: hidden and
deleted text.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from trainer.errors import UnreadableError
from trainer.texts.decoding import read_bytes
from trainer.texts.packages import SAVE_AGAIN

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}]", re.IGNORECASE | re.DOTALL
)
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
# Code pages that have a word of their own.
_NAMED_PAGES = (
    (re.compile(rb"\\mac\b"), "mac-roman"),
    (re.compile(rb"\\pca\b"), "cp850"),
    (re.compile(rb"\\pc\b"), "cp437"),
)
# These stand at the beginning.
_HEAD_BYTES = 256
_LINK = re.compile(r'HYPERLINK\s+"([^"]*)"')
# What takes text out of sight, until a value of 0 or the end of the group; the numbers of lists are no words.
_HIDING = ("v", "deleted", "listtext")
# striprtf draws a line between the cells of a table, and knows no columns; a line end with a backslash is one
# of a paragraph.
_PARAGRAPH_ENDS = ("cell", "nestcell", "column", "softcol")
# It leaves out shapes, and what stands in both old and new letters; their groups are opened for it here.
# The code page is told it apart, as it may be one that nobody knows.
_OPENED = ("ansicpg", "shp", "shpgrp", "shpinst", "do", "object", "result", "upr", "ud")
# Ends the word before it, as the one did in whose place it stands.
_NOTHING = "\\lang0 "
_BOXES = ("shptxt", "dptxbxtext")


def rtf_paragraphs(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of a Rich Text file as Word shows it, with deletions accepted.

    Args:
        path: the file.
        encoding: of what is not escaped; else the code page that the file names.

    Raises:
        UnreadableError: the file cannot be opened, or is no Rich Text.
    """
    from striprtf.striprtf import rtf_to_text

    data = read_bytes(path).removeprefix(codecs.BOM_UTF8)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError(path, "cannot be read as Rich Text", SAVE_AGAIN)
    code_page = _code_page(data)
    source = _decoded(data, encoding or code_page)
    try:
        text = rtf_to_text(_visible(source), encoding=code_page, errors="replace")
    # A file cut short, or bent by hand, raises whatever striprtf meets in it.
    except Exception as error:
        raise UnreadableError(path, "cannot be read as Rich Text", SAVE_AGAIN) from error
    for link in set(_LINK.findall(source)):
        text = text.replace(f'("{link}")', "").replace(f"({link})", "")
    # Letters beyond the first 65,536 are written as two halves.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    yield from (line for line in text.split("\n") if line.strip())


def _code_page(data: bytes) -> str:
    page = _CODE_PAGE.search(data)
    named = (
        f"cp{page[1].decode()}"
        if page
        else next((name for word, name in _NAMED_PAGES if word.search(data, 0, _HEAD_BYTES)), "cp1252")
    )
    try:
        return codecs.lookup(named).name
    except LookupError:
        return "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    """The file's text. Letters beyond ASCII should be escaped; where they are not, they may be of UTF-8."""
    if not data.isascii():
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return data.decode(encoding, "replace")


class _Group:
    """What holds until the end of a group of the file."""

    def __init__(self, hiding: frozenset[str] = frozenset(), out: list[str] | None = None) -> None:
        self.hiding = hiding
        self.out = [] if out is None else out
        self.is_box = False
        # The first group inside of this one says the same in old letters.
        self.says_twice = False


def _visible(source: str) -> str:
    """The file without hidden and deleted text, and with that of shapes after the paragraph they stand in."""
    groups = [_Group()]
    boxes: list[str] = []
    starred = False
    for token in _TOKEN.finditer(source):
        group, word, value = groups[-1], token[1], token[2]
        out, star, starred = group.out, starred, False
        if token[0] == "{":
            inner = _Group(group.hiding, out)
            if group.says_twice:
                group.says_twice = False
                inner.hiding |= {"upr"}
            groups.append(inner)
            out.append("{")
        elif token[0] == "}":
            if len(groups) > 1:
                groups.pop()
            if group.is_box:
                boxes.append("".join(group.out))
                groups[-1].out.append("}")
            else:
                out.append("}")
        elif token[0] == "\\*":
            starred = True
        elif word in _OPENED:
            group.says_twice |= word == "upr"
            out.append(_NOTHING)
        elif word in _BOXES:
            group.is_box, group.out = True, []
        else:
            out.append("\\*" if star else "")
            if word in _HIDING:
                group.hiding = group.hiding | {word} if value != "0" else group.hiding - {word}
            elif word == "plain":
                group.hiding = group.hiding - {"v"}
            is_end = word == "par" or word in _PARAGRAPH_ENDS or token[0] in ("\\\n", "\\\r")
            if group.hiding and (word is None or word in ("u", "line", "tab") or is_end):
                continue
            out.append("\\par " if is_end else token[0])
            if word == "par" and boxes and not any(outer.is_box for outer in groups):
                out.extend(f"{{{box}\\par }}" for box in boxes)
                boxes.clear()
    return "".join([*groups[0].out, *(f"{{{box}\\par }}" for box in boxes)])
