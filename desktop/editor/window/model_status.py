"""What the window says of the model that suggests."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame

MODEL_TOPIC = "model"


class ModelStatus(QObject):
    """Shows the model in the status bar, and says above the page why there is none."""

    def __init__(self, frame: Frame, choose_model: Callable[[], None]):
        super().__init__(frame)
        self._frame = frame
        self._worker = frame.worker
        self._choose_model = choose_model
        frame.actions.bind(model=choose_model)
        frame.status.model_clicked.connect(choose_model)
        frame.worker.loading.connect(self._show)
        frame.worker.loaded.connect(self._show)
        frame.worker.placed.connect(self._show)
        frame.worker.load_failed.connect(self._on_load_failed)
        frame.follow_language(self._show)

    def _show(self, *_: object) -> None:
        status = self._frame.status
        if self._worker.model:
            status.show_model(self._worker.model)
            self._frame.messages.close_topic(MODEL_TOPIC)
        elif self._worker.is_loading:
            status.show_loading()
        else:
            status.show_no_model()

    def _on_load_failed(self, sentence: str) -> None:
        self._show()
        self._frame.messages.say(MODEL_TOPIC, sentence, [(self.tr("Choose a model…"), self._choose_model)])
