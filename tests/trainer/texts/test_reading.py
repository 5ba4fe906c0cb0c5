import gzip
import os
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.trainer.texts.prose import book, paragraphs
from trainer.errors import CorpusError
from trainer.texts.cleaning import clean
from trainer.texts.reading import TO_CONVERT, UNKNOWN_KIND, Skipped, find_files, kind_of, read_documents

FIELD = Path(__file__).parent / "field"


def contents(*paths: Path) -> list[tuple[str, list[str]]]:
    return [(document.name, list(document.paragraphs)) for document in read_documents(paths)]


def test_folders_are_searched_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/b/c.html",
        "c.txt.gz",
        "notes.doc",
        ".hidden.txt",
        ".git/x.txt",
        "a/data.csv",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = find_files([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found.files] == [
        "b.txt",
        "c.txt.gz",
        "a/z.md",
        "a/b/c.html",
    ]
    assert {(one.path.name, one.reason) for one in found.skipped} == {
        ("notes.doc", TO_CONVERT),
        ("data.csv", UNKNOWN_KIND),
    }


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    given = [tmp_path / "b.txt", tmp_path, tmp_path / "." / "b.txt"]
    assert [name for name, _ in contents(*given)] == ["b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", ".txt"),
        ("A.TXT", ".txt"),
        ("v1.2.md", ".md"),
        ("a.txt.xz", ".txt"),
        ("a.html.bz2", ".html"),
        ("a.epub", ".epub"),
        ("a.epub.gz", None),
        ("a.gz", None),
        ("a.pdf", ".pdf"),
        ("a.pdf.gz", None),
        ("a.rtf.gz", ".rtf"),
        ("A.ODT", ".odt"),
        ("a.doc", None),
        ("txt", None),
    ],
)
def test_the_extension_says_how_a_file_is_read(name: str, kind: str | None) -> None:
    assert kind_of(Path(name)) == kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.txt", b"<!DOCTYPE html><html><p>It was late.</p>"),
        ("rich.txt", b"{\\rtf1 It was late.\\par}"),
        ("rich.docx", b"{\\rtf1 It was late.\\par}"),
        ("page.txt.gz", gzip.compress(b"<html><p>It was late.</p>", mtime=0)),
        ("text.txt", b"It was late."),
        ("text.html", b"It was late."),
    ],
)
def test_a_file_is_read_as_what_it_is_whatever_its_name_says(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert contents(tmp_path) == [(name, ["It was late."])]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.docx", b"", r"a\.docx is empty; fetch it again"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 9000 + b"}" * 9000 + b"}", None),
        ("a.zip", b"PK", r"a\.zip is of a kind that is not read; unpack it"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, what: str | None) -> None:
    (tmp_path / name).write_bytes(data)
    if what is None:
        contents(tmp_path)
        return
    with pytest.raises(CorpusError, match=what):
        contents(tmp_path / name)


def test_a_document_too_deep_to_follow_is_one_clear_sentence(tmp_path: Path) -> None:
    names = 'xmlns:office="urn:o" xmlns:text="urn:t"'
    body = f"{'<text:section>' * 3000}<text:p>It was late.</text:p>{'</text:section>' * 3000}"
    content = (
        f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as packed:
        packed.writestr("content.xml", content)
    with pytest.raises(CorpusError, match=r"a\.odt has its parts too deep inside of one another; open it"):
        contents(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_pipe_that_was_named_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(CorpusError, match=r"pipe\.txt is no file but a device or a pipe"):
        contents(tmp_path / "pipe.txt")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("story.doc", "is of a kind that is not read, unless you save it as .docx"),
        ("story", "is of a kind that is not read"),
        ("empty", "holds nothing to read"),
        ("~$story.docx", "is the lock file of a document"),
    ],
)
def test_what_holds_no_known_kind_is_one_clear_sentence(tmp_path: Path, name: str, what: str) -> None:
    path = tmp_path / name
    path.mkdir() if name == "empty" else path.write_text("text")
    with pytest.raises(CorpusError, match=rf"{re.escape(name)} {what}.*; give \.txt \.md \.epub .* files"):
        contents(path)


def test_a_path_that_does_not_exist_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        CorpusError, match=r"gone\.txt cannot be read \(No such file or directory\); check its name"
    ):
        contents(tmp_path / "gone.txt")


def test_what_is_no_file_to_read_is_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "~$draft.docx").write_bytes(b"me")
    (tmp_path / ".~lock.draft.odt#").write_text("me")
    (tmp_path / "linked").symlink_to(tmp_path)
    has_pipes = hasattr(os, "mkfifo")
    if has_pipes:
        os.mkfifo(tmp_path / "pipe.txt")
    found = find_files([tmp_path])
    assert [file.name for file in found.files] == ["a.txt"]
    pipe = {"pipe.txt": "is no file but a device or a pipe"} if has_pipes else {}
    assert {one.path.name: one.reason for one in found.skipped} == pipe | {
        "gone.txt": "is a link that leads nowhere",
        "loop.txt": "is a link that leads nowhere",
        "~$draft.docx": "is the lock file of a document that is open in another program",
        ".~lock.draft.odt#": "is the lock file of a document that is open in another program",
        "linked": "is a link to a folder, which is read only if named itself",
    }
    (tmp_path / "gone.txt").unlink()
    (tmp_path / "loop.txt").unlink()
    (tmp_path / "pipe.txt").unlink(missing_ok=True)
    assert contents(tmp_path / "linked")


def test_files_named_one_by_one_may_have_bad_ones_among_them(tmp_path: Path) -> None:
    for name in ("a.txt", "cover.jpg", "~$a.docx"):
        (tmp_path / name).write_text("text")
    found = find_files(sorted(tmp_path.iterdir()))
    assert [file.name for file in found.files] == ["a.txt"]
    assert len(found.skipped) == 2


@pytest.mark.parametrize("name", ["gone.txt", "loop.txt"])
def test_a_bad_link_that_was_named_is_one_clear_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(CorpusError, match=rf"{name} cannot be read"):
        find_files([tmp_path / name])


def test_a_file_that_turns_out_damaged_ends_there_and_the_others_go_on(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", b"one"),
        ("b.txt", b"two\n\f\n\0\1\2"),
        ("c.epub", b"no"),
        ("d.txt", b"four"),
    ):
        (tmp_path / name).write_bytes(data)
    skipped: list[Skipped] = []
    documents = read_documents([tmp_path], skip=skipped.append)
    assert [text for document in documents for text in document.paragraphs][-1] == "four"
    assert [(one.path.name, one.reason) for one in skipped] == [
        ("b.txt", "is not a text file (it holds binary data)"),
        ("c.epub", "cannot be read as an EPUB book"),
    ]
    with pytest.raises(CorpusError, match=r"b\.txt is not a text file"):
        contents(tmp_path)


def test_who_measures_is_told_of_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "~$a.docx").write_text("me")
    assert contents(tmp_path) == [("a.txt", ["text"])]
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(CorpusError, match=r"b\.txt is a link that leads nowhere; take it away"):
        contents(tmp_path)


def test_pages_made_of_a_pdf_file_lose_their_heads(tmp_path: Path) -> None:
    (document,) = contents(FIELD / "pdftotext.txt")
    text = "\n".join(document[1])
    assert "NIGHT FERRY" not in text
    assert not re.search(r"\d", text)
    assert len(document[1]) == 1
    assert "informed of this arrangement by the magistrate" in text


def test_the_encoding_may_be_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Żółw".encode("cp852"))
    (document,) = read_documents([path], encoding="cp852")
    assert list(document.paragraphs) == ["Żółw"]


def test_form_feeds_on_their_own_lines_separate_documents(tmp_path: Path) -> None:
    path = tmp_path / "three.txt"
    path.write_text("one\nstill one\n\f\ntwo\n \f \nthree\fsame line\n")
    assert contents(path) == [
        ("three.txt", ["one", "still one"]),
        ("three.txt#2", ["two"]),
        ("three.txt#3", ["three\fsame line"]),
    ]


def test_a_document_left_unread_does_not_spill_into_the_next(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text("\n".join(paragraphs(50)) + "\n\f\nsecond\n")
    documents = read_documents([path])
    assert next(next(documents).paragraphs)
    assert list(next(documents).paragraphs) == ["second"]


def test_wrapping_is_decided_for_each_document(tmp_path: Path) -> None:
    whole = list(paragraphs(6, seed=3))
    lines = []
    for text in whole:
        words, line = text.split(), ""
        for word in words:
            if len(line) + 1 + len(word) > 70:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.extend([line, ""])
    path = tmp_path / "two.txt"
    path.write_text("\n".join([*whole, "\f", *lines]))
    assert [texts for _, texts in contents(path)] == [whole, whole]


def test_markdown_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("# The Lamp\nIt was *late*.\n\nShe slept.\n")
    assert contents(path) == [("story.md", ["The Lamp", "It was late.", "She slept."])]


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    unit = book(400).encode()
    peaks = []
    for times in (40, 400):
        path = tmp_path / f"{times}.txt.gz"
        path.write_bytes(gzip.compress(unit * times, 1))
        tracemalloc.start()
        count = sum(1 for document in read_documents([path]) for _ in clean(document.paragraphs))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count == 400 * times
    assert peaks[1] < 1.2 * peaks[0]
