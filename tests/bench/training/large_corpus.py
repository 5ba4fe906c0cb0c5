"""A fit on texts much larger than memory.

    python -m tests.bench.training.large_corpus TEXT --gigabytes 0.1 1 10

Each text is TEXT, over and over, as documents of their own, and is trained on for a few steps with a user's
command. What is told: how long reading and encoding took and how long the steps, and the most memory that
the process held for itself meanwhile (RssAnon). Pages of token files that the system keeps in memory because
it has room for them are told beside it (RssFile): it takes them back when others need the room. Linux only.
The texts and the runs are deleted afterwards.
"""

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

GIGABYTE = 10**9
DOCUMENT_END = b"\n\f\n"


@dataclass(frozen=True)
class Found:
    """What one fit took.

    Attributes:
        tokens: of the training text.
        seconds: from the start to the end.
        training_seconds: of these, in training steps.
        own_megabytes: most memory of its own.
        file_megabytes: most pages of files, at any time.
    """

    tokens: int
    seconds: float
    training_seconds: float
    own_megabytes: float
    file_megabytes: float


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("text", type=Path, help="plain text to repeat")
    parser.add_argument("--gigabytes", type=float, nargs="+", default=[0.1, 1.0], help="sizes of the texts")
    parser.add_argument("--preset", default="small", help="preset of the fits (default: small)")
    parser.add_argument("--tokens", type=int, default=400_000, help="to train on (default 400,000)")
    parser.add_argument("--out", type=Path, default=Path("runs/large"), help="for texts and runs")
    arguments = parser.parse_args()
    print("| text | tokens | reading and encoding | training | own memory | pages of files |")
    print("|---:|---:|---:|---:|---:|---:|", flush=True)
    for gigabytes in arguments.gigabytes:
        found = fit_on(repeated(arguments.text, gigabytes, arguments.out), arguments)
        preparing = found.seconds - found.training_seconds
        print(
            f"| {gigabytes:g} GB | {found.tokens:,} | {preparing:,.0f} s | {found.training_seconds:,.0f} s "
            f"| {found.own_megabytes:,.0f} MB | {found.file_megabytes:,.0f} MB |",
            flush=True,
        )


def repeated(text: Path, gigabytes: float, out: Path) -> Path:
    """A file of this size, of copies of a text; the last one may be cut."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "large.txt"
    copy = text.read_bytes().strip() + DOCUMENT_END
    left = int(gigabytes * GIGABYTE)
    with path.open("wb") as file:
        while left > 0:
            left -= file.write(copy[:left])
    return path


def fit_on(text: Path, arguments: argparse.Namespace) -> Found:
    """Fit in a process of its own, watched twice a second; the run and the text are deleted."""
    run = arguments.out / "run"
    shutil.rmtree(run, ignore_errors=True)
    command = [sys.executable, "-m", "trainer.cli", "fit", str(text), "--out", str(run)]
    command += ["--preset", arguments.preset, "--set", f"training.tokens={arguments.tokens}"]
    command += ["--set", f"training.validate_every={arguments.tokens}"]
    started = time.perf_counter()
    most = {"RssAnon": 0, "RssFile": 0}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for name, kilobytes in held(process.pid).items():
                most[name] = max(most[name], kilobytes)
            time.sleep(0.5)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit("The fit failed; see above.")
    with (run / "history.csv").open() as file:
        training_seconds = float(list(csv.DictReader(file))[-1]["seconds"])
    tokens = json.loads((run / "data" / "data.json").read_text())["splits"]["train"]["tokens"]
    shutil.rmtree(run)
    text.unlink()
    return Found(tokens, seconds, training_seconds, most["RssAnon"] / 1024, most["RssFile"] / 1024)


def held(pid: int) -> dict[str, int]:
    """Kilobytes of a process now; nothing once it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return {}
    return {name: int(size) for name, size in re.findall(r"^(RssAnon|RssFile):\s+(\d+) kB$", status, re.M)}


if __name__ == "__main__":
    main()
