from pathlib import Path

import pytest

from desktop.books.exporting.docx_styles import W
from desktop.books.reading import read_any
from tests.books.importing.made_files import word


def read(tmp_path: Path, body: str, **parts: str) -> tuple[str, list[str]]:
    path = tmp_path / "a.docx"
    path.write_bytes(word(body, **parts))
    imported = read_any(path)
    return imported.text.rstrip("\n"), [str(sentence) for sentence in imported.left_out]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", look: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{look}</w:pPr>{''.join(runs)}</w:p>"


def test_styles_are_known_by_their_names_and_by_what_they_are_based_on(tmp_path: Path) -> None:
    body = (
        paragraph(run("One"), style="berschrift1")
        + paragraph(run("Two"), style="Kapitel")
        + paragraph(run("Deep"), look='<w:outlineLvl w:val="2"/>')
        + paragraph(run("Said."), style="Zitat")
        + paragraph(run("a "), run("b", '<w:rStyle w:val="Hervorhebung"/>'), run(" c"))
    )
    assert read(tmp_path, body) == ("# One\n\n# Two\n\n### Deep\n\n> Said.\n\na *b* c", [])


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("<w:i/>", "*x*"),
        ('<w:i w:val="0"/>', "x"),
        ('<w:i w:val="false"/>', "x"),
        ("<w:b/><w:i/>", "***x***"),
        ('<w:u w:val="single"/>', "*x*"),
        ('<w:u w:val="none"/>', "x"),
        ('<w:rStyle w:val="Hervorhebung"/><w:i w:val="0"/>', "*x*"),
    ],
)
def test_looks_of_a_run(look: str, text: str, tmp_path: Path) -> None:
    assert read(tmp_path, paragraph(run("x", look)))[0] == text


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    body = (
        paragraph(
            run("He "),
            f"<w:del>{run('walked').replace('w:t', 'w:delText')}</w:del>",
            f"<w:ins>{run('ran')}</w:ins>",
            f"<w:moveFrom>{run(' away')}</w:moveFrom>",
            run(" home"),
            f"<w:moveTo>{run(' away')}</w:moveTo>",
        )
        + paragraph(run("Joined "), look="<w:rPr><w:del/></w:rPr>")
        + paragraph(run("to this."))
    )
    text, told = read(tmp_path, body)
    assert text == "He ran home away\n\nJoined to this."
    assert told == ["Tracked changes were taken as accepted: 5."]


def test_hidden_text_comments_and_pictures_are_left_out_and_told(tmp_path: Path) -> None:
    body = paragraph(
        run("Seen"),
        run(" hidden", "<w:vanish/>"),
        '<w:r><w:commentReference w:id="1"/></w:r>',
        "<w:r><w:drawing/></w:r>",
        run(" struck", "<w:strike/>"),
        run("."),
    )
    text, told = read(tmp_path, body)
    assert text == "Seen struck."
    assert told == [
        "Pictures and drawn objects were left out: 1.",
        "Comments were left out: 1.",
        "Hidden text was left out: 1 places.",
        "Struck-through text was kept without its line: 1 places.",
    ]


def test_tables_lists_and_boxes_keep_their_words(tmp_path: Path) -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    box = f"<w:txbxContent>{paragraph(run('Boxed.'))}</w:txbxContent>"
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph(run('Cell.'))}</w:tc><w:tc>{paragraph(run('Other.'))}</w:tc></w:tr></w:tbl>"
        + paragraph(run("A dot."), style="Liste")
        + paragraph(run("First."), look=number)
        + paragraph(run("Second."), look=number)
        + paragraph(run("By a box."), f"<w:r><w:pict>{box}</w:pict></w:r>")
        + f"<w:sdt><w:sdtContent>{paragraph(run('In a field.'))}</w:sdtContent></w:sdt>"
    )
    text, _ = read(tmp_path, body)
    assert text.split("\n\n") == [
        *("Cell.", "Other.", "• A dot.", "1. First.", "2. Second.", "By a box.", "Boxed.", "In a field."),
    ]


def test_a_box_is_read_once_where_two_programs_would_each_find_their_own(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('Boxed.'))}</w:txbxContent>"
    both = f"<Choice><w:drawing>{box}</w:drawing></Choice><Fallback><w:pict>{box}</w:pict></Fallback>"
    assert read(tmp_path, paragraph(f"<w:r><AlternateContent>{both}</AlternateContent></w:r>"))[0] == "Boxed."


def test_letters_that_are_elements(tmp_path: Path) -> None:
    body = paragraph(
        "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t><w:tab/>"
        '<w:t>e</w:t><w:br w:type="page"/><w:sym w:font="Symbol" w:char="2022"/></w:r>'
    )
    assert read(tmp_path, body)[0] == "a\u2011b\u00adc\\\nd\te•"


def test_notes_of_both_kinds(tmp_path: Path) -> None:
    body = paragraph(
        run("One"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        run(" two"),
        '<w:r><w:endnoteReference w:id="2"/></w:r>',
    )
    notes = {
        f"{kind}s": (
            f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:id="2">{paragraph(run(kind))}</w:{kind}></w:{kind}s>'
        )
        for kind in ("footnote", "endnote")
    }
    assert read(tmp_path, body, **notes)[0] == "One[^1] two[^2]\n\n[^1]: footnote\n\n[^2]: endnote"


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    body = paragraph(run("One 1"), style="TOC1") + paragraph(run("Text."))
    assert read(tmp_path, body) == (
        "Text.",
        ["A table of contents was left out, since headings make a new one."],
    )


def test_a_typescript_without_styles_gets_its_chapters_and_scenes(tmp_path: Path) -> None:
    lines = ["CHAPTER ONE", *(f"Line {number}." for number in range(6)), "", "Later.", "#", "Even later."]
    text, _ = read(tmp_path, "".join(paragraph(run(line)) if line else paragraph() for line in lines))
    # "#" is a scene break; with it there, the empty line is but an empty line.
    assert text.startswith("# CHAPTER ONE\n\nLine 0.")
    assert text.endswith("Line 5.\n\nLater.\n\n***\n\nEven later.")
    text, _ = read(tmp_path, "".join(paragraph(run(line)) if line else paragraph() for line in lines[:-2]))
    assert text.endswith("Line 5.\n\n***\n\nLater.")
