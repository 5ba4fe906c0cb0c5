"""The kinds of lines, and what follows from them: the same headings as a reader of the whole text finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.books.prose import lines as kinds
from desktop.books.prose.book import Book, Heading, SceneBreak, plain
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.lines import Structure, kind_of, said_by, structure_of
from desktop.books.prose.markdown_reading import read_markdown
from desktop.books.prose.plain_text import read_plain


def found_in(text: str, is_markdown: bool = True) -> tuple[list[str], Structure]:
    lines = text.split("\n")
    found = structure_of(bytes(map(kind_of, lines)), lines.__getitem__, is_markdown)
    return lines, found


def headings(text: str, is_markdown: bool = True) -> list[tuple[int, str]]:
    lines, found = found_in(text, is_markdown)
    return [(one.level, said_by(lines[one.line]) if one.level else "") for one in found.headings]


def read(book: Book) -> list[tuple[int, str]]:
    found = []
    for block in book.blocks:
        if isinstance(block, Heading):
            found.append((block.level, plain(block.spans)))
        elif isinstance(block, SceneBreak):
            found.append((0, ""))
    return found


TEXTS = (
    "# One\n\nText.\n\n## Sub ##\n\n* * *\n\nMore.\n",
    "Title\n=====\n\nPart\n----\n\nHe left.\n---\nShe came.\n",
    "```\n# no heading\n```\n\n# One\n\n~~~\n# none\n```\n",
    "```\n<!-- code\n```\n\ncode -->\n\n# One\n",
    "<!-- # none\n\n# none -->\n\n# One\n",
    "---\ntitle: T\n---\n\n# One\n",
    "---\n\n# One\n\n---\n",
    "A line.\nAnother\n===\n\n# One\n",
    "> # quoted\n\n#\n\n#Hash\n\n####### seven\n\n   # three spaces\n\n    # four\n",
    "Chapter One\n\nHe came.\n",
    "# Only\n\nChapter One\n\nText.\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_headings_as_an_export_has(text: str) -> None:
    exported = read(read_markdown(text, LeftOut()))
    ours = headings(text)
    if not any(level for level, _ in exported):
        ours = [one for one in ours if not one[1].startswith("Chapter")]
    assert ours == exported


@given(
    st.lists(
        st.sampled_from(
            (
                "# A",
                "## B c",
                "text",
                "ends.",
                "",
                "===",
                "---",
                "* * *",
                "> q",
                "```",
                "~~~",
                "<!-- c",
                "c -->",
                "#",
            )
        ),
        max_size=14,
    )
)
def test_any_lines_have_the_headings_of_their_export(lines: list[str]) -> None:
    text = "\n\n".join(lines)  # each a block by itself, so that no scene break comes of empty lines
    exported = [one for one in read(read_markdown(text, LeftOut())) if one[0]]
    assert [one for one in headings(text) if one[0]] == exported


def test_chapters_of_plain_text() -> None:
    text = "Chapter One\n\nChapter two was long, he said.\n\nPROLOGUE\n\n第三章 雨\n\n* * *\n\nEnd.\n"
    ours = [one for one in headings(text, False) if one[0]]
    assert ours == [one for one in read(read_plain(text)) if one[0]]
    assert [said for _, said in ours] == ["Chapter One", "PROLOGUE", "第三章 雨"]


def test_what_stands_apart() -> None:
    _, found = found_in("a\n```\n*b*\n```\nc\n<!-- d\ne -->\nf\n")
    assert [found.apart_at(line) for line in range(8)] == [
        *(kinds.PROSE, kinds.FENCED, kinds.FENCED, kinds.FENCED, kinds.PROSE),
        *(kinds.COMMENT, kinds.COMMENT, kinds.PROSE),
    ]


def test_an_underline_is_told() -> None:
    _, found = found_in("Title\n---\n\nHe left.\n---\n")
    assert found.underlines == {1}
    assert [one.level for one in found.headings] == [2, 0]
