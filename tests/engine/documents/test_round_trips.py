"""Opening and saving keeps every byte that was not edited, in every encoding, whatever the bytes are."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from desktop.engine.documents.documents import Document, read_document, write_document
from desktop.engine.documents.encodings import ENCODINGS, MARKS, codec_of
from desktop.engine.documents.line_ends import split_lines
from desktop.engine.errors import DocumentEncodingError, DocumentError

ENDS = ("\n", "\r\n", "\r", "\u2028", "\u2029", "\ufdd0", "\ufdd1")
# What files have and editors are known to lose.
ODD_LETTERS = (
    *ENDS,
    *"\0\x01\v\f\x1b\x7f\x85\xa0\ufeff\ufffe\uffff\ufffd\u200b\u00ad",
    "\U0010f000",
    "\U0010f7ff",
    "\U0001f600",
    "e\u0301",
)
texts = st.text(st.characters(exclude_categories=["Cs"])).map(str)
odd_texts = st.lists(st.sampled_from(ODD_LETTERS) | texts | st.sampled_from(["words and ", "more"])).map(
    "".join
)
encodings = st.sampled_from(ENCODINGS)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    memory = Path("/dev/shm")  # thousands of saves wait for the disk otherwise
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        yield Path(place)


def read(folder: Path, data: bytes, encoding: str | None = None) -> Document:
    path = folder / "story.txt"
    path.write_bytes(data)
    return read_document(path, encoding)


def write(folder: Path, text: str, old: Document | None, encoding: str | None = None) -> bytes:
    path, backups = folder / "story.txt", folder / "backups"
    shutil.rmtree(backups, ignore_errors=True)
    write_document(path, text, old, encoding, backups)
    return path.read_bytes()


def coded(text: str, encoding: str) -> bytes:
    """A text as a file of an encoding, without what it lacks."""
    return MARKS.get(encoding, b"") * (encoding != "gb18030") + text.encode(codec_of(encoding), "ignore")


@given(data=st.binary())
@example(data=b"\xef\xbb\xbf\xef\xbb\xbftwo marks")
@example(data=b"\xff\xfe\xff\xfe")
@example(data=b"\xff\xfe\0\0")
@example(data=b"\xff\xfea\0b")
@example(data=b"\xfe\xff\xd8\x00\x00a")
@example(data=b"\0\0\xfe\xff\0\0\0a")
@example(data="é“—”\n".encode() * 3 + b"\xe9\xff" + "ü".encode() * 9)
@settings(deadline=None)
def test_any_bytes_that_open_are_saved_as_they_were(folder: Path, data: bytes) -> None:
    try:
        document = read(folder, data)
    except DocumentError:
        return
    assert "\r" not in document.text
    assert write(folder, document.text, document) == data


@given(data=st.binary(), encoding=encodings)
@settings(deadline=None)
def test_any_bytes_are_kept_in_any_encoding_that_the_writer_names(
    folder: Path, data: bytes, encoding: str
) -> None:
    try:
        document = read(folder, data, encoding)
    except DocumentError:
        assert encoding.startswith("utf-32")  # whose numbers are mostly no letters
        return
    assert write(folder, document.text, document) == data


@given(text=odd_texts, encoding=encodings)
@settings(deadline=None)
def test_what_an_encoding_writes_it_reads(folder: Path, text: str, encoding: str) -> None:
    data = coded(text, encoding)
    document = read(folder, data, encoding)
    assert write(folder, document.text, document) == data


@given(
    lines=st.lists(
        odd_texts.map(lambda text: "".join(letter for letter in text if letter not in ENDS)), max_size=12
    ),
    ends=st.lists(st.sampled_from(ENDS), min_size=12, max_size=12),
    encoding=encodings,
    number=st.integers(0, 11),
)
@settings(max_examples=300, deadline=None)
def test_only_the_line_that_is_edited_changes(
    folder: Path, lines: list[str], ends: list[str], encoding: str, number: int
) -> None:
    # Escape begins a shift there: as a letter of the text it has no bytes that are its own, and lines shift.
    assume(not (encoding.startswith("iso2022") and any("\x1b" in line for line in lines)))
    data = coded("".join(line + end for line, end in zip(lines, ends, strict=False)), encoding)
    document = read(folder, data, encoding)
    raw = document.coding.decode(document.coding.body(data))
    pieces, found_ends = split_lines(raw)
    number %= len(pieces)
    coded_lines = [document.coding.encode(piece) for piece in pieces]
    coded_ends = [document.coding.encode(end) for end in found_ends]
    page = document.text.split("\n")
    page[number], coded_lines[number] = "edited", document.coding.encode("edited")
    wanted = b"".join(line + end for line, end in zip(coded_lines, coded_ends, strict=True))
    try:
        saved = write(folder, "\n".join(page), document)
    except DocumentEncodingError:
        assert any(letter < " " for letter in document.text)  # control characters, in an 8-bit encoding
        return
    # Where the bytes alone would not be opened again they have got a byte order mark.
    marks = {document.coding.mark, MARKS.get(encoding, b""), MARKS["utf-8-sig"]}
    assert saved in {mark + wanted + document.coding.tail for mark in marks}


@given(text=odd_texts, encoding=st.none() | encodings)
@example(text="\0", encoding=None)
@example(text="a\0b\0c\0", encoding=None)
@example(text="\x01\x02\x03", encoding="utf-8")
@example(text="\0", encoding="utf-16-le")
@example(text="\ufeff\ufeffmarks", encoding=None)
@example(text="\x1b$Bwords", encoding=None)
@settings(deadline=None)
def test_what_is_saved_opens_and_says_the_same(folder: Path, text: str, encoding: str | None) -> None:
    for end in ENDS:
        text = text.replace(end, "\n")
    try:
        write(folder, text, None, encoding)
    except DocumentEncodingError:
        assert not (encoding or "utf-8").startswith("utf-")
        return
    if encoding is None or encoding.startswith("utf-"):
        document = read_document(folder / "story.txt")
        assert document.text == text.lstrip("\ufeff")
        assert document.certain
    else:
        read_document(folder / "story.txt")
        assert read_document(folder / "story.txt", encoding).text == text.lstrip("\ufeff")


@given(first=odd_texts, second=odd_texts, encoding=encodings)
@example(first="", second="\x1b", encoding="iso2022_jp")  # there it begins another set of letters
@settings(max_examples=200, deadline=None)
def test_a_text_is_what_was_typed_after_any_edit(
    folder: Path, first: str, second: str, encoding: str
) -> None:
    document = read(folder, coded(first, encoding), encoding)
    for end in ENDS:
        second = second.replace(end, "\n")
    page = document.text[: len(document.text) // 2] + second + document.text[len(document.text) // 3 :]
    page = page.lstrip("\ufeff")
    if page == document.text:
        return  # the file stays as it was, though it may not open again unasked
    try:
        write(folder, page, document)
    except DocumentEncodingError:
        return
    again = read_document(folder / "story.txt", None if document.coding.is_certain else encoding)
    if document.coding.escapes is None:
        assert again.text == page
