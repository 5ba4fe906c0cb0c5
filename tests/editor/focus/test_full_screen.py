"""Nothing but the page."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QApplication

from desktop.editor.focus.full_screen import EDGE_PIXELS


@pytest.fixture
def filled(window, writer, qtbot):
    QCursor.setPos(300, 300)
    writer.press(Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    return window


def bars(window) -> list[bool]:
    return [one.isVisible() for one in (window.menuBar(), window._frame.toolbar, window.status)]


def test_f11_leaves_nothing_but_the_page_and_brings_all_back(filled, writer, page, settings, qtbot) -> None:
    assert bars(filled) == [False, False, False]
    assert filled.actions_["full_screen"].isChecked()
    assert page.height() == filled.height()
    assert "F11 brings everything back" in filled.full_screen._hint.text()
    writer.type("Keys work.")
    writer.press(Qt.Key.Key_F8)
    assert settings.choices.focus == "sentence"
    writer.press(Qt.Key.Key_Escape)
    assert filled.isFullScreen()
    writer.press(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not filled.isFullScreen())
    assert bars(filled) == [True, True, True]
    assert writer.text == "Keys work."


def test_the_menu_comes_at_the_top_edge_and_goes(filled, qtbot) -> None:
    edge = filled.full_screen._edge
    assert (edge.isVisible(), edge.height(), edge.width()) == (True, EDGE_PIXELS, filled.width())
    QApplication.sendEvent(edge, QEnterEvent(QPointF(5, 1), QPointF(5, 1), QPointF(5, 1)))
    assert filled.menuBar().isVisible()
    qtbot.waitUntil(lambda: not filled.menuBar().isVisible())
    assert edge.isVisible()


def test_the_menu_stays_while_the_pointer_rests_on_it(filled, qtbot) -> None:
    QApplication.sendEvent(filled.full_screen._edge, QEvent(QEvent.Type.Enter))
    QCursor.setPos(filled.menuBar().mapToGlobal(filled.menuBar().rect().center()))
    filled.full_screen._hide_menu_unless_used()
    assert filled.menuBar().isVisible()
    QCursor.setPos(300, 300)
    qtbot.waitUntil(lambda: not filled.menuBar().isVisible())


def test_the_menu_stays_while_it_is_used(filled, monkeypatch, qtbot) -> None:
    QApplication.sendEvent(filled.full_screen._edge, QEvent(QEvent.Type.Enter))
    menu = filled.menuBar().actions()[0].menu()
    monkeypatch.setattr(QApplication, "activePopupWidget", lambda: menu)
    filled.full_screen._hide_menu_unless_used()
    assert filled.menuBar().isVisible()
    monkeypatch.undo()
    qtbot.waitUntil(lambda: not filled.menuBar().isVisible())


def test_messages_and_the_find_bar_are_seen_there_too(filled, writer, page) -> None:
    filled.messages.say("topic", "Something.")
    assert filled.messages.isVisible()
    writer.control(Qt.Key.Key_F)
    assert filled.finding.bar.isVisible()


def test_a_panel_turned_off_there_stays_off(window, settings, writer, qtbot) -> None:
    writer.press(Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    settings.update(mood_line=True)
    assert not window.mood_line.chart.isVisible()
    settings.update(mood_line=False)
    writer.press(Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.mood_line.chart.isVisible()
