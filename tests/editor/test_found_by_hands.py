"""What random hands found (`tests/campaigns/random_hands.py`), each as a few plain steps."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.editor.conftest import Writer
from tests.editor.fake_engine import FakeEngine

ROOT = Path(__file__).parents[2]
COPY_AND_QUIT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.editor import app
from desktop.editor.window import window

def copy_and_quit():
    one = next(one for one in QApplication.topLevelWidgets() if isinstance(one, window.Window))
    one.page.setPlainText("It was late.")
    one.page.selectAll()
    one.page.copy()
    one.page.document().setModified(False)
    one.close()

application = QApplication(["inkling"])
QTimer.singleShot(0, copy_and_quit)
sys.exit(app.run([]))
"""


def drop(writer: Writer, text: str, position: int) -> None:
    """Drag words from elsewhere to the middle of the letter at a position, where it stands at that moment."""
    page = writer.page
    data = QMimeData()
    data.setText(text)
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier

    def place() -> QPointF:
        cursor = page.textCursor()
        cursor.setPosition(position)
        return QPointF(page.cursorRect(cursor).center())

    view = page.viewport()
    QApplication.sendEvent(view, QDragEnterEvent(place().toPoint(), action, data, button, none))
    QApplication.sendEvent(view, QDragMoveEvent(place().toPoint(), action, data, button, none))
    QApplication.sendEvent(view, QDropEvent(place(), action, data, button, none))


def test_words_dropped_while_a_ghost_stands_land_where_they_are_dropped(writer: Writer) -> None:
    """The ghost pushes letters along; Qt took the place for one behind the text's end."""
    writer.get_ghost("She opened the")
    drop(writer, "!", 14)
    assert writer.text == "She opened the!"


def test_what_an_input_method_puts_in_place_of_a_letter_is_undone_without_what_was_pasted(
    writer: Writer,
) -> None:
    """It asks for a selection's removal first; there was none, and the empty step joined the paste's."""
    QApplication.clipboard().setText("It was late")
    writer.control(Qt.Key.Key_V)
    event = QInputMethodEvent()
    event.setCommitString("é", -1, 1)
    QApplication.sendEvent(writer.page, event)
    assert writer.text == "It was laté"
    writer.undo()
    assert writer.text == "It was late"


def test_a_desk_that_has_copied_something_ends_without_a_crash(tmp_path: Path) -> None:
    """The clipboard's data outlives Python."""
    done = subprocess.run(
        [sys.executable, "-c", COPY_AND_QUIT], capture_output=True, cwd=ROOT, timeout=120, env=os.environ
    )
    assert done.returncode == 0


def test_an_answer_that_finds_everything_selected_is_no_ghost_of_what_is_typed_then(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    """The cursor stood at the end already, so nothing told that it had moved."""
    engine.gate.clear()
    writer.type("opened the")
    qtbot.waitUntil(lambda: bool(engine.asked))
    writer.control(Qt.Key.Key_A)
    engine.gate.set()
    qtbot.wait(50)
    writer.type(" ")
    assert writer.page.ghost.text == ""


def test_selecting_all_from_the_menu_takes_the_ghost_away(writer: Writer) -> None:
    writer.get_ghost("opened the")
    writer.window.actions_["select_all"].trigger()
    assert writer.page.ghost.text == ""
    assert writer.painted == ""


def test_a_ghost_that_a_key_took_away_does_not_come_back_with_its_own_letters(
    writer: Writer, engine: FakeEngine
) -> None:
    """There was nothing to redo, so nothing had changed, and typing went through the hidden ghost."""
    writer.get_ghost("opened the")
    writer.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert writer.page.ghost.text == ""
    engine.gate.clear()
    writer.type(" ")
    assert writer.page.ghost.text == ""
