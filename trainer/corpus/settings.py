"""How a corpus is prepared, and what came out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from trainer.corpus.tokenizer import Pieces, check_pieces
from trainer.errors import PresetError

LARGEST_SHARE = 0.4

Progress = Callable[[str, int, int | None], None]
"""Called with a stage ("reading", "learning", "encoding"), characters done, and all characters if known."""


# Up to so many characters of text, so many tokens. Of a longer vocabulary most tokens would come too seldom
# to be learned; with a shorter one words fall into more pieces than need be.
_VOCABULARIES = ((500_000, 1024), (2_500_000, 2048), (10_000_000, 4096), (100_000_000, 8192))
_LARGEST_VOCABULARY = 16_384


def vocabulary_for(characters: int) -> int:
    """How many tokens a text of so many characters can teach a model."""
    return next((size for most, size in _VOCABULARIES if characters <= most), _LARGEST_VOCABULARY)


@dataclass(frozen=True)
class CorpusSettings:
    """How a corpus becomes tokens.

    Attributes:
        pieces: "bytes", "words" or "characters".
        vocabulary_size: how many tokens to learn at most; 0 leaves it to the length of the text.
        lowercase: whether all letters are made small.
        marks_apart: whether punctuation marks are words of their own ("words" only); without, words are what
            stands between spaces, as in texts that were split into words already.
        marks: whether punctuation marks are tokens at all ("words" with `marks_apart` only); without, words
            are letters, digits and apostrophes.
        straight_quotes: whether quotes that open and quotes that close become one mark; without, as Chinese
            needs it, they stay two.
        valid_share: share of the characters held out for validation.
        test_share: share of the characters held out for test.
        seed: which documents are held out.

    Raises:
        PresetError: a share is out of its range, the kind of pieces is unknown, or the vocabulary too small.
    """

    pieces: Pieces = "bytes"
    vocabulary_size: int = 8192
    lowercase: bool = False
    marks_apart: bool = True
    marks: bool = True
    straight_quotes: bool = True
    valid_share: float = 0.02
    test_share: float = 0.02
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("valid_share", "test_share"):
            share = getattr(self, name)
            if not 0 <= share <= LARGEST_SHARE:
                raise PresetError(f"{name} is {share}, but has to lie between 0 and {LARGEST_SHARE}.")
        if self.vocabulary_size != 0 or self.pieces not in get_args(Pieces):
            check_pieces(self.pieces, self.vocabulary_size)


@dataclass(frozen=True)
class Counts:
    """How much a split holds.

    Attributes:
        tokens: ids, those of `end` included.
        words: words between white space; each Chinese or Japanese character is one.
        characters: characters, line ends included.
        documents: documents, or parts of them.
    """

    tokens: int = 0
    words: int = 0
    characters: int = 0
    documents: int = 0
