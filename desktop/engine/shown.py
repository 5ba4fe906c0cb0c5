"""Words from outside, such as the names of files, made fit for a window, a log and a terminal."""

import re

_BYTES = re.compile("[\udc80-\udcff]+")  # bytes of a name that are no UTF-8, as Python carries them
_HALF_PAIR = re.compile("[\ud800-\udfff]")
# Control characters, line ends, and marks that would turn the direction of the words around them.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FIRST_PICTURE = 0x2400  # of the symbols for the control characters, such as ␛


def shown(value: object, longest: int | None = None) -> str:
    """Return what stands for a value in a sentence: with control characters and stray bytes made visible.

    Args:
        value: A path, words, or anything that has a `str`.
        longest: Characters at most; None for all.
    """
    text = str(value)
    if longest is not None and len(text) > longest:
        text = text[: longest - 1] + "…"
    text = _BYTES.sub(_decoded, text)
    return _CONTROL.sub(_picture, _HALF_PAIR.sub("\N{REPLACEMENT CHARACTER}", text))


def without_controls(text: str) -> str:
    """Return a text without control codes but for line ends and tabs: what a model says, for a page."""
    return _CONTROL_IN_TEXT.sub("", text)


def has_controls(text: str) -> bool:
    """Whether `without_controls` takes something away."""
    return _CONTROL_IN_TEXT.search(text) is not None


def _decoded(match: re.Match[str]) -> str:
    return match[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_FIRST_PICTURE + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"
