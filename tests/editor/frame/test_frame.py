"""What features plug into: commands that turn choices, bars, panels, tools and the page's menu."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer


@pytest.fixture
def frame(window: Window) -> Frame:
    found = window.findChild(Frame)
    assert isinstance(found, Frame)
    return found


def test_a_command_turns_its_choice_in_all_windows(desk: Desk, window: Window, settings: Settings) -> None:
    second = desk.new_window()
    switches = [one.actions_["suggestions"] for one in (window, second)]
    assert all(one.isCheckable() and one.isChecked() for one in switches)
    switches[1].trigger()
    assert not settings.choices.suggestions
    assert not any(one.isChecked() for one in switches)
    settings.update(suggestions=True)
    assert all(one.isChecked() for one in switches)


def test_bars_and_panels_stand_around_the_page(frame: Frame, qtbot: QtBot) -> None:
    above, below, before, after = (QLabel(words) for words in ("above", "below", "before", "after"))
    frame.central.add_above(above)
    frame.central.add_below(below)
    frame.central.add_before(before)
    frame.central.add_after(after)

    def place(widget) -> QPoint:
        return widget.mapTo(frame.central, QPoint())

    qtbot.waitUntil(lambda: place(after).x() > 0 and above.width() == frame.page.width())
    assert place(above).y() < place(frame.page).y() < place(below).y()
    assert place(before).x() < place(frame.page).x() < place(after).x()
    wide = frame.page.width()
    before.hide()
    qtbot.waitUntil(lambda: frame.page.width() > wide)


def test_a_tool_stands_in_the_status_bar(frame: Frame, qtbot: QtBot) -> None:
    tool = QLabel("tool")
    frame.status.add_tool(tool)
    qtbot.waitUntil(tool.isVisible)
    assert 0 < tool.mapTo(frame.status, QPoint()).x() < frame.status.model.x()


def test_features_learn_of_looks_languages_and_the_end(
    frame: Frame, window: Window, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(frame.language_changed):
        settings.update(language="zh_CN")
    dark = Look.of_theme("dark")
    monkeypatch.setattr("desktop.editor.frame.frame.current_look", lambda: dark)
    with qtbot.waitSignal(frame.look_changed):
        frame.apply_look()
    window.page.document().setModified(False)
    with qtbot.waitSignal(frame.leaving):
        window.close()


@pytest.mark.qt_log_ignore("does not support")
def test_features_add_to_the_menu_of_the_page(frame: Frame, writer: Writer, qtbot: QtBot) -> None:
    page = frame.page
    writer.put("one two three", cursor_after="one")
    about: list[int] = []

    def add(menu: QMenu, cursor) -> None:
        about.append(cursor.position())
        menu.insertAction(menu.actions()[0], frame.actions["help"])

    page.menu_opening.connect(add)
    there = page.cursorRect(page.textCursor()).center()
    cursor = page.textCursor()
    cursor.setPosition(8)
    two = page.cursorRect(cursor).center()
    for reason, place in ((QContextMenuEvent.Reason.Keyboard, there), (QContextMenuEvent.Reason.Mouse, two)):
        QApplication.sendEvent(page.viewport(), QContextMenuEvent(reason, place, page.mapToGlobal(place)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.actions()[0] is frame.actions["help"]
        qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert about == [3, 8]
    assert page.textCursor().position() == 3
