"""Annotations of texts without a file: kept with the name of their process, for the case of a crash."""

import contextlib
import json
from pathlib import Path
from uuid import uuid4

from desktop.engine.annotations.annotation_file import FOLDER, LONGEST_BYTES, SUFFIX, AnnotationFile
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import read_file
from desktop.engine.folders import data_folder

_PREFIX = "untitled-"


def untitled_file() -> AnnotationFile:
    """A file for the annotations of a new text."""
    return AnnotationFile(None, _PREFIX + uuid4().hex[:12])


def leftovers() -> list[AnnotationFile]:
    """Those of texts without a file whose desk has ended, the latest first."""
    found: list[tuple[float, AnnotationFile]] = []
    for path in (data_folder() / FOLDER).glob(f"{_PREFIX}*{SUFFIX}"):
        with contextlib.suppress(OSError):
            if not _is_open(path):
                file = AnnotationFile(None, path.name.removesuffix(SUFFIX))
                found.append((path.stat().st_mtime, file))
    return [file for _, file in sorted(found, key=lambda one: one[0], reverse=True)]


def _is_open(path: Path) -> bool:
    """Whether the desk that wrote a file may still have its text; what names none is nobody's."""
    data, _ = read_file(path, LONGEST_BYTES)
    try:
        owner = Process.from_dict(json.loads(data)["process"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    return owner.is_running or owner.is_elsewhere
