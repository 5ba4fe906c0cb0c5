"""A lock beside a document, so that two running desks do not overwrite each other's words."""

import contextlib
import json
import logging
import os
from pathlib import Path

from desktop.engine.errors import DocumentLockedError, Sentence
from desktop.engine.processes import Process

log = logging.getLogger("inkling")


class DocumentLock:
    """Says that this process has a document open.

    The lock is a hidden file beside the document, where desks on other machines see it too. A lock whose
    process no longer runs is taken over.
    """

    def __init__(self, path: Path) -> None:
        """Lock `path`, or what it links to."""
        self._document = path
        real = Path(os.path.realpath(path))
        self._file = real.with_name(f".{real.name}.inkling-lock")
        self._held = False

    def acquire(self, force: bool = False) -> None:
        """Take the lock. In a folder that cannot be written there is none, as nothing can be overwritten.

        Args:
            force: Take it from whoever has it: the writer knows better.

        Raises:
            DocumentLockedError: Another desk, or another window, has the document open.
        """
        try:
            if force:
                self._file.unlink(missing_ok=True)
            self._create()
        except FileExistsError:
            self._take_over()
        except OSError as error:
            log.info("There is no lock for %s: %s", self._document, error.strerror)

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        if self._held:
            self._held = False
            with contextlib.suppress(OSError):
                self._file.unlink()

    def _create(self) -> None:
        with self._file.open("x", encoding="utf-8") as file:
            json.dump(Process.current().to_dict(), file)
        self._held = True

    def _take_over(self) -> None:
        owner = self._owner()
        if owner and (owner.is_running or owner.is_elsewhere):
            where = (
                Sentence("on {host}", {"host": owner.host})
                if owner.is_elsewhere
                else Sentence("in Inkling (process {number})", {"number": owner.pid})
            )
            raise DocumentLockedError(
                "{file} is already open {where}; close it there, or delete {lock} if that is not so.",
                file=self._document.name,
                where=where,
                lock=self._file,
            )
        log.info("Taking over the lock that a crashed process left at %s", self._file)
        try:
            self._file.unlink(missing_ok=True)
            self._create()
        except FileExistsError as error:
            raise DocumentLockedError(
                "{file} is being opened by another Inkling; try again.", file=self._document.name
            ) from error
        except OSError as error:
            log.info("There is no lock for %s: %s", self._document, error.strerror)

    def _owner(self) -> Process | None:
        """Who holds the lock; None if its file says nothing of sense, as after a crash in mid-write."""
        try:
            return Process.from_dict(json.loads(self._file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None
