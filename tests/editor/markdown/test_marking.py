"""Marks by key: what changes in a line, and in a real window in one undo step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.editor.markdown.marking import going_on, word_at
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer

CONTROL = Qt.KeyboardModifier.ControlModifier


def select(writer: Writer, words: str) -> None:
    start = writer.text.index(words)
    writer.select(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "selected", "key", "after"),
    [
        ("She ran home.", "ran", Qt.Key.Key_I, "She *ran* home."),
        ("She ran home.", " ran ", Qt.Key.Key_B, "She **ran** home."),
        ("She *ran* home.", "ran", Qt.Key.Key_I, "She ran home."),
        ("She *ran* home.", "*ran*", Qt.Key.Key_I, "She ran home."),
        ("She _ran_ home.", "ran", Qt.Key.Key_I, "She ran home."),
        ("She **ran** home.", "ran", Qt.Key.Key_I, "She ***ran*** home."),
        ("She ***ran*** home.", "ran", Qt.Key.Key_B, "She *ran* home."),
        ("She ***ran*** home.", "ran", Qt.Key.Key_I, "She **ran** home."),
        ("One.\n\nTwo.", "One.\n\nTwo.", Qt.Key.Key_I, "*One.*\n\n*Two.*"),
        ("*One.*\n\nTwo.", "*One.*\n\nTwo.", Qt.Key.Key_I, "*One.*\n\n*Two.*"),
        ("*One.*\n\n*Two.*", "One.*\n\n*Two.", Qt.Key.Key_I, "One.\n\nTwo."),
        ("> Said so.", "> Said so.", Qt.Key.Key_B, "> **Said so.**"),
        ("- An item", "- An item", Qt.Key.Key_I, "- *An item*"),
        ("# Head", "# Head", Qt.Key.Key_I, "# *Head*"),
        ("🜁 é 🜁b", "é 🜁", Qt.Key.Key_B, "🜁 **é 🜁**b"),
    ],
)
def test_what_is_selected_is_marked(
    window: Window, writer: Writer, text: str, selected: str, key: Qt.Key, after: str
) -> None:
    writer.put(text)
    cursor = window.page.textCursor()
    before, words = text.split(selected)[0], selected
    units = [len(part.encode("utf-16-le")) // 2 for part in (before, words)]
    cursor.setPosition(units[0])
    cursor.setPosition(sum(units), cursor.MoveMode.KeepAnchor)
    window.page.setTextCursor(cursor)
    writer.control(key)
    assert writer.text == after
    writer.undo()
    assert writer.text == text


def test_a_second_press_takes_them_away(window: Window, writer: Writer) -> None:
    writer.put("She ran home.")
    select(writer, "ran")
    writer.control(Qt.Key.Key_B)
    assert window.page.textCursor().selectedText() == "ran"
    writer.control(Qt.Key.Key_B)
    assert writer.text == "She ran home."
    assert window.page.textCursor().selectedText() == "ran"


def test_without_a_selection_it_is_the_word(window: Window, writer: Writer) -> None:
    writer.put("She ran home.", "ra")
    writer.control(Qt.Key.Key_I)
    assert writer.text == "She *ran* home."
    writer.type("i")
    assert writer.text == "She *rain* home."
    writer.put("She ran", "She ran")
    writer.control(Qt.Key.Key_I)
    writer.type("g")
    assert writer.text == "She *rang*"


def test_between_words_the_cursor_stands_between_marks(window: Window, writer: Writer) -> None:
    writer.put("She ")
    writer.control(Qt.Key.Key_B)
    writer.type("ran")
    assert writer.text == "She **ran**"


def test_headings_by_key(window: Window, writer: Writer) -> None:
    writer.put("The ford\n\nText.", "The")
    writer.control(Qt.Key.Key_2)
    assert writer.text == "## The ford\n\nText."
    writer.control(Qt.Key.Key_1)
    assert writer.text == "# The ford\n\nText."
    writer.control(Qt.Key.Key_1)
    assert writer.text == "The ford\n\nText."
    writer.undo()
    assert writer.text == "# The ford\n\nText."
    writer.control(Qt.Key.Key_4)
    assert writer.text == "The ford\n\nText."
    writer.put("The ford\n---\n\nText.", "The")
    writer.control(Qt.Key.Key_1)
    assert writer.text == "# The ford\n\nText."


def test_lists_go_on(window: Window, writer: Writer) -> None:
    window.actions_["markdown"].trigger()
    writer.put("- One")
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "- One\n- "
    writer.undo()
    assert writer.text == "- One"
    writer.press(Qt.Key.Key_Return)
    writer.type("Two")
    writer.press(Qt.Key.Key_Return)
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "- One\n- Two\n"
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "- One\n- Two\n\n"


def test_in_plain_text_return_is_return(window: Window, writer: Writer) -> None:
    writer.put("- One")
    writer.press(Qt.Key.Key_Return)
    assert writer.text == "- One\n"


def test_a_draft_takes_no_marks(window: Window, writer: Writer) -> None:
    writer.put("She ran")
    window.page.forward_only.begin()
    writer.control(Qt.Key.Key_I)
    QApplication.processEvents()
    assert writer.text == "She ran"


def test_what_an_item_goes_on_with() -> None:
    assert going_on("9. a", 4) == "10. "
    assert going_on("  * a", 5) == "  * "
    assert going_on("> a", 3) == "> "
    assert going_on("- ", 2) == ""
    assert going_on("- a", 1) is None
    assert going_on("999. a", 6) is None
    assert going_on("plain", 5) is None
    assert word_at("it's so", 2) == (0, 4)
    assert word_at("a  b", 2) is None
