"""What all readers leave to one place: scene breaks, empty lines, chapters without a heading's style."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from desktop.books.prose.book import Blank, Block, Heading, Paragraph, SceneBreak, Span, Spans, merged

# A line of nothing but these is a scene break: three and more of the first, one and more of the second.
_BREAK = re.compile(
    r"(?:([*\-_=~•·\u2013—◆◇○●☆★\uff0a])\s*)(?:\1\s*){2,}|(?:[#⁂❖❦☙§\uff03]\s*)+|\*\s*|(?:\* ?){2}|⸻"
)
# One empty line for so many paragraphs that follow one another without: the writer's way to part scenes.
_RARE = 4
_LONGEST_HEADING = 80
_NUMBER = (
    r"\d{1,4}|[ivxlcdm]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty)(?:[- ]\w+)?|"
    r"(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
)
_CHAPTER = re.compile(
    rf"(?:chapter|part|book)\s+(?:{_NUMBER})\b(?:\.|(?![,;]).*[^.,;!?”\"])?"
    r"|(?:prologue|epilogue|interlude)(?:\s*[:.—\u2013-].*)?"
    r"|第[\d\u3007零一二三四五六七八九十百千两]{1,7}[章回节卷部篇](?:\s.*)?|[序终尾]章|楔子|尾声",
    re.IGNORECASE | re.DOTALL,
)


def is_scene_break(line: str) -> bool:
    """Whether a line says nothing but that a scene ends."""
    return _BREAK.fullmatch(line.strip()) is not None


def names_a_chapter(line: str) -> bool:
    """Whether a line of plain text says nothing but which chapter begins."""
    return len(line) <= _LONGEST_HEADING and _CHAPTER.fullmatch(line) is not None


def tidied(blocks: Iterable[Block], find_chapters: bool = False) -> tuple[Block, ...]:
    """Blocks as a book has them.

    Args:
        blocks: As a reader found them, with `Blank`s for empty lines that may mean something.
        find_chapters: Whether, in a text without any heading, a line such as "Chapter Four" is one.
    """
    found = list(_without_edges(blocks))
    if find_chapters and not any(isinstance(block, Heading) for block in found):
        found = [_as_chapter(block) for block in found]
    return tuple(_without_blanks(found))


def _without_edges(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, (SceneBreak, Blank)):
            yield block
            continue
        spans = stripped(block.spans)
        text = "".join(span.text for span in spans)
        says_more = any(span.note is not None or span.code for span in spans)
        if not (says_more or text.strip()):
            # Many programs put a no-break space where a line is to stay empty.
            yield Blank()
        elif says_more or not is_scene_break(text):
            yield _with_spans(block, spans)
        else:
            yield SceneBreak()


def _with_spans(block: Heading | Paragraph, spans: Spans) -> Block:
    if isinstance(block, Heading) and all(span.strong for span in spans):
        # Headings are bold in most programs; that they are so twice says nothing.
        spans = merged(replace(span, strong=False) for span in spans)
    return replace(block, spans=spans)


def stripped(spans: Iterable[Span]) -> Spans:
    """Spans without spaces, tabs and line breaks around the whole and around each line break.

    A first line's indentation is the style's affair. Wider spaces that are letters of their own stay.
    """
    parts = list(merged(_tidy_lines(spans)))
    while parts and _is_words(parts[0]) and not (text := parts[0].text.lstrip(" \t\n")):
        parts.pop(0)
    if parts and _is_words(parts[0]):
        parts[0] = replace(parts[0], text=text)
    while parts and _is_words(parts[-1]) and not (text := parts[-1].text.rstrip(" \t\n")):
        parts.pop()
    if parts and _is_words(parts[-1]):
        parts[-1] = replace(parts[-1], text=text)
    return merged(parts)


def _is_words(span: Span) -> bool:
    return span.note is None and not span.code


def _tidy_lines(spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        # In code white space says something.
        if span.code or "\n" not in span.text:
            yield span
            continue
        first, *between, last = span.text.split("\n")
        inner = (line.strip(" \t") for line in between)
        yield replace(span, text="\n".join((first.rstrip(" \t"), *inner, last.lstrip(" \t"))))


def _as_chapter(block: Block) -> Block:
    if not isinstance(block, Paragraph) or block.quoted:
        return block
    text = "".join(span.text for span in block.spans)
    if names_a_chapter(text):
        return Heading(1, merged(replace(span, strong=False) for span in block.spans))
    return block


def _without_blanks(blocks: list[Block]) -> Iterator[Block]:
    """Empty lines become scene breaks where they are rare among paragraphs, as in a typescript."""
    together = sum(_are_paragraphs(one, two) for one, two in pairwise(blocks))
    places = []
    said: Block = Blank()  # the next one
    for place in range(len(blocks) - 1, 0, -1):
        if not isinstance(blocks[place], Blank):
            said = blocks[place]
        elif _are_paragraphs(blocks[place - 1], said):
            places.append(place)
    explicit = any(isinstance(block, SceneBreak) for block in blocks)
    breaks = set(places) if not explicit and len(places) * _RARE <= together else set()
    for place, block in enumerate(blocks):
        if place in breaks:
            yield SceneBreak()
        elif not isinstance(block, Blank):
            yield block


def _are_paragraphs(one: Block, two: Block) -> bool:
    # Around quotes an empty line is a matter of looks.
    return isinstance(one, Paragraph) and isinstance(two, Paragraph) and not one.quoted and not two.quoted
