"""Which dictionary a text wants: the one that knows the most of its words, if that is most of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.language.spelling.dictionaries import Dictionary

# A text of its language has about 97 words in 100 in a dictionary, names and all; another language's a third.
KNOWN = 0.55
# So many different words tell a language.
LEAST_WORDS = 12
MOST_WORDS = 150


@dataclass
class LanguageSearch:
    """Tries dictionaries on the words of a text, one after the other, in the order of preference.

    Dictionaries of one language, such as those of several countries, are all tried; once one of a language
    has known enough, no other language is.

    Attributes:
        words: Different words of the text.
        left: The dictionaries that were not tried.
        known: The share of the words that each of the others knows, by its code.
    """

    words: Sequence[str]
    left: list[Dictionary]
    known: dict[str, float] = field(default_factory=dict)
    _tried: dict[str, Dictionary] = field(default_factory=dict)

    @property
    def next(self) -> Dictionary | None:
        """The dictionary to try next; None at the end of the search."""
        best = self.best
        candidates = (
            self.left if best is None else [one for one in self.left if one.language == best.language]
        )
        return candidates[0] if candidates else None

    @property
    def best(self) -> Dictionary | None:
        """The dictionary that knows the most, the first of several; None if none knows enough."""
        code = max(self.known, key=lambda code: self.known[code], default="")
        return self._tried[code] if self.known.get(code, 0.0) >= KNOWN else None

    def tell(self, tried: Dictionary, wrong: int | None) -> None:
        """Note how many of the words a dictionary does not know; None if it cannot be used."""
        self.left.remove(tried)
        self._tried[tried.code] = tried
        self.known[tried.code] = 0.0 if wrong is None else 1.0 - wrong / max(1, len(self.words))
