"""Reads, finds again and writes the annotations of one text, on a thread of its own."""

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.editor.finding.taken_text import Place, TakenText
from desktop.editor.messages.engine_words import told
from desktop.editor.task_thread import TaskThread
from desktop.engine.annotations.anchoring import find_again
from desktop.engine.annotations.annotation import Anchor, Annotation, merged
from desktop.engine.annotations.annotation_file import AnnotationFile, Kept
from desktop.engine.errors import AnnotationError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Written:
    """What was kept.

    Attributes:
        kept: What the file holds now: what was to be written, and what somebody else had added.
        anchors: Where each annotation is by now, as far as that was to be found out.
    """

    kept: Kept
    anchors: Mapping[str, Anchor]


class Keeping(QObject):
    """One text's file of annotations, and what is to be done with it, one after the other.

    Signals:
        written: The annotations of a file, an `AnnotationFile`, are kept; a `Written`.
        found: Where annotations were found again in the text of a revision of the document; the revision, and
            Qt's positions by id, None for a place that is lost.
        failed: They cannot be kept; one sentence that says why.
    """

    written = Signal(object, object)
    found = Signal(int, object)
    failed = Signal(str)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._thread = TaskThread("inkling-comments")
        self._stamps: dict[AnnotationFile, object] = {}  # of each file, as it was read or written last

    def read(self, file: AnnotationFile) -> Kept:
        """Read a file, at once.

        Raises:
            AnnotationError: It cannot be read.
        """
        self.wait()
        kept = file.read()
        self._stamps[file] = kept.stamp
        return kept

    def is_stale(self, file: AnnotationFile) -> bool:
        """Whether somebody else has written the file since."""
        return self._stamps.get(file) != file.stamp()

    def write(
        self,
        file: AnnotationFile,
        annotations: Sequence[Annotation],
        deleted: frozenset[str],
        text: TakenText | None = None,
        places: Mapping[str, Place] | None = None,
    ) -> None:
        """Keep annotations; what somebody else has added meanwhile is kept, too.

        Args:
            file: Where.
            annotations: All there are.
            deleted: The ids of those that were deleted.
            text: The text as it is now; None to keep the places that were known last.
            places: Where in it they are.
        """
        self._do(lambda: self._write(file, annotations, deleted, text, places or {}))

    def find(self, annotations: Sequence[Annotation], text: TakenText, revision: int) -> None:
        """Find annotations again in a text."""
        self._do(lambda: self._find(annotations, text, revision))

    def wait(self) -> None:
        """Wait until all is done."""
        self._thread.wait()

    # --- on the thread -----------------------------------------------------------------------------------

    def _do(self, task: Callable[[], None]) -> None:
        self._thread.do(lambda: self._try(task))

    def _try(self, task: Callable[[], None]) -> None:
        try:
            task()
        except AnnotationError as error:
            self._say(self.failed, told(error.sentence))
        except Exception:
            log.exception("Comments could not be worked on")

    def _write(
        self,
        file: AnnotationFile,
        annotations: Sequence[Annotation],
        deleted: frozenset[str],
        text: TakenText | None,
        places: Mapping[str, Place],
    ) -> None:
        anchors = (
            {key: Anchor.of(text.text, *text.characters(place)) for key, place in places.items()}
            if text
            else {}
        )
        all_of_them = [one.at(anchors.get(one.id, one.anchor)) for one in annotations]
        if self.is_stale(file):
            all_of_them = merged(all_of_them, file.read().annotations, deleted)
        kept = file.write(all_of_them)
        self._stamps[file] = kept.stamp
        self._say(self.written, file, Written(kept, anchors))

    def _find(self, annotations: Sequence[Annotation], text: TakenText, revision: int) -> None:
        whole, shift = text.text, 0
        found: dict[str, Place] = {}
        for one in sorted(annotations, key=lambda one: one.anchor.start):
            anchor = find_again(whole, one, shift)
            if anchor:
                shift = anchor.start - one.anchor.start
                found[one.id] = anchor.start, anchor.end
        positions: dict[str, Place | None] = dict.fromkeys(one.id for one in annotations)
        positions |= zip(found, text.positions(found.values()), strict=True)
        self._say(self.found, revision, positions)

    def _say(self, signal: Any, *values: object) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            signal.emit(*values)
