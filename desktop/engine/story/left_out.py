"""Words and phrases that are to be left out of a story's memory."""

from collections.abc import Iterable, Sequence

import numpy as np

from desktop.engine.model.vocabulary import Vocabulary


class LeftOut:
    """Runs of tokens that are to be left out wherever a story has them."""

    def __init__(self, vocabulary: Vocabulary, texts: Iterable[str] = ()) -> None:
        """Leave out these words and phrases; of a phrase its first word stays, which others may follow."""
        self._breaks = vocabulary.breaks
        self._is_characters = vocabulary.is_characters
        self._runs: dict[int, list[tuple[tuple[int, ...], int]]] = {}
        self.words: set[tuple[int, ...]] = set()
        for text in texts:
            first, _, rest = text.partition(" ")
            for space in ("", " "):
                run = tuple(vocabulary.encode(space + text))
                stays = len(vocabulary.encode(space + first)) if rest else 0
                if run:
                    self._runs.setdefault(run[0], []).append((run, stays))
                    if not rest:
                        self.words.add(run)

    def __bool__(self) -> bool:
        return bool(self._runs)

    def mask(self, tokens: Sequence[int]) -> np.ndarray:
        """Which of these tokens are to be left out, bool [tokens]."""
        mask = np.zeros(len(tokens), bool)
        for place, token in enumerate(tokens):
            for run, stays in self._runs.get(token, ()):
                end = place + len(run)
                if tuple(tokens[place:end]) == run and self._ends(tokens, end):
                    mask[place + stays : end] = True
        return mask

    def _ends(self, tokens: Sequence[int], end: int) -> bool:
        """Whether a word ends before a token: longer words are others."""
        return self._is_characters or end >= len(tokens) or bool(self._breaks[tokens[end]])
