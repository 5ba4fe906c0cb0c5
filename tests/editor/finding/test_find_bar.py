"""Finding and replacing with the bar, as a writer does."""

import pytest
from PySide6.QtCore import Qt

from desktop.editor.page.long_paragraphs import LONGEST, is_continuation

TEXT = "The cat sat.\nA cat and a Cat.\nConcat the cats."
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_words_are_found_while_they_are_typed(seeker) -> None:
    seeker.put(TEXT)
    seeker.find("c")
    assert seeker.selected == (4, 5)
    seeker.qtbot.keyClicks(seeker.bar.words, "at")
    seeker.wait()
    assert seeker.selected == (4, 7)
    assert seeker.bar.state.text() == "1 of 5"
    assert seeker.marked == ["cat", "cat", "Cat", "cat", "cat"]


def test_screen_readers_hear_where_one_is_once_it_stays_so(seeker) -> None:
    seeker.put(TEXT)
    heard: list[str] = []
    seeker.bar.counted.connect(heard.append)
    seeker.find("cat")
    seeker.press(Qt.Key.Key_Return)
    seeker.qtbot.waitUntil(lambda: heard[-1:] == ["2 of 5"])


def test_enter_goes_on_and_shift_enter_goes_back_round_the_text(seeker) -> None:
    seeker.put("a cat, a cat")
    remarks: list[str] = []
    seeker.bar.told.connect(remarks.append)
    seeker.find("cat")
    assert seeker.selected == (2, 5)
    seeker.press(Qt.Key.Key_Return)
    assert seeker.selected == (9, 12)
    seeker.press(Qt.Key.Key_Enter)
    assert (seeker.selected, remarks) == ((2, 5), ["Gone on from the beginning."])
    seeker.press(Qt.Key.Key_Return, SHIFT)
    assert (seeker.selected, remarks[1:]) == ((9, 12), ["Gone on from the end."])
    seeker.press(Qt.Key.Key_Return, SHIFT)
    assert seeker.selected == (2, 5)


def test_the_search_begins_at_the_cursor_and_esc_stays_there(seeker) -> None:
    seeker.put("a cat, a cat", 4)
    seeker.find("cat")
    assert seeker.selected == (9, 12)
    seeker.press(Qt.Key.Key_Escape)
    assert seeker.bar.isHidden()
    assert seeker.page.hasFocus()
    assert seeker.selected == (9, 12)
    assert seeker.marked == []


def test_what_is_not_there_leaves_the_cursor_where_it_was(seeker) -> None:
    seeker.put("a cat, a cat", 4)
    seeker.find("cat")
    seeker.qtbot.keyClicks(seeker.bar.words, "x")
    seeker.wait()
    assert seeker.bar.state.text() == "not found"
    assert seeker.selected == (4, 4)
    assert not seeker.bar.next_button.isEnabled()


def test_a_selection_becomes_the_words(seeker) -> None:
    seeker.put(TEXT, 15, 18)
    seeker.bar.open()
    seeker.wait()
    assert seeker.bar.words.text() == "cat"
    assert (seeker.selected, seeker.bar.state.text()) == ((15, 18), "2 of 5")


def test_words_in_the_bar_are_kept_when_a_line_to_replace_is_added(seeker) -> None:
    seeker.put(TEXT)
    seeker.find("cat")
    seeker.bar.words.setText("sat")
    seeker.bar.open_to_replace()
    assert seeker.bar.words.text() == "sat"


def test_opening_the_bar_again_moves_nothing(seeker) -> None:
    seeker.put("a cat, a cat")
    seeker.find("cat")
    seeker.press(Qt.Key.Key_Escape)
    seeker.select(0, 0)
    seeker.bar.open()
    seeker.wait()
    assert (seeker.selected, seeker.bar.state.text()) == ((0, 0), "2 found")
    assert seeker.bar.words.selectedText() == "cat"


def test_a_selection_over_paragraphs_is_where_to_search(seeker) -> None:
    seeker.put(TEXT, 8, 29)
    seeker.bar.open_to_replace()
    seeker.bar.replacement.setText("dog")
    seeker.qtbot.keyClicks(seeker.bar.words, "cat")
    seeker.wait()
    assert seeker.bar.in_selection.isChecked()
    assert seeker.finder.count == 2
    seeker.replace_all()
    assert seeker.page.toPlainText() == "The cat sat.\nA dog and a dog.\nConcat the cats."
    seeker.bar.in_selection.click()
    seeker.wait()
    assert seeker.finder.count == 3


def test_the_switches(seeker) -> None:
    seeker.put(TEXT)
    seeker.find("cat")
    seeker.bar.case.click()
    seeker.wait()
    assert seeker.finder.count == 4
    seeker.bar.whole_words.click()
    seeker.wait()
    assert seeker.finder.count == 2
    seeker.bar.words.setText("c.t|sat\\.\\nA")
    seeker.wait()
    assert seeker.finder.count == 0
    seeker.bar.whole_words.click()
    seeker.bar.expression.click()
    seeker.wait()
    assert seeker.finder.count == 5


def test_an_expression_that_means_nothing_is_told(seeker) -> None:
    seeker.put(TEXT)
    seeker.bar.expression.click()
    seeker.find("(cat")
    assert "a bracket ( is never closed" in seeker.bar.trouble.text()
    assert seeker.bar.trouble.isVisible()
    seeker.qtbot.keyClicks(seeker.bar.words, ")")
    seeker.wait()
    assert seeker.bar.trouble.isHidden()
    assert seeker.finder.count == 5


def test_replace_goes_from_place_to_place(seeker) -> None:
    seeker.put("cat cat cat")
    seeker.find("cat", "caterpillar")
    for text in ("caterpillar cat cat", "caterpillar caterpillar cat"):
        seeker.bar.replace_button.click()
        seeker.qtbot.waitUntil(lambda text=text: seeker.page.toPlainText() == text)
    assert seeker.selected == (24, 27)
    seeker.page.undo()
    assert seeker.page.toPlainText() == "caterpillar cat cat"


@pytest.mark.parametrize("name", ["replace", "replace_all"])
def test_in_a_draft_nothing_is_replaced(seeker, name: str) -> None:
    seeker.put("cat cat", 7)
    seeker.find("cat", "dog")
    seeker.page.forward_only.begin()
    getattr(seeker.bar, name)()
    seeker.wait()
    seeker.qtbot.wait(100)
    assert seeker.page.toPlainText() == "cat cat"


def test_enter_in_the_second_line_replaces(seeker) -> None:
    seeker.put("x cat", 0)
    seeker.find("cat", "dog")
    seeker.qtbot.keyClick(seeker.bar.replacement, Qt.Key.Key_Return)
    seeker.qtbot.waitUntil(lambda: seeker.page.toPlainText() == "x dog")


def test_replace_all_is_one_undo_step_and_stays_in_place(seeker) -> None:
    seeker.put("".join(f"Line {number}: cat and CAT.\n" for number in range(300)))
    seeker.page.verticalScrollBar().setValue(150)
    top = seeker.page.firstVisibleBlock().text()[:8]
    seeker.find("cat", "dog\N{EM DASH}dog")
    seeker.page.verticalScrollBar().setValue(150)
    remarks: list[str] = []
    seeker.bar.told.connect(remarks.append)
    before = seeker.page.toPlainText()
    seeker.bar.keep_capitals.click()
    seeker.replace_all()
    assert seeker.page.toPlainText() == before.replace("cat", "dog\N{EM DASH}dog").replace(
        "CAT", "DOG\N{EM DASH}DOG"
    )
    assert seeker.page.firstVisibleBlock().text()[:8] == top
    assert remarks == ["600 place(s) replaced; Undo takes that back."]
    seeker.page.undo()
    assert seeker.page.toPlainText() == before
    seeker.page.redo()
    assert "cat" not in seeker.page.toPlainText()


def test_groups_and_new_paragraphs_in_a_replacement(seeker) -> None:
    seeker.put("Marlowe, Philip; Reed, Jane")
    seeker.bar.expression.click()
    seeker.find(r"(\w+), (\w+)(; )?", r"\2 \1\n")
    seeker.replace_all()
    assert seeker.page.toPlainText() == "Philip Marlowe\nJane Reed\n"


def test_a_replacement_that_means_nothing_changes_nothing(seeker) -> None:
    seeker.put("cat")
    seeker.bar.expression.click()
    seeker.find("cat", r"\4")
    seeker.bar.replace_all_button.click()
    seeker.qtbot.waitUntil(lambda: "backslash" in seeker.bar.trouble.text())
    assert seeker.page.toPlainText() == "cat"


def test_across_pieces_and_beyond_the_bmp(seeker) -> None:
    sentence = "\U0001f600 One more sentence\N{FULL STOP} "
    text = "Before \U0001f600.\n" + sentence * (LONGEST // 8) + "\nBehind."
    seeker.put(text)
    assert is_continuation(seeker.page.document().findBlockByNumber(2))
    seeker.find(". \U0001f600 one", "! \U0001f680 One")
    assert seeker.finder.count == LONGEST // 8 - 1
    seeker.replace_all()
    changed = text.replace(". \U0001f600 One", "! \U0001f680 One")
    assert seeker.page.toPlainText() == changed
    seeker.page.undo()
    assert seeker.page.toPlainText() == text


def test_a_joined_long_paragraph_is_cut_again(seeker) -> None:
    seeker.put("Some words here.\n" * (LONGEST // 8))
    seeker.bar.expression.click()
    seeker.find(r"\n", " ")
    seeker.replace_all()
    assert seeker.page.toPlainText() == "Some words here. " * (LONGEST // 8)
    assert seeker.page.document().blockCount() > 1
    assert max(block.length() for block in blocks(seeker.page)) <= LONGEST


def blocks(page):
    block = page.document().firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def test_what_is_found_moves_along_while_one_writes(seeker) -> None:
    seeker.put("a cat, a cat, a cat")
    seeker.find("cat")
    seeker.page.setFocus()
    seeker.select(8, 8)
    seeker.qtbot.keyClicks(seeker.page, "wild cat")
    assert seeker.finder.count == 3  # that which was typed is found when the hands rest
    assert seeker.marked == ["cat", "cat", "cat"]
    seeker.qtbot.waitUntil(lambda: seeker.finder.count == 4)
    assert seeker.page.toPlainText() == "a cat, awild cat cat, a cat"


def test_f3_works_without_the_bar(seeker) -> None:
    seeker.put("a cat, a cat")
    seeker.find("cat")
    seeker.press(Qt.Key.Key_Escape)
    seeker.qtbot.keyClicks(seeker.page, "dog")
    seeker.bar.go()
    seeker.qtbot.waitUntil(lambda: seeker.selected == (9, 12))
    seeker.bar.go_back()
    assert seeker.selected == (9, 12)  # the only one
    assert seeker.bar.isHidden()


def test_next_without_words_asks_for_them(seeker) -> None:
    seeker.put("a cat")
    seeker.bar.go()
    assert seeker.bar.isVisible()
    assert seeker.bar.words.hasFocus()


def test_up_and_down_give_earlier_words(seeker) -> None:
    seeker.put(TEXT)
    for words in ("cat", "sat"):
        seeker.find(words)
        seeker.press(Qt.Key.Key_Return)
    assert seeker.history.found == ["cat", "sat"]
    seeker.bar.words.setText("other")
    seeker.press(Qt.Key.Key_Up)
    assert seeker.bar.words.text() == "sat"
    seeker.press(Qt.Key.Key_Up)
    assert seeker.bar.words.text() == "cat"
    for words in ("sat", "other"):
        seeker.press(Qt.Key.Key_Down)
        assert seeker.bar.words.text() == words


@pytest.mark.parametrize("expression", ["^", "$", "x*"])
def test_places_without_letters_are_gone_to_and_replaced(seeker, expression: str) -> None:
    seeker.put("ab\nc")
    seeker.bar.expression.click()
    seeker.find(expression, "-")
    first = seeker.selected
    seeker.press(Qt.Key.Key_Return)
    assert seeker.selected > first
    seeker.replace_all()
    assert seeker.page.toPlainText() == {"^": "-ab\n-c", "$": "ab-\nc-", "x*": "-a-b-\n-c-"}[expression]


def test_a_ghost_goes_while_one_finds(seeker) -> None:
    seeker.put("a cat", 5)
    seeker.page.ghost.show(" sat")
    seeker.bar.open()
    assert seeker.page.ghost.text == ""


def test_after_an_expression_that_runs_away_the_next_search_does_not_wait(seeker) -> None:
    seeker.put("a cat " + "a" * 5000)
    seeker.bar.expression.click()
    seeker.bar.open()
    seeker.bar.words.setText(r"(\w+)+(?=!)")
    searcher = seeker.finder._searcher
    seeker.qtbot.waitUntil(lambda: searcher._thread is not None and searcher._thread.is_stuck)
    thread = searcher._thread
    seeker.bar.words.setText("cat")
    seeker.wait()
    assert seeker.finder.count == 1
    assert thread.is_alive()  # it is still at it, and nobody waits
