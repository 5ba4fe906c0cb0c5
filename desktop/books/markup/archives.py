"""Zip files from anyone, in which documents and e-books keep their parts: read with limits."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from desktop.engine.errors import DocumentError
from desktop.engine.files.reading import LONGEST_BYTES, MEBIBYTE

# No book has so many parts; a list of millions would take the memory by itself.
_MOST_PARTS = 20_000
_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 1
# The oldest date that a zip file can say; the same text gives the same file.
_DATE = (1980, 1, 1, 0, 0, 0)


class Archive:
    """A zip file's parts, unpacked only when asked for and never beyond a limit."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Look into it.

        Args:
            path: Of the file, for messages.
            data: What it holds.

        Raises:
            DocumentError: It is locked by a password, or no such file.
        """
        self._path = path
        self._left = LONGEST_BYTES
        if data.startswith(_OLE):
            # Word puts what is encrypted, and what it wrote before 2007, into a container of its own.
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise locked(path)
            raise DocumentError(
                "{path} is in the form of Word before 2007; save it as .docx or .odt in the program "
                "that made it.",
                path=path,
            )
        if data.count(_ENTRY) > _MOST_PARTS:
            raise self._too_large()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError) as error:
            raise damaged(path) from error
        self._infos = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """A part's bytes.

        Raises:
            DocumentError: There is no such part, it cannot be unpacked, or all parts so far are larger than
                any text is.
        """
        info = self._infos.get(name)
        if info is None:
            raise damaged(self._path)
        if info.flag_bits & _ENCRYPTED:
            raise locked(self._path)
        if info.file_size > self._left:
            raise self._too_large()
        try:
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise damaged(self._path) from error
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large()
        return data

    def read_if_there(self, name: str) -> bytes | None:
        """A part's bytes; None if there is no such part."""
        return self.read(name) if name in self else None

    def _too_large(self) -> DocumentError:
        return DocumentError(
            "{path} would unpack to more than {size} MB, which no text does; do not trust it.",
            path=self._path,
            size=LONGEST_BYTES // MEBIBYTE,
        )


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file.

    Args:
        parts: Names and contents, in their order. One named "mimetype" is stored as it is, so that readers
            can tell these files by their first bytes.
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return data.getvalue()


def damaged(path: Path) -> DocumentError:
    """The error for a file whose insides are not what its name says."""
    return DocumentError(
        "{path} is damaged or no {kind} file; open it in the program that made it and save it again.",
        path=path,
        kind=path.suffix.lower(),
    )


def locked(path: Path) -> DocumentError:
    """The error for a file that asks for a password."""
    return DocumentError(
        "{path} is locked with a password; save it without one in the program that made it.", path=path
    )
