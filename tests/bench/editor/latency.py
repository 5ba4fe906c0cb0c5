"""How fast the desk is, in its real window: `python -m tests.bench.editor.latency --model FOLDER`.

Runs the real program in processes of its own: some measure from the process's start to the window and to the
first suggestion; one opens a long text, to its painting, and types a passage at its end and in its middle,
once the story there has been read and is remembered, as it is when the cursor has rested for a second. A
letter's time goes from its key event to the painting of its suggestion, or to the answer that there is none;
"letter painted" is the first painting after the key, and "GUI thread" the processor time that this thread has
used until then, which other programs do not make longer. With `--everything`, all that may work at each key
is on (`EVERYTHING`), and the passage is typed once more while the statistics window reads the text. With
`--chapters 40` the text is a story's folder of so many files, opened at the last of them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
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

WORDS = 200_000
STARTS = 5
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
SUGGESTED = 10  # of a hundred words, with all of that on
FIRST_WORDS = "Once upon a"
STATISTICS = "middle, while statistics are read"
LONGEST_WAIT_MILLISECONDS = 2000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--precision", type=float, default=0.1, help="lower shows more suggestions")
    parser.add_argument("--words", type=int, default=WORDS, help="length of the text")
    parser.add_argument("--starts", type=int, default=STARTS, help="how often to start; 0 for not at all")
    parser.add_argument("--everything", action="store_true", help="with all that may work at each key")
    parser.add_argument("--chapters", type=int, default=0, help="make a folder of so many files of the text")
    parser.add_argument("--drive", choices=("start", "type"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.drive:
        drive(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        if options.starts:
            run_driven(options, "start", Path(folder))  # compiles what an installation has compiled already
            report_starts([run_driven(options, "start", Path(folder)) for _ in range(options.starts)])
        report_typing(run_driven(options, "type", Path(folder)), options.words)


# --- the measuring process -------------------------------------------------------------------------------


def run_driven(options: argparse.Namespace, what: str, folder: Path) -> dict[str, list[float]]:
    """Run the program in a process of its own; returns what it measured."""
    command = [sys.executable, "-m", "tests.bench.editor.latency", "--drive", what]
    command += ["--precision", str(options.precision)]
    if options.model:
        command += ["--model", str(options.model)]
    if options.everything:
        command += ["--everything"]
    if what == "type":
        file = folder / "book.txt"
        text = long_text(options.words)
        if options.chapters:
            write_story(folder / "book", text, options.chapters)
            file = folder / "book"
        else:
            file.write_text(text, encoding="utf-8")
        if options.everything:
            for one in file.glob("*.txt") if options.chapters else [file]:
                note_origins(one)
        command += ["--file", str(file)]
    own = {name: str(folder) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **own, "INKLING_STARTED": str(time.time())}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
    measured: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return measured


def long_text(words: int) -> str:
    """A text of so many words. Imported here: the measured start must not pay for it."""
    from tests.bench.engine_latency import long_text

    return long_text(words)


def write_story(folder: Path, text: str, chapters: int) -> None:
    """Make a story's folder of a text, in equal parts of whole paragraphs."""
    folder.mkdir()
    lines = text.split("\n")
    size = -(-len(lines) // chapters)
    for number in range(chapters):
        part = "\n".join(lines[number * size : (number + 1) * size])
        (folder / f"Chapter {number + 1}.txt").write_text(part + "\n", encoding="utf-8")
    # Where the writer would have left off.
    names = ", ".join(f'"Chapter {number}.txt"' for number in (chapters, *range(1, chapters)))
    (folder / "story.toml").write_text(f"order = [{names}]\n", encoding="utf-8")


def note_origins(file: Path) -> None:
    """Let some words of a text be noted as the machine's."""
    from desktop.engine.origins.origin import Origin, Record, Word, bare_words
    from desktop.engine.origins.origin_file import OriginFile
    from desktop.engine.origins.stretches import stretches_of

    text = file.read_text(encoding="utf-8")
    words = [
        Word(*place, Origin.ACCEPTED)
        for number, place in enumerate(bare_words(text))
        if number % 100 < SUGGESTED
    ]
    OriginFile(file).write(Record(stretches_of(text, words), {Origin.ACCEPTED: len(words)}))


def report_starts(starts: list[dict[str, list[float]]]) -> None:
    """Print the median of each moment of the start, and the memory then."""
    for name, words in (
        ("window", "start to window"),
        ("processor", "its processor time"),
        ("ghost", "start to first suggestion"),
    ):
        times = sorted(start[name][0] for start in starts)
        print(f"{words:28} {median(times):6.2f} s (of {len(times)}: {times[0]:.2f} to {times[-1]:.2f})")
    print(f"{'memory after that':28} {starts[-1]['memory'][0]:6.0f} MB resident")


def report_typing(measured: dict[str, list[float]], words: int) -> None:
    """Print how long opening took, and the quantiles of the letters' times."""
    if names := ", ".join(name for name in EVERYTHING if name in measured):
        print(f"{'at work at each key':28} {names}")
    opened, thread = measured["opened"]
    title = f"{words:,} words opened"
    print(f"{title:28} {opened:6.2f} s, with {thread:.2f} s of processor time of the GUI thread")
    if "counted" in measured:
        print(f"{'all chapters read':28} {measured['counted'][0]:6.2f} s after the beginning")
    for place in PLACES:
        for what in LABELS:
            times = sorted(measured.get(f"{place} {what}", []))
            if times:
                quantiles = ", ".join(f"p{q} {quantile(times, q):5.2f}" for q in (50, 95, 99))
                print(
                    f"{place + ': ' + LABELS[what]:38} {quantiles}, most {times[-1]:5.2f} ms ({len(times)})"
                )
    if "statistics" in measured:
        print(f"{'statistics of the text':28} {measured['statistics'][0]:6.2f} s, beside the typing")
    print(f"{f'memory with {words:,} words':28} {measured['memory'][0]:6.0f} MB resident")


PLACES = ("end", "middle", STATISTICS)
LABELS = {
    "ghost": "key to ghost painted",
    "none": "key to answer without a ghost",
    "painted": "key to letter painted",
    "thread": "GUI thread, key to letter painted",
    "handled": "key handled (window busy)",
}


def median(ordered: list[float]) -> float:
    """The middle one."""
    return ordered[len(ordered) // 2]


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
