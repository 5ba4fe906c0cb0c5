"""The statistics, plugged into a window; theirs is made when it is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.goals.progress import Progress

if TYPE_CHECKING:
    from desktop.editor.statistics.statistics import Statistics


class Figures(QObject):
    """Shows the days, what was suggested on them, and the figures of the text on one page."""

    def __init__(self, frame: Frame, progress: Progress):
        """Tell of what all windows add up to in `progress`."""
        super().__init__(frame)
        self._frame, self._progress = frame, progress
        self._statistics: Statistics | None = None
        frame.actions.bind(statistics=self.show)
        frame.follow_language(self._retranslate)
        frame.leaving.connect(self._end)

    def show(self) -> None:
        """Show them, as they are now."""
        from desktop.editor.statistics.statistics import Statistics  # not before it is wanted

        if self._statistics is None:
            frame = self._frame
            self._statistics = Statistics(
                self._progress, frame.page, frame.word_count, self._model_folder, frame.dialogs, frame.window
            )
            frame.follow_look(self._statistics.set_look)
            self._statistics.destroyed.connect(self._forget)
        self._statistics.show()
        self._statistics.raise_()
        self._statistics.activateWindow()
        self._progress.refresh()

    def _forget(self) -> None:
        self._statistics = None

    def _model_folder(self) -> Path | None:
        model = self._frame.worker.model
        return model.folder if model else None

    def _retranslate(self) -> None:
        if self._statistics:
            # Its words are many and change only here: it is made anew.
            self._statistics.close()
            self._forget()
            self.show()

    def _end(self) -> None:
        if self._statistics:
            self._statistics.close()
