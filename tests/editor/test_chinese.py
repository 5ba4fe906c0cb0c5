"""Chinese on the page: an input method composes, a tiny real model suggests characters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.settings.settings import Settings
from tests.editor.conftest import FakeDialogs, Writer
from tests.engine.tiny_bundle import make_stream_bundle
from tests.engine.tiny_story import CHINESE_STORY


class InputMethod:
    """Composes and commits as an input method does."""

    def __init__(self, writer: Writer, qtbot: QtBot):
        self.writer = writer
        self._qtbot = qtbot

    def compose(self, letters: str) -> None:
        QApplication.sendEvent(self.writer.page, QInputMethodEvent(letters, []))

    def commit(self, text: str, composing: str = "") -> None:
        event = QInputMethodEvent(composing, [])
        event.setCommitString(text)
        QApplication.sendEvent(self.writer.page, event)

    def get_ghost(self, text: str) -> str:
        self.commit(text)
        self._qtbot.waitUntil(lambda: self.writer.page.ghost.text != "")
        return self.writer.page.ghost.text


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "chinese"
    return make_stream_bundle(folder, "characters", CHINESE_STORY, "zh")


@pytest.fixture
def pinyin(settings: Settings, dialogs: FakeDialogs, bundle: Path, qtbot: QtBot) -> Iterator[InputMethod]:
    settings.update(precision=0.2)
    desk = Desk(settings, dialogs=dialogs)
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    desk.start_model(bundle)
    qtbot.waitUntil(lambda: desk.worker.model is not None, timeout=20_000)
    yield InputMethod(Writer(window, qtbot), qtbot)
    window.page.document().setModified(False)
    window.close()
    assert desk.end()


def test_the_ghost_comes_when_characters_are_committed_and_goes_while_one_composes(
    pinyin: InputMethod,
) -> None:
    writer = pinyin.writer
    pinyin.compose("cong'qian'you")
    assert writer.painted == "cong'qian'you"
    ghost = pinyin.get_ghost("从前有")
    assert (writer.text, ghost) == ("从前有", "一个小姑娘，")
    assert writer.painted == ghost
    pinyin.compose("y")
    assert (writer.page.ghost.text, writer.painted) == ("", "y")


def test_behind_the_ghosts_own_characters_its_rest_comes_back(pinyin: InputMethod) -> None:
    writer = pinyin.writer
    pinyin.get_ghost("从前有")
    pinyin.compose("yi'ge")
    assert pinyin.get_ghost("一个") == "小姑娘，"
    assert (writer.text, writer.painted) == ("从前有一个", "小姑娘，")


def test_no_ghost_comes_while_the_next_characters_are_composed(pinyin: InputMethod, qtbot: QtBot) -> None:
    pinyin.commit("从前有", composing="yi")
    qtbot.wait(100)
    assert pinyin.writer.page.ghost.text == ""
    assert pinyin.writer.painted == "yi"


def test_one_key_keeps_a_character_and_one_keeps_all(pinyin: InputMethod) -> None:
    writer = pinyin.writer
    pinyin.get_ghost("从前有")
    writer.control(Qt.Key.Key_Right)
    assert (writer.text, writer.painted) == ("从前有一", "个小姑娘，")
    writer.control(Qt.Key.Key_Right)
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == "从前有一个小姑娘，"
    writer.undo()
    assert writer.text == "从前有一个"


def test_a_ghost_stands_between_characters(pinyin: InputMethod, qtbot: QtBot) -> None:
    writer = pinyin.writer
    writer.put("天色已晚，她打开，走了进去。", cursor_after="打")
    writer.press(Qt.Key.Key_Delete)
    assert pinyin.get_ghost("开").startswith("屋门")
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == "天色已晚，她打开屋门，走了进去。"


def test_the_windows_foot_counts_characters(pinyin: InputMethod) -> None:
    pinyin.commit("从前有一个小姑娘，")
    assert pinyin.writer.window.status.words.text().startswith("8 ")


def test_a_continuation_streams_in_and_is_undone_as_one(pinyin: InputMethod, qtbot: QtBot) -> None:
    writer = pinyin.writer
    pinyin.commit("从前有一个")
    writer.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not writer.window.continuation.running, timeout=20_000)
    assert writer.text.startswith("从前有一个小姑娘")
    assert len(writer.text) > 80
    writer.undo()
    assert writer.text == "从前有一个"
