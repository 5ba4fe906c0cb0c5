"""The act of a session that learns: an earlier work, what is suggested from it, and that it goes again."""

import os
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QPushButton, QTableWidget

from tests.bench.session.hand import Hand
from tests.bench.session.looking import naming

NAME, BEGUN = "Threlfall", 4  # the letters of it that are typed
EARLIER = "Letters to the Harbour"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def letters() -> str:
    """An earlier work, in which one name comes again and again."""
    return "\n\n".join(
        f"On {day} old {NAME} rowed out past the lamp, and counted {number} gulls before {NAME} came home."
        for number in range(2, 9)
        for day in DAYS
    )


def earlier_works(hand: Hand) -> None:
    """Add an earlier work, let its name be suggested, and take it from the shelf again."""
    start = hand.before
    path = Path(os.environ["INKLING_DATA"]).parent / f"{EARLIER}.md"
    path.write_text(letters(), encoding="utf-8")
    hand.choose("Suggestions", "Learn My Writing")
    dialog = hand.window.learning.dialog
    assert dialog is not None
    hand.wait(dialog.isVisible, "the dialog was not shown")
    hand.answering(lambda: hand.click(hand.part(QPushButton, "add_files", dialog)), naming(hand, path))
    table = hand.part(QTableWidget, "works", dialog)
    hand.wait(lambda: table.rowCount() == 1, "the work was not added")
    hand.wait(lambda: hand.desk.training.can_train is not None, "nobody looked for the trainer")
    hand.take("learn-my-writing", dialog)
    hand.wait(lambda: len(hand.desk.works.texts) == 1, "its text is not at hand")
    hand.expect(hand.part(QCheckBox, "use_works", dialog).isChecked(), "it is not used")
    dialog.close()
    hand.to_front(hand.window)
    hand.window.page.setFocus()
    hand.rest(1.0)  # the model reads it meanwhile
    hand.write(f" Nobody had told old {NAME[:BEGUN]}")
    ghost = hand.window.page.ghost
    hand.press("Alt+\\")
    hand.wait(lambda: ghost.text.startswith(NAME[BEGUN:]), "its name is not suggested")
    hand.take("earlier-work-suggested")
    hand.press("Escape")
    hand.press("Backspace", len(hand.before) - len(start))
    hand.before = start
    hand.check("an earlier work's name is suggested")
    hand.choose("Suggestions", "Learn My Writing")
    dialog = hand.window.learning.dialog
    assert dialog is not None
    table = hand.part(QTableWidget, "works", dialog)
    hand.click(table.viewport(), table.visualRect(table.model().index(0, 0)).center())
    hand.click(hand.part(QPushButton, "remove_works", dialog))
    hand.wait(lambda: table.rowCount() == 0, "the work is still on the shelf")
    hand.wait(lambda: not hand.desk.works.texts, "its text is still at hand")
    dialog.close()
    hand.to_front(hand.window)
    hand.window.page.setFocus()
    hand.check("earlier works")
