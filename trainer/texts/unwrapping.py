"""Lines of hard-wrapped text and printed pages to paragraphs; text with one on each line stays as it is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise

from trainer.texts.streams import take
from trainer.texts.words import are_unspaced, first_piece

SAMPLE_LINES = 2000
# Wrapped text is seldom narrower (a verse is) and seldom wider than this.
NARROWEST, WIDEST = 45, 100
# How many lines must be as long as the next word allows, for the text to count as wrapped.
FULL_SHARE = 0.75
# Where more of them end a sentence, each is a paragraph, or a sentence, of its own.
_MOST_ENDS = 0.5
_OUTSIDE_MARGIN = 0.05
# The last one begins a paragraph in Chinese and Japanese.
_INDENTS = ("  ", "\t", "\u3000")

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_BEFORE_HYPHEN = re.compile(r"([^\W\d_]+(?:['\u2019-][^\W\d_]+)*)[-\u2010\u00ac]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_CLOSE_DASH = re.compile(r"\S(?:--|[\u2013\u2014])$|\w[-\u2010]$")
# "Ein- und Ausgang", "two- or threefold": such a hyphen stands for what the other word ends in.
_PAIRED = re.compile(r"(?:und|oder|bzw|sowie|bis|and|or|to|och|eller|og|et|ou)\b", re.IGNORECASE)

# So many pages are looked at before the first is given out, and so often a head comes on them.
_SEEN_PAGES, _LEAST_HEADS = 60, 3
_HEAD_LINES = 2
# A line of dialogue may well come twice in a row; one as long as this does not.
_MOST_REPEATED, _LEAST_REPEATED = 4, 30
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})\W*", re.IGNORECASE)
# A number, a wide gap and a title, or the other way round, stand at no line's place but a page's first.
_WITH_GAP = re.compile(r"\s*(?:\d{1,4}\s{3,}\S.{0,70}|\S.{0,70}?\s{3,}\d{1,4})\s*")
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？][\"'\u2018-\u201f»«)\]\u3009\u300b\u300d\u300f\uff09]*$")


def paragraphs_of(lines: Iterable[str], narrowest: int = NARROWEST) -> Iterator[str]:
    """Paragraphs of a text, whether its lines are wrapped or not; decided from its first lines.

    Args:
        lines: the text's.
        narrowest: how wide lines are at the least that prose is wrapped to.
    """
    lines = iter(lines)
    sample = take(lines, SAMPLE_LINES)
    every: Iterator[str] = chain(sample, lines)
    if margin := _margin(sample):
        sample, every = list(_moved(sample, margin)), _moved(every, margin)
    are_wrapped = is_wrapped(sample, narrowest)
    if not are_wrapped and is_wrapped(closer := list(_single_spaced(sample)), narrowest):
        sample, every, are_wrapped = closer, _single_spaced(every), True
    if are_wrapped:
        yield from unwrap(every, Hyphens(sample))
    else:
        yield from (line.strip() for line in every if line and not line.isspace())


def _margin(lines: list[str]) -> int:
    """How far in all but a few lines begin, such as headings that were put in later."""
    indents = sorted(len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
    return indents[int(len(indents) * _OUTSIDE_MARGIN)] if indents else 0


def _moved(lines: Iterable[str], margin: int) -> Iterator[str]:
    for line in lines:
        yield line[margin:] if line[:margin].isspace() else line.lstrip(" ")


def _single_spaced(lines: Iterable[str]) -> Iterator[str]:
    """A text without the empty line after each line that typescripts have."""
    was_text = False
    for line in lines:
        is_text = bool(line.strip())
        if is_text or not was_text:
            yield line
        was_text = is_text


def is_wrapped(lines: list[str], narrowest: int = NARROWEST) -> bool:
    """Whether these lines were broken at a fixed width, as in Project Gutenberg's plain text.

    In wrapped text, a line that another follows is full: the next line's first word would not have fitted.
    In verse, in lists and in text with a paragraph on each line, it is not, or it ends a sentence.
    """
    pairs = [(a.rstrip(), first_piece(b)) for a, b in pairwise(lines) if _joins(a, b)]
    if len(pairs) < 3:
        return False
    widths = sorted(_columns(line) for line, _ in pairs)
    width = widths[int(len(widths) * 0.95)]
    if not narrowest <= width <= WIDEST or len(pairs) * 3 < sum(bool(line.strip()) for line in lines):
        return False
    full = sum(_columns(line) + 1 + _columns(word) >= 0.93 * width for line, word in pairs)
    ends = sum(_ENDS_SENTENCE.search(line) is not None for line, _ in pairs)
    return full >= FULL_SHARE * len(pairs) and ends <= _MOST_ENDS * len(pairs)


def _columns(text: str) -> int:
    """How wide a text is where letters have one width, and those of Chinese and Japanese two."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.category(letter) == "Mn" for letter in text)


def unwrap(lines: Iterable[str], hyphens: "Hyphens | None" = None) -> Iterator[str]:
    """Join lines to paragraphs; an empty line or an indented one (verse, typescripts) starts a new one."""
    hyphens = hyphens or Hyphens([])
    parts: list[str] = []
    for line in lines:
        text = line.strip()
        if parts and (not text or line.startswith(_INDENTS)):
            yield hyphens.joined(parts)
            parts = []
        if text:
            parts.append(text)
    if parts:
        yield hyphens.joined(parts)


class Hyphens:
    """Tells the hyphens that a printer put at line ends from those that belong to their words.

    A word that stands whole elsewhere in the text was cut; one that stands elsewhere with its hyphen has one.
    Of the others, most were cut where that is so of most that are known.

    Args:
        sample: lines of the text.
    """

    def __init__(self, sample: Sequence[str]) -> None:
        # As words begin and end lines, cut ones among them, those at the ends do not count.
        inner = (line.split()[1:-1] for line in sample)
        self._words = {word for words in inner for text in words for word in _WORD.findall(text.lower())}
        ends = [_cut(a, b) for a, b in pairwise(sample)]
        known = [self._known(*end) for end in ends if end]
        self._most_are_cut = known.count(True) > known.count(False)

    def joined(self, parts: Sequence[str]) -> str:
        """The lines of a paragraph in one."""
        text = parts[0]
        for line, following in pairwise(parts):
            cut = _cut(line, following)
            if cut and _PAIRED.match(following) and not self._known(*cut):
                text += " " + following
            elif cut:
                text = (text[:-1] if self._is_cut(*cut) else text) + following
            else:
                # A dash between two words without spaces has none at a line's end either.
                is_close = _CLOSE_DASH.search(line) or are_unspaced(line, following)
                text += following if is_close else " " + following
        return text

    def _is_cut(self, begin: str, end: str) -> bool:
        known = self._known(begin, end)
        if known is not None:
            return known
        return self._most_are_cut and end[:1].islower()

    def _known(self, begin: str, end: str) -> bool | None:
        if f"{begin}-{end}".lower() in self._words:
            return False
        return True if f"{begin}{end}".lower() in self._words else None


def _cut(line: str, following: str) -> tuple[str, str] | None:
    """What stands before and after a hyphen at a line's end."""
    begin, end = _BEFORE_HYPHEN.search(line.rstrip()), _FIRST_WORD.match(following.lstrip())
    return (begin[1], end[0]) if begin and end else None


def _joins(line: str, following: str) -> bool:
    return bool(line.strip() and following.strip()) and not following.startswith(_INDENTS)


def pages_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """The pages of a text in which each but the first begins with a form feed."""
    page: list[str] = []
    for line in lines:
        if line.startswith("\f"):
            yield page
            page = []
        page.append(line.lstrip("\f"))
    yield page


def lines_of_pages(pages: Iterable[list[str]]) -> Iterator[str]:
    """The lines of pages, without running heads; a paragraph that goes on overleaf is not broken."""
    pages = iter(pages)
    first = list(islice(pages, _SEEN_PAGES))
    heads: Counter[str] = Counter(key for page in first for key in _keys(page))
    before: list[str] = []
    last = ""
    for number, page in enumerate(chain(first, pages)):
        if number >= _SEEN_PAGES:
            heads.update(_keys(page))
        whole = _without_heads(page, heads)
        lines, before = _without_repeated(whole, before), whole
        if not lines:
            continue
        if last and (_ENDS_SENTENCE.search(last) or lines[0].startswith(_INDENTS)):
            yield ""
        yield from lines
        last = lines[-1].strip()


def _without_heads(page: list[str], heads: Counter[str]) -> list[str]:
    lines = list(page)
    for at in (0, -1):
        for _ in range(_HEAD_LINES):
            _strip_empty(lines)
            if lines and _is_head(lines[at], heads):
                del lines[at]
    _strip_empty(lines)
    return lines


def _without_repeated(page: list[str], before: list[str]) -> list[str]:
    """A page without the lines that the page before it ends with.

    Programs that draw a text once a page and cut it there leave a line across the cut, unseen, in both.
    """
    for count in range(min(_MOST_REPEATED, len(page), len(before)), 0, -1):
        begin, end = (" ".join(" ".join(lines).split()) for lines in (page[:count], before[-count:]))
        if begin == end and len(begin) >= _LEAST_REPEATED:
            return page[count:]
    return page


def _is_head(line: str, heads: Counter[str]) -> bool:
    if _ONLY_NUMBER.fullmatch(line) or _WITH_GAP.fullmatch(line):
        return True
    return heads[_key(line)] >= _LEAST_HEADS


def _strip_empty(lines: list[str]) -> None:
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]


def _keys(page: list[str]) -> set[str]:
    """What a page's first and last lines say, whatever the page's number."""
    lines = [line for line in page if line.strip()]
    return {_key(line) for line in (*lines[:_HEAD_LINES], *lines[-_HEAD_LINES:])}


def _key(line: str) -> str:
    return " ".join(_NUMBER.sub("#", line).lower().split())
