"""`inkling convert`, and what the editor will call."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from desktop import cli
from desktop.books.convert import StoryText, export, texts_of
from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import Heading, Paragraph, plain
from desktop.books.reading import READ_SUFFIXES, read_any, read_book, read_chapters
from desktop.engine.errors import DocumentError
from tests.books.exporting.texts import TEXTS

TEXT = TEXTS["footnotes"]
KEPT = ("docx", "odt", "epub", "html", "md")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = cli.main(["convert", *(str(argument) for argument in arguments)])
    output = capsys.readouterr()
    return status, output.out, output.err


@pytest.mark.parametrize("to", KEPT)
@pytest.mark.parametrize("source", KEPT)
def test_every_direction(source: str, to: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start, one, two, end = (tmp_path / name for name in ("a.md", f"b.{source}", f"c.{to}", "d.md"))
    start.write_text(TEXT, encoding="utf-8")
    for here, there in ((start, one), (one, two), (two, end)):
        status, out, err = run(capsys, here, there)
        assert (status, err) == (0, "")
        assert out == f"{there}: 20 words, 1 chapters\n"
    assert end.read_text(encoding="utf-8") == TEXT


def test_plain_text_both_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, marked = tmp_path / "a.txt", tmp_path / "a.md"
    plain.write_text("Chapter 1\n\nHe _ran_.\n\n* * *\n\nThe end.\n", encoding="utf-8")
    assert run(capsys, plain, marked)[0] == 0
    assert marked.read_text(encoding="utf-8") == "# Chapter 1\n\nHe \\_ran\\_.\n\n***\n\nThe end.\n"
    marked.write_text("# Chapter 1\n\nHe *ran*.\n\n***\n\nThe end.\n", encoding="utf-8")
    status, _, err = run(capsys, marked, plain, "--force")
    assert (status, err) == (0, "Plain text has no bold or italic letters; they stand between * and _.\n")
    assert plain.read_text(encoding="utf-8") == "Chapter 1\n\nHe _ran_.\n\n* * *\n\nThe end.\n"


def test_a_folder_is_a_story_in_the_order_of_its_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "10 - the last.txt").write_text("Ten.\n", encoding="utf-8")
    (folder / "2_the_ford.md").write_text("The Ford\n\n*Two*.\n", encoding="utf-8")
    (folder / "1.md").write_text("# Begin\n\nOne.\n", encoding="utf-8")
    (folder / ".hidden.md").write_text("No.\n", encoding="utf-8")
    (folder / "cover.png").write_bytes(b"\x89PNG")
    status, out, _ = run(
        capsys, folder, tmp_path / "a.md", "--title", "Story", "--author", "A. B.", "--language", "fr"
    )
    assert (status, out) == (0, f"{tmp_path / 'a.md'}: 8 words, 3 chapters\n")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == (
        "---\ntitle: Story\nauthor: A. B.\nlang: fr\n---\n\n"
        "# Begin\n\nOne.\n\n# The Ford\n\n*Two*.\n\n# The last\n\nTen.\n"
    )


def test_several_files_in_the_order_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.md").write_text(f"## {name}\n\nText.\n", encoding="utf-8")
    run(capsys, tmp_path / "b.md", tmp_path / "a.md", tmp_path / "c.md")
    assert (tmp_path / "c.md").read_text(encoding="utf-8") == "## b\n\nText.\n\n## a\n\nText.\n"


def test_nothing_is_replaced_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "a.md", tmp_path / "b.docx"
    source.write_text("Text.\n", encoding="utf-8")
    target.write_bytes(b"mine")
    status, out, err = run(capsys, source, target)
    assert (status, out) == (1, "")
    assert err == f"There is a file {target} already; choose another name, or have it replaced (--force).\n"
    assert target.read_bytes() == b"mine"
    assert run(capsys, source, target, "--force")[0] == 0
    assert target.read_bytes().startswith(b"PK")
    # The former contents are kept, as at every save.
    assert any(path.read_bytes() == b"mine" for path in tmp_path.rglob("*") if path.is_file())


def test_a_failed_conversion_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("Text.\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    cases = [
        (tmp_path / "a.md", tmp_path / "b.xyz", "does not say in which format to write"),
        (tmp_path / "none.md", tmp_path / "b.docx", "There is no file"),
        (tmp_path / "empty", tmp_path / "b.docx", "holds no texts"),
        (tmp_path / "a.md", tmp_path / "no folder" / "b.docx", "cannot be saved"),
    ]
    for source, target, reason in cases:
        status, out, err = run(capsys, source, target)
        assert (status, out) == (1, "")
        assert reason in err
        assert err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.name in ("a.md", "b.docx", "b.xyz")) == [
        "a.md"
    ]


def test_a_command_without_a_target_makes_no_sense(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(capsys, "a.md")
    assert caught.value.code == 2


def test_the_editor_reads_any_text_as_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<h1>One</h1><p>He <i>ran</i>.<img src='x'></p>", encoding="utf-8")
    imported = read_any(path)
    assert imported.text == "# One\n\nHe *ran*.\n"
    assert [str(one) for one in imported.left_out] == ["Pictures and drawn objects were left out: 1."]


def test_the_editor_writes_a_story_of_texts(tmp_path: Path) -> None:
    story = [StoryText("01 arrival", "*He* came.\n"), StoryText("02 notes", "*as typed*\n", is_plain=True)]
    written = export(story, tmp_path / "a.md", ExportOptions(title="T"))
    assert (written.words, written.chapters, written.left_out) == (6, 2, [])
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert text == "---\ntitle: T\n---\n\n# Arrival\n\n*He* came.\n\n# Notes\n\n\\*as typed\\*\n"
    with pytest.raises(DocumentError, match="already"):
        export(story, tmp_path / "a.md")


def test_a_folder_in_the_place_of_the_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(DocumentError, match="is a folder"):
        export([StoryText("a", "Text.")], tmp_path / "a.docx", replaces=True)


def test_names_with_numbers_sort_as_people_count(tmp_path: Path) -> None:
    for name in ("Chapter 10.md", "chapter 9.txt", "Chapter 1.docx", "Appendix.md", "1b.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.name for path in texts_of([tmp_path])] == [
        *("1b.md", "Appendix.md", "Chapter 1.docx", "chapter 9.txt", "Chapter 10.md"),
    ]
    assert set(READ_SUFFIXES) >= {".docx", ".odt", ".epub", ".html", ".md", ".txt"}


def test_the_desk_starts_without_the_libraries_for_it() -> None:
    script = (
        "import sys, desktop.cli, desktop.editor.app, desktop.editor.desk, desktop.books.convert\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"selectolax", "markdown_it", "desktop.editor.printing", "PySide6.QtPrintSupport"}


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        (
            "# Book\n\n## One\n\na\n\n## Two\n\nb\n",
            [("One", "# Book\n\n## One\n\na\n"), ("Two", "## Two\n\nb\n")],
        ),
        ("Before.\n\n# One\n\na\n", [("story", "Before.\n"), ("One", "# One\n\na\n")]),
        ("# Book\n\nBefore.\n\n## One\n\na\n", [("Book", "# Book\n\nBefore.\n"), ("One", "## One\n\na\n")]),
        ("No chapter.\n", [("story", "No chapter.\n")]),
    ],
)
def test_a_text_in_its_chapters(text: str, chapters: list[tuple[str, str]], tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(text, encoding="utf-8")
    assert read_chapters(tmp_path / "story.md") == chapters
    assert read_any(tmp_path / "story.md").chapters == len(chapters)
    assert read_chapters(tmp_path / "story.md", is_plain=True)[-1][1].endswith(
        chapters[-1][1].split()[-1] + "\n"
    )


def test_cancelling_writes_nothing(tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    def progress(share: float) -> None:
        shares.append(share)
        if share == 1:
            raise CancelledError

    shares: list[float] = []
    with pytest.raises(CancelledError):
        export([StoryText("a", "Text."), StoryText("b", "Text.")], tmp_path / "a.docx", progress=progress)
    assert shares == sorted(shares)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".html", ".md"])
def test_a_title_page_is_a_choice(suffix: str, tmp_path: Path) -> None:
    for title_page in (True, False):
        options = ExportOptions(title="Night Ferry", author="A. Writer", title_page=title_page)
        export([StoryText("a", "# One\n\nText.\n")], tmp_path / f"a{suffix}", options, replaces=True)
        book, _ = read_book(tmp_path / f"a{suffix}")
        said = [plain(block.spans) for block in book.blocks if isinstance(block, Heading | Paragraph)]
        assert said == ["One", "Text."]
        assert bool(book.title) == title_page
        # The file says of itself what it is, all the same.
        data = (tmp_path / f"a{suffix}").read_bytes()
        if suffix in (".docx", ".odt", ".epub"):
            with zipfile.ZipFile(tmp_path / f"a{suffix}") as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        assert (b"Night Ferry" in data) == (title_page or suffix != ".md")
