"""The one form that every text takes on its way from one file format to another.

    Book
    └── blocks: Heading, Paragraph (quoted or not), SceneBreak
        └── spans: text with emphasis, strong, code, link; or a footnote, which is blocks again

It is as poor as a novel needs it to be: what it cannot say, a reader leaves out and tells (`left_out`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from desktop.engine.words import count_words, is_mostly_ideographs

DEEPEST_HEADING = 6
# So much of a text tells its language.
_LANGUAGE_SAMPLE = 20_000
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True)
class Span:
    """A stretch of text that looks one way, or a footnote.

    Attributes:
        text: The words; a newline is a line break inside of the paragraph. Empty for a footnote.
        emphasis: Mostly shown in italics.
        strong: Mostly shown in bold.
        code: In a typewriter's letters.
        link: Where it leads; empty for nowhere.
        note: The footnote's paragraphs; None for text.
    """

    text: str
    emphasis: bool = False
    strong: bool = False
    code: bool = False
    link: str = ""
    note: "tuple[Block, ...] | None" = None

    def looks_like(self, other: "Span") -> bool:
        """Whether both are text that looks the same."""
        return (
            self.note is None
            and other.note is None
            and (self.emphasis, self.strong, self.code, self.link)
            == (other.emphasis, other.strong, other.code, other.link)
        )


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is 1 for the highest, 6 for the deepest."""

    level: int
    spans: Spans


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `quoted` if it belongs to a block quote."""

    spans: Spans
    quoted: bool = False


@dataclass(frozen=True)
class SceneBreak:
    """A pause between scenes."""


@dataclass(frozen=True)
class Blank:
    """An empty line or paragraph, of which `tidying` makes a scene break or nothing. No book has one."""


Block = Heading | Paragraph | SceneBreak | Blank


@dataclass(frozen=True)
class Book:
    """A text, or a whole story.

    Attributes:
        blocks: What it says.
        title: For the title page; without a title there is none.
        author: The same.
        language: Such as "en" or "zh-CN", as BCP 47 writes it; empty if nobody said.
    """

    blocks: tuple[Block, ...] = ()
    title: str = ""
    author: str = ""
    language: str = ""


@dataclass(frozen=True)
class Chapter:
    """A part of a book that begins on a page of its own.

    Attributes:
        heading: None for what stands before the first heading.
        blocks: What follows the heading.
    """

    heading: Heading | None
    blocks: tuple[Block, ...] = field(default=())

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """The heading, if any, and what follows it."""
        return ((self.heading,) if self.heading else ()) + self.blocks


def chapter_level(blocks: Iterable[Block]) -> int | None:
    """The level of the headings that begin chapters: the highest, unless it stands over the whole text."""
    blocks = list(blocks)
    levels = sorted(block.level for block in blocks if isinstance(block, Heading))
    if not levels:
        return None
    above_all = (
        levels.count(levels[0]) == 1 and isinstance(blocks[0], Heading) and blocks[0].level == levels[0]
    )
    return levels[1] if above_all and len(levels) > 1 else levels[0]


def chapters(book: Book) -> list[Chapter]:
    """The book in its chapters; a title that stands over all of them opens the first part."""
    level = chapter_level(book.blocks)
    found: list[Chapter] = []
    heading: Heading | None = None
    since: list[Block] = []
    for block in book.blocks:
        if isinstance(block, Heading) and level is not None and block.level <= level:
            if heading or since:
                found.append(Chapter(heading, tuple(since)))
            heading, since = block, []
        else:
            since.append(block)
    if heading or since or not found:
        found.append(Chapter(heading, tuple(since)))
    return found


def plain(spans: Iterable[Span]) -> str:
    """The words of some spans, on one line and without footnotes."""
    # Not split: of a paragraph of megabytes the words would take ten times its length.
    return _WHITE.sub(" ", "".join(span.text for span in spans)).strip()


def bare(blocks: Iterable[Block]) -> str:
    """Nothing but the words of some blocks: a paragraph a line, without marks, scene breaks and footnotes."""
    said = (plain(block.spans) for block in blocks if isinstance(block, (Heading, Paragraph)))
    return "\n".join(text for text in said if text)


def words_of(blocks: Iterable[Block]) -> int:
    """How many words some blocks have, footnotes included."""
    return sum(count_words(text) for text in _texts(blocks))


def language_of(book: Book) -> str:
    """The book's language; if nobody said, Chinese for mostly Chinese characters and else English."""
    if book.language:
        return book.language
    sample, length = [], 0
    for text in _texts(book.blocks):
        sample.append(text)
        length += len(text)
        if length > _LANGUAGE_SAMPLE:
            break
    return "zh" if is_mostly_ideographs("".join(sample)) else "en"


def merged(spans: Iterable[Span]) -> Spans:
    """Spans with neighbours that look the same joined, and white space at emphasis's edges outside of it.

    No program shows white space as emphasised, and Markdown cannot say it.
    """
    parts = [part for span in spans for part in _apart(span)]
    for place, part in enumerate(parts):
        if part.note is None and part.text.isspace() and not part.code:
            before = parts[place - 1] if place else None
            after = parts[place + 1] if place + 1 < len(parts) else None
            alike = [one for one in (before, after) if one is not None and one.note is None]
            both = len(alike) == 2
            parts[place] = replace(
                part,
                emphasis=both and all(one.emphasis for one in alike),
                strong=both and all(one.strong for one in alike),
                link=part.link if both and all(one.link == part.link for one in alike) else "",
            )
    return tuple(_joined(parts))


def _joined(parts: Iterable[Span]) -> Iterator[Span]:
    """Neighbours that look the same as one; joined once, since a paragraph may be a million of them."""
    alike: list[Span] = []
    for part in parts:
        if alike and not part.looks_like(alike[0]):
            yield _as_one(alike)
            alike = []
        alike.append(part)
    if alike:
        yield _as_one(alike)


def _as_one(alike: list[Span]) -> Span:
    if len(alike) == 1:
        return alike[0]
    return replace(alike[0], text="".join(part.text for part in alike))


def _apart(span: Span) -> Iterator[Span]:
    """A span without its edges of white space, and those."""
    if span.note is not None or span.code or not (span.emphasis or span.strong or span.link):
        if span.note is not None or span.text:
            yield span
        return
    start = len(span.text) - len(span.text.lstrip())
    end = max(start, len(span.text.rstrip()))
    texts = (span.text[:start], span.text[start:end], span.text[end:])
    yield from (replace(span, text=text) for text in texts if text)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, (Heading, Paragraph)):
            yield plain(block.spans)
            for span in block.spans:
                if span.note is not None:
                    yield from _texts(span.note)
