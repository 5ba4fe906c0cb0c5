"""Rereading, with real key events in a real window."""

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.page import text_area
from desktop.editor.page.page import Page
from desktop.editor.rereading.page_tints import MARKS
from desktop.editor.rereading.rereading_view import RereadingView
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from desktop.engine.rereading.rereading import Part
from tests.editor.conftest import Writer, child
from tests.editor.fake_engine import FakeEngine
from tests.editor.page.test_composing import AnsweringMethod

TEXT = "They lost there way.\nA flash of lightning, and the the door.\nShe gave a sigh of relief."
SHIFT = Qt.KeyboardModifier.ShiftModifier


def rows(view: RereadingView) -> list[str]:
    model = view.panel.list.rows
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def marked(page: Page) -> list[str]:
    """The words with marks of rereading, in the order of the text."""
    named = page._marks._named.get(MARKS, [])
    return [
        mark.cursor.selectedText() for mark in sorted(named, key=lambda mark: mark.cursor.selectionStart())
    ]


def read(writer: Writer, view: RereadingView, qtbot: QtBot, text: str = TEXT, places: int = 4) -> None:
    writer.put(text)
    qtbot.waitUntil(lambda: len(rows(view)) == places and not view.panel.progress.isVisible())
    qtbot.waitUntil(lambda: bool(marked(writer.page)) == bool(places))


def test_f5_tints_words_and_lists_places(
    writer: Writer, window: Window, settings: Settings, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="They")
    assert window.rereading.view is None  # nothing is made before it is wanted
    writer.press(Qt.Key.Key_F5)
    assert settings.choices.reread
    view = window.rereading.view
    assert view
    qtbot.waitUntil(lambda: len(rows(view)) == 4)
    assert rows(view) == ["there", "lightning", "the the", "sigh of relief"]
    qtbot.waitUntil(lambda: "flash" in marked(writer.page))
    assert {"there", "lightning", "the the", "sigh of relief"} <= set(marked(writer.page))
    assert writer.page.hasFocus()
    model = view.panel.list.rows
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "there: “their” is likelier here. They lost there way."
    writer.press(Qt.Key.Key_F5)
    assert not view.panel.isVisible()
    assert marked(writer.page) == []


def test_keys_lead_from_place_to_place_and_round(
    writer: Writer, window: Window, view: RereadingView, qtbot: QtBot
) -> None:
    read(writer, view, qtbot)
    said = []
    for _ in range(5):
        writer.press(Qt.Key.Key_F4)
        said.append(writer.page.textCursor().selectedText())
    assert said == ["there", "lightning", "the the", "sigh of relief", "there"]
    assert "“their” is likelier here" in window.status.remark.text()
    writer.press(Qt.Key.Key_F4, SHIFT)
    assert writer.page.textCursor().selectedText() == "sigh of relief"
    assert "other end" in window.status.remark.text()
    writer.press(Qt.Key.Key_F4, SHIFT)
    assert writer.page.textCursor().selectedText() == "the the"
    assert view.panel.list.currentIndex().row() == 2
    assert writer.page.hasFocus()


def test_f4_turns_it_on(writer: Writer, window: Window, settings: Settings, qtbot: QtBot) -> None:
    writer.put(TEXT)
    writer.press(Qt.Key.Key_F4)
    view = window.rereading.view
    assert settings.choices.reread
    assert view
    qtbot.waitUntil(lambda: len(rows(view)) == 4)


def test_marks_go_along_with_edits_until_the_text_is_read_again(
    writer: Writer, view: RereadingView, engine: FakeEngine, qtbot: QtBot
) -> None:
    read(writer, view, qtbot)
    cursor = writer.page.textCursor()
    cursor.setPosition(0)
    writer.page.setTextCursor(cursor)
    count = len(engine.reread)
    writer.type("Ah, ")
    assert len(engine.reread) == count  # nobody reads while one writes
    writer.press(Qt.Key.Key_F4)
    assert writer.page.textCursor().selectedText() == "there"
    writer.type("their")
    qtbot.waitUntil(lambda: rows(view) == ["lightning", "the the", "sigh of relief"])
    assert len(engine.reread) == count
    qtbot.waitUntil(lambda: len(engine.reread) > count)
    assert engine.reread[-1].startswith("Ah, They lost their way.\n")
    qtbot.waitUntil(lambda: view._ticket == 0)
    assert rows(view) == ["lightning", "the the", "sigh of relief"]


def test_a_ghost_comes_first(writer: Writer, view: RereadingView, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.reread_gate = threading.Semaphore(0)
    writer.put(TEXT + "\n")
    qtbot.waitUntil(lambda: (bool(engine.reread) and view.panel.progress.isVisible()) or bool(view._ticket))
    cursor = writer.page.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    writer.page.setTextCursor(cursor)
    writer.get_ghost("She opened the")
    for _ in range(40):
        engine.reread_gate.release()
    qtbot.waitUntil(lambda: len(rows(view)) == 4)
    assert writer.page.ghost.text  # rereading takes nothing away


def test_progress_is_shown_and_places_come_as_they_are_found(
    writer: Writer, view: RereadingView, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.reread_gate = threading.Semaphore(0)
    writer.put(TEXT)
    qtbot.waitUntil(lambda: bool(engine.reread))
    engine.reread_gate.release(3)
    qtbot.waitUntil(lambda: view.panel.progress.isVisible() and view.panel.progress.value() > 0)
    assert view.panel.progress.maximum() == len(TEXT.split())
    qtbot.waitUntil(lambda: "there" in rows(view))
    engine.reread_gate.release(40)
    qtbot.waitUntil(lambda: len(rows(view)) == 4 and not view.panel.progress.isVisible())
    assert "F4 leads on." in view.panel.note.text()


def test_one_kind_at_a_time(writer: Writer, view: RereadingView, qtbot: QtBot) -> None:
    read(writer, view, qtbot)
    kinds = child(view.panel, QComboBox)
    assert kinds.itemText(0) == "All places (4)"
    kinds.setFocus()
    QTest.keyClick(kinds, Qt.Key.Key_Down)  # slips
    assert rows(view) == ["there"]
    assert kinds.itemText(2) == "Surprising here (1)"
    qtbot.waitUntil(lambda: "the the" not in marked(writer.page))
    writer.page.setFocus()
    writer.press(Qt.Key.Key_F4)
    writer.press(Qt.Key.Key_F4)
    assert writer.page.textCursor().selectedText() == "there"


def test_what_is_left_alone_is_not_shown_again(
    writer: Writer, view: RereadingView, window: Window, qtbot: QtBot
) -> None:
    read(writer, view, qtbot, TEXT + "\nMore lightning.", 5)
    view.panel.list.setFocus()
    view.panel.list.mark(1)
    QTest.keyClick(view.panel.list, Qt.Key.Key_Delete)
    assert rows(view) == ["there", "the the", "sigh of relief"]
    view.panel.list.mark(0)
    button = child(view.panel, QToolButton, "reread_alone")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert rows(view) == ["the the", "sigh of relief"]
    qtbot.waitUntil(lambda: "lightning" not in marked(writer.page))
    window.page.document().setModified(False)
    window.session.new()  # another text: everything is to be seen again
    read(writer, view, qtbot)


def test_a_slip_is_put_right_in_one_undo_step(writer: Writer, view: RereadingView, qtbot: QtBot) -> None:
    read(writer, view, qtbot)
    button = child(view.panel, QToolButton, "reread_correct")
    assert not button.isVisible()
    view.panel.list.mark(0)
    assert button.text() == "Write “their”"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert writer.text == TEXT.replace("there", "their")
    qtbot.waitUntil(lambda: rows(view)[0] == "lightning")
    writer.page.setFocus()
    writer.undo()
    assert writer.text == TEXT


def test_what_is_composed_at_a_slip_stays_before_it(
    writer: Writer, view: RereadingView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(writer, view, qtbot)
    method = AnsweringMethod(writer.page)
    monkeypatch.setattr(text_area, "QGuiApplication", SimpleNamespace(inputMethod=lambda: method))
    cursor = writer.page.textCursor()
    cursor.setPosition(TEXT.index("there"))
    writer.page.setTextCursor(cursor)
    view.panel.list.mark(0)
    method.compose("不")
    qtbot.mouseClick(child(view.panel, QToolButton, "reread_correct"), Qt.MouseButton.LeftButton)
    assert writer.text == TEXT.replace("there", "不their")


def test_the_menu_of_a_place_says_why_and_what_can_be_done(
    writer: Writer, view: RereadingView, qtbot: QtBot
) -> None:
    read(writer, view, qtbot)
    menu = QMenu()
    cursor = writer.page.textCursor()
    cursor.setPosition(TEXT.index("there") + 2)
    writer.page.menu_opening.emit(menu, cursor)
    actions = {action.text(): action for action in menu.actions()}
    assert not actions["there: “their” is likelier here"].isEnabled()
    actions["Write “their”"].trigger()
    assert writer.text == TEXT.replace("there", "their")
    qtbot.waitUntil(lambda: rows(view)[:1] == ["lightning"])
    other = QMenu()
    cursor.setPosition(writer.text.index("lightning"))
    writer.page.menu_opening.emit(other, cursor)
    next(action for action in other.actions() if action.text() == "Leave Alone").trigger()
    assert "lightning" not in rows(view)
    cursor.setPosition(0)
    last = QMenu()
    writer.page.menu_opening.emit(last, cursor)
    assert not any("Alone" in action.text() for action in last.actions())


def test_a_click_or_return_goes_to_a_place(writer: Writer, view: RereadingView, qtbot: QtBot) -> None:
    read(writer, view, qtbot)
    listed = view.panel.list
    place = listed.visualRect(listed.rows.index(1, 0)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert writer.page.textCursor().selectedText() == "lightning"
    assert writer.page.hasFocus()
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert writer.page.textCursor().selectedText() == "the the"


def test_only_what_is_in_sight_is_marked(writer: Writer, view: RereadingView, qtbot: QtBot) -> None:
    text = "\n".join([TEXT] * 400)
    read(writer, view, qtbot, text, 1600)
    assert 0 < len(marked(writer.page)) < 400
    bar = writer.page.verticalScrollBar()
    bar.setValue(0)
    first = writer.page.document().begin()
    qtbot.waitUntil(lambda: any(_block(mark) == first for mark in writer.page._marks._named[MARKS]))


def _block(mark: object) -> object:
    return mark.cursor.block()  # type: ignore[attr-defined]


def test_while_it_is_off_nothing_is_read(
    writer: Writer, view: RereadingView, settings: Settings, engine: FakeEngine, qtbot: QtBot
) -> None:
    read(writer, view, qtbot)
    settings.update(reread=False)
    count = len(engine.reread)
    writer.type(" And more.")
    QTest.qWait(1200)
    assert len(engine.reread) == count
    assert not view._rest.isActive()
    settings.update(reread=True)
    qtbot.waitUntil(lambda: len(engine.reread) > count)


def test_another_model_reads_anew(
    writer: Writer, view: RereadingView, desk: Desk, engine: FakeEngine, qtbot: QtBot
) -> None:
    read(writer, view, qtbot)
    count = len(engine.reread)
    desk.worker.load(Path("other"), "cpu")
    qtbot.waitUntil(lambda: len(engine.reread) > count and len(rows(view)) == 4)


def test_without_a_model_it_says_so(desk: Desk, settings: Settings, qtbot: QtBot) -> None:
    window = desk.new_window()
    settings.update(reread=True)
    assert window.rereading.view
    assert window.rereading.view.panel.note.text().startswith(("There is no model", "The model is still"))


def test_a_foreign_text_is_told(
    writer: Writer, view: RereadingView, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.stands_out = lambda text: [Part([], [], 10, 10, foreign=9)]
    writer.put("Der Wind kam von Norden.")
    qtbot.waitUntil(lambda: "has not learned" in view.panel.note.text())
    writer.press(Qt.Key.Key_F4)
    assert writer.page.textCursor().selectedText() == ""


@pytest.mark.expects_errors
def test_a_reader_that_fails_says_so(
    writer: Writer, view: RereadingView, engine: FakeEngine, qtbot: QtBot
) -> None:
    def fail(text: str) -> list[Part]:
        raise ValueError("broken")

    qtbot.waitUntil(lambda: view._is_known)
    engine.stands_out = fail
    writer.put(TEXT)
    qtbot.waitUntil(lambda: "failed" in view.panel.note.text())
    assert not view.panel.progress.isVisible()
