"""A book written as a web page, and the XHTML that e-books are made of."""

from collections.abc import Iterable
from itertools import groupby

from desktop.books.exporting.layout import ExportOptions, is_right_to_left
from desktop.books.markup.xml_parts import xml_text, xml_value
from desktop.books.prose.book import Block, Book, Heading, Paragraph, Span, Spans, chapters, language_of

CSS = """\
body { font-family: serif; line-height: 1.4; }
p { margin: 0; text-indent: 1.5em; }
h1, h2, h3, h4, h5, h6 { text-align: center; line-height: 1.2; margin: 2em 0 1em; }
h1 + p, h2 + p, h3 + p, h4 + p, h5 + p, h6 + p, hr + p, blockquote + p, .author, aside p { text-indent: 0; }
blockquote { margin: 1em 2em; }
blockquote p { text-indent: 0; }
hr { width: 20%; margin: 1.5em auto; border: 0; border-top: 1px solid; }
pre { margin: 1em 2em; }
.author { text-align: center; }
.title { margin-top: 30%; }
.notes { margin-top: 2em; border-top: 1px solid; font-size: 0.9em; }
sup { line-height: 0; }
"""
_PAGE_CSS = "body { max-width: 36em; margin: 2em auto; padding: 0 1em; }\n"


def html(book: Book, options: ExportOptions, untitled: str) -> bytes:
    """A web page of the book, in one file.

    Args:
        book: The book.
        options: Only whether there is a title above the text: a page on the web has no paper.
        untitled: Its name where the book has no title.
    """
    language = xml_value(language_of(book))
    body = Body(in_epub=False)
    parts = [body.blocks(chapter.all_blocks) for chapter in chapters(book)]
    text = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{xml_text(book.title or untitled)}</title>\n"
        + (f'<meta name="author" content="{xml_value(book.author)}"/>\n' if book.author else "")
        + f"<style>\n{_PAGE_CSS}{CSS}</style>\n</head>\n<body>\n"
        + (title_block(book) if book.title and options.title_page else "")
        + "".join(parts)
        + body.notes()
        + "</body>\n</html>\n"
    )
    return text.encode()


def title_block(book: Book) -> str:
    """Title and author, marked as pandoc does."""
    author = f'<p class="author">{xml_text(book.author)}</p>\n' if book.author else ""
    title = f'<h1 class="title">{xml_text(book.title)}</h1>\n'
    return f'<header id="title-block-header">\n{title}{author}</header>\n'


class Body:
    """Writes blocks as XHTML; the footnotes that come up on the way wait for `notes`."""

    def __init__(self, in_epub: bool) -> None:
        self._in_epub = in_epub
        self._notes: list[tuple[Block, ...]] = []
        self._written = 0

    def blocks(self, blocks: Iterable[Block]) -> str:
        """The blocks, one a line."""
        parts = []
        for quoted, group in groupby(blocks, lambda block: isinstance(block, Paragraph) and block.quoted):
            inner = "".join(self._block(block) for block in group)
            parts.append(f"<blockquote>\n{inner}</blockquote>\n" if quoted else inner)
        return "".join(parts)

    def notes(self) -> str:
        """The footnotes of what was written since the last call; there may be footnotes in them."""
        parts = []
        while self._written < len(self._notes):
            blocks = self._notes[self._written]
            self._written += 1
            number = self._written
            back = f'<a href="#ref-{number}" role="doc-backlink">{number}.</a> '
            inner = self.blocks(blocks or (Paragraph(()),))
            opening = inner.find(">", inner.find("<p")) + 1 if "<p" in inner else 0
            if inner.startswith("<pre") or not opening:
                inner = f"<p>{back}</p>\n{inner}"
            else:
                inner = inner[:opening] + back + inner[opening:]
            kind = ' epub:type="footnote"' if self._in_epub else ""
            parts.append(f'<aside{kind} role="doc-footnote" id="note-{number}">\n{inner}</aside>\n')
        return f'<section class="notes">\n{"".join(parts)}</section>\n' if parts else ""

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return f"<h{block.level}{_direction(block.spans)}>{self._inline(block.spans)}</h{block.level}>\n"
        if isinstance(block, Paragraph):
            if len(block.spans) == 1 and block.spans[0].code and "\n" in block.spans[0].text:
                return f"<pre><code>{xml_text(block.spans[0].text)}</code></pre>\n"
            return f"<p{_direction(block.spans)}>{self._inline(block.spans)}</p>\n"
        return "<hr/>\n"

    def _inline(self, spans: Spans) -> str:
        return "".join(_span(span) if span.note is None else self._note(span.note) for span in spans)

    def _note(self, blocks: tuple[Block, ...]) -> str:
        self._notes.append(blocks)
        number = len(self._notes)
        kind = ' epub:type="noteref"' if self._in_epub else ""
        return f'<sup><a{kind} role="doc-noteref" id="ref-{number}" href="#note-{number}">{number}</a></sup>'


def _direction(spans: Spans) -> str:
    return ' dir="rtl"' if is_right_to_left(spans) else ""


def _span(span: Span) -> str:
    inner = xml_text(span.text).replace("\n", "<br/>")
    for name, wanted in (("code", span.code), ("em", span.emphasis), ("strong", span.strong)):
        if wanted:
            inner = f"<{name}>{inner}</{name}>"
    return f'<a href="{xml_value(span.link)}">{inner}</a>' if span.link else inner
