"""Paragraphs in capitals: a model reads them in small letters, and what it adds is written in capitals.

A model of prose has met capitals in titles alone. It takes such a paragraph for a list of names, and knows
hardly any of its words. Titles, and the cues and headings of a screenplay, stay as they are: they are short,
and come again as they stand.
"""

import re

from desktop.engine.words import count_words

# A paragraph of fewer words is taken for a title, unless it follows one that is none.
_LEAST_WORDS = 6
_SENTENCE_END = re.compile("[.!?\u2026]")
_FIRST_LETTER = re.compile("(?:^|[.!?\u2026][\"'\u2019\u201d)\\]]*\\s)[^\\w]*[^\\W\\d_]")
_I = re.compile(r"(?<!\w)i(?!\w)")


def in_small_letters(text: str) -> str:
    """A text without its capitals, but for those of sentences, where whole paragraphs are in capitals.

    No character comes or goes.
    """
    lines = text.split("\n")
    is_shouted = is_changed = False
    for place, line in enumerate(lines):
        if line.strip():
            is_shouted = _is_shouted(line, is_shouted)
            if is_shouted:
                lines[place] = _small(line)
                is_changed = True
    return "\n".join(lines) if is_changed else text


def go_on(left: str) -> bool:
    """Whether paragraphs that follow a text are in capitals: the last ones are, and are no titles."""
    is_shouted = is_prose = False
    for line in left.split("\n"):
        if line.strip():
            is_shouted = _is_shouted(line, is_shouted)
            is_prose = is_shouted and (is_prose or _SENTENCE_END.search(line) is not None)
    return is_prose


def with_capitals(text: str, before: str, goes_on: bool) -> str:
    """A model's text in the capitals that are due.

    Args:
        text: The text.
        before: What stands in front of it.
        goes_on: See `go_on`.
    """
    line = before.rpartition("\n")[2]
    is_shouted = _is_shouted(line, goes_on) if any(map(str.isalpha, line)) else goes_on
    here, newline, further = text.partition("\n")
    return (here.upper() if is_shouted else here) + newline + (further.upper() if goes_on else further)


def _is_shouted(line: str, goes_on: bool) -> bool:
    return line.isupper() and (goes_on or count_words(line) >= _LEAST_WORDS)


def _small(line: str) -> str:
    small = _I.sub("I", _FIRST_LETTER.sub(lambda found: found.group().upper(), line.lower()))
    # A few letters are two in the other case.
    return small if len(small) == len(line) else line
