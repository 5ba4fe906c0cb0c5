"""Documents with what our own writers never write, made by hand."""

from desktop.books.exporting.docx_styles import W
from desktop.books.markup.archives import packed

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:styleId="Hervorhebung" w:type="character"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:styleId="Liste"><w:name w:val="List Bullet"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
_NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
</w:numbering>"""


def word(body: str, **parts: str) -> bytes:
    """A Word document as others write it: styles by German ids, lists, and further parts by their names."""
    names = {"styles": _STYLES, "numbering": _NUMBERING, **parts}
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in names
    )
    return packed(
        {
            "_rels/.rels": (
                f'<Relationships><Relationship Type="{R}/officeDocument" '
                'Target="word/document2.xml"/></Relationships>'
            ),
            "word/document2.xml": (
                f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
            ),
            "word/_rels/document2.xml.rels": f"<Relationships>{relations}</Relationships>",
            **{f"word/{name}.xml": text for name, text in names.items()},
        }
    )


def open_document(body: str, automatic: str = "", styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument text with this body and these styles."""
    spaces = " ".join(
        f'xmlns:{name}="urn:{name}"'
        for name in ("office", "text", "style", "fo", "draw", "table", "xlink", "dc")
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {spaces}>"
                f"<office:automatic-styles>{automatic}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text>"
                "</office:body></office:document-content>"
            ),
            "styles.xml": (
                f"<office:document-styles {spaces}>"
                f"<office:styles>{styles}</office:styles></office:document-styles>"
            ),
            "META-INF/manifest.xml": manifest,
        }
    )


def e_book(pages: dict[str, str], spine: str = "", items: str = "", **parts: str) -> bytes:
    """An e-book whose pages lie in a folder `text`, in their order; spine and manifest may have more."""
    manifest = "".join(
        f'<item id="i{number}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(pages)
    )
    order = "".join(f'<itemref idref="i{number}"/>' for number in range(len(pages)))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                '<container><rootfiles><rootfile full-path="OPS/book%20one.opf"/></rootfiles></container>'
            ),
            "OPS/book one.opf": (
                '<package xmlns:dc="urn:dc"><metadata><dc:title>The '
                "Title</dc:title><dc:creator>A</dc:creator>"
                "<dc:creator>B</dc:creator></metadata>"
                f"<manifest>{manifest}{items}</manifest>"
                f"<spine>{order}{spine}</spine></package>"
            ),
            **{f"OPS/text/{name}": text for name, text in pages.items()},
            **parts,
        }
    )
