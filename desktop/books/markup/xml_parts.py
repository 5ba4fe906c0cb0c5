"""XML from anyone, without what XML can do beyond saying a text; and text for XML."""

import re
from collections.abc import Mapping
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from desktop.engine.words import well_formed

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML 1.0 cannot say, not even as a number.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _NoEntities(ElementTree.TreeBuilder):
    """Builds elements, and refuses a document type: entities of its own, and other files."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise ElementTree.ParseError("a document type, which this kind of file has not")


def parse_xml(data: bytes) -> Element:
    """The root of an XML document.

    Raises:
        ElementTree.ParseError: It is not well-formed, or has a document type.
    """
    parser = ElementTree.XMLParser(target=_NoEntities())
    try:
        parser.feed(data)
        return parser.close()
    except (ValueError, LookupError) as error:  # an encoding that does not exist
        raise ElementTree.ParseError(str(error)) from error


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without a namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return None


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name, whatever its namespace."""
    if element is not None:
        for one in element:
            if local(one) == name:
                return one
    return None


def children(element: Element | None) -> list[Element]:
    """All children; none of an element that is not there."""
    return [] if element is None else list(element)


def xml_text(text: str) -> str:
    """Text as it stands between tags: marks escaped, what XML cannot say left out."""
    return escape(_NO_XML.sub("", well_formed(text)), quote=False)


def xml_value(text: str) -> str:
    """Text as it stands in an attribute, between double quotes."""
    return xml_text(text).replace('"', "&quot;").replace("\n", " ")


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """An empty element, written out."""
    return f"<{name}" + "".join(f' {key}="{xml_value(value)}"' for key, value in attributes.items()) + "/>"
