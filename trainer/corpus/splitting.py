"""Which parts of a corpus are trained on, and which are held out for validation and test."""

import random
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Split = Literal["train", "valid", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

FEW_DOCUMENTS = 10
# A document that is more than this share of the corpus is too much to give away.
LARGEST_HELD_OUT = 0.1
# Of a small corpus more than the asked share is held out, so that there is something to measure on.
LEAST_CHARACTERS = 2000


@dataclass(frozen=True)
class Cut:
    """Where in a document, counted in characters, its parts for validation and for test begin."""

    valid_from: float
    test_from: float
    end: float

    def split_at(self, position: float) -> Split:
        """The split that holds the character at a position."""
        if position < self.valid_from:
            return "train"
        return "valid" if position < self.test_from else "test"


class Division:
    """Assigns every paragraph of a corpus to a split.

    With ten documents or more, whole documents are drawn at random until the share of characters is reached.
    With fewer, or where documents of fitting size are lacking, every document gives its last characters.

    Args:
        sizes: characters of each document, in the corpus's order.
        valid_share: how much of all characters to hold out for validation, 0 for nothing.
        test_share: the same for test.
        seed: what the draw depends on.
        together: for each document the first of those that go where it goes; each by itself if None.
    """

    def __init__(
        self,
        sizes: "array[int]",
        valid_share: float,
        test_share: float,
        seed: int,
        together: Sequence[int] | None = None,
    ) -> None:
        self._sizes = sizes
        self._together = together or range(len(sizes))
        total = sum(sizes)
        self._shares: dict[Split, float] = {
            "valid": _enlarged(valid_share, total),
            "test": _enlarged(test_share, total),
        }
        self._held_out = self._draw(total, seed)

    @property
    def by_document(self) -> bool:
        """Whether whole documents are held out."""
        return self._held_out is not None

    def cut(self, document: int) -> Cut:
        """How the document with this number is divided."""
        size = float(self._sizes[document])
        if self._held_out is None:
            valid_from = size * (1 - self._shares["valid"] - self._shares["test"])
            return Cut(valid_from, size * (1 - self._shares["test"]), size)
        split = self._held_out.get(document, "train")
        whole = {"train": Cut(size, size, size), "valid": Cut(0.0, size, size), "test": Cut(0.0, 0.0, size)}
        return whole[split]

    def _draw(self, total: int, seed: int) -> dict[int, Split] | None:
        if not any(self._shares.values()):
            return {}
        if len(self._sizes) < FEW_DOCUMENTS:
            return None
        groups: dict[int, list[int]] = {}
        for number, first in enumerate(self._together):
            groups.setdefault(first, []).append(number)
        sizes = {first: sum(self._sizes[number] for number in group) for first, group in groups.items()}
        order = list(groups)
        random.Random(seed).shuffle(order)
        fitting = iter([first for first in order if sizes[first] <= LARGEST_HELD_OUT * total])
        held_out: dict[int, Split] = {}
        for split, share in self._shares.items():
            missing = share * total
            while missing > 0:
                drawn = next(fitting, None)
                if drawn is None:
                    return None
                held_out |= dict.fromkeys(groups[drawn], split)
                missing -= sizes[drawn]
        return held_out


def divided(paragraphs: Iterable[str], cut: Cut) -> Iterator[tuple[Split, str]]:
    """Each paragraph of a document with its split; one that is longer than a whole part is cut at a space."""
    position = 0
    for paragraph in paragraphs:
        end = position + len(paragraph) + 1
        for text in _cut_long(paragraph, position, cut):
            yield cut.split_at(position + (len(text) + 1) / 2), text
            position += len(text) + 1
        position = end


def _cut_long(paragraph: str, position: int, cut: Cut) -> Iterator[str]:
    for border, part_end in ((cut.valid_from, cut.test_from), (cut.test_from, cut.end)):
        part = part_end - border
        offset = int(border) - position
        if 0 < offset < len(paragraph) and part and len(paragraph) >= part:
            space = paragraph.find(" ", offset)
            # Chinese and Japanese have no spaces.
            end, begin = (space, space + 1) if space > 0 else (offset, offset)
            yield paragraph[:end]
            position += begin
            paragraph = paragraph[begin:]
    if paragraph:
        yield paragraph


def _enlarged(share: float, total: int) -> float:
    if share <= 0 or total == 0:
        return 0.0
    return max(share, min(LARGEST_HELD_OUT, LEAST_CHARACTERS / total))
