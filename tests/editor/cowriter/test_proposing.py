"""Several ways to go on, and bridges, with real key events in a real window."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.cowriter.cowriter import CoWriter
from desktop.editor.cowriter.proposing import Proposing, voices
from desktop.editor.settings.settings import Settings
from tests.editor.conftest import Writer
from tests.editor.cowriter.conftest import CoEngine

START, SHIFT = "It was late.", Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WAY = " She sat. He left."


@pytest.fixture
def proposing(cowriter: CoWriter, engine: CoEngine) -> Proposing:
    engine.pieces = [" She", " sat.", " He", " left."]
    return cowriter.proposing


def ways(writer: Writer, proposing: Proposing, qtbot: QtBot) -> None:
    """Ask for ways with the keyboard, and wait for all of them."""
    writer.press(Qt.Key.Key_Return, ALT)
    qtbot.waitUntil(lambda: is_done(proposing))


def is_done(proposing: Proposing) -> bool:
    return proposing._tries is not None and len(proposing._tries) > 0 and proposing._tries.current.is_done


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key, wherever the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_three_ways_stand_side_by_side(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    assert proposing.panel.isVisible()
    lists = [column.sentences for column in proposing.panel.columns]
    assert [[one.item(row).text() for row in range(one.count())] for one in lists] == [
        ["She sat.", "He left."]
    ] * 3
    temperatures = [one[2].temperature for one in engine.told]
    assert temperatures == list(voices(0.8))
    assert temperatures == sorted(set(temperatures))
    assert writer.text == START  # nothing is changed unasked
    assert lists[0].hasFocus()
    assert lists[0].accessibleName() == "1  Calm"


def test_return_inserts_one_as_one_undo_step_and_leads_back_to_the_page(
    writer: Writer, proposing: Proposing, qtbot: QtBot
) -> None:
    writer.put(START + " The end.", cursor_after=START)
    ways(writer, proposing, qtbot)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Return)
    assert writer.text == START + WAY + " The end."
    assert writer.page.hasFocus()
    assert not proposing.panel.isVisible()
    assert writer.page.textCursor().position() == len(START + WAY)
    writer.undo()
    assert writer.text == START + " The end."


def test_sentences_of_several_are_mixed(writer: Writer, proposing: Proposing, qtbot: QtBot) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)  # He left.
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Space)  # She sat.
    first, second = (proposing.panel.columns[number].sentences for number in (0, 1))
    assert (first.item(1).text(), second.item(0).text()) == ("1. He left.", "2. She sat.")
    assert first.item(1).checkState() == Qt.CheckState.Checked
    assert proposing.panel.preview.toPlainText() == " He left. She sat."
    press(qtbot, Qt.Key.Key_Return)
    assert writer.text == START + " He left. She sat."


def test_a_click_chooses_a_sentence_and_another_lets_it_go(
    writer: Writer, proposing: Proposing, qtbot: QtBot
) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    sentences = proposing.panel.columns[2].sentences
    place = sentences.visualItemRect(sentences.item(0)).center()
    qtbot.mouseClick(sentences.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sentences.item(0).checkState() == Qt.CheckState.Checked
    qtbot.mouseClick(sentences.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sentences.item(0).checkState() == Qt.CheckState.Unchecked
    qtbot.mouseClick(sentences.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseClick(proposing.panel.insert_button, Qt.MouseButton.LeftButton)
    assert writer.text == START + " She sat."


def test_others_are_written_and_earlier_ones_come_back(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    press(qtbot, Qt.Key.Key_Space)
    engine.pieces = [" Snow", " fell."]
    press(qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: is_done(proposing))
    sentences = proposing.panel.columns[0].sentences
    assert sentences.item(0).text() == "Snow fell."
    press(qtbot, Qt.Key.Key_Left, ALT)
    assert sentences.item(0).text() == "1. She sat."
    press(qtbot, Qt.Key.Key_Right, ALT)
    assert sentences.item(0).text() == "Snow fell."
    press(qtbot, Qt.Key.Key_Left, ALT)
    press(qtbot, Qt.Key.Key_Return)
    assert writer.text == START + " She sat."


def test_one_goes_on_from_what_is_chosen(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: is_done(proposing) and len(engine.told) == 6)
    assert engine.told[-1][0] == START + " She sat."
    press(qtbot, Qt.Key.Key_Return)
    assert writer.text == START + " She sat." + WAY
    writer.undo()
    assert writer.text == START


def test_asked_again_at_the_same_place_the_history_is_still_there(
    writer: Writer, proposing: Proposing, qtbot: QtBot
) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    assert writer.page.hasFocus()
    ways(writer, proposing, qtbot)
    assert proposing._tries is not None
    assert len(proposing._tries) == 2
    press(qtbot, Qt.Key.Key_Escape)
    writer.type(" x")
    ways(writer, proposing, qtbot)
    assert len(proposing._tries) == 1


def test_another_length_writes_anew_and_is_kept(
    writer: Writer, proposing: Proposing, engine: CoEngine, settings: Settings, qtbot: QtBot
) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    combo = proposing.panel.length
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    assert settings.choices.ways_length == "sentence"
    qtbot.waitUntil(lambda: is_done(proposing) and len(engine.told) == 6)
    assert (engine.told[-1][2].words, engine.told[-1][2].most) == (1, 60)
    assert [combo.itemData(row) for row in range(combo.count())][-1] == "scene"


def test_until_the_scene_breaks(
    writer: Writer, proposing: Proposing, engine: CoEngine, settings: Settings, qtbot: QtBot
) -> None:
    settings.update(ways_length="scene")
    engine.pieces = [
        " She waited there for him." * 12,
        "\nThe next morning",
        " he came to the house with her.",
    ]
    writer.put(START)
    ways(writer, proposing, qtbot)
    assert proposing._tries is not None
    assert proposing._tries.current.ways == [" She waited there for him." * 12] * 3


def test_ways_grow_while_one_writes_on_and_a_ghost_comes_first(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    engine.piece_gate = threading.Semaphore(0)
    writer.put(START)
    writer.press(Qt.Key.Key_Return, ALT)
    engine.piece_gate.release(4)
    sentences = proposing.panel.columns[0].sentences
    qtbot.waitUntil(lambda: sentences.count() > 0)
    writer.page.setFocus()
    writer.type(" She opened the")
    engine.piece_gate.release(1)
    qtbot.waitUntil(lambda: writer.page.ghost.text != "")
    assert not is_done(proposing)
    engine.piece_gate.release(100)
    qtbot.waitUntil(lambda: is_done(proposing))
    proposing.panel.go_to(0)
    press(qtbot, Qt.Key.Key_Return)
    assert writer.text == START + WAY + " She opened the"


def test_escape_stops_the_writing(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    engine.piece_gate = threading.Semaphore(0)
    writer.put(START)
    writer.press(Qt.Key.Key_Return, ALT)
    engine.piece_gate.release(1)
    qtbot.waitUntil(lambda: len(engine.told) > 0)
    press(qtbot, Qt.Key.Key_Escape)
    assert not proposing.panel.isVisible()
    engine.piece_gate.release(100)
    qtbot.waitUntil(lambda: engine.closed == len(engine.told))
    assert writer.text == START


def test_an_empty_page_has_nothing_to_go_on_from(writer: Writer, proposing: Proposing) -> None:
    writer.press(Qt.Key.Key_Return, ALT)
    assert "Write a few words first" in writer.window.status.remark.text()
    assert not proposing.panel.isVisible()


def bridge(writer: Writer, proposing: Proposing, qtbot: QtBot) -> None:
    writer.press(Qt.Key.Key_J, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: is_done(proposing))


def test_a_gap_is_bridged_from_both_sides_in_one_undo_step(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    engine.pieces = [" She", " sat."]
    text = "It was late. GAP In the morning it had snowed."
    writer.put(text)
    writer.select(12, 16)
    bridge(writer, proposing, qtbot)
    assert {(left, right) for left, right, _ in engine.told} == {
        ("It was late.", " In the morning it had snowed.")
    }
    assert all(settings.bridge for _, _, settings in engine.told)
    assert len(engine.judged) == 6
    assert proposing._tries is not None
    ways = proposing._tries.current.ways
    assert len(set(ways)) == 3
    assert not proposing.panel.branch_button.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert writer.text == "It was late." + ways[0] + " In the morning it had snowed."
    writer.undo()
    assert writer.text == text


def test_what_is_typed_into_the_gap_meanwhile_stays(
    writer: Writer, proposing: Proposing, qtbot: QtBot
) -> None:
    writer.put("It was late. GAP In the morning it had snowed.")
    writer.select(16, 12)
    bridge(writer, proposing, qtbot)
    writer.page.setFocus()
    writer.type(" Oh")  # over the selection
    assert writer.text == "It was late. Oh In the morning it had snowed."
    proposing.panel.insert_button.click()
    assert " Oh" in writer.text
    assert "GAP" not in writer.text
    assert "Way" in writer.text


def test_one_stands_between_two_paragraphs(writer: Writer, proposing: Proposing, qtbot: QtBot) -> None:
    writer.put("It was late.\nThe sun rose.", cursor_after="It was late.")
    bridge(writer, proposing, qtbot)
    assert proposing.panel.columns[0].sentences.accessibleName() == "1  Likeliest"
    press(qtbot, Qt.Key.Key_2)
    assert proposing.panel.columns[1].sentences.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert writer.text.endswith("\nThe sun rose.")
    assert len(writer.text) > len("It was late.\nThe sun rose.")


@pytest.mark.parametrize("text", ["It was late.", ""])
def test_a_bridge_needs_two_sides(writer: Writer, proposing: Proposing, text: str) -> None:
    writer.put(text)
    writer.press(Qt.Key.Key_J, CONTROL | SHIFT)
    assert "needs text on both sides" in writer.window.status.remark.text()
    assert not proposing.panel.isVisible()


def test_a_model_that_has_nothing_to_say_says_so(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    engine.pieces = [" "]
    writer.put("It was late.\nThe sun rose.", cursor_after="It was late.")
    writer.press(Qt.Key.Key_J, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: "nothing to propose" in writer.window.status.remark.text())
    assert not proposing.panel.insert_button.isEnabled()
    assert proposing.panel._state.text() == ""
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_R)  # again
    qtbot.waitUntil(lambda: len(engine.told) == 12)
    assert writer.text == "It was late.\nThe sun rose."


def test_in_a_draft_that_goes_forward_nothing_is_bridged(
    writer: Writer, proposing: Proposing, qtbot: QtBot
) -> None:
    writer.put("It was late. In the morning.", cursor_after="It was late.")
    writer.page.forward_only.begin()
    writer.press(Qt.Key.Key_J, CONTROL | SHIFT)
    assert not proposing.panel.isVisible()
    writer.page.forward_only.end()


def test_another_text_takes_the_proposals_away(writer: Writer, proposing: Proposing, qtbot: QtBot) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    writer.window.session.document_replaced.emit()
    assert not proposing.panel.isVisible()


def test_what_is_inserted_counts_as_the_models(writer: Writer, proposing: Proposing, qtbot: QtBot) -> None:
    counted: list[tuple[int, int]] = []
    writer.put(START)
    ways(writer, proposing, qtbot)
    writer.window.goals._written.counted.connect(lambda words, models: counted.append((words, models)))
    press(qtbot, Qt.Key.Key_Return)
    assert sum(models for _, models in counted) == 4
    assert sum(words for words, _ in counted) == 0


def test_another_can_be_tried_in_its_place(
    writer: Writer, proposing: Proposing, engine: CoEngine, qtbot: QtBot
) -> None:
    writer.put(START)
    ways(writer, proposing, qtbot)
    press(qtbot, Qt.Key.Key_Return)
    engine.pieces = [" Snow", " fell."]
    writer.alt(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: writer.text == START + " Snow fell.")


@pytest.mark.parametrize("usual", [0.0, 0.2, 0.8, 1.5, 3.0])
def test_voices_rise_and_are_temperatures(usual: float) -> None:
    calm, middle, bold = voices(usual)
    assert 0 <= calm <= middle == usual <= bold
