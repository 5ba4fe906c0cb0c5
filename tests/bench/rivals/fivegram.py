"""The 5-gram as something that suggests: the desk's own rules over the words that it ranks."""

import re
from bisect import bisect_left

import numpy as np

from tests.bench.rivals.growing import Found, Growing, endings_or_next
from tests.bench.rivals.word_model import END, PARAGRAPH, UNKNOWN, WordModel, tokens_of

# More than the model can look back on.
_LEFT = 400
_HALF_TYPED = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*['\-]?$")
_BEHIND = chr(0x10FFFF)
# Nothing stands between these and the word after them.
_GLUE = frozenset((PARAGRAPH, END, "—", " —", "_", " _", "(", " (", "[", " [", ' "', " '"))


class FiveGram(Growing):
    """Suggests with a model of words. The state of what it has found is the tokens up to its end."""

    def __init__(self, model: WordModel) -> None:
        super().__init__()
        self._model = model
        words = model.words
        self._is_word = np.array([word[0].isalnum() for word in words])
        spaced = np.array([word.startswith(" ") for word in words])
        self._after_space = self._is_word | spaced | (np.arange(len(words)) == model.unknown)
        self._offered = np.array([word not in (END, PARAGRAPH, UNKNOWN) for word in words])

    def firsts(self, left: str, count: int) -> list[Found]:
        """The rest of a half-typed word, or the next word or mark."""
        left = "\n" + left[-_LEFT:]
        typed = _HALF_TYPED.search(left)
        if typed and (found := self._complete(tokens_of(left[: typed.start()]), typed.group(), count)):
            return found
        return self._next(Found("", 1.0, tuple(tokens_of(left))), left[-1].isspace(), count)

    def longer(self, found: Found) -> Found | None:
        """The likeliest next word or mark."""
        shares = self._after(found.state)
        place = int(shares.argmax())
        if not self._offered[place]:
            return None
        return self._closed(self._append(found, place, float(shares[place])))

    def _complete(self, before: list[str], typed: str, count: int) -> list[Found]:
        """Words that begin with what is typed; if that is a whole word already, what follows it."""
        words = self._model.words
        first, end = bisect_left(words, typed), bisect_left(words, typed + _BEHIND)
        if first == end:
            return []
        shares = self._after(tuple(before), first, end)
        shares /= shares.sum()
        whole = float(shares[0]) if words[first] == typed else 0.0
        endings = [
            Found(words[first + place][len(typed) :], float(shares[place]), (*before, words[first + place]))
            for place in _best(shares, count + 1)
            if words[first + place] != typed
        ]
        following = self._next(Found("", whole, (*before, typed)), False, count) if whole else []
        return endings_or_next(endings[:count], following, whole)[:count]

    def _next(self, standing: Found, after_space: bool, count: int) -> list[Found]:
        """The likeliest next words and marks, likeliest first."""
        shares = self._after(standing.state)
        if after_space or standing.state[-1] in _GLUE:
            # What cannot stand there is out of the question.
            shares = np.where(self._after_space, shares, 0)
        shares /= shares.sum()
        shares[~self._offered] = 0
        found = [
            self._closed(self._append(standing, int(place), float(shares[place]), after_space))
            for place in _best(shares, count)
        ]
        return sorted(found, key=lambda one: one.probability, reverse=True)

    def _closed(self, found: Found) -> Found:
        """A word after an opening mark: no suggestion ends with one."""
        if found.state[-1] not in _GLUE:
            return found
        shares = np.where(self._is_word, self._after(found.state), 0)
        place = int(shares.argmax())
        return self._append(found, place, float(shares[place]))

    def _append(self, found: Found, place: int, share: float, after_space: bool = False) -> Found:
        token = self._model.words[place]
        if after_space or found.state[-1] in _GLUE:
            text = token.lstrip(" ")
        else:
            text = " " + token if self._is_word[place] else token
        return Found(found.text + text, found.probability * share, (*found.state, token))

    def _after(self, tokens: tuple[str, ...], first: int = 0, end: int | None = None) -> np.ndarray:
        """Probabilities of the tokens numbered from `first` to `end`."""
        model = self._model.model
        ids = self._model.encode(tokens[1 - model.order :])
        return model.after(model.contexts([int(one) for one in ids]), first, end).astype(np.float64)


def _best(shares: np.ndarray, count: int) -> np.ndarray:
    """The places of the largest shares, largest first, without those that are nothing."""
    count = min(count, len(shares))
    places = np.argpartition(shares, -count)[-count:]
    places = places[shares[places] > 0]
    return places[np.argsort(-shares[places], kind="stable")]
