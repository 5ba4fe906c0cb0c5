"""The model's thread: broken models, failing models, models that hang."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.inference.requests import ContinueRequest, PrepareRequest, SuggestRequest
from desktop.editor.inference.worker import Worker
from desktop.editor.window.window import Window
from desktop.engine.errors import BundleDamagedError, BundleVersionError, InklingError
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.fake_engine import FakeEngine


def refuse(error: Exception) -> Callable[[Path, str], FakeEngine]:
    def load(folder: Path, provider: str) -> FakeEngine:
        raise error

    return load


def show(desk: Desk, qtbot: QtBot) -> Writer:
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    return Writer(window, qtbot)


def test_a_broken_model_is_one_sentence_and_typing_goes_on(settings, dialogs, qtbot: QtBot) -> None:
    error = BundleVersionError("This model is too new; get a newer Inkling.")
    desk = Desk(settings, refuse(error), None, dialogs)
    writer = show(desk, qtbot)
    desk.start_model(Path("model"))
    qtbot.waitUntil(lambda: writer.window.messages.sentence("model") != "")
    assert writer.window.messages.sentence("model") == "This model is too new; get a newer Inkling."
    assert writer.page.hasFocus()
    writer.type("On we go.")
    assert writer.text == "On we go."
    writer.control(Qt.Key.Key_Return)
    assert "choose one" in writer.window.status.remark.text()
    assert writer.text == "On we go."
    assert writer.window.status.model.text() == "No model"
    writer.page.document().setModified(False)
    writer.window.close()
    desk.end()


@pytest.mark.expects_errors
def test_a_model_that_breaks_in_an_unknown_way_is_one_sentence_too(settings, dialogs, qtbot: QtBot) -> None:
    desk = Desk(settings, refuse(ZeroDivisionError()), None, dialogs)
    writer = show(desk, qtbot)
    desk.start_model(Path("model"))
    qtbot.waitUntil(lambda: "cannot be loaded" in writer.window.messages.sentence("model"))
    writer.window.close()
    desk.end()


def test_no_model_at_all_is_one_sentence(settings, dialogs, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr("desktop.engine.bundles.finding.model_folders", list)
    desk = Desk(settings, FakeEngine().load, None, dialogs)
    writer = show(desk, qtbot)
    desk.start_model()
    qtbot.waitUntil(lambda: "No model was found" in writer.window.messages.sentence("model"))
    writer.window.close()
    desk.end()


def test_a_good_model_takes_a_broken_ones_place(
    desk: Desk, window: Window, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    desk.worker.load_failed.emit("Broken; choose another model.")
    dialogs.folder = Path("another")
    with qtbot.waitSignal(desk.worker.loaded):
        desk.use_model(dialogs.folder)
    assert window.messages.sentence("model") == ""
    assert desk.settings.choices.model == "another"
    assert window.status.model.text() == "another  ·  CPU"


def test_answers_arrive_on_the_windows_thread(desk: Desk, window: Window, qtbot: QtBot) -> None:
    threads: list[QThread] = []
    window.suggester.none_found.connect(lambda: threads.append(QThread.currentThread()))
    Writer(window, qtbot).type("x")
    window.suggester.ask()
    qtbot.waitUntil(lambda: threads == [window.thread()])


def test_a_model_that_cannot_answer_says_so_and_is_asked_again(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    def fail(left: str, right: str) -> list:
        raise InklingError("No answer today; try again.")

    answer, engine.answer = engine.answer, fail
    writer.type("a")
    qtbot.waitUntil(lambda: "No answer today" in writer.window.status.remark.text())
    engine.answer = answer
    writer.get_ghost(" She opened the")


@pytest.mark.expects_errors
def test_a_model_that_fails_is_not_asked_again(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    def fail(left: str, right: str) -> list:
        raise ZeroDivisionError

    engine.answer = fail
    writer.type("a")
    qtbot.waitUntil(lambda: "choose it again" in writer.window.messages.sentence("model"))
    asked = len(engine.asked)
    writer.type("bcd")
    assert len(engine.asked) == asked
    assert writer.text == "abcd"


def test_the_end_does_not_wait_for_a_model_that_hangs(qtbot: QtBot) -> None:
    engine = FakeEngine()
    engine.gate.clear()

    def hang(folder: Path, provider: str) -> FakeEngine:
        engine.gate.wait(20)
        return engine

    worker = Worker(hang)
    worker.start()
    with qtbot.waitSignal(worker.loading):
        worker.load(Path("model"), "cpu")
    assert not worker.stop(0.05)
    engine.gate.set()
    assert worker.stop(5)


def test_a_newer_model_wins_over_one_not_begun(qtbot: QtBot) -> None:
    loaded: list[Path] = []
    engine = FakeEngine()
    engine.gate.clear()

    def load(folder: Path, provider: str) -> FakeEngine:
        engine.gate.wait(20)
        loaded.append(folder)
        return engine

    worker = Worker(load)
    worker.start()
    worker.load(Path("first"), "cpu")
    qtbot.waitUntil(lambda: worker.is_loading)
    for name in ("second", "third"):
        worker.load(Path(name), "cpu")
    engine.gate.set()
    qtbot.waitUntil(lambda: not worker.is_loading and worker.model is not None)
    assert loaded[-1] == Path("third")
    assert Path("second") not in loaded or loaded[0] == Path("second")
    assert worker.stop(5)


def test_windows_share_the_model_and_get_their_own_answers(
    desk: Desk, writer: Writer, qtbot: QtBot, dialogs: FakeDialogs
) -> None:
    second = desk.new_window()
    second.activateWindow()
    qtbot.waitUntil(second.page.hasFocus)
    Writer(second, qtbot).get_ghost("She opened the")
    assert writer.page.ghost.text == ""
    second.page.document().setModified(False)
    second.close()
    writer.window.activateWindow()
    qtbot.waitUntil(writer.page.hasFocus)
    writer.get_ghost("He opened the")


def test_a_story_that_another_window_pushes_aside_ends(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.gate.clear()
    writer.type("a")
    qtbot.waitUntil(lambda: len(engine.asked) == 1)
    writer.window.continuation.start()
    assert writer.window.continuation.running
    desk.worker.suggest(SuggestRequest(desk.worker.new_ticket(), "b", "", 5, 0.5))
    assert not writer.window.continuation.running
    engine.gate.set()


# --- a thread that hangs or dies ---------------------------------------------------------------------------


class PanicError(BaseException):
    """As the `tokenizers` library raises it: no Exception."""


class Hanging:
    """Lets an engine's method wait as a library does that knows no `is_stale`."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.ended = threading.Event()

    def __call__(self, *_: object, **__: object) -> None:
        self.gate.wait(20)
        self.ended.set()


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    hanging = Hanging()
    yield hanging
    hanging.gate.set()


def look_often(worker: Worker) -> None:
    worker.watch.seconds = 0.02
    worker.load_seconds = worker.answer_seconds = 0.3


def load_again(worker: Worker, qtbot: QtBot, load: Callable[[], None]) -> None:
    """Load a model that does not hang, with all the time that a busy machine may need."""
    worker.load_seconds = worker.answer_seconds = 180
    with qtbot.waitSignal(worker.loaded, timeout=20_000):
        load()


def told(window: Window) -> str:
    return window.messages.sentence("model")


def test_a_model_that_hangs_while_it_loads_is_given_up_and_a_good_one_loads(
    settings, dialogs, hanging: Hanging, engine: FakeEngine, qtbot: QtBot
) -> None:
    def load(folder: Path, provider: str) -> FakeEngine:
        if folder.name == "bad":
            hanging()
        return engine

    desk = Desk(settings, load, dialogs=dialogs)
    look_often(desk.worker)
    writer = show(desk, qtbot)
    desk.start_model(Path("bad"))
    writer.type("Typing goes on. ")
    qtbot.waitUntil(lambda: "The model in bad did not load in time" in told(writer.window))
    assert not desk.worker.is_loading
    load_again(desk.worker, qtbot, lambda: desk.use_model(Path("good")))
    assert told(writer.window) == ""
    writer.get_ghost("She opened the")
    assert writer.text == "Typing goes on. She opened the"
    # What hung comes back in the end, and is not heard.
    hanging.gate.set()
    qtbot.waitUntil(lambda: hanging.ended.is_set() and desk.worker.stop())
    assert desk.worker.model is not None
    assert desk.worker.model.folder == Path("good")
    writer.page.document().setModified(False)
    writer.window.close()
    assert desk.end()


@pytest.mark.parametrize("method", ["suggest", "continue_story", "prepare", "survey", "turn_to", "forget"])
def test_a_model_that_hangs_in_use_is_given_up(
    desk: Desk, writer: Writer, engine: FakeEngine, hanging: Hanging, method: str, qtbot: QtBot, monkeypatch
) -> None:
    look_often(desk.worker)
    monkeypatch.setattr(engine, method, hanging)
    ticket = desk.worker.new_ticket()
    failed: list[int] = []
    desk.worker.failed.connect(lambda number, _: failed.append(number))
    if method in ("suggest", "turn_to"):
        desk.worker.suggest(SuggestRequest(ticket, "a", "", 5, 0.5))
    elif method == "continue_story":
        desk.worker.continue_story(ContinueRequest(ticket, "a", "", 5, 0.5, 1))
    elif method == "forget":
        desk.worker.forget()
    else:
        desk.worker.prepare(PrepareRequest("a", "", "", "", "a whole story", story=1))
    qtbot.waitUntil(lambda: "stopped answering and was given up" in told(writer.window))
    assert failed == ([ticket] if method in ("suggest", "turn_to", "continue_story") else [])
    assert desk.worker.model is None
    writer.type("On we go")
    assert writer.text == "On we go"
    monkeypatch.undo()
    engine.gate.set()
    load_again(desk.worker, qtbot, lambda: desk.use_model(Path("again")))
    hanging.gate.set()
    qtbot.waitUntil(hanging.ended.is_set)
    assert desk.worker.model is not None


@pytest.mark.expects_errors
@pytest.mark.parametrize("error", [PanicError("regex"), SystemExit(1), MemoryError(), KeyboardInterrupt()])
def test_whatever_a_library_raises_is_one_sentence_and_a_good_model_loads(
    settings, dialogs, engine: FakeEngine, error: BaseException, qtbot: QtBot
) -> None:
    def load(folder: Path, provider: str) -> FakeEngine:
        if folder.name == "bad":
            raise error
        return engine

    def fail(left: str, right: str) -> list:
        raise error

    desk = Desk(settings, load, dialogs=dialogs)
    writer = show(desk, qtbot)
    desk.start_model(Path("bad"))
    qtbot.waitUntil(lambda: "The model in bad cannot be loaded" in told(writer.window))
    load_again(desk.worker, qtbot, lambda: desk.use_model(Path("good")))
    answer, engine.answer = engine.answer, fail
    writer.type("a")
    qtbot.waitUntil(lambda: "choose it again" in told(writer.window))
    engine.answer = answer
    load_again(desk.worker, qtbot, lambda: desk.use_model(Path("good")))
    writer.get_ghost(" She opened the")
    writer.page.document().setModified(False)
    writer.window.close()
    assert desk.end()


def test_a_bundle_that_fails_in_use_is_put_away(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot
) -> None:
    def fail(left: str, right: str) -> list:
        raise BundleDamagedError("The model failed while it ran; choose another model.")

    engine.answer = fail
    writer.type("a")
    qtbot.waitUntil(lambda: "failed while it ran" in told(writer.window))
    assert desk.worker.model is None
    asked = len(engine.asked)
    writer.type("bcd")
    assert len(engine.asked) == asked


@pytest.mark.expects_errors
def test_a_thread_that_dies_is_replaced(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot, monkeypatch
) -> None:
    """By an error where none was foreseen, so outside of what is asked of an engine."""
    look_often(desk.worker)

    def take_failure() -> None:
        raise PanicError

    monkeypatch.setattr(engine.placement, "take_failure", take_failure)
    writer.type("a")
    qtbot.waitUntil(lambda: "choose it again" in told(writer.window))
    monkeypatch.undo()
    load_again(desk.worker, qtbot, lambda: desk.use_model(Path("again")))
    writer.get_ghost(" She opened the")
