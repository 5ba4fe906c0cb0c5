import pytest
from hypothesis import given, settings

from desktop.books.prose.book import Block, Book, Heading, Paragraph, SceneBreak, Span
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.markdown_reading import read_markdown
from desktop.books.prose.markdown_writing import markdown
from tests.books.prose.blocks import blocks

WRAPPED = """\
The hall was long and cold, and at the end of it there stood a
woman with a lamp, who did not move when he came in, nor *when
he spoke.*

"Who are you?" he asked, for the third time, and this time she
- or the lamp - gave a sort of shiver.
"""


def read(text: str) -> tuple[Block, ...]:
    return read_markdown(text, LeftOut()).blocks


def again(text: str) -> str:
    return markdown(read_markdown(text, LeftOut())).rstrip("\n")


@given(blocks())
@settings(max_examples=100)
def test_what_is_written_reads_back_the_same(given_blocks: tuple[Block, ...]) -> None:
    text = markdown(Book(given_blocks))
    assert read(text) == given_blocks, text


def test_wrapped_lines_are_joined() -> None:
    assert again(WRAPPED).split("\n\n") == [
        "The hall was long and cold, and at the end of it there stood a woman with a lamp, who did not move "
        "when he came in, nor *when he spoke.*",
        '"Who are you?" he asked, for the third time, and this time she',
        "- or the lamp - gave a sort of shiver.",
    ]


def test_a_line_may_be_a_paragraph() -> None:
    lines = [
        "“Who are you?”",
        "She did not say.",
        "- Bonjour, dit-il.",
        "1. was no list.",
        "He went on, and on.",
    ]
    assert again("\n".join(lines)).split("\n\n") == lines


def test_lines_together_are_one_paragraph_where_empty_lines_part_the_others() -> None:
    text = "A paragraph.\n\nRoses are red,\nviolets are blue.\n\nAnother.\n\nAnd one more."
    assert again(text) == text.replace("red,\n", "red,\\\n")


def test_rare_empty_lines_part_scenes() -> None:
    lines = [f"Line number {number}." for number in range(9)]
    text = "\n".join(lines[:5]) + "\n\n" + "\n".join(lines[5:])
    assert read(text).index(SceneBreak()) == 5
    assert SceneBreak() not in read("\n\n".join(lines))


@pytest.mark.parametrize(
    "mark", ["***", "* * *", "#", "---", "- - -", "___", "⁂", "~~~~~", "• • •", "*", "##"]
)
def test_scene_breaks(mark: str) -> None:
    expected = (Paragraph((Span("Before."),)), SceneBreak(), Paragraph((Span("After."),)))
    if mark == "~~~~~":
        return  # that begins code
    assert read(f"Before.\n\n{mark}\n\nAfter.") == expected
    assert read(f"Before.\n{mark}\nAfter.") == expected


@pytest.mark.parametrize(
    ("text", "level"), [("# A", 1), ("### A ###", 3), ("A\n===", 1), ("A\n---", 2), ("   ###### A", 6)]
)
def test_headings(text: str, level: int) -> None:
    assert read(text) == (Heading(level, (Span("A"),)),)


def test_what_is_no_heading() -> None:
    for text in ("#hash", "####### Seven", "A sentence.\n---", "\\# A"):
        assert not any(isinstance(block, Heading) for block in read(text))


def test_quotes_end_with_their_mark() -> None:
    text = "> One\n> two.\n>\n> Three.\nNot four.\n\nFive.\n\nSix."
    assert again(text) == "> One\\\n> two.\n>\n> Three.\n\nNot four.\n\nFive.\n\nSix."
    assert again(">> Deep.") == "> Deep."


def test_footnotes_stand_anywhere() -> None:
    text = "A[^x] and B^[in place, *so*] and C[^none].\n\n[^x]: One.\n\n    Two.\n\nText."
    text += "\n\n[^lost]: Nobody asks."
    assert again(text) == (
        "A[^1] and B[^2] and C\\[^none].\n\nText.\n\n\\[^lost]: Nobody asks.\n\n"
        "[^1]: One.\n\n    Two.\n\n[^2]: in place, *so*"
    )


def test_a_footnote_that_leads_to_itself_ends() -> None:
    assert "[^a]" in str(read("A[^a].\n\n[^a]: Again[^a]."))


def test_comments_and_pictures_are_left_out_and_told() -> None:
    left_out = LeftOut()
    text = "A <!-- one --> b.\n\n<!-- two\n\nthree -->\n\nC ![a cat](cat.png) d.\n\n<!-- open"
    book = read_markdown(text, left_out)
    assert markdown(book) == "A  b.\n\nC  d.\n\n\\<!-- open\n"
    assert [str(sentence) for sentence in left_out.sentences()] == [
        "Pictures and drawn objects were left out: 1.",
        "Comments were left out: 2.",
    ]


def test_title_lines() -> None:
    book = read_markdown("---\ntitle: \"A: B\"\nauthor: 'C''s'\nlang: fr\n---\n\nText.", LeftOut())
    assert (book.title, book.author, book.language) == ("A: B", "C's", "fr")
    assert book.blocks == (Paragraph((Span("Text."),)),)
    for text in ("---\n\nNo title lines.\n\n---\n\nText.", "---\nSpeech: yes\nbut not this line\n---"):
        assert read_markdown(text, LeftOut()).title == ""
        assert "peech" in text or len(read(text)) == 4


def test_html_that_is_no_looks_stays_as_it_is_typed() -> None:
    assert again("<b>a</b> <em>c</em> <div>d</div> 1 < 2") == "**a** *c* \\<div>d\\</div> 1 < 2"


def test_indented_lines_are_paragraphs_and_wide_spaces_stay() -> None:
    assert (
        again("    Indented.\n\n\tTabbed.\n\n\u3000\u3000中文。")
        == "Indented.\n\nTabbed.\n\n\u3000\u3000中文。"
    )


def test_chinese_needs_no_spaces_around_emphasis() -> None:
    text = "他说：**“你好。”**然后*（笑）*走了。"
    assert [span.text for span in read(text)[0].spans if span.strong or span.emphasis] == [  # type: ignore
        *("“你好。”", "（笑）"),
    ]
    assert again(text) == text


def test_an_empty_text_is_an_empty_book() -> None:
    assert read("") == read("\n\n \n") == ()
    assert markdown(Book()) == ""


def test_in_code_nothing_is_a_comment_or_a_footnote() -> None:
    text = "```\n<!-- kept -->\n[^1]: kept\n```\n\nText[^1].\n\n[^1]: Note.\n"
    code, said = read(text)
    assert isinstance(code, Paragraph)
    assert code.spans[0].text == "<!-- kept -->\n[^1]: kept"
    assert isinstance(said, Paragraph)
    assert said.spans[1].note is not None
