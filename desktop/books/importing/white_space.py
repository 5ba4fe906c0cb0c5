"""White space in markup, of which any run is one space unless the file says that it is more."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.books.prose.book import Span

# A space that the file says is one, until all others are collapsed; no text has this character.
FIRM = "\ufdd0"
_RUN = re.compile(r"[ \t\r\n\f]+")


def soft(text: str) -> str:
    """Text from between tags, each run of white space as a space; `collapsed` sees to those across tags."""
    return _RUN.sub(" ", text)


def collapsed(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans without spaces behind spaces and line breaks, and with firm ones as what they are."""
    after_space = False
    for span in spans:
        if span.note is not None:
            after_space = False
            yield span
            continue
        text = span.text
        if after_space:
            text = text.lstrip(" ") if text[:1] == " " else text
        text = re.sub(r" {2,}", " ", text)
        if text:
            after_space = text[-1] in " \n"
            yield replace(span, text=text.replace(FIRM, " "))
