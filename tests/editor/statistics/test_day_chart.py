"""The chart of days, for eyes, keys and ears."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.editor.statistics.day_chart import DayChart, Span
from desktop.editor.statistics.day_grid import first_day_of_weeks, nice_top, quartiles_of, shade
from desktop.engine.progress.days import Work

TODAY = date(2026, 11, 28)
DAYS = {
    TODAY: Work(212, 0, 900.0, 500),
    TODAY - timedelta(days=1): Work(640, 80, 3700.0),
    TODAY - timedelta(days=3): Work(-40),
    TODAY - timedelta(days=200): Work(300),
}


@pytest.fixture
def chart(qtbot: QtBot) -> DayChart:
    chart = DayChart()
    qtbot.addWidget(chart)
    chart.resize(640, 240)
    chart.show_days(DAYS, TODAY, Span.MONTH, 500)
    chart.show()
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    return chart


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(("most", "top"), [(-5, 100), (0, 100), (1, 1), (3, 5), (700, 1000), (1001, 2000)])
def test_the_axis_ends_at_a_round_number(most: int, top: int) -> None:
    assert nice_top(most) == top


@given(st.dates(min_value=date(2, 1, 1)), st.integers(0, 6))
def test_a_year_begins_with_a_week(today: date, first_weekday: int) -> None:
    first = first_day_of_weeks(today, first_weekday)
    assert first.weekday() == first_weekday
    assert 52 * 7 <= (today - first).days < 53 * 7


@given(st.lists(st.integers(-100, 1000)))
def test_the_more_words_the_darker(words: list[int]) -> None:
    quartiles = quartiles_of(words)
    shades = [shade(number, quartiles) for number in sorted(words)]
    assert shades == sorted(shades)
    assert all((level == 0) == (number <= 0) for level, number in zip(shades, sorted(words), strict=True))
    assert max(shades, default=0) <= 4


def test_keys_go_from_day_to_day(chart: DayChart, qtbot: QtBot) -> None:
    assert chart.day == TODAY
    for key, day in (
        (Qt.Key.Key_Right, TODAY),
        (Qt.Key.Key_Left, ago(1)),
        (Qt.Key.Key_PageUp, ago(8)),
        (Qt.Key.Key_Home, ago(29)),
        (Qt.Key.Key_Left, ago(29)),
        (Qt.Key.Key_End, TODAY),
    ):
        qtbot.keyClick(chart, key)
        assert chart.day == day
    chart.show_days(DAYS, TODAY, Span.YEAR)
    for key, day in (
        (Qt.Key.Key_Left, ago(7)),
        (Qt.Key.Key_Up, ago(8)),
        (Qt.Key.Key_Down, ago(7)),
        (Qt.Key.Key_PageUp, ago(35)),
        (Qt.Key.Key_Right, ago(28)),
    ):
        qtbot.keyClick(chart, key)
        assert chart.day == day


def test_where_lines_run_to_the_left_so_does_time(chart: DayChart, qtbot: QtBot) -> None:
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert chart.place(0).left() > chart.place(29).left()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.day == ago(1)
    chart.grab()


def test_the_selected_day_stays_when_more_is_shown(chart: DayChart, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    chart.show_days(DAYS, TODAY, Span.YEAR)
    assert chart.day == ago(1)
    chart.show_days(DAYS, TODAY + timedelta(days=1), Span.MONTH)
    assert chart.day == ago(1)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    chart.show_days(DAYS, TODAY + timedelta(days=2), Span.MONTH)
    assert chart.day == ago(-2)


def test_a_day_is_told_in_words(chart: DayChart) -> None:
    sentence = chart.sentence(ago(1))
    for words in ("640", "1 h 2 min", "the model added 80"):
        assert words in sentence
    assert "the goal was 500" in chart.sentence(TODAY)
    assert chart.sentence(TODAY) in chart.accessibleDescription()


@pytest.mark.parametrize("span", Span)
def test_a_click_selects_and_the_pointer_is_told(chart: DayChart, span: Span, qtbot: QtBot) -> None:
    chart.show_days(DAYS, TODAY, span)
    number = len(chart.days) - 4
    point = chart.place(number).center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=point)
    assert chart.day == ago(3)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, point, chart.mapToGlobal(point)))
    assert QToolTip.text() == chart.sentence(ago(3))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert chart.day == ago(3)
    QToolTip.hideText()


def test_bars_are_as_high_as_words_are_many(chart: DayChart) -> None:
    accent = chart._look.accent.rgb()

    def painted(number: int) -> int:
        picture = chart.grab().toImage()
        place = chart.place(number)
        x = round(place.center().x())
        return sum(picture.pixel(x, y) == accent for y in range(picture.height()))

    full = chart.place(0).height()
    assert painted(28) == pytest.approx(full * 640 / 1000, abs=4)
    assert painted(25) == 0
    chart._select(0)
    assert painted(29) == 0  # a goal that was not reached has another colour


@pytest.mark.parametrize("span", Span)
def test_without_days_there_is_an_empty_chart(qtbot: QtBot, span: Span) -> None:
    chart = DayChart()
    qtbot.addWidget(chart)
    chart.show_days({}, TODAY, span)
    assert not chart.grab().isNull()
