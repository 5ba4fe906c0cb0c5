"""The whole window by keyboard: round its parts, into its buttons, and back to the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.window.window import Window
from tests.editor.conftest import Writer, child

SHIFT = Qt.KeyboardModifier.ShiftModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def pressed() -> QAbstractButton:
    """The button that has the keyboard."""
    button = focused()
    assert isinstance(button, QAbstractButton)
    return button


@pytest.fixture
def round_trip(window: Window, qtbot: QtBot):
    """Goes round once, and says what had the keyboard on the way."""

    def go(modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
        names: list[str] = []
        for _ in range(12):
            qtbot.keyClick(focused(), Qt.Key.Key_F6, modifier)
            if focused() is window.page:
                return names
            parent = focused().parentWidget()
            names.append(focused().objectName() or (parent.objectName() if parent else ""))
        raise AssertionError(f"the page is not come by again after {names}")

    return go


def test_all_parts_are_gone_round(window: Window, round_trip) -> None:
    assert round_trip() == ["suggestions_button", "continue_button"]
    assert round_trip(SHIFT) == ["continue_button", "suggestions_button"]


def test_bars_and_panels_are_among_them(window: Window, round_trip) -> None:
    window.messages.say("one", "Something is said.", [("Do it", lambda: None)])
    for name, add in (
        ("above", window._frame.central.add_above),
        ("below", window._frame.central.add_below),
        ("before", window._frame.central.add_before),
        ("after", window._frame.central.add_after),
    ):
        field = QLineEdit()
        field.setObjectName(name)
        add(field)
        field.show()
    assert round_trip() == [
        "below",
        "after",
        "suggestions_button",
        "continue_button",
        "before",
        "answer",
        "above",
    ]
    window.messages.close_topic("one")
    assert "answer" not in round_trip()


def test_the_answers_of_a_message_are_walked_and_pressed(window: Window, qtbot: QtBot) -> None:
    done: list[str] = []
    window.messages.say("one", "One is said.", [("Do it", lambda: done.append("it"))])
    window.messages.say("two", "Another is said.", [("Do that", lambda: done.append("that"))])
    QApplication.processEvents()  # which show what is added to a window
    qtbot.keyClick(window.page, Qt.Key.Key_F6, SHIFT)
    walked: list[str] = []
    for _ in range(4):
        walked.append(pressed().text())
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert walked == ["Do it", "Dismiss", "Do that", "Dismiss"]
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.keyClick(window.page, Qt.Key.Key_F6, SHIFT)
    while pressed().text() != "Do that":
        qtbot.keyClick(focused(), Qt.Key.Key_Tab, SHIFT)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert done == ["that"]


def test_a_part_is_come_back_to_where_it_was_left(window: Window, round_trip, qtbot: QtBot) -> None:
    qtbot.keyClick(window.page, Qt.Key.Key_F6)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    left = focused()
    assert isinstance(left, QToolButton)
    assert left.objectName() != "suggestions_button"
    qtbot.keyClick(left, Qt.Key.Key_Escape)
    qtbot.keyClick(window.page, Qt.Key.Key_F6)
    assert focused() is left


def test_esc_leads_back_and_space_presses(window: Window, settings, qtbot: QtBot) -> None:
    qtbot.keyClick(window.page, Qt.Key.Key_F6)
    assert focused().objectName() == "suggestions_button"
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert not settings.choices.suggestions
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert window.page.hasFocus()


def test_what_cannot_be_pressed_is_passed_over(window: Window, round_trip) -> None:
    window.actions_["continue"].setEnabled(False)
    assert "continue_button" not in round_trip()


def test_a_click_leaves_the_keyboard_on_the_page(window: Window, writer: Writer, qtbot: QtBot) -> None:
    for button in window.findChildren(QToolButton):
        if button.isVisible() and button.isEnabled():
            assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus, button.text()
    button = child(window, QToolButton, "suggestions_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.page.hasFocus()


def test_tab_on_the_page_is_the_writers(writer: Writer) -> None:
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == "\t"
    assert writer.page.hasFocus()
