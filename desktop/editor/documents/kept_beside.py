"""What is kept beside the text on a page goes along with it, as texts come and go, are parted and renamed."""

import contextlib
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.editor.documents.document_session import DocumentSession
from desktop.editor.page.long_paragraphs import plain_text
from desktop.editor.page.page import Page
from desktop.editor.page.snapshot import Snapshot
from desktop.engine.errors import InklingError
from desktop.engine.files.beside import BesideFile

F = TypeVar("F", bound=BesideFile)


class KeptBeside(QObject):
    """Something that is kept of the text on one page, in a file of its own: the base of each of its kinds.

    Signals:
        failed: It cannot be read or kept; one sentence that says why.
    """

    failed = Signal(str)

    def __init__(self, page: Page, session: DocumentSession):
        super().__init__(page)
        self._page, self._session, self._document = page, session, page.document()
        self._said = ""  # of what went wrong
        self._reads_anew = False  # since what is kept of this text was shared out among others, too
        self._snapshot = Snapshot(self._document, in_pieces=True)
        self._snapshot.taken.connect(self._on_taken)
        self._begin_soon = QTimer(self, interval=0, singleShot=True)
        self._begin_soon.timeout.connect(self.begin)
        self._links = [
            session.about_to_replace.connect(self._on_about_to_replace),
            session.about_to_part.connect(self._on_about_to_part),
            session.document_replaced.connect(self._on_another_text),
            session.renamed.connect(self._on_renamed),
            self._document.modificationChanged.connect(self._on_modification),
        ]

    def begin(self) -> None:
        """Read what is kept of the text on the page, if that is not known."""
        raise NotImplementedError

    def flush(self) -> None:
        """Keep all that is not kept yet, at once."""
        raise NotImplementedError

    def end(self) -> None:
        """Keep all, and let go of the page."""
        self.flush()
        while self._links:
            QObject.disconnect(self._links.pop())
        self._forget()
        self._begin_soon.stop()

    def _forget(self) -> None:
        """Let go of the former text's."""
        raise NotImplementedError

    def _on_about_to_replace(self) -> None:
        self.flush()
        self._forget()

    def _on_about_to_part(self) -> None:
        """Have all on disk, where it is shared out together with the words; then read it anew."""
        self.flush()
        self._reads_anew = True

    def _on_another_text(self) -> None:
        """Begin anew when what is on the page has come there wholly, the words of a crash too."""
        if self._reads_anew:
            self._forget()
        self._begin_soon.start()

    def _on_renamed(self) -> None:
        """The text has another file, which takes along what is kept; a former file keeps its own, too."""
        raise NotImplementedError

    def _on_modification(self, modified: bool) -> None:
        """What is on the page is what is in its file now, or no longer."""
        raise NotImplementedError

    def _on_taken(self, parts: tuple[str, ...]) -> None:
        """The whole text was taken."""
        raise NotImplementedError

    def _file_of_untitled(self, kind: type[F], is_of: Callable[[F, str], bool]) -> F:
        """The file of a text without one: that of a desk which ended, if what it keeps is of this text."""
        if not self._document.isEmpty():
            for file in kind.leftovers():
                with contextlib.suppress(InklingError):
                    if is_of(file, plain_text(self._document)):
                        return file
        return kind.of_untitled()

    def _say(self, sentence: str) -> None:
        """Say why nothing could be read or kept, once until it could."""
        if sentence != self._said:
            self._said = sentence
            self.failed.emit(sentence)
