"""The writer's own typography: the model knows straight quotes, the page may have curly ones or corners."""

import re

from desktop.engine.words import is_letter, is_mostly_ideographs

_CURLY_DOUBLE = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_CURLY_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_CORNER_DOUBLE = "\N{LEFT CORNER BRACKET}\N{RIGHT CORNER BRACKET}"
_CORNER_SINGLE = "\N{LEFT WHITE CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}"
# All that open and close, in turn.
_PAIRS = {'"': _CURLY_DOUBLE + _CORNER_DOUBLE, "'": _CURLY_SINGLE + _CORNER_SINGLE}
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_OPENING = "([{" + _CURLY_DOUBLE[0] + _CURLY_SINGLE[0]
# What the model writes for an ellipsis: three dots, or, where a pair is due, some number of them.
_DOTS = {_ELLIPSIS: re.compile(r"\.\.\."), 2 * _ELLIPSIS: re.compile(r"\.\.+")}
# How some digital editions of Chinese end their sentences; whoever writes uses the other.
_WIDE_DOT, _FULL_STOP = "\N{FULLWIDTH FULL STOP}", "\N{IDEOGRAPHIC FULL STOP}"
# How paragraphs of Chinese begin in plain text.
_INDENT = "\N{IDEOGRAPHIC SPACE}" * 2
# Words that begin with an apostrophe, which is no opening quote.
_ELIDED = ("tis", "twas", "twill", "em", "til", "cause", "bout", "round", "neath")
# What the writer does lately counts, not what an old chapter did.
_RECENT = 2000
# Enough to tell a script.
_NEAR = 200


class Typography:
    """How the text around the cursor writes quotes, ellipses and paragraph breaks."""

    def __init__(self, left: str, right: str = "") -> None:
        """Look at the text just before and after the cursor."""
        recent = left[-_RECENT:] + right[:_RECENT]
        # Chinese has curly quotes and the ellipsis on its keys, and no space to tell how a quote opens.
        self._is_chinese = is_mostly_ideographs(left[-_NEAR:] + right[:_NEAR])
        self._double, self._single = self._quotes(recent)
        self._has_wide_dots = _WIDE_DOT in recent
        ellipsis = _prefers(recent, _ELLIPSIS, "...")
        self._ellipsis = _ELLIPSIS if ellipsis or (self._is_chinese and ellipsis is None) else ""
        if self._is_chinese and _has_pairs(left[-_RECENT:].rstrip(_ELLIPSIS) + right[:_RECENT]):
            self._ellipsis *= 2
        self._paragraph = "\n\n" if _prefers(recent, ("\n\n",), "\n", counted_twice=2) else "\n"
        if _prefers(recent, ("\n" + _INDENT,), "\n", counted_twice=len(self._paragraph)):
            self._paragraph += _INDENT

    def _quotes(self, recent: str) -> tuple[str, str]:
        """The double and the single pair of quotes; "" for straight ones."""
        if self._is_chinese and _count(recent, _CORNER_DOUBLE) > _count(recent, _CURLY_DOUBLE + '"'):
            return _CORNER_DOUBLE, _CORNER_SINGLE
        double = _prefers(recent, _CURLY_DOUBLE, '"')
        single = _prefers(recent, _CURLY_SINGLE, "'")
        # Who has used one kind of quote only is taken to write the other kind alike.
        if double is None:
            double = self._is_chinese if single is None else single
        if single is None:
            single = double
        return _CURLY_DOUBLE if double else "", _CURLY_SINGLE if single else ""

    def apply(self, text: str, before: str) -> str:
        """Write `text` as the writer would.

        Args:
            text: With straight quotes, three dots, and one newline for a paragraph break.
            before: What stands in front of it; its last character decides how a quote opens, in Chinese its
                last paragraph.
        """
        text = self._with_ellipses(text, before)
        if self._is_chinese and not self._has_wide_dots:
            text = text.replace(_WIDE_DOT, _FULL_STOP)
        before = written = before[-_RECENT:]
        for place, character in enumerate(text):
            if character == '"' and self._double:
                character = self._double[0 if self.opens(character, written) else 1]
            elif character == "'" and self._single:
                elided = text[place + 1 :].lower().startswith(_ELIDED)
                character = self._single[0 if self.opens(character, written) and not elided else 1]
            elif character == "\n":
                character = self._paragraph
            written += character
        return written[len(before) :]

    def opens(self, quote: str, before: str) -> bool:
        """Whether a straight quote opens: behind a space or a bracket, in Chinese where none stands open.

        Args:
            quote: The quote.
            before: What stands in front of it.
        """
        previous = before[-1:]
        if not self._is_chinese or is_letter(previous):
            return not previous or previous.isspace() or previous in _OPENING
        is_open = False
        for character in before[-_RECENT:].rpartition("\n")[2]:
            if character == quote:
                is_open = not is_open
            elif character in _PAIRS.get(quote, ""):
                is_open = character in _PAIRS[quote][::2]
        return not is_open

    def _with_ellipses(self, text: str, before: str) -> str:
        if not self._ellipsis:
            return text
        rest = text.lstrip(".")
        if len(self._ellipsis) > 1 and rest != text and before.endswith(_ELLIPSIS):
            # One that was begun is made whole, and one that is whole stays.
            begun = (len(before) - len(before.rstrip(_ELLIPSIS))) % 2
            return _ELLIPSIS * begun + _DOTS[self._ellipsis].sub(self._ellipsis, rest)
        return _DOTS[self._ellipsis].sub(self._ellipsis, text)

    def unfinished(self, text: str) -> int:
        """How many characters at the end of `text` may turn out as the beginning of an ellipsis."""
        dots = len(text) - len(text.rstrip("."))
        return dots if len(self._ellipsis) > 1 else dots % 3 if self._ellipsis else 0


def _prefers(text: str, special: str | tuple[str, ...], plain: str, counted_twice: int = 0) -> bool | None:
    """Whether `text` uses the special form, which may hold the plain one, more than it; None for neither."""
    specials = sum(text.count(form) for form in special)
    plains = text.count(plain) - counted_twice * specials
    return specials > plains if specials or plains else None


def _has_pairs(text: str) -> bool:
    """Whether ellipses stand in pairs, as they should in Chinese; True without any."""
    pairs = text.count(2 * _ELLIPSIS)
    return pairs >= text.count(_ELLIPSIS) - 2 * pairs


def _count(text: str, characters: str) -> int:
    return sum(text.count(character) for character in characters)
