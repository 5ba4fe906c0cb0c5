"""Whether a regular expression of a tokenizer can run away.

The library that runs them, Oniguruma, tries one way after the other, and holds Python's lock meanwhile, so
that a window would stand still. Here an expression is read, and the ways that it may try are counted.
https://github.com/kkos/oniguruma/blob/master/doc/RE
"""

import re
from typing import NamedTuple

# Two rules of the trainer's: words with hyphens or apostrophes inside. Each part begins with a mark that the
# words before it cannot hold, so that there is one way to read them; our count does not see that.
_WORD = r"[\p{L}\p{M}\p{N}]+"
KNOWN = frozenset(
    {
        rf"\n|'(?i:s|t|re|ve|m|ll|d)(?![\p{{L}}\p{{N}}])|{_WORD}(?:['\-]{_WORD})*|<[a-z]+>|[^\s\p{{L}}\p{{M}}\p{{N}}]",
        rf"{_WORD}(?:'{_WORD})*",
    }
)
MOST_CHARACTERS = 1000
# Ways to read one stretch of text with all repetitions at one length, and repetitions one after the other.
MOST_WAYS = 512
MOST_REPETITIONS = 3
_MOST_NESTED = 8
# So many repetitions of one thing are counted as ways; more, as a repetition without end.
_FEW = 8

_PROPERTY = re.compile(r"[pP]\{\^?[A-Za-z0-9_ =-]{1,40}\}")
_CODE = re.compile(r"x\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}")
_KINDS = frozenset("sSwWdDhHnrtfvaebBAzZ")
_QUANTIFIER = re.compile(r"[*+?][?+]?|\{(\d{1,4})?(,)?(\d{1,4})?\}\??")
_GROUP = re.compile(r"\((\?(:|=|!|>|<=|<!|[imx]{1,3}:))?")


class _Cost(NamedTuple):
    """How many ways a part may be read in, and how many repetitions without end stand in one of them."""

    ways: int = 1
    repetitions: int = 0

    def then(self, other: "_Cost") -> "_Cost":
        return _Cost(min(self.ways * other.ways, MOST_WAYS + 1), self.repetitions + other.repetitions)


def check_regex(pattern: str) -> None:
    """Check one expression.

    Raises:
        ValueError: It may run away, or uses what no tokenizer of ours does; a few words on what.
    """
    if pattern in KNOWN:
        return
    if not 0 < len(pattern) <= MOST_CHARACTERS:
        raise ValueError("a rule of it is empty or too long")
    reader = _Reader(pattern)
    cost = reader.alternatives(0)
    if reader.place < len(pattern):
        raise ValueError("a rule of it has a bracket too many")
    if cost.ways > MOST_WAYS or cost.repetitions > MOST_REPETITIONS:
        raise ValueError("a rule of it may take for ever")


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.place = 0

    def alternatives(self, depth: int) -> _Cost:
        if depth > _MOST_NESTED:
            raise ValueError("a rule of it is nested too deeply")
        costs = [self._sequence(depth)]
        while self._next() == "|":
            self.place += 1
            costs.append(self._sequence(depth))
        return _Cost(sum(cost.ways for cost in costs), max(cost.repetitions for cost in costs))

    def _sequence(self, depth: int) -> _Cost:
        cost = _Cost()
        while self._next() not in ("", "|", ")"):
            cost = cost.then(self._repeated(self._part(depth)))
        return cost

    def _part(self, depth: int) -> _Cost:
        character = self._next()
        if character == "(":
            opening = _GROUP.match(self.pattern, self.place)
            assert opening is not None  # its first character is the bracket
            self.place = opening.end()
            if self._next() in ("?", "*"):
                raise ValueError("a rule of it uses a group that no tokenizer of Inkling's does")
            cost = self.alternatives(depth + 1)
            if self._next() != ")":
                raise ValueError("a rule of it lacks a bracket")
            self.place += 1
            return cost
        if character == "[":
            self._set(depth)
        elif character == "\\":
            self._escape()
        elif character in "*+?{":
            raise ValueError("a rule of it repeats nothing")
        else:
            self.place += 1
        return _Cost()

    def _repeated(self, cost: _Cost) -> _Cost:
        """The cost of a part with the quantifier behind it."""
        found = _QUANTIFIER.match(self.pattern, self.place)
        if not found:
            return cost
        self.place = found.end()
        if self._next() in ("*", "+", "?", "{"):
            raise ValueError("a rule of it repeats a repetition")
        least, most = _bounds(found)
        if most is not None and most <= 1:
            return _Cost(cost.ways + (least == 0), cost.repetitions)
        if cost != _Cost():
            raise ValueError("a rule of it may take for ever")
        if most is None or most > _FEW:
            return _Cost(1, 1)
        return _Cost(most - least + 1)

    def _set(self, depth: int) -> None:
        """A set of characters: one of them is read, whatever stands in it."""
        if depth > _MOST_NESTED:
            raise ValueError("a rule of it is nested too deeply")
        self.place += 1
        if self._next() == "^":
            self.place += 1
        if self._next() == "]":  # the first is a character
            self.place += 1
        while (character := self._next()) != "]":
            if not character:
                raise ValueError("a rule of it lacks a bracket")
            if character == "[":
                self._set(depth + 1)
            elif character == "\\":
                self._escape()
            else:
                self.place += 1
        self.place += 1

    def _escape(self) -> None:
        self.place += 1
        found = _PROPERTY.match(self.pattern, self.place) or _CODE.match(self.pattern, self.place)
        if found:
            self.place = found.end()
            return
        character = self._next()
        # Letters and digits behind a backslash mean something, and what is not known here may be costly.
        if not character or (character.isalnum() and character not in _KINDS):
            raise ValueError("a rule of it uses a sign that no tokenizer of Inkling's does")
        self.place += 1

    def _next(self) -> str:
        return self.pattern[self.place : self.place + 1]


def _bounds(found: re.Match[str]) -> tuple[int, int | None]:
    """How often a quantifier repeats at least and at most; None for without end."""
    sign = found[0][0]
    if sign != "{":
        return int(sign == "+"), 1 if sign == "?" else None
    least, comma, most = found[1], found[2], found[3]
    if least is None and most is None:
        raise ValueError("a rule of it repeats nothing")
    low = int(least or 0)
    if not comma:
        return low, low
    return low, None if most is None else int(most)
