"""Books and documents that are ZIP archives of XML files."""

import io
import zipfile
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from trainer.errors import UnreadableError
from trainer.texts.decoding import read_bytes

# What Office writes when it locks a document by a password; its old formats begin so, too.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AGAIN = "open it in the program that made it and save it again"
# The longest chapters and documents have a hundredth of it; a file that was made to fill the memory has more.
LARGEST_FILE = 1 << 28


class Package:
    """The files inside of one archive.

    Args:
        path: the archive.
        kind: what it should be, such as "an EPUB book".

    Raises:
        UnreadableError: it cannot be opened, is locked, or is no such archive.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self.path, self.kind = path, kind
        data = read_bytes(path)
        if data.startswith(_OLE):
            raise UnreadableError(
                path, "is locked by a password, or of an older format than its name says", SAVE_AGAIN
            )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise self.broken() from error
        names = self._archive.namelist()
        # Archives packed on Windows and on Macs disagree about case, and some have backslashes.
        self._names = {name.replace("\\", "/").lower(): name for name in names} | dict(
            zip(names, names, strict=True)
        )

    def broken(self) -> UnreadableError:
        """What to raise when something that has to be there is not, or makes no sense."""
        return UnreadableError(self.path, f"cannot be read as {self.kind}", SAVE_AGAIN)

    def __contains__(self, name: str) -> bool:
        return self._found(name) is not None

    def read(self, name: str) -> bytes:
        """The content of a file inside.

        Raises:
            UnreadableError: it is missing or damaged.
        """
        found = self._found(name)
        if found is None:
            raise self.broken()
        size = self._archive.getinfo(found).file_size
        if size > LARGEST_FILE:
            raise UnreadableError(
                self.path, f"holds a file of {size >> 20:,} MB, which no book has", "leave it out"
            )
        try:
            return self._archive.read(found)
        # Damaged data makes zlib, bz2 and lzma raise each their own; encrypted data a RuntimeError.
        except Exception as error:
            raise self.broken() from error

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML file inside, as far as it can be made out.

        Raises:
            UnreadableError: it is missing, damaged or no XML.
        """
        # Remarks would cut the text that stands around them into two.
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            recover=True,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.broken() from error
        if root is None:
            raise self.broken()
        return root

    def names(self, ending: str) -> list[str]:
        """Those of the files inside whose names end so."""
        return sorted(name for name in self._names if name.lower().endswith(ending))

    def _found(self, name: str) -> str | None:
        name = name.lstrip("/")
        return next((self._names[key] for key in (name, name.lower()) if key in self._names), None)


def beside(name: str, link: str) -> str:
    """The name inside of an archive that a link in the file `name` leads to."""
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / unquote(link.partition("#")[0])).parts:
        if part == ".." and parts:
            parts.pop()
        elif part not in ("..", ".", "/"):
            parts.append(part)
    return "/".join(parts)


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute's value, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == name), None)
