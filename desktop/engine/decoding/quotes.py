# ruff: noqa: RUF001
"""Quotation marks of plain text: which open, which close, which are apostrophes, and what their style is.

One mark plays several parts: what opens in English closes in German, and what closes in English is also the
apostrophe. Where a mark stands tells most of it, and what is open before it in its paragraph tells the rest.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from desktop.engine.words import is_letter

_L2, _R2, _L1, _R1 = "\u201c\u201d\u2018\u2019"  # curly: double and single, left and right
_LOW2, _LOW1 = "\u201e\u201a"
_CORNER2, _CORNER1 = "「」", "『』"
APOSTROPHES = f"'{_L1}{_R1}"
_SINGLE = f"{APOSTROPHES}{_LOW1}‹›{_CORNER1}"
_MARK = re.compile(f'["{_L2}{_R2}{_LOW2}«»{_CORNER2}{_SINGLE}]|\n')
_ALWAYS_OPEN = _LOW2 + _LOW1 + "「『"
_ALWAYS_CLOSE = "」』"
_DASHES = "\u2010\u2012\u2013\u2014\u2015-"
_NO_BREAK = "\u00a0\u202f"
_OPENING = "([{¿¡"
# Words that begin with an apostrophe, however they are written, and those which only do so in small letters.
_ELIDED = re.compile(
    r"(?:(?i:tis|twas|twere|twill|twould|tisn|twixt|em|n)"
    r"|til|cause|cos|bout|round|neath|fraid|gainst|pon|nuff|ere|ave|im|un|\d\ds)(?![^\W_])|\d\d(?!\w)"
)
_LONGEST_ELISION = 6
_GOES_ON = re.compile(r"[ \u00a0][^\W\dA-Z_]")
_OPENS_OR_CLOSES = re.compile(
    rf"\n|(?P<closes>(?<=[^\s{_L1}'])['{_R1}](?!\w))|(?P<opens>(?<=\s)['{_L1}](?=\w))"
)

# What closes what, unless the text shows otherwise.
_CLOSES = {
    '"': '"', "'": "'", _L2: _R2, _L1: _R1, _R2: _R2, _R1: _R1, _LOW2: _L2, _LOW1: _L1,
    "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』",
}  # fmt: skip


class Role(Enum):
    """What a mark does."""

    OPENS = auto()
    CLOSES = auto()
    APOSTROPHE = auto()


class Pair(NamedTuple):
    """What opens and what closes.

    Attributes:
        opening: One character.
        closing: One character.
        space: What stands inside of each, as the no-break space of French; mostly nothing.
    """

    opening: str
    closing: str
    space: str = ""

    @property
    def is_single(self) -> bool:
        """Whether these are single quotes."""
        return _is_single(self.opening)

    @property
    def is_straight(self) -> bool:
        """Whether a typewriter has these."""
        return self.opening in ('"', "'")


STRAIGHT, STRAIGHT_SINGLE = Pair('"', '"'), Pair("'", "'")
CURLY, CURLY_SINGLE = Pair(_L2, _R2), Pair(_L1, _R1)
# What stands inside of quotes, where the text does not show it.
_INNER = {
    CURLY: CURLY_SINGLE,
    STRAIGHT: STRAIGHT_SINGLE,
    CURLY_SINGLE: CURLY,
    STRAIGHT_SINGLE: STRAIGHT,
    Pair(_LOW2, _L2): Pair(_LOW1, _L1),
    Pair(_LOW2, _R2): Pair(_LOW1, _R1),
    Pair(_R2, _R2): Pair(_R1, _R1),
    Pair("»", "«"): Pair("›", "‹"),
    Pair("«", "»"): CURLY,
    Pair(*_CORNER2): Pair(*_CORNER1),
}


@dataclass(frozen=True)
class Mark:
    """A mark of a text.

    Attributes:
        place: Where it stands.
        text: The character.
        role: What it does.
        depth: How many quotes are around it, what it opens or closes not counted.
        opened_at: Of one that closes: where what it closes stands, -1 if nothing of its kind was open.
    """

    place: int
    text: str
    role: Role
    depth: int
    opened_at: int = -1


@dataclass
class OpenQuotes:
    """The quotes that stand open at a place of a paragraph.

    Attributes:
        is_chinese: The text writes no spaces, which tell elsewhere.
        right_opens: The closing quotes of English open, too, as in Swedish.
        any_kind: A mark may close whatever is open, be it single or double.
        marks: What has opened them, with their places, outermost first.
        is_behind: The last character has opened one.
    """

    is_chinese: bool = False
    right_opens: bool = False
    any_kind: bool = False
    marks: list[tuple[str, int]] = field(default_factory=list)
    is_behind: bool = False

    def read(self, text: str) -> Iterator[Mark]:
        """Read a text to its end; gives its marks."""
        last = 0
        for found in _MARK.finditer(text):
            self.pass_by(text[last : found.start()])
            last = found.end()
            if found.group() == "\n":
                self.end_paragraph()
            else:
                mark, place = found.group(), found.start()
                role = self.role(
                    mark, text[max(0, place - 1) : place], text[last : last + _LONGEST_ELISION + 2]
                )
                if role is Role.CLOSES and _is_apostrophe(mark, text, place):
                    role = Role.APOSTROPHE
                yield self.take(mark, place, role)
        self.pass_by(text[last:])

    def take(self, mark: str, place: int, role: Role) -> Mark:
        """Note a mark with its role."""
        if role is Role.OPENS:
            self.marks.append((mark, place))
            self.is_behind = True
            return Mark(place, mark, role, len(self.marks) - 1)
        self.is_behind = False
        if role is Role.CLOSES:
            for depth in reversed(range(len(self.marks))):
                opening, opened_at = self.marks[depth]
                if self._belongs(opening, mark):
                    del self.marks[depth:]
                    return Mark(place, mark, role, depth, opened_at)
        return Mark(place, mark, role, len(self.marks))

    def pass_by(self, text: str) -> None:
        """Note a text without marks."""
        if text.strip(_NO_BREAK):
            self.is_behind = False

    def end_paragraph(self) -> None:
        """Note that another paragraph begins."""
        self.marks.clear()
        self.is_behind = False

    def opening(self, mark: str) -> str:
        """What has opened the innermost quote that a mark may close; "" if none is open."""
        return next((one for one, _ in reversed(self.marks) if self._belongs(one, mark)), "")

    def _belongs(self, opening: str, mark: str) -> bool:
        return self.any_kind or _is_single(opening) == _is_single(mark)

    def role(self, mark: str, before: str, after: str) -> Role:
        """What a mark does between two texts; `after` may be empty, as yet unknown."""
        previous, following = before[-1:], after[:1]
        if mark in APOSTROPHES and is_letter(previous) and is_letter(following):
            return Role.APOSTROPHE
        if mark in _ALWAYS_OPEN:
            return Role.OPENS
        if mark in _ALWAYS_CLOSE:
            return Role.CLOSES
        if self.is_chinese and not is_letter(previous):
            opens = mark in f"{_L2}{_L1}«‹" or (mark in "\"'" and not self.opening(mark))
        else:
            opens = self._opens_by_place(mark, previous, following)
        if opens and mark in (_R1, _R2) and not self.right_opens:
            return Role.APOSTROPHE if mark == _R1 else Role.CLOSES
        if mark in APOSTROPHES and (is_elision(after) if opens else not self.opening(mark)):
            return Role.APOSTROPHE
        return Role.OPENS if opens else Role.CLOSES

    def _opens_by_place(self, mark: str, previous: str, following: str) -> bool:
        is_spaced = not previous or previous.isspace()
        if self.is_behind or (previous and previous in _OPENING):
            return True
        if is_spaced and following.isspace():
            return mark in "«‹" or (mark not in "»›" and not self.opening(mark))
        if is_spaced and self.opening(mark) and not is_letter(following):
            return previous not in _NO_BREAK and mark not in "»›"
        if mark in (_L2, _L1) and not is_spaced and not self.opening(mark):
            return is_letter(following)
        if previous and previous in _DASHES:
            return not self.opening(mark) and not following.isspace()
        return is_spaced


def _is_apostrophe(mark: str, text: str, place: int) -> bool:
    """Whether a single quote that could close is an apostrophe all the same.

    It is, behind a letter at the end of what is typed so far, since speech ends with a mark and "don'" goes
    on; and in "the dogs' own" if the sentence goes on and its quote is closed later.
    """
    previous = text[place - 1 : place]
    if mark not in APOSTROPHES or not is_letter(previous):
        return False
    if place + 1 == len(text):
        return mark != _L1
    if previous not in "sS" or not _GOES_ON.match(text, place + 1):
        return False
    later = _OPENS_OR_CLOSES.search(text, place + 1)
    return later is not None and later.lastgroup == "closes"


def is_elision(text: str) -> bool:
    """Whether a text begins with the rest of a word that an apostrophe begins."""
    return _ELIDED.match(text) is not None


def may_become_elision(text: str) -> bool:
    """Whether a text may be the beginning of such a rest, which has not all come yet."""
    return not text or (text.isalnum() and len(text) <= _LONGEST_ELISION)


@dataclass(frozen=True)
class QuoteStyle:
    """Which quotes a text has.

    Attributes:
        outer: Of speech.
        inner: Of what is quoted inside of it, or of single words.
        apostrophe: One character.
        is_shown: People speak in the text; if not, what they do is guessed.
    """

    outer: Pair
    inner: Pair
    apostrophe: str
    is_shown: bool

    def closing(self, opening: str) -> Pair:
        """The pair of a quote that was opened so."""
        for pair in (self.outer, self.inner):
            if pair.opening == opening:
                return pair
        return Pair(opening, _CLOSES[opening]) if opening else self.outer


def with_double_quotes(text: str) -> str:
    """A text whose speech is in single quotes, with double ones, and single ones inside of them.

    No character comes or goes. The marks are straight.
    """
    return "\n".join(map(_with_double_quotes, text.split("\n")))


@lru_cache(maxsize=2048)
def _with_double_quotes(paragraph: str) -> str:
    letters = list(paragraph)
    for mark in OpenQuotes().read(paragraph):
        is_double = mark.role is not Role.APOSTROPHE and _is_single(mark.text)
        letters[mark.place] = '"' if is_double else "'"
    return "".join(letters)


@dataclass(frozen=True)
class _Found:
    """What a paragraph shows.

    Attributes:
        pairs: Quotes, whether they are inside of others, and whether people speak in them.
        unclosed: Quotes that nothing closes.
        apostrophes: One character each.
    """

    pairs: tuple[tuple[Pair, bool, bool], ...]
    unclosed: tuple[Pair, ...]
    apostrophes: str


def quote_style(text: str, is_chinese: bool) -> QuoteStyle:
    """The style of a text; for one without quotes, that of its apostrophes, which for Chinese are curly."""
    right_opens = _L2 not in text and _L1 not in text
    speech: Counter[Pair] = Counter()  # with what stands for how much of it
    inside: Counter[Pair] = Counter()
    spoken: set[Pair] = set()
    apostrophes: Counter[str] = Counter()
    unclosed: list[Pair] = []
    for paragraph in text.split("\n"):
        found = _find(paragraph, is_chinese, right_opens)
        apostrophes.update(found.apostrophes)
        unclosed += found.unclosed
        for pair, is_inside, is_speech in found.pairs:
            (inside if is_inside else speech)[pair] += 3 if is_speech else 1
            if is_speech:
                spoken.add(pair)
    for pair in unclosed:
        known = (one for one, _ in speech.most_common() if one.opening == pair.opening)
        pair = next(known, pair)
        speech[pair] += 1
        spoken.add(pair)
    return _style(speech, inside, spoken, apostrophes, is_chinese)


@lru_cache(maxsize=512)  # of the paragraphs around the cursor, each key changes one
def _find(paragraph: str, is_chinese: bool, right_opens: bool) -> _Found:
    pairs: list[tuple[Pair, bool, bool]] = []
    open_: dict[int, int] = {}  # depths of quotes by their places
    apostrophes = ""
    for mark in OpenQuotes(is_chinese, right_opens).read(paragraph):
        if mark.role is Role.APOSTROPHE:
            apostrophes += mark.text
        elif mark.role is Role.OPENS:
            open_[mark.place] = mark.depth
        elif mark.opened_at >= 0:
            del open_[mark.opened_at]
            space = _space_inside(paragraph, mark.opened_at, mark.place)
            pair = Pair(paragraph[mark.opened_at], mark.text, space)
            pairs.append((pair, mark.depth > 0, _is_speech(paragraph, mark.opened_at, mark.place)))
    unclosed = tuple(
        Pair(paragraph[place], _CLOSES[paragraph[place]], _space_inside(paragraph, place, len(paragraph)))
        for place, depth in open_.items()
        if depth == 0 and _is_surely_open(paragraph, place)
    )
    return _Found(tuple(pairs), unclosed, apostrophes)


def _style(
    speech: Counter[Pair],
    inside: Counter[Pair],
    spoken: set[Pair],
    apostrophes: Counter[str],
    is_chinese: bool,
) -> QuoteStyle:
    is_curly = apostrophes[_R1] + apostrophes[_L1] > apostrophes["'"] if apostrophes else None
    singles = _likeliest({pair: votes for pair, votes in speech.items() if pair.is_single})
    # Words in single quotes do not show how people speak.
    outer = _likeliest(
        {pair: votes for pair, votes in speech.items() if not pair.is_single or pair in spoken}
    )
    is_shown = outer is not None
    if outer is None:
        straight = singles.is_straight if singles else not (is_chinese if is_curly is None else is_curly)
        outer = STRAIGHT if straight else CURLY
    inner = _likeliest({pair: votes for pair, votes in inside.items() if pair.opening != outer.opening})
    if inner is None and not outer.is_single:
        inner = singles
    if inner is None and is_curly is not None and outer in (STRAIGHT, CURLY):
        inner = CURLY_SINGLE if is_curly else STRAIGHT_SINGLE
    if inner is None:
        default = CURLY if outer.is_single else CURLY_SINGLE
        inner = _INNER.get(Pair(outer.opening, outer.closing), default)
    if is_curly is None:
        is_curly = not (inner if inner.is_single else outer).is_straight
    return QuoteStyle(outer, inner, _R1 if is_curly else "'", is_shown)


def _likeliest(votes: dict[Pair, int]) -> Pair | None:
    """The pair with the most votes, the latest of several."""
    return max(reversed(votes), key=lambda pair: votes[pair], default=None)


def _is_surely_open(paragraph: str, place: int) -> bool:
    """Whether a mark that nothing closes is no apostrophe: a double one, or what begins the paragraph."""
    return not _is_single(paragraph[place]) or not (paragraph[:place].strip() or paragraph[place] == _R1)


def _space_inside(text: str, begin: int, end: int) -> str:
    """The space behind a mark that opens at `begin`; only guillemets have one."""
    space = text[begin + 1 : min(begin + 2, end)]
    return space if text[begin] in "«‹" and space.isspace() else ""


def _is_speech(text: str, begin: int, end: int) -> bool:
    """Whether people speak between two quotes: in a paragraph or clause of its own, or in sentences."""
    before = text[max(0, begin - 3) : begin].rstrip(" \t\u3000")
    said = text[max(begin + 1, end - 3) : end].rstrip()
    return not before or before[-1] in "\n,:，：" + _DASHES or said[-1:] in tuple(",.!?…—-，。！？")


def _is_single(mark: str) -> bool:
    return mark in _SINGLE
