"""The writer's choices, kept between runs, and the dialogs that change them."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QKeySequenceEdit,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.preferences.model_chooser import ModelChooser
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.settings import Choices, Settings
from desktop.editor.window.help import KeysSheet
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer, child


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kept.ini"


def open_settings(store: Path) -> Settings:
    return Settings(QSettings(str(store), QSettings.Format.IniFormat))


CHANGED: dict[str, Any] = {
    "suggestions": False,
    "max_words": 3,
    "precision": 0.5,
    "temperature": 1.1,
    "continue_words": 40,
    "font_points": 18.0,
    "model": "/models/mine",
    "keys": {"accept": "Ctrl+Space", "help": ""},
    "recent": ["/a.txt"],
    "geometry": b"\x00\x01bytes",
    "language": "zh_CN",
}


def test_choices_are_kept_between_runs(store: Path, qapp) -> None:
    settings = open_settings(store)
    settings.update(**CHANGED)
    settings.flush()
    choices = open_settings(store).choices
    assert {name: getattr(choices, name) for name in CHANGED} == CHANGED


def test_a_fresh_desk_has_the_defaults(store: Path, qapp) -> None:
    assert open_settings(store).choices == Choices()


def test_a_damaged_value_is_the_default(store: Path, qapp) -> None:
    store.write_text("[desk]\nmax_words=many\nprecision=0.5\n", encoding="utf-8")
    choices = open_settings(store).choices
    assert choices.max_words == Choices().max_words
    assert choices.precision == 0.5


def test_changes_are_told_by_name(settings: Settings, qtbot: QtBot) -> None:
    with qtbot.waitSignal(settings.changed) as told:
        settings.update(max_words=2, precision=settings.choices.precision)
    assert told.args == [frozenset({"max_words"})]


def test_recent_files_are_newest_first_and_few(settings: Settings) -> None:
    for number in range(15):
        settings.add_recent(Path(f"/{number}.txt"))
    settings.add_recent(Path("/10.txt"))
    assert settings.choices.recent[:3] == ["/10.txt", "/14.txt", "/13.txt"]
    assert len(settings.choices.recent) == 10


def test_zoom_changes_the_page_and_has_limits(window: Window, settings: Settings) -> None:
    before = window.page.font().pointSizeF()
    window.actions_["zoom_in"].trigger()
    assert window.page.font().pointSizeF() == before + 1
    window.actions_["zoom_reset"].trigger()
    assert window.page.font().pointSizeF() == before
    settings.zoom(-100)
    assert window.page.font().pointSizeF() == 7


def test_the_preferences_take_effect_at_once(window: Window, settings: Settings) -> None:
    window.show_preferences()
    dialog = child(window, Preferences)
    child(dialog, QSlider, "max_words").setValue(2)
    child(dialog, QSlider, "precision").setValue(60)
    child(dialog, QSlider, "temperature").setValue(120)
    child(dialog, QSpinBox, "continue_words").setValue(50)
    child(dialog, QCheckBox, "suggestions").setChecked(False)
    choices = settings.choices
    assert (choices.max_words, choices.precision, choices.temperature) == (2, 0.6, 1.2)
    assert (choices.continue_words, choices.suggestions) == (50, False)
    assert not window.actions_["suggestions"].isChecked()
    dialog.close()


def test_keys_are_rebound_in_the_preferences(window: Window) -> None:
    window.show_preferences()
    dialog = child(window, Preferences)
    child(dialog, QKeySequenceEdit, "keys_continue").setKeySequence(QKeySequence("Ctrl+Shift+F12"))
    assert window.actions_["continue"].shortcut() == QKeySequence("Ctrl+Shift+F12")
    conflict = child(dialog, QLabel, "conflict")
    assert conflict.text() == ""
    child(dialog, QKeySequenceEdit, "keys_save").setKeySequence(QKeySequence("Ctrl+Shift+F12"))
    assert "same keys" in conflict.text()
    dialog.close()


def test_no_two_commands_have_the_same_default_keys(window: Window) -> None:
    keys = [command.keys for command in COMMANDS if command.keys and not command.while_ghost]
    assert len(keys) == len(set(keys))
    for command in COMMANDS:
        assert bool(QKeySequence(command.keys).toString()) == bool(command.keys)


def test_every_command_is_in_a_menu(window: Window) -> None:
    in_menus = {action.objectName() for menu in window.findChildren(QMenu) for action in menu.actions()}
    assert {command.name for command in COMMANDS} <= in_menus


def test_the_keys_sheet_shows_rebound_keys(window: Window, settings: Settings) -> None:
    settings.update(keys={"accept": "Ctrl+Space"})
    window.show_keys()
    sheet = child(window, KeysSheet)
    assert "Ctrl+Space" in child(sheet, QLabel).text()
    sheet.close()


def test_another_models_folder_can_be_chosen(
    desk: Desk, window: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.folder = tmp_path
    window.choose_model()
    chooser = child(window, ModelChooser)
    other = next(one for one in chooser.findChildren(QPushButton) if one.text() == "Another folder…")
    with qtbot.waitSignal(desk.worker.loaded):
        other.click()
    assert desk.worker.model is not None
    assert desk.worker.model.folder == tmp_path


def test_installed_models_are_listed(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk, qtbot: QtBot
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "config.json").write_text('{"name": "My own"}', encoding="utf-8")
    monkeypatch.setattr("desktop.engine.bundles.finding.model_folders", lambda: [tmp_path])
    window.choose_model()
    chooser = child(window, ModelChooser)
    use = next(one for one in chooser.findChildren(QPushButton) if one.text() == "Use this model")
    assert use.isEnabled()
    with qtbot.waitSignal(desk.worker.loaded):
        use.click()
    assert desk.settings.choices.model == str(folder)


def test_full_screen_and_back(writer: Writer, qtbot: QtBot) -> None:
    window = writer.window
    window.showMaximized()
    for _ in range(2):
        writer.press(Qt.Key.Key_F11)
        assert window.isFullScreen()
        assert window.actions_["full_screen"].isChecked()
        writer.press(Qt.Key.Key_F11)
        assert not window.isFullScreen()
        assert not window.actions_["full_screen"].isChecked()
        assert window.isMaximized()


def test_one_key_leaves_full_screen_after_a_restart(writer: Writer, desk: Desk, qtbot: QtBot) -> None:
    writer.press(Qt.Key.Key_F11)
    writer.window.close()
    again = desk.new_window()
    again.activateWindow()
    qtbot.waitUntil(again.page.hasFocus)
    assert again.isFullScreen()
    assert again.actions_["full_screen"].isChecked()
    qtbot.keyClick(again.page, Qt.Key.Key_F11)
    assert not again.isFullScreen()
    assert not again.actions_["full_screen"].isChecked()


def test_one_key_fills_the_screen_after_the_window_manager_left_it(writer: Writer, qtbot: QtBot) -> None:
    window, handle = writer.window, writer.window.windowHandle()
    writer.press(Qt.Key.Key_F11)
    handle.setWindowState(Qt.WindowState.WindowNoState)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.actions_["full_screen"].isChecked()
    writer.press(Qt.Key.Key_F11)
    assert window.isFullScreen()
    window.showNormal()
    handle.setWindowState(Qt.WindowState.WindowFullScreen)
    qtbot.waitUntil(window.isFullScreen)
    writer.press(Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_the_window_comes_back_where_it_was(desk: Desk, window: Window, settings: Settings) -> None:
    window.resize(700, 555)
    window.close()
    assert desk.new_window().size().height() == 555
