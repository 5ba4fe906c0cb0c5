"""Asks a process of its own to read or write books; for a thread, or a command, which waits for it.

`desktop.book_process` is what runs there. A million words are a minute's work, and a thread that does it
keeps Python's lock from the window at every turn.
"""

import logging
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.books.apart.messages import APART_FLAG, line_of, pieces_of, read_message, unpacked
from desktop.books.convert import StoryText, Written, unheard
from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import Block, Book
from desktop.books.reading import Imported
from desktop.engine.errors import DocumentError, Sentence
from desktop.engine.files.this_program import its_environment, this_program

Progress = Callable[[float], None]
LONGEST_END_SECONDS = 2  # from the end of what a process says to its own
log = logging.getLogger("inkling")

# Is given what ends the process, for whoever wants no more of it.
OnStart = Callable[[Callable[[], None]], None]


def unstopped(stop: Callable[[], None]) -> None:
    """What ends the process is not needed: a command ends with it."""


def import_apart(
    path: Path, progress: Progress = unheard, on_start: OnStart = unstopped, is_bare: bool = False
) -> Imported:
    """Read a text of any kind, as `desktop.books.reading.read_any` does.

    Args:
        path: The file.
        progress: Is told which part is done.
        on_start: Is given what ends the process.
        is_bare: Nothing but its words, instead of Markdown.

    Raises:
        DocumentError: It cannot be read, or the process has ended.
    """
    found = _ask({"do": "import", "path": str(path), "is_bare": is_bare}, (), progress, on_start)
    text = "".join(found["pieces"])
    return Imported(text, found["title"], found["author"], _sentences(found), int(found["chapters"]))


def chapters_apart(
    path: Path, is_plain: bool, progress: Progress, on_start: OnStart
) -> list[tuple[str, str]]:
    """Read a text of any kind in its chapters, as `desktop.books.reading.read_chapters` does."""
    found = _ask({"do": "chapters", "path": str(path), "is_plain": is_plain}, (), progress, on_start)
    return [(str(title), str(text)) for title, text in found["chapters"]]


def export_apart(
    story: Sequence[StoryText], path: Path, options: ExportOptions, progress: Progress, on_start: OnStart
) -> Written:
    """Write texts to a file, which may be replaced, as `desktop.books.convert.export` does; PDF, too."""
    job = {"do": "export", "path": str(path), "options": asdict(options)}
    found = _ask(job, story, progress, on_start)
    return Written(int(found["words"]), int(found["chapters"]), _sentences(found))


def book_apart(
    story: Sequence[StoryText], options: ExportOptions, progress: Progress, on_start: OnStart
) -> Book:
    """Read texts as the book that they are, with the title and author that are asked for."""
    blocks: list[Block] = []
    job = {"do": "book", "options": asdict(options)}
    found = _ask(job, story, progress, on_start, lambda some: blocks.extend(map(unpacked, some)))
    return Book(tuple(blocks), found["title"], found["author"], found["language"])


def read_books_apart(paths: Sequence[Path]) -> list[tuple[Book, list[Sentence]]]:
    """Read texts of any kind, each as `desktop.books.reading.read_book` does.

    Raises:
        DocumentError: One cannot be read, or the process has ended.
    """
    books: list[tuple[Book, list[Sentence]]] = []
    blocks: list[Block] = []

    def take(found: Mapping[str, Any]) -> None:
        read = Book(tuple(blocks), found["title"], found["author"], found["language"])
        books.append((read, _sentences(found)))
        blocks.clear()

    job = {"do": "books", "paths": [str(path) for path in paths]}
    _ask(job, (), unheard, unstopped, lambda some: blocks.extend(map(unpacked, some)), take)
    return books


def _sentences(found: Mapping[str, Any]) -> list[Sentence]:
    return [Sentence.from_dict(sentence) for sentence in found["left_out"]]


def _ask(
    job: dict[str, Any],
    story: Sequence[StoryText],
    progress: Progress,
    on_start: OnStart,
    on_blocks: Callable[[list[Any]], None] = lambda blocks: None,
    on_book: Callable[[Mapping[str, Any]], None] = lambda found: None,
) -> Mapping[str, Any]:
    """Have a job done.

    Raises:
        DocumentError: What the process says, or that it has ended.
    """
    texts = [(text, list(pieces_of(text.text))) for text in story]
    reads = job.get("path", "")
    job = job | {
        "story": [
            {
                "name": text.name,
                "is_plain": text.is_plain,
                "path": None if text.path is None else str(text.path),
                "pieces": len(pieces),
            }
            for text, pieces in texts
        ]
    }
    with subprocess.Popen(
        [*this_program(), APART_FLAG],
        env=its_environment(),
        stdin=subprocess.PIPE,  # closed when this process ends, and then the other one ends, too
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        on_start(process.kill)
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(line_of(job))
            for _, pieces in texts:
                for piece in pieces:
                    process.stdin.write(line_of(piece))
            process.stdin.flush()
            while True:
                message = read_message(process.stdout)
                if "share" in message:
                    progress(float(message["share"]))
                elif "blocks" in message:
                    on_blocks(message["blocks"])
                elif "reads" in message:
                    reads = message["reads"]
                elif "book" in message:
                    on_book(message["book"])
                elif "failed" in message:
                    log.error("The process that works on books failed: %s", message["failed"])
                    raise EOFError
                elif "error" in message:
                    raise DocumentError.told(Sentence.from_dict(message["error"]))
                else:
                    return dict(message["result"])
        except (EOFError, OSError, ValueError, KeyError, TypeError) as error:
            progress(0.0)  # raises, if it was ended since nobody wants it
            with suppress(subprocess.TimeoutExpired):
                process.wait(LONGEST_END_SECONDS)
            if process.returncode == -getattr(signal, "SIGXCPU", 0) != 0:
                raise DocumentError(
                    "{path} takes longer to read than any text does; do not trust it.", path=reads
                ) from error
            raise DocumentError(
                "The process that works on the text has ended, and nothing was changed; make room in memory "
                "and try again."
            ) from error
        finally:
            process.kill()
            with suppress(OSError):  # what was not written yet goes nowhere
                process.stdin.close()
