"""The outline, in a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.editor.window.window import Window
from tests.editor.conftest import Writer

TEXT = "# One\n\nWords.\n\n## The *ford*\n\nWords.\n\n* * *\n\n# Two\n\nThe end.\n"
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def listed(window: Window) -> list[str]:
    model = window.outline.panel.list.model()
    return [model.index(row, 0).data().strip() for row in range(model.rowCount())]


def here(window: Window) -> str:
    return window.page.textCursor().block().text()


def marked(window: Window) -> str:
    return str(window.outline.panel.list.currentIndex().data()).strip()


@pytest.fixture
def outline(window: Window, writer: Writer, qtbot: QtBot) -> Window:
    writer.put(TEXT)
    window.structure.take_for_markdown(True)
    window.actions_["outline"].trigger()
    qtbot.waitUntil(lambda: listed(window) == ["One", "The ford", "Two"])
    return window


def test_it_follows_the_text_and_the_cursor(outline: Window, writer: Writer, qtbot: QtBot) -> None:
    assert marked(outline) == "Two"
    writer.press(Qt.Key.Key_Return)
    writer.type("# Three")
    qtbot.waitUntil(lambda: listed(outline) == ["One", "The ford", "Two", "Three"])
    writer.type("s")
    qtbot.waitUntil(lambda: listed(outline)[-1] == "Threes")
    qtbot.waitUntil(lambda: marked(outline) == "Threes")
    writer.control(Qt.Key.Key_Home)
    assert marked(outline) == "One"


def test_a_click_goes_there(outline: Window, qtbot: QtBot) -> None:
    view = outline.outline.panel.list
    where = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert here(outline) == "## The *ford*"
    assert outline.page.hasFocus()
    assert view.isVisible()


def test_letters_and_return_go_there(outline: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.control(Qt.Key.Key_G)
    panel = outline.outline.panel
    qtbot.waitUntil(panel.filter.hasFocus)
    QTest.keyClicks(panel.filter, "FORD")
    assert listed(outline) == ["The ford"]
    QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert here(outline) == "## The *ford*"
    assert outline.page.hasFocus()
    assert listed(outline) == ["One", "The ford", "Two"]


def test_arrows_choose_and_escape_leaves(outline: Window, writer: Writer, qtbot: QtBot) -> None:
    start = here(outline)
    writer.control(Qt.Key.Key_G)
    panel = outline.outline.panel
    qtbot.waitUntil(panel.filter.hasFocus)
    QTest.keyClick(panel.filter, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert outline.page.hasFocus()
    assert here(outline) == start


def test_going_to_a_heading_needs_no_panel(window: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.put("Chapter One\n\nHe came.\n\nChapter Two\n\nShe left.\n")
    writer.control(Qt.Key.Key_G)
    panel = window.outline.panel
    qtbot.waitUntil(panel.filter.hasFocus)
    assert panel.isVisible()
    QTest.keyClicks(panel.filter, "two")
    QTest.keyClick(panel.filter, Qt.Key.Key_Return)
    assert here(window) == "Chapter Two"
    assert not panel.isVisible()
    assert not window.settings.choices.outline


def test_from_heading_to_heading_by_key(window: Window, writer: Writer) -> None:
    writer.put(TEXT)
    writer.press(Qt.Key.Key_PageUp, BOTH)
    assert here(window) == "# Two"
    writer.press(Qt.Key.Key_PageUp, BOTH)
    assert here(window) == "## The *ford*"
    writer.press(Qt.Key.Key_PageDown, BOTH)
    writer.press(Qt.Key.Key_PageDown, BOTH)
    assert here(window) == "# Two"
    assert window.status.remark.text() == "There is no heading further on"


def test_scene_breaks_are_listed_if_wanted(outline: Window, qtbot: QtBot) -> None:
    outline.outline.panel.breaks.click()
    assert listed(outline) == ["One", "The ford", "* * *", "Two"]
    assert outline.settings.choices.outline_breaks


def test_a_text_without_headings_says_so(outline: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.put("Words.\n")
    qtbot.waitUntil(lambda: listed(outline) == [])
    assert outline.outline.panel._nothing.isVisible()
