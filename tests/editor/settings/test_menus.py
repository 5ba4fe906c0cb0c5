"""Every command stands in a menu, with a letter of its own there and keys that nobody else has."""

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.editor.settings.keys import BY_NAME, COMMANDS
from desktop.editor.settings.languages import LANGUAGES
from desktop.editor.settings.menus import MENUS, RECENT, RECENT_STORIES
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window

LETTER = re.compile(r"&(\w)")
MENU_NAMES = [title for title, _ in MENUS]


def test_every_command_stands_in_one_menu() -> None:
    others = {"", RECENT, RECENT_STORIES}
    placed = Counter(name for _, names in MENUS for name in names if name not in others)
    assert placed == Counter(command.name for command in COMMANDS)


def test_default_keys_are_keys_and_nobody_elses() -> None:
    owners: dict[str, list[str]] = {}
    for command in COMMANDS:
        sequence = QKeySequence(command.keys)
        assert command.keys == sequence.toString(QKeySequence.SequenceFormat.PortableText), command.name
        if command.keys:
            owners.setdefault(command.keys, []).append(command.name)
    shared = {keys: names for keys, names in owners.items() if len(names) > 1}
    # Esc ends what is going on, and no two of these go on at once: each has its moment.
    assert all(BY_NAME[name].while_ghost for names in shared.values() for name in names), shared


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_a_menu_are_its_entries_own(window: Window, settings: Settings, language: str) -> None:
    settings.update(language=language)
    bar = window.menuBar()
    assert letters_twice([action.text() for action in bar.actions()]) == {}
    for action in bar.actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        entries = [entry for entry in menu.actions() if not entry.isSeparator()]
        assert letters_twice([entry.text() for entry in entries]) == {}, action.text()


def letters_twice(texts: list[str]) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = {}
    for text in texts:
        found = LETTER.search(text.replace("&&", ""))
        assert found, f"{text} has no letter"
        owners.setdefault(found[1].upper(), []).append(text)
    return {letter: names for letter, names in owners.items() if len(names) > 1}


def test_menus_show_keys_that_were_rebound(window: Window, settings: Settings) -> None:
    settings.update(keys={"save": "F9", "dismiss": "F8"})
    assert window.actions_["save"].shortcut().toString() == "F9"
    assert window.actions_["dismiss"].text().endswith("\tF8")


def test_what_can_be_pressed_says_what_it_does(window: Window) -> None:
    from PySide6.QtWidgets import QAbstractButton

    for part in (window._frame.toolbar, window.status):
        for button in part.findChildren(QAbstractButton):
            if button.isVisible() and not button.objectName().startswith("qt_"):
                assert button.toolTip(), button.text()


def test_no_menu_opens_by_a_commands_keys() -> None:
    # Qt would do neither.
    letters = {f"Alt+{found[1].upper()}" for title in MENU_NAMES if (found := LETTER.search(title))}
    assert letters.isdisjoint(command.keys for command in COMMANDS)
