"""Python's garbage, collected where Qt's objects may be deleted: in the thread of the windows.

Left alone, Python collects in whichever thread makes the object that is one too many. Much of a closed
window lies in circles, with documents, cursors and timers of Qt's among it; deleted by the model's thread,
or by one that keeps words, while this one delivers their events, they end the program.
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

from desktop.engine.devices.freed import give_back_freed

# A full collection looks at everything there is, which a key would feel.
REST_MILLISECONDS = 300
MUCH = 10  # times what Python lets stand


class Garbage(QObject):
    """From now on collects garbage in this thread alone, whenever the event loop has nothing else to do.

    Python's generations and thresholds stay what they are (`gc.get_threshold`), but the oldest generation
    waits until nothing has happened for a while, and then what is freed goes back to the system.

    Args:
        parent: With it this ends; Python goes on collecting in no thread by itself.
    """

    def __init__(self, parent: QObject):
        super().__init__(parent)
        gc.disable()
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._collect_all)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._collect)
        dispatcher.awake.connect(self._collect_in_time)

    def much_was_freed(self) -> None:
        """Collect all at the next rest, whatever Python lets stand: a text, a window or a model is gone."""
        self._rest.start()

    def _collect_all(self) -> None:
        gc.collect()
        give_back_freed()

    def _collect(self) -> None:
        youngest, middle, oldest = gc.get_count()
        limits = gc.get_threshold()
        if youngest > limits[0]:
            gc.collect(1 if middle > limits[1] else 0)
        if oldest > limits[2]:
            self._rest.start()

    def _collect_in_time(self) -> None:
        """Collect before it becomes too much, where the event loop always has something else to do."""
        youngest, _, oldest = gc.get_count()
        limits = gc.get_threshold()
        if oldest > MUCH * limits[2]:
            gc.collect()
        elif youngest > MUCH * limits[0]:
            self._collect()
