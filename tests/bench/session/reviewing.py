"""The acts of a session that look back at what was written: comments, bookmarks, versions, a second view."""

import re
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from desktop.editor.margin.margin_column import MarginColumn
from desktop.editor.versions.versions_window import VersionsWindow
from tests.bench.session.hand import Hand

NAME = "Draft one"
ADDED = " The clock went on without them."


def _comment(hand: Hand, about: str, words: str) -> None:
    """Select some words by key, and comment on them."""
    hand.go_to(about)
    hand.press("Ctrl+Shift+Right", len(about.split()))
    hand.press("Ctrl+Shift+C")
    panel = hand.window.margin.panel
    hand.wait(lambda: panel is not None and panel.words.hasFocus(), "no comment can be written")
    hand.letters(words)
    hand.press("Ctrl+Return")
    hand.wait(hand.window.page.hasFocus, "the keyboard is not back in the text")
    hand.press("Left")  # to where the words that were selected begin


def comments(hand: Hand) -> None:
    """Comments and bookmarks by key; round through them; one is done, one deleted and brought back."""
    told = [three for three in re.findall(r"[a-z]+ [a-z]+ [a-z]+", hand.text) if hand.text.count(three) == 1]
    first, second = told[1], told[-1]
    _comment(hand, first, "Say what she hears here.")
    hand.check("a comment")
    _comment(hand, second, "Too soon?")
    hand.press("Ctrl+Home")
    hand.before, hand.after = "", hand.text
    hand.press("Ctrl+Shift+B")
    annotations = hand.window.margin.annotations
    hand.expect(len(annotations.placed) == 3, f"there are {len(annotations.placed)} marks and must be three")
    place = hand.text.index(first)
    hand.press("Alt+PgDown")
    hand.before, hand.after = hand.text[:place], hand.text[place:]
    hand.check("the next comment by key")
    hand.take("comments")
    hand.press("Ctrl+Home")
    column = hand.part(MarginColumn, "margin_column")
    sign = next((at for mark in annotations.placed if (at := column.place_of(mark))), None)
    hand.expect(sign is not None, "no sign is in sight")
    hand.click(hand.window.page.viewport(), sign)
    panel = hand.window.margin.panel
    assert panel
    panel.list.setFocus()
    hand.press("Down")
    hand.press("Delete")
    hand.expect(len(annotations.placed) == 2, "the comment is still there")
    hand.press("Ctrl+Z")
    hand.expect(len(annotations.placed) == 3, "the comment did not come back")
    hand.choose("Review", "Comments and Bookmarks")
    hand.expect(not panel.isVisible(), "the panel is still there")
    hand.go_to_end()
    hand.check("comments")


def split(hand: Hand) -> None:
    """Two places of the text: what is written at one comes at the other, and they are swapped."""
    hand.go_to_end()
    hand.press("Ctrl+\\")
    view = hand.window.split.view
    hand.expect(view is not None, "there is no second view")
    assert view
    hand.press("F6")
    hand.wait(view.page.hasFocus, "F6 does not lead to the second view")
    hand.press("Ctrl+Home")
    hand.press("Shift+F6")
    hand.write(" Once more.")
    hand.expect(view.page.toPlainText() == hand.stands, "the second view has another text")
    hand.check("a second view")
    hand.take("split")
    hand.press("Ctrl+F6")
    hand.before, hand.after = "", hand.text
    hand.check("swapped")
    hand.press("Ctrl+F6")
    hand.before, hand.after = hand.text, ""
    hand.press("Ctrl+Z")
    hand.before = hand.before.removesuffix(" Once more.")
    hand.press("Ctrl+\\")
    hand.expect(hand.window.split.view is None, "the second view is still there")
    hand.check("split")


def versions(hand: Hand, path: Path) -> None:
    """A version of the file is kept; what changed since is shown; it is brought back, and undone."""

    def answer(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field
        field.setFocus()
        hand.press("Ctrl+A")
        hand.letters(NAME)
        hand.press("Return")

    hand.go_to_end()
    hand.answering(lambda: hand.press("Ctrl+Shift+Y"), answer)
    folder = path.with_name(f"{path.name} versions")
    hand.wait(lambda: len(list(folder.glob(f"*{NAME}.zip"))) == 1, "the version was not kept")
    hand.write(ADDED)
    hand.choose("Review", "Versions")
    window = hand.shown(VersionsWindow)
    state = hand.part(QLabel, "versions_state", window)
    hand.wait(lambda: "added" in state.text(), f"nothing is said of the change: {state.text()}")
    hand.expect(re.findall(r"\d+", state.text()) == ["6", "0"], f"it says {state.text()}")
    hand.take("versions", window)
    back = next(one for one in window.findChildren(QPushButton) if one.text() == "&Bring Back")
    hand.click(back)
    former = hand.text.removesuffix(ADDED)
    hand.wait(lambda: hand.stands == former, "the version did not come back")
    window.close()
    hand.to_front(hand.window)
    hand.window.page.setFocus()
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.stands == hand.text, "undo does not bring back what stood here")
    hand.press("Ctrl+Z")
    hand.before = former
    hand.go_to_end()
    hand.press("Ctrl+S")
    hand.wait(lambda: not hand.window.page.document().isModified(), "the text was not saved")
    hand.check("versions")
