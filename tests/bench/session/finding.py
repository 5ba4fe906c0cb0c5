"""The acts of a session that find: words, expressions, commands, options, keys, parts of the window."""

import re
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QComboBox, QKeySequenceEdit, QLineEdit, QSlider, QWidget

from desktop.editor.palette.palette import Palette
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.window.help import KeysSheet
from tests.bench.session.hand import Hand

Control = TypeVar("Control", bound=QWidget)
CLOCKS, NAME = "clock", "Gullen"


def find(hand: Hand) -> None:
    """Find words, go on to the next place and the one before."""
    hand.press("Ctrl+Home")
    hand.before, hand.after = "", hand.text
    bar = hand.window.finding.bar
    hand.press("Ctrl+F")
    hand.letters(CLOCKS)
    places = [found.start() for found in re.finditer(CLOCKS, hand.text, re.IGNORECASE)]
    hand.wait(lambda: bar.state.text() == f"1 of {len(places)}", f"the bar says {bar.state.text()!r}")
    hand.press("Return")
    hand.expect(bar.state.text() == f"2 of {len(places)}", f"the bar says {bar.state.text()!r}")
    hand.press("F3")
    hand.press("Shift+F3")
    hand.take("find")
    hand.press("Esc")
    hand.expect(hand.window.page.textCursor().selectedText().lower() == CLOCKS, "the place is not selected")
    end = places[1] + len(CLOCKS)
    hand.before, hand.after = hand.text[:end], hand.text[end:]
    hand.check("find")


def replace(hand: Hand) -> None:
    """Replace by a regular expression, all at once; one undo takes it back."""
    text = hand.text
    hand.press("Ctrl+Home")
    hand.before, hand.after = "", text
    bar = hand.window.finding.bar
    hand.press("Ctrl+H")
    hand.press("Ctrl+A")
    hand.click(bar.expression)
    hand.letters(r"\b(old|small) (\w+")
    hand.wait(lambda: bar.trouble.isVisible(), "nothing is said of a wrong expression")
    hand.take("wrong-expression")
    hand.letters(")")
    pattern = r"\b(old|small) (\w+)"
    count = len(re.findall(pattern, text))
    hand.wait(lambda: bar.finder.count == count, f"{bar.finder.count} found, not {count}")
    hand.press("Tab")
    hand.letters(r"very \1 \2")
    hand.take("replace")
    hand.click(bar.replace_all_button)
    replaced = re.sub(pattern, r"very \1 \2", text)
    hand.wait(lambda: hand.stands == replaced, "not all was replaced")
    hand.press("Esc")
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.stands == text, "one undo did not take all of it back")
    hand.go_to_end()
    hand.check("replace all, and undo")


def palette(hand: Hand) -> None:
    """Find a command by a few of its letters, and do it."""
    panel = hand.part(Palette, "command_palette")
    hand.press("Ctrl+Shift+P")
    hand.letters("spel")
    hand.take("palette")
    hand.press("Esc")
    hand.expect(not panel.isVisible() and hand.window.page.hasFocus(), "the palette is still there")
    before = hand.window.settings.choices.typewriter
    run(hand, "typewriter scr")
    hand.expect(hand.window.settings.choices.typewriter != before, "the palette did nothing")
    run(hand, "typewriter scr")
    hand.check("palette")


def run(hand: Hand, words: str) -> None:
    """Do by the palette what some letters find first."""
    hand.press("Ctrl+Shift+P")
    hand.letters(words)
    hand.press("Return")


def option(hand: Hand, words: str, kind: type[Control], name: str) -> tuple[Preferences, Control]:
    """Open the preferences, search, and give the keyboard to an option by Tab."""
    hand.press("Ctrl+,")
    dialog = hand.shown(Preferences)
    hand.letters(words)
    control = hand.part(kind, name, dialog)
    hand.expect(control.isVisible(), f"{words!r} does not find {name}")
    for _ in range(40):
        if control.hasFocus():
            break
        hand.press("Tab")
    hand.expect(control.hasFocus(), f"Tab does not come to {name}")
    return dialog, control


def quotes(hand: Hand) -> None:
    """Choose curly quotes, dashes and ellipses, whatever the page has."""
    for words, name in (
        ("curly", "smart_quotes"),
        ("dashes", "smart_dashes"),
        ("ellipses", "smart_ellipses"),
    ):
        choose(hand, words, name, "on")
    hand.check("quotes chosen")


def choose(hand: Hand, words: str, name: str, value: str, picture: str = "") -> None:
    """Choose one of several values by keys, in the preferences."""
    dialog, combo = option(hand, words, QComboBox, name)
    hand.press("Home")
    hand.press("Down", combo.findData(value))
    chosen = getattr(hand.window.settings.choices, name)
    hand.expect(chosen == value, f"{name} is {chosen!r}, not {value!r}")
    if picture:
        hand.take(picture, dialog)
    hand.press("Esc")
    hand.back()


def quieter_ghosts(hand: Hand) -> None:
    """After a pause, at word starts, and only on request; then as before."""
    ghost = hand.window.page.ghost
    start = hand.before
    dialog, slider = option(hand, "pause", QSlider, "ghost_pause")
    hand.press("Right", 5)
    hand.expect(slider.value() == 5, "the slider did not move")
    hand.take("preferences-search", dialog)
    hand.press("Esc")
    hand.back()
    choose(hand, "where words begin", "ghost_at", "words")
    hand.write("The old wom")
    hand.rest(1.0)
    hand.expect(ghost.text == "", "a suggestion in the middle of a word")
    choose(hand, "when I ask", "ghost_at", "asked")
    hand.write("an looked at the ")
    hand.rest(1.0)
    hand.expect(ghost.text == "", "a suggestion that nobody asked for")
    hand.press("Alt+\\")
    hand.wait(lambda: ghost.text != "", "no suggestion when asked")
    hand.press("Esc")
    choose(hand, "when I ask", "ghost_at", "letters")
    option(hand, "pause", QSlider, "ghost_pause")
    hand.press("Home")
    hand.press("Esc")
    hand.back()
    hand.check("quieter ghosts")
    hand.press("Ctrl+Backspace", 6)
    hand.before = start
    hand.check("the words gone again")


def key_sheet(hand: Hand) -> None:
    """Look at the keys."""
    hand.press("F1")
    sheet = hand.shown(KeysSheet)
    hand.take("keys", sheet)
    hand.press("Esc")
    hand.back()
    hand.check("keys at a glance")


def rebind(hand: Hand) -> None:
    """Give a command other keys, and use them."""
    dialog, _ = option(hand, "typewriter scr", QKeySequenceEdit, "keys_typewriter")
    hand.press("Ctrl+Alt+Y")
    bound = hand.window.settings.choices.keys.get("typewriter")
    hand.expect(bound == "Ctrl+Alt+Y", f"the keys are {bound!r}")
    hand.take("rebinding", dialog)
    hand.rest(1.2)  # the field waits for more keys
    close = dialog.findChild(QLineEdit, "search")
    assert isinstance(close, QLineEdit)
    hand.click(close)
    hand.press("Esc")
    hand.back()
    before = hand.window.settings.choices.typewriter
    hand.press("Ctrl+Alt+Y")
    hand.expect(hand.window.settings.choices.typewriter != before, "the new keys do nothing")
    hand.press("Ctrl+Alt+Y")
    hand.check("other keys")


def round_by_key(hand: Hand) -> None:
    """Go round the parts of the window by F6, and back again; Esc leads to the page."""
    hand.press("Ctrl+F")
    hand.press("F6")
    page = hand.window.page
    seen: list[QWidget] = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        hand.expect(
            bool(focused.accessibleName() or getattr(focused, "text", str)()), f"{focused} has no name"
        )
        hand.press("F6")
    hand.expect(len(seen) == 4 and page in seen, f"F6 goes to {seen}")
    for widget in reversed(seen):
        hand.press("Shift+F6")
        hand.expect(QApplication.focusWidget() is widget, f"Shift+F6 does not go to {widget}")
    while QApplication.focusWidget() is page:
        hand.press("F6")
    hand.press("Esc")
    if hand.window.finding.bar.isVisible():
        hand.expect(page.hasFocus(), "Esc does not lead to the page")
        hand.press("Esc")
    hand.expect(page.hasFocus() and not hand.window.finding.bar.isVisible(), "Esc did not close the bar")
    hand.go_to_end()
    hand.check("round by F6")
