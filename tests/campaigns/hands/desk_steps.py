"""What hands do beside the page: files, windows, models, settings; and what other programs do to files."""

import os
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.editor.messages.dialogs import Unsaved
from tests.campaigns.hands.base import CONTROL, FILES, SHIFT, Body, FoundError, Sheet, clip
from tests.campaigns.hands.text import with_newlines

Key = Qt.Key
MOST_WINDOWS = 3
UNSAVED = {"save": Unsaved.SAVE, "discard": Unsaved.DISCARD, "cancel": Unsaved.CANCEL}


def read(path: Path, encoding: str) -> str | None:
    """Return a file's text as the page would show it; None when there is none, or not in that encoding."""
    try:
        return with_newlines(path.read_bytes().decode(encoding).removeprefix("\ufeff"))
    except (OSError, UnicodeDecodeError):
        return None


class DeskSteps(Body):
    """The steps that need the whole desk."""

    # --- files -------------------------------------------------------------------------------------------

    def save(self, number: int) -> None:
        """Save; to the file of that number, if there is none yet."""
        sheet = self.sheet
        self.dialogs.save_path = self.folder / FILES[number]
        path = sheet.window.session.path
        there = path.read_bytes() if path and path.exists() else None
        self.press(Key.Key_S, CONTROL)
        if sheet.is_theirs and path and there is not None and path.read_bytes() != there:
            raise FoundError("saving wrote over another program's words without a question")
        self._take_saving(sheet)

    def save_as(self, number: int) -> None:
        """Save to the file of that number."""
        self.dialogs.save_path = self.folder / FILES[number]
        self.press(Key.Key_S, CONTROL | SHIFT)
        self._take_saving(self.sheet)

    def _take_saving(self, sheet: Sheet) -> None:
        """What is said to be saved must be in the file."""
        path = sheet.window.session.path
        if sheet.page.document().isModified() or path is None or sheet.text != sheet.model.text:
            return
        found = read(path, sheet.window.session.encoding)
        # What is no text in its encoding is shown and saved somehow; other tests look at that.
        if found == sheet.text or (found is None and path.exists()):
            sheet.saved, sheet.is_theirs = sheet.text, False
            for other in self.sheets:
                if other is not sheet and other.window.session.path == path:
                    other.is_theirs = True
        elif not sheet.is_theirs:
            raise FoundError(f"saved was {clip(found or '')} for {clip(sheet.text)}")

    def open(self, number: int, on_unsaved: str) -> None:
        """Open a file here."""
        self.dialogs.open_path = self.folder / FILES[number]
        self._replace_text(Key.Key_O, on_unsaved)
        there = self.desk.window_with(self.dialogs.open_path)
        if there:  # raised, if it was another one
            self.go_to(next(sheet for sheet in self.sheets if sheet.window is there))

    def new(self, on_unsaved: str) -> None:
        """Begin another text here."""
        self._replace_text(Key.Key_N, on_unsaved)

    def _replace_text(self, key: Qt.Key, on_unsaved: str) -> None:
        sheet, before = self.sheet, self.sheet.replaced
        self.dialogs.on_unsaved = UNSAVED[on_unsaved]
        self.dialogs.save_path = self.folder / FILES[0]
        was_modified, asked = sheet.page.document().isModified(), self.dialogs.questions
        self.press(key, CONTROL)
        if sheet.replaced != before:
            if was_modified and self.dialogs.questions == asked:
                raise FoundError("unsaved words went without a question")
            self.take_other_text(sheet)
        else:
            self._take_saving(sheet)  # asked for, and then the file could not be opened
        self._adopt_windows()

    def take_other_text(self, sheet: Sheet) -> None:
        """Another text is on the page: a file's, or none."""
        path, found = sheet.window.session.path, sheet.text
        wanted = read(path, sheet.window.session.encoding) if path else ""
        document = sheet.page.document()
        if document.isModified():  # restored; undo shows what is in the file
            sheet.model.begin(wanted or "")
            sheet.model.edit(found, is_step=True)
            sheet.saved, sheet.is_theirs = wanted or "", False
            return
        # What is no text in its encoding is shown somehow; other tests look at that.
        if wanted is not None and found != wanted:
            raise FoundError(f"the page shows {clip(found)}, the file holds {clip(wanted)}")
        if document.isUndoAvailable() and found != sheet.model.text:
            sheet.model.edit(found, is_step=True)
        elif not (document.isUndoAvailable() or document.isRedoAvailable()):
            sheet.model.begin(found)
        sheet.saved, sheet.is_theirs = found, False

    def elsewhere(self, number: int, how: str, text: str) -> None:
        """Another program changes a file."""
        path = self.folder / FILES[number]
        if how == "delete":
            path.unlink(missing_ok=True)
        elif how == "touch":
            is_new = not path.exists()
            path.touch()
            for sheet in self.sheets:
                # An empty file in place of one that was deleted is theirs, unless ours was empty, too.
                if is_new and sheet.window.session.path == path:
                    sheet.is_theirs = bool(sheet.saved)
            return
        elif how == "replace":
            other = path.with_name("other.tmp")
            other.write_text(text, encoding="utf-8", newline="", errors="surrogatepass")
            other.replace(path)
        else:
            stamp = path.stat() if how == "same time" and path.exists() else None
            path.write_text(text, encoding="utf-8", newline="", errors="surrogatepass")
            if stamp:
                os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        for sheet in self.sheets:
            if sheet.window.session.path == path:
                sheet.is_theirs = read(path, sheet.window.session.encoding) != sheet.saved

    def answer(self, number: int, file: int) -> None:
        """Press a button of a bar above the page."""
        sheet = self.sheet
        bars = sheet.window.messages._bars
        buttons = [button for bar in bars.values() for button in bar.buttons.values()]
        if not buttons:
            return
        self.dialogs.save_path = self.folder / FILES[file]
        before = sheet.replaced
        buttons[number % len(buttons)].click()
        if sheet.replaced != before:
            self.take_other_text(sheet)
        elif sheet.text != sheet.model.text:
            self.require(
                sheet.model.undo(sheet.text)
            )  # the writer's own words, from before theirs were loaded
        else:
            self._take_saving(sheet)
        self.close_dialogs()
        self._adopt_windows()

    def reopen_with(self, encoding: str) -> None:
        """Read the file anew in another encoding."""
        sheet, before = self.sheet, self.sheet.replaced
        self.dialogs.chosen_encoding = encoding
        sheet.window.actions_["reopen_encoding"].trigger()
        if sheet.replaced != before:
            self.take_other_text(sheet)

    def save_with(self, encoding: str, number: int) -> None:
        """Save in another encoding, if it has all the letters."""
        self.dialogs.chosen_encoding, self.dialogs.save_path = encoding, self.folder / FILES[number]
        self.sheet.window.actions_["save_encoding"].trigger()
        self._take_saving(self.sheet)

    # --- windows -----------------------------------------------------------------------------------------

    def second_window(self) -> None:
        """Open another window, if there are not many."""
        if len(self.sheets) < MOST_WINDOWS:
            self.press(Key.Key_N, CONTROL | SHIFT)
            self._adopt_windows()

    def _adopt_windows(self) -> None:
        known = [sheet.window for sheet in self.sheets]
        for window in self.desk.windows:
            if window not in known:
                self.adopt(window)

    def other_window(self, number: int) -> None:
        """Go to another window."""
        self.go_to(self.sheets[number % len(self.sheets)])

    def close_window(self, on_unsaved: str) -> None:
        """Close this window; when it was the last, open another."""
        sheet = self.sheet
        self.dialogs.on_unsaved = UNSAVED[on_unsaved]
        self.dialogs.save_path = self.folder / FILES[1]
        was_modified, asked = sheet.page.document().isModified(), self.dialogs.questions
        self.press(Key.Key_W, CONTROL)
        if sheet.window in self.desk.windows:
            self._take_saving(sheet)
            return
        if was_modified and self.dialogs.questions == asked:
            raise FoundError("a window with unsaved words closed without a question")
        self.sheets.remove(sheet)
        if self.sheets:
            self.go_to(self.sheets[0])
        else:
            self.open_window()

    # --- models and settings -----------------------------------------------------------------------------

    def swap_model(self, number: int) -> None:
        """Choose another model."""
        self.use_model(number)

    def settle(self, name: str, value: object) -> None:
        """Change a setting."""
        self.settings.update(**{name: value})

    def menu(self, name: str) -> None:
        """Choose something from a menu, and close what it opens."""
        self.sheet.window.actions_[name].trigger()
        self.see()
        self.close_dialogs()
        self.go_to(self.sheet)
