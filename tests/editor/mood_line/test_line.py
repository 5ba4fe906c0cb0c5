"""The mood line in the window: what is read, when, and where its points lead."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.mood_line.mood_chart import MoodChart
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer
from tests.editor.mood_line.conftest import (
    BODY,
    DARK,
    LIGHT,
    MOODS,
    NEITHER,
    STORY,
    GatedReader,
    click,
    mood_threads,
    put_cursor,
    wait_for_moods,
)

# Said by the offscreen platform of every window, and of every tool tip.
shows_tips = pytest.mark.qt_log_ignore("propagateSizeHints", r"support raise\(\)")


# --- reading ---------------------------------------------------------------------------------------------


def test_there_is_no_mood_line_until_it_is_wanted(
    writer: Writer, chart: MoodChart, window: Window, qtbot: QtBot
) -> None:
    writer.put(STORY)
    qtbot.wait(100)
    assert not chart.isVisible()
    assert not window.actions_["mood_line"].isChecked()
    assert not mood_threads()


def test_there_is_one_point_a_passage(lined: Writer, chart: MoodChart) -> None:
    assert chart.isVisible()
    assert lined.window.actions_["mood_line"].isChecked()


def test_an_edit_reads_its_passage_alone(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.asked.clear()
    put_cursor(lined, "Second night.")
    lined.type(" Night.")
    wait_for_moods(qtbot, chart, [2 / 3, 1 / 4, 1 / 2])
    assert [passage[:20] for passage in reader.asked] == ["Second night. Night."]


def test_undo_is_read_again(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    put_cursor(lined, "Second night.")
    lined.type(" Night.")
    wait_for_moods(qtbot, chart, [2 / 3, 1 / 4, 1 / 2])
    lined.undo()
    wait_for_moods(qtbot, chart, MOODS)


def test_a_new_passage_gets_a_new_point(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    lined.page.appendPlainText(f"Fourth sun, sun. {BODY}")
    wait_for_moods(qtbot, chart, [*MOODS, 3 / 4])


def test_a_text_without_words_has_no_points(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    lined.page.selectAll()
    lined.press(Qt.Key.Key_Delete)
    wait_for_moods(qtbot, chart, [])


def test_typing_while_moods_are_read_is_neither_held_up_nor_lost(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    reader.asked.clear()
    put_cursor(lined, "Second night.")
    lined.type(" Sun")
    qtbot.waitUntil(lambda: bool(reader.asked))  # and is held up now
    lined.type(" sun")
    assert "Second night. Sun sun word" in lined.text
    qtbot.wait(60)
    reader.gate.set()
    wait_for_moods(qtbot, chart, [2 / 3, 3 / 5, 1 / 2])


def test_nothing_is_read_while_the_writer_types(
    lined: Writer, window: Window, reader: GatedReader, qtbot: QtBot
) -> None:
    rest = window.mood_line.findChild(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert rest is not None
    rest.setInterval(20_000)  # no key of this test comes so late, however busy the machine is
    reader.asked.clear()
    for letter in "so it goes":
        rest.stop()
        lined.type(letter)
        assert rest.isActive()  # every key begins it anew
        qtbot.wait(5)
        assert not reader.asked
    rest.setInterval(30)
    qtbot.waitUntil(lambda: bool(reader.asked))


def test_suggestions_come_while_moods_are_read(lined: Writer, reader: GatedReader, qtbot: QtBot) -> None:
    reader.gate.clear()
    reader.asked.clear()
    lined.page.appendPlainText("He was late when he")
    put_cursor(lined, "when he")
    qtbot.waitUntil(lambda: bool(reader.asked))
    lined.get_ghost(" opened the")
    assert lined.painted


def test_a_long_story_is_read_whole(desk: Desk, writer: Writer, chart: MoodChart, mood_bundle: Path, qtbot):
    lines = [f"Number {number}. {'sun ' * (number % 5)}{BODY}" for number in range(400)]
    writer.put("\n".join(lines))
    desk.moods.use(mood_bundle)
    # The odds are 1 to 5, and the story is drawn around its median, 3.
    wait_for_moods(qtbot, chart, [(number % 5 + 1) / (number % 5 + 4) for number in range(400)])


def test_each_window_has_its_own_line(
    desk: Desk, lined: Writer, chart: MoodChart, mood_bundle: Path, qtbot: QtBot
) -> None:
    other = desk.new_window()
    other.page.setPlainText(f"{DARK}\n{LIGHT}")
    wait_for_moods(qtbot, other.mood_line.chart, [1 / 3, 2 / 3])
    assert chart.moods == pytest.approx(MOODS)
    other.page.document().setModified(False)
    other.close()
    lined.page.appendPlainText(LIGHT)
    wait_for_moods(qtbot, chart, [*MOODS, 2 / 3])


# --- going there -----------------------------------------------------------------------------------------


@shows_tips
@pytest.mark.parametrize(("number", "passage"), [(0, LIGHT), (1, DARK), (2, NEITHER)])
def test_a_click_goes_to_the_passage(
    lined: Writer, chart: MoodChart, qtbot: QtBot, number: int, passage: str
) -> None:
    chart.setFocus()
    click(qtbot, chart, number)
    assert lined.page.textCursor().position() == STORY.index(passage)
    assert lined.page.hasFocus()
    assert lined.page.viewport().rect().contains(lined.page.cursorRect())


def test_the_cursor_marks_its_passage(lined: Writer, chart: MoodChart) -> None:
    put_cursor(lined, "Second night")
    assert chart.accessibleDescription().startswith(
        "Passage 2 of 3, rather dark: “Second night. word word word word word word…”"
    )
    put_cursor(lined, "First")
    assert chart.accessibleDescription().startswith("Passage 1 of 3, rather light: “First sun.")


def test_points_move_with_their_paragraphs_before_they_are_read_again(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    put_cursor(lined, "First sun.")
    for _ in range(3):
        lined.press(Qt.Key.Key_Return)
    click(qtbot, chart, 1)
    assert lined.page.textCursor().block().text() == DARK
    lined.press(Qt.Key.Key_Return)  # in front of the passage
    click(qtbot, chart, 1)
    assert lined.page.textCursor().block().text() == DARK
    lined.press(Qt.Key.Key_Backspace)
    click(qtbot, chart, 2)
    assert lined.page.textCursor().block().text() == NEITHER


def test_a_point_of_a_deleted_passage_leads_to_what_is_left(
    lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    reader.gate.clear()
    lined.select(0, len(LIGHT) + len(DARK) + 10)
    lined.press(Qt.Key.Key_Delete)
    for number in range(3):
        click(qtbot, chart, number)
        assert lined.page.textCursor().position() == 0


def test_places_count_as_qt_does(
    desk: Desk, writer: Writer, chart: MoodChart, mood_bundle: Path, qtbot: QtBot
) -> None:
    begin = "\U0001f600 " * 5 + "word " * 140 + "end. "
    text = f"\U0001f600 smile\n{begin}{begin}{begin}"
    writer.put(text)
    desk.moods.use(mood_bundle)
    wait_for_moods(qtbot, chart, [0.5] * 3)
    click(qtbot, chart, 2)
    before = text[: text.rindex(begin)]
    assert writer.page.textCursor().position() == len(before.encode("utf-16-le")) // 2


@shows_tips
def test_the_keyboard_walks_along_the_line(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    put_cursor(lined, "Second")
    lined.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert chart.hasFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().startswith("Passage 3 of 3, neither light nor dark")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert lined.page.textCursor().blockNumber() == 1
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert lined.page.textCursor().position() == 0
    assert lined.page.hasFocus()


@shows_tips
def test_escape_leads_back_to_the_page(lined: Writer, chart: MoodChart, qtbot: QtBot) -> None:
    position = lined.page.textCursor().position()
    lined.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert lined.page.hasFocus()
    assert lined.page.textCursor().position() == position


# --- documents -------------------------------------------------------------------------------------------


def test_a_document_closed_while_it_is_read_is_no_error(
    desk: Desk, lined: Writer, chart: MoodChart, reader: GatedReader, qtbot: QtBot
) -> None:
    other = desk.new_window()
    reader.gate.clear()
    reader.asked.clear()
    other.page.setPlainText(f"{NEITHER} {LIGHT}")
    qtbot.waitUntil(lambda: bool(reader.asked))
    other.page.document().setModified(False)
    with qtbot.waitSignal(other.destroyed):
        other.close()
    reader.gate.set()
    lined.page.appendPlainText(DARK)
    wait_for_moods(qtbot, chart, [*MOODS, 1 / 3])


def test_another_document_has_other_points(
    lined: Writer, window: Window, chart: MoodChart, reader: GatedReader, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "other.txt"
    file.write_text(f"{DARK}\n{DARK}\n")
    reader.gate.clear()
    window.page.document().setModified(False)
    window.session.open(file)
    assert chart.moods == []
    reader.gate.set()
    wait_for_moods(qtbot, chart, [1 / 3, 1 / 3])
