"""Books read and written by a process of their own: the same as without it, and what becomes of its end."""

import sys
from pathlib import Path

import pytest
from hypothesis import given

from desktop.books.apart import asking
from desktop.books.apart.asking import (
    book_apart,
    chapters_apart,
    export_apart,
    import_apart,
    read_books_apart,
)
from desktop.books.apart.messages import line_of, packed, pieces_of, unpacked
from desktop.books.convert import StoryText, book_of, export
from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import Block
from desktop.books.reading import read_any, read_book, read_chapters
from desktop.engine.errors import DocumentError
from tests.books.prose.blocks import blocks

TEXT = "# One\n\n*He* came[^1].\n\n> Said.\n\n# Two\n\nThe \U0001f701 end\ud800.\n\n[^1]: A note.\n"
OPTIONS = ExportOptions(title="Night", author="A. Writer")


def unheard(share: float) -> None:
    """Progress that nobody wants to know of."""


def kept(stop: object) -> None:
    """What ends the process is not needed."""


@given(blocks())
def test_blocks_come_back_from_their_line(given_blocks: tuple[Block, ...]) -> None:
    for block in given_blocks:
        assert unpacked(packed(block)) == block


def test_pieces_are_the_text() -> None:
    text = "é" * 450_000
    assert "".join(pieces_of(text)) == text
    assert max(map(len, pieces_of(text))) <= 200_000
    assert line_of("a\nb").count(b"\n") == 1


def test_an_export_and_its_progress(tmp_path: Path) -> None:
    story = [StoryText("a", TEXT), StoryText("b", "*as typed*\n", is_plain=True)]
    here, apart = tmp_path / "here.md", tmp_path / "apart.md"
    shares: list[float] = []
    written = export_apart(story, apart, OPTIONS, shares.append, kept)
    assert written == export(story, here, OPTIONS)
    assert apart.read_bytes() == here.read_bytes()
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_pdf_needs_no_window(tmp_path: Path) -> None:
    export_apart([StoryText("a", TEXT)], tmp_path / "a.pdf", OPTIONS, unheard, kept)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_an_import(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    export([StoryText("a", TEXT)], path, OPTIONS)
    assert import_apart(path, unheard, kept) == read_any(path)
    assert chapters_apart(path, False, unheard, kept) == read_chapters(path)


def test_several_books_with_their_losses(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.docx", "b.odt", "c.txt")]
    for path in paths[:2]:
        export([StoryText("a", TEXT)], path, OPTIONS)
    paths[2].write_bytes("café".encode("cp1252"))
    found = read_books_apart(paths)
    assert found == [read_book(path) for path in paths]
    assert found[2][1]
    (tmp_path / "b.odt").write_bytes(b"nothing of the kind")
    with pytest.raises(DocumentError, match=r"b\.odt"):
        read_books_apart(paths)


def test_a_book() -> None:
    story = [StoryText("a", TEXT)]
    book = book_apart(story, OPTIONS, unheard, kept)
    assert book.blocks == book_of(story)[0].blocks
    assert (book.title, book.author) == ("Night", "A. Writer")


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"nothing of the kind")
    with pytest.raises(DocumentError, match=r"a\.docx"):
        import_apart(tmp_path / "a.docx", unheard, kept)
    with pytest.raises(DocumentError, match=r"b\.odt"):
        export_apart([StoryText("a", "A.")], tmp_path / "gone" / "b.odt", OPTIONS, unheard, kept)


def test_a_process_that_ends_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "APART_FLAG", "--help")
    with pytest.raises(DocumentError, match="has ended, and nothing was changed"):
        export_apart([StoryText("a", "A.")], tmp_path / "a.docx", OPTIONS, unheard, kept)


def test_a_process_that_nobody_wants_is_ended(tmp_path: Path) -> None:
    class CancelledError(Exception):
        """Nobody wants it."""

    def progress(share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        export_apart([StoryText("a", TEXT)], tmp_path / "a.docx", OPTIONS, progress, lambda stop: stop())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_text_that_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = (
        "import sys\n"
        "from desktop import book_process\n"
        "book_process.LEAST_SECONDS = 2\n"
        "def read(*_):\n"
        "    while True:\n"
        "        pass\n"
        "book_process.read_any = book_process.read_book = read\n"
        "sys.exit(book_process.main())\n"
    )
    monkeypatch.setattr(asking, "this_program", lambda: [sys.executable, "-c", driver])
    (tmp_path / "a.md").write_text("It was late.", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"a\.md takes longer to read than any text does"):
        import_apart(tmp_path / "a.md", unheard, kept)
    with pytest.raises(DocumentError, match=r"a\.md takes longer to read than any text does"):
        read_books_apart([tmp_path / "a.md"])
