"""The writer's own typography: the model knows straight quotes, the page may have curly ones."""

_CURLY_DOUBLE = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_CURLY_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_OPENING = "([{" + _CURLY_DOUBLE[0] + _CURLY_SINGLE[0]
# Words that begin with an apostrophe, which is no opening quote.
_ELIDED = ("tis", "twas", "twill", "em", "til", "cause", "bout", "round", "neath")
# What the writer does lately counts, not what an old chapter did.
_RECENT = 2000


class Typography:
    """How the text around the cursor writes quotes, ellipses and paragraph breaks."""

    def __init__(self, left: str, right: str = "") -> None:
        """Look at the text just before and after the cursor."""
        recent = left[-_RECENT:] + right[:_RECENT]
        double = _prefers(recent, _CURLY_DOUBLE, '"')
        single = _prefers(recent, _CURLY_SINGLE, "'")
        # Who has used one kind of quote only is taken to write the other kind alike.
        self._double = double if double is not None else bool(single)
        self._single = single if single is not None else bool(double)
        self._ellipsis = bool(_prefers(recent, _ELLIPSIS, "..."))
        self._paragraph = "\n\n" if _prefers(recent, ("\n\n",), "\n", counted_twice=2) else "\n"

    def apply(self, text: str, before: str) -> str:
        """Write `text` as the writer would.

        Args:
            text: With straight quotes, three dots, and one newline for a paragraph break.
            before: What stands in front of it; its last character decides how a quote opens.
        """
        if self._ellipsis:
            text = text.replace("...", _ELLIPSIS)
        written = []
        previous = before[-1:]
        for place, character in enumerate(text):
            if character == '"' and self._double:
                character = _CURLY_DOUBLE[0 if _opens(previous) else 1]
            elif character == "'" and self._single:
                elided = text[place + 1 :].lower().startswith(_ELIDED)
                character = _CURLY_SINGLE[0 if _opens(previous) and not elided else 1]
            elif character == "\n":
                character = self._paragraph
            written.append(character)
            previous = character
        return "".join(written)


def _opens(previous: str) -> bool:
    return not previous or previous.isspace() or previous in _OPENING


def _prefers(text: str, special: str | tuple[str, ...], plain: str, counted_twice: int = 0) -> bool | None:
    """Whether `text` uses the special form more than the plain one; None if it uses neither."""
    specials = sum(text.count(form) for form in special)
    plains = text.count(plain) - counted_twice * specials
    return specials > plains if specials or plains else None
