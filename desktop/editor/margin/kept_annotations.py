"""The comments and bookmarks of the text on one page, kept: read, found again, written."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop.editor.documents.document_session import DocumentSession
from desktop.editor.finding.taken_text import Place, TakenText
from desktop.editor.margin.annotations import Annotations, Mark
from desktop.editor.margin.keeping import Keeping, Written
from desktop.editor.messages.engine_words import told
from desktop.editor.page.long_paragraphs import text_between
from desktop.editor.page.page import Page
from desktop.engine.annotations.anchoring import find_again, stands_at
from desktop.engine.annotations.annotation import Annotation, Kind, merged
from desktop.engine.annotations.annotation_file import AnnotationFile, Kept
from desktop.engine.annotations.carrying import has_strays, move_annotations, stray_annotations
from desktop.engine.errors import AnnotationError

# What was said in a comment is on disk so soon; where it belongs, when the hands have rested so long.
WORDS_MILLISECONDS, PLACES_MILLISECONDS = 400, 1500
AGAIN_MILLISECONDS = 5000  # behind a failure, such as a full disk


class KeptAnnotations(Annotations):
    """Keeps them in a file of their own, which goes along with that of the text."""

    def __init__(self, page: Page, session: DocumentSession):
        super().__init__(page, session)
        self._file: AnnotationFile | None = None  # None while they cannot be kept
        self._problem = ""
        self._has_moved = False  # since places were kept
        self._looked_for: list[Annotation] = []  # what is to be found again in the whole text
        self._keeping = Keeping(self)
        self._words_soon = QTimer(self, interval=WORDS_MILLISECONDS, singleShot=True)
        self._places_soon = QTimer(self, interval=PLACES_MILLISECONDS, singleShot=True)
        self._places_now = QTimer(self, interval=0, singleShot=True)
        self._again = QTimer(self, interval=AGAIN_MILLISECONDS, singleShot=True)
        self._words_soon.timeout.connect(self._write_words)
        for timer in (self._places_soon, self._places_now, self._again):
            timer.timeout.connect(self._snapshot.start)
        self._keeping.written.connect(self._on_written)
        self._keeping.found.connect(self._on_found)
        self._keeping.failed.connect(self._on_failed)
        self.touched.connect(self._on_touched)
        self._begin_soon.start()

    def _can_keep(self) -> bool:
        if self._begin_soon.isActive():
            self.begin()
        if self._file is None:
            self.failed.emit(self._problem)
        return self._file is not None

    def _on_changed(self) -> None:
        if not self._words_soon.isActive():
            self._words_soon.start()
        self._places_soon.start()
        super()._on_changed()

    def _on_replaced(self) -> None:
        super()._on_replaced()
        if self._file:
            self._looked_for = list(self._known.values())
            self._places_now.start()

    def _on_moved(self) -> None:
        # Places that have but moved along are found again by their words, should the desk crash.
        self._has_moved = bool(self._known)
        super()._on_moved()

    def _on_touched(self) -> None:
        if self._known:
            self._places_soon.start()

    # --- another text ------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._let_go_of_file()
        for timer in (self._words_soon, self._places_soon, self._places_now, self._again):
            timer.stop()
        self._snapshot.stop()
        self._anchors.clear()
        self._has_moved, had = False, bool(self._known)
        self._known, self._deleted, self._deleted_ids, self._looked_for = {}, [], set(), []
        self._file, self._sorted, self._problem, self._reads_anew = None, None, "", False
        if had:
            self.changed.emit()

    def _let_go_of_file(self) -> None:
        """Remove what is kept of a text that had no file, as it is not wanted any more."""
        if self._file and self._file.text is None and not self._session.is_left:
            with contextlib.suppress(AnnotationError):  # what stays is shown in Privacy, and deleted there
                self._file.write(())

    def begin(self) -> None:
        """Read what is kept of the text on the page."""
        self._begin_soon.stop()
        if self._file:
            self.look()  # the same text, loaded again: all places went along
            return
        path = self._session.path
        self._file = AnnotationFile(path) if path else self._file_of_untitled(AnnotationFile, _is_of)
        try:
            kept = self._keeping.read(self._file)
            if path and kept.stamp is None:
                kept = self._of_stray(path, kept)
        except AnnotationError as error:
            self._file, self._problem = None, told(error.sentence)
            self.failed.emit(self._problem)
            return
        if kept.damage:
            self.failed.emit(told(kept.damage.sentence))
        self._take_in(kept.annotations)

    def _of_stray(self, path: Path, kept: Kept) -> Kept:
        """The annotations of a text that another program has renamed, if it was this one."""
        stray = stray_annotations(path, self._page.toPlainText()) if has_strays(path) else None
        if stray is None or stray.text is None:
            return kept
        move_annotations(stray.text, path)
        return self._keeping.read(self._file) if self._file else kept

    def look(self) -> None:
        """Take in what somebody else has kept of the same text."""
        if self._file and self._keeping.is_stale(self._file):
            try:
                kept = self._keeping.read(self._file)
            except AnnotationError as error:
                self.failed.emit(told(error.sentence))
                return
            self._merge(kept)

    def _merge(self, kept: Kept) -> None:
        both = merged(self._known.values(), kept.annotations, self._deleted_ids)
        self._take_in([one for one in both if self._known.get(one.id) != one])

    def _take_in(self, annotations: Iterable[Annotation]) -> None:
        """Show annotations, at once where they are where they were."""
        missing = []
        taken = list(annotations)
        for one in taken:
            is_known = one.id in self._known and one.id in self._anchors
            self._known[one.id] = one
            if is_known:
                continue
            anchor = one.anchor
            first, last = anchor.start - len(anchor.prefix), anchor.end + len(anchor.suffix)
            fits = first >= 0 and last < self._document.characterCount()
            if fits and stands_at(text_between(self._document, first, last), anchor):
                self._anchors.set(one.id, anchor.start, anchor.end)
            else:
                missing.append(one)
        if missing:
            self._look_for(missing)
        if taken:
            self._sorted = None
            self.changed.emit()

    def _look_for(self, annotations: Iterable[Annotation]) -> None:
        """Find annotations again in the whole text."""
        self._looked_for += annotations
        self._snapshot.start()

    def _on_found(self, revision: int, positions: dict[str, Place | None]) -> None:
        if revision != self._document.revision():
            self._places_soon.start()  # they are looked for once more
            return
        self._looked_for = [one for one in self._looked_for if one.id not in positions]
        for key, place in positions.items():
            if place and key in self._known:
                self._anchors.set(key, *place)
        self._sorted = None
        self.changed.emit()

    # --- keeping -----------------------------------------------------------------------------------------

    def flush(self) -> None:
        """Keep all that is not kept yet, at once."""
        waiting = (self._words_soon, self._places_soon, self._places_now, self._again)
        is_waiting = any(timer.isActive() for timer in waiting) or self._snapshot.is_active
        if is_waiting or self._has_moved:
            self._write(TakenText.of(self._document))
        self._keeping.wait()

    def _on_renamed(self) -> None:
        path, former = self._session.path, self._file
        if path is None or former is None:
            return
        text = TakenText.of(self._document)
        if former.text and former.text.exists():
            self._write(text)
        self._file = AnnotationFile(path)
        self._write(text)
        self._keeping.wait()
        if former.text is None or not (former.text.exists() or former.text == self._file.text):
            with contextlib.suppress(AnnotationError):
                former.write(())

    def _on_modification(self, modified: bool) -> None:
        if not modified and self._known and self._file:
            self._places_now.start()  # what is on the disk is what they belong to

    def _on_taken(self, parts: tuple[str, ...]) -> None:
        text = TakenText.of(self._document, parts)
        if self._looked_for:
            self._keeping.find(list(self._looked_for), text, self._document.revision())
        self._write(text)

    def _write_words(self) -> None:
        self._write(None)

    def _write(self, text: TakenText | None) -> None:
        self._words_soon.stop()
        if text:
            for timer in (self._places_soon, self._places_now, self._again):
                timer.stop()
            self._snapshot.stop()
            self._has_moved = False
        if self._file is None or not (self._known or self._deleted_ids):
            return
        places = {mark.id: self._kept_place(mark) for mark in self.placed} if text else {}
        deleted = frozenset(self._deleted_ids)
        self._keeping.write(self._file, list(self._known.values()), deleted, text, places)

    def _kept_place(self, mark: Mark) -> Place:
        if mark.annotation.kind is Kind.COMMENT:
            return mark.start, mark.end
        return mark.start, self._bookmarked(mark.start)

    def _on_failed(self, sentence: str) -> None:
        """Say why nothing could be kept, and try again until it can."""
        self._again.start()
        self._say(sentence)

    def _on_written(self, file: AnnotationFile, written: Written) -> None:
        if file is not self._file:
            return
        self._said = ""
        for key, anchor in written.anchors.items():
            if key in self._known:
                self._known[key] = self._known[key].at(anchor)
        self._sorted = None
        self._merge(written.kept)


def _is_of(file: AnnotationFile, text: str) -> bool:
    return any(find_again(text, one) for one in file.look())
