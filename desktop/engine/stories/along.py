"""What lies beside a text goes along: comments, the origins of words, versions that the writer has named.

The words come first: where these cannot follow they stay where they are, and the log says so.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.annotations.carrying import carry_annotations
from desktop.engine.errors import AnnotationError, OriginError, VersionError
from desktop.engine.origins.carrying import carry_origins
from desktop.engine.origins.origin import Record
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.versions.versions import move_versions

log = logging.getLogger("inkling")


def move_along(old: Path, new: Path) -> None:
    """Take the versions of a text along that is called otherwise; the rest has moved with its file."""
    _try(lambda: move_versions(old, new))


def carry_along(sources: Sequence[Path], texts: Mapping[Path, str]) -> None:
    """Let what is known of words follow them, as texts are parted or joined."""
    _try(lambda: carry_annotations(sources, texts))
    _try(lambda: carry_origins(sources, texts))


def drop_along(text: Path) -> None:
    """Let what lies beside a text go with one that is deleted for good."""
    _try(lambda: AnnotationFile(text).write(()))
    _try(lambda: OriginFile(text).write(Record()))


def _try(deed: Callable[[], object]) -> None:
    try:
        deed()
    except (AnnotationError, OriginError, VersionError) as error:
        log.warning("%s", error)
