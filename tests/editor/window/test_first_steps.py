"""The card that shows the three keys: by doing, without a model, and with nothing lost or counted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.settings.settings import Settings
from desktop.editor.window.first_steps import Card
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer


@pytest.fixture
def bare(desk: Desk, qtbot: QtBot) -> Window:
    """A window whose model has not even begun to load."""
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    return window


def card_of(window: Window) -> Card | None:
    cards = [one for one in window.findChildren(Card) if one.isVisible()]
    return cards[0] if cards else None


class Learner:
    """Does what the card says."""

    def __init__(self, window: Window, qtbot: QtBot):
        self.window = window
        self._qtbot = qtbot
        window.actions_["first_steps"].trigger()
        card = card_of(window)
        assert card is not None
        self.card = card
        self.line = card.line
        assert self.line.hasFocus()

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.line, text)

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.line, key)

    def wait_for_offer(self) -> str:
        self._qtbot.waitUntil(lambda: self.line.ghost.text != "")
        return self.line.ghost.text

    @property
    def task(self) -> str:
        label = self.card.findChild(QLabel, "first_steps_task")
        assert isinstance(label, QLabel)
        return label.text()

    @property
    def is_gone(self) -> bool:
        return card_of(self.window) is None and self.window.page.hasFocus()


@pytest.fixture
def learner(bare: Window, qtbot: QtBot) -> Learner:
    return Learner(bare, qtbot)


def test_the_three_keys_are_shown_by_doing(learner: Learner) -> None:
    assert "Type" in learner.task
    learner.type("Hello")
    offer = learner.wait_for_offer()
    assert "Tab" in learner.task
    learner.press(Qt.Key.Key_Tab)
    assert learner.line.toPlainText() == f"Hello{offer} "
    assert "Esc" in learner.task
    learner.wait_for_offer()
    learner.press(Qt.Key.Key_Escape)
    assert learner.line.ghost.text == ""
    assert "That is all" in learner.task
    learner.press(Qt.Key.Key_Return)
    assert learner.is_gone
    assert learner.window.page.toPlainText() == ""
    assert not learner.window.session.is_modified
    assert learner.window.word_count.words == 0


def test_keys_that_were_rebound_are_those_that_are_shown(bare: Window, settings: Settings, qtbot) -> None:
    settings.update(keys={"accept": "F8"})
    learner = Learner(bare, qtbot)
    learner.type("Hello")
    offer = learner.wait_for_offer()
    assert "F8" in learner.task
    learner.press(Qt.Key.Key_F8)
    assert learner.line.toPlainText().endswith(f"{offer} ")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
def test_one_key_skips_it(learner: Learner, key: Qt.Key) -> None:
    learner.press(key)
    assert learner.is_gone


def test_a_button_skips_it(learner: Learner, qtbot: QtBot) -> None:
    button = learner.card.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert learner.is_gone


def test_who_writes_on_is_on_the_page_with_every_word(learner: Learner, qtbot: QtBot) -> None:
    text = "It was late when she came to the house at last, and it was dark."
    for letter in text:
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClicks(focused, letter)
    assert learner.is_gone
    assert learner.window.page.toPlainText() == text
    assert learner.window.session.is_modified


def test_a_text_is_kept_although_it_is_skipped(learner: Learner) -> None:
    learner.type("It was late already")
    learner.press(Qt.Key.Key_Return)
    assert learner.window.page.toPlainText() == "It was late already"
    learner.window.page.undo()
    assert learner.window.page.toPlainText() == ""


def test_words_of_offers_make_no_text_of_a_try(learner: Learner) -> None:
    learner.type("Hello")
    learner.wait_for_offer()
    learner.press(Qt.Key.Key_Tab)
    learner.type(" you")
    learner.press(Qt.Key.Key_Return)
    assert learner.window.page.toPlainText() == ""


def test_words_go_behind_those_that_are_there(bare: Window, qtbot: QtBot) -> None:
    writer = Writer(bare, qtbot)
    writer.put("One two. ")
    learner = Learner(bare, qtbot)
    learner.type("Three four five six")
    learner.press(Qt.Key.Key_Return)
    assert writer.text == "One two. Three four five six"


def test_a_window_that_closes_asks_about_them(learner: Learner, dialogs: FakeDialogs) -> None:
    dialogs.on_unsaved = Unsaved.CANCEL
    learner.type("It was late already")
    assert not learner.window.close()
    assert dialogs.questions == 1
    assert learner.window.page.toPlainText() == "It was late already"


def test_a_file_that_is_opened_comes_in_its_place(learner: Learner, tmp_path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("A story.", encoding="utf-8")
    learner.type("Hello")
    assert learner.window.session.open(file)
    assert learner.is_gone
    assert learner.window.page.toPlainText() == "A story."


def test_chinese_is_tried_too(learner: Learner) -> None:
    for word in ("你好", "世界"):
        event = QInputMethodEvent()
        event.setCommitString(word)
        QApplication.sendEvent(learner.line, event)
    learner.wait_for_offer()
    learner.press(Qt.Key.Key_Return)
    assert learner.window.page.toPlainText() == ""


def test_it_follows_the_language_and_the_page(learner: Learner, settings: Settings) -> None:
    settings.update(font_points=30.0)
    assert learner.line.font().pointSizeF() == 30
    settings.update(language="zh_CN")
    assert card_of(learner.window) is learner.card


def test_there_is_one_card(learner: Learner) -> None:
    learner.window.actions_["first_steps"].trigger()
    assert card_of(learner.window) is learner.card
    learner.press(Qt.Key.Key_Escape)
    learner.window.actions_["first_steps"].trigger()
    assert card_of(learner.window) is not learner.card


# --- when it comes by itself -----------------------------------------------------------------------------


def test_it_comes_on_the_very_first_start_only(desk: Desk, bare: Window) -> None:
    desk.settings.is_first_start = True
    desk.greet(bare, has_files=False)
    assert card_of(bare) is not None


def test_it_does_not_come_where_files_were_asked_for(desk: Desk, bare: Window) -> None:
    desk.settings.is_first_start = True
    desk.greet(bare, has_files=True)
    assert card_of(bare) is None


def test_it_does_not_come_later(desk: Desk, bare: Window) -> None:
    desk.settings.is_first_start = False
    desk.greet(bare, has_files=False)
    assert card_of(bare) is None


def test_a_start_is_the_first_until_something_is_kept(tmp_path, qapp) -> None:
    from PySide6.QtCore import QSettings

    def start() -> Settings:
        return Settings(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))

    first = start()
    assert first.is_first_start
    first.update(geometry=b"place")
    first.flush()
    assert not start().is_first_start
