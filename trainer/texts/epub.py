"""Paragraphs of an EPUB book, in the order of its spine.

W3C, "EPUB 3.3"; IDPF, "Open Container Format" (encryption of single files).
"""

from collections.abc import Iterator
from pathlib import Path

from trainer.errors import UnreadableError
from trainer.texts.html import paragraphs_of_html
from trainer.texts.packages import SAVE_AGAIN, Package, attribute, beside, local_name

_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml", "text/xml")
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
    chapters = list(_chapters(package))
    locked = _locked(package) & {name.lower() for name, _ in chapters}
    if locked:
        raise UnreadableError(
            path,
            f"is locked against copying ({_lock(package)}), so that its text cannot be read",
            "use a copy without DRM, or leave it out",
        )
    present = [name for name, _ in chapters if name in package]
    if not present:
        raise UnreadableError(path, "is an EPUB book without a single chapter", SAVE_AGAIN)
    for name in present:
        yield from paragraphs_of_html(package.read(name))


def _chapters(package: Package) -> Iterator[tuple[str, str]]:
    """Names and types of the pages in reading order."""
    book = _book(package)
    root = package.xml(book)
    items = {attribute(item, "id"): item for item in root.iterfind("./{*}manifest/{*}item")}
    for reference in root.iterfind("./{*}spine/{*}itemref"):
        item = items.get(attribute(reference, "idref"))
        if item is None or "nav" in (attribute(item, "properties") or "").split():
            continue
        kind = (attribute(item, "media-type") or "").lower()
        if kind in _PAGES:
            yield beside(book, attribute(item, "href") or ""), kind


def _book(package: Package) -> str:
    """The name of the file that lists all others."""
    for rootfile in package.xml("META-INF/container.xml").iter("{*}rootfile"):
        if name := attribute(rootfile, "full-path"):
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
