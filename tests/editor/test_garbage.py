"""What lies in circles is deleted in the thread of the windows, and only there."""

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor import garbage
from desktop.editor.desk import Desk
from desktop.editor.garbage import MUCH, REST_MILLISECONDS, Garbage
from desktop.editor.inference.requests import LoadedModel
from desktop.engine.devices.device import Device


class Circle:
    """Holds itself, and a document; notes in which thread it is deleted."""

    def __init__(self, threads: list[threading.Thread]):
        self.itself = self
        self.document = QTextDocument()
        self._threads = threads

    def __del__(self) -> None:
        self._threads.append(threading.current_thread())


@pytest.fixture
def threads() -> Iterator[list[threading.Thread]]:
    """The threads in which circles are deleted, as it happens."""
    gc.collect()
    yield []
    gc.disable()  # a test may have let Python collect


def make_much() -> None:
    """Make more than Python lets stand without a collection of all."""
    limits = gc.get_threshold()
    kept: list[list[int]] = [[] for _ in range(2 * limits[0] * (limits[1] + 1))]
    del kept


def rest() -> None:
    """Do nothing; qtbot would look every 10 ms, which is no rest."""
    loop = QEventLoop()
    QTimer.singleShot(3 * REST_MILLISECONDS, loop.quit)
    loop.exec()


def in_a_thread() -> None:
    thread = threading.Thread(target=make_much)
    thread.start()
    thread.join()


def test_python_by_itself_deletes_where_it_will(threads: list[threading.Thread]) -> None:
    gc.enable()
    Circle(threads)
    in_a_thread()
    assert threads
    assert threads[0] is not threading.main_thread()


@pytest.mark.parametrize("of", ["a desk", "itself"])
def test_only_the_windows_thread_collects(
    of: str, threads: list[threading.Thread], request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot
) -> None:
    gc.enable()
    made = request.getfixturevalue("desk") if of == "a desk" else Garbage(qapp)
    assert isinstance(made, Desk | Garbage)
    Circle(threads)
    in_a_thread()
    assert not threads
    kept: list[list[int]] = [[] for _ in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: threads == [threading.main_thread()])
    assert kept


def test_the_oldest_garbage_goes_when_the_writer_rests(
    threads: list[threading.Thread], qapp: QApplication
) -> None:
    circle = Circle(threads)
    gc.collect(0)
    gc.collect(1)  # now it is among the oldest
    del circle
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    assert not threads
    rest()
    assert threads == [threading.main_thread()]


@pytest.mark.parametrize("how", ["another text", "a closed window", "another model", "a model that fails"])
def test_what_was_let_go_is_given_back_when_the_writer_rests(
    how: str, desk: Desk, threads: list[threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[threading.Thread] = []
    monkeypatch.setattr(garbage, "give_back_freed", lambda: given_back.append(threading.current_thread()))
    window = desk.new_window()
    desk.new_window()
    rest()
    assert not given_back
    Circle(threads)
    match how:
        case "another text":
            window.session.new()
        case "a closed window":
            window.close()
        case "another model":
            desk.worker.loaded.emit(LoadedModel("Another", Path("another"), Device()))
        case _:
            desk.worker.load_failed.emit("No.")
    assert not given_back
    rest()
    assert given_back == threads == [threading.main_thread()]


def test_what_never_rests_is_no_heap(threads: list[threading.Thread], qapp: QApplication) -> None:
    Circle(threads)
    kept: list[list[int]] = []
    while not threads and len(kept) < 30 * MUCH * gc.get_threshold()[0]:
        kept += [[] for _ in range(1000)]
        qapp.processEvents()  # returns at once: nothing blocks
    assert threads == [threading.main_thread()]


def test_it_ends_with_its_parent(qapp: QApplication, qtbot: QtBot) -> None:
    parent = QObject()
    Garbage(parent)
    del parent
    gc.collect()
    kept: list[list[int]] = [[] for _ in range(2 * gc.get_threshold()[0])]
    qtbot.wait(10)  # nothing is called that is gone: Qt would say so, and fail this
    assert kept
