"""Places in a text as UTF-16 counts them, and so Qt: a character beyond the BMP takes two units.

Python counts characters. A place between the two halves of a pair of surrogates has none of Python's.
"""


def utf16_length(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_index(text: str, place: int) -> int:
    """How many characters of a text end at or before a place, given in UTF-16 units."""
    if text.isascii():
        return min(place, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "ignore"))


def utf16_slice(text: str, start: int, end: int | None = None) -> str:
    """The text between two places in UTF-16 units; half of a character is made visible."""
    if text.isascii():
        return text[start:end]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")
