"""The space behind words that were taken, with real key events in a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.settings.settings import Settings
from desktop.engine.engine import Suggestion
from tests.editor.conftest import Writer
from tests.editor.fake_engine import HOUSE, FakeEngine, offer_after

BEFORE = "She opened the"
TAKEN = BEFORE + HOUSE[0].text


@pytest.fixture
def taken(writer: Writer) -> Writer:
    """One who has just taken a ghost."""
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == TAKEN + " "
    return writer


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (".", TAKEN + "."),
        (", and", TAKEN + ", and"),
        ("'s", TAKEN + "'s"),
        ("now", TAKEN + " now"),
        (" now", TAKEN + " now"),  # who types it all the same gets one
        ("  now", TAKEN + "  now"),
        (" .", TAKEN + " ."),
        ('"', TAKEN + ' "'),
    ],
)
def test_a_mark_takes_the_place_of_the_space(taken: Writer, typed: str, text: str) -> None:
    taken.type(typed)
    assert taken.text == text


def test_return_takes_its_place(taken: Writer) -> None:
    taken.press(Qt.Key.Key_Return)
    assert taken.text == TAKEN + "\n"


def test_undo_brings_it_back_and_then_takes_the_words(taken: Writer) -> None:
    taken.type(".")
    taken.undo()
    assert taken.text == TAKEN + " "
    taken.undo()
    assert taken.text == BEFORE


def test_backspace_deletes_it_and_the_word_goes_on(taken: Writer) -> None:
    taken.press(Qt.Key.Key_Backspace)
    taken.type("rs.")
    assert taken.text == TAKEN + "rs."


def test_a_space_of_the_writer_stays(taken: Writer) -> None:
    taken.press(Qt.Key.Key_Left)
    taken.press(Qt.Key.Key_Right)
    taken.type(".")
    assert taken.text == TAKEN + " ."


def test_an_input_method_does_the_same(taken: Writer) -> None:
    event = QInputMethodEvent()
    event.setCommitString(", and")
    QApplication.sendEvent(taken.page, event)
    assert taken.text == TAKEN + ", and"


def test_none_where_something_stands_behind(writer: Writer) -> None:
    writer.put(BEFORE + " of the mill", cursor_after="opened")
    writer.get_ghost(" the")
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == TAKEN + " the of the mill"


def test_none_if_it_is_not_wanted(writer: Writer, settings: Settings) -> None:
    settings.update(space_behind=False)
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == TAKEN
    writer.type("s")
    assert writer.text == TAKEN + "s"


def test_a_word_of_a_ghost_that_goes_on_with_a_mark_has_none(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answer = offer_after({"opened the": [Suggestion(" door, and", 0.8)]})
    writer.get_ghost(BEFORE)
    writer.control(Qt.Key.Key_Right)
    assert (writer.text, writer.painted) == (BEFORE + " door", ", and")
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == BEFORE + " door, and "


def test_the_next_ghost_stands_behind_it(taken: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answer = offer_after(
        {"inside ": [Suggestion("slowly", 0.8)], "inside.": [Suggestion(" She", 0.8)]}
    )
    taken.press(Qt.Key.Key_Backspace)
    taken.get_ghost(" ")
    assert taken.painted == "slowly"
    taken.press(Qt.Key.Key_Tab)
    assert taken.text == TAKEN + " slowly "


def test_a_draft_that_only_goes_forward_lets_a_mark_take_it(writer: Writer) -> None:
    writer.page.forward_only.begin()
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Tab)
    writer.type(".")
    assert writer.text == TAKEN + "."
