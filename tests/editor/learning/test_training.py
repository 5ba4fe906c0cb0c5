"""A training on the writer's works, begun, watched, stopped and taken up again in a real window."""

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.inference.requests import LoadedModel
from desktop.editor.learning.training import State, Training
from desktop.editor.learning.training_panel import TrainingPanel
from desktop.editor.window.window import Window
from desktop.engine.bundles.finding import find_models
from desktop.engine.devices.device import Device
from desktop.engine.files.processes import Process
from desktop.engine.learning.plan import laid_out, learning_folder
from desktop.engine.learning.steps import Step
from desktop.engine.learning.trainer import install_command
from desktop.engine.works.shelf import Shelf
from tests.editor.conftest import Writer, child
from tests.editor.learning.fake_trainer import asked, make_trainer
from tests.engine.learning.writings import plan_in, work

SLOW = 60_000  # milliseconds: several processes start, on whatever machine


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, and count the keys of a few words only."""
    monkeypatch.setattr("desktop.editor.learning.training.LOOK_MILLISECONDS", 20)
    monkeypatch.setattr("desktop.engine.learning.steps.TYPED_WORDS", 12)


@pytest.fixture
def panel(window: Window, desk: Desk, base: Path, tmp_path: Path, qtbot: QtBot) -> TrainingPanel:
    """The panel, with a work on the shelf and a model in use that one can go on from."""
    Shelf().keep("The Ford", tmp_path / "ford.txt", work("Anna", 1200))
    desk.worker._thread.model = LoadedModel("Tiny", base, Device())
    window.actions_["learn_writing"].trigger()
    assert window.learning.dialog is not None
    qtbot.waitUntil(lambda: desk.training.can_train is not None)
    return window.learning.dialog.panel


def press(panel: TrainingPanel, name: str, qtbot: QtBot) -> None:
    button = child(panel, QPushButton, name)
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def said(panel: TrainingPanel) -> str:
    return child(panel, QLabel, "training_status").text()


def learns(desk: Desk, qtbot: QtBot) -> None:
    """Wait until the model learns, and something is seen of that."""
    training = desk.training
    qtbot.waitUntil(lambda: training.step is Step.FIT and bool(training.fit.samples), timeout=SLOW)


def test_a_better_model_is_made_kept_and_used(
    panel: TrainingPanel, desk: Desk, window: Window, trainer: Path, qtbot: QtBot
) -> None:
    (trainer / "go").touch()
    press(panel, "begin_training", qtbot)
    qtbot.waitUntil(lambda: desk.training.state is State.DONE, timeout=SLOW)
    assert desk.training.failure == ""
    assert said(panel).startswith("Better")
    assert "100" in said(panel)
    assert "120" in said(panel)
    model = desk.training.model
    assert model is not None
    assert model in [info.folder for info in find_models()]
    press(panel, "use_trained", qtbot)
    assert desk.settings.choices.model == str(model)
    assert [words.split()[0] for words in asked(trainer)] == [
        "evaluate",
        "fit",
        "export",
        "calibrate",
        "evaluate",
    ]


def test_a_model_that_is_not_better_is_not_kept_and_that_is_said(
    panel: TrainingPanel, desk: Desk, trainer: Path, base: Path, qtbot: QtBot
) -> None:
    make_trainer(trainer, base, after=130.0)
    (trainer / "go").touch()
    before = [info.folder for info in find_models()]
    press(panel, "begin_training", qtbot)
    qtbot.waitUntil(lambda: desk.training.state is State.DONE, timeout=SLOW)
    assert said(panel).startswith("Not better")
    assert [info.folder for info in find_models()] == before
    assert not child(panel, QPushButton, "use_trained").isVisible()


def test_one_writes_while_it_learns_and_the_status_bar_says_how_far_it_is(
    panel: TrainingPanel, desk: Desk, window: Window, writer: Writer, qtbot: QtBot
) -> None:
    press(panel, "begin_training", qtbot)
    learns(desk, qtbot)
    assert desk.training.fit.share == 0.4
    process = desk.training._process
    assert process is not None
    if hasattr(os, "getpriority"):
        # What types comes first.
        assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    assert "ford" in panel.samples.toPlainText()
    assert panel.chart.isVisible()
    assert "99.5" in panel.chart.sentence
    assert "81.5" in panel.chart.sentence
    assert panel.grab().width() > 0
    tool = child(window, QToolButton, "learning_tool")
    assert tool.isVisible()
    assert window.learning.dialog is not None
    with qtbot.waitSignal(window.learning.dialog.destroyed):
        window.learning.dialog.close()
    window.activateWindow()
    window.page.setFocus()
    qtbot.waitUntil(window.page.hasFocus)
    writer.get_ghost("She opened the")
    assert desk.training.state is State.RUNNING
    qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert window.learning.dialog is not None


def test_it_stops_and_goes_on_where_it_was(
    panel: TrainingPanel, desk: Desk, trainer: Path, qtbot: QtBot
) -> None:
    press(panel, "begin_training", qtbot)
    learns(desk, qtbot)
    press(panel, "stop_training", qtbot)
    qtbot.waitUntil(lambda: desk.training.state is State.STOPPED, timeout=SLOW)
    assert desk.training.failure == ""
    assert said(panel) == "Stopped; “Go On” takes it up where it was."
    desk.settings.update(language="zh_CN")
    qtbot.waitUntil(lambda: said(panel) == "已停止；“继续”会从停下的地方接着学。")
    (trainer / "go").touch()
    press(panel, "go_on_training", qtbot)
    qtbot.waitUntil(lambda: desk.training.state is State.DONE, timeout=SLOW)
    assert [words for words in asked(trainer) if "fit" in words] == ["fit --from", "fit --resume"]


def test_another_desk_takes_it_up(panel: TrainingPanel, desk: Desk, trainer: Path, qtbot: QtBot) -> None:
    press(panel, "begin_training", qtbot)
    learns(desk, qtbot)
    desk.training.end()
    assert laid_out() is not None
    (trainer / "go").touch()
    later = Training()
    assert later.state is State.STOPPED
    assert later.fit.share == 0.4
    later.look_for_trainer()
    qtbot.waitUntil(lambda: later.can_train is True, timeout=SLOW)
    later.go_on()
    qtbot.waitUntil(lambda: later.state is State.DONE, timeout=SLOW)
    assert later.model is not None
    again = Training()
    assert (again.state, again.model) == (State.DONE, later.model)
    assert len(find_models()) == len({info.folder for info in find_models()})


def test_only_one_desk_trains_at_a_time(
    panel: TrainingPanel, desk: Desk, trainer: Path, qtbot: QtBot
) -> None:
    press(panel, "begin_training", qtbot)
    learns(desk, qtbot)
    other = Training()
    other.go_on()
    assert not other.is_busy
    assert "Another Inkling" in other.failure
    desk.training.stop()
    qtbot.waitUntil(lambda: desk.training.state is State.STOPPED, timeout=SLOW)


def test_what_a_crashed_desk_has_left_running_is_waited_for(
    base: Path, trainer: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    plan = plan_in(learning_folder(), base)
    for step in (Step.KEYS_BEFORE, Step.BEFORE):
        (plan.folder / step.value).write_text("{}")
    (plan.folder / "process.json").write_text(json.dumps(Process.current().to_dict()))
    training = Training()
    training.look_for_trainer()
    qtbot.waitUntil(lambda: training.can_train is True, timeout=SLOW)
    training.go_on()
    assert training.state is State.RUNNING
    qtbot.wait(100)
    assert not (trainer / "asked.txt").exists()  # nothing was started beside it
    assert training._left_behind is not None
    training._left_behind = Process(2**31 - 2, "", "")
    (trainer / "go").touch()
    qtbot.waitUntil(lambda: (trainer / "asked.txt").exists(), timeout=SLOW)
    training.end()


def test_what_the_trainer_complains_of_is_told(
    panel: TrainingPanel, desk: Desk, trainer: Path, qtbot: QtBot
) -> None:
    (trainer / "fails").touch()
    press(panel, "begin_training", qtbot)
    qtbot.waitUntil(lambda: desk.training.state is State.STOPPED, timeout=SLOW)
    assert "The disk is full" in said(panel)
    assert child(panel, QPushButton, "go_on_training").isEnabled()
    press(panel, "discard_training", qtbot)
    assert not learning_folder().exists()
    assert child(panel, QPushButton, "begin_training").isVisible()


@pytest.mark.parametrize("is_there", [True, False])
def test_without_the_trainer_the_command_that_installs_it_is_shown(
    window: Window, desk: Desk, trainer: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, is_there: bool
) -> None:
    if is_there:
        (trainer / "incomplete").touch()
    else:
        monkeypatch.setenv("INKLING_TRAIN", str(trainer / "no such program"))
    window.actions_["learn_writing"].trigger()
    assert window.learning.dialog is not None
    panel = window.learning.dialog.panel
    qtbot.waitUntil(lambda: desk.training.can_train is False, timeout=SLOW)
    assert install_command() in said(panel)
    assert not child(panel, QPushButton, "begin_training").isEnabled()


def test_too_few_words_are_not_begun_with(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.actions_["learn_writing"].trigger()
    assert window.learning.dialog is not None
    panel = window.learning.dialog.panel
    qtbot.waitUntil(lambda: desk.training.can_train is True, timeout=SLOW)
    assert not child(panel, QPushButton, "begin_training").isEnabled()
