"""Zooming with the wheel, notch by notch, however finely it is told."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.page.page import Page
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer

CONTROL = Qt.KeyboardModifier.ControlModifier
PHASES = Qt.ScrollPhase


def turn(
    page: Page,
    angle: int,
    modifiers: Qt.KeyboardModifier = CONTROL,
    phase: Qt.ScrollPhase = PHASES.NoScrollPhase,
) -> None:
    """A real wheel event in the middle of the page."""
    middle = QPointF(page.viewport().rect().center())
    event = QWheelEvent(
        middle,
        page.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        phase,
        False,
    )
    QApplication.sendEvent(page.viewport(), event)


@pytest.fixture
def points(window: Window):
    """How many points larger than at first the font is."""
    first = window.settings.choices.font_points
    return lambda: window.settings.choices.font_points - first


def test_twenty_parts_of_a_notch_are_one_step(page: Page, points) -> None:
    for number in range(1, 21):
        turn(page, 6)
        assert points() == number // 20
    for _ in range(40):
        turn(page, -6)
    assert points() == -1


@pytest.mark.parametrize(
    ("angles", "steps"), [([120], 1), ([-120], -1), ([240], 2), ([-360], -3), ([80, 80, 80], 2)]
)
def test_notches_are_steps(page: Page, points, angles: list[int], steps: int) -> None:
    for angle in angles:
        turn(page, angle)
    assert points() == steps


def test_what_is_left_of_a_notch_does_not_work_against_the_other_way(page: Page, points) -> None:
    turn(page, 114)
    turn(page, -114)
    turn(page, -6)
    assert points() == -1


def test_each_touch_begins_anew(page: Page, points) -> None:
    for _ in range(3):
        turn(page, 60, phase=PHASES.ScrollBegin)
    assert points() == 0
    turn(page, 60, phase=PHASES.ScrollUpdate)
    assert points() == 1


def test_scrolling_in_between_begins_anew(page: Page, points) -> None:
    turn(page, 100)
    turn(page, -120, Qt.KeyboardModifier.NoModifier)
    turn(page, 100)
    assert points() == 0


def test_what_rolls_on_by_itself_does_not_zoom(page: Page, points) -> None:
    for _ in range(50):
        turn(page, 120, phase=PHASES.ScrollMomentum)
    assert points() == 0


def test_parts_of_a_notch_do_not_scroll_the_page(writer: Writer, points) -> None:
    writer.put("A line.\n" * 300)
    place = writer.page.verticalScrollBar().value()
    for _ in range(10):
        turn(writer.page, 6)
    assert writer.page.verticalScrollBar().value() == place


@pytest.mark.parametrize("by", ["wheel", "keys", "settings"])
def test_the_words_on_an_empty_page_grow_with_it(window: Window, page: Page, by: str, qtbot: QtBot) -> None:
    def height() -> int:
        """Of what is painted on the empty page, in pixels."""
        QApplication.processEvents()
        image = page.viewport().grab().toImage()
        paper = QColor(image.pixel(image.width() - 1, image.height() - 1))
        rows = [
            row
            for row in range(image.height())
            if any(QColor(image.pixel(column, row)) != paper for column in range(40, image.width(), 2))
        ]
        return len(rows)

    small = height()
    assert small > 0
    if by == "wheel":
        turn(page, 120 * 14)
    elif by == "keys":
        for _ in range(14):
            window.actions_["zoom_in"].trigger()
    else:
        window.settings.update(font_points=28.0)
    assert page.viewport().font().pointSizeF() == 28
    assert height() > 1.5 * small
    window.settings.zoom(0)
    assert height() == small


@pytest.mark.parametrize("paragraphs", [1, 40])
@pytest.mark.parametrize("steps", [-30, 30])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_same_words_stay_in_sight(
    window: Window, writer: Writer, paragraphs: int, steps: int, share: float
) -> None:
    text = "\n".join(
        " ".join(f"word{number}" for number in range(600 // paragraphs)) for _ in range(paragraphs)
    )
    window.settings.update(font_points=40.0 if steps < 0 else 8.0)
    writer.put(text)
    page, bar = window.page, window.page.verticalScrollBar()
    page.viewport().repaint()
    if share < 1:
        writer.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    bar.setValue(round(share * bar.maximum()))
    page.viewport().repaint()
    assert page.firstVisibleBlock().isValid()
    top = page.cursorForPosition(QPoint(0, 0)).position()
    was_seen = page.viewport().rect().intersects(page.cursorRect())
    window.settings.zoom(steps)
    page.viewport().repaint()
    assert page.firstVisibleBlock().isValid()  # the page would be blank
    if was_seen:
        assert page.viewport().rect().intersects(page.cursorRect())
    else:
        line = page.cursorForPosition(QPoint(0, 5))
        line.movePosition(QTextCursor.MoveOperation.StartOfLine)
        start = line.position()
        line.movePosition(QTextCursor.MoveOperation.EndOfLine)
        assert start <= top <= line.position()
