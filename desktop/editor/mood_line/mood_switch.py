"""Turns the mood line on and off for all windows, and loads its model."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.editor.mood_line.mood_worker import MoodFactory, MoodWorker, load_mood_model
from desktop.editor.settings.settings import Settings
from desktop.engine.bundles.finding import find_mood_models


class MoodSwitch(QObject):
    """Keeps the mood model that the settings ask for loaded, and none when the mood line is off.

    A model that cannot be used turns the mood line off.

    Signals:
        turned: Whether moods can be read now.
        refused: The mood line was turned on and has no model; one sentence that says why.

    Attributes:
        worker: Reads moods.
    """

    turned = Signal(bool)
    refused = Signal(str)

    def __init__(
        self, settings: Settings, factory: MoodFactory = load_mood_model, parent: QObject | None = None
    ):
        super().__init__(parent)
        self._settings = settings
        self._load = 0  # number of the load that counts
        self._follows = False
        self._has_ended = False
        self.is_on = False
        self.worker = MoodWorker(factory, self)
        self.worker.loaded.connect(self._on_loaded)
        self.worker.failed.connect(self._on_failed)
        settings.changed.connect(self._on_settings)

    def start(self) -> None:
        """Begin to follow the settings, unless that has begun."""
        if not self._follows and not self._has_ended:
            self._follows = True
            self._follow()

    @property
    def folder(self) -> Path | None:
        """The model that is used, or would be; None if there is none."""
        chosen = self._settings.choices.mood_model
        if chosen:
            return Path(chosen)
        models = find_mood_models()
        return models[0].folder if models else None

    def use(self, folder: Path) -> None:
        """Show the mood line with this model from now on."""
        choices = self._settings.choices
        if choices.mood_line and choices.mood_model == str(folder):
            self._follow()  # chosen again: it may have been mended
        else:
            self._settings.update(mood_model=str(folder), mood_line=True)

    def end(self) -> bool:
        """Stop for good. Says whether the worker's thread has ended."""
        self._follows, self._has_ended = False, True
        return self.worker.stop()

    def _on_settings(self, names: frozenset[str]) -> None:
        if self._follows and names & {"mood_line", "mood_model"}:
            self._follow()

    def _follow(self) -> None:
        self._turn(False)
        self.worker.unload()
        self._load = 0
        if not self._settings.choices.mood_line:
            return
        if folder := self.folder:
            self._load = self.worker.load(folder)
        else:
            self._refuse(
                self.tr(
                    "The mood line needs a model of its own, which does not come with Inkling: make one with "
                    "“inkling-train fit --preset mood”, then choose its folder here."
                )
            )

    def _on_loaded(self, load: int) -> None:
        if load == self._load:
            self._turn(True)

    def _on_failed(self, load: int, sentence: str) -> None:
        if load == self._load:
            self._refuse(sentence)

    def _refuse(self, sentence: str) -> None:
        self._settings.update(mood_line=False)
        self.refused.emit(sentence)

    def _turn(self, on: bool) -> None:
        if on != self.is_on:
            self.is_on = on
            self.turned.emit(on)
