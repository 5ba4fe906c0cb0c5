from desktop.books.prose.book import Book, Heading, Paragraph, SceneBreak, Span
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.plain_text import plain_text, read_plain


def paragraphs(text: str) -> list[str]:
    return [
        "".join(span.text for span in getattr(block, "spans", (Span("*"),)))
        for block in read_plain(text).blocks
    ]


def test_a_line_is_a_paragraph_and_no_mark_is_one() -> None:
    text = "_Emphasis_ is *left* alone.\n\n  # no heading\n> nor a quote\n* * *\n[^1] <b>x</b>"
    assert paragraphs(text) == [
        *("_Emphasis_ is *left* alone.", "# no heading", "> nor a quote", "*", "[^1] <b>x</b>"),
    ]


def test_wrapped_lines_are_joined_and_indented_ones_begin_anew() -> None:
    text = (
        "It was a dark and stormy night; the rain fell in torrents, except at\n"
        "occasional intervals, when it was checked by a violent gust of wind\n"
        "which swept up the streets (for it is in London that our scene lies),\n"
        "rattling along the house-tops.\n"
        "  A new paragraph that is indented as typescripts have their paragraphs\n"
        "and goes on.\n\nCHAPTER II\n\nThe end of it."
    )
    found = paragraphs(text)
    assert [one[:20] for one in found] == [
        "It was a dark and st",
        "A new paragraph that",
        "CHAPTER II",
        "The end of it.",
    ]
    assert found[0].endswith(
        "gust of wind which swept up the streets (for it is in London that our scene lies), "
        "rattling along the house-tops."
    )
    assert read_plain(text).blocks[2] == Heading(1, (Span("CHAPTER II"),))


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    line = "他走到门口停了下来看了看天上的云然后慢慢地转过身来对她"
    assert paragraphs("\n".join([line, line, line, line, "说。"])) == [line * 4 + "说。"]


def test_chapters_are_found_by_their_names_only_where_nothing_else_is_a_heading() -> None:
    for name in (
        "Chapter 1",
        "CHAPTER TWELVE: The Ford",
        "Prologue",
        "Part the First".replace("the ", ""),
        "第三章 出发",
    ):
        assert isinstance(read_plain(f"{name}\n\nText.").blocks[0], Heading), name
    for name in ("Chapter one was the worst, he thought.", "Book your seat", "Epilogue is a word", "Parting"):
        assert isinstance(read_plain(f"{name}\n\nText.").blocks[0], Paragraph), name


def test_a_book_as_plain_text() -> None:
    left_out = LeftOut()
    note = (Paragraph((Span("See there."),)),)
    looks = (Span("He "), Span("ran", emphasis=True), Span("."), Span("", note=note))
    blocks = (
        Heading(1, (Span("One"),)),
        Paragraph(looks),
        SceneBreak(),
        Paragraph((Span("Verse\nand verse", strong=True),), quoted=True),
    )
    text = plain_text(Book(blocks, "Title", "Author"), left_out)
    assert text == (
        "Title\n\nAuthor\n\nOne\n\nHe _ran_.[1]\n\n* * *\n\n    *Verse\n    and verse*\n\n[1] See there.\n"
    )
    assert [str(one) for one in left_out.sentences()] == [
        "Plain text has no bold or italic letters; they stand between * and _."
    ]
