"""Suggestions are counted as they are shown, kept and taken back, and told in the statistics."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.editor.statistics.ghosts_page import GhostsPage
from desktop.editor.statistics.statistics import Statistics
from desktop.editor.window.window import Window
from desktop.engine.progress.ghosts import Ghosts
from tests.editor.conftest import Writer, child

START = "Mara opened the"
KEPT = " house and walked inside "


@pytest.fixture
def counted(window: Window):
    def ask() -> tuple[int, int, int]:
        window.goals._ghosts.flush()
        ghosts = window.desk.progress.session.ghosts
        assert sum(ghosts.costs.values()) == ghosts.shown
        return ghosts.shown, ghosts.taken, ghosts.saved

    return ask


def test_a_ghost_is_shown_kept_and_undone(writer: Writer, counted) -> None:
    writer.get_ghost(START)
    assert counted() == (1, 0, 0)
    writer.press(Qt.Key.Key_Tab)
    assert counted() == (1, 1, len(KEPT) - 1)
    writer.undo()
    assert counted() == (1, 0, 0)
    writer.page.redo()
    assert counted() == (1, 1, len(KEPT) - 1)


def test_one_that_is_kept_word_by_word_is_kept_once_and_each_key_counts(writer: Writer, counted) -> None:
    writer.get_ghost(START)
    writer.control(Qt.Key.Key_Right)
    writer.control(Qt.Key.Key_Right)
    assert counted() == (1, 1, len(" house and ") - 2)
    writer.undo()
    assert counted() == (1, 1, len(" house ") - 1)


def test_a_space_that_a_mark_replaces_has_saved_nothing(writer: Writer, counted) -> None:
    writer.get_ghost(START)
    writer.press(Qt.Key.Key_Tab)
    writer.type(".")
    assert counted() == (1, 1, len(KEPT) - 2)


def test_keys_that_look_for_another_one_are_taken_off(writer: Writer, counted) -> None:
    writer.get_ghost(START)
    writer.look_on()
    writer.press(Qt.Key.Key_Tab)
    assert counted() == (1, 1, len(" hotel ") - 2)


def test_a_ghost_that_is_typed_through_was_shown_and_not_kept(writer: Writer, counted) -> None:
    writer.get_ghost(START)
    writer.type(" hou")
    assert counted() == (1, 0, 0)


def test_nothing_is_counted_while_suggestions_are_off(window: Window, writer: Writer, counted) -> None:
    window.settings.update(suggestions=False)
    writer.type(f"{START} house")
    assert counted() == (0, 0, 0)


def test_the_statistics_tell_of_them_with_a_chart_for_each_figure(
    window: Window, writer: Writer, counted, qtbot: QtBot
) -> None:
    writer.get_ghost(START)
    writer.press(Qt.Key.Key_Tab)
    counted()
    for _ in range(60):  # so that it does not matter how long the one on the page took
        window.desk.progress.count_ghosts(Ghosts.one(20.0))
    window.actions_["statistics"].trigger()
    statistics = child(window, Statistics)
    page = child(statistics, GhostsPage)
    statistics.tabs.setCurrentIndex(1)
    qtbot.waitUntil(page.isVisible)
    assert page.totals.shown("ghosts_session").endswith("1 of 61 kept (2 %)")
    assert "95 of 100 within 2" in page.totals.shown("ghosts_cost_today")
    chart = page.chart
    assert chart.accessibleName() == "Keys saved"
    assert str(len(KEPT) - 1) in chart.sentence(chart.day)
    said = []
    chart.selected.connect(lambda day: said.append(chart.sentence(day)))
    figure = child(page, QComboBox, "ghost_figure")
    figure.setFocus()
    qtbot.keyClick(figure, Qt.Key.Key_Down)
    assert "1 of 61 kept" in said[-1]
    qtbot.keyClick(figure, Qt.Key.Key_Down)
    assert " ms" in said[-1]
    assert chart._figure.bars(window.desk.progress.of_today)[0] >= 0
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert "\N{EN DASH}" in said[-1]
    statistics.close()
