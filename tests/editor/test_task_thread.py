"""One task after the other, on a thread that is there while it is needed."""

import threading
from functools import partial

from desktop.editor.task_thread import TaskThread


def test_tasks_are_done_in_order_and_waited_for() -> None:
    thread = TaskThread("inkling-test")
    done: list[tuple[int, str]] = []

    def note(number: int) -> None:
        done.append((number, threading.current_thread().name))

    thread.wait()  # nothing was asked yet
    for number in range(50):
        thread.do(partial(note, number))
    thread.wait()
    assert [number for number, _ in done] == list(range(50))
    assert {name.rpartition("_")[0] for _, name in done} == {"inkling-test"}
    assert not any(one.name.startswith("inkling-test") for one in threading.enumerate())
    thread.do(partial(note, 50))
    thread.wait()
    assert done[-1][0] == 50
