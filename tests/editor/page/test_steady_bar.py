"""The scroll bar comes when it is needed, and no line is broken without an end."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer

SENTENCE = "It was a dark night, and nobody saw the man who came over the hill. "


class Resizings(QObject):
    def __init__(self, watched: QObject):
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Resize
        return False


@pytest.mark.parametrize("typewriter", [False, True])
@pytest.mark.parametrize("text", [SENTENCE * 3, SENTENCE * 60, "One.", SENTENCE * 3 + "\n"])
def test_a_text_at_rest_is_not_laid_out_anew(
    window: Window, settings: Settings, writer: Writer, qtbot: QtBot, text: str, typewriter: bool
) -> None:
    settings.update(typewriter=typewriter)
    for width in (500, 700, 960):
        window.resize(width, 600)
        writer.put(text)
        qtbot.wait(30)
        resizings = Resizings(window.page.viewport())
        qtbot.keyClicks(window.page, "and so")
        qtbot.wait(30)
        assert resizings.count <= 4  # the bar has come, or gone


def test_the_bar_is_there_while_there_is_something_to_scroll(
    window: Window, writer: Writer, qtbot: QtBot
) -> None:
    bar = window.page.verticalScrollBar()
    assert not bar.isVisible()
    writer.put(SENTENCE * 3)
    qtbot.waitUntil(bar.isVisible)
    writer.put("One.")
    qtbot.waitUntil(lambda: not bar.isVisible())
    window.page.scroll_bar.allow(False)
    writer.put(SENTENCE * 3)
    QApplication.processEvents()
    assert not bar.isVisible()
    window.page.scroll_bar.allow(True)
    qtbot.waitUntil(bar.isVisible)
