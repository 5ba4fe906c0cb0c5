"""A story with its mood line, and what a test does with them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.mood_line import mood_line
from desktop.editor.mood_line.mood_chart import MoodChart
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from desktop.engine.mood.mood_model import MoodModel
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.fake_engine import FakeEngine
from tests.engine.mood_bundle import make_mood_bundle

BODY = " ".join(["word"] * 150)
LIGHT, DARK, NEITHER = f"First sun. {BODY}", f"Second night. {BODY}", f"Third. {BODY}"
STORY = f"{LIGHT}\n{DARK}\n{NEITHER}"
MOODS = [2 / 3, 1 / 3, 1 / 2]


class GatedReader:
    """The real model behind a gate; notes what it is asked."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.error: BaseException | None = None

    def load(self, folder: Path) -> "GatedReader":
        self._model = MoodModel.load(folder)
        return self

    def read(self, passages: list[str]) -> list[float]:
        self.asked += passages
        self.gate.wait(20)
        if self.error:
            raise self.error
        return self._model.read(passages)


@pytest.fixture(autouse=True)
def short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mood_line, "REST_MILLISECONDS", 30)


@pytest.fixture(scope="module")
def mood_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_mood_bundle(tmp_path_factory.mktemp("models") / "moods")


@pytest.fixture
def reader() -> GatedReader:
    return GatedReader()


@pytest.fixture
def desk(
    settings: Settings, engine: FakeEngine, dialogs: FakeDialogs, reader: GatedReader, qtbot: QtBot
) -> Iterator[Desk]:
    desk = Desk(settings, engine.load, dialogs=dialogs, mood_factory=reader.load)
    yield desk
    reader.gate.set()
    for window in list(desk.windows):
        window.page.document().setModified(False)
        window.close()
    assert desk.end()


@pytest.fixture
def chart(window: Window) -> MoodChart:
    return window.mood_line.chart


@pytest.fixture
def lined(desk: Desk, writer: Writer, chart: MoodChart, mood_bundle: Path, qtbot: QtBot) -> Writer:
    """A window with a story of three passages and its mood line."""
    writer.put(STORY)
    desk.moods.use(mood_bundle)
    wait_for_moods(qtbot, chart, MOODS)
    return writer


def wait_for_moods(qtbot: QtBot, chart: MoodChart, moods: list[float]) -> None:
    qtbot.waitUntil(lambda: chart.moods == pytest.approx(moods))


def choose(window: Window, name: str) -> None:
    """Choose a command as from the menu."""
    window.actions_[name].trigger()


def told(window: Window) -> str:
    return window.messages.sentence("mood")


def put_cursor(writer: Writer, after: str) -> None:
    cursor = writer.page.textCursor()
    cursor.setPosition(writer.text.index(after) + len(after))
    writer.page.setTextCursor(cursor)


def mood_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "inkling-mood"]


def click(qtbot: QtBot, chart: MoodChart, number: int) -> None:
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.spot(number).toPoint())
