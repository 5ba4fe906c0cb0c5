"""The acts of a session in which the model looks at what is there: rereading, and the memory of the story."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton

from tests.bench.session.hand import Hand

SLIPS = " They put there coats by the the door, and she breathed a sigh of relief."
PUT_RIGHT = SLIPS.replace("there", "their")
ADDED = "Marrow Quay"


def reread(hand: Hand) -> None:
    """Put slips into the text, let it be reread, go from one to the next, put one right, leave one alone."""
    start = hand.before
    hand.write(SLIPS)
    hand.press("F5")
    view = hand.window.rereading.view
    assert view is not None
    hand.wait(lambda: view._is_known and bool(view._rows), "nothing stands out")
    hand.wait(lambda: bool(view.tints._shown), "no word is tinted")
    listed = view.panel.list.rows
    texts = [str(listed.index(row, 0).data()) for row in range(listed.rowCount())]
    hand.expect("there" in texts, "a slip was not found")
    hand.expect("the" in texts, "a word said twice was not found")
    hand.take("reread")
    kinds = hand.part(QComboBox, "reread_kinds")
    kinds.setFocus()
    hand.press("Down")
    hand.wait(lambda: view.wanted.kind == "confused", "there is no choice of kinds")
    hand.press("Esc")
    hand.wait(hand.window.page.hasFocus, "the keyboard is not back in the text")
    hand.press("Ctrl+End")
    hand.press("Shift+F4")
    selected = hand.window.page.textCursor().selectedText()
    hand.expect(selected == "there", f"“{selected}” is no slip that was put in")
    hand.take("reread-slip")
    hand.click(hand.part(QToolButton, "reread_correct"))
    hand.wait(lambda: hand.stands == start + PUT_RIGHT, "the likelier word was not put in its place")
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.stands == start + SLIPS, "one undo did not bring the slip back")
    hand.press("F5")
    hand.wait(lambda: not view.panel.isVisible(), "rereading goes on")
    hand.press("Ctrl+End")
    hand.check("reread")
    hand.press("Shift+Left", len(SLIPS))
    hand.press("Backspace")
    hand.before = start
    hand.check("what was reread is as it was")


def memory(hand: Hand) -> None:
    """Look through what is remembered; add a name, forget one, go where one comes first."""
    hand.press("Ctrl+Shift+D")
    view = hand.window.remembering.view
    assert view is not None
    hand.wait(lambda: bool(view._learnt), "nothing is remembered")
    line = hand.part(QLineEdit, "memory_words")
    line.setFocus()
    hand.letters(ADDED)
    hand.press("Return")
    hand.wait(lambda: view._keeper.choices.kept == (ADDED,), "a name was not added")
    rows = view.panel.list.rows.rows
    named = next(number for number, row in enumerate(rows) if row.kind == "name")
    name = rows[named].text
    view.panel.list.setFocus()
    view.panel.list.setCurrentIndex(view.panel.list.rows.index(named, 0))
    hand.take("memory")
    hand.press("Delete")
    hand.wait(lambda: view._keeper.choices.forgotten == (name,), "a name was not forgotten")
    last = len(view.panel.list.rows.rows) - 1
    view.panel.list.setCurrentIndex(view.panel.list.rows.index(last, 0))
    hand.press("Return")
    hand.wait(hand.window.page.hasFocus, "the keyboard is not back in the text")
    hand.expect(hand.window.page.textCursor().selectedText() == name, f"{name} was not found in the text")
    hand.take("memory-first")
    for text in (name, ADDED):
        view._keeper.choose_nothing(text)
    hand.press("Ctrl+Shift+D")
    hand.wait(lambda: not view.panel.isVisible(), "the memory stays")
    hand.before, hand.after = hand.text, ""
    hand.go_to_end()
    hand.check("the memory")
