"""The palette in the window: by keys alone, in two languages, and back to the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop.editor.look import current_look
from desktop.editor.palette.entries import Entry
from desktop.editor.palette.palette import Palette
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.option_kinds import Switch
from desktop.editor.settings.options import OPTIONS
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer, child, row_of

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Opened:
    """An open palette, and the hands on its keys."""

    def __init__(self, window: Window, qtbot: QtBot):
        self.window = window
        self._qtbot = qtbot
        qtbot.keyClick(window.page, Qt.Key.Key_P, CONTROL_SHIFT)
        self.palette = child(window, Palette)
        assert self.palette.isVisible()
        self.field = child(self.palette, QLineEdit)
        self.list = child(self.palette, QTreeWidget)
        assert self.field.hasFocus()

    def type(self, letters: str) -> None:
        self._qtbot.keyClicks(self.field, letters)

    def press(self, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.field, key)

    @property
    def lines(self) -> list[str]:
        return [row_of(self.list, row).text(0) for row in range(self.list.topLevelItemCount())]

    @property
    def current(self) -> Entry:
        return self.palette._entry(row_of(self.list))


@pytest.fixture
def opened(window: Window, qtbot: QtBot) -> Opened:
    return Opened(window, qtbot)


def test_every_command_and_every_option_is_offered(opened: Opened) -> None:
    names = [entry.name for entry in opened.palette._entries]
    turned = {command.setting for command in COMMANDS}
    assert names == [one.name for one in COMMANDS] + [one.name for one in OPTIONS if one.name not in turned]
    assert len(opened.lines) == len(names)


def test_keys_are_shown(opened: Opened) -> None:
    opened.type("zoom in")
    item = row_of(opened.list)
    assert (item.text(0), item.text(1)) == ("Zoom In", "Ctrl++")


def test_return_does_what_is_marked_and_the_page_has_the_keyboard(opened: Opened, writer: Writer) -> None:
    before = opened.window.settings.choices.font_points
    opened.type("zoomin")
    opened.press(Qt.Key.Key_Return)
    assert opened.window.settings.choices.font_points == before + 1
    assert not opened.palette.isVisible()
    assert writer.page.hasFocus()
    writer.type("on")
    assert writer.text == "on"


def test_esc_leads_back_to_the_page_and_types_nothing(opened: Opened, writer: Writer) -> None:
    opened.type("save")
    opened.press(Qt.Key.Key_Tab)
    assert opened.field.hasFocus()
    opened.press(Qt.Key.Key_Escape)
    assert not opened.palette.isVisible()
    assert writer.page.hasFocus()
    assert writer.text == ""


def test_the_same_keys_close_it(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.field, Qt.Key.Key_P, CONTROL_SHIFT)
    assert not opened.palette.isVisible()
    assert opened.window.page.hasFocus()


def test_turning_elsewhere_closes_it(opened: Opened, qtbot: QtBot) -> None:
    qtbot.mouseClick(opened.window.page.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not opened.palette.isVisible())
    assert opened.window.page.hasFocus()


def test_a_click_does_it(opened: Opened, qtbot: QtBot) -> None:
    before = opened.window.settings.choices.font_points
    opened.type("zoom in")
    middle = opened.list.visualItemRect(row_of(opened.list)).center()
    qtbot.mouseClick(opened.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened.window.settings.choices.font_points == before + 1


def test_arrows_go_round_and_pages_do_not(opened: Opened) -> None:
    count = len(opened.lines)

    def row() -> int:
        return opened.list.indexOfTopLevelItem(row_of(opened.list))

    opened.press(Qt.Key.Key_Up)
    assert row() == count - 1
    opened.press(Qt.Key.Key_PageDown)
    assert row() == count - 1
    opened.press(Qt.Key.Key_Down)
    assert row() == 0
    opened.press(Qt.Key.Key_PageDown)
    assert 1 < row() < count


def test_what_is_not_possible_now_is_greyed_and_not_done(opened: Opened, writer: Writer) -> None:
    opened.type("undo")
    assert not opened.current.possible
    grey = row_of(opened.list).foreground(0).color()
    assert grey == current_look().ghost
    opened.press(Qt.Key.Key_Return)
    assert opened.palette.isVisible()
    assert "Undo" in opened.window.status.remark.text()
    opened.press(Qt.Key.Key_Escape)
    writer.type("a word")
    opened.window.palette_.turn()
    opened.type("undo")
    assert opened.current.possible
    opened.press(Qt.Key.Key_Return)
    assert writer.text == ""


def test_the_keys_of_a_ghost_mean_nothing_here(window: Window, writer: Writer, qtbot: QtBot) -> None:
    """The page has lost the keyboard, and the ghost has gone with it."""
    writer.get_ghost("opened the")
    opened = Opened(window, qtbot)
    assert writer.page.ghost.text == ""
    opened.type("accept")
    assert not opened.current.possible


def test_switches_show_what_they_are_and_turn(opened: Opened, settings: Settings, qtbot: QtBot) -> None:
    opened.type("suggestions while")
    assert row_of(opened.list).checkState(0) == Qt.CheckState.Checked
    opened.press(Qt.Key.Key_Return)
    assert not settings.choices.suggestions


def test_an_option_of_another_kind_opens_the_preferences_at_its_row(opened: Opened, qtbot: QtBot) -> None:
    opened.type("creativity")
    assert opened.current.words == "Continue story: Creativity…"
    opened.press(Qt.Key.Key_Return)
    dialog = child(opened.window, Preferences)
    assert child(dialog, QLineEdit, "search").text() == "Creativity Continue story"
    assert not child(dialog, QLabel, "nothing_found").isVisible()
    dialog.close()


def test_an_option_that_a_command_turns_is_offered_once(opened: Opened) -> None:
    switches = {one.name for one in OPTIONS if isinstance(one.kind, Switch)}
    turned = {one.setting for one in COMMANDS if one.setting}
    assert switches & turned
    assert not turned & {entry.name for entry in opened.palette._entries[len(COMMANDS) :]}


def test_nothing_found_is_said(opened: Opened) -> None:
    opened.type("xyzzy")
    label = child(opened.palette, QLabel, "palette_nothing")
    assert label.isVisible()
    assert not opened.list.isVisible()
    opened.press(Qt.Key.Key_Down)
    opened.press(Qt.Key.Key_Return)
    assert opened.palette.isVisible()


def test_english_finds_whatever_is_spoken(window: Window, settings: Settings, qtbot: QtBot) -> None:
    settings.update(language="zh_CN")
    opened = Opened(window, qtbot)
    opened.type("zoom in")
    assert opened.lines[0] == "放大"
    opened.field.setText("放大")
    assert opened.current.name == "zoom_in"


def test_it_covers_no_more_of_the_page_than_what_is_found_needs(opened: Opened) -> None:
    all_found = opened.palette.height()
    opened.type("zoom")
    assert len(opened.lines) == 2
    QApplication.processEvents()
    assert opened.palette.height() < all_found / 2
    assert opened.list.verticalScrollBar().maximum() == 0
    opened.type("xyzzy")
    QApplication.processEvents()
    label = child(opened.palette, QLabel, "palette_nothing")
    assert opened.palette.rect().contains(label.geometry())
    opened.field.clear()
    assert opened.palette.height() == all_found


def test_it_fits_the_smallest_window(opened: Opened, qtbot: QtBot) -> None:
    opened.window.resize(opened.window.minimumSizeHint())
    QApplication.processEvents()
    assert opened.window.rect().contains(opened.palette.geometry())
