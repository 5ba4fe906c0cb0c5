"""Former versions of documents: kept at every save, thinned as they grow old."""

import contextlib
import logging
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.engine.errors import DocumentError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.private import private_folder
from desktop.engine.files.reading import read_file, reason_of
from desktop.engine.folders import data_folder
from desktop.engine.names import digest_of, shortened
from desktop.engine.shown import shown
from desktop.engine.words import well_formed

log = logging.getLogger("inkling")

MINUTE, HOUR, DAY = 60, 3600, 86400
# Up to an age, one version is kept of each span of time: all of the last ten minutes, one of each minute of
# the last hour, and so on. What is older than a year goes.
SPANS = ((10 * MINUTE, 0), (HOUR, MINUTE), (DAY, HOUR), (30 * DAY, DAY), (365 * DAY, 30 * DAY))
ALWAYS_KEPT = 5  # the newest, however old
_LONGEST_STEM, _LONGEST_SUFFIX = 80, 16
# "2026-11-28 17-38-59.123456+0100.txt"; earlier desks wrote nine digits and no offset from UTC.
_NAME = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d)-(\d\d)-(\d\d\.\d{6})\d*([+-]\d{4})?(?:\.|$)")


@dataclass(frozen=True)
class Backup:
    """A former version of a document.

    Attributes:
        path: The file that holds it.
        kept_at: When it was kept, in seconds since the epoch.
        size: Bytes.
    """

    path: Path
    kept_at: float
    size: int


def backups_of(path: Path, backups: Path | None = None) -> list[Backup]:
    """The former versions that are kept of a document, the latest first.

    Args:
        path: The document; a symbolic link is followed.
        backups: Where former versions are; the writer's data folder if None.
    """
    place = _place(Path(os.path.realpath(path)), _root(backups))
    try:
        return _versions(place)
    except OSError:
        return []


def keep_backup(path: Path, text: str, backups: Path | None = None) -> Path:
    """Keep a text that is about to be given up as a version of a document.

    Args:
        path: The document; a symbolic link is followed.
        text: Its text on the page, with newlines as line ends.
        backups: Where former versions go; the writer's data folder if None.

    Returns:
        The file that holds it now.

    Raises:
        DocumentError: It could not be kept.
    """
    real = Path(os.path.realpath(path))
    place = _place(real, _root(backups))
    try:
        return _keep(place, well_formed(text).encode(), real.suffix)
    except OSError as error:
        raise DocumentError(
            "Your version of {path} cannot be kept in {folder} ({reason}); save it elsewhere first.",
            path=path,
            folder=place,
            reason=reason_of(error),
        ) from error


def back_up(path: Path, backups: Path | None = None) -> None:
    """Keep a file's present contents; failing that must not keep the writer from saving.

    Args:
        path: The real file, no symbolic link.
        backups: Where former versions go; the writer's data folder if None.
    """
    place = _place(path, _root(backups))
    try:
        data, _ = read_file(path)
        _keep(place, data, path.suffix)
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("No backup of %s could be made in %s: %s", shown(path), shown(place), reason_of(error))


def outdated(backups: Sequence[Backup], now: float) -> list[Backup]:
    """The versions that need not be kept any longer.

    Of each span of time the longest version stays, as it is the one that lacks no words, and of several the
    latest.

    Args:
        backups: All versions of a document, the latest first.
        now: In seconds since the epoch.
    """
    best: dict[tuple[float, int], Backup] = {}
    kept = set(backups[:ALWAYS_KEPT])
    for backup in backups:
        age = now - backup.kept_at
        span = next((span for limit, span in SPANS if age <= limit), None)
        if span == 0:
            kept.add(backup)
        elif span:
            key = (span, int(backup.kept_at // span))
            if key not in best or backup.size > best[key].size:
                best[key] = backup
    kept.update(best.values())
    return [backup for backup in backups if backup not in kept]


def _root(backups: Path | None) -> Path:
    return backups or data_folder() / "backups"


def _place(path: Path, root: Path) -> Path:
    # Two files of one name in different folders are two documents.
    return root / f"{shown(shortened(path.stem, _LONGEST_STEM))}-{digest_of(path)}"


def _keep(place: Path, data: bytes, suffix: str) -> Path:
    private_folder(place.parent)
    private_folder(place)
    now = datetime.now().astimezone()
    suffix = shown(suffix) if len(os.fsencode(suffix)) <= _LONGEST_SUFFIX else ""
    file = place / f"{now:%Y-%m-%d %H-%M-%S.%f%z}{suffix}"
    versions = _versions(place)
    equal = next((version for version in versions if _holds(version, data)), None)
    if equal:
        # The same text once more: it only becomes the latest.
        equal.path.replace(file)
    else:
        write_atomically(file, data)
    for version in outdated(_versions(place), now.timestamp()):
        with contextlib.suppress(OSError):
            version.path.unlink()
    return file


def _versions(place: Path) -> list[Backup]:
    found = [backup for file in place.iterdir() if (backup := _backup(file))]
    return sorted(found, key=lambda backup: (backup.kept_at, backup.path.name), reverse=True)


def _holds(version: Backup, data: bytes) -> bool:
    try:
        return version.size == len(data) and read_file(version.path, len(data))[0] == data
    except OSError:
        return False


def _backup(file: Path) -> Backup | None:
    """A version, by its file; None if the desk did not make it."""
    found = _NAME.match(file.name)
    if not found:
        return None
    day, hour, minute, second, offset = found.groups("")
    try:
        kept_at = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second}{offset}").timestamp()
        return Backup(file, kept_at, file.stat().st_size)
    except (OSError, ValueError, OverflowError):
        return None
