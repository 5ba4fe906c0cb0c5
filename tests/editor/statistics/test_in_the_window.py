"""The statistics in the real window, with real keys."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.editor.statistics import text_reading
from desktop.editor.statistics.statistics import Statistics
from desktop.editor.window.window import Window
from desktop.engine.progress.days import Work
from desktop.engine.progress.progress_file import Changes, ProgressFile
from tests.editor.conftest import FakeDialogs, Writer

STORY = "She went home. The lantern was out.\n\nIt was late, and the rain had not stopped since noon.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def statistics(window: Window, writer: Writer, qtbot: QtBot) -> Statistics:
    writer.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (shown,) = window.findChildren(Statistics)
    assert isinstance(shown, Statistics)
    qtbot.waitUntil(lambda: not shown.text.reading.is_reading)
    return shown


def test_days_are_shown_and_told(window: Window, writer: Writer, qtbot: QtBot) -> None:
    progress = window.desk.progress
    yesterday = progress.today - timedelta(days=1)
    ProgressFile().add(Changes({yesterday: Work(300, 0, 1800.0)}))
    writer.type("One two three.")
    shown = statistics(window, writer, qtbot)
    qtbot.waitUntil(lambda: "300" in shown.days.figures.shown("best"))
    assert shown.days.figures.shown("today").startswith("3 word")
    assert shown.days.figures.shown("row") == "2"
    assert shown.days.figures.shown("all").startswith("303 word")
    assert QApplication.focusWidget() is shown.days.chart
    qtbot.keyClick(shown.days.chart, Qt.Key.Key_Left)
    assert "300" in shown.days._day.text()
    shown.days.span.setCurrentIndex(1)
    assert len(shown.days.chart.days) > 360
    writer.type(" Four")
    assert shown.days.figures.shown("today").startswith("4 word")


def test_the_table_is_copied_and_saved(
    window: Window, writer: Writer, qtbot: QtBot, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    writer.type("One two three.")
    shown = statistics(window, writer, qtbot)

    def click(name: str) -> str:
        button = shown.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        return shown.days._result.text()

    click("copy_table")
    table = QApplication.clipboard().text()
    assert table.startswith("day,words,continued,minutes,goal,")
    assert f"{window.desk.progress.today.isoformat()},3,0," in table
    assert click("save_table") == "All days are on the clipboard."  # the writer has chosen no file
    dialogs.table_path = tmp_path / "days.csv"
    assert "days.csv" in click("save_table")
    assert (tmp_path / "days.csv").read_text().splitlines() == table.splitlines()
    dialogs.table_path = tmp_path / "none" / "days.csv"
    assert "cannot be written" in click("save_table")
    QApplication.clipboard().clear()


def test_figures_of_the_text(window: Window, writer: Writer, file: Path, qtbot: QtBot) -> None:
    window.session.open(file)
    shown = statistics(window, writer, qtbot)
    left, right = shown.text.figures
    assert left.shown("words") == str(window.word_count.words)
    assert left.shown("sentences") == "3"
    assert right.shown("paragraphs") == "2"
    assert right.shown("characters") == str(len(STORY.replace("\n", "")))
    assert "It was late, and the rain" in shown.text.sentences.item(0).text()


def test_return_goes_to_a_sentence_and_the_window_stays(
    window: Window, writer: Writer, file: Path, qtbot: QtBot
) -> None:
    file.write_text("𐍈 short one. " + STORY, encoding="utf-8")
    window.session.open(file)
    shown = statistics(window, writer, qtbot)
    shown.tabs.setCurrentIndex(2)
    writer.page.moveCursor(writer.page.textCursor().MoveOperation.Start)
    writer.type("Before all. ")
    shown.text.sentences.setFocus()
    shown.text.sentences.setCurrentRow(0)
    qtbot.keyClick(shown.text.sentences, Qt.Key.Key_Return)
    assert shown.isVisible()
    selected = window.page.textCursor().selectedText()
    assert selected == "It was late, and the rain had not stopped since noon."
    assert shown.text._again.isEnabled()


def test_words_used_too_often_are_found_one_after_the_other(
    window: Window, writer: Writer, file: Path, qtbot: QtBot
) -> None:
    plain = "the cat and a dog ran down in this old garden by my house to see if we can go. "
    file.write_text(plain * 100 + ("Suddenly it was suddenly, suddenly here. " + plain * 20) * 3)
    window.session.open(file)
    shown = statistics(window, writer, qtbot)
    shown.tabs.setCurrentIndex(2)
    table = shown.text.words
    words = [one.word for one in shown.text._overused]
    assert "suddenly" in words
    table.setFocus()
    table.setCurrentCell(words.index("suddenly"), 0)
    places = []
    for _ in range(10):
        qtbot.keyClick(table, Qt.Key.Key_Return)
        places.append(window.page.textCursor().selectionStart())
        assert window.page.textCursor().selectedText().lower() == "suddenly"
    assert places[:9] == sorted(set(places))
    assert places[9] == places[0]
    assert shown.isVisible()


def test_an_edit_meanwhile_begins_again(
    window: Window, writer: Writer, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(text_reading, "SLICE_SECONDS", 0.0)
    writer.put("A line.\n" * 3000)
    shown = statistics_now(window, writer)
    shown.text.reading._rest.setInterval(10)
    qtbot.waitUntil(shown.text.reading._slices.isActive)
    writer.type("One more. ")
    assert shown.text.reading.is_reading
    monkeypatch.setattr(text_reading, "SLICE_SECONDS", 0.1)
    qtbot.waitUntil(lambda: not shown.text.reading.is_reading)
    assert shown.text.figures[0].shown("sentences") == "3,001"


def statistics_now(window: Window, writer: Writer) -> Statistics:
    window.figures.show()
    (shown,) = window.findChildren(Statistics)
    assert isinstance(shown, Statistics)
    return shown


def test_closing_stops_reading(window: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.put("A line.\n" * 3000)
    shown = statistics_now(window, writer)
    qtbot.waitUntil(shown.text.reading._slices.isActive)
    reading = shown.text.reading
    shown.reject()
    assert not reading.is_reading
    assert not reading._slices.isActive()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(Statistics) == []
    assert statistics_now(window, writer).isVisible()


def test_pieces_of_a_long_paragraph_are_one_in_the_figures(
    window: Window, writer: Writer, qtbot: QtBot
) -> None:
    writer.put("word " * 5000 + "end. Then 𐍈 new one.")
    assert window.page.document().blockCount() > 3
    shown = statistics(window, writer, qtbot)
    left, right = shown.text.figures
    assert (left.shown("sentences"), right.shown("paragraphs")) == ("2", "1")
    shown.text._go_to_sentence(shown.text.sentences.item(0))
    assert window.page.textCursor().selectedText().endswith("end.")
    shown.text._go_to_sentence(shown.text.sentences.item(1))
    assert window.page.textCursor().selectedText() == "Then 𐍈 new one."


def test_it_speaks_another_language_at_once(window: Window, writer: Writer, qtbot: QtBot) -> None:
    shown = statistics(window, writer, qtbot)
    window.settings.update(language="zh_CN")
    qtbot.waitUntil(lambda: window.findChildren(Statistics) not in ([], [shown]))
    window.settings.update(language="en")
