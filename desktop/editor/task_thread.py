"""A thread for what may take long, one thing after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class TaskThread:
    """Does one task after the other; there is no thread before the first, and none behind a wait."""

    def __init__(self, name: str):
        """The thread is called `name`, in logs and debuggers."""
        self._name = name
        self._executor: ThreadPoolExecutor | None = None

    def do(self, task: Callable[[], object]) -> None:
        """Do a task when those before it are done; what it has to say it says by signals."""
        if self._executor is None:
            self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        self._executor.submit(task)

    def wait(self) -> None:
        """Wait until all is done."""
        if self._executor:
            self._executor.shutdown(wait=True)
            self._executor = None
