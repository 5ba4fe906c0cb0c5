"""The acts of a session that look: focus, full screen, themes, measures, goals, statistics, files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
)

from desktop.editor.goals.goals_dialog import GoalsDialog
from desktop.editor.statistics.statistics import Statistics
from tests.bench.session.finding import choose, option, run
from tests.bench.session.hand import Hand

THEMES = ("light", "dark", "sepia", "contrast")
OWN = (("own_paper", "#1d2b2a"), ("own_ink", "#e7dfc8"), ("own_ghost", "#d98f5c"))


def focus(hand: Hand) -> None:
    """Each kind of focus by F8, and none again."""
    hand.go_to("Edda counted")
    kinds = []
    for _ in range(4):
        hand.press("F8")
        kinds.append(hand.window.settings.choices.focus)
        hand.check(f"focus on {kinds[-1]}")
        if kinds[-1] in ("sentence", "paragraph"):
            hand.take(f"focus-{kinds[-1]}")
    hand.expect(kinds == ["sentence", "paragraph", "line", "off"], f"F8 goes through {kinds}")


def typewriter(hand: Hand) -> None:
    """The line that is written stays at one height."""
    hand.choose("View", "Typewriter Scrolling")
    page = hand.window.page
    hand.rest(0.3)
    middle = page.cursorRect().center().y() / page.viewport().height()
    hand.expect(0.4 < middle < 0.6, f"the line is at {middle:.0%} of the height")
    hand.check("typewriter")


def full_screen(hand: Hand) -> None:
    """Nothing but the page, with the focus on a sentence."""
    size = hand.window.size()
    hand.press("F8")
    hand.point(hand.window.page)  # at the top edge the pointer would bring the menu
    hand.press("F11")
    window = hand.window
    hand.wait(window.isFullScreen, "the window does not fill the screen")
    bars = (window.menuBar(), window.status)
    hand.wait(lambda: not any(bar.isVisible() for bar in bars), "the bars are still there")
    hand.take("full-screen")
    hand.press("F11")
    hand.wait(lambda: not window.isFullScreen(), "the window still fills the screen")
    hand.wait(lambda: all(bar.isVisible() for bar in bars), "the bars did not come back")
    hand.press("F8", 3)
    hand.choose("View", "Typewriter Scrolling")
    hand.wait(lambda: window.size() == size, "the window has another size than before")
    hand.check("full screen")


def themes(hand: Hand) -> None:
    """Each theme in its turn."""
    hand.press("Ctrl+Home")
    hand.before, hand.after = "", hand.text
    for theme in THEMES:
        run(hand, "next theme")
        chosen = hand.window.settings.choices.theme
        hand.expect(chosen == theme, f"the theme is {chosen}, not {theme}")
        hand.take(f"theme-{theme}")
        hand.check(f"theme {theme}")
    hand.tile("themes", len(THEMES))


def own_colours(hand: Hand) -> None:
    """Colours of one's own, by their numbers."""
    choose(hand, "theme", "theme", "own")
    for name, number in OWN:
        words = {"own_paper": "background", "own_ink": "colours text", "own_ghost": "colours suggestions"}[
            name
        ]
        option(hand, words, QPushButton, name)
        hand.press("Space")
        dialog = hand.shown(QColorDialog)
        fields = [one for one in dialog.findChildren(QLineEdit) if one.text().startswith("#")]
        hand.expect(len(fields) == 1, "there is no field for the number of a colour")
        fields[0].setFocus()
        hand.press("Ctrl+A")
        hand.letters(number)
        hand.press("Return")
        chosen = getattr(hand.window.settings.choices, name)
        hand.expect(chosen == number, f"{name} is {chosen!r}")
        hand.press("Esc")
        hand.back()
    hand.take("theme-own")
    hand.check("own colours")
    choose(hand, "theme", "theme", "light")


def page_look(hand: Hand) -> None:
    """A wider spacing, an indent, a narrower column, larger letters."""
    for words, kind, name, typed, value in (
        ("line spacing", QDoubleSpinBox, "line_spacing", "1.6", 1.6),
        ("line width", QSpinBox, "column_characters", "60", 60),
        ("indent", QSpinBox, "first_line_indent", "3", 3),
        ("space between", QDoubleSpinBox, "paragraph_spacing", "0", 0.0),
    ):
        dialog, _ = option(hand, words, kind, name)
        hand.press("Ctrl+A")
        hand.letters(typed)
        chosen = getattr(hand.window.settings.choices, name)
        hand.expect(chosen == value, f"{name} is {chosen}")
        if name == "first_line_indent":
            hand.take("page-look", dialog)
        hand.press("Esc")
        hand.back()
    size = hand.window.settings.choices.font_points
    hand.press("Ctrl++")
    hand.expect(hand.window.settings.choices.font_points > size, "the letters did not grow")
    hand.take("page")
    hand.press("Ctrl+0")
    hand.check("page look")


def goals(hand: Hand) -> None:
    """Goals of the day, the session and the story, and the quiet bar."""
    hand.choose("Story", "Goals")
    dialog = hand.shown(GoalsDialog)
    for name, words in (("day_goal", "700"), ("session_goal", "600"), ("story_goal", "40000")):
        box = hand.part(QSpinBox, name, dialog)
        hand.click(box)
        hand.press("Ctrl+A")
        hand.letters(words)
    by = hand.part(QCheckBox, "by", dialog)
    by.setFocus()
    hand.press("Space")
    hand.expect(by.isChecked(), "the last day is not wanted")
    hand.take("goals", dialog)
    hand.press("Return")
    hand.back()
    bar = hand.window.goals.bar
    hand.expect(bar.isVisible() and " / 700" in bar.text(), f"the bar says {bar.text()!r}")
    hand.go_to_end()
    hand.check("goals")


def statistics(hand: Hand) -> None:
    """The days, what was suggested on them, and the text."""
    hand.press("Ctrl+Shift+T")
    window = hand.shown(Statistics)
    hand.take("statistics-days", window)
    hand.press("Ctrl+Tab")
    hand.expect(window.ghosts.isVisible(), "the figures of suggestions are not shown")
    ghosts = hand.desk.progress.of_today.ghosts
    hand.expect(ghosts.shown > 0, "no suggestion was counted")
    hand.expect(0 < ghosts.taken <= ghosts.shown, f"{ghosts.taken} were kept of {ghosts.shown}")
    hand.take("statistics-suggestions", window)
    hand.press("Ctrl+Tab")
    hand.wait(lambda: not window.text.reading.is_reading, "the text is read for ever")
    hand.expect(window.text.isVisible(), "the figures of the text are not shown")
    hand.take("statistics-text", window)
    hand.press("Esc")
    hand.back()
    hand.check("statistics")


# --- files -----------------------------------------------------------------------------------------------


def naming(hand: Hand, path: Path) -> Callable[[QDialog], None]:
    """Answer a file dialog with a name."""

    def answer(dialog: QDialog) -> None:
        field = hand.part(QLineEdit, "fileNameEdit", dialog)
        field.setFocus()
        hand.press("Ctrl+A")
        hand.letters(str(path))
        hand.press("Return")

    return answer


def save(hand: Hand, path: Path) -> None:
    """Save under a name, by the system's dialog."""
    hand.answering(lambda: hand.press("Ctrl+S"), naming(hand, path))
    hand.wait(lambda: not hand.window.page.document().isModified(), "the text was not saved")
    hand.expect(
        path.read_text(encoding="utf-8").rstrip("\n") == hand.text.rstrip("\n"), "the file is another"
    )
    hand.check("save")


def change_and_close(hand: Hand, path: Path) -> None:
    """Write on, close the window and save when asked."""
    hand.write("\nThe End")

    def answer(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        hand.click(box.button(QMessageBox.StandardButton.Save))

    window = hand.window
    hand.answering(lambda: hand.press("Ctrl+W"), answer)
    hand.wait(lambda: window not in hand.desk.windows, "the window did not close")
    hand.expect(path.read_text(encoding="utf-8").rstrip("\n") == hand.text, "the file is another")


def reopen(hand: Hand, path: Path) -> None:
    """Open it again, in a desk that was started anew; what was chosen is still so."""
    hand.before, hand.after = "", hand.text
    hand.answering(lambda: hand.press("Ctrl+O"), naming(hand, path))
    hand.wait(lambda: hand.stands == hand.text, "the file was not opened")
    choices = hand.window.settings.choices
    hand.expect(choices.keys.get("typewriter") == "Ctrl+Alt+Y", "the keys were forgotten")
    hand.expect((choices.day_goal, choices.line_spacing) == (700, 1.6), "choices were forgotten")
    hand.wait(lambda: "40,000" in hand.window.goals.bar.toolTip(), "the story's goal was forgotten")
    hand.expect("Gullen" in hand.desk.speller.own_words, "the writer's word was forgotten")
    hand.go_to_end()
    hand.check("open")
    hand.take("opened-again")
