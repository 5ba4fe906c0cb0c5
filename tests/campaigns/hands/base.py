"""The hands' body: a real desk, its windows, what must stand on their pages, and what is checked."""

import random
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from desktop.editor.desk import Desk
from desktop.editor.inference.engine_protocol import DeskEngine
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.page.context_reader import RIGHT_CHARACTERS
from desktop.editor.page.long_paragraphs import may_have_pieces, plain_text, text_between
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Choices, Settings
from desktop.editor.window.window import Window
from desktop.engine.engine import Suggestion
from desktop.engine.errors import BundleMissingError
from desktop.engine.space_behind import gives_way, is_due
from desktop.engine.words import begins_word
from desktop.language.punctuation.as_typed import Wishes, improved, may_be_improved
from tests.campaigns.hands.text import TextModel, cut16, length16
from tests.campaigns.hands.watch import Watch
from tests.editor.conftest import FakeDialogs
from tests.editor.fake_engine import FakeEngine
from tests.editor.spelling.fake_spelling import FakeSpelling

NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
MODELS = ("one", "two", "broken")
FILES = ("a.txt", "b.md", "c.txt")
PATIENCE_SECONDS = 30.0  # on a machine with much else to do
LONGEST = 30_000  # what would make a text longer is not done, to be quick
PIECES = [" She", " stood", " still", ".", "\nThe", " 灯", " went", " out", " 🙂."]
OFFERS = (
    [" house and walked inside", " hotel", " door"],
    ["e", "é 🙂 naïve", "the lamp"],
    [" 灯火阑珊", " \u202b\u05e9\u05dc\u202c"],
    ["\ta tab", "  two spaces", " and — so"],
)


class FoundError(AssertionError):
    """Something is wrong; one sentence on what."""


@dataclass
class Sheet:
    """One window, and what must be true of it.

    Attributes:
        saved: The text when it was last opened or saved; an unmodified page must show it.
        replaced: How often another text was put on the page.
        is_theirs: Another program has changed the file since it was opened or saved.
    """

    window: Window
    model: TextModel = field(default_factory=TextModel)
    saved: str = ""
    replaced: int = 0
    is_theirs: bool = False

    @property
    def page(self) -> Page:
        return self.window.page

    @property
    def text(self) -> str:
        """What stands on the page."""
        return plain_text(self.page.document())

    @property
    def selection(self) -> tuple[int, int]:
        """Where the selection begins and ends in the text, or twice where the cursor is."""
        cursor = self.page.textCursor()
        return self._in_text(cursor.selectionStart()), self._in_text(cursor.selectionEnd())

    def position_at(self, place: QPoint) -> int:
        """Return the position in the text that stands at a place of the page's view."""
        return self._in_text(self.page.cursorForPosition(place).position())

    def _in_text(self, position: int) -> int:
        document = self.page.document()
        if not may_have_pieces(document):
            return position
        # A long paragraph stands there in pieces, whose separators are nothing in the text.
        return length16(text_between(document, 0, position))


def offers(left: str, right: str) -> list[Suggestion]:
    """Suggest something after most texts, always the same after the same."""
    number = zlib.crc32(left[-6:].encode("utf-8", "surrogatepass"))
    if number % 5 == 4:
        return []
    return [Suggestion(words, 0.9 / (rank + 1)) for rank, words in enumerate(OFFERS[number % 5])]


def fake_engine(folder: Path, provider: str) -> DeskEngine:
    """Load one of `MODELS`."""
    if folder.name == "broken":
        raise BundleMissingError("There is no model in {folder}; choose another one.", folder=folder)
    return FakeEngine(answer=offers, pieces=PIECES)


class Body:
    """Holds the desk and compares it with the model.

    Args:
        folder: For settings and documents; everything in it is the hands' own.
        factory: Makes engines; `fake_engine` or the real one.
        all_pieces: What a continuation writes in the end, if that is known.
        note: Is told each step before it is done.
    """

    def __init__(
        self,
        folder: Path,
        factory: Callable[[Path, str], DeskEngine] = fake_engine,
        all_pieces: str | None = "".join(PIECES),
        note: Callable[[tuple[object, ...]], None] = lambda step: None,
    ):
        instance = QApplication.instance() or QApplication(["inkling"])
        assert isinstance(instance, QApplication)
        self.application = instance
        self.application.setStyle("Fusion")
        self.folder = folder
        self.watch = Watch()
        self.steps: list[tuple[object, ...]] = []
        self._note = note
        self._all_pieces = all_pieces
        self.watch.begin()
        store = QSettings(str(folder / "inkling.ini"), QSettings.Format.IniFormat)
        self.settings = Settings(store)
        self.dialogs = FakeDialogs()
        self.desk = Desk(self.settings, factory, dialogs=self.dialogs, speller=FakeSpelling().speller())
        self.sheets: list[Sheet] = []
        self.sheet: Sheet
        self.desk.start_model(folder / MODELS[0])
        self._spaced = 0  # the number of the last step, if it has put a space behind what was taken

    # --- beginning and end -------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin anew: one empty window, default settings, no files."""
        self.steps.clear()
        self._spaced = 0
        self.close_all()
        self.watch.take()
        random.seed(0)
        for name in FILES:
            (self.folder / name).unlink(missing_ok=True)
        self.settings.update(
            **{**vars(Choices()), "language": "en", "folder": str(self.folder), "recent": []}
        )
        self.dialogs.on_unsaved = Unsaved.CANCEL
        self.use_model(0)
        self.open_window()
        self.sheet.window.resize(500, 300)
        self.wait()

    def end(self) -> None:
        """Close everything."""
        self.close_all()
        ended = self.desk.end()
        self.watch.end()
        if not ended:
            raise FoundError("the model's thread did not end")

    def close_all(self) -> None:
        """Close all windows without a question."""
        self.close_dialogs()
        for window in list(self.desk.windows):
            window.page.document().setModified(False)
            window.close()
        self.sheets.clear()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.application.processEvents()

    # --- steps -------------------------------------------------------------------------------------------

    def do(self, name: str, *arguments: object) -> None:
        """Do one step and check everything.

        Raises:
            FoundError: Something is wrong.
        """
        step = (name, *arguments)
        self.steps.append(step)
        self._note(step)
        late = self.application.activePopupWidget()
        if late:  # a menu that was asked for before would have the keys now
            late.close()
        getattr(self, name)(*arguments)
        self.check()

    def is_known(self, complaint: str) -> bool:
        """Whether a complaint is to be passed over; the campaign has its own mind on that."""
        return False

    def require(self, wrong: str) -> None:
        """Raise what a model found wrong, if anything."""
        if wrong:
            raise FoundError(wrong)

    def check(self) -> None:
        """Compare what there is with what must be."""
        for complaint in self.watch.take():
            if not self.is_known(complaint):
                raise FoundError(complaint)
        for sheet in self.sheets:
            if not isValid(sheet.window) or not sheet.window.isVisible():
                raise FoundError("a window is gone")
            found = sheet.text
            if found != sheet.model.text:
                last = self.steps[-1][0] if self.steps else "begin"
                place = "here" if sheet is self.sheet else "in another window"
                raise FoundError(
                    f"after “{last}”, {place}: the text is {clip(found)} and must be {clip(sheet.model.text)}"
                )
            if not sheet.page.document().isModified() and found != sheet.saved:
                raise FoundError("the text is called unmodified, and is not what was opened or saved")
        self._check_ghost()

    def _check_ghost(self) -> None:
        page = self.sheet.page
        ghost = page.ghost.text
        if not ghost:
            return
        cursor = page.textCursor()
        layout = cursor.block().layout()
        if cursor.hasSelection():
            raise FoundError("a ghost stands over a selection")
        before, _, behind = cut16(self.sheet.model.text, cursor.position(), cursor.position())
        space = space_behind(before + ghost, behind) if begins_word(behind) else ""
        if layout.preeditAreaText() != ghost + space:
            raise FoundError(f"the ghost is {clip(ghost)}, painted is {clip(layout.preeditAreaText())}")
        if layout.preeditAreaPosition() != cursor.positionInBlock():
            raise FoundError("the ghost does not stand at the cursor")

    # --- what steps are made of --------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key on the page, as shortcuts and the page see it."""
        QTest.keyClick(self.sheet.page, key, modifiers)

    def mouse(
        self,
        kind: QEvent.Type,
        place: QPoint,
        modifiers: Qt.KeyboardModifier = NO_KEY,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:
        """Send the page a mouse event."""
        view = self.sheet.page.viewport()
        moves = kind == QEvent.Type.MouseMove
        pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
        own = Qt.MouseButton.NoButton if moves else button
        spot = QPointF(place)
        event = QMouseEvent(kind, spot, view.mapToGlobal(spot), own, pressed, modifiers)
        QApplication.sendEvent(view, event)

    def place(self, across: float, down: float) -> QPoint:
        """Return a point of the page's view, as shares of its width and height."""
        view = self.sheet.page.viewport()
        return QPoint(int(across * (view.width() - 1)), int(down * (view.height() - 1)))

    def expect_no_ghost(self) -> None:
        """There is never a ghost after a deletion, undo, paste or move of the cursor."""
        if self.sheet.page.ghost.text:
            raise FoundError("a ghost stands where none may")

    def see(self) -> None:
        """Let Qt do what it has waiting: paint, answers, timers that are due."""
        runs = [(sheet, sheet.window.continuation.running) for sheet in self.sheets]
        self.application.processEvents()
        for sheet, ran in runs:
            found = sheet.text
            if found != sheet.model.text:
                if not ran:
                    place = "here" if sheet is self.sheet else "in another window"
                    raise FoundError(
                        f"the text changed by itself, {place}: it is {clip(found)} "
                        f"and was {clip(sheet.model.text)}"
                    )
                self.require(sheet.model.grow(found, self._all_pieces))

    def wait(self) -> None:
        """Wait until nothing is awaited any more."""
        ends = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.see()
            window = self.sheet.window
            if not (
                self.desk.worker.is_loading or window.suggester.is_waiting or window.continuation.running
            ):
                return
            if time.monotonic() > ends:
                raise FoundError("an answer never came")
            time.sleep(0.0002)  # the model's thread needs the interpreter

    def use_model(self, number: int) -> None:
        """Choose a model."""
        self.desk.use_model(self.folder / MODELS[number])

    def open_window(self) -> None:
        """Open a window, and go there."""
        self.adopt(self.desk.new_window())

    def adopt(self, window: Window) -> None:
        """Take over a window that the desk has opened."""
        sheet = Sheet(window)

        def count() -> None:
            sheet.replaced += 1

        window.session.document_replaced.connect(count)
        self.sheets.append(sheet)
        if sheet.text:
            self.take_other_text(sheet)
        self.go_to(sheet)

    def take_other_text(self, sheet: Sheet) -> None:
        """Take over a text that was opened or restored; whoever can open files says how."""
        raise NotImplementedError

    def go_to(self, sheet: Sheet) -> None:
        """Give a window the keyboard."""
        self.sheet = sheet
        sheet.window.activateWindow()
        sheet.page.setFocus()
        ends = time.monotonic() + PATIENCE_SECONDS
        while not sheet.page.hasFocus():
            self.see()
            if time.monotonic() > ends:
                raise FoundError("a window does not get the keyboard")

    def close_dialogs(self) -> None:
        """Close what stands before the windows."""
        for widget in self.application.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()

    def replace_selection(self, text: str, is_step: bool = False) -> None:
        """The model's part of typing or pasting."""
        start, end = self.sheet.selection
        self.sheet.model.replace(start, end, text, is_step)

    def take_in(self, text: str) -> str:
        """The model's part of taking what was offered. Returns the space that comes by itself behind it."""
        before, _, behind = cut16(self.sheet.model.text, *self.sheet.selection)
        ghost = self.sheet.page.ghost.text
        rest = ghost[len(text) :] if ghost.startswith(text) else ""
        wanted = self.settings.choices.space_behind or begins_word(behind)
        space = space_behind(before + text, behind, rest) if wanted else ""
        self.replace_selection(text + space, is_step=True)
        self._spaced = len(self.steps) if space else 0
        return space

    def type_in(self, letter: str, start: int, end: int) -> str:
        """The model's part of a character typed between two positions. Returns what stands there then."""
        waits = self.sheet.window.suggester.spacing.waits
        if self._spaced and all(step[0] in ("wait", "see") for step in self.steps[self._spaced : -1]):
            self.require("" if waits else "the space that came by itself would not make way")
        self._spaced = 0
        if waits and start == end:
            left, _, right = cut16(self.sheet.model.text, start - 1, start)
            if gives_way(letter[:1], left, right[:RIGHT_CHARACTERS]):
                start -= 1
            elif not (letter := letter.removeprefix(" ")):
                return ""
        self.sheet.model.replace(start, end, letter)
        choices = self.settings.choices
        wishes = Wishes(
            choices.smart_quotes,
            choices.smart_dashes,
            choices.smart_ellipses,
            choices.auto_capital,
            choices.single_spaces,
        )
        if not may_be_improved(letter, wishes):
            return letter
        end = start + length16(letter)
        left, _, right = cut16(self.sheet.model.text, start, end)
        language = self.sheet.window.spelling.of_page.language or QLocale.system().name()
        change = improved(left, letter, right[:RIGHT_CHARACTERS], language, wishes)
        if change is None:
            return letter
        taken = length16(left[len(left) - change.taken :])
        self.sheet.model.replace(start - taken, end, change.text, is_step=True)
        return change.text

    @property
    def is_drafting(self) -> bool:
        """Whether the page only goes forward."""
        return self.sheet.window.writing.drafting.is_on

    @property
    def length(self) -> int:
        """How many positions the text has."""
        return length16(self.sheet.model.text)


def space_behind(left: str, right: str, rest: str = "") -> str:
    """The space that is to come by itself behind words that were taken; `left` ends with them."""
    return " " if is_due(left, right[:RIGHT_CHARACTERS], rest) else ""


def clip(text: str) -> str:
    """Return a text's representation, shortened in the middle."""
    return repr(text) if len(text) < 200 else f"{text[:90]!r}…{text[-90:]!r} ({len(text)})"
