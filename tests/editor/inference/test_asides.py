"""What takes its time beside the page: ghosts go first, newer wishes displace older ones."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.inference.requests import ProposeRequest, RephraseRequest, SuggestRequest, WordsRequest
from desktop.editor.inference.worker import Worker
from desktop.engine.cowriting.lengths import Length
from tests.editor.fake_engine import HOUSE, FakeEngine, offer_after

LENGTH = Length(5, 9)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(answer=offer_after({"opened the": HOUSE}))


@pytest.fixture
def worker(engine: FakeEngine, qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker(engine.load)
    worker.start()
    with qtbot.waitSignal(worker.loaded):
        worker.load(Path("model"), "cpu")
    yield worker
    engine.gate.set()
    if engine.piece_gate:
        engine.piece_gate.release(100)
    assert worker.stop(10)


def ways(worker: Worker, **more: object) -> ProposeRequest:
    return ProposeRequest(worker.new_ticket(), "It was late.", "", LENGTH, (0.5, 0.8, 1.1), 7, **more)  # type: ignore[arg-type]


def test_ways_come_piece_by_piece_and_then_as_a_whole(worker: Worker, qtbot: QtBot) -> None:
    pieces: list[tuple[int, str]] = []
    worker.proposal_grew.connect(lambda ticket, number, piece: pieces.append((number, piece)))
    request = ways(worker)
    with qtbot.waitSignal(worker.proposed) as told:
        worker.ask_aside(request)
    ticket, proposals = told.args
    assert ticket == request.ticket
    assert [one.text for one in proposals] == [" She stood still."] * 3
    assert pieces[:4] == [(0, " She"), (1, " She"), (2, " She"), (0, " stood")]


def test_voices_have_their_temperatures_and_seeds(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.proposed):
        worker.ask_aside(ways(worker))
    assert [(one[2].temperature, one[2].seed) for one in engine.told] == [(0.5, 7), (0.8, 8), (1.1, 9)]
    assert {(one[2].words, one[2].most, one[2].bridge) for one in engine.told} == {(5, 9, False)}


def test_bridges_come_judged(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(worker.proposed) as told:
        worker.ask_aside(ways(worker, is_bridge=True))
    (only,) = told.args[1]  # all three are the same
    assert only.likelihood is not None
    assert all(one[2].bridge for one in engine.told)
    assert engine.judged[0][:2] == ("It was late.", " She stood still.")


def test_a_ghost_that_is_asked_for_meanwhile_comes_first(
    worker: Worker, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.piece_gate = threading.Semaphore(0)
    worker.ask_aside(ways(worker))
    engine.piece_gate.release(2)
    qtbot.waitUntil(lambda: len(engine.told) == 3)
    done: list[str] = []
    worker.suggested.connect(lambda *_: done.append("ghost"))
    worker.proposed.connect(lambda *_: done.append("ways"))
    worker.suggest(SuggestRequest(worker.new_ticket(), "She opened the", "", 5, 0.35))
    engine.piece_gate.release(1)  # of twelve
    qtbot.waitUntil(lambda: done == ["ghost"])
    engine.piece_gate.release(20)
    qtbot.waitUntil(lambda: done == ["ghost", "ways"])


def test_after_another_windows_ghost_the_story_is_turned_back(
    worker: Worker, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.piece_gate = threading.Semaphore(0)
    worker.ask_aside(ways(worker, story=1))
    engine.piece_gate.release(2)
    qtbot.waitUntil(lambda: len(engine.told) == 3)
    with qtbot.waitSignal(worker.suggested):
        worker.suggest(SuggestRequest(worker.new_ticket(), "She opened the", "", 5, 0.35, story=2))
        engine.piece_gate.release(1)
    with qtbot.waitSignal(worker.proposed):
        engine.piece_gate.release(20)
    stories = [story for story, _ in engine.stories]
    assert stories[stories.index(2) + 1] == 1


def test_a_newer_wish_displaces_an_older_one_which_hears_of_it(
    worker: Worker, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.piece_gate = threading.Semaphore(0)
    older, newer = ways(worker), ways(worker)
    worker.ask_aside(older)
    engine.piece_gate.release(1)
    qtbot.waitUntil(lambda: len(engine.told) >= 1)
    with qtbot.waitSignal(worker.failed) as told:
        worker.ask_aside(newer)
    assert told.args[0] == older.ticket
    with qtbot.waitSignal(worker.proposed) as proposed:
        engine.piece_gate.release(50)
    assert proposed.args[0] == newer.ticket
    assert engine.closed >= 3


def test_what_is_cancelled_ends(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.piece_gate = threading.Semaphore(0)
    answers: list[int] = []
    worker.proposed.connect(lambda ticket, _: answers.append(ticket))
    request = ways(worker)
    worker.ask_aside(request)
    engine.piece_gate.release(2)
    qtbot.waitUntil(lambda: len(engine.told) == 3)
    worker.cancel(request.ticket)
    engine.piece_gate.release(50)
    qtbot.waitUntil(lambda: engine.closed == 3)
    another = RephraseRequest(worker.new_ticket(), "", "", "It was late.")
    with qtbot.waitSignal(worker.rephrased):
        worker.ask_aside(another)
    assert answers == []


def test_a_list_of_words_waits_for_the_ghost(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.gate.clear()
    worker.suggest(SuggestRequest(worker.new_ticket(), "She opened the", "", 5, 0.35))
    qtbot.waitUntil(lambda: len(engine.asked) == 1)
    request = WordsRequest(worker.new_ticket(), "She opened the", "", 3)
    worker.list_words(request)
    done: list[str] = []
    worker.suggested.connect(lambda *_: done.append("ghost"))
    worker.words_listed.connect(lambda *_: done.append("words"))
    engine.gate.set()
    qtbot.waitUntil(lambda: done == ["ghost", "words"])
    assert engine.asked[-1][2].one_word
    assert engine.asked[-1][2].alternatives == 3


def test_a_list_that_makes_way_for_a_ghost_is_made_afterwards(
    worker: Worker, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.gate.clear()
    request = WordsRequest(worker.new_ticket(), "She opened the", "", 5)
    worker.list_words(request)
    qtbot.waitUntil(lambda: len(engine.asked) == 1)
    worker.suggest(SuggestRequest(worker.new_ticket(), "She opened the", "", 5, 0.35))
    done: list[str] = []
    worker.suggested.connect(lambda *_: done.append("ghost"))
    worker.words_listed.connect(lambda *_: done.append("words"))
    engine.gate.set()
    qtbot.waitUntil(lambda: done == ["ghost", "words"])
    assert [one[2].one_word for one in engine.asked] == [True, False, True]


def test_odd_words_are_told(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    request = RephraseRequest(worker.new_ticket(), "", "", "She opened the window.")
    with qtbot.waitSignal(worker.rephrased) as told:
        worker.ask_aside(request)
    assert told.args == [request.ticket, []]
    assert len(engine.asked) == 4


@pytest.mark.expects_errors
def test_a_model_that_breaks_meanwhile_ends_it_with_a_sentence(
    worker: Worker, engine: FakeEngine, qtbot: QtBot
) -> None:
    def fail(left: str, right: str) -> list:
        raise ZeroDivisionError

    engine.answer = fail
    request = RephraseRequest(worker.new_ticket(), "", "", "She opened the window.")
    with qtbot.waitSignal(worker.failed) as told:
        worker.ask_aside(request)
    assert told.args[0] == request.ticket
