"""A thread for tasks of which the newest is the only one."""

from queue import SimpleQueue
from typing import Generic, TypeVar

from desktop.editor.inference.thread_watch import WatchedThread

T = TypeVar("T")


class NewestThread(WatchedThread, Generic[T]):
    """Does one task after the other, unless a newer one waits, until it is left.

    Attributes:
        wanted: Ticket of the newest task; another one is stale.
    """

    def __init__(self, name: str):
        super().__init__(name)
        self.wanted = 0
        self._tasks: SimpleQueue[tuple[int, T] | None] = SimpleQueue()

    def ask(self, ticket: int, task: T) -> None:
        """Do this, and nothing that was asked before."""
        self.wanted = ticket
        self._tasks.put((ticket, task))

    def leave(self) -> None:
        """Hear no more of it; it ends with what it is at."""
        self.wanted = -1
        self.give_up()
        self._tasks.put(None)

    def work(self) -> None:
        """Do what is asked."""
        while order := self._tasks.get():
            if order[0] == self.wanted:
                self.do(*order)

    def do(self, ticket: int, task: T) -> None:
        """Do a task."""
        raise NotImplementedError
