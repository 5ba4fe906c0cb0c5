"""Random hands at the real window: `python -m tests.campaigns.random_hands --seed 1 --steps 1000000`.

A hypothesis state machine types, pastes, deletes, undoes, scrolls, selects, accepts, continues, composes,
opens and saves files and so on. After each step the page's text must be the plain model's, no ghost may be
in it, no error may go uncaught and no window be gone. It runs in a child process, so that a crash is
caught: it is counted, its steps are made fewer in further processes, and printed. `--platform xcb` works at
a display, and at an Xvfb of its own where there is none. The exit status is 1 if anything was found.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.campaigns.hands.child import FOUND
from tests.campaigns.hands.journal import Finding, Step, read_journal
from tests.campaigns.hands.shrink import shrink

HANG_SECONDS = 180
CRASH_TRIES = 40  # processes, to make the steps to a crash fewer
POLL_SECONDS = 0.2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--platform", default="offscreen", choices=("offscreen", "xcb"))
    parser.add_argument("--model", type=Path, help="a real model in place of the fake one, which is slower")
    parser.add_argument("--most-crashes", type=int, default=50, help="give up after so many")
    options = parser.parse_args(arguments)
    with display(options.platform) as environment:
        campaign = Campaign(options, environment)
        campaign.run()
    return campaign.report()


class Campaign:
    """Starts children until all steps are done."""

    def __init__(self, options: argparse.Namespace, environment: dict[str, str]):
        self._options = options
        self._environment = environment
        self._findings: dict[str, Finding] = {}
        self._done = 0
        self._crashes = 0
        self._seconds = 0.0

    def run(self) -> None:
        """Do the steps."""
        begun = time.monotonic()
        batch = 0
        while self._done < self._options.steps and self._crashes < self._options.most_crashes:
            with tempfile.TemporaryDirectory() as folder:
                batch = self._run_child(Path(folder), batch) + 1
        self._seconds = time.monotonic() - begun

    def report(self) -> int:
        """Print what came of it; return the exit status."""
        print(
            f"seed {self._options.seed}, {self._options.platform}: {self._done:,} steps "
            f"in {self._seconds:.0f} s ({self._done / max(1.0, self._seconds):.0f} a second), "
            f"{self._crashes} crashes, "
            f"{len(self._findings)} kinds of findings"
        )
        for finding in sorted(self._findings.values(), key=lambda one: -one.count):
            print(f"\n{finding}")
        return 1 if self._findings else 0

    def _run_child(self, folder: Path, batch: int) -> int:
        """Run one child until it is done or dies. Returns the number of the batch it came to."""
        rest = self._options.steps - self._done
        status, trace = self._watch(
            folder, ["--seed", str(self._options.seed), "--first-batch", str(batch), "--steps", str(rest)]
        )
        steps: list[Step] = []
        if status == 0:
            self._done += int((folder / "done").read_text())
        else:
            done, steps = read_journal(folder / "journal")
            self._done += done
            self._crashes += 1
        self._take_findings(folder)
        if status != 0:
            self._take_crash(status, trace, steps)
        came_to = folder / "batch"
        return int(came_to.read_text()) if came_to.exists() else batch

    def _watch(self, folder: Path, arguments: list[str]) -> tuple[int, str]:
        """Run a child; returns its exit status and what it said last. One that stands still is ended."""
        command = [sys.executable, "-m", "tests.campaigns.hands.child", "--folder", str(folder), *arguments]
        if self._options.model:
            command += ["--model", str(self._options.model)]
        errors = folder / "errors"
        with errors.open("wb") as file:
            child = subprocess.Popen(command, env=self._environment, stdout=file, stderr=file)
            journal, size, moved = folder / "journal", -1, time.monotonic()
            while child.poll() is None:
                time.sleep(POLL_SECONDS)
                now = journal.stat().st_mtime_ns if journal.exists() else 0
                if now != size:
                    size, moved = now, time.monotonic()
                elif time.monotonic() - moved > HANG_SECONDS:
                    child.send_signal(signal.SIGABRT)
                    child.wait()
        return child.returncode, errors.read_text(encoding="utf-8", errors="replace")

    def _take_findings(self, folder: Path) -> None:
        file = folder / "findings"
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
            what, kind, steps = json.loads(line)
            self._add(Finding(what, kind, [tuple(step) for step in steps]))

    def _take_crash(self, status: int, trace: str, steps: list[Step]) -> None:
        what = crash_words(status, trace)
        if what not in self._findings:
            steps = shrink(steps, lambda fewer: self._crashes_again(fewer, status), CRASH_TRIES)
        self._add(Finding(what, what, steps))

    def _crashes_again(self, steps: list[Step], status: int) -> bool:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "steps"
            file.write_text(json.dumps(steps), encoding="utf-8")
            again, _ = self._watch(Path(folder), ["--replay", str(file)])
        return again == status and again not in (0, FOUND)

    def _add(self, finding: Finding) -> None:
        known = self._findings.setdefault(finding.kind, finding)
        if known is not finding:
            known.count += 1
            known.steps = min(known.steps, finding.steps, key=len)


def crash_words(status: int, trace: str) -> str:
    """Return how a process died, and the innermost places of the desk that its trace names."""
    name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    frames = re.findall(r'File "[^"]*(desktop/[^"]+)", line \d+ in (\w+)', trace.split("Current thread")[-1])
    if not frames:
        lines = [line for line in trace.splitlines() if line.strip()]
        return f"{name}: {lines[-1] if lines else 'nothing was said'}"
    return f"{name} in " + " < ".join(f"{file}:{function}" for file, function in frames[:3])


@contextmanager
def display(platform: str) -> Iterator[dict[str, str]]:
    """Give the environment for a platform, with an X server of its own where there is none."""
    environment = {**os.environ, "QT_QPA_PLATFORM": platform}
    if platform != "xcb" or environment.get("DISPLAY"):
        yield environment
        return
    if not shutil.which("Xvfb"):
        raise SystemExit("There is no display and no Xvfb to make one; install it (apt-get install xvfb).")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            environment["DISPLAY"] = ":" + answer.readline().strip()
        yield environment
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
