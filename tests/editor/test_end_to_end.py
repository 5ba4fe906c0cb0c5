"""The real window, the real engine and a tiny real model, from keys to words."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.settings.settings import Settings
from tests.editor.conftest import FakeDialogs, Writer
from tests.engine.tiny_bundle import make_stream_bundle

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stream_bundle(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def real(settings: Settings, dialogs: FakeDialogs, bundle: Path, qtbot: QtBot) -> Iterator[Writer]:
    desk = Desk(settings, dialogs=dialogs)
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    desk.start_model(bundle)
    qtbot.waitUntil(lambda: desk.worker.model is not None, timeout=20_000)
    yield Writer(window, qtbot)
    window.page.document().setModified(False)
    window.close()
    assert desk.end()


def test_a_real_suggestion_is_painted_and_accepted(real: Writer) -> None:
    real.get_ghost("Once upon a")
    painted = real.painted
    assert painted.startswith(" time")
    real.press(Qt.Key.Key_Tab)
    assert real.text == f"Once upon a{painted} "
    real.undo()
    assert real.text == "Once upon a"


def test_a_half_typed_word_is_completed(real: Writer) -> None:
    real.get_ghost("Once upon a ti")
    assert real.painted.startswith("me")


def test_typing_through_a_real_suggestion(real: Writer, qtbot: QtBot) -> None:
    real.get_ghost("Once upon a")
    painted = real.painted
    real.type(" ti")
    assert real.painted == painted[3:]


def test_a_real_continuation_streams_in_and_is_undone_as_one(real: Writer, qtbot: QtBot) -> None:
    real.type("Once upon a time")
    real.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not real.window.continuation.running, timeout=20_000)
    assert len(real.text.split()) > 20
    assert real.text.startswith("Once upon a time")
    real.undo()
    assert real.text == "Once upon a time"


def test_the_status_bar_names_model_and_provider(real: Writer, qtbot: QtBot) -> None:
    model = real.window.worker.model
    assert model is not None
    assert model.device.provider == "CPU"
    qtbot.waitUntil(lambda: real.window.status.model.text() == f"{model.name}  ·  CPU")
    assert model.name != "tiny"


def test_a_damaged_bundle_is_one_sentence_and_writing_goes_on(
    real: Writer, bundle: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(bundle, damaged)
    with (damaged / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    assert isinstance(real.window.desk, Desk)
    real.window.desk.use_model(damaged)
    qtbot.waitUntil(lambda: real.window.messages.sentence("model") != "", timeout=20_000)
    assert real.window.messages.sentence("model").count(". ") == 0
    real.type("Once upon a")
    assert real.text == "Once upon a"
    assert real.painted == ""


RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.editor import app
from desktop.editor.window import window

def watch():
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, window.Window)]
    if not windows or windows[0].worker.model is None:
        QTimer.singleShot(50, watch)
        return
    one = windows[0]
    print(one.windowTitle(), one.page.toPlainText(), one.worker.model.device.provider, flush=True)
    one.close()

application = QApplication(["inkling"])
QTimer.singleShot(0, watch)
sys.exit(app.run([Path(sys.argv[1])], Path(sys.argv[2]), "auto"))
"""


def test_the_program_starts_opens_a_file_loads_the_model_and_ends(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Once upon a time", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(file), str(bundle)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        env=os.environ,
    )
    complaints = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, complaints) == (0, [])
    assert done.stdout.strip() == "story.txt[*] — Inkling Once upon a time CPU"


def test_a_system_without_a_screen_gets_one_sentence(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    script = "import sys; from desktop.editor.app import run; sys.exit(run([]))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60, env=environment
    )
    assert done.returncode == 1
    if sys.platform.startswith("linux"):
        assert done.stderr.startswith("Inkling cannot open a window")
