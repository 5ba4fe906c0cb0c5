"""The parts of a Word document that say how it looks: styles, settings, page header and footer."""

from desktop.books.exporting.layout import INCH_POINTS, POINT_SIZE, Layout
from desktop.books.markup.xml_parts import HEADER, xml_text, xml_value

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TWIPS = 20  # to a point
_SINGLE = 240  # a line, in Word's measure
_HEADING_SIZES = (20, 16, 14, 13, 12, 12)

# Style ids, as the document names them; their names are those that Word and LibreOffice know.
TITLE, AUTHOR, CONTACT, WORDS, THE_END = "Title", "Author", "ManuscriptContact", "ManuscriptWords", "TheEnd"
FIRST, BODY, QUOTE, BREAK, NOTE = "FirstParagraph", "BodyText", "Quote", "SceneBreak", "FootnoteText"


def twips(points: float) -> int:
    """Points in twentieths, as Word counts."""
    return round(points * _TWIPS)


def styles(layout: Layout, language: str) -> str:
    """word/styles.xml."""
    font = xml_value(layout.font)
    line = round(layout.spacing * _SINGLE)
    plain = layout.manuscript
    indent = f'<w:ind w:firstLine="{twips(layout.indent)}"/>'
    no_indent = '<w:ind w:firstLine="0"/>'
    centred = '<w:jc w:val="center"/>'
    side = twips(INCH_POINTS / 2)
    single = '<w:spacing w:line="240" w:lineRule="auto"/>'
    size = POINT_SIZE * 2
    justified = "" if plain else '<w:jc w:val="both"/>'
    title_run = "" if plain else '<w:sz w:val="52"/>'
    title_drop = twips(layout.height / 2 - 2 * INCH_POINTS)
    break_space = (
        '<w:spacing w:before="0" w:after="0"/>' if plain else '<w:spacing w:before="200" w:after="200"/>'
    )
    quote_space = "" if plain else '<w:spacing w:before="120" w:after="120"/>'
    parts = [
        HEADER,
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>',
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        f'<w:lang w:val="{xml_value(language)}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>',
        f'<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="{line}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault>",
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>',
        _paragraph(BODY, "Body Text", indent + justified),
        _paragraph(FIRST, "First Paragraph", (indent if plain else no_indent), based_on=BODY),
        _paragraph(
            QUOTE,
            "Quote",
            quote_space + f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>',
            based_on=BODY,
        ),
        _paragraph(BREAK, "Scene Break", break_space + no_indent + centred),
        _paragraph(TITLE, "Title", f'<w:spacing w:before="{title_drop}"/>' + centred, title_run),
        _paragraph(AUTHOR, "Author", '<w:spacing w:before="240"/>' + centred),
        _paragraph(CONTACT, "Manuscript Contact", single),
        _paragraph(WORDS, "Manuscript Words", single + '<w:jc w:val="right"/>'),
        _paragraph(THE_END, "The End", '<w:spacing w:before="480"/>' + centred),
        _paragraph("Header", "header", single + '<w:jc w:val="right"/>'),
        _paragraph("Footer", "footer", single + centred),
        _paragraph(NOTE, "footnote text", single, '<w:sz w:val="20"/>'),
        *(_heading(level, layout) for level in range(1, 7)),
        _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        _character("Code", "Source Text", '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'),
        _character("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
        "</w:styles>",
    ]
    return "".join(parts)


def _paragraph(identifier: str, name: str, look: str, run: str = "", based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{look}</w:pPr>'
        f"{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    ).replace(' w:customStyle="1"', "" if name in _BUILT_IN else ' w:customStyle="1"')


_BUILT_IN = frozenset({"Body Text", "Quote", "Title", "header", "footer", "footnote text"})


def _heading(level: int, layout: Layout) -> str:
    # Chapters say themselves how far down a page they begin; see `docx_writing`.
    before = 0 if layout.manuscript else twips(POINT_SIZE)
    look = (
        f'<w:keepNext/><w:spacing w:before="{before}" w:after="{before}"/>'
        f'<w:jc w:val="center"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    run = "" if layout.manuscript else f'<w:b/><w:sz w:val="{_HEADING_SIZES[level - 1] * 2}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{FIRST}"/><w:qFormat/><w:pPr>{look}</w:pPr>'
        f"{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


def _character(identifier: str, name: str, look: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
    )


def page_head(words: str) -> str:
    """A manuscript's page header: surname, title and page number."""
    before = f'<w:r><w:t xml:space="preserve">{xml_text(words)} / </w:t></w:r>' if words else ""
    return (
        f'{HEADER}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/>'
        f"</w:pPr>{before}{_PAGE}</w:p></w:hdr>"
    )


def page_foot() -> str:
    """A book's page footer: the page number."""
    return f'{HEADER}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_PAGE}</w:p></w:ftr>'


_PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def section(layout: Layout, has_title_page: bool) -> str:
    """What the document ends with: paper, margins, header or footer; a title page has none."""
    margin = twips(INCH_POINTS)
    kind = "header" if layout.manuscript else "footer"
    return (
        f'<w:sectPr><w:{kind}Reference w:type="default" r:id="rId{kind}"/>'
        f'<w:pgSz w:w="{twips(layout.width)}" w:h="{twips(layout.height)}"/>'
        f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" '
        f'w:header="{margin // 2}" w:footer="{margin // 2}" w:gutter="0"/>'
        + ('<w:pgNumType w:start="0"/><w:titlePg/>' if has_title_page else "")
        + "</w:sectPr>"
    )


SETTINGS = (
    f'{HEADER}<w:settings xmlns:w="{W}"><w:footnotePr><w:footnote w:id="-1"/>'
    '<w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)
