"""The page's text at one moment, for a thread that reads it: its characters, and where Qt has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument

from desktop.editor.page.long_paragraphs import PARAGRAPH_SEPARATOR, is_continuation, may_have_pieces

if TYPE_CHECKING:
    from desktop.editor.finding.text_map import Numbers, TextMap

Place = tuple[int, int]


@dataclass(frozen=True, eq=False)
class TakenText:
    """A text, and the way between its characters and Qt's positions.

    Attributes:
        parts: The text with a newline for each of Qt's separators, in as many parts as it was taken in.
        seams: Qt's positions of the separators inside of long paragraphs.
    """

    parts: tuple[str, ...]
    seams: tuple[int, ...]

    @classmethod
    def of(cls, document: QTextDocument, parts: tuple[str, ...] | None = None) -> "TakenText":
        """The text of a document: as it was taken in parts just now, or at once."""
        seams = []
        if may_have_pieces(document):
            block = document.firstBlock().next()
            while block.isValid():
                if is_continuation(block):
                    seams.append(block.position() - 1)
                block = block.next()
        if parts is None:
            parts = (document.toRawText().replace(PARAGRAPH_SEPARATOR, "\n"),)
        return cls(parts, tuple(seams))

    @cached_property
    def _map(self) -> "TextMap":
        # Not before it is wanted: what it needs takes long to import.
        from desktop.editor.finding.text_map import TextMap

        return TextMap("".join(self.parts), self.seams)

    @property
    def text(self) -> str:
        """The text as it goes into a file."""
        return self._map.text

    def characters(self, place: Place) -> Place:
        """The characters between two of Qt's positions, by their indices."""
        return self._map.index(place[0]), self._map.index(place[1])

    def indices(self, positions: "Numbers") -> "Numbers":
        """The indices of the characters at many of Qt's positions."""
        return self._map.indices(positions)

    def positions(self, places: Iterable[Place]) -> list[Place]:
        """Qt's positions of stretches of characters."""
        import numpy as np

        pairs = list(places)
        starts = self._map.starts(np.array([start for start, _ in pairs], np.int32)).tolist()
        ends = self._map.ends(np.array([end for _, end in pairs], np.int32)).tolist()
        return [(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]
