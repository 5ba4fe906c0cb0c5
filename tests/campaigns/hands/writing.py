"""What hands do to the text: type, delete, paste, undo, compose, and deal with ghosts and continuations."""

import re
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.editor.finding.find_bar import FindBar
from desktop.engine.words import first_kept
from tests.campaigns.hands.base import (
    ALT,
    CONTROL,
    LONGEST,
    NO_KEY,
    PATIENCE_SECONDS,
    SHIFT,
    Body,
    FoundError,
    clip,
)
from tests.campaigns.hands.text import arriving, cut16, length16

Key = Qt.Key
ERASERS = {
    "backspace": (Key.Key_Backspace, NO_KEY),
    "delete": (Key.Key_Delete, NO_KEY),
    "word back": (Key.Key_Backspace, CONTROL),
    "word": (Key.Key_Delete, CONTROL),
    "shift backspace": (Key.Key_Backspace, SHIFT),
    "to the line's end": (Key.Key_K, CONTROL),
}


MARKS = re.compile(r"[*_#>\-\d.)\s\\]")  # what setting words in bold, headings and lists may put or take


def bare(text: str) -> str:
    """A text without what marks it up."""
    return MARKS.sub("", text)


class Writing(Body):
    """The steps that change a text."""

    def type(self, text: str) -> None:
        """Type letters, and Return for newlines."""
        for letter in text:
            ghost = self.sheet.page.ghost.text
            stands = self.type_in(letter, *self.sheet.selection)
            if letter == "\n":
                self.press(Key.Key_Return)
            elif letter.isascii():
                QTest.keyClicks(self.sheet.page, letter)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, Key.Key_unknown, NO_KEY, letter)
                    QApplication.sendEvent(self.sheet.page, event)
            left = ghost[len(stands) :] if ghost.startswith(stands) else ""
            if self.sheet.page.ghost.text not in ("", left):
                raise FoundError(f"typing {letter!r} made the ghost {clip(ghost)} another one")

    def enter(self, modifiers: str) -> None:
        """Press Return with keys held that mean nothing with it, or Shift."""
        if modifiers == "shift":
            self.type_in("\n", *self.sheet.selection)
        self.press(Key.Key_Return, {"shift": SHIFT, "alt": ALT, "enter": NO_KEY}[modifiers])
        if modifiers == "enter":
            self.replace_after("\n")

    def replace_after(self, text: str) -> None:
        """The model's part, where the cursor already stands behind what was typed."""
        found = self.sheet.text
        model = self.sheet.model
        end = self.sheet.selection[1]
        before, _, behind = cut16(found, max(0, end - length16(text)), end)
        if not (model.text.startswith(before) and model.text.endswith(behind)):
            raise FoundError(f"{text!r} was not put at the cursor")
        model.edit(found)

    def tab(self) -> None:
        """Press Tab: accept the ghost, or type it."""
        ghost = self.sheet.page.ghost.text
        if ghost:
            self.take_in(ghost)
        else:
            self.replace_selection("\t")
        self.press(Key.Key_Tab)

    def accept_word(self) -> None:
        """Press Ctrl+Right: accept a word, or move."""
        ghost = self.sheet.page.ghost.text
        kept = first_kept(ghost)
        space = self.take_in(kept) if kept else ""
        self.press(Key.Key_Right, CONTROL)
        if self.sheet.page.ghost.text != ghost[len(kept + space) :]:
            raise FoundError("the ghost's rest is not what was left of it")

    def take_word(self, number: int) -> None:
        """Press Alt and a number: take a word of the list, where there is one."""
        sheet = self.sheet
        if self.settings.choices.next_words:
            next_words = sheet.window.cowriter.next_words
            if next_words.can_take(number):
                self.take_in(next_words.words[number].text)
        self.press(Key(Key.Key_1 + number), ALT)

    def mark_up(self, name: str) -> None:
        """Set words in bold, begin a heading: nothing but marks comes or goes."""
        model = self.sheet.model
        self.sheet.window.actions_[name].trigger()
        found = self.sheet.text
        if found != model.text:
            if bare(found) != bare(model.text):
                raise FoundError(f"“{name}” changed words")
            model.edit(found, is_step=True)
            self.expect_no_ghost()

    def erase(self, kind: str) -> None:
        """Delete, and see that it was the selection, or something at the cursor, no more than a word."""
        model, (start, end) = self.sheet.model, self.sheet.selection
        self.press(*ERASERS[kind])
        found = self.sheet.text
        if start != end and kind != "to the line's end":
            model.replace(start, end, "")
        elif found != model.text:
            before, gone, behind = cut16(model.text, *self._gone(start, length16(found)))
            if found != before + behind:
                raise FoundError(f"“{kind}” deleted something that is not at the cursor")
            if kind != "to the line's end" and len(gone.split()) > 1:
                raise FoundError(f"“{kind}” deleted {clip(gone)}")
            model.edit(found)
        self.expect_no_ghost()

    def _gone(self, position: int, length: int) -> tuple[int, int]:
        """Return the stretch that a deletion took, which begins or ends at a position."""
        taken = self.length - length
        now = self.sheet.selection[0]
        return (now, now + taken) if now <= position else (position, position + taken)

    def paste(self, text: str, way: str = "keys") -> None:
        """Paste a text by keys or from the menu."""
        data = QMimeData()
        data.setText(text)
        self.application.clipboard().setMimeData(data)
        pasted = arriving(text)
        if self.length + len(pasted) > LONGEST:
            return
        if pasted:
            self.replace_selection(pasted, is_step=True)
        if way == "keys":
            self.press(Key.Key_V, CONTROL)
        else:
            self.sheet.window.actions_["paste"].trigger()
        if pasted:
            self.expect_no_ghost()

    def cut(self) -> None:
        """Cut the selection."""
        self.replace_selection("")
        self.press(Key.Key_X, CONTROL)

    def copy(self) -> None:
        """Copy the selection."""
        self.press(Key.Key_C, CONTROL)

    def undo(self, way: str = "keys") -> None:
        """Undo once."""
        if way == "keys":
            self.press(Key.Key_Z, CONTROL)
        else:
            self.sheet.window.actions_["undo"].trigger()
        if not self.is_drafting:
            self._take_history(self.sheet.model.undo)

    def redo(self) -> None:
        """Redo once."""
        self.press(Key.Key_Z, CONTROL | SHIFT)
        if not self.is_drafting:
            self._take_history(self.sheet.model.redo)

    def _take_history(self, model_step: Callable[[str], str]) -> None:
        """Undo or redo has happened, if there was anything to do."""
        before = self.sheet.model.text
        wrong = model_step(self.sheet.text)
        self.require(wrong and f"{wrong}: {clip(self.sheet.text)} for {clip(before)}")
        if self.sheet.text != before:
            self.expect_no_ghost()

    # --- finding -----------------------------------------------------------------------------------------

    def find(self, words: str, leaves: bool) -> None:
        """Look for words, go to the next place, and leave the bar open or close it."""
        bar = self._search(words, Key.Key_F)
        place = self.sheet.selection
        bar.go()
        moves = bool(bar.finder.count) and not self.is_drafting
        if moves and self.sheet.page.textCursor().selectedText() != words:
            raise FoundError(f"{words!r} was found where something else stands")
        if self.is_drafting and self.sheet.selection != place:
            raise FoundError("finding moved the cursor of a draft")
        if leaves:
            bar.leave()
        self.go_to(self.sheet)
        if moves:
            self.expect_no_ghost()

    def replace_all(self, words: str, by: str) -> None:
        """Replace all places of some words."""
        changed = self.sheet.text.replace(words, by)
        if length16(changed) > LONGEST or self.sheet.window.continuation.running:
            return
        bar = self._search(words, Key.Key_H)
        bar.replacement.setText(by)
        model, done = self.sheet.model, list[int]()
        wanted = model.text.count(words)

        def note(count: int) -> None:
            done.append(count)
            if wanted:
                model.edit(changed, is_step=True)

        connection = bar.finder.replaced.connect(note)
        bar.replace_all()
        if not self.is_drafting:  # in which nothing is replaced
            self._wait_until(lambda: bool(done))
        bar.finder.replaced.disconnect(connection)
        if done != ([] if self.is_drafting else [wanted]):
            raise FoundError(f"{done} of {wanted} places of {words!r} were replaced")
        bar.leave()
        self.go_to(self.sheet)

    def _search(self, words: str, key: Qt.Key) -> FindBar:
        bar = self.sheet.window.finding.bar
        self.press(key, CONTROL)
        bar.in_selection.setChecked(False)
        bar.case.setChecked(True)
        bar.words.setText(words)
        self._wait_until(lambda: bar.finder.count is not None)
        return bar

    def _wait_until(self, is_so: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            self.see()
            if time.monotonic() > ends:
                raise FoundError("a search never came to an end")
            time.sleep(0.0002)

    # --- input methods -----------------------------------------------------------------------------------

    def compose(self, text: str) -> None:
        """Let an input method show what it composes; that takes a selection's place."""
        page = self.sheet.page
        start, end = self.sheet.selection
        if start != end and text:
            self.sheet.model.replace(start, end, "")
        QApplication.sendEvent(page, QInputMethodEvent(text, []))

    def commit(self, text: str, back: int = 0) -> None:
        """Let an input method put a text in, in place of so many characters before the cursor."""
        event = QInputMethodEvent()
        start, end = self.sheet.selection
        before = cut16(self.sheet.model.text, start, start)[0]
        letters = before[len(before) - min(back, len(before)) :]
        back = length16(letters)
        event.setCommitString(text, -back, back)
        if not back and text and text == cut16(self.sheet.model.text, start, end)[1]:
            return  # a step of undo that no text tells of
        if self.is_drafting and any(map(str.isspace, letters)):
            back = 0
        if text or back:
            self.type_in(text, start - back, end)
        QApplication.sendEvent(self.sheet.page, event)

    # --- spelling and drafts -----------------------------------------------------------------------------

    def next_misspelled(self, takes: bool) -> None:
        """Go to the next misspelled word, and take what it may have been meant for, or leave it."""
        self.press(Key.Key_F7)
        self.wait()  # or a story would go on in the very moment in which the menu closes
        menu = self.application.activePopupWidget()
        if not isinstance(menu, QMenu):
            return
        chosen = menu.activeAction()
        if takes and chosen and chosen.objectName() == "similar" and chosen.isEnabled():
            self.replace_selection(chosen.text(), is_step=True)
            QTest.keyClick(menu, Key.Key_Return)
        menu.close()
        self.see()

    def draft(self) -> None:
        """Begin a draft, or leave it."""
        drafting = self.sheet.window.writing.drafting
        if self.is_drafting:
            self.sheet.window.actions_["draft"].trigger()
        else:
            drafting.begin()

    # --- ghosts and continuations ------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for a suggestion."""
        self.press(Key.Key_Backslash, ALT)

    def alternative(self, step: int) -> None:
        """Look at another alternative."""
        self.press(Key.Key_BracketRight if step > 0 else Key.Key_BracketLeft, ALT)

    def escape(self) -> None:
        """Dismiss a ghost, or stop a continuation."""
        ran = self.sheet.window.continuation.running
        self.press(Key.Key_Escape)
        if ran and self.sheet.window.continuation.running:
            raise FoundError("Esc did not stop the continuation")
        if not ran:
            self.expect_no_ghost()

    def go_on(self) -> None:
        """Continue the story."""
        continuation = self.sheet.window.continuation
        ran = continuation.running
        self.press(Key.Key_Return, CONTROL)
        if continuation.running and not ran:
            self.sheet.model.begin_continuation(self.sheet.selection[0])

    def retry(self) -> None:
        """Try another continuation in place of the last one."""
        model, window = self.sheet.model, self.sheet.window
        self.press(Key.Key_R, ALT)
        if self.sheet.text != model.text:
            story = model.continued
            if story is None or self.sheet.text != story.base:
                raise FoundError("trying again did not bring back what stood there before")
            self.require(model.undo(self.sheet.text))
        if window.continuation.running:
            model.begin_continuation(self.sheet.selection[0])
