"""A text in a language that the model has not learned: no ghost, and one quiet word that says why."""

from pytestqt.qtbot import QtBot

from tests.editor.conftest import Writer


def test_the_status_bar_says_why_there_is_no_ghost(writer: Writer, qtbot: QtBot) -> None:
    status = writer.window.status
    writer.type("Sein oder nicht ")
    qtbot.waitUntil(status.language.isVisible)
    assert status.language.text()
    assert status.language.toolTip()
    writer.type("to be ")
    qtbot.waitUntil(lambda: not status.language.isVisible())
