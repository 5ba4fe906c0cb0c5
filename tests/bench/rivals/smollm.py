"""SmolLM2 on llama.cpp: a transformer twenty times our size, for its tokens constrained to what is typed.

Token healing: the model reads up to the last word boundary, and only tokens that agree with the letters
behind it are searched, likeliest text first.
"""

import heapq
import json
import math
import re
import subprocess
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tests.bench.rivals.growing import Found, Growing, endings_or_next

PROGRAM = Path(__file__).with_name("llama.mjs")
# What it reads before the cursor at least, and at most, in characters. More would go into its 2,048 tokens,
# but every key would take longer.
LEAST_LEFT, MOST_LEFT = 1500, 4000
_TOP = 200
_EVALUATIONS = 6  # for first words, of some 15 ms each
_LONGEST = 5  # tokens of a later word
_LEAST = 0.005
# Ways to spell what is typed are not followed below this share of all at that place.
_RARE = 0.05
# From so many tokens on that agree with what is typed, the likeliest of all are looked through instead.
_MANY = 3000
_WINDOW, _OVERLAP = 1536, 512  # tokens for perplexity
_TYPED = re.compile(r" ?(?:[^\W_]+'?[^\W_]*)?$")


class Transformer(Protocol):
    """What suggesting needs; `Llama` is one."""

    pieces: list[str]

    def encode(self, text: str) -> list[int]:
        """The tokens of a text."""

    def next(self, ids: Sequence[int], among: Sequence[int] | None, top: int) -> list[tuple[int, float]]:
        """The likeliest next tokens with their probabilities, likeliest first."""


class Llama:
    """The program that runs the model, a request at a time.

    Attributes:
        pieces: The text of each token.
    """

    def __init__(self, node_modules: Path, model: Path, threads: int = 2) -> None:
        """Start it.

        Raises:
            OSError: Something is not installed.
        """
        for needed in (node_modules / "node-llama-cpp", model):
            if not needed.exists():
                raise OSError(f"{needed} is missing; run setup.sh.")
        command = ["node", str(PROGRAM), str(node_modules.resolve()), str(model), str(threads)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pieces: list[str] = self._ask(pieces=True)["pieces"]

    def encode(self, text: str) -> list[int]:
        """The tokens of a text."""
        ids: list[int] = self._ask(encode=text)["ids"]
        return ids

    def next(self, ids: Sequence[int], among: Sequence[int] | None, top: int) -> list[tuple[int, float]]:
        """The likeliest next tokens, of all or of some, with their probabilities, likeliest first."""
        answer = self._ask(next=list(ids), among=None if among is None else list(among), top=top)
        return [(one, math.exp(log)) for one, log in zip(answer["ids"], answer["logs"], strict=True)]

    def loss(self, documents: Sequence[str]) -> float:
        """Negative log likelihood of texts but for their first tokens, each read in overlapping windows."""
        total = 0.0
        for document in documents:
            ids = self.encode(document)
            for begin in range(0, len(ids), _WINDOW - _OVERLAP):
                window = ids[begin : begin + _WINDOW]
                if len(window) > (known := _OVERLAP if begin else 1):
                    total += self._ask(loss=window, **{"from": known})["loss"]
        return total

    def loss_after(self, before: str, text: str) -> float:
        """Negative log likelihood of `text` where `before` stands before it; both must fit in its window."""
        known = len(self.encode(before))
        return float(self._ask(loss=self.encode(before + text), **{"from": known})["loss"])

    def close(self) -> None:
        """End the program."""
        self._process.communicate()

    def _ask(self, **request: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise OSError("The model's program has ended; run setup.sh anew, and see what node says.")
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass(frozen=True)
class _Read:
    """Tokens, and what may follow them."""

    ids: tuple[int, ...]
    following: tuple[tuple[int, float], ...]


class SmolLm(Growing):
    """Suggests with a transformer."""

    def __init__(self, llama: Transformer) -> None:
        super().__init__()
        self._llama = llama
        self._breaks = [_breaks_word(piece) for piece in llama.pieces]
        self._sorted = sorted((piece, number) for number, piece in enumerate(llama.pieces) if piece)
        self._numbers = dict(reversed(self._sorted))
        self._begin = ""

    def firsts(self, left: str, count: int) -> list[Found]:
        """Words that agree with the letters before the cursor."""
        left = self._window(left)
        typed = _TYPED.search(left)
        assert typed
        rest = typed.group()
        ids = tuple(self._llama.encode(left[: len(left) - len(rest)]))
        if not rest.strip():
            is_open = bool(rest) or left[-1:] in "\n\"'(—"
            return self._spell(ids, rest, 1.0, count, anything=not is_open)
        endings = self._spell(ids, rest, 1.0, count)
        same = next((one for one in endings if not one.text), None)
        if same is None:
            return endings
        endings.remove(same)
        following = self._spell(same.state.ids, "", same.probability, count, must_break=True)
        return endings_or_next(endings, following, same.probability)

    def longer(self, found: Found) -> Found | None:
        """The likeliest mark or word; None where the paragraph is likelier to end."""
        read: _Read = found.state
        breaking = [one for one in read.following if self._breaks[one[0]]]
        if not breaking:
            return None
        token, share = breaking[0]
        piece = self._llama.pieces[token]
        if not piece.strip() or "\n" in piece:
            return None
        share /= sum(one[1] for one in breaking)
        return self._finish(found.text + piece, found.probability * share, (*read.ids, token))

    def _finish(self, text: str, probability: float, ids: tuple[int, ...]) -> Found:
        """Add tokens until the word is whole."""
        for _ in range(_LONGEST):
            following = self._llama.next(ids, None, _TOP)
            stop = sum(share for token, share in following if self._breaks[token])
            going_on = next((one for one in following if not self._breaks[one[0]]), None)
            if going_on is None or stop >= 0.5 or not text[-1].isalnum():
                ending = stop if text[-1].isalnum() else 1.0
                return Found(text, probability * ending, _Read(ids, tuple(following)))
            token, share = going_on
            text, probability, ids = text + self._llama.pieces[token], probability * share, (*ids, token)
        return Found(text, 0.0, _Read(ids, ()))

    def _spell(
        self,
        ids: tuple[int, ...],
        rest: str,
        probability: float,
        count: int,
        must_break: bool = False,
        anything: bool = False,
    ) -> list[Found]:
        """Best-first search for whole words whose text begins with `rest`.

        Args:
            ids: What stands before.
            rest: The letters behind it; a space alone stands for any word.
            probability: Of what stands before.
            count: So many words are enough.
            must_break: The first token must not go on with a word.
            anything: Marks are as good as words.
        """
        start = self._agreeing(ids, rest, must_break, anything)
        mass = sum(share for share, _, _ in start)
        heap = [(-probability * share / mass, suffix, text) for share, suffix, text in start]
        heapq.heapify(heap)
        ended: list[Found] = []
        for _ in range(_EVALUATIONS):
            if not heap or -heap[0][0] < _LEAST * probability:
                break
            negative, suffix, text = heapq.heappop(heap)
            more = self._llama.next((*ids, *suffix), None, _TOP)
            in_word = text[-1].isalnum()
            stop = sum(share for token, share in more if self._breaks[token]) if in_word else 1.0
            ended.append(Found(text[len(rest) :], -negative * stop, _Read((*ids, *suffix), tuple(more))))
            more = [one for one in more if in_word and not self._breaks[one[0]]]
            for token, share in more[:4]:
                heapq.heappush(heap, (negative * share, (*suffix, token), text + self._llama.pieces[token]))
        return sorted(ended, key=lambda one: one.probability, reverse=True)[:count]

    def _agreeing(
        self, ids: tuple[int, ...], rest: str, must_break: bool, anything: bool
    ) -> list[tuple[float, tuple[int, ...], str]]:
        """Shares, tokens and texts of all that begins with `rest` and ends with or behind it."""
        begun: list[tuple[float, tuple[int, ...], str]] = [(1.0, (), "")]
        found = []
        while begun:
            share, suffix, text = begun.pop()
            more = self._compatible(
                (*ids, *suffix), rest[len(text) :], must_break and not suffix, anything or bool(suffix)
            )
            least = _RARE * sum(one[1] for one in more)
            for token, likely in more:
                longer = (share * likely, (*suffix, token), text + self._llama.pieces[token])
                if len(longer[2]) >= len(rest):
                    found.append(longer)
                elif likely >= least:
                    begun.append(longer)
        return found

    def _compatible(
        self, ids: tuple[int, ...], rest: str, must_break: bool, anything: bool
    ) -> list[tuple[int, float]]:
        """Next tokens that agree with `rest`, with their probabilities, likeliest first."""
        first = bisect_left(self._sorted, (rest, -1))
        end = bisect_left(self._sorted, (rest + chr(0x10FFFF), -1))
        among = [number for _, number in self._sorted[first:end]]
        among += [
            self._numbers[rest[:n]]
            for n in range(1, len(rest))
            if rest[:n].strip() and rest[:n] in self._numbers
        ]
        following = self._llama.next(ids, None if len(among) > _MANY else among, _TOP)
        pieces = self._llama.pieces
        found = [
            one for one in following if pieces[one[0]].startswith(rest) or rest.startswith(pieces[one[0]])
        ]
        found = [one for one in found if pieces[one[0]].strip()]
        if must_break or anything:
            return [one for one in found if not must_break or self._breaks[one[0]]]
        wordlike = [one for one in found if pieces[one[0]].lstrip()[:1].isalnum()]
        return wordlike

    def _window(self, left: str) -> str:
        """The end of the text; it begins at the same place for a while, so that little is read anew."""
        place = left.rfind(self._begin, max(0, len(left) - MOST_LEFT)) if self._begin else -1
        if place < 0:
            wanted = max(0, len(left) - LEAST_LEFT)
            place = left.rfind("\n", 0, wanted) + 1
            place = place if len(left) - place <= MOST_LEFT else wanted
            self._begin = left[place : place + 80]
        return left[place:]


def _breaks_word(piece: str) -> bool:
    """Whether a token cannot go on with a word."""
    return not (piece[:1].isalnum() or piece == "'" or (piece[:1] == "'" and piece[1:2].isalpha()))
