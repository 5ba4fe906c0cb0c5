"""Suggestions at the cursor, with real key events in a real window."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.inference.requests import SuggestRequest
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.engine.engine import Suggestion
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.fake_engine import HOUSE, FakeEngine, offer_after


class PaintingWatch(QObject):
    """Notes what the ghost says at each painting of the page."""

    def __init__(self, writer: Writer, paintings: list[str]):
        super().__init__(writer.page)
        self._writer = writer
        self._paintings = paintings

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self._paintings.append(self._writer.painted)
        return False


BEFORE = "She opened the"
GHOST = HOUSE[0].text


def test_a_ghost_appears_after_typing(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    assert writer.painted == GHOST
    assert writer.text == BEFORE


def test_tab_inserts_what_was_painted_and_the_space_behind_it(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    painted = writer.painted
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == BEFORE + painted + " "
    assert writer.painted == ""


def test_tab_without_a_ghost_is_a_tab(writer: Writer) -> None:
    writer.type("one")
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == "one\t"


def test_after_an_acceptance_the_next_suggestion_is_asked_for(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.answer = offer_after({"opened the": HOUSE, GHOST + " ": [Suggestion("slowly", 0.6)]})
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: writer.page.ghost.text == "slowly")


def test_control_right_takes_one_word_and_leaves_the_rest(
    writer: Writer, requests: list[SuggestRequest]
) -> None:
    writer.get_ghost(BEFORE)
    asked = len(requests)
    writer.control(Qt.Key.Key_Right)
    assert writer.text == "She opened the house "
    assert writer.painted == "and walked inside"
    writer.control(Qt.Key.Key_Right)
    assert writer.text == "She opened the house and "
    assert len(requests) == asked


def test_control_right_without_a_ghost_moves_by_a_word(writer: Writer) -> None:
    writer.put("one two three")
    writer.press(Qt.Key.Key_Home)
    writer.control(Qt.Key.Key_Right)
    assert writer.text == "one two three"
    assert writer.page.textCursor().position() == 4


def test_escape_dismisses(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Escape)
    assert writer.painted == ""
    assert writer.text == BEFORE


def test_typing_the_ghosts_letters_shrinks_it_without_a_flicker(
    writer: Writer, requests: list[SuggestRequest]
) -> None:
    writer.get_ghost(BEFORE)
    asked = len(requests)
    paintings: list[str] = []
    watch = PaintingWatch(writer, paintings)
    writer.page.viewport().installEventFilter(watch)
    for typed, rest in ((" ", "house and walked inside"), ("h", "ouse and walked inside")):
        writer.type(typed)
        assert writer.painted == rest
        QApplication.processEvents()
    assert paintings
    assert all(paintings)
    assert len(requests) == asked
    assert writer.text == BEFORE + " h"


def test_a_wrong_letter_takes_the_ghost_away(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.type("x")
    assert writer.painted == ""
    assert writer.text == BEFORE + "x"


def test_alternatives_that_still_fit_stay_while_typing(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.type(" ho")
    writer.look_on()
    assert writer.painted == "tel"
    writer.look_on()
    assert writer.painted == "use and walked inside"


def test_alternatives_cycle_both_ways(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.look_on()
    assert writer.painted == " hotel"
    writer.look_on(Qt.Key.Key_BracketLeft)
    writer.look_on(Qt.Key.Key_BracketLeft)
    assert writer.painted == " door"
    assert "3 of 3" in writer.window.status.remark.text()
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == BEFORE + " door "
    assert writer.window.status.remark.text() == ""


@pytest.fixture
def alone(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """An engine that gives its ghost alone until all is asked for, as the real one mostly does."""
    suggest = engine.suggest

    def give(left: str, right: str = "", settings=None, is_stale=None) -> list[Suggestion]:
        found = suggest(left, right, settings, is_stale)
        return found if settings.asked else found[:1]

    monkeypatch.setattr(engine, "suggest", give)
    return engine


def test_alternatives_are_asked_for_when_they_are_wanted(writer: Writer, alone: FakeEngine) -> None:
    writer.get_ghost(BEFORE)
    writer.look_on()
    assert writer.painted == HOUSE[1].text
    assert "2 of 3" in writer.window.status.remark.text()
    asked = len(alone.asked)
    writer.look_on()
    writer.look_on()
    assert writer.painted == HOUSE[0].text
    assert len(alone.asked) == asked


def test_two_quick_keys_go_two_alternatives_on(writer: Writer, alone: FakeEngine) -> None:
    writer.get_ghost(BEFORE)
    alone.gate.clear()
    writer.alt(Qt.Key.Key_BracketRight)
    alone.gate.set()
    writer.look_on()
    assert writer.painted == HOUSE[2].text


def test_alternatives_that_come_too_late_are_dropped(writer: Writer, alone: FakeEngine, qtbot: QtBot) -> None:
    writer.get_ghost(BEFORE)
    alone.gate.clear()
    asked = len(alone.asked)
    writer.alt(Qt.Key.Key_BracketRight)
    qtbot.waitUntil(lambda: len(alone.asked) > asked)
    writer.type(GHOST[:2])
    alone.gate.set()
    assert writer.painted == GHOST[2:]
    writer.look_on()  # answered after the one that came too late
    assert writer.painted not in [one.text for one in HOUSE]
    assert writer.text == BEFORE + GHOST[:2]


def test_alternatives_do_not_bring_back_a_ghost_that_was_taken_away(
    writer: Writer, alone: FakeEngine, qtbot: QtBot
) -> None:
    writer.get_ghost(BEFORE)
    alone.gate.clear()
    writer.alt(Qt.Key.Key_BracketRight)
    writer.page.ghost.clear()
    alone.gate.set()
    assert not writer.window.suggester.is_waiting
    writer.alt(Qt.Key.Key_Backslash)  # answered after the one that nobody waits for
    qtbot.waitUntil(lambda: writer.painted == GHOST)
    assert "1 of 3" in writer.window.status.remark.text()


def test_asking_works_where_the_cursor_was_moved_to(writer: Writer, qtbot: QtBot) -> None:
    writer.put("She opened the and left.", cursor_after="opened the")
    writer.alt(Qt.Key.Key_Backslash)
    qtbot.waitUntil(lambda: writer.painted == GHOST)


def test_asking_in_vain_says_so(writer: Writer, qtbot: QtBot) -> None:
    writer.type("nothing")
    writer.alt(Qt.Key.Key_Backslash)
    qtbot.waitUntil(lambda: writer.window.status.remark.text() == "No suggestion here.")


def test_undo_removes_one_acceptance_only(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Tab)
    writer.undo()
    assert writer.text == BEFORE


def test_undo_takes_back_accepted_words_one_by_one(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.control(Qt.Key.Key_Right)
    writer.control(Qt.Key.Key_Right)
    writer.undo()
    assert writer.text == BEFORE + " house "
    writer.undo()
    assert writer.text == BEFORE


def test_letters_typed_after_an_acceptance_are_undone_before_it(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Tab)
    writer.type("now")
    writer.undo()
    assert writer.text == BEFORE + GHOST + " "
    writer.undo()
    assert writer.text == BEFORE


def test_redo_brings_an_acceptance_back(writer: Writer) -> None:
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_Tab)
    writer.undo()
    writer.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert writer.text == BEFORE + GHOST + " "


def delete(writer: Writer) -> None:
    writer.type("x")
    writer.press(Qt.Key.Key_Backspace)


def undo(writer: Writer) -> None:
    writer.page.insertPlainText("!")
    writer.undo()


def paste(writer: Writer) -> None:
    data = QMimeData()
    data.setText("She opened the")
    writer.page.insertFromMimeData(data)


def arrows(writer: Writer) -> None:
    writer.press(Qt.Key.Key_Left)
    writer.press(Qt.Key.Key_Right)


def select(writer: Writer) -> None:
    writer.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize("action", [delete, undo, paste, arrows, select])
def test_nothing_is_asked_after(writer: Writer, requests: list[SuggestRequest], action) -> None:
    writer.put("He left. She opened the")
    action(writer)
    assert [request for request in requests if not request.left.endswith("x")] == []
    assert writer.painted == ""


@pytest.mark.parametrize("action", [delete, undo, paste, arrows, select])
def test_the_ghost_goes_after(writer: Writer, action) -> None:
    writer.get_ghost(BEFORE)
    action(writer)
    assert writer.painted == ""


def test_nothing_is_asked_on_a_read_only_page(writer: Writer, requests: list[SuggestRequest]) -> None:
    writer.page.setReadOnly(True)
    writer.type("a")
    writer.window.suggester.ask()
    assert requests == []


def test_what_follows_the_cursor_goes_to_the_engine(writer: Writer, requests: list[SuggestRequest]) -> None:
    writer.put("One.\nShe opened the and left.\nThe end.", cursor_after="opened ")
    writer.type("x")
    assert requests[-1].left == "One.\nShe opened x"
    assert requests[-1].right == " the and left.\nThe end."


def test_suggestions_off_asks_nothing(writer: Writer, requests: list[SuggestRequest]) -> None:
    writer.get_ghost(BEFORE)
    asked = len(requests)
    writer.window.actions_["suggestions"].trigger()
    assert writer.painted == ""
    writer.type(" x. She opened the")
    assert len(requests) == asked
    assert "off" in writer.window.actions_["suggestions"].iconText()


def test_an_answer_that_came_too_late_is_dropped(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.answer = lambda left, right: [Suggestion(f"[{left}]", 0.5)]
    engine.gate.clear()
    writer.type("ab")
    qtbot.waitUntil(lambda: len(engine.asked) == 1)
    writer.type("c")
    engine.gate.set()
    qtbot.waitUntil(lambda: writer.page.ghost.text != "")
    assert writer.page.ghost.text == "[abc]"


def test_typing_does_not_wait_for_a_model_that_hangs(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.gate.clear()
    text = "The quick brown fox jumps over the lazy dog again."
    writer.type(text)
    assert writer.text == text
    assert len(engine.asked) <= 1  # it still hangs in the first one
    engine.gate.set()
    qtbot.waitUntil(lambda: bool(engine.asked) and engine.asked[-1][0] == text)
    assert len(engine.asked) <= 3  # the newest one wins, the others were never begun


def test_a_new_request_makes_the_one_in_work_stale(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    staleness = []
    suggest = engine.suggest

    def watch(left, right="", settings=None, is_stale=None):
        answer = suggest(left, right, settings, is_stale)
        staleness.append((left, is_stale()))
        return answer

    engine.suggest = watch  # type: ignore[method-assign]
    engine.gate.clear()
    writer.type("a")
    qtbot.waitUntil(lambda: len(engine.asked) == 1)
    writer.type("b")
    engine.gate.set()
    qtbot.waitUntil(lambda: len(staleness) == 2)
    assert staleness == [("a", True), ("ab", False)]


def test_the_preferences_reach_the_engine(writer: Writer, requests: list[SuggestRequest]) -> None:
    writer.window.settings.update(max_words=2, precision=0.7)
    writer.type("a")
    assert (requests[-1].max_words, requests[-1].precision) == (2, 0.7)


def test_keys_can_be_rebound(writer: Writer) -> None:
    writer.window.settings.update(keys={"accept": "Ctrl+Space", "dismiss": "F9"})
    writer.get_ghost(BEFORE)
    writer.press(Qt.Key.Key_F9)
    assert writer.painted == ""
    writer.press(Qt.Key.Key_Backspace)
    writer.get_ghost("e")
    writer.control(Qt.Key.Key_Space)
    assert writer.text == BEFORE + GHOST + " "


def test_a_ghost_is_announced_to_screen_readers_when_the_writer_pauses(
    writer: Writer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("desktop.editor.frame.announcer.QAccessible.isActive", lambda: True)
    monkeypatch.setattr(writer.window.announcer, "say", said.append)
    pause = writer.window.announcer.findChild(QTimer)
    assert isinstance(pause, QTimer)
    # However long a busy machine takes to paint the ghost, the writer has not paused yet.
    pause.setInterval(3_600_000)
    writer.get_ghost(BEFORE)
    assert said == []
    pause.setInterval(0)
    qtbot.waitUntil(lambda: said == ["Suggestion: house and walked inside"])


def test_typing_far_down_keeps_lines_free_below_the_cursor(writer: Writer, page: Page) -> None:
    writer.put("\n".join(["A line of words."] * 200))
    writer.type("\rmore")
    below = page.viewport().height() - page.cursorRect().bottom()
    assert below >= 2 * page.cursorRect().height()


# --- a model on its way ------------------------------------------------------------------------------------


class SlowModel:
    """A model that is loaded when the test says so, and counts its loads."""

    def __init__(self, engine: FakeEngine):
        self.engine = engine
        self.gate = threading.Event()
        self.loads = 0

    def load(self, folder: Path, provider: str) -> FakeEngine:
        self.loads += 1
        assert self.gate.wait(20)
        return self.engine


@pytest.fixture
def slow(engine: FakeEngine) -> SlowModel:
    return SlowModel(engine)


@pytest.fixture
def waiting(slow: SlowModel, settings: Settings, dialogs: FakeDialogs, qtbot: QtBot) -> Iterator[Writer]:
    """A window whose model has not come yet."""
    desk = Desk(settings, slow.load, dialogs=dialogs)
    window = desk.new_window()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    desk.start_model(Path("model"))
    yield Writer(window, qtbot)
    slow.gate.set()
    window.page.document().setModified(False)
    window.close()
    assert desk.end()


def test_what_was_typed_while_the_model_came_gets_its_suggestion_then(
    waiting: Writer, slow: SlowModel, qtbot: QtBot
) -> None:
    waiting.type("opened the")
    slow.gate.set()
    qtbot.waitUntil(lambda: waiting.page.ghost.text == HOUSE[0].text)


def test_nothing_is_suggested_where_the_cursor_went_while_the_model_came(
    waiting: Writer, slow: SlowModel, qtbot: QtBot
) -> None:
    waiting.type("opened the")
    waiting.press(Qt.Key.Key_Left)
    waiting.press(Qt.Key.Key_Right)
    slow.gate.set()
    qtbot.waitUntil(lambda: waiting.window.worker.model is not None)
    qtbot.wait(50)
    assert not slow.engine.asked


def test_a_request_that_another_model_takes_away_is_made_again(
    writer: Writer, desk: Desk, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.gate.clear()
    writer.type("opened the")
    qtbot.waitUntil(lambda: bool(engine.asked))
    desk.use_model(Path("another"))
    engine.gate.set()
    qtbot.waitUntil(lambda: writer.page.ghost.text == HOUSE[0].text)


def test_a_late_word_of_the_loading_does_not_take_a_request_away(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    """The model was there before the signals that say so: a busy machine lost the first suggestion."""
    engine.gate.clear()
    writer.type("opened the")
    worker, model = writer.window.worker, writer.window.worker.model
    worker.loading.emit(Path("model"))
    worker.loaded.emit(model)
    engine.gate.set()
    qtbot.waitUntil(lambda: writer.page.ghost.text == HOUSE[0].text)


def test_a_setting_changed_before_the_start_does_not_load_the_model_twice(
    slow: SlowModel, settings: Settings, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    desk = Desk(settings, slow.load, dialogs=dialogs)
    settings.update(provider="cpu")
    desk.start_model(Path("model"))
    slow.gate.set()
    qtbot.waitUntil(lambda: desk.worker.model is not None and not desk.worker.is_loading)
    assert desk.end()
    assert slow.loads == 1


# --- quieter ghosts --------------------------------------------------------------------------------------


def test_after_a_pause_means_once_the_hands_rest(
    writer: Writer, settings: Settings, engine: FakeEngine, qtbot: QtBot
) -> None:
    settings.update(ghost_pause=0.3)
    writer.type(BEFORE)
    assert not engine.asked
    assert writer.window.suggester.is_waiting
    qtbot.waitUntil(lambda: writer.page.ghost.text == GHOST)
    assert [left for left, *_ in engine.asked] == [BEFORE]
    writer.type(GHOST[:3])
    assert writer.page.ghost.text == GHOST[3:]  # it shrinks at once
    writer.press(Qt.Key.Key_Tab)
    assert writer.window.suggester.is_waiting


def test_a_pause_that_ends_elsewhere_asks_for_nothing(
    writer: Writer, settings: Settings, engine: FakeEngine, qtbot: QtBot
) -> None:
    settings.update(ghost_pause=0.3)
    writer.type(BEFORE)
    writer.press(Qt.Key.Key_Left)
    assert not writer.window.suggester.is_waiting
    writer.press(Qt.Key.Key_End)
    writer.type(" ")
    writer.press(Qt.Key.Key_Escape)
    qtbot.wait(500)
    assert not engine.asked


def test_at_word_starts_only(writer: Writer, settings: Settings, engine: FakeEngine, qtbot: QtBot) -> None:
    settings.update(ghost_at="words")
    engine.answer = offer_after({"the ": [Suggestion("house", 0.9)], "house ": [Suggestion("and", 0.9)]})
    writer.type("opened the")
    assert not [left for left, *_ in engine.asked if left[-1:].isalpha()]
    writer.get_ghost(" ")
    writer.type("hou")
    assert writer.page.ghost.text == "se"
    writer.press(Qt.Key.Key_Tab)  # behind what was kept, the next word begins
    qtbot.waitUntil(lambda: writer.page.ghost.text == "and")


def test_only_when_asked(writer: Writer, settings: Settings, engine: FakeEngine, qtbot: QtBot) -> None:
    settings.update(ghost_at="asked")
    writer.type(BEFORE)
    assert not engine.asked
    writer.alt(Qt.Key.Key_Backslash)
    qtbot.waitUntil(lambda: writer.page.ghost.text == GHOST)
    writer.press(Qt.Key.Key_Tab)
    assert len(engine.asked) == 1
    assert not writer.window.suggester.is_waiting


def test_what_is_sifted_late_is_dropped_when_something_was_typed(writer: Writer, qtbot: QtBot) -> None:
    waiting = []
    writer.window.suggester.sift = lambda left, ghosts, then: waiting.append((left, list(ghosts), then))
    writer.type(BEFORE)
    qtbot.waitUntil(lambda: bool(waiting))
    left, ghosts, then = waiting[0]
    assert (left, ghosts) == (BEFORE, [one.text for one in HOUSE])
    then([False, True, True])
    assert writer.page.ghost.text == HOUSE[1].text
    writer.press(Qt.Key.Key_Escape)
    writer.type(" x")
    then([True, True, True])
    assert writer.page.ghost.text == ""
