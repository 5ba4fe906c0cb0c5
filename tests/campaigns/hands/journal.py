"""What a child process was doing when it died: its steps, written before each is done."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Step = tuple[object, ...]


class Journal:
    """Written by the child; a line for each step of the example at hand.

    Attributes:
        done: How many steps were begun, in all examples.
    """

    def __init__(self, path: Path, done: int = 0):
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.done = done

    def begin(self) -> None:
        """Another example begins; the one before was survived."""
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)

    def note(self, step: Step) -> None:
        """A step begins."""
        self.done += 1
        os.write(self._file, json.dumps([self.done, *step]).encode() + b"\n")


def read_journal(path: Path) -> tuple[int, list[Step]]:
    """Return how many steps were begun, and those of the last example."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    steps = [json.loads(line) for line in lines]
    return (steps[-1][0] if steps else 0), [tuple(step[1:]) for step in steps]


@dataclass
class Finding:
    """Something that went wrong.

    Attributes:
        what: One sentence, or the signal and the innermost Python frames.
        kind: What it shares with findings of the same cause.
        steps: How to get there, from one empty window.
        count: How often it was met.
    """

    what: str
    kind: str
    steps: list[Step]
    count: int = 1

    def __str__(self) -> str:
        lines = [f"{self.count} x {self.what}", *(f"      {shown(step)}" for step in self.steps)]
        return "\n".join(lines)


def shown(step: Sequence[object]) -> str:
    """Return a step as the call that it is."""
    arguments = ", ".join(short(argument) for argument in step[1:])
    return f"{step[0]}({arguments})"


def short(value: object) -> str:
    """Return a value as it is written in Python; a long text that repeats itself as a product."""
    if isinstance(value, str) and len(value) > 60:
        for size in range(1, len(value) // 2 + 1):
            times, rest = divmod(len(value), size)
            if not rest and value[:size] * times == value:
                return f"{value[:size]!r} * {times}"
    return repr(value)
