"""How a text writes the dash between two parts of a sentence: which one, and with what space around it.

Models know the em dash without spaces. Writers have that, or set it off, or have an en dash, a hyphen or, on
a typewriter, two.
"""

import re
from collections import Counter
from dataclasses import dataclass

EM_DASH = "\N{EM DASH}"
DASHES = "\u2014\u2013-"  # with what every writer's dash ends
_SPACE = " \u00a0\u2009\u200a\u202f"
# Behind a word or its mark, and before another word, perhaps in quotes. An en dash or a hyphen that has no
# space stands in a range or in a word.
_OF_WRITERS = re.compile(
    rf"(?<=[^\s\u2013\u2014-])(?:(?P<em>[{_SPACE}]?)(?P<dash>\u2014|--)(?P<after>[{_SPACE}]?)"
    rf"|(?P<spaced>[{_SPACE}][\u2013-][{_SPACE}]))(?=[\"'\u2018-\u201f(]?[^\W_])"
)
_OF_MODELS = re.compile(
    rf"(?<!{EM_DASH}) ?{EM_DASH}(?!{EM_DASH})(?P<inside> ?(?=[\"'\u2018\u201c(]?[^\W_]))?"
)


@dataclass(frozen=True)
class DashStyle:
    """A dash between two parts of a sentence.

    Attributes:
        before: The space in front of it, or nothing.
        dash: One character, or two hyphens.
        after: The space behind it, or nothing.
    """

    before: str = ""
    dash: str = EM_DASH
    after: str = ""

    @property
    def is_the_models(self) -> bool:
        """Whether there is nothing to change."""
        return self == DashStyle()

    def apply(self, text: str, before: str) -> str:
        """Write the dashes of a model's `text` behind `before` so; those that begin a paragraph stay."""
        if EM_DASH not in text or self.is_the_models:
            return text
        last = before[-1:]

        def written(found: re.Match[str]) -> str:
            previous = text[found.start() - 1] if found.start() else last
            if previous in ("", "\n", EM_DASH):
                return found.group()
            space = "" if previous.isspace() else self.before
            return space + self.dash + (self.after if found["inside"] is not None else "")

        return _OF_MODELS.sub(written, text)

    def waits(self, text: str) -> int:
        """How many characters at the end of `text` look different by what follows them."""
        if self.is_the_models:
            return 0
        bare = text.rstrip(" ")
        return len(text) - len(bare) + 1 if bare.endswith(EM_DASH) else 0


def dash_style(text: str) -> DashStyle:
    """The dash that a text has most; the model's own for one without any."""
    styles = Counter(map(_style, _OF_WRITERS.finditer(text)))
    return max(styles, key=styles.__getitem__, default=DashStyle())


def _style(found: re.Match[str]) -> DashStyle:
    if spaced := found["spaced"]:
        return DashStyle(*spaced)
    is_spaced = bool(found["em"] and found["after"])
    return (
        DashStyle(found["em"], found["dash"], found["after"]) if is_spaced else DashStyle("", found["dash"])
    )
