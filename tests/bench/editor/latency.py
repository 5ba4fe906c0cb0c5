"""How fast the desk is, in its real window: `python -m tests.bench.editor.latency --model FOLDER`.

Runs the real program in processes of its own (`latency_driver.py`): some measure from the process's start to
the window and to the first suggestion; one opens a long text, to its painting, and types a passage at its end
and in its middle, once the story there has been read and is remembered, as it is when the cursor has rested
for a second. A letter's time goes from its key event to the painting of its suggestion, or to the answer that
there is none; "letter painted" is the first painting after the key, and "GUI thread" the processor time that
this thread has used until then, which other programs do not make longer. With `--everything`, all that may
work at each key is on (`EVERYTHING`), and the passage is typed once more while the statistics window reads
the text. With `--chapters 40` the text is a story's folder of so many files, opened at the last of them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from desktop.editor.settings.settings import Choices
from tests.bench.editor.latency_driver import EVERYTHING, STATISTICS

WORDS = 200_000
STARTS = 5
SUGGESTED = 10  # of a hundred words, with all of that on


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument(
        "--precision", type=float, default=Choices().precision, help="lower shows more suggestions"
    )
    parser.add_argument("--words", type=int, default=WORDS, help="length of the text")
    parser.add_argument("--starts", type=int, default=STARTS, help="how often to start; 0 for not at all")
    parser.add_argument("--everything", action="store_true", help="with all that may work at each key")
    parser.add_argument("--chapters", type=int, default=0, help="make a folder of so many files of the text")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.starts:
            run_driven(options, "start", Path(folder))  # compiles what an installation has compiled already
            report_starts([run_driven(options, "start", Path(folder)) for _ in range(options.starts)])
        report_typing(run_driven(options, "type", Path(folder)), options.words)


def run_driven(options: argparse.Namespace, what: str, folder: Path) -> dict[str, list[float]]:
    """Run the program in a process of its own; returns what it measured."""
    command = [sys.executable, "-m", "tests.bench.editor.latency_driver", what]
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


if __name__ == "__main__":
    main()
