"""What the writer's earlier works say of how a text goes on: phrases, and names of people who come again.

What followed the last one, two and three tokens in those works is mixed into the model's distribution, the
shorter runs first, the more surely the more often a run was used and the fewer ways there were to go on from
it (after Witten and Bell 1991, "The Zero-Frequency Problem", method C):

    p(t) = (1 - l) p'(t) + l n(run, t) / n(run)

l being the trust in the run (`story_runs.Trust`), n how often it stands there, and p' what the model, the
memory of the story and the shorter runs say. All that is kept is a list of places, sorted by the tokens
before them.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.story.story_counts import Run
from desktop.engine.story.story_runs import Trust
from desktop.engine.words import count_words, well_formed

# Tokens before a place that tell it from others.
RUN = 3
# Tokens known at most, those of the first works: about 2.3 million English words.
MOST_TOKENS = 3_000_000
# Characters that are encoded between two looks at whether somebody waits, about two milliseconds.
_SLICE = 4000
# Bits that a token takes in a key; the three before a place fill 60.
_BITS = 20
# Of a run that is used more often, so many of its places are looked at, evenly spread.
_MOST_PLACES = 4096
# Runs whose followers are kept at hand; the next keys ask for the same ones again.
_MOST_RUNS = 4096
# A part that is no more than this makes no difference.
_LEAST = 0.005
# Fitted by the likelihood of new works of four writers behind their earlier ones, mixed in behind the memory
# of the story, where it lowers a token's perplexity by 1 to 10 %. Of two that the fit has not seen, nor the
# model, it falls by 1.0 % (Leiber) and 3.9 % (Saki). Runs of four bring no more.
TOKENS = Trust({1: -5.25, 2: -3.12, 3: -2.44}, uses=0.75, kinds=1.06)
# The same on the last third of a Chinese novel behind the rest, and on Song lyrics: 1.7 and 7.9 %.
CHARACTERS = Trust({1: -4.88, 2: -2.62, 3: -2.75}, uses=0.5, kinds=0.75)


class EarlierWorks:
    """Knows what followed each run of tokens in some texts.

    A path, int32 [rows, RUN], holds the last tokens, the latest one last.

    Attributes:
        version: Another number whenever other works are known.
    """

    NOTHING = -1

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Know nothing yet."""
        self.version = 0
        self._trust = CHARACTERS if vocabulary.is_ideographic else TOKENS
        self._vocabulary = vocabulary
        self._texts: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._work: Iterator[None] = iter(())
        self._encoded: dict[str, np.ndarray] = {}
        self._keys = np.zeros(0, np.uint64)  # of the tokens before each place, the latest one first; sorted
        self._tokens = np.zeros(0, np.int32)  # at each place
        self._followers: dict[Run, tuple[float, np.ndarray, np.ndarray] | None] = {}

    def __bool__(self) -> bool:
        return bool(len(self._tokens))

    @property
    def word_count(self) -> int:
        """How many words the works have that are known."""
        return sum(map(count_words, self._texts))

    def learn(
        self,
        texts: Sequence[str],
        is_stale: Callable[[], bool],
        as_read: Callable[[str], str] = well_formed,
    ) -> bool:
        """Know these works, and no others.

        Args:
            texts: The works, well-formed; of more than `MOST_TOKENS` tokens, the first ones.
            is_stale: Asked every few milliseconds; True gives up. The next call with the same texts goes on.
            as_read: Gives a text as the model reads it.

        Returns:
            Whether all of it is known. Until then, what was known before is.
        """
        wanted = tuple(texts)
        if wanted != self._wanted:
            self._wanted, self._work = wanted, self._learn(wanted, as_read)
        while not is_stale():
            if next(self._work, self) is self:
                return True
        return False

    def _learn(self, texts: tuple[str, ...], as_read: Callable[[str], str]) -> Iterator[None]:
        if texts == self._texts:
            return
        encoded: dict[str, np.ndarray] = {}
        room = MOST_TOKENS
        for text in texts:
            tokens = self._encoded.get(text)
            if tokens is None:
                parts = []
                for part in _slices(as_read(text)):
                    parts.append(np.array(self._vocabulary.encode(part), np.int32))
                    yield
                tokens = np.concatenate(parts) if parts else np.zeros(0, np.int32)
            encoded[text] = tokens[:room]
            room -= len(encoded[text])
        self._encoded = encoded
        yield
        self._keys, self._tokens = _sorted(list(encoded.values()))
        self._texts, self._followers = texts, {}
        self.version += 1

    def blank(self) -> np.ndarray:
        """No tokens, one row."""
        return np.full((1, RUN), self.NOTHING, np.int32)

    def spell(self, path: np.ndarray, ids: Sequence[int]) -> np.ndarray:
        """The last tokens, one row, after some more."""
        return np.concatenate([path, np.array([ids], np.int32).reshape(1, -1)], axis=1)[:, -RUN:]

    def spell_rows(self, paths: np.ndarray, tokens: Sequence[int]) -> np.ndarray:
        """The last tokens of each row after its next one."""
        return np.concatenate([paths[:, 1:], np.array(tokens, np.int32)[:, None]], axis=1)

    def blend(self, probabilities: np.ndarray, paths: np.ndarray, weight: float = 1.0) -> np.ndarray:
        """Give what followed in the works its part of float32 [rows, vocabulary]; each row's sum stays.

        Args:
            probabilities: What is expected without them.
            paths: The last tokens of each row.
            weight: How much of the usual part they get, 0 to 1.
        """
        blended = probabilities.copy()
        for row, path in zip(blended, paths.tolist(), strict=True):
            for length in self._trust.bias:
                run = tuple(path[-length:])
                found = None if self.NOTHING in run else self._known(run)
                if found is None:
                    break  # nor is there a longer one
                part, tokens, shares = found
                part *= weight
                if part > _LEAST:
                    row *= 1.0 - part
                    row[tokens] += np.float32(part) * shares
        return blended

    def _known(self, run: Run) -> tuple[float, np.ndarray, np.ndarray] | None:
        """A run's part of the probability, what followed it, and each follower's share; None for no place."""
        if run not in self._followers:
            if len(self._followers) >= _MOST_RUNS:
                self._followers.clear()
            self._followers[run] = self._find(run)
        return self._followers[run]

    def _find(self, run: Run) -> tuple[float, np.ndarray, np.ndarray] | None:
        low = 0
        for token in reversed(run):
            low = (low << _BITS) | token
        rest = _BITS * (RUN - len(run))
        first, end = np.searchsorted(self._keys, np.array([low << rest, (low + 1) << rest], np.uint64))
        if first == end:
            return None
        step = -(-int(end - first) // _MOST_PLACES)
        tokens, counts = np.unique(self._tokens[first:end:step], return_counts=True)
        uses = int(counts.sum())
        return self._trust.part(len(run), uses, len(tokens)), tokens, (counts / uses).astype(np.float32)


def _slices(text: str) -> Iterator[str]:
    """A text in whole paragraphs, each as it is read behind another."""
    place = 0
    text = "\n" + text.strip("\n")
    while place < len(text):
        end = text.find("\n", place + _SLICE)
        end = min(place + 2 * _SLICE, len(text)) if end < 0 else min(end, place + 2 * _SLICE)
        yield text[place:end]
        place = end


def _sorted(works: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The keys of all places of some works, sorted, and the token at each."""
    keys, tokens = [], []
    for work in works:
        # Where fewer tokens stand before a place, it is known by no run.
        places = len(work) - RUN
        if places <= 0:
            continue
        key = np.zeros(places, np.uint64)
        for back in range(1, RUN + 1):
            key = (key << np.uint64(_BITS)) | work[RUN - back : RUN - back + places].astype(np.uint64)
        keys.append(key)
        tokens.append(work[RUN:])
    if not keys:
        return np.zeros(0, np.uint64), np.zeros(0, np.int32)
    key, token = np.concatenate(keys), np.concatenate(tokens)
    order = np.argsort(key, kind="stable")
    return key[order], token[order]
