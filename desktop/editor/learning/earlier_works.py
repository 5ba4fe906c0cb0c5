"""The writer's earlier works, for all windows: read when there is a model, and added to on a thread.

What does it is imported then: a window opens without it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.editor.messages.engine_words import told
from desktop.editor.settings.settings import Settings
from desktop.engine.errors import InklingError
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.editor.exchange.work import Progress, Work
    from desktop.engine.works.shelf import Shelf
    from desktop.engine.works.shelf import Work as EarlierWork

Reader = Callable[[Path, "Progress"], str]


@dataclass(frozen=True)
class Added:
    """What came of adding works.

    Attributes:
        works: Those that are on the shelf now.
        failures: A sentence for each file or folder that is not.
    """

    works: "list[EarlierWork]"
    failures: list[str]


def read_plain(path: Path, progress: "Progress") -> str:
    """Read a text of any kind, in a process of its own."""
    from desktop.books.apart.asking import import_apart

    return import_apart(path, lambda share: progress(0.0), progress.on_cancel, is_bare=True).text


class EarlierWorks(QObject):
    """Keeps the works and has their texts at hand, while the writer wants them used.

    Signals:
        changed: Other works are on the shelf, or they are used or not used now.
        added: Works were to be put on the shelf; what came of it, an `Added`.

    Attributes:
        texts: Of the works that suggestions are to know; the same object until they change.
    """

    changed = Signal()
    added = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None, read: Reader = read_plain):
        super().__init__(parent)
        self.texts: tuple[str, ...] = ()
        self._settings = settings
        self._read = read
        self._has_started = False
        settings.changed.connect(self._on_settings)

    @property
    def shelf(self) -> "Shelf":
        """Where they are kept."""
        from desktop.engine.works.shelf import Shelf

        return Shelf()

    @cached_property
    def work(self) -> "Work":
        """Does what takes time: reads files."""
        return self._new_work()

    @cached_property
    def _loading(self) -> "Work":
        return self._new_work()

    def _new_work(self) -> "Work":
        from desktop.editor.exchange.work import Work

        return Work(self)

    def start(self) -> None:
        """Have the texts at hand, now that there is a model to know them; later calls do nothing."""
        if not self._has_started:
            self._has_started = True
            self.reload()

    def reload(self) -> None:
        """Have at hand what is on the shelf now; it may have been deleted."""
        if not self._has_started:
            return
        if not self._settings.choices.earlier_works:
            self._loading.cancel()
            self._have(())
            return
        shelf = self.shelf
        self._loading.start("", lambda _: shelf.texts(), self._have, lambda _: None)

    def add(self, paths: Sequence[Path]) -> None:
        """Read files, and folders as one work each, and put them on the shelf.

        `added` tells what came of it. What cannot be read is passed over.
        """
        paths, shelf = [path.absolute() for path in paths], self.shelf

        def job(progress: "Progress") -> Added:
            works, failures = [], []
            for number, path in enumerate(paths):
                progress(number / len(paths))
                try:
                    works.append(shelf.keep(_title(path), path, self._text_of(path, progress)))
                except InklingError as error:
                    failures.append(told(error.sentence))
            return Added(works, failures)

        words = self.tr("Reading %Ln work(s)…", None, len(paths))
        self.work.start(words, job, self._on_added, self._on_failed)

    def remove(self, works: "Sequence[EarlierWork]") -> list[str]:
        """Take works from the shelf; gives a sentence for each that could not be deleted."""
        failures = []
        for work in works:
            try:
                self.shelf.remove(work)
            except InklingError as error:
                failures.append(told(error.sentence))
        self.reload()
        self.changed.emit()
        return failures

    def end(self) -> None:
        """The desk ends."""
        for made in vars(self).keys() & {"work", "_loading"}:
            getattr(self, made).cancel()

    def _text_of(self, path: Path, progress: "Progress") -> str:
        from desktop.books.convert import texts_of

        return "\n".join(self._read(one, progress) for one in texts_of([path]))

    def _on_added(self, added: object) -> None:
        self.reload()
        self.added.emit(added)
        self.changed.emit()

    def _on_failed(self, sentence: str) -> None:
        self.added.emit(Added([], [sentence]))

    def _have(self, texts: object) -> None:
        assert isinstance(texts, tuple)
        if texts != self.texts:
            self.texts = texts
            self.changed.emit()

    def _on_settings(self, names: frozenset[str]) -> None:
        if "earlier_works" in names:
            self.reload()


def _title(path: Path) -> str:
    return shown(path.name if path.is_dir() else path.stem)
