"""What those who made a file of a book put between its words: italics, page numbers, notes, captions.

The marks are Project Gutenberg's and those of the volunteers who proofread for it, which others use as well.
"""

import re
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
_BOLD = re.compile(r"(?<![\w=])=(?=[^\s=])([^=]{1,200}?)(?<=[^\s=])=(?![\w=])")
_ANY = re.compile(r"[_\[{=]")


def without_marks(text: str) -> str:
    """A paragraph without the marks of italics, without numbers of pages and notes, and without asides."""
    while _ANY.search(text):
        plain = _PAGE.sub("", _ASIDES.sub("", text))
        plain = _BOLD.sub(r"\1", _ITALICS.sub(r"\1", _NOTES.sub("", plain))).strip()
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
