"""A desk whose language runs from right to left: menus, bars and panels stand the other way round."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.settings import language
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer, row_of


@pytest.fixture
def from_right(window: Window, qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def left_of(widget, window: Window) -> int:
    return widget.mapTo(window, QPoint()).x()


def test_a_language_brings_its_direction(
    window: Window, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no catalogue of such a language yet; the locale of the one that is there stands in for it."""
    assert QLocale("ar").textDirection() == Qt.LayoutDirection.RightToLeft
    monkeypatch.setattr(language, "spoken_language", lambda *_: "ar")
    monkeypatch.setattr(language.Language, "_install", lambda *_: None)
    settings.update(language="zh_CN")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert window.isRightToLeft()
    monkeypatch.undo()
    settings.update(language="en")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_bars_begin_at_the_right(from_right: None, window: Window, qtbot: QtBot) -> None:
    first = window.findChild(QToolButton, "continue_button")
    second = window.findChild(QToolButton, "retry_button")
    qtbot.waitUntil(lambda: left_of(first, window) > window.width() // 2)
    assert left_of(second, window) < left_of(first, window)
    assert left_of(window.status.model, window) < left_of(window.status.words, window)
    before, after = QLabel("before"), QLabel("after")
    window._frame.central.add_before(before)
    window._frame.central.add_after(after)
    qtbot.waitUntil(lambda: left_of(after, window) < left_of(window.page, window) < left_of(before, window))


def test_the_column_stands_in_the_middle(from_right: None, window: Window, writer: Writer) -> None:
    """The scroll bar is on the other side."""
    window.resize(1200, 700)
    writer.put("Some words.\n" * 200)
    QApplication.processEvents()
    page, viewport = window.page, window.page.viewport()
    left = viewport.mapTo(page, QPoint()).x()
    right = page.width() - left - viewport.width()
    assert abs(left - right) <= 2


def test_keys_read_as_they_are_pressed(from_right: None, window: Window) -> None:
    window.palette_.turn()
    found = window.palette_._list
    shown = [row_of(found, row).text(1) for row in range(found.topLevelItemCount())]
    keys = [words for words in shown if "Ctrl+," in words]
    assert keys == ["\u200eCtrl+,\u200e"]
