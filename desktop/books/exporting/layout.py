"""How a book's pages look, in whatever format: as a book, or in the standard form of a manuscript.

The manuscript's form is William Shunn's "Proper Manuscript Format", which publishers and magazines ask for:
12 points in Courier or Times, double spaced, margins of an inch, surname, title and page number above each
page, words on the title page, chapters a third down a new page, "#" between scenes, an end that says so.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.books.prose.book import Book, Span, words_of

INCH_POINTS = 72
POINT_SIZE = 12
PAPERS = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}  # points
FONTS = {"courier": "Courier New", "times": "Times New Roman"}
_LONG_STORY = 40_000
_LONGEST_RUNNING_TITLE = 40
BOOK_SCENE_BREAK = "* * *"
MANUSCRIPT_SCENE_BREAK = "#"
THE_END = "THE END"


@dataclass(frozen=True)
class ExportOptions:
    """What a writer may choose for a file that is written.

    Attributes:
        title: For the title page; empty for the one that the text names, if it does.
        author: The same.
        language: Such as "en" or "de-AT"; empty for what the text names or is.
        manuscript: Standard manuscript format instead of a book's looks; for .docx, .odt and .pdf.
        font: Of a manuscript, one of `FONTS`.
        paper: One of `PAPERS`; empty for US letter for a manuscript, A4 for a book.
        contact: The author's address on a manuscript's title page, in lines.
        title_page: Whether a text with a title gets a title page; without one, the title and the author are
            but what the file says of itself.
    """

    title: str = ""
    author: str = ""
    language: str = ""
    manuscript: bool = False
    font: str = "times"
    paper: str = ""
    contact: str = ""
    title_page: bool = True


@dataclass(frozen=True)
class Layout:
    """Measures of a page, in points.

    Attributes:
        width: Of the paper.
        height: Of the paper.
        font: The text's.
        spacing: Line height, 1 for single.
        indent: Of a paragraph's first line.
        chapter_drop: White space above a chapter's heading.
        manuscript: Whether it is one.
        scene_break: What stands between scenes.
        title_page: Whether a text with a title gets a title page.
    """

    width: float
    height: float
    font: str
    spacing: float
    indent: float
    chapter_drop: float
    manuscript: bool
    scene_break: str
    title_page: bool = True

    @classmethod
    def of(cls, options: ExportOptions) -> "Layout":
        """The layout that the options ask for."""
        width, height = PAPERS[options.paper or ("letter" if options.manuscript else "a4")]
        if options.manuscript:
            drop = height / 3 - INCH_POINTS
            return cls(
                width,
                height,
                FONTS[options.font],
                2.0,
                INCH_POINTS / 2,
                drop,
                True,
                MANUSCRIPT_SCENE_BREAK,
                options.title_page,
            )
        return cls(
            width,
            height,
            FONTS["times"],
            1.25,
            18.0,
            36.0,
            False,
            BOOK_SCENE_BREAK,
            options.title_page,
        )

    def has_title_page(self, book: Book) -> bool:
        """Whether the book begins with a title page."""
        return self.title_page and bool(book.title)


def word_count_line(book: Book) -> str:
    """How long a manuscript is, rounded as publishers want it: "about 85,000 words"."""
    words = words_of(book.blocks)
    step = 1000 if words > _LONG_STORY else 100
    return f"about {max(step, round(words / step) * step):,} words"


def running_head(book: Book) -> str:
    """What stands before the page's number above a manuscript's pages: surname and title."""
    surname = book.author.split()[-1] if book.author.split() else ""
    title = book.title.split(":")[0].strip()
    if len(title) > _LONGEST_RUNNING_TITLE:
        title = title[:_LONGEST_RUNNING_TITLE].rpartition(" ")[0] or title[:_LONGEST_RUNNING_TITLE]
    return " / ".join(part for part in (surname, title.upper()) if part)


def is_right_to_left(spans: Iterable[Span]) -> bool:
    """Whether a paragraph is written from right to left: what its first letter says."""
    for span in spans:
        for letter in span.text:
            direction = unicodedata.bidirectional(letter)
            if direction in ("L", "R", "AL"):
                return direction != "L"
    return False
