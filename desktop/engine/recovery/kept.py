"""What Inkling keeps on the writer's machine: where, how much of it, for how long, and how to delete it.

Models are left out: they hold none of the writer's words. So are the writer's own files.
"""

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from platformdirs import user_log_path

from desktop.engine.errors import InklingError, Sentence
from desktop.engine.files.kept_json import parse_json
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import NoFileError, open_file
from desktop.engine.folders import cache_folder, data_folder

# A copy of unsaved words names the process that writes it, and a lock the one that holds it. Of those of
# another machine nobody here knows whether they run, and what names none may be half written: such files stay
# while they are fresh.
_OWNER = re.compile(rb'(?:"process": ?|\A\s*)(\{[^{}]*\})')
_OWNER_WITHIN = 1 << 16  # bytes from the beginning or the end of the file
_FRESH_ELSEWHERE_SECONDS = 7 * 24 * 3600.0
_FRESH_SECONDS = 3600.0


@dataclass(frozen=True)
class Kind:
    """One kind of things that are kept.

    Attributes:
        name: What the command line calls it.
        title: What the writer calls it.
        about: What it is for, and how long it stays.
    """

    name: str
    title: Sentence
    about: Sentence


RECOVERY = Kind(
    "recovery",
    Sentence("Unsaved words"),
    Sentence(
        "Copies of what is not saved yet, for the case of a crash. Each goes when its text is saved or "
        "closed; what a crash has left is offered at the next start and stays until you answer."
    ),
)
BACKUPS = Kind(
    "backups",
    Sentence("Former versions"),
    Sentence(
        "Backups of your files as they were before you saved them, of each a few, the older the fewer. "
        "They stay until you delete them."
    ),
)
COMMENTS = Kind(
    "comments",
    Sentence("Comments"),
    Sentence(
        "Comments and bookmarks of texts that have no file yet, or beside whose file nothing can be written. "
        "Those of other texts lie beside them, in files of their own, which are yours."
    ),
)
ORIGINS = Kind(
    "origins",
    Sentence("Suggested words"),
    Sentence(
        "Which words were suggested, of texts that have no file yet, or beside whose file nothing can be "
        "written. For other texts this lies beside them, in files of their own, which are yours."
    ),
)
PROGRESS = Kind(
    "progress",
    Sentence("Writing days"),
    Sentence(
        "How much you wrote on each day and for how long, how many suggestions were shown and kept and "
        "how long they took, and the goals of your stories by the names of their files; none of your words. "
        "They stay until you delete them."
    ),
)
PLACES = Kind(
    "places",
    Sentence("Places"),
    Sentence(
        "Where the cursor was in your texts, by the names of their files; none of your words. The newest "
        "thousand stay until you delete them."
    ),
)
SETTINGS = Kind(
    "settings",
    Sentence("Settings"),
    Sentence(
        "What you chose in Preferences, your keys, the place of the window, and the names of the files that "
        "you opened last. They stay until you delete them."
    ),
)
SPELLING = Kind(
    "spelling",
    Sentence("My words"),
    Sentence(
        "What you added to the spelling, one word on each line of a text file. It stays until you remove or "
        "delete it."
    ),
)
WORKS = Kind(
    "works",
    Sentence("Earlier works"),
    Sentence(
        "Copies of the texts that you chose to be learned from, so that their names and phrases are "
        "suggested. They stay until you remove or delete them; your own files are never touched."
    ),
)
LEARNING = Kind(
    "learning",
    Sentence("Training"),
    Sentence(
        "The training of a model on your earlier works, if you have begun one: their texts, the weights so "
        "far, and samples. It stays until you delete it; the model that came of it stays with the models."
    ),
)
LOG = Kind(
    "log",
    Sentence("Log"),
    Sentence(
        "What went wrong, with the names of files but none of your words: at most one megabyte, the oldest "
        "lines go first."
    ),
)
CRASHES = Kind(
    "crashes",
    Sentence("Crash reports"),
    Sentence("Where in its code Inkling has crashed, with none of your words: at most half a megabyte."),
)
MEASUREMENTS = Kind(
    "measurements",
    Sentence("Measurements"),
    Sentence(
        "How fast models run on the processor and the graphics cards of this machine, the last twenty, and "
        "which models were tried and found sound, the last fifty."
    ),
)
LOCKS = Kind(
    "locks",
    Sentence("Locks"),
    Sentence(
        "Hidden files beside your texts that say that they are open. Each goes when its text is closed; "
        "listed are those in the folders of the files that you opened last."
    ),
)
KINDS = (
    RECOVERY, BACKUPS, COMMENTS, ORIGINS, PROGRESS, PLACES, SETTINGS, SPELLING, WORKS, LEARNING, LOG, CRASHES,
    MEASUREMENTS, LOCKS,
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """What is kept of one kind.

    Attributes:
        kind: Which one.
        folder: Where.
        files: All of them.
        in_use: Those that belong to open texts, and stay.
        size: Of all files, in bytes.
        oldest: When the oldest file was written last, in seconds since the epoch; None without files.
        newest: The same of the newest.
    """

    kind: Kind
    folder: Path
    files: tuple[Path, ...] = ()
    in_use: frozenset[Path] = frozenset()
    size: int = 0
    oldest: float | None = None
    newest: float | None = None


def settings_folder() -> Path:
    """Where Qt keeps the settings file."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming"), "Inkling")
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "Inkling")


def what_is_kept(recent: Iterable[Path] = ()) -> list[Kept]:
    """All that is kept, in the order of `KINDS`.

    Args:
        recent: The files that were opened last, beside which there may be locks.
    """
    recent = tuple(recent)
    log_folder = user_log_path("Inkling", appauthor=False)
    beside = list(dict.fromkeys(Path(os.path.realpath(path)).parent for path in recent)) or [Path.home()]
    locks = [lock for folder in beside for lock in _matching(folder, ".*.inkling-lock")]
    locks += _files(data_folder() / "locks")  # of files whose folder cannot be written, or with several names
    # A save in place that was cut short leaves both texts until the file is opened again.
    words = chain(_files(data_folder() / "recovery"), _files(data_folder() / "unfinished"))
    return [
        _kept(RECOVERY, data_folder() / "recovery", words),
        _kept(BACKUPS, data_folder() / "backups", _files(data_folder() / "backups")),
        _kept(COMMENTS, data_folder() / "comments", _files(data_folder() / "comments")),
        _kept(ORIGINS, data_folder() / "origins", _files(data_folder() / "origins")),
        _kept(PROGRESS, data_folder() / "progress", _files(data_folder() / "progress")),
        _kept(PLACES, data_folder() / "places", _files(data_folder() / "places")),
        _kept(SETTINGS, settings_folder(), _settings()),
        _kept(SPELLING, data_folder() / "spelling", _files(data_folder() / "spelling")),
        _kept(WORKS, data_folder() / "works", _files(data_folder() / "works")),
        _kept(LEARNING, data_folder() / "learning", _files(data_folder() / "learning")),
        _kept(LOG, log_folder, _matching(log_folder, "inkling.log*")),
        _kept(CRASHES, log_folder, _matching(log_folder, "crash*")),
        _kept(MEASUREMENTS, cache_folder(), _matching(cache_folder(), "*.json")),
        _kept(LOCKS, locks[0].parent if locks else beside[0], locks),
    ]


def delete(kind: Kind, recent: Iterable[Path] = ()) -> Kept:
    """Delete what is kept of a kind, but for what belongs to texts that are open.

    Args:
        kind: Which one.
        recent: As for `what_is_kept`.

    Returns:
        What is still there.

    Raises:
        InklingError: Something could not be deleted; all else was.
    """
    recent = tuple(recent)
    kept = next(one for one in what_is_kept(recent) if one.kind is kind)
    # A log that is open goes on at its end, which is its beginning then.
    remove = _empty if kind in (LOG, CRASHES) else _remove
    failures = [failure for file in kept.files if file not in kept.in_use and (failure := _try(remove, file))]
    if kind in (RECOVERY, BACKUPS, LEARNING):
        _remove_empty_folders(kept.folder)
    if failures:
        raise failures[0]
    return next(one for one in what_is_kept(recent) if one.kind is kind)


def _kept(kind: Kind, folder: Path, files: Iterable[Path]) -> Kept:
    sizes, times = [], []
    there = []
    for file in files:
        with contextlib.suppress(OSError):
            facts = file.lstat()
            if kind in (LOG, CRASHES) and not facts.st_size:
                continue  # one that was deleted while it was open
            there.append(file)
            sizes.append(facts.st_size)
            times.append(facts.st_mtime)
    in_use = frozenset(filter(_is_in_use, there) if kind in (RECOVERY, COMMENTS, ORIGINS, LOCKS) else ())
    if kind is LEARNING and any(map(_is_at_work, there)):
        in_use = frozenset(there)
    return Kept(
        kind, folder, tuple(there), in_use, sum(sizes), min(times, default=None), max(times, default=None)
    )


def _settings() -> list[Path]:
    """The settings, and what Qt notes of the folders in its dialogs."""
    return [file for name in ("Inkling*", "QtProject*") for file in _matching(settings_folder(), name)]


def _files(folder: Path) -> Iterator[Path]:
    """All that lies in a folder and is no folder; links are not followed."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in folders:
            if Path(place, name).is_symlink():
                yield Path(place, name)
        for name in sorted(names):
            yield Path(place, name)


def _is_in_use(file: Path) -> bool:
    """Whether a copy of unsaved words, or a lock, belongs to a text that is open, or that may be."""
    try:
        age = time.time() - file.lstat().st_mtime
        if not file.is_file():
            return False
        owner = _owner(file)
    except OSError:
        return True  # what cannot be read may be anything
    if owner is None:
        return age < _FRESH_SECONDS
    return owner.is_running or (owner.is_elsewhere and age < _FRESH_ELSEWHERE_SECONDS)


def _is_at_work(file: Path) -> bool:
    """Whether a file names the process that trains, and that runs."""
    if file.name != "process.json":
        return False
    with contextlib.suppress(OSError):
        owner = _owner(file)
        return owner is not None and owner.is_running
    return True


def _owner(file: Path) -> Process | None:
    """The process that a file names; None if it names none, being damaged, half written or no file.

    Raises:
        OSError: It cannot be read.
    """
    try:
        handle = open_file(file)
    except NoFileError:
        return None
    with os.fdopen(handle, "rb") as data:
        parts = [data.read(_OWNER_WITHIN)]
        size = data.seek(0, os.SEEK_END)
        data.seek(max(0, size - _OWNER_WITHIN))
        parts.append(data.read())
    for part in parts:
        for found in _OWNER.finditer(part):
            with contextlib.suppress(ValueError):
                return Process.from_dict(parse_json(found[1]))
    return None


def _matching(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder, not of those in it, whose names fit a pattern."""
    try:
        return sorted(path for path in folder.glob(pattern) if path.is_symlink() or not path.is_dir())
    except OSError:
        return []


def _try(remove: Callable[[Path], None], file: Path) -> InklingError | None:
    try:
        remove(file)
    except OSError as error:
        return InklingError(
            "{path} cannot be deleted ({reason}); check its permissions.", path=file, reason=error.strerror
        )
    return None


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)


def _empty(file: Path) -> None:
    """Empty the file that is open, and remove the others."""
    if file.suffix == ".log" and file.is_file():
        os.truncate(file, 0)
    else:
        _remove(file)


def _remove_empty_folders(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        if Path(place) != folder:
            with contextlib.suppress(OSError):
                Path(place).rmdir()
