"""All that takes the keyboard or a click has a name for screen readers, in every window of the desk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.editor.palette.palette import Palette
from desktop.editor.settings.settings import Settings
from desktop.editor.window.first_steps import Card
from desktop.editor.window.window import Window
from tests.editor.conftest import child

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
# Commands that open one.
DIALOGS = (
    "preferences",
    "privacy",
    "model",
    "help",
    "goals",
    "statistics",
    "origin_statement",
    "my_words",
    "export",
    "print_preview",
    "draft",
    "versions",
)
# Parts of Qt's own widgets, which are spoken of as those.
WHOLES = (QAbstractSpinBox, QComboBox, QKeySequenceEdit, QAbstractItemView, QLineEdit)


def interactive(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or isinstance(widget, QScrollBar):
            continue
        if widget.objectName().startswith("qt_") or any(
            isinstance(above, WHOLES) for above in parents(widget)
        ):
            continue
        if isinstance(widget, INTERACTIVE) and not is_grip(widget):
            yield widget


def parents(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above and not above.isWindow():
        yield above
        above = above.parentWidget()


def is_grip(widget: QWidget) -> bool:
    """A toolbar's own button for what has no room."""
    return isinstance(widget, QToolButton) and widget.metaObject().className() == "QToolBarExtension"


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    found = list(interactive(root))
    assert found, "there is nothing to press"
    return [f"{type(one).__name__} {one.objectName()}" for one in found if not name_of(one).strip()]


def open_dialog(window: Window, command: str, qtbot: QtBot) -> QDialog:
    before = set(window.findChildren(QDialog))
    window.actions_[command].trigger()
    opened = [one for one in window.findChildren(QDialog) if one not in before]
    assert len(opened) == 1
    qtbot.waitUntil(opened[0].isVisible)
    return opened[0]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_window(window: Window, settings: Settings, language: str) -> None:
    settings.update(language=language)
    window.messages.say("one", "Something is said.", [("Do it", lambda: None)])
    window.actions_["first_steps"].trigger()
    assert child(window, Card)
    QApplication.processEvents()
    assert nameless(window) == []


def test_all_bars(window: Window, qtbot: QtBot) -> None:
    for command in ("find", "replace", "goal_bar", "mood_line"):
        window.actions_[command].trigger()
    QApplication.processEvents()
    assert nameless(window) == []


def test_the_co_writers_panels(window: Window, settings: Settings, qtbot: QtBot) -> None:
    window.page.setPlainText("It was late. She sat. In the morning it had snowed.")
    cursor = window.page.textCursor()
    cursor.setPosition(len("It was late. She sat."))
    window.page.setTextCursor(cursor)
    window.actions_["next_words"].trigger()
    for command in ("ways", "bridge", "rephrase"):
        window.actions_[command].trigger()
        qtbot.wait(50)
        assert nameless(window) == []


def test_the_margin_and_the_second_view(window: Window) -> None:
    window.page.setPlainText("It was late.")
    for command in ("comment", "bookmark", "margin_panel", "split_view"):
        window.actions_[command].trigger()
        QApplication.processEvents()
        assert nameless(window) == []


def test_what_asks_for_a_versions_name(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "story.txt"
    path.write_text("It was late.", encoding="utf-8")
    window.session.open(path)
    dialog = open_dialog(window, "keep_version", qtbot)
    assert nameless(dialog) == []
    dialog.close()


@pytest.mark.parametrize("command", DIALOGS)
def test_a_dialog(window: Window, command: str, qtbot: QtBot) -> None:
    dialog = open_dialog(window, command, qtbot)
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    dialog.close()


def test_the_palette(window: Window) -> None:
    window.actions_["palette"].trigger()
    palette = child(window, Palette)
    assert palette.isVisible()
    assert nameless(palette) == []


@pytest.mark.parametrize("command", DIALOGS)
def test_a_dialog_is_closed_by_key(window: Window, command: str, qtbot: QtBot) -> None:
    dialog = open_dialog(window, command, qtbot)
    focused = dialog.focusWidget() or dialog
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in window.findChildren(QDialog)))


# --- what is heard ---------------------------------------------------------------------------------------


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers are told."""
    told: list[str] = []

    def note(event) -> None:
        if hasattr(event, "message"):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    return told


def test_messages_are_heard_with_their_answers(window: Window, heard: list[str]) -> None:
    say: Callable[..., None] = window.messages.say
    say("one", "The file is gone.", [("Save as…", lambda: None)])
    assert heard == ["The file is gone. Save as…, Dismiss"]


def test_what_is_marked_in_the_palette_is_heard(window: Window, heard: list[str], qtbot: QtBot) -> None:
    window.actions_["palette"].trigger()
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "suggestions while")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[-1] == "Suggestions While Typing, Ctrl+Shift+G, on"


def test_the_first_steps_are_heard(window: Window, heard: list[str], qtbot: QtBot) -> None:
    window.actions_["first_steps"].trigger()
    card = child(window, Card)
    qtbot.keyClicks(card.line, "Hello")
    qtbot.waitUntil(lambda: any("offer" in one for one in heard))
    qtbot.waitUntil(lambda: any(one.startswith("Suggestion:") for one in heard))
