"""The next words, with real key events in a real window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop.editor.cowriter.cowriter import CoWriter
from desktop.editor.cowriter.next_words import NextWord, NextWords, narrowed, whole_words
from desktop.editor.settings.settings import Settings
from desktop.engine.engine import Suggestion
from tests.editor.conftest import Writer
from tests.editor.cowriter.conftest import CoEngine

LEFT = "She opened the"


@pytest.fixture
def words(cowriter: CoWriter, settings: Settings) -> NextWords:
    settings.update(next_words=True)
    return cowriter.next_words


def listed(words: NextWords) -> list[str]:
    return [one.word for one in words.words]


def write(writer: Writer, words: NextWords, qtbot: QtBot, text: str = LEFT) -> None:
    writer.type(text)
    qtbot.waitUntil(lambda: listed(words) != [])


def test_the_likeliest_words_stand_beside_the_page(writer: Writer, words: NextWords, qtbot: QtBot) -> None:
    write(writer, words, qtbot)
    assert words.aside.isVisible()
    assert not words.popup.isVisible()
    assert listed(words) == ["door", "window", "gate"]
    model = words.aside.bars.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    spoken = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert spoken == ["door, 56%, Alt+1", "window, 30%, Alt+2", "gate, 1%, Alt+3"]
    assert "Alt+1 to Alt+5" in words.aside.note.text()


@pytest.mark.parametrize(("key", "word"), [(Qt.Key.Key_1, " door"), (Qt.Key.Key_2, " window")])
def test_one_key_takes_a_word_as_one_undo_step(
    writer: Writer, words: NextWords, qtbot: QtBot, key: Qt.Key, word: str
) -> None:
    write(writer, words, qtbot)
    writer.alt(key)
    assert writer.text == LEFT + word + " "
    assert writer.page.hasFocus()
    writer.undo()
    assert writer.text == LEFT


def test_a_click_takes_one_and_leaves_the_keyboard_to_the_page(
    writer: Writer, words: NextWords, qtbot: QtBot
) -> None:
    write(writer, words, qtbot)
    bars = words.aside.bars
    place = bars.visualRect(bars.model().index(1, 0)).center()
    qtbot.mouseClick(bars.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert writer.text == LEFT + " window "
    assert writer.page.hasFocus()


def test_return_in_the_list_takes_one_and_leads_back(writer: Writer, words: NextWords, qtbot: QtBot) -> None:
    write(writer, words, qtbot)
    bars = words.aside.bars
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.currentIndex().isValid()
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    qtbot.waitUntil(writer.page.hasFocus)


def test_what_is_typed_narrows_it_at_once(
    writer: Writer, words: NextWords, engine: CoEngine, qtbot: QtBot
) -> None:
    write(writer, words, qtbot)
    writer.type(" ")
    assert [(one.word, one.text) for one in words.words] == [
        ("door", "door"),
        ("window", "window"),
        ("gate", "gate"),
    ]
    writer.type("w")
    assert [(one.word, one.text) for one in words.words] == [("window", "indow")]
    writer.alt(Qt.Key.Key_1)
    assert writer.text == LEFT + " window "


def test_a_list_made_inside_a_word_shows_whole_words(writer: Writer, words: NextWords, qtbot: QtBot) -> None:
    writer.put(LEFT + " wi")
    qtbot.waitUntil(lambda: listed(words) == ["window"])
    writer.alt(Qt.Key.Key_1)
    assert writer.text == LEFT + " window "


def test_it_follows_the_cursor(writer: Writer, words: NextWords, qtbot: QtBot) -> None:
    write(writer, words, qtbot)
    writer.type(" x")
    qtbot.waitUntil(lambda: listed(words) == [])
    writer.press(Qt.Key.Key_Left)
    writer.press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: listed(words) == ["door", "window", "gate"])


def test_after_a_word_was_taken_the_ghost_goes_on(writer: Writer, words: NextWords, qtbot: QtBot) -> None:
    writer.get_ghost(LEFT)
    qtbot.waitUntil(lambda: listed(words) != [])
    writer.alt(Qt.Key.Key_2)
    assert writer.page.ghost.text == ""
    assert writer.text == LEFT + " window "


def test_a_word_of_another_place_is_not_taken(
    writer: Writer, words: NextWords, engine: CoEngine, qtbot: QtBot
) -> None:
    write(writer, words, qtbot)
    engine.gate.clear()
    writer.press(Qt.Key.Key_Home)
    assert listed(words) == []
    writer.alt(Qt.Key.Key_1)
    assert writer.text == LEFT
    engine.gate.set()


def test_at_the_cursor_it_stands_below_its_line_and_never_has_the_keyboard(
    writer: Writer, words: NextWords, settings: Settings, qtbot: QtBot
) -> None:
    settings.update(next_words_at="cursor")
    write(writer, words, qtbot)
    qtbot.waitUntil(words.popup.isVisible)
    assert not words.aside.isVisible()
    line = writer.page.cursorRect().translated(writer.page.viewport().pos())
    assert words.popup.geometry().top() >= line.bottom()
    assert writer.page.hasFocus()
    writer.alt(Qt.Key.Key_3)
    assert writer.text == LEFT + " gate "


def test_the_popup_goes_with_the_page(
    writer: Writer, words: NextWords, settings: Settings, qtbot: QtBot
) -> None:
    settings.update(next_words_at="cursor")
    write(writer, words, qtbot)
    qtbot.waitUntil(words.popup.isVisible)
    writer.window.actions_["find"].trigger()
    assert not words.popup.isVisible()


def test_off_nothing_is_asked(
    writer: Writer, cowriter: CoWriter, engine: CoEngine, settings: Settings, qtbot: QtBot
) -> None:
    writer.get_ghost(LEFT)
    qtbot.wait(100)
    assert not any(settings.one_word for _, _, settings in engine.asked)
    assert not cowriter.next_words._rest.isActive()
    assert not cowriter.next_words.aside.isVisible()
    assert cowriter.next_words.words == []


def test_without_suggestions_nothing_is_asked_either_and_it_says_so(
    writer: Writer, words: NextWords, engine: CoEngine, settings: Settings, qtbot: QtBot
) -> None:
    settings.update(suggestions=False)
    engine.asked.clear()
    writer.type(LEFT)
    qtbot.wait(100)
    assert engine.asked == []
    assert "off" in words.aside.note.text()
    settings.update(suggestions=True)
    qtbot.waitUntil(lambda: listed(words) != [])


def test_the_menu_turns_it_on_and_off(writer: Writer, cowriter: CoWriter, qtbot: QtBot) -> None:
    action = writer.window.actions_["next_words"]
    action.trigger()
    assert cowriter.next_words.aside.isVisible()
    action.trigger()
    assert not cowriter.next_words.aside.isVisible()


def test_no_key_is_taken_without_a_list(writer: Writer, cowriter: CoWriter) -> None:
    assert not cowriter.next_words.can_take(0)
    assert not writer.window._frame.keys.holds("take_word_1")


def test_fewer_words_are_wanted(writer: Writer, words: NextWords, settings: Settings, qtbot: QtBot) -> None:
    settings.update(next_words_count=2)
    write(writer, words, qtbot)
    assert listed(words) == ["door", "window"]
    assert not words.can_take(2)


def test_screen_readers_hear_the_list_once_the_hands_rest(
    writer: Writer, words: NextWords, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(writer.window.announcer, "say", said.append)
    words._speaking.setInterval(1)
    writer.type(LEFT)
    writer.page.ghost.clear()
    qtbot.waitUntil(lambda: listed(words) != [])
    qtbot.waitUntil(lambda: not words._speaking.isActive())
    assert "Next words: 1 door, 2 window, 3 gate" in said or writer.page.ghost.text


def test_whole_words_are_shown_and_the_rest_is_inserted() -> None:
    found = whole_words("She opened the do", [Suggestion("or", 0.9), Suggestion("\n", 0.1)])
    assert found == [NextWord("door", "or", 0.9)]
    assert whole_words("She", [Suggestion(" sat", 0.5)]) == [NextWord("sat", " sat", 0.5)]


def test_narrowing() -> None:
    words = [NextWord("door", "door", 0.5), NextWord("do", "do", 0.2), NextWord("gate", "gate", 0.1)]
    assert narrowed(words, "do") == [NextWord("door", "or", 0.5)]
    assert narrowed(words, "x") == []
