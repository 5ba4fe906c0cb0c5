"""A book written as an OpenDocument text, the format of LibreOffice (ISO/IEC 26300).

By hand: it is text between tags, and the libraries for it are small, slow and seldom mended.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from desktop.books.exporting import odt_styles as style
from desktop.books.exporting.layout import (
    THE_END,
    ExportOptions,
    Layout,
    is_right_to_left,
    running_head,
    word_count_line,
)
from desktop.books.markup.archives import packed
from desktop.books.markup.xml_parts import HEADER, xml_text, xml_value
from desktop.books.prose.book import Block, Book, Heading, Paragraph, Span, Spans, chapters, language_of

# A page of the same kind as the one before.
_NEXT_PAGE = "next"
MIMETYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def odt(book: Book, options: ExportOptions, untitled: str) -> bytes:
    """An OpenDocument text of the book.

    Args:
        book: The book.
        options: Looks, paper, address.
        untitled: Not used: a document needs no title.
    """
    layout = Layout.of(options)
    language = language_of(book)
    parts = {
        "content.xml": _Writing(book, layout).content(options.contact),
        "styles.xml": style.styles(layout, language, running_head(book)),
        "meta.xml": _meta(book, language),
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in parts
    )
    manifest = (
        f'{HEADER}<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/" manifest:version="1.2" '
        f'manifest:media-type="{MIMETYPE}"/>'
        f"{entries}</manifest:manifest>"
    )
    return packed({"mimetype": MIMETYPE, **parts, "META-INF/manifest.xml": manifest})


def _meta(book: Book, language: str) -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return (
        f"{HEADER}<office:document-meta {style.NAMESPACES} {style.VERSION}><office:meta>"
        f"<dc:title>{xml_text(book.title)}</dc:title><meta:initial-creator>{xml_text(book.author)}"
        f"</meta:initial-creator><dc:creator>{xml_text(book.author)}</dc:creator><dc:date>{now}</dc:date>"
        f"<dc:language>{xml_text(language)}</dc:language></office:meta></office:document-meta>"
    )


class _Writing:
    def __init__(self, book: Book, layout: Layout) -> None:
        self._book = book
        self._layout = layout
        self._notes = 0
        # Styles that are made as they are needed: what a paragraph is like beside its named style.
        self._automatic: dict[tuple[str, str, bool, bool, bool], str] = {}

    def content(self, contact: str) -> str:
        """content.xml."""
        body = "".join(self._body(contact))
        automatic = "".join(self._automatic_style(name, *key) for key, name in self._automatic.items())
        return (
            f"{HEADER}<office:document-content {style.NAMESPACES} {style.VERSION}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )

    def _automatic_style(
        self, name: str, parent: str, page: str, drops: bool, broken: bool, backwards: bool
    ) -> str:
        looks = []
        if drops:
            looks.append(f'fo:margin-top="{style.points(self._layout.chapter_drop)}"')
        if broken and not backwards:
            looks.append('fo:text-align="start"')
        if backwards:
            looks.append('style:writing-mode="rl-tb" fo:text-align="right"')
        master = ""
        if page == _NEXT_PAGE:
            looks.append('fo:break-before="page"')
        elif page:
            master = f' style:master-page-name="{page}"'
            # The title page counts as none, so that the text begins on page 1.
            looks.append(f'style:page-number="{1 if page == style.PAGE else "auto"}"')
        return (
            f'<style:style style:name="{name}" style:family="paragraph" '
            f'style:parent-style-name="{parent}"{master}>'
            f"<style:paragraph-properties {' '.join(looks)}/></style:style>"
        )

    def _style(
        self, parent: str, page: str = "", drops: bool = False, broken: bool = False, backwards: bool = False
    ) -> str:
        if not (page or drops or broken or backwards):
            return parent
        key = (parent, page, drops, broken, backwards)
        return self._automatic.setdefault(key, f"P{len(self._automatic) + 1}")

    def _body(self, contact: str) -> Iterator[str]:
        yield from self._title_page(contact)
        parts = chapters(self._book)
        breaks = self._layout.manuscript or sum(chapter.heading is not None for chapter in parts) > 1
        for place, chapter in enumerate(parts):
            first = style.PAGE if self._layout.has_title_page(self._book) else ""
            page = first if place == 0 else _NEXT_PAGE if breaks else ""
            before: Block | None = None
            for at, block in enumerate(chapter.all_blocks):
                yield self._block(block, "" if at else page, at == 0, isinstance(before, Paragraph))
                before = block
        if self._layout.manuscript:
            yield _paragraph(style.THE_END, THE_END)

    def _title_page(self, contact: str) -> Iterator[str]:
        book = self._book
        if not self._layout.has_title_page(book):
            return
        lines: list[tuple[str, str]] = []
        if self._layout.manuscript:
            lines += [(style.CONTACT, line) for line in (book.author, *contact.splitlines()) if line.strip()]
            lines.append((style.WORDS, word_count_line(book)))
        lines.append((style.TITLE, book.title))
        if book.author:
            lines.append((style.AUTHOR, book.author))
        for number, (name, line) in enumerate(lines):
            yield _paragraph(self._style(name, "" if number else style.TITLE_PAGE), _text(line))

    def _block(self, block: Block, page: str, opens: bool, follows: bool) -> str:
        if isinstance(block, Heading):
            drops = bool(page) or (opens and self._layout.manuscript)
            name = self._style(
                f"Heading_20_{block.level}", page, drops, backwards=is_right_to_left(block.spans)
            )
            inner = self._inline(block.spans)
            return f'<text:h text:style-name="{name}" text:outline-level="{block.level}">{inner}</text:h>'
        if isinstance(block, Paragraph):
            name = style.QUOTE if block.quoted else style.BODY if follows else style.FIRST
            broken = any("\n" in span.text for span in block.spans)
            backwards = is_right_to_left(block.spans)
            return _paragraph(self._style(name, page, False, broken, backwards), self._inline(block.spans))
        return _paragraph(self._style(style.BREAK, page), self._layout.scene_break)

    def _inline(self, spans: Spans, in_note: bool = False) -> str:
        parts = []
        for span in spans:
            if span.note is None:
                parts.append(_span(span))
            elif in_note:
                # OpenDocument has no footnotes in footnotes.
                inner = [
                    one
                    for block in span.note
                    if isinstance(block, (Heading, Paragraph))
                    for one in block.spans
                ]
                parts.append(" (" + self._inline(tuple(inner), in_note=True) + ")")
            else:
                parts.append(self._note(span.note))
        return "".join(parts)

    def _note(self, blocks: tuple[Block, ...]) -> str:
        self._notes += 1
        inner = "".join(
            _paragraph(
                style.NOTE,
                self._inline(block.spans, in_note=True)
                if isinstance(block, (Heading, Paragraph))
                else self._layout.scene_break,
            )
            for block in blocks or (Paragraph(()),)
        )
        return (
            f'<text:note text:id="ftn{self._notes}" text:note-class="footnote">'
            f"<text:note-citation>{self._notes}</text:note-citation><text:note-body>{inner}</text:note-body></text:note>"
        )


def _paragraph(name: str, inner: str) -> str:
    return f'<text:p text:style-name="{name}">{inner}</text:p>'


def _span(span: Span) -> str:
    inner = _text(span.text)
    look = {
        (True, True): style.BOTH,
        (True, False): style.EMPHASIS,
        (False, True): style.STRONG,
    }.get((span.emphasis, span.strong))
    for name in (style.CODE if span.code else None, look):
        if name:
            inner = f'<text:span text:style-name="{name}">{inner}</text:span>'
    if span.link:
        inner = f'<text:a xlink:type="simple" xlink:href="{xml_value(span.link)}">{inner}</text:a>'
    return inner


_WHITE = re.compile(r"^ +| +$| {2,}|[\n\t]", re.MULTILINE)


def _text(text: str) -> str:
    """Text with its white space in elements where OpenDocument would make one space, or none, of it."""
    return _WHITE.sub(lambda found: _white(found[0]), xml_text(text))


def _white(text: str) -> str:
    if text == "\n":
        return "<text:line-break/>"
    return "<text:tab/>" if text == "\t" else f'<text:s text:c="{len(text)}"/>'
