"""Eight hours of writing, speeded up: `python -m tests.campaigns.soak --hours 8 --speed-up 60`.

The real window and the shipped model, offscreen. A writer of 300 keys a minute types the stories of
`resources/stories`, with slips, corrections, moves and undo; keeps some suggestions, whole or a word; lets
the story go on, saves, opens and closes a second window and the preferences, changes the model, and begins
a new chapter, a file of its own, every hour. Each key waits for its suggestion, as it would at a human
pace, and the desk's own waits (before it reads ahead, before it keeps words aside) are as much shorter as
the keys are closer.

At the end of each simulated hour, the new chapter still empty and the writer at rest: resident memory,
threads, open handles, and what the hour's keys have cost the window's thread, in processor time, which busy
neighbours do not change. A line is fitted through all hours but the first, in which caches fill. The verdict
is "growing", and the exit status 1, if

- memory grows by more than a hundredth of what it was after the second hour, each hour, or
- there are more threads or handles after the last hour than after the second one, or
- the median or the 95th percentile of a key's cost grows by more than a twentieth of its mean, each hour.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from desktop.editor.desk import Desk
    from desktop.editor.window.window import Window
    from tests.editor.conftest import FakeDialogs

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "resources" / "stories"
MODELS = ROOT / "resources" / "models"
KEYS_A_MINUTE = 300
MINUTES_AN_HOUR = 60
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "INKLING_DATA")
LONGEST_WAIT_SECONDS = 20.0
REST_MILLISECONDS = 2000
MEMORY_SHARE, COST_SHARE = 0.01, 0.05  # of growth in an hour that is still called flat
# How often, in keys: chances in 1000 after any letter, and every so many minutes.
SLIP, MOVE, UNDO, KEEP, KEEP_WORD = 25, 6, 3, 40, 40
MINUTES = {"save": 5, "go on": 12, "preferences": 25, "second window": 30, "model": 60}


@dataclass
class Hour:
    """What was measured at the end of an hour.

    Attributes:
        memory: Resident, in MB.
        threads: Of the process.
        handles: Open files, sockets, pipes.
        median: Processor time of the window's thread for a key, in ms.
        high: The 95th percentile of the same.
        kept: Suggestions kept, whole or in part.
        keys: Pressed.
        seconds: That the hour took.
    """

    memory: float
    threads: int
    handles: int
    median: float
    high: float
    kept: int
    keys: int
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, print a line for each hour and the verdict; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--hours", type=int, default=8, help="simulated")
    parser.add_argument("--speed-up", type=float, default=60.0, help="at most; a slow machine takes longer")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in FOLDERS:
            os.environ[name] = str(Path(folder) / name.lower())
        hours = soak(Path(folder), options.hours, options.speed_up, options.seed)
    return report(hours)


def soak(folder: Path, hours: int, speed_up: float, seed: int) -> list[Hour]:
    """Write for so many simulated hours."""
    from PySide6.QtWidgets import QApplication

    from desktop.editor import app
    from desktop.editor.desk import Desk
    from desktop.editor.documents import autosave
    from desktop.editor.suggestions import story_memory
    from tests.editor.conftest import FakeDialogs

    sys.setswitchinterval(app.SWITCH_INTERVAL_SECONDS)
    for module in (autosave, story_memory):
        shorten_waits(module, speed_up)
    application = QApplication.instance() or QApplication(["inkling"])
    dialogs = FakeDialogs()
    desk = Desk(dialogs=dialogs)
    desk.worker.rest_seconds /= speed_up
    desk.settings.update(language="en", precision=0.2)
    window = desk.new_window()
    window.activateWindow()
    desk.start_model(MODELS / "english")
    writer = Writer(desk, window, dialogs, folder, speed_up, seed)
    measured = []
    print(
        f"{'hour':>4} {'MB':>8} {'threads':>8} {'handles':>8} {'ms a key':>9} {'p95':>7} {'kept':>6} {'s':>6}"
    )
    for number in range(1, hours + 1):
        hour = writer.write_an_hour(number)
        measured.append(hour)
        print(
            f"{number:4} {hour.memory:8.1f} {hour.threads:8} {hour.handles:8} {hour.median:9.2f} "
            f"{hour.high:7.2f} {hour.kept:6} {hour.seconds:6.0f}",
            flush=True,
        )
    window.page.document().setModified(False)
    window.close()
    if not desk.end():
        raise SystemExit("The model's thread did not end.")
    application.processEvents()
    return measured


def shorten_waits(module: ModuleType, speed_up: float) -> None:
    """Divide a module's waits, by the names that they have."""
    for name, value in vars(module).items():
        if name.isupper() and name.endswith("_MILLISECONDS"):
            setattr(module, name, max(1, round(value / speed_up)))
        elif name.isupper() and name.endswith("_SECONDS"):
            setattr(module, name, value / speed_up)


class Writer:
    """Writes in one window, and now and then in a second."""

    def __init__(
        self,
        desk: "Desk",
        window: "Window",
        dialogs: "FakeDialogs",
        folder: Path,
        speed_up: float,
        seed: int,
    ):
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        self._keys, self._press = Qt.Key, QTest.keyClick
        self._control = Qt.KeyboardModifier.ControlModifier
        self._shift = Qt.KeyboardModifier.ShiftModifier
        self._type = QTest.keyClicks
        self._none = Qt.KeyboardModifier.NoModifier
        self._application = QApplication
        self._desk, self._window, self._dialogs, self._folder = desk, window, dialogs, folder
        self._pause = 60 / KEYS_A_MINUTE / speed_up
        self._chance = random.Random(seed)
        self._text = endless_text()
        self._costs: list[float] = []
        self._kept = 0

    def write_an_hour(self, number: int) -> Hour:
        """Write a chapter of an hour's keys, save it, and begin another."""
        begun = time.monotonic()
        self._costs, self._kept = [], 0
        self._dialogs.save_path = self._folder / f"chapter-{number}.txt"
        self._wait()
        due = dict.fromkeys(MINUTES, 0)
        while len(self._costs) < MINUTES_AN_HOUR * KEYS_A_MINUTE:
            self._write_letter(next(self._text))
            minute = len(self._costs) // KEYS_A_MINUTE
            for what, minutes in MINUTES.items():
                if minute // minutes > due[what]:
                    due[what] = minute // minutes
                    self._do(what)
        self._press_key(self._keys.Key_S, self._control)
        keys, costs = len(self._costs), sorted(self._costs)
        if self._window.session.is_modified:
            raise SystemExit("The chapter was not saved.")
        self._press_key(self._keys.Key_N, self._control)
        self._wait()
        self._rest()
        status = Path("/proc/self/status").read_text(encoding="ascii")
        values = dict(line.split(":", 1) for line in status.splitlines())
        return Hour(
            int(values["VmRSS"].split()[0]) / 1000,
            int(values["Threads"]),
            len(list(Path("/proc/self/fd").iterdir())),
            costs[len(costs) // 2] * 1000,
            costs[len(costs) * 95 // 100] * 1000,
            self._kept,
            keys,
            time.monotonic() - begun,
        )

    def _rest(self) -> None:
        """Do nothing for a moment, in which the desk collects its garbage."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(REST_MILLISECONDS, loop.quit)
        loop.exec()

    def _write_letter(self, letter: str) -> None:
        chance = self._chance.randrange(1000)
        keys = self._keys
        if chance < SLIP:
            self._press_text("x")
            self._press_key(keys.Key_Backspace)
        elif chance < SLIP + MOVE:
            for key in (keys.Key_Left, keys.Key_Up, keys.Key_Down, keys.Key_End):
                self._press_key(key)
            self._press_key(keys.Key_End, self._control)
        elif chance < SLIP + MOVE + UNDO:
            self._press_key(keys.Key_Z, self._control)
            self._press_key(keys.Key_Z, self._control | self._shift)
        if self._window.page.ghost.text:
            chance = self._chance.randrange(1000)
            if chance < KEEP + KEEP_WORD:
                self._kept += 1
                whole = chance < KEEP
                self._press_key(
                    keys.Key_Tab if whole else keys.Key_Right, self._none if whole else self._control
                )
        self._press_text(letter) if letter != "\n" else self._press_key(keys.Key_Return)

    def _do(self, what: str) -> None:
        """What a writer does now and then."""
        from PySide6.QtWidgets import QDialog

        if what == "save":
            self._press_key(self._keys.Key_S, self._control)
        elif what == "go on":
            self._press_key(self._keys.Key_Return, self._control)
            self._wait()
        elif what == "preferences":
            self._window.show_preferences()
            self._application.processEvents()
            dialog = self._application.activeModalWidget()
            assert isinstance(dialog, QDialog)
            dialog.reject()
        elif what == "model":
            self._desk.use_model(MODELS / "chinese")
            self._wait()
            self._desk.use_model(MODELS / "english")
        else:
            self._write_elsewhere()
        self._window.activateWindow()  # as a window manager does when what stood before it has closed
        self._window.page.setFocus()
        self._wait()

    def _write_elsewhere(self) -> None:
        """Open a second window, write a line and close it."""
        other = self._desk.new_window()
        other.activateWindow()
        self._application.processEvents()
        self._type(other.page, "A note to myself, for later.")
        other.page.document().setModified(False)
        other.close()

    def _press_text(self, letter: str) -> None:
        if letter.isascii():
            self._timed(lambda: self._type(self._window.page, letter))
        else:
            from PySide6.QtCore import QEvent
            from PySide6.QtGui import QKeyEvent

            event = QKeyEvent(QEvent.Type.KeyPress, self._keys.Key_unknown, self._none, letter)
            self._timed(lambda: self._application.sendEvent(self._window.page, event))

    def _press_key(self, key: "Qt.Key", modifiers: "Qt.KeyboardModifier | None" = None) -> None:
        held = modifiers or self._none
        self._timed(lambda: self._press(self._window.page, key, held))

    def _timed(self, press) -> None:
        """Press a key, wait for what comes of it, and note what that cost this thread."""
        begun, spent = time.monotonic(), time.thread_time()
        press()
        self._application.processEvents()
        self._costs.append(time.thread_time() - spent)
        self._wait(self._pause - (time.monotonic() - begun))

    def _wait(self, at_least: float = 0.0) -> None:
        """Work until nothing is awaited, and for so many seconds."""
        begun = time.monotonic()
        window, worker = self._window, self._desk.worker
        while True:
            self._application.processEvents()
            passed = time.monotonic() - begun
            is_busy = worker.is_loading or worker.model is None or not window.page.hasFocus()
            if (
                not (is_busy or window.suggester.is_waiting or window.continuation.running)
                and passed >= at_least
            ):
                return
            if passed > LONGEST_WAIT_SECONDS:
                state = (worker.is_loading, worker.model, window.page.hasFocus(), window.suggester.is_waiting)
                raise SystemExit(f"The desk did not answer: {state}.")
            time.sleep(0.0002)


def endless_text() -> Iterator[str]:
    """Give the letters of all stories, again and again."""
    while True:
        for file in sorted(STORIES.glob("*.txt")):
            yield from file.read_text(encoding="utf-8")
            yield "\n"


def slope(values: Sequence[float]) -> float:
    """Return by how much values grow from one to the next, by least squares."""
    return statistics.linear_regression(range(len(values)), values).slope if len(values) > 1 else 0.0


def report(hours: Sequence[Hour]) -> int:
    """Print the slopes and the verdict; return the exit status."""
    settled = hours[1:]
    if len(settled) < 2:
        print("Too short for a verdict; it takes three hours at least.")
        return 0
    growing = []
    memory = slope([hour.memory for hour in settled])
    print(f"memory: {memory:+.2f} MB an hour after the first")
    if memory > MEMORY_SHARE * settled[0].memory:
        growing.append("memory")
    for name in ("threads", "handles"):
        first, last = getattr(settled[0], name), getattr(settled[-1], name)
        print(f"{name}: {first} after the second hour, {last} after the last")
        if last > first:
            growing.append(name)
    for name, words in (("median", "median of a key's cost"), ("high", "its 95th percentile")):
        costs = [getattr(hour, name) for hour in settled]
        grows = slope(costs)
        print(f"{words}: {grows:+.3f} ms an hour, of {statistics.mean(costs):.2f} ms")
        if grows > COST_SHARE * statistics.mean(costs):
            growing.append(words)
    print("verdict: " + (f"growing ({', '.join(growing)})" if growing else "flat"))
    return 1 if growing else 0


if __name__ == "__main__":
    sys.exit(main())
