"""The process that reads and writes books for the window and for commands: one job from standard input.

`desktop.books.apart.asking` starts it, as `inkling --books`.
"""

import contextlib
import os
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from desktop.books.apart.messages import line_of, packed, pieces_of, read_message
from desktop.books.convert import READ_SHARE, StoryText, book_of, export, with_options
from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import Book, chapters
from desktop.books.reading import read_any, read_book, read_chapters
from desktop.engine.errors import InklingError, Sentence
from desktop.engine.files.process_limits import limit_this_process
from desktop.engine.files.reading import MEBIBYTE

LEAST_STEP = 0.01  # of progress, that is worth telling
LOW_PRIORITY = 5  # who types comes first
# Seconds of processor time, and bytes of addresses, in which a text from anyone must be read. A million words
# are a minute's work, and half a mebibyte where they are packed.
LEAST_SECONDS, SECONDS_PER_MEBIBYTE = 300, 60
MOST_ADDRESSES = 6 << 30  # each page of an e-book takes a mebibyte of them, and a seventh of that in memory


def main() -> int:
    """Do the job."""
    # Nothing else may come between the messages.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with contextlib.suppress(AttributeError, OSError):
        os.nice(LOW_PRIORITY)
    questions = sys.stdin.buffer
    job = read_message(questions)
    story = [_text(told, questions) for told in job["story"]]
    _end_with_parent(questions)
    working = _Working(answers)
    try:
        working.say({"result": working.do(job, story)})
    except InklingError as error:
        working.say({"error": error.sentence.to_dict()})
    except Exception as error:
        # Where it was, and none of the writer's words.
        last = traceback.extract_tb(error.__traceback__)[-1]
        working.say({"failed": f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"})
        return 1
    return 0


def _text(told: Mapping[str, Any], questions: BinaryIO) -> StoryText:
    text = "".join(read_message(questions) for _ in range(told["pieces"]))
    path = told["path"]
    return StoryText(told["name"], text, told["is_plain"], None if path is None else Path(path))


def _limit_reading(path: Path) -> None:
    with contextlib.suppress(OSError):  # reading tells what is wrong with it
        seconds = LEAST_SECONDS + SECONDS_PER_MEBIBYTE * (path.stat().st_size // MEBIBYTE)
        seconds += int(time.process_time())  # for those that were read before
        limit_this_process({"RLIMIT_CORE": 0, "RLIMIT_CPU": seconds, "RLIMIT_AS": MOST_ADDRESSES})


def _end_with_parent(questions: BinaryIO) -> None:
    """End when the desk does: the other end of our standard input is closed then."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            questions.read()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


class _Working:
    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._told = 0.0

    def say(self, message: object) -> None:
        """Send a message."""
        self._answers.write(line_of(message))
        self._answers.flush()

    def progress(self, share: float) -> None:
        """Tell how far the work is."""
        if share >= self._told + LEAST_STEP:
            self._told = share
            self.say({"share": share})

    def do(self, job: Mapping[str, Any], story: list[StoryText]) -> dict[str, Any]:
        """Do a job; gives its result."""
        if job["do"] in ("import", "chapters"):
            _limit_reading(Path(job["path"]))
        if job["do"] == "import":
            found = read_any(Path(job["path"]), job["is_bare"])
            return {
                "pieces": list(pieces_of(found.text)),
                "title": found.title,
                "author": found.author,
                "left_out": _told(found.left_out),
                "chapters": found.chapters,
            }
        if job["do"] == "chapters":
            return {"chapters": read_chapters(Path(job["path"]), job["is_plain"])}
        if job["do"] == "books":
            for path in job["paths"]:
                self._read_book(Path(path))
            return {}
        options = ExportOptions(**job["options"])
        if job["do"] == "export":
            return self._export(story, Path(job["path"]), options)
        book, _ = book_of(story, self.progress)
        book = with_options(book, options, story[0].name)
        self._say_blocks(book)
        return {"title": book.title, "author": book.author, "language": book.language}

    def _say_blocks(self, book: Book) -> None:
        for chapter in chapters(book):
            self.say({"blocks": [packed(block) for block in chapter.all_blocks]})

    def _read_book(self, path: Path) -> None:
        self.say({"reads": str(path)})
        _limit_reading(path)
        book, left_out = read_book(path)
        self._say_blocks(book)
        facts = {"title": book.title, "author": book.author, "language": book.language}
        self.say({"book": facts | {"left_out": _told(left_out)}})

    def _export(self, story: list[StoryText], path: Path, options: ExportOptions) -> dict[str, Any]:
        writers = {}
        if path.suffix.lower() == ".pdf":
            from desktop.editor.printing.pdf import pdf

            writers[".pdf"] = lambda book, options, untitled: pdf(
                book,
                options,
                untitled,
                lambda share: self.progress(READ_SHARE + (1 - READ_SHARE) * share),
            )
        written = export(story, path, options, writers, replaces=True, progress=self.progress)
        return {
            "words": written.words,
            "chapters": written.chapters,
            "left_out": _told(written.left_out),
        }


def _told(sentences: list[Sentence]) -> list[dict[str, Any]]:
    return [sentence.to_dict() for sentence in sentences]
