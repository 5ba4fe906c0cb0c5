"""E-books (EPUB 2 and 3) read into a book: their pages in the order of the spine."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from desktop.books.importing.html_reading import Pages, decoded, parsed
from desktop.books.markup.archives import Archive, damaged
from desktop.books.markup.xml_parts import attribute, child, children, local, parse_xml
from desktop.books.prose.book import Book
from desktop.books.prose.left_out import LeftOut, Loss
from desktop.books.prose.tidying import tidied
from desktop.engine.errors import DocumentError

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
# Fonts may be scrambled without being locked: by Adobe's way or the standard's.
_SCRAMBLED_FONTS = ("http://ns.adobe.com/pdf/enc#RC", "http://www.idpf.org/2008/embedding")
_TITLE_PAGE = re.compile(r"""epub:type\s*=\s*["'][^"']*\btitlepage\b""")


def read_epub(path: Path, data: bytes, left_out: LeftOut) -> Book:
    """Read an e-book.

    Raises:
        DocumentError, ElementTree.ParseError: It cannot be read.
    """
    archive = Archive(path, data)
    _refuse_locked(path, archive)
    package_name = _package_name(archive)
    if package_name not in archive:
        raise damaged(path)
    package = parse_xml(archive.read(package_name))
    items = list(_items(package, posixpath.dirname(package_name)))
    by_id = {identifier: (name, kind) for identifier, name, kind, _ in items}
    contents = {name for _, name, _, properties in items if "nav" in properties.split()}
    pages, sheets, has_title_page = {}, [], False
    for reference in children(child(package, "spine")):
        name, kind = by_id.get(attribute(reference, "idref") or "", ("", ""))
        if name in contents:
            left_out.add(Loss.CONTENTS)
        elif kind in _PAGES and name in archive and name not in pages:
            text = decoded(archive.read(name))
            has_title_page = has_title_page or _TITLE_PAGE.search(text) is not None
            pages[name] = parsed(text, is_xhtml=True)
    if not pages:
        raise damaged(path)
    for _, name, kind, _ in items:
        if kind == "text/css" and name in archive:
            sheets.append(decoded(archive.read(name)))
        elif kind.startswith("image/") and "cover" in name.lower():
            left_out.add(Loss.PICTURES)
    blocks = tidied(Pages(pages, sheets, left_out).blocks(), find_chapters=True)
    title, author = _front(package) if has_title_page else ("", "")
    return Book(blocks, title, author)


def _refuse_locked(path: Path, archive: Archive) -> None:
    encryption = archive.read_if_there("META-INF/encryption.xml")
    rights = any(f"META-INF/{name}" in archive for name in ("rights.xml", "sinf.xml", "license.lcpl"))
    if encryption is not None:
        methods = [one for one in parse_xml(encryption).iter() if local(one) == "EncryptionMethod"]
        rights = rights or any((attribute(one, "Algorithm") or "") not in _SCRAMBLED_FONTS for one in methods)
    if rights:
        raise DocumentError(
            "{path} is protected against copying (DRM) and cannot be read; ask its seller for one without.",
            path=path,
        )


def _package_name(archive: Archive) -> str:
    root = parse_xml(archive.read("META-INF/container.xml"))
    file = next((one for one in root.iter() if local(one) == "rootfile"), None)
    return unquote(attribute(file, "full-path") or "")


def _items(package: Element, folder: str) -> Iterator[tuple[str, str, str, str]]:
    """Id, path, kind and properties of what the book is made of."""
    for one in children(child(package, "manifest")):
        target = unquote((attribute(one, "href") or "").partition("#")[0])
        yield (
            attribute(one, "id") or "",
            posixpath.normpath(posixpath.join(folder, target)),
            attribute(one, "media-type") or "",
            attribute(one, "properties") or "",
        )


def _front(package: Element) -> tuple[str, str]:
    metadata = child(package, "metadata")
    said = [(local(one), " ".join("".join(one.itertext()).split())) for one in children(metadata)]
    titles = [text for name, text in said if name == "title"]
    authors = [text for name, text in said if name == "creator"]
    return (titles[0] if titles else ""), ", ".join(authors)
