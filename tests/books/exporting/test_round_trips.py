"""A text goes into another format and comes back the same, letter by letter."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings

from desktop.books.convert import convert
from desktop.books.exporting.docx_writing import docx
from desktop.books.exporting.epub_writing import epub
from desktop.books.exporting.layout import ExportOptions
from desktop.books.exporting.odt_writing import odt
from desktop.books.importing.docx_reading import read_docx
from desktop.books.importing.odt_reading import read_odt
from desktop.books.prose.book import Blank, Block, Book, Paragraph, Span
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.tidying import tidied
from tests.books.exporting.texts import TEXTS
from tests.books.prose.blocks import blocks

OFFICE = shutil.which("soffice")
EPUBCHECK = next((path for path in (Path("/usr/share/java/epubcheck.jar"),) if path.exists()), None)
JAVA = shutil.which("java")
NO_OFFICE = "LibreOffice is not installed (Debian: libreoffice-writer-nogui)"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """All texts as one, so that a program that is slow to start runs once."""
    path = tmp_path / "story.md"
    # Footnotes are numbered through; the one text that has any comes first.
    order = sorted(TEXTS, key=lambda name: name != "footnotes")
    body, _, notes = TEXTS[order[0]].partition("\n[^1]:")
    path.write_text(
        "\n".join([body, *(TEXTS[name] for name in order[1:])]) + "\n[^1]:" + notes, encoding="utf-8"
    )
    return path


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".html", ".md"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_comes_back_as_it_was(name: str, suffix: str, tmp_path: Path) -> None:
    source, between, back = tmp_path / "a.md", tmp_path / f"b{suffix}", tmp_path / "c.md"
    source.write_text(TEXTS[name], encoding="utf-8")
    assert not convert([source], between).left_out
    assert not convert([between], back).left_out
    assert back.read_text(encoding="utf-8") == TEXTS[name]


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".html", ".md"])
def test_a_title_page_comes_back(suffix: str, tmp_path: Path) -> None:
    source, between, back = tmp_path / "a.md", tmp_path / f"b{suffix}", tmp_path / "c.md"
    source.write_text("One.\n\nTwo.\n", encoding="utf-8")
    convert([source], between, ExportOptions(title="Tom & “Jerry”: 1", author="Zoë Ō"))
    convert([between], back)
    assert back.read_text(encoding="utf-8") == (
        '---\ntitle: "Tom & “Jerry”: 1"\nauthor: Zoë Ō\n---\n\nOne.\n\nTwo.\n'
    )


def test_a_paragraph_of_a_no_break_space_is_an_empty_line() -> None:
    said = Paragraph((Span("One."),))
    assert tidied([said, Paragraph((Span("\u00a0"),)), said]) == tidied([said, Blank(), said])


@given(blocks())
@settings(max_examples=40)
def test_any_blocks_come_back_from_word_and_libreoffice_files(given_blocks: tuple[Block, ...]) -> None:
    book = Book(given_blocks)
    options = ExportOptions()
    assert read_docx(Path("x.docx"), docx(book, options, "x"), LeftOut()).blocks == given_blocks
    assert read_odt(Path("x.odt"), odt(book, options, "x"), LeftOut()).blocks == given_blocks


def test_a_manuscript_comes_back_without_its_frame(tmp_path: Path) -> None:
    source, back = tmp_path / "a.md", tmp_path / "c.md"
    text = "---\ntitle: T\nauthor: A\n---\n\n# One\n\nText.\n\n***\n\nMore.\n"
    source.write_text(text, encoding="utf-8")
    for suffix in (".docx", ".odt"):
        between = tmp_path / f"b{suffix}"
        convert([source], between, ExportOptions(manuscript=True, contact="1 Road\nTown"))
        convert([between], back, replaces=True)
        assert back.read_text(encoding="utf-8") == text


@pytest.mark.skipif(not OFFICE, reason=NO_OFFICE)
@pytest.mark.parametrize(("written", "rewritten"), [(".docx", ".odt"), (".odt", ".docx")])
def test_libreoffice_reads_and_writes_what_we_do(
    written: str, rewritten: str, story: Path, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / f"story{written}", tmp_path / "office" / f"story{rewritten}"
    convert([story], ours)
    office(rewritten, ours, theirs.parent, tmp_path)
    convert([theirs], tmp_path / "back.md")
    assert (tmp_path / "back.md").read_text(encoding="utf-8") == story.read_text(encoding="utf-8")


def office(suffix: str, path: Path, folder: Path, home: Path) -> None:
    """Have LibreOffice write a file in another format, with a profile of its own."""
    subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to"),
            *(suffix.removeprefix("."), "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )


@pytest.mark.skipif(not (EPUBCHECK and JAVA), reason="epubcheck is not installed (Debian: epubcheck)")
def test_epubcheck_finds_nothing(story: Path, tmp_path: Path) -> None:
    path = tmp_path / "story.epub"
    convert([story], path, ExportOptions(title="All & Ten", author="A <B>"))
    (tmp_path / "bare.epub").write_bytes(epub(Book(()), ExportOptions(), "Bare"))
    for one in (path, tmp_path / "bare.epub"):
        done = subprocess.run(
            [str(JAVA), "-jar", str(EPUBCHECK), str(one)], capture_output=True, text=True, timeout=240
        )
        assert "0 fatals / 0 errors / 0 warnings" in done.stdout, done.stdout + done.stderr
