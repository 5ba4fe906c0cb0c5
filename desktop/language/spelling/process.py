"""The way to the process that spells: what is asked of it, one after the other, and what it answers."""

import contextlib
import json
import logging
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from desktop.engine.files.this_program import its_environment, this_program

if TYPE_CHECKING:
    import subprocess

log = logging.getLogger("inkling")

SPELL_FLAG = "--spell"  # as `desktop.cli` knows it
# No dictionary takes so long to be read, and no word to be guessed.
MOST_SECONDS = 20.0
# A dictionary that has ended the process so often is not asked again.
MOST_ENDS = 2


class Asked(NamedTuple):
    """A request.

    Attributes:
        number: Comes back with the answer.
        dictionary: The .dic file.
        words: Those to be looked up; None to have `word` guessed.
        word: See `words`.
    """

    number: int
    dictionary: Path
    words: Sequence[str] | None = None
    word: str = ""

    def to_line(self) -> bytes:
        """The form that the process reads."""
        request: dict[str, Any] = {"dictionary": str(self.dictionary)}
        request |= {"word": self.word} if self.words is None else {"words": list(self.words)}
        return json.dumps(request).encode() + b"\n"


Answered = Callable[[int, list[str] | None], None]


class SpellingProcess:
    """Asks a process of its own, which starts with the first request, from a thread of its own.

    Args:
        answered: Called, in that thread, with a request's number and the answer: the wrong ones of the words,
            or what the word may have been meant to be; None if the dictionary cannot be used.
        program: What starts the process.
        seconds: How long to wait for an answer.
    """

    def __init__(
        self, answered: Answered, program: Sequence[str] | None = None, seconds: float = MOST_SECONDS
    ):
        self._answered = answered
        self._program = [*(program or (*this_program(), SPELL_FLAG))]
        self._seconds = seconds
        self._requests: SimpleQueue[Asked | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._ends: Counter[Path] = Counter()
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="spelling", daemon=True)
        self._has_started = False

    def ask(self, request: Asked) -> None:
        """Ask; the answer comes by `answered`."""
        if self._is_closed:
            return
        if not self._has_started:
            self._has_started = True
            self._thread.start()
        self._requests.put(request)

    def close(self) -> None:
        """End the process; nothing is answered any more."""
        self._is_closed = True
        self._requests.put(None)
        process = self._process
        if process:
            with contextlib.suppress(OSError):
                process.kill()
        if self._has_started:
            self._thread.join()

    def _run(self) -> None:
        while (request := self._requests.get()) is not None and not self._is_closed:
            answer = self._answer(request)
            if not self._is_closed:
                self._answered(request.number, answer)
        self._end()

    def _answer(self, request: Asked) -> list[str] | None:
        if self._ends[request.dictionary] >= MOST_ENDS:
            return None
        try:
            return self._exchange(request.to_line())
        except (OSError, ValueError) as error:
            self._end()
            if not self._is_closed:
                self._ends[request.dictionary] += 1
                log.warning("The dictionary %s has ended the spelling: %s", request.dictionary.name, error)
            return None

    def _exchange(self, line: bytes) -> list[str] | None:
        """Send a line and read one.

        Raises:
            OSError, ValueError: The process has ended, or takes too long, which ends it.
        """
        process = self._process or self._start()
        requests, answers = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        patience = threading.Timer(self._seconds, process.kill)
        patience.start()
        try:
            requests.write(line)
            requests.flush()
            answer = json.loads(answers.readline())
        finally:
            patience.cancel()
        if not (answer is None or isinstance(answer, list)):
            raise ValueError("it answers something else")
        return answer

    def _start(self) -> "subprocess.Popen[bytes]":
        import subprocess  # which takes some milliseconds, and starting the desk needs none of it

        self._process = process = subprocess.Popen(
            self._program,
            env=its_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self._is_closed:  # meanwhile
            process.kill()
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                cast(IO[bytes], pipe).close()
        process.wait()
