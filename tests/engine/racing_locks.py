"""Desks that lock one document at one instant: how often does more than one, or none, succeed?

python -m tests.engine.racing_locks 1500 stale
"""

import json
import multiprocessing
import socket
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from desktop.engine.documents import locks
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import DocumentLockedError

DESKS = 4
LEFT_BY_A_DEAD_DESK = {"pid": 2**22 + 1, "host": "", "started": "1", "boot": ""}


def race(rounds: int, kind: str) -> Counter[int]:
    """Let desks race for a lock; says how often how many of them succeeded.

    Args:
        rounds: How often.
        kind: "fresh", "stale" (a dead desk left its lock), or "unlocked" (a file system without locks).
    """
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(DESKS + 1)
    wins = context.Value("i", 0)
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.touch()
        desks = [
            context.Process(target=_desk, args=(story, rounds, kind, barrier, wins)) for _ in range(DESKS)
        ]
        for desk in desks:
            desk.start()
        counts: Counter[int] = Counter()
        for _ in range(rounds):
            lock = story.with_name(".story.txt.inkling-lock")
            lock.unlink(missing_ok=True)
            if kind == "stale":
                lock.write_text(json.dumps(LEFT_BY_A_DEAD_DESK | {"host": socket.gethostname()}))
            wins.value = 0
            barrier.wait()  # ready, go
            barrier.wait()  # all have tried
            counts[wins.value] += 1
            barrier.wait()  # all have let go
        for desk in desks:
            desk.join()
    return counts


def _desk(story: Path, rounds: int, kind: str, barrier: Any, wins: Any) -> None:
    if kind == "unlocked":
        locks.lock_file = lambda handle: None
    for _ in range(rounds):
        lock = DocumentLock(story)
        barrier.wait()
        try:
            lock.acquire()
            with wins.get_lock():
                wins.value += 1
        except DocumentLockedError:
            pass
        barrier.wait()
        lock.release()
        barrier.wait()


if __name__ == "__main__":
    found = race(int(sys.argv[1]), sys.argv[2])
    for winners, count in found.items():
        print(f"{count} rounds: {winners} of {DESKS} desks succeeded")
