"""The page: looks, long texts, and what must never be read whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.editor.look import Look
from desktop.editor.page.page import Page
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer
from tests.editor.hands import compose

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

LONG = "\n".join(f"Paragraph {number} of a long book, with a few more words." for number in range(20_000))


def test_typing_in_a_long_text_reads_no_whole_document(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    # Unsaved words are kept a moment after a key, and the story is read where the cursor rests: a busy
    # machine may take as long for these few keys.
    monkeypatch.setattr("desktop.editor.documents.autosave.WRITE_SECONDS", 3600.0)
    writer.window.memory._rest.setInterval(3_600_000)
    writer.put(LONG + "\nShe opened")
    whole: list[str] = []
    with monkeypatch.context() as patch:  # a window that closes may read it
        for owner, name in (
            (QPlainTextEdit, "toPlainText"),
            (QTextDocument, "toPlainText"),
            (QTextDocument, "toRawText"),
        ):
            patch.setattr(owner, name, lambda *_, name=name: whole.append(name))
        for name, module in list(sys.modules.items()):
            if name.startswith("desktop.editor.") and hasattr(module, "plain_text"):
                patch.setattr(module, "plain_text", lambda document: whole.append("plain_text"))
        writer.get_ghost(" the")
        writer.press(Qt.Key.Key_Tab)
        writer.type("x")
        writer.press(Qt.Key.Key_Backspace)
        writer.press(Qt.Key.Key_Return)
    assert whole == []


def test_typing_in_a_long_text_touches_few_paragraphs(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.put(LONG, cursor_after="Paragraph 10000 of a long")
    QApplication.processEvents()
    changes: list[int] = []
    writer.page.document().contentsChange.connect(lambda _, removed, added: changes.append(removed + added))
    writer.type(" and winding")
    assert max(changes) <= 2
    assert writer.window.word_count.words == len(LONG.split()) + 2


def test_the_first_paragraph_of_a_new_window_wraps(writer: Writer, qtbot: QtBot) -> None:
    page = writer.page
    writer.type(
        "She went down to the harbour at dawn, as she had done on every day of that long and windy spring, "
    )
    qtbot.waitUntil(lambda: page.document().firstBlock().layout().lineCount() > 1)
    assert page.horizontalScrollBar().value() == 0
    line = page.document().firstBlock().layout().lineAt(0)
    assert line.width() <= page.viewport().width()


def test_the_column_is_centred_and_of_a_readable_width(window: Window) -> None:
    page = window.page
    for width in (700, 1200, 1800):
        window.resize(width, 700)
        QApplication.processEvents()
        left = page.viewport().mapTo(window, QPoint(0, 0)).x()
        right = window.width() - left - page.viewport().width()
        assert abs(left - right) <= page.verticalScrollBar().width() + 2
        characters = page.viewport().width() / page.fontMetrics().averageCharWidth()
        assert characters <= 85


def test_lines_have_air_between_them(writer: Writer) -> None:
    writer.put("word " * 100)
    QApplication.processEvents()
    layout = writer.page.document().firstBlock().layout()
    first, second = layout.lineAt(0), layout.lineAt(1)
    assert second.y() - first.y() > 1.3 * first.height()


def test_every_line_can_be_clicked(writer: Writer, qtbot: QtBot) -> None:
    writer.put("\n".join(["alpha beta gamma " * 12] * 3))
    page = writer.page
    block = page.document().findBlockByNumber(1)
    area = page.blockBoundingGeometry(block).translated(page.contentOffset())
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        y = area.top() + line.y() + line.height() / 2
        start = QPoint(round(area.left()) + 29, round(y))
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=start)
        assert page.textCursor().position() == block.position() + line.textStart()


def test_up_and_down_move_by_lines(writer: Writer) -> None:
    writer.put("alpha beta gamma " * 40)
    writer.control(Qt.Key.Key_Home)
    positions = [0]
    for _ in range(4):
        writer.press(Qt.Key.Key_Down)
        positions.append(writer.page.textCursor().position())
    assert positions == sorted(set(positions))


def test_shift_return_is_a_paragraph_like_any_other(writer: Writer) -> None:
    writer.type("one")
    writer.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    writer.type("two")
    assert writer.page.document().blockCount() == 2


def test_keys_of_commands_that_are_not_there_now_type_nothing(writer: Writer) -> None:
    writer.type("a")
    writer.alt(Qt.Key.Key_R)
    writer.alt(Qt.Key.Key_Return)
    writer.window.actions_["continue"].setEnabled(False)
    writer.control(Qt.Key.Key_Return)
    assert writer.text == "a"


def test_the_wheel_zooms_with_control(page: Page, qtbot: QtBot) -> None:
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.waitSignal(page.zoom_asked) as asked:
        QApplication.sendEvent(page.viewport(), event)
    assert asked.args == [1]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1..21, as WCAG 2 defines it."""

    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("base", "text"), [("#ffffff", "#000000"), ("#1b1c1e", "#e6e6e6")])
def test_text_and_ghost_are_readable_in_light_and_dark(base: str, text: str, qapp) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    look = Look.from_palette(palette)
    assert contrast(look.ink, look.paper) > 10
    assert contrast(look.ghost, look.paper) > 3
    assert contrast(look.ink, look.ghost) > 2
    assert contrast(look.quiet, look.desk) > 4.5
    assert "@" not in look.style_sheet()


def test_the_window_follows_the_systems_colours(window: Window, qapp: QApplication) -> None:
    light = qapp.palette()
    dark = QPalette(light)
    dark.setColor(QPalette.ColorRole.Base, QColor("#1b1c1e"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#e6e6e6"))
    before = window.styleSheet()
    try:
        qapp.setPalette(dark)
        QApplication.processEvents()
        assert window.styleSheet() != before
    finally:
        qapp.setPalette(light)


def test_nothing_of_qt_takes_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 does, in every call without a result, until Python aborts."""
    script = (
        "import sys; from PySide6.QtCore import QObject; thing = QObject(); before = sys.getrefcount(None)\n"
        "for _ in range(500): thing.setObjectName('a')\n"
        "print(sys.getrefcount(None) - before)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert abs(int(done.stdout)) < 100, "This PySide6 breaks this Python; see pyproject.toml."


def test_the_window_needs_no_engine_to_show() -> None:
    """The engine's packages take longer to import than the window to show."""
    script = (
        "import sys; import desktop.editor.app, desktop.editor.desk\n"
        "print(*({'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("error", [TypeError, ValueError])
def test_a_command_of_a_key_that_fails_is_told_and_the_desk_lives(
    writer: Writer, page: Page, qtbot: QtBot, error: type[Exception]
) -> None:
    """An error that was raised in C once ended the program; see `desktop.editor.overrides`."""
    writer.put("It was late")

    def command() -> None:
        if error is TypeError:
            int(1, 2, 3)  # type: ignore[call-overload]
        raise error("of no sense")

    page.key_command = lambda event: command
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    with qtbot.captureExceptions() as caught:
        QApplication.postEvent(page, key)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is error
    page.key_command = lambda event: None
    writer.type("r")
    assert writer.text == "It was later"


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, CONTROL, SHIFT, CONTROL | SHIFT])
@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End])
def test_a_key_moves_as_far_while_something_is_composed(
    writer: Writer, page: Page, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    """What is composed once counted as letters, and the cursor came to stand within one."""
    places = []
    for composed in ("", "ni hao"):
        writer.put('It was "🙂🙂 late.\nSo 🙂 it was', cursor_after="It ")
        if composed:
            compose(page, composed)
        writer.press(key, modifiers)
        assert not page.is_composing
        places.append((page.textCursor().position(), page.textCursor().anchor()))
    assert places[0] == places[1]
