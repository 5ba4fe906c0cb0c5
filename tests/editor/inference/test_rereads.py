"""Whole texts, reread by the model's thread after all else."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.inference.requests import RereadRequest, SuggestRequest
from desktop.editor.inference.worker import Worker
from desktop.engine.rereading.rereading import Part
from tests.editor.fake_engine import HOUSE, FakeEngine


@pytest.fixture
def engine() -> FakeEngine:
    parts = [Part([], [], done, 4) for done in range(5)]
    return FakeEngine(answer=lambda left, right: HOUSE, stands_out=lambda text: parts)


@pytest.fixture
def worker(engine: FakeEngine, qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker(engine.load)
    worker.start()
    with qtbot.waitSignal(worker.loaded):
        worker.load(Path("model"), "cpu")
    yield worker
    engine.reread_gate = None
    assert worker.stop()


def request(worker: Worker, text: int = 1, words: str = "Late.") -> RereadRequest:
    return RereadRequest(worker.new_ticket(), text, (words, " Very late."))


def test_parts_come_and_then_the_end(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    heard: list[tuple[int, list[int], bool]] = []
    worker.reread.connect(lambda ticket, parts, end: heard.append((ticket, [one.done for one in parts], end)))
    asked = request(worker)
    worker.reread_text(asked)
    qtbot.waitUntil(lambda: bool(heard) and heard[-1][2])
    assert engine.reread == ["Late. Very late."]
    assert [done for _, some, _ in heard for done in some] == [0, 1, 2, 3, 4]
    assert {ticket for ticket, _, _ in heard} == {asked.ticket}
    assert [end for _, _, end in heard].count(True) == 1


def test_a_ghost_comes_in_between_and_nothing_is_lost(
    worker: Worker, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.reread_gate = threading.Semaphore(1)
    with qtbot.waitSignal(worker.reread):
        worker.reread_text(request(worker))
    with qtbot.waitSignal(worker.suggested):
        worker.suggest(SuggestRequest(worker.new_ticket(), "opened the", "", 5, 0.1))
    heard: list[bool] = []
    worker.reread.connect(lambda ticket, parts, end: heard.append(end))
    engine.reread_gate.release(9)
    qtbot.waitUntil(lambda: heard[-1:] == [True])
    assert len(engine.reread) == 1  # it was gone on with


def test_two_windows_take_turns(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    ends: list[int] = []
    worker.reread.connect(lambda ticket, parts, end: ends.append(ticket) if end else None)
    first, second = request(worker, 1, "One."), request(worker, 2, "Two.")
    worker.reread_text(first)
    worker.reread_text(second)
    qtbot.waitUntil(lambda: sorted(ends) == [first.ticket, second.ticket])
    assert len(engine.reread) == 2


def test_a_newer_request_takes_the_place_of_an_older_one(
    worker: Worker, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.reread_gate = threading.Semaphore(1)
    old = request(worker)
    with qtbot.waitSignal(worker.reread):
        worker.reread_text(old)
    heard: list[int] = []
    worker.reread.connect(lambda ticket, parts, end: heard.append(ticket) if end else None)
    new = request(worker, words="Later.")
    worker.reread_text(new)
    engine.reread_gate.release(20)
    qtbot.waitUntil(lambda: new.ticket in heard)
    assert old.ticket not in heard
    assert engine.reread == ["Late. Very late.", "Later. Very late."]


def test_what_is_cancelled_or_dropped_ends(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.reread_gate = threading.Semaphore(1)
    asked = request(worker)
    with qtbot.waitSignal(worker.reread):
        worker.reread_text(asked)
    heard: list[int] = []
    worker.reread.connect(lambda ticket, parts, end: heard.append(ticket))
    worker.cancel(asked.ticket)
    other = request(worker, 2)
    worker.reread_text(other)
    engine.reread_gate.release(20)
    qtbot.waitUntil(lambda: other.ticket in heard)
    worker.drop_text(2)
    third = request(worker, 3)
    worker.reread_text(third)
    engine.reread_gate.release(20)
    qtbot.waitUntil(lambda: third.ticket in heard)
    assert asked.ticket not in heard


@pytest.mark.expects_errors
def test_a_model_that_breaks_fails_the_request(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    def fail(text: str) -> list[Part]:
        raise ValueError(text)

    engine.stands_out = fail
    asked = request(worker)
    with qtbot.waitSignal(worker.failed) as failed:
        worker.reread_text(asked)
    assert failed.args
    assert failed.args[0] == asked.ticket
