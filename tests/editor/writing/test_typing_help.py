# ruff: noqa: RUF001
"""Curly quotes and the like as they are typed, with real keys: undo steps, ghosts, input methods."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.settings.settings import Settings
from desktop.engine.engine import Suggestion
from tests.editor.conftest import Writer
from tests.editor.fake_engine import FakeEngine, offer_after


@pytest.fixture
def curly(settings: Settings, window) -> None:
    settings.update(smart_quotes="on", smart_dashes="on", smart_ellipses="on")


def test_by_default_a_new_page_has_what_is_typed(writer: Writer) -> None:
    writer.type('"No," he said -- "don\'t"...  so. and')
    assert writer.text == '"No," he said -- "don\'t"...  so. and'


def test_what_is_typed_becomes_what_printers_set(writer: Writer, curly) -> None:
    writer.type('"Don\'t," she said--well...')
    assert writer.text == "“Don’t,” she said—well…"


@pytest.mark.usefixtures("curly")
@pytest.mark.parametrize(
    ("keys", "page", "undone"),
    [('say "', "say “", 'say "'), ("well--", "well—", "well--"), ("no...", "no…", "no...")],
)
def test_one_undo_takes_back_the_replacement_alone(writer: Writer, keys: str, page: str, undone: str) -> None:
    writer.type(keys)
    assert writer.text == page
    writer.undo()
    assert writer.text == undone
    writer.type("x")
    assert writer.text == undone + "x"
    writer.undo()
    writer.undo()
    assert writer.text == ""


def test_redo_brings_it_again(writer: Writer, curly) -> None:
    writer.type('"')
    writer.undo()
    writer.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert writer.text == "“"


def test_a_ghost_shrinks_as_its_quote_is_typed(
    writer: Writer, curly, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answer = offer_after({"said, ": [Suggestion("“Go,” he", 0.9)]})
    writer.get_ghost("He said, ")
    asked = len(engine.asked)
    writer.type('"')
    assert writer.page.ghost.text == "Go,” he"
    writer.type('Go,"')
    assert writer.page.ghost.text == " he"
    assert writer.text == "He said, “Go,”"
    assert len(engine.asked) == asked


def test_in_place_of_a_selection(writer: Writer, curly) -> None:
    writer.put("say it now")
    writer.select(4, 6)
    writer.type('"')
    assert writer.text == "say “ now"
    writer.undo()
    assert writer.text == 'say " now'
    writer.undo()
    assert writer.text == "say it now"


def test_beyond_the_bmp_and_in_the_middle(writer: Writer, curly) -> None:
    writer.put("🎉🎉 and well-no")
    writer.press(Qt.Key.Key_End)
    for _ in "no":
        writer.press(Qt.Key.Key_Left)
    writer.type("-")
    assert writer.text == "🎉🎉 and well—no"
    writer.undo()
    assert writer.text == "🎉🎉 and well--no"


def test_at_the_seam_of_a_long_paragraph_nothing_else_is_replaced(writer: Writer, settings: Settings) -> None:
    settings.update(single_spaces=True)
    text = "It was late. " * 700
    writer.put(text)
    block = writer.page.document().firstBlock().next()  # a piece of the paragraph
    cursor = writer.page.textCursor()
    cursor.setPosition(block.position())
    writer.page.setTextCursor(cursor)
    writer.type(" ")
    assert writer.text.replace("  ", " ") == text


def test_what_an_input_method_commits(writer: Writer, curly) -> None:
    event = QInputMethodEvent()
    event.setCommitString("'")  # a dead key and a space
    QApplication.sendEvent(writer.page, event)
    event = QInputMethodEvent()
    event.setCommitString('say "it"')  # a phrase stays as it was chosen
    QApplication.sendEvent(writer.page, event)
    assert writer.text == '‘say "it"'


def test_what_is_pasted_stays(writer: Writer, curly) -> None:
    QApplication.clipboard().setText('"it"--...')
    writer.control(Qt.Key.Key_V)
    assert writer.text == '"it"--...'


def test_single_spaces_and_capitals(writer: Writer, settings: Settings) -> None:
    settings.update(single_spaces=True, auto_capital=True)
    writer.type("one.  two")
    assert writer.text == "One. Two"


def test_the_language_of_the_text_decides(writer: Writer, curly) -> None:
    writer.window.spelling.of_page._dictionary = type("German", (), {"code": "de_DE"})()
    writer.type('"Ja"')
    assert writer.text == "„Ja“"
