"""Find and replace by its keys, in a whole window."""

from PySide6.QtCore import Qt

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_keys(window, page, writer, qtbot) -> None:
    writer.put("a cat, a cat", "a cat")
    bar = window.finding.bar
    writer.control(Qt.Key.Key_F)
    assert bar.isVisible()
    assert bar.replacement.isHidden()
    qtbot.keyClicks(bar.words, "cat")
    qtbot.waitUntil(lambda: bar.state.text() == "2 of 2")
    qtbot.keyClick(bar.words, Qt.Key.Key_F3)
    assert page.textCursor().selectionStart() == 2
    assert window.status.remark.text() == "Gone on from the beginning."
    qtbot.keyClick(bar.words, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert bar.replacement.isVisible()
    bar.replacement.setText("dog")
    bar.replace_all_button.click()
    qtbot.waitUntil(lambda: writer.text == "a dog, a dog")
    assert "2 places replaced" in window.status.remark.text()
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert page.hasFocus()
    writer.undo()
    assert writer.text == "a cat, a cat"
    writer.press(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: page.textCursor().selectedText() == "cat")
    writer.press(Qt.Key.Key_F3, SHIFT)
    assert page.textCursor().selectedText() == "cat"


def test_esc_on_the_page_closes_the_bar_after_the_ghost(window, page, writer) -> None:
    writer.put("opened the")
    writer.control(Qt.Key.Key_F)
    page.setFocus()
    page.ghost.show(" house")
    writer.press(Qt.Key.Key_Escape)
    assert page.ghost.text == ""
    assert window.finding.bar.isVisible()
    writer.press(Qt.Key.Key_Escape)
    assert window.finding.bar.isHidden()


def test_undo_in_the_bar_is_the_bars(window, page, writer, qtbot) -> None:
    writer.type("text")
    writer.control(Qt.Key.Key_F)
    qtbot.keyClicks(window.finding.bar.words, "cat")
    qtbot.keyClick(window.finding.bar.words, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert writer.text == "text"
    assert window.finding.bar.words.text() != "cat"


def test_windows_share_what_was_looked_for(desk, window, writer, qtbot) -> None:
    writer.put("a cat")
    writer.control(Qt.Key.Key_F)
    qtbot.keyClicks(window.finding.bar.words, "cat")
    qtbot.keyClick(window.finding.bar.words, Qt.Key.Key_Return)
    second = desk.new_window()
    second.finding.bar.open()
    qtbot.keyClick(second.finding.bar.words, Qt.Key.Key_Up)
    assert second.finding.bar.words.text() == "cat"


def test_replacing_ends_a_composition_and_keeps_its_words(window, page, writer, qtbot) -> None:
    from PySide6.QtGui import QInputMethodEvent

    writer.put("a cat ")
    page.inputMethodEvent(QInputMethodEvent("zhong", []))
    writer.control(Qt.Key.Key_F)
    assert not page.is_composing
    qtbot.keyClicks(window.finding.bar.words, "cat")
    qtbot.waitUntil(lambda: window.finding.bar.state.text() == "1 of 1")
    assert writer.text == "a cat "


def test_nothing_is_replaced_in_a_draft(window, page, writer, qtbot) -> None:
    writer.put("a cat, a cat")
    window.writing.drafting.begin()
    writer.control(Qt.Key.Key_H)
    bar = window.finding.bar
    bar.words.setText("cat")
    bar.replacement.setText("dog")
    qtbot.waitUntil(lambda: bar.finder.count == 2)
    bar.replace_button.click()
    bar.replace_all_button.click()
    qtbot.wait(50)
    assert writer.text == "a cat, a cat"
    assert page.textCursor().position() == len("a cat, a cat")
    assert "only goes forward" in window.status.remark.text()
    window.writing.drafting.end()
