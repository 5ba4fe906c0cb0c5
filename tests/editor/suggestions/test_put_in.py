"""Words that are put in before another word, with real key events in a real window."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.settings.settings import Settings
from desktop.engine.engine import Suggestion
from tests.editor.conftest import Writer
from tests.editor.fake_engine import FakeEngine, offer_after


@pytest.fixture
def before_a_word(writer: Writer, engine: FakeEngine) -> Writer:
    """One whose cursor stands before a word, where "slow" goes on with "ly" and that with "and"."""
    engine.answer = offer_after({"slow": [Suggestion("ly", 0.6)], "slowly ": [Suggestion("and", 0.6)]})
    writer.put("She walked home.", cursor_after="She ")
    return writer


def ghost(writer: Writer, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: writer.page.ghost.text == text)


def test_a_word_that_is_begun_before_another_one_goes_on(
    before_a_word: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    before_a_word.type("slow")
    ghost(before_a_word, qtbot, "ly")
    assert before_a_word.painted == "ly "  # what is kept does not grow into the next word
    assert engine.asked[-1][:2] == ("She slow", " walked home.")
    before_a_word.press(Qt.Key.Key_Tab)
    assert before_a_word.text == "She slowly walked home."
    ghost(before_a_word, qtbot, "and")
    before_a_word.press(Qt.Key.Key_Tab)
    assert before_a_word.text == "She slowly and walked home."


@pytest.mark.parametrize(
    ("typed", "text"), [(" then", "slowly then"), (",", "slowly,"), ("then", "slowly then")]
)
def test_a_mark_takes_the_place_of_the_space_and_a_space_is_not_doubled(
    before_a_word: Writer, qtbot: QtBot, typed: str, text: str
) -> None:
    before_a_word.type("slow")
    ghost(before_a_word, qtbot, "ly")
    before_a_word.press(Qt.Key.Key_Tab)
    before_a_word.type(typed)
    assert before_a_word.text == f"She {text}walked home."


def test_the_space_comes_even_where_none_is_wanted_behind_what_is_taken(
    before_a_word: Writer, settings: Settings, qtbot: QtBot
) -> None:
    settings.update(space_behind=False)
    before_a_word.type("slow")
    ghost(before_a_word, qtbot, "ly")
    before_a_word.press(Qt.Key.Key_Tab)
    assert before_a_word.text == "She slowly walked home."


def test_what_is_deleted_meanwhile_changes_nothing(
    before_a_word: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    before_a_word.type("sloe")
    before_a_word.press(Qt.Key.Key_Backspace)
    before_a_word.type("w")
    ghost(before_a_word, qtbot, "ly")
    assert engine.asked[-1][:2] == ("She slow", " walked home.")


def test_a_word_that_is_changed_is_no_new_one(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    writer.put("She walked home.", cursor_after="She wa")
    writer.type("l")
    qtbot.waitUntil(lambda: bool(engine.asked))
    assert engine.asked[-1][:2] == ("She wal", "lked home.")


def test_who_goes_back_into_the_word_changes_it(
    before_a_word: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    before_a_word.type("s")
    for _ in range(2):
        before_a_word.press(Qt.Key.Key_Right)
    before_a_word.type("l")
    qtbot.waitUntil(lambda: [left for left, *_ in engine.asked[-1:]] == ["She swal"])
    assert engine.asked[-1][1] == "lked home."


def test_more_words_may_come_before_the_other_one(
    before_a_word: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    before_a_word.type("then she slow")
    ghost(before_a_word, qtbot, "ly")
    assert engine.asked[-1][1] == " walked home."


def test_what_is_painted_is_what_is_put_in(before_a_word: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answer = offer_after({"slow": [Suggestion("ly\N{EM DASH}", 0.6)]})
    before_a_word.type("slow")
    ghost(before_a_word, qtbot, "ly\N{EM DASH}")
    assert before_a_word.painted == "ly\N{EM DASH}"  # no space stands behind such a dash
    before_a_word.press(Qt.Key.Key_Tab)
    assert before_a_word.text == "She slowly\N{EM DASH}walked home."
