"""The act of a session that asks who wrote what: the tint, and the statement with its passages."""

from PySide6.QtWidgets import QApplication, QPushButton

from desktop.editor.origins.statement_dialog import StatementDialog
from desktop.editor.origins.tint import MARKS
from tests.bench.session.hand import Hand

TYPED = "Nobody had asked her to stay, "


def tinted(hand: Hand) -> str:
    """All words that are tinted, one stretch on each line."""
    marks = hand.window.page._marks._named.get(MARKS, [])
    return "\n".join(mark.cursor.selectedText() for mark in marks)


def who_wrote_what(hand: Hand) -> None:
    """Let the story continue, change a word of it, and read and copy the statement."""
    start = hand.before
    hand.write(TYPED)
    hand.press("Ctrl+Return")
    hand.wait(lambda: not hand.window.continuation.running, "the continuation does not end")
    hand.before = hand.stands
    hand.press("Ctrl+Shift+O")
    words = hand.before[len(start + TYPED) :].split()
    hand.wait(lambda: words[-2] in tinted(hand), "the model's words are not tinted")
    hand.expect(TYPED.split()[0] not in tinted(hand), "typed words are tinted")
    hand.press("Backspace", 3)
    hand.before = hand.before[:-3]
    hand.write("er lamp.")
    hand.take("who-wrote-what")
    hand.check("the tint")
    hand.choose("Co-writer", "Who Wrote What")
    dialog = hand.shown(StatementDialog)
    hand.wait(lambda: "suggested by a machine" in dialog.statement.text(), "there is no statement")
    hand.expect(" continued" in dialog.statement.text(), dialog.statement.text())
    hand.take("who-wrote-what-statement", dialog)
    hand.click(hand.part(QPushButton, "copy_statement", dialog))
    copied = QApplication.clipboard().text()
    hand.expect(dialog.statement.text() in copied, "the statement is not on the clipboard")
    last = dialog.passages.item(dialog.passages.count() - 1)
    hand.click(dialog.passages.viewport(), dialog.passages.visualItemRect(last).center())
    hand.expect(hand.window.page.textCursor().hasSelection(), "the passage is not shown in the text")
    hand.press("Esc")
    hand.back()
    hand.press("Ctrl+End")
    hand.press("Ctrl+Shift+O")
    hand.wait(lambda: not tinted(hand), "words are tinted yet")
    hand.press("Backspace", len(hand.before) - len(start))
    hand.before = start
    hand.check("who wrote what")
