"""What the mood line costs the window: `python -m tests.bench.moods.line --mood MOOD_BUNDLE --model BUNDLE`.

Opens a text in the real window, turns the mood line on and watches the window's thread while the text is
read. Then it types a letter and rests, as a writer would, and times what is done for the edit. At last it
types single letters, each in the middle of a first reading, and for comparison with the mood line off, and
times the suggestions: the worst moment there is, since a letter stops the reading.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.editor.desk import Desk
    from desktop.editor.page.page import Page

WORDS = 200_000
LETTERS = 16
LONGEST_WAIT_SECONDS = 60.0
TEXT = "and then she went to the door and "

Calls = dict[str, list[float]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--mood", type=Path, required=True, help="a mood bundle")
    parser.add_argument("--model", type=Path, help="a bundle that suggests; the default model if left out")
    parser.add_argument("--words", type=int, default=WORDS)
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        measure(options.mood, options.model, options.words)


def measure(mood: Path, model: Path | None, words: int) -> None:
    """Open the window, and print one line for each thing that was timed."""
    from PySide6.QtWidgets import QApplication

    from desktop.editor.app import SWITCH_INTERVAL_SECONDS
    from desktop.editor.desk import Desk
    from tests.bench.engine_latency import long_text

    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
    application = QApplication(["inkling"])
    application.setStyle("Fusion")
    calls = watch_calls()
    desk = Desk()
    window = desk.new_window()
    text = long_text(words)
    window.page.setPlainText(text)
    window.activateWindow()
    desk.start_model(model)
    wait(lambda: desk.worker.model is not None and window.page.hasFocus())
    cursor = window.page.textCursor()
    cursor.setPosition(len(text) // 2)
    window.page.setTextCursor(cursor)
    spend(2.0)
    chart = window.mood_line.chart
    begun = time.monotonic()
    desk.moods.use(mood)
    wait(lambda: bool(chart.moods) and None not in chart.moods)
    print(f"{len(chart.moods):,} passages read after {time.monotonic() - begun:.1f} s, the rest included")
    report(calls, "while they are read")
    answers: list[int] = []
    desk.moods.worker.read.connect(lambda ticket, _points, _complete: answers.append(ticket))
    press(window.page, "x")
    wait(lambda: bool(answers))
    spend(0.2)
    report(calls, "for an edit of one letter")
    for is_on in (False, True):
        times = sorted(time_letters(desk, mood if is_on else None))
        print(
            f"key to answer, mood line {'at work' if is_on else 'off':8} "
            f"p50 {times[len(times) // 2]:5.1f} ms, most {times[-1]:5.1f} ms"
        )
    window.page.document().setModified(False)
    window.close()
    desk.end()


def watch_calls() -> Calls:
    """Note how long the window's thread spends in each part of the mood line, in milliseconds."""
    from desktop.editor.mood_line.mood_chart import MoodChart
    from desktop.editor.mood_line.mood_line import MoodLine
    from desktop.editor.page.snapshot import Snapshot

    calls: Calls = {}

    def watched(kind: type, name: str, words: str) -> None:
        function = getattr(kind, name)

        def timed(self: object, *arguments: object) -> None:
            begun = time.perf_counter()
            function(self, *arguments)
            calls.setdefault(words, []).append((time.perf_counter() - begun) * 1000)

        setattr(kind, name, timed)

    watched(MoodLine, "_on_contents_change", "note a change")
    watched(Snapshot, "_take_slice", "take a slice of text")
    watched(MoodLine, "_on_read", "take over moods")
    watched(MoodChart, "paintEvent", "paint the chart")
    return calls


def report(calls: Calls, when: str) -> None:
    """Print and forget what was noted."""
    print(f"the window's thread, {when}:")
    for words, times in calls.items():
        print(f"  {words:22} {len(times):4} times, {sum(times):7.1f} ms together, most {max(times):5.1f} ms")
    calls.clear()


def time_letters(desk: "Desk", mood: Path | None) -> list[float]:
    """Milliseconds from single keys to their suggestions; with a mood model, while it reads all anew."""
    window = desk.windows[0]
    answered: list[float] = []
    desk.worker.suggested.connect(lambda _ticket, _suggestions: answered.append(time.perf_counter()))
    desk.settings.update(mood_line=False)
    times = []
    for letter in TEXT[:LETTERS]:
        if mood:
            desk.moods.use(mood)
            wait(lambda: None in window.mood_line.chart.moods)
        else:
            spend(2.0)
        answered.clear()
        begun = time.perf_counter()
        press(window.page, letter)
        wait(lambda: bool(answered))
        times.append((answered[0] - begun) * 1000)
    return times


def press(page: "Page", letter: str) -> None:
    """Send a letter's key event."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(page, event)


def wait(until: Callable[[], bool], seconds: float = LONGEST_WAIT_SECONDS) -> None:
    """Let the window work until something is so."""
    from PySide6.QtWidgets import QApplication

    ends = time.monotonic() + seconds
    while not until():
        if time.monotonic() > ends:
            raise SystemExit("Nothing happened in time; see whether the models load in the desk.")
        QApplication.processEvents()
        time.sleep(0.0005)  # the other threads need the interpreter


def spend(seconds: float) -> None:
    """Let the window work for a while."""
    ends = time.monotonic() + seconds
    wait(lambda: time.monotonic() > ends)


if __name__ == "__main__":
    main()
