"""The mood line in the window: on and off, its models, the preferences."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.mood_line.mood_chart import MoodChart
from desktop.editor.preferences.model_chooser import ModelChooser
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.mood_line.conftest import (
    BODY,
    LIGHT,
    MOODS,
    STORY,
    GatedReader,
    choose,
    mood_threads,
    told,
    wait_for_moods,
)
from tests.engine.tiny_bundle import make_window_bundle

# --- on and off ------------------------------------------------------------------------------------------


def test_switching_off_unloads_and_stops_work(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    choose(window, "mood_line")
    assert not chart.isVisible()
    assert not window.actions_["mood_go"].isEnabled()
    qtbot.waitUntil(lambda: not mood_threads())
    reader.asked.clear()
    lined.page.appendPlainText(LIGHT)
    qtbot.wait(100)
    assert not reader.asked


def test_switching_off_stops_what_is_being_read(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    reader.asked.clear()
    lined.page.appendPlainText("\n".join(f"{number} {BODY}" for number in range(50)))
    qtbot.waitUntil(lambda: bool(reader.asked))
    choose(window, "mood_line")
    reader.gate.set()
    qtbot.waitUntil(lambda: not mood_threads())
    assert len(reader.asked) < 50
    assert not chart.isVisible()


def test_it_can_be_switched_on_again(lined: Writer, window: Window, chart: MoodChart, qtbot: QtBot) -> None:
    choose(window, "mood_line")
    choose(window, "mood_line")
    wait_for_moods(qtbot, chart, MOODS)
    assert chart.isVisible()


def test_the_choice_is_kept(lined: Writer, settings: Settings, tmp_path: Path, mood_bundle: Path) -> None:
    settings.flush()
    kept = Settings(QSettings(str(tmp_path / "inkling.ini"), QSettings.Format.IniFormat)).choices
    assert kept.mood_line
    assert kept.mood_model == str(mood_bundle)


def test_a_line_that_was_on_is_on_at_the_next_start(
    settings: Settings, desk: Desk, mood_bundle: Path, qtbot: QtBot
) -> None:
    settings.update(mood_line=True, mood_model=str(mood_bundle))
    window = desk.new_window()
    window.page.setPlainText(STORY)
    assert not mood_threads()  # the window comes first
    desk.start_model(Path("model"))
    wait_for_moods(qtbot, window.mood_line.chart, MOODS)


def test_an_installed_model_is_found(
    window: Window, writer: Writer, chart: MoodChart, mood_bundle: Path, monkeypatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("INKLING_MODELS", str(mood_bundle.parent))
    writer.put(STORY)
    choose(window, "mood_line")
    wait_for_moods(qtbot, chart, MOODS)


def test_without_a_model_the_writer_is_told_how_to_get_one(
    window: Window, writer: Writer, chart: MoodChart, dialogs: FakeDialogs, mood_bundle: Path, qtbot: QtBot
) -> None:
    writer.put(STORY)
    choose(window, "mood_line")
    assert "inkling-train fit --preset mood" in told(window)
    assert not window.actions_["mood_line"].isChecked()
    assert not chart.isVisible()
    dialogs.folder = mood_bundle
    window.messages.answer("mood", "Choose a folder…")
    wait_for_moods(qtbot, chart, MOODS)
    assert told(window) == ""


def test_a_writer_who_changes_their_mind_about_the_folder_has_no_line(
    window: Window, dialogs: FakeDialogs
) -> None:
    choose(window, "mood_line")
    dialogs.folder = None
    window.messages.answer("mood", "Choose a folder…")
    assert not window.actions_["mood_line"].isChecked()


def test_a_broken_bundle_is_one_sentence_and_nothing_else_breaks(
    desk: Desk, window: Window, writer: Writer, chart: MoodChart, mood_bundle: Path, tmp_path: Path, qtbot
) -> None:
    broken = Path(shutil.copytree(mood_bundle, tmp_path / "broken"))
    (broken / "mood.onnx").write_bytes(b"no graph")
    desk.moods.use(broken)
    qtbot.waitUntil(lambda: "mood.onnx does not match its checksum" in told(window))
    assert not window.actions_["mood_line"].isChecked()
    assert not chart.isVisible()
    writer.get_ghost("She opened the")
    desk.moods.use(mood_bundle)
    qtbot.waitUntil(chart.isVisible)
    assert told(window) == ""


@pytest.mark.usefixtures("chart")
def test_a_model_that_suggests_is_refused(desk: Desk, window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    desk.moods.use(make_window_bundle(tmp_path / "words"))
    qtbot.waitUntil(lambda: "suggests words and tells no moods" in told(window))


@pytest.mark.expects_errors
def test_a_model_that_fails_turns_the_line_off(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.error = ValueError("out of order")
    lined.page.appendPlainText(f"Fourth. {BODY}")
    qtbot.waitUntil(lambda: "failed; choose another one" in told(window))
    assert not chart.isVisible()
    assert not window.actions_["mood_line"].isChecked()


def test_a_model_that_hangs_is_given_up_and_a_good_one_loads(
    lined: Writer, window: Window, desk: Desk, chart: MoodChart, reader: GatedReader, mood_bundle: Path, qtbot
) -> None:
    worker = desk.moods.worker
    worker.watch.seconds = 0.02
    worker.load_seconds, worker.answer_seconds = 20, 0.3
    reader.gate.clear()
    lined.page.appendPlainText(f"Fourth. {BODY}")
    qtbot.waitUntil(lambda: "stopped answering and was given up" in told(window))
    assert not window.actions_["mood_line"].isChecked()
    assert not worker.stop(0)
    reader.gate.set()
    worker.answer_seconds = 180
    desk.moods.use(mood_bundle)
    # It is not one of the shipped ones, so that a process of its own tries it first.
    qtbot.waitUntil(chart.isVisible, timeout=30_000)
    assert told(window) == ""
    lined.get_ghost(" She opened the")


@pytest.mark.expects_errors
def test_a_model_that_panics_turns_the_line_off(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    class PanicError(BaseException):
        """No Exception."""

    reader.error = PanicError("regex")
    lined.page.appendPlainText(f"Fourth. {BODY}")
    qtbot.waitUntil(lambda: "failed; choose another one" in told(window))
    assert not chart.isVisible()


# --- preferences -----------------------------------------------------------------------------------------


@pytest.fixture
def preferences(window: Window) -> Preferences:
    window.show_preferences()
    found = window.findChild(Preferences)
    assert found is not None
    return found


def test_the_preferences_switch_it_and_follow(
    window: Window, preferences: Preferences, settings: Settings, mood_bundle: Path, qtbot: QtBot
) -> None:
    box = preferences.findChild(QCheckBox, "mood_line")
    assert box is not None
    box.click()  # there is no model, so it goes off again
    assert not box.isChecked()
    assert not settings.choices.mood_line
    settings.update(mood_model=str(mood_bundle))
    box.click()
    qtbot.waitUntil(window.mood_line.chart.isVisible)
    box.click()
    assert not window.mood_line.chart.isVisible()


def test_the_preferences_choose_its_model(
    window: Window, preferences: Preferences, mood_bundle: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("INKLING_MODELS", str(mood_bundle.parent))
    button = preferences.findChild(QPushButton, "choose_mood_model")
    assert button is not None
    button.click()
    chooser = window.findChild(ModelChooser)
    assert chooser is not None
    models = chooser.findChild(QListWidget)
    assert models is not None
    assert [models.item(row).text().splitlines()[0] for row in range(models.count())] == ["Tiny moods"]
    models.itemActivated.emit(models.item(0))
    qtbot.waitUntil(window.mood_line.chart.isVisible)
