"""The hand: keys and mouse in a real window, and a plain model of what must stand on its page."""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QCursor, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.editor.desk import Desk
from desktop.editor.page.long_paragraphs import plain_text
from desktop.editor.window.window import Window
from tests.campaigns.hands.watch import Watch

PATIENCE_SECONDS = 60.0
CORNER = (160, 150)  # on the screen, with room for dialogs
NO_KEY = Qt.KeyboardModifier.NoModifier

Found = TypeVar("Found", bound=QWidget)


class WrongError(AssertionError):
    """The desk did not do what it must; one sentence on what."""


class Hand:
    """Types, clicks and looks; after each act `check` holds the page against the model.

    Args:
        application: Qt's.
        desk: The desk, without windows.
        watch: Hears of what goes wrong.
        out: A folder for the pictures; None to take none.

    Attributes:
        before: What must stand before the cursor.
        after: What must stand behind it.
        done: The names of the acts so far.
        pictures: The files that were written.
    """

    def __init__(self, application: QApplication, desk: Desk, watch: Watch, out: Path | None):
        self._application = application
        self._watch = watch
        self._out = out
        self.desk = desk
        self.before = self.after = ""
        self.done: list[str] = []
        self.pictures: list[Path] = []
        self.window: Window

    @property
    def text(self) -> str:
        """What must stand on the page."""
        return self.before + self.after

    def begin(self, size: tuple[int, int]) -> None:
        """Open the first window."""
        self.window = self.desk.new_window()
        self.window.resize(*size)
        self.window.move(*CORNER)
        self.to_front(self.window)

    @property
    def stands(self) -> str:
        """What stands on the page."""
        return plain_text(self.window.page.document())

    # --- waiting and checking ----------------------------------------------------------------------------

    def see(self) -> None:
        """Let the desk do what it has waiting."""
        self._application.processEvents()
        time.sleep(0.001)  # the model's thread needs the interpreter

    def wait(self, is_done: Callable[[], bool], failure: str) -> None:
        """Let the desk work until something is done."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while not is_done():
            if time.monotonic() > ends:
                raise WrongError(failure)
            self.see()
        self.see()

    def rest(self, seconds: float) -> None:
        """Rest the hands, for marks and pauses that come only then."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self.see()

    def expect(self, is_so: bool, failure: str) -> None:
        """Require something."""
        if not is_so:
            raise WrongError(failure)

    def check(self, act: str) -> None:
        """Require that the page is as the model, and that nothing was complained about."""
        self.see()
        complaints = self._watch.take()
        self.expect(not complaints, f"{act}: {complaints}")
        stands = self.stands
        self.expect(stands == self.text, f"{act}: the page has {stands!r} and must have {self.text!r}")
        at = len(self.before.encode("utf-16-le")) // 2
        cursor = self.window.page.textCursor()
        self.expect(
            cursor.position() == at, f"{act}: the cursor is at {cursor.position()} and must be at {at}"
        )
        self.done.append(act)

    # --- keys --------------------------------------------------------------------------------------------

    @property
    def target(self) -> QWidget:
        """What a key comes to: a menu, a dialog, or what has the keyboard."""
        menu = QApplication.activePopupWidget()
        if menu:
            return menu
        dialog = QApplication.activeModalWidget()
        if dialog:
            return dialog.focusWidget() or dialog
        self.wait(lambda: QApplication.focusWidget() is not None, "nothing has the keyboard")
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, keys: str, times: int = 1) -> None:
        """Press keys such as "Ctrl+Right", wherever the keyboard is."""
        pressed = QKeySequence(keys)[0]  # type: ignore[index]
        for _ in range(times):
            QTest.keyClick(self.target, pressed.key(), pressed.keyboardModifiers())
            self.see()

    def letters(self, words: str) -> None:
        """Type plain letters, wherever the keyboard is."""
        for letter in words:
            QTest.keyClicks(self.target, letter)
            self._application.processEvents()

    def write(self, keys: str, stands: str | None = None) -> None:
        """Type on the page; `stands` is what must stand there in the end, where that is something else."""
        for line, words in enumerate(keys.split("\n")):
            if line:
                self.press("Return")
            for letter in words:
                QTest.keyClicks(self.window.page, letter)
                self.see()
        self.before += keys if stands is None else stands

    def go_to(self, words: str) -> None:
        """Click right before the first occurrence of some words, in sight or scrolled to."""
        place = self.text.index(words)
        self.press("Ctrl+Home")
        page = self.window.page
        for _ in range(200):
            cursor = page.textCursor()
            cursor.setPosition(place)
            box = page.cursorRect(cursor)
            if page.viewport().rect().contains(box):
                break
            self.press("PgDown")
        self.click(page.viewport(), box.center() + QPoint(1, 0))
        self.before, self.after = self.text[:place], self.text[place:]

    def go_to_end(self) -> None:
        """Go to the end of the text."""
        self.press("Ctrl+End")
        self.before, self.after = self.text, ""

    # --- mouse -------------------------------------------------------------------------------------------

    def click(
        self, widget: QWidget, place: QPoint | None = None, button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> None:
        """Click at a place of a widget, or in its middle."""
        QTest.mouseClick(widget, button, NO_KEY, place or widget.rect().center())
        self.see()

    def point(self, widget: QWidget) -> None:
        """Move the pointer to the middle of a widget."""
        QCursor.setPos(widget.mapToGlobal(widget.rect().center()))
        self.see()

    def context_menu(self, widget: QWidget, place: QPoint) -> None:
        """Click with the right button, and let the menu come, as a window system does."""
        self.click(widget, place, Qt.MouseButton.RightButton)
        if QApplication.activePopupWidget() is None:
            event = QContextMenuEvent(
                QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place), NO_KEY
            )
            QApplication.postEvent(widget, event)  # a menu that blocks does not block the hand
            self.see()

    def choose(self, *words: str) -> None:
        """Choose from the menu bar with the mouse, by the English words without their menu letters."""
        bar = self.window.menuBar()
        action = named(bar.actions(), words[0])
        self.click(bar, bar.actionGeometry(action).center())
        for one in words[1:]:
            self.choose_in_menu(one)

    def choose_in_menu(self, words: str) -> None:
        """Choose from the menu that is open, with the mouse."""
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f"no menu for {words}")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = named(menu.actions(), words)
        self.click(menu, menu.actionGeometry(action).center())

    # --- windows -----------------------------------------------------------------------------------------

    def to_front(self, window: QWidget) -> None:
        """Give a window the keyboard, as a window manager does."""
        window.activateWindow()
        self.wait(window.isActiveWindow, f"{window.windowTitle()!r} did not get the keyboard")

    def back(self) -> None:
        """Come back from a dialog that has closed."""
        self.wait(lambda: QApplication.activeModalWidget() is None, "a dialog is still open")
        self.to_front(self.window)

    def shown(self, kind: type[Found]) -> Found:
        """Wait for a window of a kind."""

        def find() -> Found | None:
            there = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
            return next((one for one in there if one.isVisible()), None)

        self.wait(lambda: find() is not None, f"no {kind.__name__} was shown")
        window = find()
        assert window is not None
        self.to_front(window)
        return window

    def part(self, kind: type[Found], name: str, of: QWidget | None = None) -> Found:
        """Find what is to be clicked on, by its name."""
        found = (of or self.window).findChild(kind, name)
        if not isinstance(found, kind):
            raise WrongError(f"there is no {name}")
        return found

    def answering(self, ask: Callable[[], None], answer: Callable[[QDialog], None]) -> None:
        """Do what opens a dialog that must be answered before anything else, and answer it."""
        wrong: list[BaseException] = []
        answered: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isVisible():
                return
            timer.stop()
            try:
                answered.append(dialog)
                answer(dialog)
            except BaseException as error:
                wrong.append(error)
                dialog.reject()

        timer = QTimer(interval=30)
        timer.timeout.connect(look)
        timer.start()
        ask()
        self.wait(lambda: bool(answered), "nothing was asked")
        timer.stop()
        if wrong:
            raise wrong[0]
        if self.window in self.desk.windows:
            self.back()

    # --- pictures ----------------------------------------------------------------------------------------

    def take(self, name: str, *others: QWidget) -> None:
        """Take a picture of the window, with dialogs and menus over it where they are."""
        self.rest(0.3)
        if self._out is None:
            return
        window = self.window
        rect = window.geometry()
        for other in others:
            rect = rect.united(QRect(other.mapToGlobal(QPoint()), other.size()))
        picture = QPixmap(rect.size() * window.devicePixelRatio())
        picture.setDevicePixelRatio(window.devicePixelRatio())
        picture.fill(QColor("#8a8d91"))
        painter = QPainter(picture)
        for one in (window, *others):
            place = one.mapToGlobal(QPoint()) - rect.topLeft()
            painter.drawPixmap(place, one.grab())
            if one is not window:
                painter.setPen(QColor("#70737a"))
                painter.drawRect(QRect(place, one.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        image = Image.open(io.BytesIO(_png(picture))).convert("RGB")
        self._save(image, name)

    def tile(self, name: str, count: int) -> None:
        """Make one picture of the upper left quarters of the last ones."""
        if self._out is None:
            return
        images = [Image.open(path).convert("RGB") for path in self.pictures[-count:]]
        width, height = (size // 2 for size in images[0].size)
        tiled = Image.new("RGB", (2 * width, (count + 1) // 2 * height))
        for number, image in enumerate(images):
            tiled.paste(image.crop((0, 0, width, height)), (number % 2 * width, number // 2 * height))
        self._save(tiled, name)

    def _save(self, image: Image.Image, name: str) -> None:
        assert self._out is not None
        self._out.mkdir(parents=True, exist_ok=True)
        path = self._out / f"{len(self.pictures) + 1:02}-{name}.webp"
        image.save(path, lossless=True, method=6, quality=100)  # of effort: the colours are the desk's own
        self.pictures.append(path)


def _png(picture: QPixmap) -> bytes:
    buffer = QBuffer()
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def named(actions: list[QAction], words: str) -> QAction:
    """Find an action by its words."""
    for action in actions:
        if re.sub(r"&|…", "", action.text()) == words:
            return action
    raise WrongError(f"no menu has {words!r}: {[action.text() for action in actions]}")
