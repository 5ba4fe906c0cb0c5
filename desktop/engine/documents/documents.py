"""Documents on disk: read in any common encoding, written so that nothing is ever lost.

The parts, in the order in which a document passes through them:

    reading         a file's bytes, whatever stands at its path
    decoding        bytes to text and back; `detection` guesses an encoding, `encodings` names them,
                    `chosen_encodings` knows which the writer has chosen
    line_ends       which lines of an edited text are those of the file; `rewriting` keeps their bytes
    writing         the former contents are kept (`backups`), and the new ones saved
    saving          by a new file in the old one's place (`atomic`), or within it (`in_place`)
    file_stamp      whether the file still is what it was
    locks           whether another desk has it open
    recovery        words that are not saved yet
"""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.engine.documents.chosen_encodings import Choice, choose_encoding, chosen_encoding
from desktop.engine.documents.decoding import Coding, NotTextError, decode, is_control
from desktop.engine.documents.encodings import ENCODINGS, encoding_label, known_name
from desktop.engine.documents.line_ends import commonest_end, with_newlines
from desktop.engine.documents.rewriting import rewritten
from desktop.engine.documents.writing import write_bytes
from desktop.engine.errors import DocumentBinaryError, DocumentEncodingError, DocumentError, Sentence
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.file_stamp import DiskState, FileStamp, state_of
from desktop.engine.files.in_place import finish_interrupted
from desktop.engine.files.reading import LONGEST_BYTES, MEBIBYTE, read_text_file
from desktop.engine.words import well_formed

MARKDOWN_SUFFIXES = (".md", ".markdown")
# What is no text by itself, and so is imported wherever a file can be opened.
FOREIGN_SUFFIXES = frozenset((".docx", ".docm", ".odt", ".epub", ".doc", ".rtf", ".pages", ".mobi", ".azw3"))


@dataclass(frozen=True)
class Document:
    """A text and how its file is written.

    Attributes:
        text: With newlines as line ends. What its encoding cannot read stands in it as private characters,
            which become the same bytes again when it is written.
        encoding: One of `ENCODINGS`.
        newline: The line end that most of the file's lines have.
        stamp: Of the file as it was read or written.
        notice: One sentence for the writer, if reading it took a guess.
        certain: Whether the encoding is beyond doubt; ask before the first save if not.
        data: All bytes of the file, so that what is not edited stays as it is.
        coding: How they are the text.
        is_chosen: Whether the writer has chosen the encoding.
        facts: Who may read the file; None if that is not known.
    """

    text: str
    encoding: str
    newline: str
    stamp: FileStamp
    notice: Sentence | None = None
    certain: bool = True
    data: bytes = field(kw_only=True, repr=False)
    coding: Coding = field(kw_only=True, repr=False)
    is_chosen: bool = field(default=False, kw_only=True, compare=False)
    facts: FileFacts | None = field(default=None, kw_only=True, compare=False, repr=False)


def read_document(path: Path, encoding: str | None = None, backup_of: Path | None = None) -> Document:
    """Read a text file.

    Args:
        path: The file.
        encoding: As Python names it; that which the writer chose for this file, or else found out, if None.
        backup_of: The file of which this one is a former version.

    Raises:
        DocumentBinaryError: It does not look like text; with an encoding named it is read all the same.
        DocumentError: It cannot be read.
    """
    was_cut = finish_interrupted(Path(os.path.realpath(path)))
    data, facts = read_text_file(path)
    choice = None if encoding else chosen_encoding(backup_of or path)
    as_chosen = _as_chosen(data, choice) if choice else None
    try:
        raw, coding, certain = as_chosen or decode(data, _known(encoding) if encoding else None)
    except NotTextError as error:
        if encoding:
            raise DocumentError(
                "{path} is not {encoding}; choose another encoding.",
                path=path,
                encoding=encoding_label(encoding),
            ) from error
        raise DocumentBinaryError(
            "{path} is not a text file; export it as plain text (.txt) and open that.", path=path
        ) from error
    notice = _notice(path, coding, certain)
    if was_cut:
        notice = Sentence("A save of {file} was interrupted; it is finished now.", {"file": path.name})
    return Document(
        with_newlines(raw),
        coding.encoding,
        commonest_end(raw),
        FileStamp.of(data, facts),
        notice,
        certain,
        data=data,
        coding=coding,
        is_chosen=bool(encoding or as_chosen),
        facts=_facts_of(path),
    )


def write_document(
    path: Path,
    text: str,
    old: Document | None = None,
    encoding: str | None = None,
    backups: Path | None = None,
    sources: Iterable[Path] = (),
) -> Document:
    """Save a text; the file's former contents go to the backups first.

    Lines that are not edited keep their bytes and line ends, and the file its owner, rights and links.

    Args:
        path: The file; a symbolic link is followed.
        text: With newlines as line ends.
        old: The document as it was read or last written, whose encoding and line ends are kept.
        encoding: Another encoding to write it in, as Python names it.
        backups: Where former contents go; the writer's data folder if None.
        sources: Files whose words are in it; a new file can be read by those alone who can read all of these.

    Returns:
        The document as it is on disk now.

    Raises:
        DocumentEncodingError: The encoding lacks letters of the text; the file is as it was.
        DocumentError: It cannot be written; the message says how the file is.
    """
    # A byte order mark in front is no part of a text, and Qt drops it.
    text = well_formed(text).lstrip("\ufeff")
    data, coding = _encoded(path, text, old, _known(encoding) if encoding else None)
    if len(data) > LONGEST_BYTES:
        raise DocumentError(
            "{path} would be larger than {size} MB and could not be opened again; save it in parts.",
            path=path,
            size=LONGEST_BYTES // MEBIBYTE,
        )
    # Its own file may be gone by now, and is to come back as private as it was.
    known = [old.facts] if old and old.facts else []
    stamp = FileStamp.of(data, write_bytes(path, data, backups, [*sources, *known]))
    newline = old.newline if old else "\n"
    is_chosen = bool(encoding or (old and old.is_chosen)) and not _says_itself(data, coding, text)
    choose_encoding(path, Choice(coding.encoding, stamp.digest) if is_chosen else None)
    facts = _facts_of(path)
    return Document(
        text, coding.encoding, newline, stamp, data=data, coding=coding, is_chosen=is_chosen, facts=facts
    )


def disk_state(path: Path, document: Document) -> DiskState:
    """How the document's file is now; it is read only where its times, size and place leave a doubt."""
    return state_of(path, document.stamp)


def _facts_of(path: Path) -> FileFacts | None:
    with suppress(OSError):
        return FileFacts.of(path)
    return None


def _known(encoding: str) -> str:
    name = known_name(encoding)
    if name not in ENCODINGS:
        raise DocumentError("Inkling knows no encoding {encoding}; choose another.", encoding=encoding)
    return name


def _as_chosen(data: bytes, choice: Choice) -> tuple[str, Coding, bool] | None:
    """Bytes in the encoding that was chosen for their file; None if they are not in that any more."""
    try:
        raw, coding, certain = decode(data, choice.encoding)
        if hashlib.sha256(data).hexdigest() == choice.digest:
            return raw, coding, certain
    except NotTextError:
        return None
    # Another program has written it since, perhaps in an encoding that is beyond doubt, or reads all of it.
    try:
        found, found_coding, is_sure = decode(data)
    except NotTextError:
        return raw, coding, certain
    is_other = is_sure and found_coding.is_certain and found != raw
    return None if is_other or (_is_whole(found_coding) and not _is_whole(coding)) else (raw, coding, certain)


def _is_whole(coding: Coding) -> bool:
    """Whether all bytes of a file are letters in its encoding."""
    return coding.escapes is None and not coding.tail


def _notice(path: Path, coding: Coding, certain: bool) -> Sentence | None:
    values = {"file": path.name, "encoding": encoding_label(coding.encoding)}
    if not certain:
        return Sentence(
            "{file} is not UTF-8 and was read as {encoding}, which is a guess; reopen it with another "
            "encoding if letters are wrong.",
            values,
        )
    if not _is_whole(coding):
        return Sentence(
            "{file} has bytes that are not {encoding}; they are shown as boxes and saved as they are.", values
        )
    return None


def _encoded(path: Path, text: str, old: Document | None, encoding: str | None) -> tuple[bytes, Coding]:
    """The bytes of a text, such that the file will be opened again and say the same."""
    wanted = encoding or (old.encoding if old else "utf-8")
    if old and wanted == old.encoding and text == old.text:
        return old.data, old.coding
    coding = _coding(wanted, old)
    data = _bytes(path, text, old, coding)
    if _reads_back(data, coding, text):
        return data, coding
    # A byte order mark says what the bytes do not.
    for marked in (coding.marked(), Coding.new("utf-8-sig") if coding.is_certain else None):
        if marked:
            data = _bytes(path, text, old, marked)
            if _reads_back(data, marked, text):
                return data, marked
    if old and wanted == old.encoding and not _opens(old.data):
        return data, coding  # nor did it open before: the writer named its encoding
    raise DocumentEncodingError(
        "With the control characters {letters} {file} would be no text file in {encoding}; save it as UTF-8.",
        letters="".join(letter for letter in dict.fromkeys(text) if _is_no_text(letter, coding)),
        encoding=encoding_label(wanted),
        file=path.name,
    )


def _coding(encoding: str, old: Document | None) -> Coding:
    if old and encoding == old.encoding:
        return old.coding
    new = Coding.new(encoding)
    return replace(new, escapes=old.coding.escapes) if old and new.has_codec_of(old.coding) else new


def _bytes(path: Path, text: str, old: Document | None, coding: Coding) -> bytes:
    try:
        if old:
            return rewritten(text, old.text, old.data, old.coding, coding, old.newline)
        return coding.mark + coding.encode(text)
    except UnicodeEncodeError as error:
        letters = [letter for letter in dict.fromkeys(text) if not coding.has(letter)]
        raise DocumentEncodingError(
            "{encoding} has no {letters}; save {file} as UTF-8, which has all letters.",
            letters="".join(letters),
            encoding=encoding_label(coding.encoding),
            file=path.name,
        ) from error


def _opens(data: bytes) -> bool:
    try:
        decode(data)
    except NotTextError:
        return False
    return True


def _is_no_text(letter: str, coding: Coding) -> bool:
    return is_control(letter) or not _decodes_to(coding.mark + coding.encode(letter), coding, letter)


def _decodes_to(data: bytes, coding: Coding, text: str) -> bool:
    try:
        return with_newlines(coding.decode(data[len(coding.mark) :])) == text
    except UnicodeDecodeError:
        return False


def _says_itself(data: bytes, coding: Coding, text: str) -> bool:
    """Whether a file with these bytes says by itself how it is written."""
    return coding.is_certain and _is_whole(coding) and _reads_back(data, coding, text)


def _reads_back(data: bytes, coding: Coding, text: str) -> bool:
    """Whether a file with these bytes will be opened again and say the same."""
    try:
        found, found_coding, _ = decode(data)
    except NotTextError:
        return False
    # Bytes that are no text may be read in another way the next time.
    if not _is_whole(coding):
        return True
    # So may encodings that have to be guessed, but not by who knows them.
    if not coding.is_certain:
        return _decodes_to(data, coding, text)
    return with_newlines(found) == text and found_coding.mark == coding.mark
