"""Printing and its preview."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop.editor.exchange.preview import Preview
from desktop.editor.window.window import Window
from tests.editor.conftest import FakeDialogs, Writer, child
from tests.editor.exchange.test_exchange import TEXT, wait


def pages(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def test_printing_puts_the_text_on_paper(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put("Chapter One\n\nWords.\n\nChapter Two\n\nMore words.\n")
    dialogs.printed_path = tmp_path / "a.pdf"
    writer.control(Qt.Key.Key_P)
    wait(window, qtbot)
    assert pages(tmp_path / "a.pdf") == 2


def test_a_change_of_mind_prints_nothing(window: Window, writer: Writer) -> None:
    writer.put("Words.\n")
    writer.control(Qt.Key.Key_P)
    assert not window.exchange._work.is_busy


def test_the_preview_turns_pages_and_shows_a_manuscript(window: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.put(f"{TEXT}\n" + "\n\n".join("Words, and more of them, on and on." for _ in range(90)))
    window.actions_["print_preview"].trigger()
    preview = child(window, Preview)
    qtbot.waitUntil(lambda: preview.number.maximum() > 1, timeout=20_000)
    as_book = preview.number.maximum()
    qtbot.keyClick(preview.sheet, Qt.Key.Key_PageDown)
    assert preview.number.value() == 2
    image = preview.sheet.grab().toImage()
    colours = {QColor(image.pixel(x, image.height() // 2)).lightness() for x in range(image.width())}
    assert 255 in colours  # the paper
    preview.manuscript.setChecked(True)
    qtbot.waitUntil(lambda: preview.number.maximum() > as_book, timeout=20_000)
    preview.reject()
    assert window.settings.choices.exports["manuscript"] == "True"
