"""A book written as a Word document (Office Open XML, ECMA-376).

By hand, since python-docx writes no footnotes, and without it the desk needs neither that nor lxml.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from desktop.books.exporting.docx_styles import (
    AUTHOR,
    BODY,
    BREAK,
    CONTACT,
    FIRST,
    NOTE,
    QUOTE,
    SETTINGS,
    THE_END,
    TITLE,
    WORDS,
    R,
    W,
    page_foot,
    page_head,
    section,
    styles,
    twips,
)
from desktop.books.exporting.layout import (
    THE_END as THE_END_WORDS,
)
from desktop.books.exporting.layout import (
    ExportOptions,
    Layout,
    is_right_to_left,
    running_head,
    word_count_line,
)
from desktop.books.markup.archives import packed
from desktop.books.markup.xml_parts import HEADER, tag, xml_text, xml_value
from desktop.books.prose.book import (
    Block,
    Book,
    Heading,
    Paragraph,
    Span,
    Spans,
    chapters,
    language_of,
)

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = {
    "/word/document.xml": f"{_OFFICE}.document.main+xml",
    "/word/styles.xml": f"{_OFFICE}.styles+xml",
    "/word/settings.xml": f"{_OFFICE}.settings+xml",
    "/word/footnotes.xml": f"{_OFFICE}.footnotes+xml",
    "/word/header1.xml": f"{_OFFICE}.header+xml",
    "/word/footer1.xml": f"{_OFFICE}.footer+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}


def docx(book: Book, options: ExportOptions, untitled: str) -> bytes:
    """A Word document of the book.

    Args:
        book: The book.
        options: Looks, paper, address.
        untitled: Not used: a document needs no title.
    """
    layout = Layout.of(options)
    language = language_of(book)
    writing = _Writing(book, layout)
    body = writing.body(options.contact)
    margin = ("header", page_head(running_head(book))) if layout.manuscript else ("footer", page_foot())
    parts = {
        "word/document.xml": (
            f'{HEADER}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}'
            f"{section(layout, layout.has_title_page(book))}</w:body></w:document>"
        ),
        "word/styles.xml": styles(layout, language),
        "word/settings.xml": SETTINGS,
        "word/footnotes.xml": writing.footnotes(),
        f"word/{margin[0]}1.xml": margin[1],
        "word/_rels/document.xml.rels": _relations(
            {
                "styles": "styles.xml",
                "settings": "settings.xml",
                "footnotes": "footnotes.xml",
                margin[0]: f"{margin[0]}1.xml",
            },
            writing.links,
        ),
        # Links within footnotes are looked up there.
        "word/_rels/footnotes.xml.rels": _relations({}, writing.links),
        "docProps/core.xml": _properties(book, language),
        "_rels/.rels": (
            f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ),
    }
    return packed({"[Content_Types].xml": _content_types(parts), **parts})


def _content_types(parts: Iterable[str]) -> str:
    overrides = "".join(
        tag("Override", {"PartName": name, "ContentType": kind})
        for name, kind in _CONTENT_TYPES.items()
        if name.lstrip("/") in parts
    )
    return (
        f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(parts: dict[str, str], links: dict[str, str]) -> str:
    inner = "".join(
        tag("Relationship", {"Id": f"rId{kind}", "Type": f"{R}/{kind}", "Target": target})
        for kind, target in parts.items()
    )
    outer = "".join(
        tag(
            "Relationship", {"Id": name, "Type": f"{R}/hyperlink", "Target": target, "TargetMode": "External"}
        )
        for target, name in links.items()
    )
    return f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{inner}{outer}</Relationships>'


def _properties(book: Book, language: str) -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(book.title)}</dc:title><dc:creator>{xml_text(book.author)}</dc:creator>"
        f"<dc:language>{xml_text(language)}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{now}</dcterms:created></cp:coreProperties>'
    )


class _Writing:
    """The document's body, its footnotes and the targets of its links."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.links: dict[str, str] = {}
        self._book = book
        self._layout = layout
        self._notes: list[tuple[Block, ...]] = []

    def body(self, contact: str) -> str:
        parts = list(self._title_page(contact))
        parts_of_book = chapters(self._book)
        several = sum(chapter.heading is not None for chapter in parts_of_book) > 1
        for place, chapter in enumerate(parts_of_book):
            new_page = (
                several or self._layout.manuscript if place else self._layout.has_title_page(self._book)
            )
            for at, block in enumerate(chapter.all_blocks):
                after_text = at > 0 and isinstance(chapter.all_blocks[at - 1], Paragraph)
                parts.append(self._block(block, new_page and at == 0, opens=at == 0, follows=after_text))
        if self._layout.manuscript:
            parts.append(_paragraph(THE_END, _run(THE_END_WORDS)))
        return "".join(parts)

    def footnotes(self) -> str:
        """word/footnotes.xml; footnotes within footnotes, which Word has not, follow in parentheses."""
        parts = [
            f'{HEADER}<w:footnotes xmlns:w="{W}" xmlns:r="{R}">',
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            "<w:continuationSeparator/></w:r></w:p>"
            "</w:footnote>",
        ]
        for number, blocks in enumerate(self._notes, 1):
            mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>' + _run(
                " "
            )
            inner = []
            for at, block in enumerate(blocks or (Paragraph(()),)):
                spans = (
                    block.spans
                    if isinstance(block, (Heading, Paragraph))
                    else (Span(self._layout.scene_break),)
                )
                inner.append(_paragraph(NOTE, (mark if at == 0 else "") + self._runs(spans, in_note=True)))
            parts.append(f'<w:footnote w:id="{number}">{"".join(inner)}</w:footnote>')
        return "".join(parts) + "</w:footnotes>"

    def _title_page(self, contact: str) -> Iterable[str]:
        book = self._book
        if not self._layout.has_title_page(book):
            return
        if self._layout.manuscript:
            lines = [book.author, *contact.splitlines()]
            yield from (_paragraph(CONTACT, _run(line)) for line in lines if line.strip())
            yield _paragraph(WORDS, _run(word_count_line(book)))
        yield _paragraph(TITLE, _run(book.title))
        if book.author:
            yield _paragraph(AUTHOR, _run(book.author))

    def _block(self, block: Block, new_page: bool, opens: bool, follows: bool) -> str:
        look = "<w:pageBreakBefore/>" if new_page else ""
        if isinstance(block, Heading):
            if new_page or (opens and self._layout.manuscript):
                look += f'<w:spacing w:before="{twips(self._layout.chapter_drop)}"/>'
            return self._paragraph_of(f"Heading{block.level}", block.spans, look)
        if isinstance(block, Paragraph):
            style = QUOTE if block.quoted else BODY if follows else FIRST
            return self._paragraph_of(style, block.spans, look)
        return _paragraph(BREAK, _run(self._layout.scene_break), look)

    def _paragraph_of(self, style: str, spans: Spans, look: str) -> str:
        backwards = is_right_to_left(spans)
        # The order of these is the schema's.
        before, spacing = look.split("<w:spacing")[0], look.partition("<w:spacing")[2]
        bidi = "<w:bidi/>" if backwards else ""
        look = before + bidi + (f"<w:spacing{spacing}" if spacing else "")
        if style in (BODY, FIRST, QUOTE) and any("\n" in span.text for span in spans):
            look += '<w:jc w:val="left"/>'  # or a broken line would be stretched to both margins
        return _paragraph(style, self._runs(spans, backwards), look)

    def _runs(self, spans: Spans, backwards: bool = False, in_note: bool = False) -> str:
        parts = []
        for span in spans:
            if span.note is None:
                run = _run(span.text, _looks(span, backwards))
                if span.link:
                    name = self.links.setdefault(span.link, f"rIdLink{len(self.links) + 1}")
                    run = f'<w:hyperlink r:id="{xml_value(name)}">{run}</w:hyperlink>'
                parts.append(run)
            elif in_note:
                inner = [
                    one
                    for block in span.note
                    if isinstance(block, (Heading, Paragraph))
                    for one in block.spans
                ]
                parts.append(_run(" (") + self._runs(tuple(inner), backwards, in_note=True) + _run(")"))
            else:
                self._notes.append(span.note)
                parts.append(
                    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                    f'<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'
                )
        return "".join(parts)


def _paragraph(style: str, runs: str, look: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{runs}</w:p>'


def _looks(span: Span, backwards: bool) -> str:
    parts = []
    if span.code:
        parts.append('<w:rStyle w:val="Code"/>')
    elif span.link:
        parts.append('<w:rStyle w:val="Hyperlink"/>')
    if span.strong:
        parts.append("<w:b/><w:bCs/>")
    if span.emphasis:
        parts.append("<w:i/><w:iCs/>")
    if backwards:
        parts.append("<w:rtl/>")
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def _run(text: str, looks: str = "") -> str:
    inner = []
    for number, line in enumerate(text.split("\n")):
        if number:
            inner.append("<w:br/>")
        for place, piece in enumerate(line.split("\t")):
            if place:
                inner.append("<w:tab/>")
            if piece:
                inner.append(f'<w:t xml:space="preserve">{xml_text(piece)}</w:t>')
    return f"<w:r>{looks}{''.join(inner)}</w:r>"
