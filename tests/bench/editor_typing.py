"""How fast the desk is, in its real window: `python -m tests.bench.editor_typing --model FOLDER`.

Runs the real program in processes of its own: one measures from the process's start to the window and to the
first suggestion, one types a passage at the end of a text of 200,000 words and in its middle, once the story
there has been read and is remembered, as it is when the cursor has rested for a second. A letter's time
goes from its key event to the painting of its suggestion, or to the answer that there is none.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.editor import app
from desktop.editor.window.window import Window

WORDS = 200_000
STARTS = 5
FIRST_WORDS = "Once upon a"
LONGEST_WAIT_MILLISECONDS = 2000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--precision", type=float, default=0.1, help="lower shows more suggestions")
    parser.add_argument("--drive", choices=("start", "type"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.drive:
        drive(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        report_starts([run_driven(options, "start", Path(folder)) for _ in range(STARTS)])
        report_typing(run_driven(options, "type", Path(folder)))


# --- the measuring process -------------------------------------------------------------------------------


def run_driven(options: argparse.Namespace, what: str, folder: Path) -> dict[str, list[float]]:
    """Run the program in a process of its own; returns what it measured."""
    command = [sys.executable, "-m", "tests.bench.editor_typing", "--drive", what]
    command += ["--precision", str(options.precision)]
    if options.model:
        command += ["--model", str(options.model)]
    if what == "type":
        file = folder / "book.txt"
        file.write_text(long_text(), encoding="utf-8")
        command += ["--file", str(file)]
    own = {name: str(folder) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **own, "INKLING_STARTED": str(time.time())}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
    measured: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return measured


def long_text() -> str:
    """A text of 200,000 words. Imported here: the measured start must not pay for it."""
    from tests.bench.engine_latency import long_text

    return long_text(WORDS)


def report_starts(starts: list[dict[str, list[float]]]) -> None:
    """Print the median of each moment of the start, and the memory then."""
    for name, words in (("window", "start to window"), ("ghost", "start to first suggestion")):
        times = sorted(start[name][0] for start in starts)
        print(f"{words:28} {times[len(times) // 2]:6.2f} s (of {STARTS}: {times[0]:.2f} to {times[-1]:.2f})")
    print(f"{'memory after that':28} {starts[-1]['memory'][0]:6.0f} MB resident")


def report_typing(measured: dict[str, list[float]]) -> None:
    """Print the quantiles of the letters' times."""
    for place in ("end", "middle"):
        for what in ("ghost", "none", "handled"):
            times = sorted(measured[f"{place} {what}"])
            if times:
                quantiles = ", ".join(f"p{q} {quantile(times, q):5.2f}" for q in (50, 95, 99))
                print(
                    f"{place + ': ' + LABELS[what]:38} {quantiles}, most {times[-1]:5.2f} ms ({len(times)})"
                )
    print(f"{'memory with 200,000 words':28} {measured['memory'][0]:6.0f} MB resident")


LABELS = {
    "ghost": "key to ghost painted",
    "none": "key to answer without a ghost",
    "handled": "key handled (window busy)",
}


def quantile(ordered: list[float], percent: int) -> float:
    """The value below which so many percent lie."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


# --- the measured process --------------------------------------------------------------------------------


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
    driver = start if options.drive == "start" else type_passages

    def begin() -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
        if not windows:
            QTimer.singleShot(0, begin)
            return
        window = windows[0]
        window.settings.update(precision=options.precision)

        def note_window() -> None:
            measured.setdefault("window", [time.time() - started])

        Paintings(window, note_window)
        run(driver(window, measured, started), window)

    application = QApplication(sys.argv[:1])
    QTimer.singleShot(0, begin)
    status = app.run([options.file] if options.file else [], options.model, "cpu")
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
        else:
            QTimer.singleShot(0, step)

    step()


def start(window: Window, measured: dict[str, list[float]], started: float) -> Iterator[None]:
    """Type as soon as the model is there; wait for the first suggestion."""
    while window.worker.model is None:
        yield
    window.activateWindow()
    while not window.page.hasFocus():
        yield
    window.settings.update(precision=0.01)
    for letter in FIRST_WORDS:
        press(window, letter)
    while not window.page.ghost.text:
        yield
    measured["ghost"] = [time.time() - started]
    measured["memory"] = [memory()]


def type_passages(window: Window, measured: dict[str, list[float]], started: float) -> Iterator[None]:
    """Type a passage at the end of the text, then in its middle."""
    from tests.bench.engine_latency import PASSAGE

    while window.worker.model is None:
        yield
    window.activateWindow()
    length = window.page.document().characterCount() - 1
    middle = window.page.document().findBlock(length // 2).position()
    for place, position in (("end", length), ("middle", middle)):
        cursor = window.page.textCursor()
        cursor.setPosition(position)
        window.page.setTextCursor(cursor)
        window.page.centerCursor()
        read: list[int] = []
        window.worker.prepared.connect(lambda _story, words: read.append(words))  # noqa: B023
        while not read:
            yield
        for letter in PASSAGE.replace("\n\n", "\n").strip():
            kind, milliseconds, handled = time_letter(window, letter)
            measured.setdefault(f"{place} {kind}", []).append(milliseconds)
            measured.setdefault(f"{place} handled", []).append(handled)
            yield
        measured.setdefault(f"{place} none", [])
    measured["memory"] = [memory()]


def time_letter(window: Window, letter: str) -> tuple[str, float, float]:
    """Type a letter. Returns what came of it, after how long, and how long its key event alone took."""
    loop = QEventLoop()
    answered = False

    def on_answer() -> None:
        nonlocal answered
        answered = True
        if not window.page.ghost.text:
            loop.quit()

    def on_painting() -> None:
        # A ghost that is typed through is painted without a new answer.
        if window.page.ghost.text and (answered or not window.suggester.is_waiting):
            loop.quit()

    paintings = Paintings(window, on_painting)
    window.worker.suggested.connect(on_answer)
    begun = time.perf_counter()
    press(window, letter)
    handled = (time.perf_counter() - begun) * 1000
    QTimer.singleShot(LONGEST_WAIT_MILLISECONDS, loop.quit)
    loop.exec()
    milliseconds = (time.perf_counter() - begun) * 1000
    window.worker.suggested.disconnect(on_answer)
    paintings.deleteLater()
    return "ghost" if window.page.ghost.text else "none", milliseconds, handled


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
