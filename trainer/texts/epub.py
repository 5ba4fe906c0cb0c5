"""Paragraphs of an EPUB book, in the order of its spine.

W3C, "EPUB 3.3"; IDPF, "Open Container Format" (encryption of single files).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from trainer.errors import UnreadableError
from trainer.texts.html import paragraphs_of_html
from trainer.texts.packages import SAVE_AGAIN, Package, attribute, beside, local_name

# What in a reading order is no page to read; books call their pages by many types.
_NO_PAGES = ("image/", "audio/", "video/", "font/", "text/css", "application/pdf", "application/smil+xml")
_CONTENTS = "application/x-dtbncx+xml"
# Fonts are made unusable outside of the book by these, which no page ever is.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_ENCRYPTION = "META-INF/encryption.xml"
# What shops lock their books with, by the file that tells.
_LOCKS = {"META-INF/license.lcpl": "Readium LCP", "META-INF/sinf.xml": "Apple FairPlay"}


def epub_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of an EPUB book without its table of contents; chapters that are missing are passed over.

    Raises:
        UnreadableError: the file is no such book, damaged, or locked by its shop.
    """
    package = Package(path, "an EPUB book")
    chapters = _chapters(package)
    locked = _locked(package) & {name.lower() for name in chapters}
    if locked:
        raise UnreadableError(
            path,
            f"is locked against copying ({_lock(package)}), so that its text cannot be read",
            "use a copy without DRM, or leave it out",
        )
    present = [name for name in chapters if name in package]
    if not present:
        raise UnreadableError(path, "is an EPUB book without a single chapter", SAVE_AGAIN)
    for name in present:
        yield from paragraphs_of_html(package.read(name))


def _chapters(package: Package) -> list[str]:
    """Names of the pages in reading order, each once; in the order of the list of files if there is none."""
    book = _book(package)
    root = package.xml(book)
    items = {attribute(item, "id"): item for item in root.iterfind("./{*}manifest/{*}item")}
    spine = [attribute(reference, "idref") for reference in root.iterfind("./{*}spine/{*}itemref")]
    for order in (spine, items):
        pages = (_page(items, name) for name in order)
        links = [attribute(page, "href") or "" for page in pages if page is not None]
        if names := list(dict.fromkeys(beside(book, link) for link in links if link)):
            return names
    return []


def _page(items: Mapping[str | None, etree._Element], name: str | None) -> etree._Element | None:
    """The page of this name, or what stands in for it where it is a picture; None for tables of contents."""
    for _ in items:
        item = items.get(name)
        if item is None or "nav" in (attribute(item, "properties") or "").split():
            return None
        kind = (attribute(item, "media-type") or "").strip().lower()
        if not kind.startswith(_NO_PAGES) and kind != _CONTENTS:
            return item
        name = attribute(item, "fallback")
    return None


def _book(package: Package) -> str:
    """The name of the file that lists all others."""
    container = "META-INF/container.xml"
    if container in package:
        for rootfile in package.xml(container).iter("{*}rootfile"):
            if name := attribute(rootfile, "full-path"):
                return name
    for name in package.names(".opf"):
        return name
    raise package.broken()


def _locked(package: Package) -> set[str]:
    """The names, in small letters, of what is encrypted in earnest."""
    if _ENCRYPTION not in package:
        return set()
    names = set()
    for entry in package.xml(_ENCRYPTION).iter("{*}EncryptedData"):
        method = entry.find("{*}EncryptionMethod")
        if method is None or attribute(method, "Algorithm") not in _FONTS:
            links = (attribute(link, "URI") for link in entry.iter("{*}CipherReference"))
            names |= {beside("", link).lower() for link in links if link}
    return names


def _lock(package: Package) -> str:
    for name, shop in _LOCKS.items():
        if name in package:
            return f"DRM, {shop}"
    if "META-INF/rights.xml" in package:
        root = package.xml("META-INF/rights.xml")
        adobe = any("adobe.com" in str(element.tag) for element in root.iter() if local_name(element))
        return "DRM, Adobe ADEPT" if adobe else "DRM"
    return "DRM"
