"""The picture of the mood line: what it shows, and what a hand, the keys and a screen reader find on it."""

import html
import random
import re

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPalette
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.editor.look import Look, current_look
from desktop.editor.mood_line.mood_chart import LIGHT_COLOUR, MoodChart
from desktop.editor.mood_line.mood_curve import UNSMOOTHED, MoodCurve, trend


@pytest.fixture
def chart(qtbot: QtBot) -> MoodChart:
    chart = MoodChart()
    qtbot.addWidget(chart)
    chart.resize(800, chart.height())
    chart.first_words = lambda number: f"Passage <{number}> & on"
    chart.show()
    return chart


def moods(count: int) -> list[float]:
    numbers = random.Random(count)
    return [numbers.random() for _ in range(count)]


def colour_at(chart: MoodChart, point: QPoint) -> QColor:
    return chart.grab().toImage().pixelColor(point)


def colours_around(chart: MoodChart, number: int) -> set[str]:
    """The colours of the pixels at a point."""
    image, spot = chart.grab().toImage(), chart.spot(number).toPoint()
    return {image.pixelColor(spot + QPoint(x, y)).name() for x in (-1, 0, 1) for y in (-1, 0, 1)}


# --- painting --------------------------------------------------------------------------------------------


def test_points_lie_where_their_values_say(chart: MoodChart) -> None:
    chart.set_moods([0.0, 1.0, 0.5, 0.25])
    spots = [chart.spot(number) for number in range(4)]
    assert [spot.x() for spot in spots] == sorted(spot.x() for spot in spots)
    bottom, top = spots[0].y(), spots[1].y()
    assert top < bottom
    assert spots[2].y() == pytest.approx((top + bottom) / 2)
    assert spots[3].y() == pytest.approx(bottom - (bottom - top) / 4)


@pytest.mark.parametrize("count", [2, 20, 200, 3000])
def test_light_points_have_the_light_colour_and_dark_ones_another(chart: MoodChart, count: int) -> None:
    chart.set_moods([1.0] * count)
    assert LIGHT_COLOUR.name() in colours_around(chart, count // 2)
    chart.set_moods([0.0] * count)
    colours = colours_around(chart, count // 2)
    assert LIGHT_COLOUR.name() not in colours
    assert current_look().accent.name() in colours


@pytest.mark.parametrize("count", [0, 1, 2, 20, 200, 3000])
def test_any_number_of_points_is_painted_known_or_not(chart: MoodChart, count: int) -> None:
    empty = chart.grab().toImage()
    for values in (moods(count), [None] * count, [None, *moods(count), None]):
        chart.set_moods(values)
        chart.set_current(count // 2)
        assert (chart.grab().toImage() != empty) == bool(values)


def test_a_narrow_window_is_no_error(chart: MoodChart) -> None:
    chart.set_moods(moods(500))
    chart.resize(10, chart.height())
    assert chart.grab().width() == 10


def test_the_picture_follows_the_look(chart: MoodChart) -> None:
    chart.set_moods(moods(20))
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, "#1e1e1e")
    palette.setColor(QPalette.ColorRole.Text, "#e6e6e6")
    chart.set_look(Look.from_palette(palette))
    assert colour_at(chart, QPoint(2, chart.height() // 2)).lightnessF() < 0.3


def test_the_cursors_passage_is_marked(chart: MoodChart) -> None:
    chart.set_moods(moods(20))
    foot = QPoint(round(chart.spot(7).x()), chart.height() - 2)
    bare = colour_at(chart, foot)
    chart.set_current(7)
    assert colour_at(chart, foot) != bare
    chart.set_current(8)
    assert colour_at(chart, foot) == bare


# --- pointing and keys -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 20, 200])
def test_a_click_chooses_the_point_under_it(chart: MoodChart, qtbot: QtBot, count: int) -> None:
    chart.set_moods(moods(count))
    for number in range(0, count, 7):
        with qtbot.waitSignal(chart.chosen) as chosen:
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.spot(number).toPoint())
        assert chosen.args == [number]


def test_among_thousands_of_points_a_click_chooses_the_nearest(chart: MoodChart, qtbot: QtBot) -> None:
    chart.set_moods(moods(5000))
    for number in range(0, 5000, 501):
        target = chart.spot(number).toPoint()
        with qtbot.waitSignal(chart.chosen) as chosen:
            qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=target)
        assert chosen.args is not None
        assert (chart.spot(chosen.args[0]) - target).manhattanLength() < 5


def test_an_empty_line_chooses_nothing(chart: MoodChart, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Return):
            qtbot.keyClick(chart, key)


@pytest.mark.qt_log_ignore("propagateSizeHints", r"support raise\(\)")
def test_the_tip_says_the_first_words_and_the_mood(chart: MoodChart) -> None:
    chart.set_moods([0.1, 0.3, 0.5, 0.7, 0.9])
    words = []
    for number in range(5):
        spot = chart.spot(number).toPoint()
        QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, spot, chart.mapToGlobal(spot)))
        tip = html.unescape(re.sub("<[^>]*>", "|", QToolTip.text().replace("<br>", "")))
        assert f"“Passage <{number}> & on…”" in tip
        words.append(tip.split("|")[-3])
    QToolTip.hideText()
    assert words == ["dark", "rather dark", "neither light nor dark", "rather light", "light"]


@pytest.mark.qt_log_ignore("propagateSizeHints", r"support raise\(\)")
def test_the_keys_stay_on_the_line(chart: MoodChart, qtbot: QtBot) -> None:
    chart.set_moods(moods(30))
    chart.set_current(4)
    chart.activateWindow()
    chart.clearFocus()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    expected = {"Left": 4, "Home": 1, "PageDown": 11, "End": 30, "Right": 30, "PageUp": 20}
    for key, number in expected.items():
        qtbot.keyClick(chart, getattr(Qt.Key, f"Key_{key}"))
        assert chart.accessibleDescription().startswith(f"Passage {number} of 30")
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Space)
    assert chosen.args == [19]
    chart.set_moods(moods(3))  # the story became shorter meanwhile
    assert chart.accessibleDescription().startswith("Passage 3 of 3")


def test_screen_readers_learn_what_it_is(chart: MoodChart) -> None:
    assert chart.accessibleName() == "Mood line"
    assert chart.accessibleDescription().startswith("How light or dark the story reads")
    chart.set_moods([0.9, None])
    chart.set_current(1)
    assert chart.accessibleDescription().startswith("Passage 2 of 2, not read yet: “Passage <1> & on…”")


# --- the trend -------------------------------------------------------------------------------------------


def test_the_trend_of_a_short_story_goes_through_its_points() -> None:
    values = moods(UNSMOOTHED - 1)
    assert [mood for _, mood in MoodCurve(values).trend_points(1000)] == values


def test_the_trend_of_a_long_story_is_smooth_and_keeps_its_height() -> None:
    values = [float(number % 2) for number in range(1000)]
    smooth = [mood for _, mood in MoodCurve(values).trend_points(1000)]
    assert max(smooth) - min(smooth) < 0.15
    assert sum(smooth) / len(smooth) == pytest.approx(0.5, abs=0.01)


def test_the_trend_of_a_level_line_is_level() -> None:
    assert trend([0.25] * 20, 3) == pytest.approx([0.25] * 20)


def test_unknown_points_are_no_part_of_the_trend() -> None:
    assert MoodCurve([None, 0.5, None, 1.0]).trend_points(10) == [(0.375, 0.5), (0.875, 1.0)]
