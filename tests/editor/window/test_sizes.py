"""Windows fit their screen, however large the system's letters are, and whatever is said in them."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSettings, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.fitting import ElidedButton, ElidedLabel
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from tests.editor.test_accessible_names import DIALOGS

SMALL = QSize(640, 512)  # what is left of 1,280 x 1,024 at 200 %
LONG = "A remark that says a great deal of what there is to be said of a device. " * 4


@pytest.fixture
def large_letters(qapp: QApplication):
    usual = qapp.font()
    large = QFont(usual)
    large.setPointSizeF(24)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = SimpleNamespace(availableSize=lambda: SMALL)

    for kind in (Window, QDialog):
        monkeypatch.setattr(kind, "screen", lambda self: screen, raising=False)


def fits(size: QSize, screen: QSize = SMALL) -> bool:
    return size.width() <= screen.width() and size.height() <= screen.height()


def test_the_first_window_fits_a_small_screen(small_screen: None, desk: Desk) -> None:
    window = desk.new_window()
    window.status.say(LONG)
    QApplication.processEvents()
    assert fits(window.size())
    assert fits(window.minimumSizeHint())


def test_a_message_makes_no_window_wider_than_its_answers(window: Window) -> None:
    window.messages.say("one", LONG, [("Save mine over it", lambda: None), ("Load theirs", lambda: None)])
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= SMALL.width()


@pytest.mark.parametrize("command", DIALOGS)
def test_a_dialog_fits_a_small_screen(small_screen: None, window: Window, command: str, qtbot: QtBot) -> None:
    window.actions_[command].trigger()
    (dialog,) = window.findChildren(QDialog)
    assert fits(dialog.size())
    assert fits(dialog.minimumSizeHint())
    dialog.close()


@pytest.mark.parametrize("command", DIALOGS)
def test_a_dialog_with_large_letters_fits(large_letters: None, window: Window, command: str) -> None:
    window.actions_[command].trigger()
    (dialog,) = window.findChildren(QDialog)
    assert fits(dialog.minimumSizeHint(), QSize(1280, 1024))
    dialog.close()


def test_a_window_with_large_letters_fits(large_letters: None, window: Window) -> None:
    window.actions_["first_steps"].trigger()
    window.status.say(LONG)
    QApplication.processEvents()
    assert fits(window.minimumSizeHint(), QSize(1280, 1024))


def test_a_label_without_room_says_all_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(LONG)
    label.resize(100, 20)
    label.grab()
    assert label.toolTip() == LONG
    assert label.text() == LONG
    label.setText("Short")
    label.grab()
    assert label.toolTip() == ""


def test_a_button_without_room_becomes_narrower(qtbot: QtBot) -> None:
    button = ElidedButton()
    qtbot.addWidget(button)
    button.setText("Inkling English  ·  CPUExecutionProvider")
    assert button.minimumSizeHint().width() < button.sizeHint().width() / 2
    button.setText("OK")
    assert button.minimumSizeHint().width() == button.sizeHint().width()


def test_large_letters_are_on_the_page_too_from_the_first_start_on(large_letters: None, tmp_path) -> None:
    def start() -> Settings:
        return Settings(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))

    first = start()
    assert first.choices.font_points == 24
    first.update(font_points=18.0)
    first.flush()
    assert start().choices.font_points == 18
