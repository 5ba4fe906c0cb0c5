"""Continue story, with real key events in a real window."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.suggestions.continuing import Continuation
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer
from tests.editor.fake_engine import HOUSE, FakeEngine

START = "It was late."
STORY = " She stood still."


@pytest.fixture
def continuation(window: Window) -> Continuation:
    return window.continuation


def go(writer: Writer, qtbot: QtBot) -> None:
    """Continue, and wait for the end."""
    writer.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)


@pytest.fixture
def slow(engine: FakeEngine) -> FakeEngine:
    """Gives a piece only when the test releases it."""
    engine.piece_gate = threading.Semaphore(0)
    return engine


def has_text(writer: Writer, text: str) -> bool:
    return writer.text == text


def release(slow: FakeEngine, pieces: int) -> None:
    assert slow.piece_gate
    slow.piece_gate.release(pieces)


def test_words_stream_in_at_the_cursor(writer: Writer, slow: FakeEngine, qtbot: QtBot) -> None:
    writer.put("It was late. The end.", cursor_after="It was late.")
    writer.control(Qt.Key.Key_Return)
    release(slow, 2)
    qtbot.waitUntil(lambda: writer.text == "It was late. She stood The end.")
    release(slow, 9)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert writer.text == "It was late. She stood still. The end."
    assert slow.told[0][:2] == ("It was late.", " The end.")


def test_the_cursor_follows_the_story(writer: Writer, qtbot: QtBot) -> None:
    writer.type(START)
    go(writer, qtbot)
    assert writer.page.textCursor().position() == len(START + STORY)


def test_a_continuation_is_one_undo_step(writer: Writer, slow: FakeEngine, qtbot: QtBot) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    for so_far in (" She", " She stood", " She stood still", STORY):
        release(slow, 1)
        qtbot.waitUntil(partial(has_text, writer, START + so_far))
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    writer.undo()
    assert writer.text == START
    writer.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert writer.text == START + STORY


def test_typing_before_and_after_is_undone_apart_from_it(writer: Writer, qtbot: QtBot) -> None:
    writer.type(START)
    go(writer, qtbot)
    writer.type(" Then.")
    writer.undo()
    assert writer.text == START + STORY
    writer.undo()
    assert writer.text == START
    writer.undo()
    assert writer.text == ""


def test_escape_stops_and_keeps_what_is_written_as_one_step(
    writer: Writer, slow: FakeEngine, qtbot: QtBot
) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    release(slow, 2)
    qtbot.waitUntil(lambda: writer.text == START + " She stood")
    writer.press(Qt.Key.Key_Escape)
    assert not writer.window.continuation.running
    release(slow, 9)
    qtbot.waitUntil(lambda: slow.closed == 1)
    assert writer.text == START + " She stood"
    writer.undo()
    assert writer.text == START


def test_the_stop_button_stops(writer: Writer, slow: FakeEngine) -> None:
    writer.type(START)
    stop = writer.window.actions_["stop"]
    assert not stop.isEnabled()
    writer.control(Qt.Key.Key_Return)
    assert stop.isEnabled()
    stop.trigger()
    assert not writer.window.continuation.running
    release(slow, 9)


def test_typing_stops_it(writer: Writer, slow: FakeEngine, qtbot: QtBot) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    release(slow, 1)
    qtbot.waitUntil(lambda: writer.text == START + " She")
    writer.type("!")
    assert not writer.window.continuation.running
    release(slow, 9)
    qtbot.waitUntil(lambda: slow.closed == 1)
    assert writer.text == START + " She!"
    writer.undo()
    assert writer.text == START + " She"
    writer.undo()
    assert writer.text == START


def test_undo_while_it_writes_takes_it_back_whole(writer: Writer, slow: FakeEngine, qtbot: QtBot) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    release(slow, 2)
    qtbot.waitUntil(lambda: writer.text == START + " She stood")
    writer.undo()
    release(slow, 9)
    qtbot.waitUntil(lambda: slow.closed == 1)
    assert writer.text == START


def test_retry_replaces_the_last_one_with_another_seed(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.type(START)
    go(writer, qtbot)
    engine.pieces = [" He", " ran."]
    writer.alt(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert writer.text == START + " He ran."
    assert engine.told[0][0] == engine.told[1][0] == START
    assert engine.told[0][2].seed != engine.told[1][2].seed
    writer.undo()
    assert writer.text == START


def test_retry_while_it_writes_begins_anew(writer: Writer, slow: FakeEngine, qtbot: QtBot) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    release(slow, 2)
    qtbot.waitUntil(lambda: writer.text == START + " She stood")
    writer.alt(Qt.Key.Key_R)
    release(slow, 20)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert writer.text == START + STORY


def test_retry_after_an_undo_writes_again_in_the_same_place(writer: Writer, qtbot: QtBot) -> None:
    writer.type(START)
    go(writer, qtbot)
    writer.undo()
    writer.control(Qt.Key.Key_Home)
    writer.alt(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: writer.text == START + STORY)


def test_retry_after_an_undo_and_a_redo_replaces_what_is_there_again(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.type(START)
    go(writer, qtbot)
    writer.undo()
    writer.page.redo()
    assert writer.text == START + STORY
    engine.pieces = [" He", " ran."]
    writer.alt(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: writer.text == START + " He ran.")
    writer.undo()
    assert writer.text == START


def test_retry_after_an_edit_touches_nothing_and_says_why(writer: Writer, qtbot: QtBot) -> None:
    writer.type(START)
    go(writer, qtbot)
    writer.type(" Then.")
    writer.alt(Qt.Key.Key_R)
    assert not writer.window.continuation.running
    assert writer.text == START + STORY + " Then."
    assert "the text has changed" in writer.window.status.remark.text()


def test_retry_after_an_undo_and_other_words_touches_nothing(writer: Writer, qtbot: QtBot) -> None:
    writer.type("Nobody had lit it.")
    go(writer, qtbot)
    writer.undo()
    writer.undo()
    writer.type("It")
    QApplication.clipboard().setText("!")
    writer.control(Qt.Key.Key_V)
    writer.undo()
    assert writer.text == "It"
    writer.alt(Qt.Key.Key_R)
    assert not writer.window.continuation.running
    assert writer.text == "It"
    assert "no continuation to replace" in writer.window.status.remark.text()


def test_retry_before_any_continuation_takes_nothing_back(writer: Writer) -> None:
    writer.type(START)
    writer.window.continuation.retry()
    assert writer.text == START


def test_the_writer_may_look_elsewhere_meanwhile(writer: Writer, slow: FakeEngine, qtbot: QtBot) -> None:
    writer.put("\n".join(["A line."] * 300))
    writer.control(Qt.Key.Key_Return)
    release(slow, 1)
    qtbot.waitUntil(lambda: writer.text.endswith(" She"))
    writer.control(Qt.Key.Key_Home)
    release(slow, 9)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert writer.text.endswith(STORY)
    assert writer.page.textCursor().position() == 0
    assert writer.page.verticalScrollBar().value() == 0


def wheel(writer: Writer, angle: int) -> None:
    """Turn the wheel over the page; 120 is a notch away from the writer."""
    middle = QPointF(writer.page.viewport().rect().center())
    event = QWheelEvent(
        middle,
        writer.page.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(writer.page.viewport(), event)


def end_in_sight(writer: Writer) -> bool:
    return writer.page.viewport().rect().intersects(writer.page.cursorRect())


@pytest.mark.parametrize("angle", [40, 120, 1200, 12000])  # 40: a line, as a touchpad says
def test_scrolling_up_meanwhile_is_not_fought(
    writer: Writer, slow: FakeEngine, angle: int, qtbot: QtBot
) -> None:
    slow.pieces = ["\nOne more line."] * 60
    writer.put("\n".join(["A line."] * 300))
    bar = writer.page.verticalScrollBar()
    writer.control(Qt.Key.Key_Return)
    release(slow, 20)
    qtbot.waitUntil(lambda: writer.text.count("more") == 20)
    assert end_in_sight(writer)
    wheel(writer, angle)
    place = bar.value()

    def has_written(words: int) -> bool:
        return writer.text.count("more") == words

    for written in (30, 40):
        release(slow, 10)
        qtbot.waitUntil(partial(has_written, written))
        assert bar.value() == place
    assert not end_in_sight(writer)
    for _ in range(100):
        if not end_in_sight(writer):
            wheel(writer, -120)
    assert end_in_sight(writer)
    release(slow, 20)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert writer.text.count("more") == 60
    assert end_in_sight(writer)
    assert bar.value() > place


def test_scrolling_down_but_not_to_the_end_is_not_fought(
    writer: Writer, slow: FakeEngine, qtbot: QtBot
) -> None:
    slow.pieces = ["\nOne more line."] * 40
    writer.put("\n".join(["A line."] * 300))
    writer.control(Qt.Key.Key_Return)
    release(slow, 20)
    qtbot.waitUntil(lambda: writer.text.count("more") == 20)
    for _ in range(3):  # each is cut to a page
        wheel(writer, 12_000)
    wheel(writer, -120)
    place = writer.page.verticalScrollBar().value()
    release(slow, 20)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert writer.page.verticalScrollBar().value() == place


def test_the_next_continuation_is_followed_again(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.pieces = ["\nOne more line."] * 40
    writer.put("\n".join(["A line."] * 300))
    wheel(writer, 12_000)
    go(writer, qtbot)
    assert end_in_sight(writer)


def test_what_was_written_is_marked_until_the_next_edit(writer: Writer, qtbot: QtBot) -> None:
    writer.type(START)
    go(writer, qtbot)
    (mark,) = writer.page.extraSelections()
    assert mark.cursor.selectedText() == STORY
    writer.press(Qt.Key.Key_Left)
    assert writer.page.extraSelections()
    writer.type("x")
    assert writer.page.extraSelections() == []


def test_undoing_a_long_story_leaves_text_in_sight_above_the_cursor(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.pieces = ["\nOne more line."] * 100
    writer.put("\n".join(["A line."] * 100))
    go(writer, qtbot)
    writer.undo()
    page = writer.page
    assert page.viewport().rect().contains(page.cursorRect())
    assert page.cursorRect().top() > page.viewport().height() // 5


def test_a_selection_is_kept_and_continued_after(writer: Writer, qtbot: QtBot) -> None:
    writer.put("It was late.")
    writer.select(0, 12)
    go(writer, qtbot)
    assert writer.text == START + STORY


def test_lines_come_in_as_lines(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.pieces = [" She", "\n", "Then", "."]
    writer.type(START)
    go(writer, qtbot)
    assert writer.text == START + " She\nThen."
    writer.undo()
    assert writer.text == START


def test_it_begins_with_no_ghost_and_asks_for_none_meanwhile(
    writer: Writer, slow: FakeEngine, requests: list, qtbot: QtBot
) -> None:
    writer.get_ghost("She opened the")
    asked = len(requests)
    writer.control(Qt.Key.Key_Return)
    assert writer.painted == ""
    writer.window.suggester.ask()
    assert len(requests) == asked
    release(slow, 9)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert HOUSE[0].text not in writer.text


def test_settings_reach_the_engine(writer: Writer, engine: FakeEngine, qtbot: QtBot) -> None:
    writer.window.settings.update(continue_words=30, temperature=0.5)
    writer.type(START)
    go(writer, qtbot)
    assert (engine.told[0][2].words, engine.told[0][2].temperature) == (30, 0.5)


def test_without_any_words_it_says_what_to_do(writer: Writer, engine: FakeEngine) -> None:
    writer.control(Qt.Key.Key_Return)
    assert engine.told == []
    assert "Write a few words first" in writer.window.status.remark.text()


@pytest.mark.expects_errors
def test_a_model_that_fails_midway_says_so_and_writing_goes_on(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    def fail(left, right="", settings=None):
        yield " She"
        raise ZeroDivisionError

    engine.continue_story = fail  # type: ignore[method-assign]
    writer.type(START)
    go(writer, qtbot)
    assert writer.text == START + " She"
    qtbot.waitUntil(lambda: "choose it again" in writer.window.messages.sentence("model"))
    writer.type(" stood")
    assert writer.text == START + " She stood"


def test_the_window_closes_while_it_writes(
    writer: Writer, slow: FakeEngine, qtbot: QtBot, continuation: Continuation
) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    writer.page.document().setModified(False)
    with qtbot.waitSignal(writer.window.closed):
        writer.window.close()
    release(slow, 9)


def test_what_an_input_method_composed_before_it_takes_nothing_of_it_away(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.pieces = [" She stood.", "\nThe lamp went out."]
    writer.type(START)
    QApplication.sendEvent(writer.page, QInputMethodEvent("ni", []))
    go(writer, qtbot)
    whole = writer.text
    assert whole == f"{START} She stood.\nThe lamp went out."
    QApplication.sendEvent(writer.page, QInputMethodEvent("ni", []))
    writer.press(Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert writer.page.textCursor().hasSelection()
    assert writer.text == whole
    blocks = (writer.page.document().findBlockByNumber(number) for number in range(2))
    assert [block.layout().preeditAreaText() for block in blocks] == ["", ""]


def test_composing_stops_it(writer: Writer, slow: FakeEngine, qtbot: QtBot) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    release(slow, 1)
    qtbot.waitUntil(lambda: writer.text == "It was late. She")
    QApplication.sendEvent(writer.page, QInputMethodEvent("ni", []))
    assert not writer.window.continuation.running
    release(slow, 9)
    assert writer.text == "It was late. She"


@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_selected_before_it_does_not_grow(
    writer: Writer, slow: FakeEngine, qtbot: QtBot, backwards: bool
) -> None:
    writer.type(START)
    writer.control(Qt.Key.Key_Return)
    writer.select(*((len(START), 7) if backwards else (7, len(START))))
    release(slow, 9)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    assert writer.text == START + STORY
    assert writer.page.textCursor().selectedText() == "late."
