"""An even sample of a stream whose length is not known before it ends."""

from collections.abc import Iterator

# What a Python string and its tuple take beside the text itself.
OVERHEAD_BYTES = 120


class Sample:
    """Every n-th paragraph of a corpus, where n doubles each time the sample has filled its memory.

    Args:
        limit_bytes: how much memory the sample may take.
    """

    def __init__(self, limit_bytes: int = 60_000_000) -> None:
        self._limit = limit_bytes
        self._step = 1
        self._seen = 0
        self._bytes = 0
        self._kept: list[tuple[int, int, str]] = []

    def add(self, document: int, position: int, paragraph: str) -> None:
        """Offer a paragraph, with its document's number and where in it, in characters, it begins."""
        if self._seen % self._step == 0:
            self._kept.append((document, position, paragraph))
            self._bytes += len(paragraph) + OVERHEAD_BYTES
            while self._bytes > self._limit and len(self._kept) > 1:
                self._thin()
        self._seen += 1

    def forget_from(self, document: int) -> None:
        """Take back the paragraphs of a document and of those after it."""
        while self._kept and self._kept[-1][0] >= document:
            _, _, paragraph = self._kept.pop()
            self._bytes -= len(paragraph) + OVERHEAD_BYTES

    def __iter__(self) -> Iterator[tuple[int, int, str]]:
        return iter(self._kept)

    def _thin(self) -> None:
        self._kept = self._kept[::2]
        self._step *= 2
        self._bytes = sum(len(paragraph) + OVERHEAD_BYTES for _, _, paragraph in self._kept)
