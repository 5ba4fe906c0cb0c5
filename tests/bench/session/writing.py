"""The acts of a session that write: first steps, suggestions, typing help, spelling, drafts."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QPushButton, QSpinBox

from desktop.editor.page.page import Page
from desktop.editor.spelling.my_words import MyWords
from desktop.editor.spelling.page_spelling import MARKS
from desktop.editor.writing.drafting import DraftLength
from tests.bench.session import story
from tests.bench.session.hand import Hand


def first_steps(hand: Hand) -> None:
    """Type, Tab, Esc, Enter in the card of the very first start."""
    line = hand.part(Page, "first_steps_line")
    hand.expect(line.hasFocus(), "the first steps do not have the keyboard")
    hand.letters("It was late")
    hand.wait(lambda: line.ghost.text != "", "the first steps offer nothing")
    hand.take("first-steps")
    kept = f"{line.toPlainText()}{line.ghost.text} "
    hand.press("Tab")
    hand.expect(line.toPlainText() == kept, "Tab did not keep the offer, with a space behind it")
    hand.wait(lambda: line.ghost.text != "", "the first steps offer nothing more")
    hand.press("Esc")
    hand.expect(line.ghost.text == "", "Esc did not send the offer away")
    hand.press("Return")
    hand.expect(hand.window.page.hasFocus(), "the page does not have the keyboard")
    # Seven words are no longer a try, and what was typed of them is three: nothing is taken over.
    hand.check("first steps")


def sample_story(hand: Hand) -> None:
    """Open the sample story with the mouse, and leave it for an empty page."""
    hand.choose("Help", "Open Sample Story")
    hand.wait(lambda: hand.stands.startswith("The Night Ferry"), "the sample story did not come")
    hand.after = hand.stands
    hand.check("sample story")
    hand.press("Ctrl+End")
    hand.before, hand.after = hand.text, ""
    hand.write(" The")
    hand.check("a word into the sample story")
    hand.answering(lambda: hand.press("Ctrl+N"), lambda box: discard(hand, box))
    hand.before = ""
    hand.check("a new text")


def discard(hand: Hand, box: QDialog) -> None:
    """Answer the question what to do with unsaved words."""
    assert isinstance(box, QMessageBox)
    button = box.button(QMessageBox.StandardButton.Discard)
    hand.expect(button is not None, "there is no way to throw words away")
    hand.click(button)


def beginning(hand: Hand) -> None:
    """Type the title and the first paragraph."""
    hand.write(f"{story.TITLE}\n")
    hand.write(f"{story.TIDE}\n")
    hand.check("beginning")


def typing_help(hand: Hand) -> None:
    """Straight quotes, hyphens and dots become those of a book; undo takes one back."""
    for keys, stands in story.TALK:
        hand.write(f"{keys}\n", f"{stands}\n")
    hand.check("typing help")
    start = hand.before
    hand.write('"', "“")
    hand.check("a curly quote")
    hand.press("Ctrl+Z")
    hand.before = f'{start}"'
    hand.check("the straight quote again")
    hand.press("Backspace")
    hand.before = start
    hand.check("no quote")


def ghost_at(hand: Hand, words: str) -> str:
    """Type words and wait for the suggestion behind them, asking for it where none comes by itself."""
    hand.write(words)
    suggester, ghost = hand.window.suggester, hand.window.page.ghost
    hand.wait(lambda: not suggester.is_waiting, "the model did not answer")
    hand.rest(0.2)
    if not ghost.text:
        hand.press("Alt+\\")
        hand.wait(lambda: ghost.text != "", f"nothing is suggested behind {words!r}")
    hand.check(f"a ghost behind “{words[-12:]}”")
    return ghost.text


def suggestions(hand: Hand) -> None:
    """Keep a suggestion with Tab, undo it, keep it again; word by word; another one; send one away."""
    start = hand.before
    ghost = ghost_at(hand, story.OPENED)
    typed = hand.before
    hand.take("suggestion")
    hand.press("Tab")
    hand.before += f"{ghost} "
    hand.check("Tab")
    hand.press("Ctrl+Z")
    hand.before = typed
    hand.check("Undo of what Tab kept")
    hand.press("Ctrl+Shift+Z")
    hand.before += f"{ghost} "
    hand.check("Redo")
    hand.expect(hand.before.startswith(start), "what stood before has changed")
    hand.press("Backspace")
    hand.before = hand.before[:-1]
    hand.write(f"{story.OPENED_ON} ")

    ghost = ghost_at(hand, story.SAT)
    hand.press("Ctrl+Right")
    kept = hand.stands[len(hand.before) :]
    hand.expect(bool(kept) and ghost.startswith(kept.rstrip(" ")), f"of {ghost!r} one word is not {kept!r}")
    hand.before += kept
    hand.check("one word")
    hand.before = hand.before.rstrip(" ")  # the comma takes the place of the space
    hand.write(f"{story.SAT_ON} ")

    ghost_at(hand, story.LOOKED)
    hand.press("Alt+\\")  # all that there is, however sure
    hand.wait(lambda: not hand.window.suggester.is_waiting, "the model did not answer")
    first = hand.window.page.ghost.text
    hand.press("Alt+]")
    second = hand.window.page.ghost.text
    hand.expect(bool(second) and second != first, f"there is no other than {first!r}")
    hand.take("alternative")
    hand.press("Alt+[")
    hand.expect(hand.window.page.ghost.text == first, "the first one did not come back")
    hand.press("Esc")
    hand.expect(hand.window.page.ghost.text == "", "Esc did not send the suggestion away")
    hand.write(f" moon{story.LOOKED_ON}\n")
    hand.check("alternatives")


def continuation(hand: Hand) -> None:
    """Let the story continue, try another one, stop it, and take all of it back with one undo."""
    hand.write(f"{story.RAN}\n")
    start = hand.before
    for keys, what in (("Ctrl+Return", "a continuation"), ("Alt+R", "another continuation")):
        hand.press(keys)
        hand.wait(lambda: not hand.window.continuation.running, "the continuation does not end")
        hand.expect(hand.stands.startswith(start), f"{what} has changed what stood before")
        hand.before = hand.stands
        hand.expect(len(hand.before) > len(start), f"{what} wrote nothing")
        if what == "a continuation":
            hand.take("continuation")
        hand.check(what)
    hand.press("Ctrl+Z")
    hand.before = start
    hand.check("undo of a continuation")


def marked(hand: Hand) -> list[str]:
    """The words that are marked as misspelled."""
    return [mark.cursor.selectedText() for mark in hand.window.page._marks._named.get(MARKS, [])]


def spelling(hand: Hand) -> None:
    """Add a name by right click, and mend a word by F7."""
    keys = story.LANTERN.format(word=story.MISSPELLED)
    hand.write(f"{keys}\n")
    hand.wait(lambda: story.MISSPELLED in marked(hand), "the wrong word is not marked")
    start = hand.before
    place = start.index("Gullen")
    hand.go_to("Gullen")
    hand.wait(lambda: "Gullen" in marked(hand), "the name is not marked, which no dictionary knows")
    open_menu_at(hand, place + 2)
    hand.choose_in_menu("Add to My Words")
    hand.wait(lambda: "Gullen" not in marked(hand), "the added name is marked yet")
    # A right click leaves the cursor where it was.
    hand.check("a word of my own")
    hand.choose("Writing", "My Words")
    words = hand.shown(MyWords)
    hand.take("my-words", words)
    hand.press("Esc")
    hand.back()
    hand.check("my words")
    for _ in range(20):
        hand.press("F7")
        hand.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "F7 opened no menu")
        if hand.window.page.textCursor().selectedText() == story.MISSPELLED:
            break
        hand.press("Esc")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    hand.wait(lambda: menu.activeAction() is not None, "nothing similar was found")
    hand.take("spelling", menu)
    hand.expect(menu.activeAction().text() == story.MEANT, f"F7 offers {menu.activeAction().text()!r}")
    hand.press("Return")
    at = start.index(story.MISSPELLED)
    hand.before = start[:at] + story.MEANT
    hand.after = start[at + len(story.MISSPELLED) :]
    hand.check("F7")
    hand.go_to_end()
    hand.write(f"{story.INSIDE}\n")
    hand.check("the stair")


def open_menu_at(hand: Hand, position: int) -> None:
    """Right click on a wrong word, and wait for what it may have been meant for."""
    page = hand.window.page
    cursor = QTextCursor(page.document())
    cursor.setPosition(position)
    hand.context_menu(page.viewport(), page.cursorRect(cursor).center() + QPoint(1, 0))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    hand.wait(lambda: all(one.objectName() != "waiting" for one in menu.actions()), "no similar words")


def draft(hand: Hand) -> None:
    """A draft of some words, in which nothing can be deleted; leave it after a question."""
    hand.press("Ctrl+Shift+P")
    hand.letters("drafting")
    hand.press("Return")
    dialog = hand.shown(DraftLength)
    box = next(one for one in dialog.findChildren(QSpinBox) if one.accessibleName() == "Minutes")
    box.setFocus()
    hand.press("Ctrl+A")
    hand.letters("20")
    hand.take("draft-length", dialog)
    hand.press("Return")
    hand.back()
    drafting = hand.window.writing.drafting
    hand.wait(lambda: drafting.is_on, "the draft did not begin")
    first, second, rest = story.DRAFT.split(". ", 2)
    hand.write(f"{first}. ")
    for keys in ("Backspace", "Ctrl+Z", "Left", "Delete", "Ctrl+A"):
        hand.press(keys)
        hand.check(f"{keys} in a draft")
    hand.write(f"{second}. {rest}\n")
    hand.expect(drafting.state.startswith(("Draft: 19:", "Draft: 20:00")), f"{drafting.state!r}")
    hand.take("draft")
    hand.answering(lambda: hand.choose("Writing", "Drafting Mode"), lambda box: leave(hand, box))
    hand.expect(not drafting.is_on, "the draft did not end")
    hand.press("Backspace")
    hand.before = hand.before[:-1]
    hand.check("Backspace behind a draft")
    hand.press("Return")
    hand.before += "\n"


def leave(hand: Hand, box: QDialog) -> None:
    """Leave drafting mode."""
    button = next(one for one in box.findChildren(QPushButton) if one.text() == "Leave")
    hand.click(button)


def middle(hand: Hand) -> None:
    """Write the talk with the old woman, and what Edda saw."""
    for keys, stands in story.KEEPER:
        hand.write(f"{keys}\n", f"{stands}\n")
    hand.write(f"{story.CHOICE}\n")
    hand.check("middle")


def ending(hand: Hand) -> None:
    """Write the end."""
    hand.write(f"{story.END}\n")
    for (keys, stands), end in ((story.LAST, "\n"), (story.ANSWER, "")):
        hand.write(keys + end, stands + end)
    hand.check("ending")
