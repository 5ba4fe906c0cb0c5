"""Does to a real window what once killed it: `python -m tests.editor.hands DEED [SEED]`.

A process of its own, since a crash would take the tests along. Says "alive" at the end, if it gets there.
"""

import faulthandler
import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputMethodEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop.editor.desk import Desk
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from tests.editor.fake_engine import HOUSE, FakeEngine, offer_after

TRIES = 30
PARAGRAPH = "A paragraph of some words that goes on and on. "
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def turn(page: Page, notches: int) -> None:
    """Turn the wheel."""
    viewport = page.viewport()
    centre = QPointF(viewport.rect().center())
    for _ in range(abs(notches)):
        angle = QPoint(0, -120 if notches > 0 else 120)
        buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(
            centre, QPointF(viewport.mapToGlobal(centre)), QPoint(), angle, buttons, NONE, phase, False
        )
        QApplication.sendEvent(viewport, event)


def compose(page: Page, composed: str, commit: str = "") -> None:
    """Let an input method compose, and commit."""
    event = QInputMethodEvent(composed, [])
    event.setCommitString(commit)
    QApplication.sendEvent(page, event)


def drop(page: Page, text: str, point: QPointF) -> None:
    """Drop a text that was dragged from elsewhere."""
    data = QMimeData()
    data.setText(text)
    deed = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    for event in (
        QDragEnterEvent(point.toPoint(), *deed),
        QDragMoveEvent(point.toPoint(), *deed),
        QDropEvent(point, *deed),
    ):
        QApplication.sendEvent(page.viewport(), event)


def copy(text: str) -> None:
    """Put a text on the clipboard."""
    QApplication.clipboard().setText(text)


class Tries:
    """Random texts, selections and places on the page of one window."""

    def __init__(self, page: Page, chance: random.Random):
        self.page = page
        self.chance = chance

    def text(self, most: int = 60) -> str:
        """Return some paragraphs of any length."""
        return "\n".join(
            PARAGRAPH * self.chance.choice((0, 1, 8, 30))
            for _ in range(self.chance.randint(1, self.chance.choice((1, 3, most))))
        )

    def put(self) -> None:
        """Put a text on the page, with the cursor in its short first paragraph, out of sight."""
        self.page.setPlainText("Short.\n" + self.text())
        self.page.setTextCursor(QTextCursor(self.page.document()))
        if self.chance.random() < 0.7:
            copy("Pasted. ")  # so that what is typed next begins an undo step
            QTest.keyClick(self.page, Qt.Key.Key_V, CONTROL)
        self.look_away()

    def look_away(self) -> None:
        """Turn the wheel, and let the window do what it has to, or not yet."""
        turn(self.page, self.chance.randint(-20, 40))
        if self.chance.random() < 0.7:
            QTest.qWait(0)

    def select(self) -> None:
        """Select a stretch anywhere."""
        cursor = self.page.textCursor()
        last = self.page.document().characterCount() - 1
        cursor.setPosition(self.chance.randint(0, last))
        cursor.setPosition(self.chance.randint(0, last), QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)
        self.look_away()

    def point(self) -> QPointF:
        """Return a point on the page."""
        area = self.page.viewport().rect()
        return QPointF(self.chance.randint(0, area.width()), self.chance.randint(0, area.height()))


def paste(tries: Tries) -> None:
    """The cursor in a short first paragraph out of sight, and a longer one pasted."""
    tries.put()
    copy(tries.text())
    QTest.keyClick(tries.page, Qt.Key.Key_V, CONTROL)


def type_over(tries: Tries) -> None:
    """A letter over a selection out of sight."""
    tries.put()
    tries.select()
    QTest.keyClicks(tries.page, "xy")


def input_method(tries: Tries) -> None:
    """An input method composes and commits, perhaps over a selection."""
    tries.put()
    if tries.chance.random() < 0.5:
        tries.select()
    if tries.chance.random() < 0.5:
        compose(tries.page, "か")
        tries.look_away()
    compose(tries.page, "", tries.text(3))


def replace_all(tries: Tries) -> None:
    """Everything is selected and something else pasted."""
    tries.put()
    QTest.keyClick(tries.page, Qt.Key.Key_A, CONTROL)
    tries.look_away()
    copy(tries.text(200))
    QTest.keyClick(tries.page, Qt.Key.Key_V, CONTROL)


def drag(tries: Tries) -> None:
    """Text is dropped while other text is selected."""
    tries.put()
    tries.select()
    drop(tries.page, tries.text(), tries.point())


def undo(tries: Tries) -> None:
    """Undo and redo of all that, the cursor out of sight."""
    for deed in (paste, type_over, input_method, replace_all, drag):
        deed(tries)
        for key in tries.chance.choices((Qt.Key.Key_Z, Qt.Key.Key_Y), k=6):
            tries.look_away()
            QTest.keyClick(tries.page, Qt.Key.Key_Z, CONTROL if key == Qt.Key.Key_Z else CONTROL | SHIFT)


def delete(tries: Tries) -> None:
    """Whole stretches, words and letters are deleted and cut."""
    tries.put()
    tries.select()
    for key, modifier in (
        (Qt.Key.Key_Delete, NONE),
        (Qt.Key.Key_Backspace, CONTROL),
        (Qt.Key.Key_Delete, CONTROL),
        (Qt.Key.Key_Backspace, NONE),
    ):
        tries.look_away()
        QTest.keyClick(tries.page, key, modifier)
    tries.select()
    QTest.keyClick(tries.page, Qt.Key.Key_X, CONTROL)


def ghost(tries: Tries) -> None:
    """Typing, pasting, selecting and accepting while a ghost stands at the cursor."""
    tries.put()
    QTest.keyClicks(tries.page, "She opened the")
    tries.page.ghost.show(HOUSE[0].text)
    tries.look_away()
    tries.chance.choice((paste, type_over, input_method, drag, lambda _: None))(tries)
    tries.page.ghost.show(HOUSE[0].text)
    QTest.keyClicks(tries.page, tries.chance.choice((" h", "x", "\t")))


def marks(tries: Tries) -> None:
    """What was continued is marked, and the marks go with the next edit."""
    tries.put()
    tries.select()
    mark = QTextEdit.ExtraSelection()
    mark.cursor = tries.page.textCursor()
    tries.page.document().contentsChange.connect(lambda *_: tries.page.set_marks("continued", []))
    for deed in (paste, type_over, replace_all):
        tries.page.set_marks("continued", [mark])
        deed(tries)


DEEDS: dict[str, Callable[[Tries], None]] = {
    deed.__name__: deed
    for deed in (paste, type_over, input_method, replace_all, drag, undo, delete, ghost, marks)
}


def main() -> None:
    """Do one deed many times."""
    faulthandler.enable()
    failed: list[object] = []
    sys.excepthook = lambda *error: (failed.append(error), sys.__excepthook__(*error))  # type: ignore[func-returns-value]
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(str(Path(folder) / "inkling.ini"), QSettings.Format.IniFormat))
        engine = FakeEngine(answer=offer_after({"opened the": HOUSE}))
        desk = Desk(settings, engine.load)
        window = desk.new_window()
        window.activateWindow()
        window.page.setFocus()
        if not QTest.qWaitForWindowExposed(window):
            sys.exit("The window is not shown.")
        tries = Tries(window.page, random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1))
        for _ in range(TRIES):
            DEEDS[sys.argv[1]](tries)
            QTest.qWait(0)
            if failed:
                sys.exit("An error, as above.")
        print("alive", flush=True)
        application.clipboard().clear()
    os._exit(0)  # what comes after is not what is tried here


if __name__ == "__main__":
    main()
