"""The preferences: what is found, what follows, and what the wheel and Return leave alone."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QColorDialog,
    QComboBox,
    QDoubleSpinBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.editor.preferences.fields import make_field
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.option_kinds import Colour, OneOf, Option
from desktop.editor.settings.options import OPTION, OPTIONS, SECTIONS
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def dialog(window: Window, qtbot: QtBot) -> Preferences:
    window.show_preferences()
    found = window.findChild(Preferences)
    assert found is not None
    qtbot.waitUntil(lambda: found.isVisible() and found.isActiveWindow())
    return found


def inside(dialog: QWidget, kind: type[T], name: str) -> T:
    found = dialog.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def in_sight(dialog: Preferences) -> set[str]:
    """Names of the options and keys whose rows are shown."""
    names = [option.name for option in OPTIONS] + [f"keys_{command.name}" for command in COMMANDS]
    found = ((name, dialog.findChild(QWidget, name)) for name in names)
    return {name for name, widget in found if widget and widget.isVisibleTo(dialog)}


def test_every_option_and_every_key_has_a_row(dialog: Preferences) -> None:
    special = {"model", "mood_model"}  # whose buttons have names of their own
    assert in_sight(dialog) == {option.name for option in OPTIONS} - special | {
        f"keys_{command.name}" for command in COMMANDS
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("precision", {"precision"}),
        ("SURE", {"precision"}),
        ("length story", {"continue_words"}),
        ("中文", {"language"}),
        ("redo", {"keys_redo"}),
        ("ctrl+shift+z", {"keys_redo"}),
        ("xyzzy", set()),
    ],
)
def test_words_find_rows(dialog: Preferences, words: str, found: set[str], qtbot: QtBot) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), words.replace("中文", ""))
    if not words.isascii():
        dialog.search(words)
    assert in_sight(dialog) == found
    sections = inside(dialog, QListWidget, "sections")
    shown = sum(not sections.item(row).isHidden() for row in range(sections.count()))
    assert shown == bool(found)
    assert inside(dialog, QLabel, "nothing_found").isVisible() == (not found)
    inside(dialog, QLineEdit, "search").clear()
    assert len(in_sight(dialog)) > len(COMMANDS)


def test_return_in_the_search_closes_nothing(dialog: Preferences, qtbot: QtBot) -> None:
    search = inside(dialog, QLineEdit, "search")
    qtbot.keyClicks(search, "zoom")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_section_is_gone_to_and_marked(dialog: Preferences, qtbot: QtBot) -> None:
    sections = inside(dialog, QListWidget, "sections")
    assert sections.count() == len(SECTIONS)
    page = inside(dialog, QSpinBox, "continue_words")
    for row in (len(SECTIONS) - 1, 0):
        sections.setCurrentRow(row)
        assert sections.currentRow() == row
        assert page.visibleRegion().isEmpty() == (row > 0)


def test_rows_follow_what_is_changed_elsewhere(dialog: Preferences, settings: Settings) -> None:
    with_values = {"precision": 0.655, "continue_words": 120, "font_points": 20.0, "mood_line": True}
    settings.update(**with_values, language="en")
    assert inside(dialog, QSlider, "precision").value() in (65, 66)
    assert inside(dialog, QSpinBox, "continue_words").value() == 120
    assert inside(dialog, QDoubleSpinBox, "font_points").value() == 20
    assert settings.choices.precision == 0.655  # and not the slider's place next to it


def test_what_means_nothing_now_is_greyed(dialog: Preferences, settings: Settings) -> None:
    box, precision = inside(dialog, QCheckBox, "suggestions"), inside(dialog, QSlider, "precision")
    assert precision.isEnabled()
    box.click()
    assert not precision.isEnabled()
    settings.update(suggestions=True)
    assert precision.isEnabled()


def test_the_wheel_scrolls_and_changes_nothing(dialog: Preferences, settings: Settings) -> None:
    slider = inside(dialog, QSlider, "temperature")
    before = settings.choices.temperature

    def turn() -> None:
        middle = QPointF(slider.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(slider.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(slider, event)

    turn()
    assert settings.choices.temperature == before
    slider.setFocus()
    turn()
    assert settings.choices.temperature != before


def test_rows_have_names_for_screen_readers(dialog: Preferences) -> None:
    for label in dialog.findChildren(QLabel):
        buddy = label.buddy()
        if buddy and not label.text():
            assert isinstance(buddy, QCheckBox)  # which has its words itself
    buddies = {label.buddy().objectName() for label in dialog.findChildren(QLabel) if label.buddy()}
    assert {"precision", "keys_save", "font_family"} <= buddies


@pytest.mark.parametrize("name", [one.name for one in OPTIONS])
def test_a_row_says_more_in_a_tooltip(dialog: Preferences, name: str) -> None:
    buttons = {"model": "choose_model", "mood_model": "choose_mood_model"}
    control = inside(dialog, QWidget, buttons.get(name, name))
    assert control.toolTip() == OPTION[name].tip


# --- keys ------------------------------------------------------------------------------------------------


def conflict(dialog: Preferences) -> str:
    label = inside(dialog, QLabel, "conflict")
    return label.text() if label.isVisible() else ""


def press(dialog: Preferences, command: str, keys: str) -> QKeySequenceEdit:
    edit = inside(dialog, QKeySequenceEdit, f"keys_{command}")
    edit.setKeySequence(QKeySequence(keys))
    return edit


def test_keys_are_chosen_and_two_of_a_kind_are_said(dialog: Preferences, settings: Settings) -> None:
    press(dialog, "save", "Ctrl+O")
    assert settings.keys_of("save") == "Ctrl+O"
    assert "Open" in conflict(dialog)
    assert "Save" in conflict(dialog)
    press(dialog, "save", "F12")
    assert conflict(dialog) == ""


@pytest.mark.parametrize(
    "keys", ["A", "Shift+A", "é", "1", "Space", "Return", "Tab", "Backspace", "Shift+Left"]
)
def test_what_is_needed_for_writing_is_no_key_of_a_command(
    dialog: Preferences, settings: Settings, keys: str
) -> None:
    edit = press(dialog, "save", keys)
    assert settings.keys_of("save") == "Ctrl+S"
    assert edit.keySequence().toString() == "Ctrl+S"
    assert "Save" in conflict(dialog)
    press(dialog, "accept", keys)  # which means something only while a ghost stands there
    assert QKeySequence(settings.keys_of("accept")) == QKeySequence(keys)
    press(dialog, "save", "Ctrl+A")
    assert settings.keys_of("save") == "Ctrl+A"


# --- kinds of options ------------------------------------------------------------------------------------


def test_a_colour_is_chosen_and_given_back(settings: Settings, qtbot: QtBot) -> None:
    """Stands in for the kept folder, a text as colours are."""
    field = make_field(Option("folder", "page", Colour(), "Ink"), settings)
    qtbot.addWidget(field.widget)
    field.widget.show()
    button = inside(field.widget, QPushButton, "folder")
    reset = field.widget.findChild(QToolButton)
    assert isinstance(reset, QToolButton)
    assert not reset.isEnabled()
    button.click()
    (chooser,) = field.widget.findChildren(QColorDialog)
    chooser.setCurrentColor("#102030")
    chooser.accept()
    assert settings.choices.folder == "#102030"
    field.show("#102030")
    assert button.text() == "#102030"
    reset.click()
    assert settings.choices.folder == ""


def test_one_of_a_few_is_chosen(settings: Settings, qtbot: QtBot) -> None:
    kind = OneOf(lambda: [("", "None"), ("a", "First"), ("b", "Second")])
    field = make_field(Option("folder", "page", kind, "Which"), settings)
    qtbot.addWidget(field.widget)
    combo = field.widget
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(2)
    assert settings.choices.folder == "b"
    field.show("gone")
    assert (combo.currentIndex(), settings.choices.folder) == (0, "b")
