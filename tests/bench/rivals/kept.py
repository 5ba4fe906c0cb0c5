"""Answers that are kept on the disk, with the time that each took, so that a slow system answers once."""

import hashlib
import json
import sqlite3
import time
from dataclasses import asdict
from pathlib import Path

from desktop.engine.decoding.suggest import Suggestion, SuggestSettings
from desktop.engine.protocols import SuggestingEngine


class Kept:
    """Suggests what a system suggests, and asks it only what it has not been asked before.

    Attributes:
        milliseconds: What the last answer took when it was given.
    """

    def __init__(self, engine: SuggestingEngine, path: Path, name: str) -> None:
        """Keep what `engine` answers in the file `path`; `name` tells it, and its version, from others."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = engine
        self._name = name
        self._file = sqlite3.connect(path)
        self._file.execute("CREATE TABLE IF NOT EXISTS answers (asked TEXT PRIMARY KEY, answer TEXT)")
        self.milliseconds = 0.0

    def suggest(self, left: str, right: str, settings: SuggestSettings) -> list[Suggestion]:
        """What it said, or says."""
        asked = json.dumps([self._name, left, right, asdict(settings)])
        key = hashlib.sha256(asked.encode()).hexdigest()
        row = self._file.execute("SELECT answer FROM answers WHERE asked = ?", (key,)).fetchone()
        if row is None:
            started = time.perf_counter()
            found = self._engine.suggest(left, right, settings)
            milliseconds = (time.perf_counter() - started) * 1000
            answer = json.dumps([milliseconds, [[one.text, one.probability] for one in found]])
            # After each answer: what a run that is broken off has heard, the next one knows.
            with self._file:
                self._file.execute("INSERT INTO answers VALUES (?, ?)", (key, answer))
            row = (answer,)
        self.milliseconds, suggestions = json.loads(row[0])
        return [Suggestion(text, probability) for text, probability in suggestions]

    def forget(self) -> None:
        """Let the system drop what it has read; its answers stay."""
        self._engine.forget()
