"""Lines of hard-wrapped text joined to paragraphs; text with a paragraph on each line left as it is."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from trainer.texts.streams import take

SAMPLE_LINES = 2000
# Wrapped text is seldom narrower (a verse is) and seldom wider than this.
NARROWEST, WIDEST = 45, 100
# How many lines must be as long as the next word allows, for the text to count as wrapped.
FULL_SHARE = 0.75


def paragraphs_of(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs of a text, whether its lines are wrapped or not; decided from its first lines."""
    lines = iter(lines)
    sample = take(lines, SAMPLE_LINES)
    every = chain(sample, lines)
    if is_wrapped(sample):
        yield from unwrap(every)
    else:
        yield from (line.strip() for line in every if line and not line.isspace())


def is_wrapped(lines: list[str]) -> bool:
    """Whether these lines were broken at a fixed width, as in Project Gutenberg's plain text.

    In wrapped text, a line that another follows is full: the next line's first word would not have fitted.
    In verse, in lists and in text with a paragraph on each line, it is not.
    """
    pairs = [(a.rstrip(), b.split(maxsplit=1)[0]) for a, b in pairwise(lines) if _joins(a, b)]
    if len(pairs) < 3:
        return False
    widths = sorted(len(line) for line, _ in pairs)
    width = widths[int(len(widths) * 0.95)]
    if not NARROWEST <= width <= WIDEST or len(pairs) * 3 < sum(bool(line.strip()) for line in lines):
        return False
    full = sum(len(line) + 1 + len(word) >= 0.93 * width for line, word in pairs)
    return full >= FULL_SHARE * len(pairs)


def unwrap(lines: Iterable[str]) -> Iterator[str]:
    """Join lines to paragraphs; an empty line or an indented one (verse, typescripts) starts a new one."""
    parts: list[str] = []
    for line in lines:
        text = line.strip()
        if parts and (not text or line.startswith(("  ", "\t"))):
            yield _join(parts)
            parts = []
        if text:
            parts.append(text)
    if parts:
        yield _join(parts)


def _joins(line: str, following: str) -> bool:
    return bool(line.strip() and following.strip()) and not following.startswith(("  ", "\t"))


def _join(parts: list[str]) -> str:
    # A dash or a hyphen at a line's end stood between two words without a space.
    return re.sub(r"(?<=\w-) |(?<=--) |(?<=—) ", "", " ".join(parts)) if len(parts) > 1 else parts[0]
