"""What lies beside a text goes along with it: its comments, and the versions that the writer has named.

The words come first: where these cannot follow they stay where they are, and the log says so.
"""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.annotations.carrying import carry_annotations
from desktop.engine.errors import AnnotationError, VersionError
from desktop.engine.versions.versions import move_versions

log = logging.getLogger("inkling")


def move_along(old: Path, new: Path) -> None:
    """Take the versions of a text along that is called otherwise; its comments have moved with its file."""
    try:
        move_versions(old, new)
    except VersionError as error:
        log.warning("%s", error)


def carry_along(sources: Sequence[Path], texts: Mapping[Path, str]) -> None:
    """Let comments follow their words, as texts are parted or joined."""
    try:
        carry_annotations(sources, texts)
    except AnnotationError as error:
        log.warning("%s", error)


def drop_along(text: Path) -> None:
    """Let the comments go with a text that is deleted for good."""
    try:
        AnnotationFile(text).write(())
    except AnnotationError as error:
        log.warning("%s", error)
