"""What those who made a file of a book put between its words: italics, page numbers, notes, captions.

The marks are Project Gutenberg's and those of the volunteers who proofread for it, which others use as well.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator

from trainer.texts.streams import take

# One that is not closed after so many paragraphs was not meant so.
_LONGEST_ASIDE = 20
_ASIDE = (
    r"\[\s*(?:Illustrations?|Footnote|Sidenote|Music|Image|Picture|Decoration|Frontispiece|Blank page|"
    r"Handwritten|Headpiece|Tailpiece|Greek|Hebrew|Transcriber['\u2019]?s['\u2019]? (?:note|comment))\b"
)
_ASIDES = re.compile(rf"\s*{_ASIDE}(?:[^\[\]]|\[[^\[\]]*\])*\]", re.IGNORECASE)
_OPENS_ASIDE = re.compile(_ASIDE, re.IGNORECASE)
_PAGE = re.compile(r"\s*[\[{]\s*(?:Pg|Page|P|p)\.?\s*(?:\d{1,4}|[ivxlcIVXLC]{1,7})\s*[\]}]")
_NOTE = r"(?:\[(?:\d{1,4}|[A-Z]|[*†‡§]{1,3})\]|\{\d{1,4}\})"
_NOTES = re.compile(rf"\s?{_NOTE}")
_IS_NOTE = re.compile(rf"{_NOTE}\s+\S")
_LEADERS = re.compile(r"(?:\s?[.·…]){4,}\s*\d{1,4}$")
# The text of a whole phrase; in a name such as `snake_case` the mark has letters on both sides.
_ITALICS = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{1,400}?)(?<=[^\s_])_(?![\w_])")
_SPACED = re.compile(r"(?<![\w~])~(?=[^\s~])([^~]{1,400}?)(?<=[^\s~])~(?![\w~])")
# Italics of several paragraphs begin with the first and end with the last one.
_OPEN_ITALICS = re.compile(r"^(\W?)_(?=[^\W_])|(?<=[^\s_])_(\W?)$")
_TAGS = re.compile(r"</?(?:i|b|u|em|strong|sc|small|big|g|f|cite|tb)\s*/?>", re.IGNORECASE)
# "4^{th}", "M^r", "H_{2}O".
_RAISED = re.compile(r"[\^_]\{([^{}]{1,20})\}|(?<=\w)\^(?=\w)")
# Letters that a file of ASCII has none for: "[oe]", "[=a]", "[:u]".
_JOINED = re.compile(r"\[(oe|OE|Oe|ae|AE|Ae)\]")
_LETTERS = {"oe": "\u0153", "OE": "\u0152", "Oe": "\u0152", "ae": "\u00e6", "AE": "\u00c6", "Ae": "\u00c6"}
_ACCENTED = re.compile(r"\[([=):'`^~,])([A-Za-z])\]")
_ACCENTS = dict(zip("=):'`^~,", "\u0304\u0306\u0308\u0301\u0300\u0302\u0303\u0327", strict=True))
_BOLD = re.compile(r"(?<![\w=])=(?=[^\s=])([^=]{1,200}?)(?<=[^\s=])=(?![\w=])")
_ANY = re.compile(r"[_\[{=~<^]")


def without_marks(text: str) -> str:
    """A paragraph without the marks of italics, without numbers of pages and notes, and without asides."""
    if _ANY.search(text):
        text = _RAISED.sub(r"\1", _TAGS.sub("", text))
        text = _JOINED.sub(lambda found: _LETTERS[found[1]], text)
        text = _ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[2] + _ACCENTS[found[1]]), text)
    while _ANY.search(text):
        plain = _PAGE.sub("", _ASIDES.sub("", text))
        plain = _SPACED.sub(r"\1", _BOLD.sub(r"\1", _ITALICS.sub(r"\1", _NOTES.sub("", plain))))
        plain = _OPEN_ITALICS.sub(r"\1\2", plain).strip()
        if plain == text:
            break
        # What stood inside of others comes to light.
        text = plain
    return text


def without_asides(paragraphs: Iterable[str]) -> Iterator[str]:
    """A text without footnotes, lines of a table of contents, and captions of several paragraphs."""
    paragraphs = iter(paragraphs)
    waiting: deque[str] = deque()
    while (text := waiting.popleft() if waiting else next(paragraphs, None)) is not None:
        if _IS_NOTE.match(text) or (text[-1:].isdigit() and _LEADERS.search(text)):
            continue
        if _OPENS_ASIDE.match(text) and text.count("[") > text.count("]"):
            waiting.extend(take(paragraphs, _LONGEST_ASIDE - len(waiting)))
            end = next((n for n, later in enumerate(waiting, 1) if later.rstrip().endswith("]")), None)
            if end is not None:
                for _ in range(end):
                    waiting.popleft()
                continue
        yield text
