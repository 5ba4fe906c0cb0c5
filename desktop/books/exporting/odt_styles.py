"""The part of an OpenDocument text that says how it looks: styles, paper, page header and footer."""

from desktop.books.exporting.layout import INCH_POINTS, POINT_SIZE, Layout
from desktop.books.markup.xml_parts import HEADER, xml_text, xml_value

NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
VERSION = 'office:version="1.2"'
_HEADING_SIZES = (20, 16, 14, 13, 12, 12)

# Style names, as the content uses them; LibreOffice knows most of them.
TITLE, AUTHOR, CONTACT, WORDS, THE_END = (
    "Title",
    "Author",
    "Manuscript_20_Contact",
    "Manuscript_20_Words",
    "The_20_End",
)
FIRST, BODY, QUOTE, BREAK, NOTE = (
    "First_20_Paragraph",
    "Text_20_body",
    "Quotations",
    "Scene_20_Break",
    "Footnote",
)
EMPHASIS, STRONG, BOTH, CODE = "Emphasis", "Strong_20_Emphasis", "Strong_20_and_20_Emphasis", "Source_20_Text"
# Masters of pages: the first page's, without header and footer, and all others'.
TITLE_PAGE, PAGE = "First_20_Page", "Standard"


def points(value: float) -> str:
    """A length as OpenDocument writes it."""
    return f"{value:.2f}pt"


def styles(layout: Layout, language: str, head: str) -> str:
    """styles.xml.

    Args:
        layout: The measures.
        language: Of the text.
        head: What stands before the page number above each page of a manuscript.
    """
    plain = layout.manuscript
    name, _, country = language.partition("-")
    line = f'fo:line-height="{round(layout.spacing * 100)}%"'
    single = 'fo:line-height="100%"'
    indent = f'fo:text-indent="{points(layout.indent)}"'
    no_indent = 'fo:text-indent="0pt"'
    centre = 'fo:text-align="center"'
    side = points(INCH_POINTS / 2)
    aside = f'fo:margin-left="{side}" fo:margin-right="{side}" ' + ("" if plain else _around(6))
    drop = points(layout.height / 2 - 2 * INCH_POINTS)
    justify = "" if plain else 'fo:text-align="justify" '
    parts = [
        HEADER,
        f"<office:document-styles {NAMESPACES} {VERSION}><office:font-face-decls>",
        f'<style:font-face style:name="Text" svg:font-family="{xml_value(repr(layout.font))}"/>',
        '<style:font-face style:name="Code" svg:font-family="\'Courier New\'"/></office:font-face-decls>',
        '<office:styles><style:default-style style:family="paragraph">',
        f'<style:paragraph-properties {line} style:writing-mode="page"/>',
        f'<style:text-properties style:font-name="Text" fo:font-size="{POINT_SIZE}pt" '
        f'fo:language="{xml_value(name)}" '
        f'fo:country="{xml_value(country or "none")}"/></style:default-style>',
        _paragraph("Standard", "Standard", "", parent=""),
        _paragraph(BODY, "Text body", justify + indent),
        _paragraph(FIRST, "First Paragraph", indent if plain else no_indent, parent=BODY),
        _paragraph(QUOTE, "Quotations", aside + no_indent, parent=BODY),
        _paragraph(BREAK, "Scene Break", f"{centre} {no_indent} " + ("" if plain else _around(10))),
        _paragraph(
            TITLE, "Title", f'{centre} fo:margin-top="{drop}"', "" if plain else 'fo:font-size="26pt"'
        ),
        _paragraph(AUTHOR, "Author", f'{centre} fo:margin-top="12pt"'),
        _paragraph(CONTACT, "Manuscript Contact", single),
        _paragraph(WORDS, "Manuscript Words", f'{single} fo:text-align="end"'),
        _paragraph(THE_END, "The End", f'{centre} fo:margin-top="24pt"'),
        _paragraph("Header", "Header", f'{single} fo:text-align="end"'),
        _paragraph("Footer", "Footer", f"{single} {centre}"),
        _paragraph(NOTE, "Footnote", single, 'fo:font-size="10pt"'),
        *(_heading(level, layout) for level in range(1, 7)),
        _character(EMPHASIS, "Emphasis", 'fo:font-style="italic"'),
        _character(STRONG, "Strong Emphasis", 'fo:font-weight="bold"'),
        _character(BOTH, "Strong and Emphasis", 'fo:font-style="italic" fo:font-weight="bold"'),
        _character(CODE, "Source Text", 'style:font-name="Code"'),
        _character("Footnote_20_anchor", "Footnote anchor", 'style:text-position="super 58%"'),
        '<text:notes-configuration text:note-class="footnote" '
        'text:citation-body-style-name="Footnote_20_anchor" '
        'style:num-format="1" text:start-value="0"/></office:styles>',
        _pages(layout, head),
        "</office:document-styles>",
    ]
    return "".join(parts)


def _around(value: float) -> str:
    return f'fo:margin-top="{points(value)}" fo:margin-bottom="{points(value)}" '


def _paragraph(name: str, shown: str, look: str, text: str = "", parent: str = "Standard") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"{above} '
        f'style:class="text"><style:paragraph-properties {look}/>'
        f"{f'<style:text-properties {text}/>' if text else ''}</style:style>"
    )


def _heading(level: int, layout: Layout) -> str:
    # A chapter's own style says how far down a page it begins.
    around = "" if layout.manuscript else _around(POINT_SIZE)
    text = "" if layout.manuscript else f'fo:font-weight="bold" fo:font-size="{_HEADING_SIZES[level - 1]}pt"'
    look = f'fo:keep-with-next="always" fo:text-align="center" {around}'
    return _paragraph(f"Heading_20_{level}", f"Heading {level}", look, text).replace(
        'style:class="text"', f'style:class="text" style:default-outline-level="{level}"', 1
    )


def _character(name: str, shown: str, look: str) -> str:
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="text">'
        f"<style:text-properties {look}/></style:style>"
    )


def _pages(layout: Layout, head: str) -> str:
    half = points(INCH_POINTS / 2)
    size = f'fo:page-width="{points(layout.width)}" fo:page-height="{points(layout.height)}"'
    number = "<text:page-number/>"
    if layout.manuscript:
        before = f"{xml_text(head)} / " if head else ""
        margin = f'<style:header><text:p text:style-name="Header">{before}{number}</text:p></style:header>'
        inner = f'fo:margin="{points(INCH_POINTS)}" fo:margin-top="{half}"'
        look = (
            f'<style:header-style><style:header-footer-properties fo:min-height="{half}" '
            f'svg:height="{half}" style:dynamic-spacing="false"/></style:header-style>'
        )
    else:
        margin = f'<style:footer><text:p text:style-name="Footer">{number}</text:p></style:footer>'
        inner = f'fo:margin="{points(INCH_POINTS)}" fo:margin-bottom="{half}"'
        look = (
            f'<style:footer-style><style:header-footer-properties fo:min-height="{half}" '
            f'svg:height="{half}" style:dynamic-spacing="false"/></style:footer-style>'
        )
    return (
        "<office:automatic-styles>"
        f'<style:page-layout style:name="Bare"><style:page-layout-properties {size} '
        f'fo:margin="{points(INCH_POINTS)}"/></style:page-layout>'
        f'<style:page-layout style:name="Full"><style:page-layout-properties {size} {inner}/>{look}'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="{PAGE}" style:page-layout-name="Full">{margin}</style:master-page>'
        f'<style:master-page style:name="{TITLE_PAGE}" style:display-name="First Page" '
        f'style:page-layout-name="Bare" style:next-style-name="{PAGE}"/></office:master-styles>'
    )
