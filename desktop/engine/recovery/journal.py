"""A document's words on disk, brought up to date by writing only what was edited.

A journal is a text file. Each line is a checksum, a space and JSON in ASCII: first a header, then edits, each
`[position, removed, added]`, that make the text out of nothing, in order. Positions and lengths are in UTF-16
units, as the editor counts. A kill at any byte leaves a last line without its end or with a wrong checksum,
which readers leave out; so does whatever follows a damaged line.

What was written survives the end of the process at once; `sync` makes it survive the end of the machine, too.
"""

import contextlib
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from desktop.engine.files.kept_json import NONSENSE, parse_json, whole
from desktop.engine.files.temporary import Temporary, write_all
from desktop.engine.utf16 import utf16_length

# So much is turned into a line at once: well under a millisecond, in which no other thread gets on.
_CHUNK_UNITS = 32_768
# A journal with more bytes of edits than its text and this is written anew.
_SPARE_BYTES = 1 << 20
_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
# Stands where the editor parts a long paragraph to lay it out: it takes a place there, but is none of the
# text. A noncharacter, which no text on a page has.
SEAM = "\ufdd0"
_BEGUN = "begun_with"  # in the header: how long the text is that the first edits make, in UTF-16 units


class Edit(NamedTuple):
    """A stretch of text was replaced.

    Attributes:
        position: Where, in UTF-16 units from the beginning.
        removed: How many units went.
        added: What came.
    """

    position: int
    removed: int
    added: str


class EditedText:
    """A text that many small edits change: those near one another cost nothing but their own length."""

    def __init__(self, text: str = "") -> None:
        self._begun_with: str | None = text  # turned into UTF-16 once that is needed
        self._buffer = bytearray()
        # The last edits as one, not yet in the buffer: where, bytes that go, bytes that come.
        self._at, self._gone, self._come = 0, 0, bytearray()

    @property
    def units(self) -> int:
        """Length of the text in UTF-16 units."""
        self._begin()
        return (len(self._buffer) - self._gone + len(self._come)) // 2

    def apply(self, edit: Edit) -> None:
        """Edit the text; what reaches beyond its end means its end.

        Raises:
            ValueError: The edit is none of this text.
        """
        length = 2 * self.units
        start, gone = 2 * edit.position, 2 * edit.removed
        if not 0 <= start <= length or gone < 0:
            raise ValueError(f"no edit of {length // 2} units: {edit.position}, {edit.removed}")
        end = min(start + gone, length)
        first, last = self._at, self._at + len(self._come)
        if start > last or end < first:
            self._settle()
            first = last = self._at = start
        self._gone += max(0, first - start) + max(0, end - last)
        self._come[max(0, start - first) : max(0, min(end, last) - first)] = _units(edit.added)
        self._at = min(first, start)

    def chunks(self) -> Iterator[str]:
        """The text in pieces; a pair of surrogates may be parted by two of them."""
        self._settle()
        for start in range(0, len(self._buffer), 2 * _CHUNK_UNITS):
            piece = self._buffer[start : start + 2 * _CHUNK_UNITS]
            yield piece.decode("utf-16-le", "surrogatepass")

    def __str__(self) -> str:
        self._settle()
        return self._buffer.decode("utf-16-le", "surrogatepass")

    def _begin(self) -> None:
        text, self._begun_with = self._begun_with, None
        for start in range(0, len(text or ""), _CHUNK_UNITS):
            self._buffer += _units((text or "")[start : start + _CHUNK_UNITS])

    def _settle(self) -> None:
        """Put the last edits into the buffer."""
        self._begin()
        self._buffer[self._at : self._at + self._gone] = self._come
        self._at, self._gone, self._come = 0, 0, bytearray()


class Journal:
    """Keeps one document's text in a file, edit by edit. Not for several threads at once."""

    def __init__(self, file: Path) -> None:
        """Keep a text in `file`, in a folder that is there; nothing is written yet."""
        self._file = file
        self._header: Mapping[str, Any] = {}
        self._text = EditedText()
        self._pending: list[Edit] = []
        self._descriptor: int | None = None
        self._good = 0  # bytes of whole lines
        self._limit = 0  # with more than these bytes it is written anew

    @property
    def is_on_disk(self) -> bool:
        """Whether something was written and not removed since."""
        return self._descriptor is not None

    def begin(self, text: str) -> None:
        """Keep this text from now on, in place of the one before."""
        self._text, self._pending = EditedText(text), []
        self._forget_file()

    def describe(self, header: Mapping[str, Any]) -> None:
        """Say what stands in the header, of JSON values, from the next `write` on."""
        if header != self._header:
            self._header = header
            self._forget_file()

    def note(self, edits: Iterable[Edit]) -> None:
        """Take over edits that were made, in their order, in memory.

        Raises:
            ValueError: An edit is none of the text.
        """
        for edit in edits:
            self._text.apply(edit)
            if self.is_on_disk:
                self._pending.append(edit)

    def write(self) -> None:
        """Write what was noted: a few bytes, or all of the text the first time and now and then.

        Raises:
            OSError: It did not work; the file is as it was.
        """
        if not self._is_still_there() or self._good > self._limit:
            self._write_anew()
        elif self._pending:
            self._append(b"".join(_line(list(edit)) for edit in self._pending))
        self._pending = []

    def to_sync(self) -> int | None:
        """A descriptor for `os.fsync` and then `os.close`, on any thread; None without a file."""
        return None if self._descriptor is None else os.dup(self._descriptor)

    def remove(self) -> None:
        """Remove the file; the text stays in memory."""
        self._forget_file()
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file, and leave it."""
        self._forget_file()

    def _is_still_there(self) -> bool:
        """Whether the file is the one that is being written, and not one that was removed or moved."""
        if self._descriptor is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._descriptor), self._file.stat())
        except OSError:
            return False

    def _forget_file(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        self._pending = []
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _write_anew(self) -> None:
        is_first = self._descriptor is None
        self._forget_file()
        temporary = Temporary(self._file.parent)
        try:
            self._good = 0
            for line in self._lines():
                temporary.write(line)
                self._good += len(line)
            if is_first:
                # There is nothing to lose, and no time to wait for the disk.
                temporary.close()
                temporary.path.replace(self._file)
            else:
                temporary.replace(self._file)
        except BaseException:
            temporary.discard()
            raise
        temporary.close()
        self._descriptor = os.open(self._file, _APPEND)
        self._limit = 2 * self._good + _SPARE_BYTES

    def _lines(self) -> Iterator[bytes]:
        yield _line({**self._header, _BEGUN: self._text.units})
        position = 0
        for chunk in self._text.chunks():
            yield _line([position, 0, chunk])
            position += utf16_length(chunk)

    def _append(self, lines: bytes) -> None:
        assert self._descriptor is not None
        try:
            write_all(self._descriptor, lines)
            self._good += len(lines)
        except OSError:
            # Half a line in the middle would hide all that comes after it.
            try:
                os.ftruncate(self._descriptor, self._good)
            except OSError:
                self._forget_file()
            raise


class Read(NamedTuple):
    """What could be read of a journal.

    Attributes:
        header: What its first line says; nothing if that is damaged.
        text: What its edits make.
        is_whole: Whether that is at least all of the text that the journal began with. A kill leaves it so; a
            damaged disk may leave less, which must not take the place of a file.
    """

    header: dict[str, Any]
    text: str
    is_whole: bool


def read_journal(data: bytes) -> Read:
    """Read a journal.

    Raises:
        ValueError: It is no journal, or no word of it can be read.
    """
    lines = iter(io.BytesIO(data))
    header, begun = _header(next(lines, b""))
    text = EditedText()
    longest = 0
    for line in lines:
        try:
            position, removed, added = _entry(line)
            if not isinstance(added, str):
                break
            text.apply(Edit(whole(position), whole(removed), added))
        except NONSENSE:
            break  # the last words before a kill, or damage; what stands before is sound
        longest = max(longest, text.units)
    is_whole = header is not None and longest >= begun
    if not (is_whole or longest):
        raise ValueError("it is damaged")
    return Read(header or {}, str(text), is_whole)


def _header(line: bytes) -> tuple[dict[str, Any] | None, int]:
    """What the first line says, and how long the text is that comes first; None for one that is damaged."""
    try:
        header = _entry(line)
        return header, whole(header.pop(_BEGUN, 0))  # earlier versions did not say it
    except NONSENSE:
        return None, 0


def _line(entry: object) -> bytes:
    content = json.dumps(entry, separators=(",", ":")).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(content), content)


def _entry(line: bytes) -> Any:
    """What stands in a line.

    Raises:
        ValueError: It is not whole.
    """
    checksum, _, content = line.partition(b" ")
    if not content.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(content[:-1]):
        raise ValueError("a line is damaged")
    return parse_json(content)


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
