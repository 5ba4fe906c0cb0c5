"""The story's memory in the window: when the model reads, and what the writer can do about it."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.page.context_reader import (
    EARLIER_CHARACTERS,
    LATER_CHARACTERS,
    LEFT_CHARACTERS,
    RIGHT_CHARACTERS,
)
from desktop.editor.suggestions.story_memory import QUIET_MILLISECONDS, REST_MILLISECONDS
from desktop.editor.window.window import Window
from desktop.engine.protocols import FAR_CHARACTERS
from desktop.engine.story.story import AFTER, BEFORE
from tests.editor.conftest import Writer
from tests.editor.fake_engine import FakeEngine

LINE = "The waves rolled on and on.\n"


def choose(window: Window, name: str) -> None:
    """Choose a command as from the menu."""
    window.actions_[name].trigger()


def remark(window: Window) -> str:
    return window.status.remark.text()


def test_a_resting_cursor_lets_the_model_read_ahead(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    writer.put("She opened the door.\nHe went out.", cursor_after="opened")
    qtbot.waitUntil(lambda: ("She opened", " the door.\nHe went out.", "", "") in engine.prepared)


def test_the_model_reads_ahead_as_soon_as_it_is_there(desk: Desk, engine: FakeEngine, qtbot: QtBot) -> None:
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    Writer(window, qtbot).put("Once upon a time")
    assert not engine.prepared
    desk.start_model()
    qtbot.waitUntil(lambda: ("Once upon a time", "", "", "") in engine.prepared)


def test_a_long_story_is_read_around_the_cursor_without_gaps(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    text = "".join(f"{n} {LINE}" for n in range(8000))
    writer.put(text, cursor_after="\n4000 The waves")
    qtbot.waitUntil(lambda: any(earlier for _, _, earlier, _ in engine.prepared))
    left, right, earlier, later = engine.prepared[-1]
    assert earlier + left + right + later in text
    assert len(left) <= LEFT_CHARACTERS
    assert len(right) <= RIGHT_CHARACTERS
    assert EARLIER_CHARACTERS <= len(earlier) < EARLIER_CHARACTERS + 100
    assert LATER_CHARACTERS <= len(later) < LATER_CHARACTERS + 100
    assert (text.index(earlier) == 0) or text[text.index(earlier) - 1] == "\n"


def test_what_stands_farther_from_the_cursor_is_read_once(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    text = "".join(f"{n} {LINE}" for n in range(8000))
    writer.put(text, cursor_after="\n7000 The waves")
    qtbot.waitUntil(lambda: bool(engine.far))
    [far] = engine.far
    assert text.index(far) + len(far) == text.index("\n7000") + 1
    assert FAR_CHARACTERS <= len(far) < FAR_CHARACTERS + 100
    prepared = len(engine.prepared)
    writer.type("x")
    qtbot.waitUntil(lambda: len(engine.prepared) > prepared)
    assert engine.far == [far]
    # At a place far from that, what stands around it.
    place = writer.text.index("\n10 The waves") + 3
    writer.select(place, place)
    qtbot.waitUntil(lambda: len(engine.far) == 2)
    assert engine.far[1].startswith(f"0 {LINE}")
    assert f"9 {LINE}11 {LINE}" in engine.far[1]
    assert FAR_CHARACTERS <= len(engine.far[1]) < FAR_CHARACTERS + 100


def test_what_was_not_read_to_its_end_is_gone_on_with(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.memory._quiet.setInterval(50)
    engine.reads_far = False
    writer.put(LINE * 40 + "Then")
    qtbot.waitUntil(lambda: len(engine.far) > 3)
    engine.reads_far = True
    count = len(engine.far)
    qtbot.waitUntil(lambda: len(engine.far) > count)
    count = len(engine.far)
    qtbot.wait(REST_MILLISECONDS * 2)
    assert len(engine.far) <= count + 1
    assert set(engine.far) == {LINE * 40}


def test_nothing_farther_is_read_while_someone_types(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.memory._quiet.setInterval(QUIET_MILLISECONDS // 4)
    writer.put(LINE * 40 + "Then")
    for letter in " he went on":
        writer.type(letter)
        qtbot.wait(REST_MILLISECONDS)
    assert len(engine.prepared) > 1
    assert engine.far == []
    qtbot.waitUntil(lambda: engine.far == [LINE * 40])


def test_a_story_that_is_not_remembered_is_not_read_farther(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    window.memory._quiet.setInterval(50)
    choose(window, "forget_story")
    writer.put(LINE * 40 + "Then")
    qtbot.waitUntil(lambda: bool(engine.prepared) and engine.prepared[-1][0].endswith("Then"))
    qtbot.wait(REST_MILLISECONDS * 2)
    assert engine.far == []


def test_the_words_of_the_whole_story_are_known(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    text = "".join(f"{n} {LINE}" for n in range(8000))
    writer.put(text, cursor_after="\n4000 The waves")
    qtbot.waitUntil(lambda: text in engine.surveyed)


def test_what_is_surveyed_is_not_surveyed_at_every_rest(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.put("She opened the door.")
    qtbot.waitUntil(lambda: "She opened the door." in engine.surveyed)
    surveys = len(engine.surveyed)
    writer.type(" He")
    qtbot.waitUntil(lambda: engine.prepared[-1][0] == "She opened the door. He")
    assert len(engine.surveyed) == surveys


def test_a_survey_whose_place_was_taken_is_asked_for_again(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = window.worker.prepare
    monkeypatch.setattr(window.worker, "prepare", lambda request: None)  # another one comes before it is read
    writer.put("She opened the door.")
    qtbot.waitUntil(lambda: window.memory._is_surveying)
    monkeypatch.setattr(window.worker, "prepare", prepare)
    assert "She opened the door." not in engine.surveyed
    writer.press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "She opened the door." in engine.surveyed)


def test_a_story_that_is_not_remembered_is_not_surveyed(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    choose(window, "story_words")
    writer.put("She opened the door.")
    qtbot.waitUntil(lambda: ("She opened the door.", "", "", "") in engine.prepared)
    assert "She opened the door." not in engine.surveyed
    choose(window, "story_words")
    qtbot.waitUntil(lambda: "She opened the door." in engine.surveyed)


def test_a_window_that_comes_back_is_surveyed_again(
    desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.put("She opened the door.")
    qtbot.waitUntil(lambda: "She opened the door." in engine.surveyed)
    other = desk.new_window()
    other.activateWindow()
    qtbot.waitUntil(other.page.hasFocus)
    engine.surveyed.clear()
    writer.window.activateWindow()
    qtbot.waitUntil(lambda: "She opened the door." in engine.surveyed)


def test_the_desk_hands_over_what_the_engine_remembers() -> None:
    assert (EARLIER_CHARACTERS, LATER_CHARACTERS) == (BEFORE, AFTER)


def test_typing_goes_before_reading(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    begun = threading.Event()
    given_up = threading.Event()
    gone_on = threading.Event()

    def go_on(is_stale: Callable[[], bool]) -> bool:
        gone_on.set()
        return True

    def read_for_ever(is_stale: Callable[[], bool]) -> bool:
        begun.set()
        while not is_stale():
            given_up.wait(0.001)
        engine.reading = go_on
        given_up.set()
        return False

    engine.reading = read_for_ever
    writer.put("She opened th")
    qtbot.waitUntil(begun.is_set)
    writer.get_ghost("e")
    assert given_up.is_set()
    qtbot.waitUntil(gone_on.is_set)


@pytest.mark.expects_errors
def test_an_engine_that_fails_while_it_reads_is_not_asked_again(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    def fail(is_stale: Callable[[], bool]) -> bool:
        raise ZeroDivisionError

    engine.reading = fail
    writer.type("Once")
    qtbot.waitUntil(lambda: writer.window.messages.sentence("model") != "")
    writer.type(" upon")
    assert writer.text == "Once upon"


def test_off_means_off(writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot) -> None:
    writer.get_ghost("She opened the")
    assert engine.stories[-1][1]
    choose(window, "story_words")
    assert not window.settings.choices.story_words
    assert not window.page.ghost.text
    qtbot.waitUntil(lambda: not engine.stories[-1][1])
    # Still read ahead for the next key, but not the story.
    qtbot.waitUntil(lambda: engine.prepared[-1] == ("She opened the", "", "", ""))
    writer.press(Qt.Key.Key_Backspace)
    writer.get_ghost("e")
    writer.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(engine.told))
    assert not engine.stories[-1][1]


def test_switched_on_it_says_how_much_is_remembered(writer: Writer, window: Window, qtbot: QtBot) -> None:
    choose(window, "story_words")
    assert "not remembered" in remark(window)
    choose(window, "story_words")
    qtbot.waitUntil(lambda: remark(window) == "Remembers 6,204 words of this story.")


def test_forgetting_takes_one_click_and_lasts(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.get_ghost("She opened the")
    qtbot.waitUntil(lambda: bool(engine.prepared))
    qtbot.wait(50)
    forgotten = engine.forgotten
    choose(window, "forget_story")
    assert remark(window).startswith("Forgot 6,204 words of this story.")
    assert not window.page.ghost.text
    assert not window.actions_["story_words"].isChecked()
    qtbot.waitUntil(lambda: engine.forgotten == forgotten + 1)
    writer.press(Qt.Key.Key_Backspace)
    writer.get_ghost("e")
    assert not engine.stories[-1][1]
    assert window.settings.choices.story_words  # other stories are remembered
    choose(window, "story_words")
    assert window.actions_["story_words"].isChecked()
    qtbot.waitUntil(lambda: engine.stories[-1][1])


def test_another_text_is_another_story(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.get_ghost("She opened the")
    story = engine.stories[-1]
    choose(window, "forget_story")
    window.page.document().setModified(False)
    window.session.new()
    assert window.actions_["story_words"].isChecked()
    writer.get_ghost("He opened the")
    assert engine.stories[-1][0] != story[0]
    assert engine.stories[-1][1]


def test_each_window_has_its_own_story(desk: Desk, writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    writer.get_ghost("She opened the")
    first = engine.stories[-1][0]
    other = desk.new_window()
    other.activateWindow()
    qtbot.waitUntil(other.page.hasFocus)
    Writer(other, qtbot).get_ghost("He opened the")
    assert engine.stories[-1][0] != first
