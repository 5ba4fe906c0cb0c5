from pathlib import Path

from desktop.books.reading import read_any
from tests.books.importing.made_files import open_document

AUTOMATIC = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T2" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T3" style:family="text">'
    '<style:text-properties fo:font-weight="700"/></style:style>'
    '<style:style style:name="P1" style:family="paragraph" '
    'style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
)
STYLES = (
    '<style:style style:name="Quotations" style:family="paragraph">'
    '<style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" '
    'style:default-outline-level="2"/>'
)


def read(tmp_path: Path, body: str) -> tuple[str, list[str]]:
    path = tmp_path / "a.odt"
    path.write_bytes(open_document(body, AUTOMATIC, STYLES))
    imported = read_any(path)
    return imported.text.rstrip("\n"), [str(sentence) for sentence in imported.left_out]


def test_headings_quotes_and_looks(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="1">One</text:h><text:p text:style-name="P2">Two</text:p>'
        '<text:p text:style-name="P1">Said <text:span text:style-name="T1">so</text:span>.</text:p>'
        '<text:p>a <text:span text:style-name="T1">b<text:span '
        'text:style-name="T3">c</text:span></text:span></text:p>'
    )
    assert read(tmp_path, body) == ("# One\n\n## Two\n\n> Said *so*.\n\na *b**c***", [])


def test_white_space_is_what_the_format_says(tmp_path: Path) -> None:
    body = (
        "<text:p>\n  a \n <text:span> b</text:span><text:s "
        'text:c="3"/>c<text:line-break/> d<text:tab/>e  </text:p>'
    )
    assert read(tmp_path, body)[0] == "a b   c\\\nd\te"


def test_what_is_not_shown_is_left_out_and_told(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>Seen<text:span text:style-name="T2"> hidden</text:span>'
        "<office:annotation><text:p>remark</text:p></office:annotation>"
        "<draw:frame><draw:image/></draw:frame>.</text:p>"
        '<text:section text:display="none"><text:p>secret</text:p></text:section>'
        "<text:table-of-content><text:index-body><text:p>One 1</text:p>"
        "</text:index-body></text:table-of-content>"
    )
    text, told = read(tmp_path, body)
    assert text == "Seen."
    assert told == [
        "Pictures and drawn objects were left out: 1.",
        "Comments were left out: 1.",
        "Tracked changes were taken as accepted: 1.",
        "Hidden text was left out: 2 places.",
        "A table of contents was left out, since headings make a new one.",
    ]


def test_lists_tables_boxes_and_notes_keep_their_words(tmp_path: Path) -> None:
    body = (
        "<text:list><text:list-item><text:p>dot</text:p><text:p>more</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row>"
        "</table:table><text:p>By<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>below</text:p></text:note-body></text:note> a "
        "box<draw:frame><draw:text-box><text:p>boxed</text:p>"
        "</draw:text-box></draw:frame>"
        "</text:p>"
    )
    text, _ = read(tmp_path, body)
    assert text == "• dot\n\nmore\n\ncell\n\nBy[^1] a box\n\nboxed\n\n[^1]: below"
