"""The program that `latency.py` measures: the real desk, driven from within by a process of its own.

It types as a writer would and prints, as one line of JSON, what took how long.
"""

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.editor import app
from desktop.editor.settings.option_kinds import check
from desktop.editor.settings.options import OPTION
from desktop.editor.settings.settings import Choices
from desktop.editor.statistics.statistics import Statistics
from desktop.editor.window.window import Window

# What may work at each key, by the name of the choice; those that this version has are turned on.
EVERYTHING = {
    "suggestions": True,
    "spelling": True,
    "focus": "sentence",
    "typewriter": True,
    "smart_quotes": "on",
    "single_spaces": True,
    "day_goal": 1000,
    "session_goal": 500,
    "next_words": True,
    "origin_tint": True,
    "reread": True,
    "memory_panel": True,
    "outline": True,
}
FIRST_WORDS = "Once upon a"
STATISTICS = "middle, while statistics are read"
LONGEST_WAIT_MILLISECONDS = 2000


def main() -> None:
    """Do as the one asks that started this."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("start", "type"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--precision", type=float, required=True)
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--file", type=Path)
    drive(parser.parse_args())


class Paintings(QObject):
    """Calls back after each painting of a page."""

    def __init__(self, window: Window, painted: Callable[[], None]):
        super().__init__(window)
        self._painted = painted
        window.page.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._painted)
        return False


def drive(options: argparse.Namespace) -> None:
    """Run the program and do as a writer would; prints what was measured."""
    started = float(os.environ["INKLING_STARTED"])
    measured: dict[str, list[float]] = {}
    driver = start if options.what == "start" else type_passages

    def begin() -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
        if not windows:
            QTimer.singleShot(0, begin)
            return
        window = windows[0]
        window.settings.update(precision=options.precision)
        if options.everything:
            turn_everything_on(window, measured)

        def note_window() -> None:
            if "window" not in measured:
                measured["window"] = [time.time() - started]
                measured["processor"] = [time.process_time()]

        Paintings(window, note_window)
        run(driver(window, measured, started, options), window)

    application = QApplication(sys.argv[:1])
    QTimer.singleShot(0, begin)
    status = app.run([], options.model, "cpu")
    del application
    print(json.dumps(measured))
    sys.exit(status)


def run(steps: Iterator[None], window: Window) -> None:
    """Take one step each time the event loop is idle; then close the window."""

    def step() -> None:
        try:
            next(steps)
        except StopIteration:
            window.page.document().setModified(False)
            window.close()
        except Exception:
            # The desk would log it and go on, and nobody would take the next step.
            traceback.print_exc()
            os._exit(1)
        else:
            QTimer.singleShot(1, step)  # not 0: the model's thread may have but this core

    step()


def turn_everything_on(window: Window, measured: dict[str, list[float]]) -> None:
    """Turn on what may work at each key, as far as this version has it."""
    there = {field.name for field in fields(Choices)}
    wanted = {name: value for name, value in EVERYTHING.items() if name in there}
    for name, value in wanted.items():
        check(OPTION[name], value)  # a value that is none would turn on nothing
    window.settings.update(**wanted)
    measured |= {name: [] for name in wanted}


def start(
    window: Window, measured: dict[str, list[float]], started: float, options: argparse.Namespace
) -> Iterator[None]:
    """Type as soon as the model is there; wait for the first suggestion."""
    while window.worker.model is None:
        yield
    window.activateWindow()
    window.page.setFocus()  # on the very first start, the first steps have it
    while not window.page.hasFocus():
        yield
    window.settings.update(precision=0.01)
    for letter in FIRST_WORDS:
        press(window, letter)
    while not window.page.ghost.text:
        yield
    measured["ghost"] = [time.time() - started]
    measured["memory"] = [memory()]


def type_passages(
    window: Window, measured: dict[str, list[float]], started: float, options: argparse.Namespace
) -> Iterator[None]:
    """Open the text; type a passage at its end, then in its middle."""
    while window.worker.model is None:
        yield
    window.activateWindow()
    painted: list[tuple[float, float]] = []
    begun, thread = time.perf_counter(), time.thread_time()
    (window.stories if options.file.is_dir() else window.session).open(options.file)
    paintings = Paintings(window, lambda: painted.append((time.perf_counter(), time.thread_time())))
    while not painted:
        yield
    measured["opened"] = [painted[0][0] - begun, painted[0][1] - thread]
    paintings.deleteLater()
    if options.file.is_dir():
        while window.stories.words is None:
            yield
        measured["counted"] = [time.perf_counter() - begun]
    length = window.page.document().characterCount() - 1
    block = window.page.document().findBlock(length // 2)
    while ". " not in block.text():
        block = block.next()
    # Behind a sentence, before the space to the next one.
    middle = block.position() + block.text().index(". ") + 1
    for place, position in (("end", length), ("middle", middle)):
        cursor = window.page.textCursor()
        cursor.setPosition(position)
        window.page.setTextCursor(cursor)
        window.page.centerCursor()
        read: list[int] = []
        window.worker.prepared.connect(lambda _story, words: read.append(words))  # noqa: B023
        while not read:
            yield
        yield from type_passage(window, measured, place)
    if options.everything:
        yield from read_statistics(window, measured)
    measured["memory"] = [memory()]


def type_passage(window: Window, measured: dict[str, list[float]], place: str) -> Iterator[None]:
    """Type a passage where the cursor is."""
    from tests.bench.engine_latency import PASSAGE

    for letter in PASSAGE.replace("\n\n", "\n").strip():
        kind, *times = time_letter(window, letter)
        for what, milliseconds in zip((kind, "painted", "thread", "handled"), times, strict=True):
            measured.setdefault(f"{place} {what}", []).append(milliseconds)
        yield


def read_statistics(window: Window, measured: dict[str, list[float]]) -> Iterator[None]:
    """Let the statistics window read the text, and type meanwhile in another window of the same thread."""
    other = window.desk.new_window()
    other.activateWindow()
    while not other.page.hasFocus():
        yield
    begun = time.perf_counter()
    window.figures.show()
    statistics = window.findChild(Statistics)
    assert isinstance(statistics, Statistics)
    other.activateWindow()
    while not other.page.hasFocus():
        yield
    typing = type_passage(other, measured, STATISTICS)
    while statistics.text.reading.is_reading:
        next(typing, None)
        yield
    measured["statistics"] = [time.perf_counter() - begun]
    other.page.document().setModified(False)
    other.close()


def time_letter(window: Window, letter: str) -> tuple[str, float, float, float, float]:
    """Type a letter, and return what came of it, with times in milliseconds.

    They are: to what came of it; to the letter's painting, and the processor time of this thread until then;
    and how long the key's event alone took.
    """
    loop = QEventLoop()
    answered = False
    painted: list[tuple[float, float]] = []

    def on_answer() -> None:
        nonlocal answered
        answered = True
        if not window.page.ghost.text:
            loop.quit()

    def on_painting() -> None:
        painted.append((time.perf_counter(), time.thread_time()))
        # A ghost that is typed through is painted without a new answer.
        if window.page.ghost.text and (answered or not window.suggester.is_waiting):
            loop.quit()

    paintings = Paintings(window, on_painting)
    window.worker.suggested.connect(on_answer)
    begun, thread = time.perf_counter(), time.thread_time()
    press(window, letter)
    handled = (time.perf_counter() - begun) * 1000
    QTimer.singleShot(LONGEST_WAIT_MILLISECONDS, loop.quit)
    loop.exec()
    milliseconds = (time.perf_counter() - begun) * 1000
    window.worker.suggested.disconnect(on_answer)
    paintings.deleteLater()
    painted_at, thread_at = painted[0] if painted else (time.perf_counter(), time.thread_time())
    kind = "ghost" if window.page.ghost.text else "none"
    return kind, milliseconds, (painted_at - begun) * 1000, (thread_at - thread) * 1000, handled


def press(window: Window, letter: str) -> None:
    """Send the key events of a letter."""
    key, text = (Qt.Key.Key_Return, "\r") if letter == "\n" else (Qt.Key.Key_unknown, letter)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window.page, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def memory() -> float:
    """Resident memory in MB."""
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    main()
