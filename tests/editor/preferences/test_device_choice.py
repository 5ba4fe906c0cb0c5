"""What the model runs on, as the writer sees it.

No test has a graphics card: the devices here are names that a fake engine says (see `fake_engine`), and the
sessions that are lost in the real engine are fakes that compute on the CPU (see `tests/engine/fake_runtime`).
"""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.inference.requests import PrepareRequest, SuggestRequest
from desktop.editor.inference.worker import Worker
from desktop.editor.messages.device_words import device_words
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.settings.settings import Settings
from desktop.editor.window.help import about_text
from desktop.editor.window.window import Window
from desktop.engine.devices.device import Device
from desktop.engine.engine import Engine, Suggestion
from desktop.engine.errors import Sentence
from desktop.engine.placement.verdict import Figures, Verdict
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.fake_engine import FakeEngine
from tests.engine.fake_runtime import FakeRuntime
from tests.engine.tiny_bundle import make_stream_bundle

CARD = Device("CUDA", "Fake Card")
VERDICT = Verdict(
    "cuda",
    {"cpu": Figures(Device(), 3.14159, 651.6), "cuda": Figures(CARD, 1.0, 1200.0)},
    {"directml": "no device here"},
)
LOST = Sentence("{provider} failed while the model ran", {"provider": "CUDA"})


def preferences_of(window: Window) -> Preferences:
    window.show_preferences()
    dialog = window.findChild(Preferences)
    assert isinstance(dialog, Preferences)
    return dialog


def choice_in(dialog: QWidget) -> QComboBox:
    found = dialog.findChild(QComboBox, "provider")
    assert isinstance(found, QComboBox)
    return found


def offers_in(dialog: QWidget) -> list[str]:
    choice = choice_in(dialog)
    return [choice.itemData(index) for index in range(choice.count())]


def facts_in(dialog: QWidget) -> list[str]:
    found = dialog.findChild(QLabel, "device")
    assert isinstance(found, QLabel)
    return found.text().splitlines()


# --- shown -------------------------------------------------------------------------------------------


def test_the_window_shows_what_the_model_really_runs_on(
    desk: Desk, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert window.status.model.text() == "model  ·  CPU"
    assert window.status.model.toolTip() == "The model that suggests; it runs on CPU, 1 thread"
    engine.placement.device = CARD
    with qtbot.waitSignal(desk.worker.loaded):
        desk.settings.update(provider="cuda")
    assert window.status.model.text() == "model  ·  CUDA"
    assert window.status.model.toolTip() == "The model that suggests; it runs on CUDA: Fake Card"
    assert "model runs on CUDA: Fake Card." in about_text(desk.worker.model)


def test_words_for_devices(window: Window) -> None:
    assert device_words(Device(threads=3)) == "CPU, 3 threads"
    assert device_words(Device("DirectML")) == "DirectML"


def test_the_preferences_offer_what_is_there(window: Window, qtbot: QtBot) -> None:
    dialog = preferences_of(window)
    assert offers_in(dialog) == ["auto", "cpu"]
    assert facts_in(dialog) == ["Now: CPU, 1 thread"]


def test_the_preferences_say_what_was_measured(
    desk: Desk, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.placement.offered = ("cuda", "directml", "cpu")
    dialog = preferences_of(window)
    with qtbot.waitSignal(desk.worker.loaded):
        desk.use_model(Path("another"))
    assert offers_in(dialog) == ["auto", "cpu", "cuda", "directml"]
    assert facts_in(dialog)[1:] == ["Inkling will measure what is fastest when you have typed and then rest."]
    engine.placement.device, engine.placement.verdict = CARD, VERDICT
    with qtbot.waitSignal(desk.worker.loaded):
        desk.use_model(Path("a third"))
    assert facts_in(dialog) == [
        "Now: CUDA: Fake Card",
        "CPU, 1 thread: 3.1 ms a suggestion, 652 words a second",
        "CUDA: Fake Card: 1.0 ms a suggestion, 1200 words a second",
        "Windows graphics (DirectML): does not work here (no device here)",
    ]
    qtbot.waitUntil(lambda: dialog.isVisible())
    facts = dialog.findChild(QLabel, "device")
    assert isinstance(facts, QLabel)
    assert facts.height() >= facts.heightForWidth(facts.width())


def test_preferences_without_a_model_say_nothing_of_a_device(
    window: Window, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Qt complained: the empty words were given a height of -1."""
    monkeypatch.setattr(Worker, "model", None)
    device = preferences_of(window).findChild(QLabel, "device")
    assert isinstance(device, QLabel)
    assert not device.text()
    assert device.minimumHeight() == 0


def test_a_choice_in_the_preferences_loads_the_model_there(
    desk: Desk, window: Window, engine: FakeEngine, settings: Settings, qtbot: QtBot, monkeypatch
) -> None:
    asked: list[str] = []

    def load(folder: Path, provider: str) -> FakeEngine:
        asked.append(provider)
        return engine

    monkeypatch.setattr(desk.worker, "_factory", load)
    engine.placement.offered = ("cuda", "cpu")
    with qtbot.waitSignal(desk.worker.loaded):
        desk.use_model(Path("another"))
    choice = choice_in(preferences_of(window))
    with qtbot.waitSignal(desk.worker.loaded):
        choice.setCurrentIndex(choice.findData("cuda"))
        choice.activated.emit(choice.currentIndex())
    assert settings.choices.provider == "cuda"
    assert asked == ["auto", "cuda"]


def test_a_choice_that_is_no_longer_installed_stays_in_sight(settings: Settings, window: Window) -> None:
    settings.choices.provider = "directml"
    choice = choice_in(preferences_of(window))
    assert choice.currentData() == "directml"


# --- measured ----------------------------------------------------------------------------------------


@pytest.fixture
def undecided(settings: Settings, dialogs: FakeDialogs, qtbot: QtBot) -> Iterator[tuple[Desk, FakeEngine]]:
    """A desk that measures at once when it is allowed to, and its engine, which has something to measure."""
    engine = FakeEngine()
    engine.placement.rests = 2
    engine.placement.found = (CARD, VERDICT)
    desk = Desk(settings, engine.load, dialogs=dialogs)
    desk.worker.rest_seconds = 0
    yield desk, engine
    for window in list(desk.windows):
        window.page.document().setModified(False)
        window.close()
    assert desk.end()


def show(desk: Desk, qtbot: QtBot) -> Writer:
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    with qtbot.waitSignal(desk.worker.loaded):
        desk.start_model(Path("model"))
    return Writer(window, qtbot)


def let_the_worker_rest(worker: Worker, engine: FakeEngine, qtbot: QtBot) -> None:
    """Give it mail, and time to look for work after it."""
    for _ in range(3):
        before = engine.forgotten
        worker.forget()
        qtbot.waitUntil(partial(lambda count: engine.forgotten == count, before + 1))


def test_nothing_is_measured_before_the_first_suggestion(
    undecided: tuple[Desk, FakeEngine], qtbot: QtBot
) -> None:
    desk, engine = undecided
    writer = show(desk, qtbot)
    let_the_worker_rest(desk.worker, engine, qtbot)
    assert engine.placement.measured == 0
    measured_before: list[int] = []

    def answer(left: str, right: str) -> list[Suggestion]:
        measured_before.append(engine.placement.measured)
        return []

    engine.answer = answer
    with qtbot.waitSignal(desk.worker.placed):
        writer.type("a")
    assert measured_before == [0]
    assert engine.placement.measured == 3
    assert writer.window.status.model.text() == "model  ·  CUDA"


def test_what_was_measured_appears_in_open_preferences(
    undecided: tuple[Desk, FakeEngine], qtbot: QtBot
) -> None:
    desk, engine = undecided
    engine.placement.offered = ("cuda", "cpu")
    writer = show(desk, qtbot)
    dialog = preferences_of(writer.window)
    with qtbot.waitSignal(desk.worker.placed):
        desk.worker.suggest(SuggestRequest(desk.worker.new_ticket(), "a", "", 5, 0.5))
    assert facts_in(dialog)[0] == "Now: CUDA: Fake Card"
    assert facts_in(dialog)[1].startswith("CPU, 1 thread: 3.1 ms")


def test_where_there_is_nothing_to_measure_the_worker_waits_for_mail(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    desk.worker.rest_seconds = 0
    writer.get_ghost("She opened the")
    let_the_worker_rest(desk.worker, engine, qtbot)
    assert engine.placement.measured == 0


@pytest.mark.expects_errors
def test_a_measurement_that_breaks_is_not_tried_for_ever(
    undecided: tuple[Desk, FakeEngine], qtbot: QtBot, monkeypatch
) -> None:
    desk, engine = undecided
    tries = []

    def break_down(is_stale) -> bool:
        tries.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(engine.placement, "measure", break_down)
    writer = show(desk, qtbot)
    writer.type("a")
    qtbot.waitUntil(lambda: "choose it again" in writer.window.messages.sentence("model"))
    desk.worker.prepare(PrepareRequest("a", "", "", "", story=1))
    desk.worker.forget()
    writer.type("b")
    assert writer.text == "ab"
    assert len(tries) == 1


# --- lost --------------------------------------------------------------------------------------------


def test_a_lost_device_is_told_once_in_one_window(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    second = desk.new_window()
    for window in (second, writer.window):
        window.activateWindow()
        qtbot.waitUntil(window.page.hasFocus)
    for text in ("She opened the", " And he opened the"):
        engine.placement.failure = LOST
        writer.get_ghost(text)
        qtbot.waitUntil(lambda: engine.placement.failure is None)
        qtbot.waitUntil(lambda: desk.worker.model is not None)
    told = "CUDA failed while the model ran"
    assert [one.messages.sentence("device") for one in (writer.window, second)] == [told, ""]
    writer.window.messages.answer("device", "Dismiss")
    engine.placement.failure = LOST
    writer.get_ghost(" They opened the")
    qtbot.waitUntil(lambda: engine.placement.failure is None)
    assert writer.window.messages.sentence("device") == ""


def lose_device(engine: FakeEngine, writer: Writer, qtbot: QtBot) -> None:
    """Let the accelerator fail under the next suggestion, and wait until the writer is told."""
    engine.placement.failure = LOST
    writer.get_ghost("She opened the")
    qtbot.waitUntil(lambda: writer.window.messages.sentence("device") != "")


def test_the_message_of_a_lost_device_leads_to_the_preferences(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    lose_device(engine, writer, qtbot)
    writer.window.messages.answer("device", "Preferences…")
    assert writer.window.findChild(Preferences) is not None


def test_another_choice_takes_the_message_away(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    lose_device(engine, writer, qtbot)
    with qtbot.waitSignal(desk.worker.loaded):
        desk.settings.update(provider="cpu")
    assert writer.window.messages.sentence("device") == ""


def test_a_device_that_fails_when_the_model_is_loaded_is_told(
    settings: Settings, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    engine = FakeEngine()
    engine.placement.failure = LOST
    desk = Desk(settings, engine.load, dialogs=dialogs)
    writer = show(desk, qtbot)
    qtbot.waitUntil(lambda: writer.window.messages.sentence("device") == "CUDA failed while the model ran")
    assert writer.window.status.model.text() == "model  ·  CPU"
    writer.window.close()
    desk.end()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stream_bundle(tmp_path_factory.mktemp("models") / "stream")


@pytest.fixture
def on_fake_card(
    bundle: Path, settings: Settings, dialogs: FakeDialogs, qtbot: QtBot
) -> Iterator[tuple[Writer, FakeRuntime]]:
    """A window with the real engine, on a card that is a fake."""
    fake = FakeRuntime()
    settings.update(provider="cuda", precision=0.02)
    desk = Desk(
        settings,
        lambda folder, provider: Engine.load(folder, provider, runtime=fake.runtime),
        dialogs=dialogs,
    )
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    with qtbot.waitSignal(desk.worker.loaded):
        desk.start_model(bundle)
    yield Writer(window, qtbot), fake
    window.page.document().setModified(False)
    window.close()
    assert desk.end()


def test_no_key_and_no_suggestion_is_lost_with_a_fake_card(
    on_fake_card: tuple[Writer, FakeRuntime], qtbot: QtBot
) -> None:
    writer, fake = on_fake_card
    assert writer.window.status.model.text().endswith("CUDA")
    # In the middle of what comes now; behind "Once upon " all of "a time" may be known.
    fake.runs_left = 2
    writer.get_ghost("Once upon a")
    assert writer.text == "Once upon a"
    assert writer.page.ghost.text.startswith(" time")
    qtbot.waitUntil(lambda: "CUDA failed while the model ran" in writer.window.messages.sentence("device"))
    assert writer.window.status.model.text().endswith("CPU")


def test_a_continuation_outlives_a_fake_card(on_fake_card: tuple[Writer, FakeRuntime], qtbot: QtBot) -> None:
    writer, fake = on_fake_card
    writer.window.settings.update(continue_words=30, suggestions=False)
    writer.type("Once upon a time there was")
    fake.runs_left = 12
    writer.window.continuation.start()
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert len(writer.text.split()) > 25
    qtbot.waitUntil(lambda: "CUDA failed while the model ran" in writer.window.messages.sentence("device"))


def test_a_worker_that_measures_ends_when_it_is_told(qtbot: QtBot) -> None:
    engine = FakeEngine()
    engine.placement.rests = 0
    begun = threading.Event()

    def wait_for_the_end(is_stale) -> bool:
        begun.set()
        while not is_stale():
            threading.Event().wait(0.001)
        return False

    engine.placement.measure = wait_for_the_end  # type: ignore[method-assign]
    worker = Worker(engine.load)
    worker.rest_seconds = 0
    worker.start()
    with qtbot.waitSignal(worker.loaded):
        worker.load(Path("model"), "auto")
    worker.suggest(SuggestRequest(worker.new_ticket(), "a", "", 5, 0.5))
    assert begun.wait(5)
    assert worker.stop(5)
