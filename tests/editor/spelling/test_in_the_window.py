"""Spelling in a real window: menus, keys, suggestions, the writer's own words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.editor.desk import Desk
from desktop.editor.page.page import Page
from desktop.editor.spelling.my_words import MyWords
from desktop.editor.spelling.spelling_menu import language_name
from desktop.editor.window.window import Window
from desktop.engine.engine import Suggestion
from desktop.engine.stories.left_off import LeftOff
from desktop.language.spelling.own_words import own_words_file
from tests.editor.conftest import FakeDialogs, Writer, child
from tests.editor.fake_engine import FakeEngine, offer_after
from tests.editor.spelling.fake_spelling import FakeSpelling, marked

TEXT = "the cat sat on teh mat and the huose was small"


@pytest.fixture
def written(window: Window, writer: Writer, qtbot: QtBot) -> Page:
    """A page with two wrong words that are marked, the cursor at the beginning."""
    writer.put(TEXT)
    writer.press(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: len(marked(window.page)) == 2)
    return window.page


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def similar(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.objectName() == "similar"]


def choose(menu: QMenu, action: QAction) -> None:
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def named(menu: QMenu, name: str) -> QAction:
    return next(action for action in menu.actions() if action.objectName() == name)


def right_click(page: Page, position: int) -> QMenu:
    cursor = page.textCursor()
    cursor.setPosition(position)
    point: QPoint = page.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, page.viewport().mapToGlobal(point))
    QApplication.sendEvent(page.viewport(), event)
    return open_menu()


def test_f7_goes_from_one_wrong_word_to_the_next_and_return_takes_the_likeliest(
    written: Page, writer: Writer, qtbot: QtBot
) -> None:
    writer.press(Qt.Key.Key_F7)
    menu = open_menu()
    assert written.textCursor().selectedText() == "teh"
    assert similar(menu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert writer.text == TEXT.replace("teh", similar_to("teh"))
    assert not written.textCursor().hasSelection()
    writer.press(Qt.Key.Key_F7)
    assert written.textCursor().selectedText() == "huose"
    QTest.keyClick(open_menu(), Qt.Key.Key_Escape)
    writer.undo()
    assert writer.text == TEXT


def similar_to(word: str) -> str:
    """What the fake dictionary gives first."""
    fake = FakeSpelling()
    return sorted(one for one in fake.words["en_US"] if one[:1] == word[:1])[0]


def test_a_right_click_offers_similar_words_as_one_undo_step(written: Page, writer: Writer) -> None:
    menu = right_click(written, TEXT.index("huose") + 2)
    assert menu.actions()[0].objectName() == "similar"
    choose(menu, menu.actions()[0])
    assert writer.text == TEXT.replace("huose", similar_to("huose"))
    writer.undo()
    assert writer.text == TEXT


@pytest.mark.parametrize("found_late", [False, True])
def test_a_word_is_corrected_where_a_story_has_moved_it_while_the_menu_was_open(
    written: Page, writer: Writer, fake: FakeSpelling, found_late: bool
) -> None:
    fake.held = found_late
    menu = right_click(written, TEXT.index("huose") + 2)
    QTextCursor(written.document()).insertText("It was late, and ")
    if found_late:
        fake.let_go()
    choose(menu, menu.actions()[0])
    assert writer.text == "It was late, and " + TEXT.replace("huose", similar_to("huose"))


def test_a_right_click_on_a_right_word_shows_the_ordinary_menu(written: Page) -> None:
    menu = right_click(written, 1)
    assert not similar(menu)
    menu.close()


def test_similar_words_may_come_later_or_too_late(
    written: Page, writer: Writer, fake: FakeSpelling, qtbot: QtBot
) -> None:
    fake.held = True
    menu = right_click(written, TEXT.index("teh") + 1)
    assert not named(menu, "waiting").isEnabled()
    fake.let_go()
    assert similar(menu)
    menu.close()
    fake.held = True
    menu = right_click(written, TEXT.index("teh") + 1)
    menu.close()
    qtbot.wait(0)
    fake.let_go()
    assert writer.text == TEXT


def test_what_was_changed_meanwhile_is_not_replaced(written: Page, writer: Writer) -> None:
    menu = right_click(written, TEXT.index("teh") + 1)
    action = menu.actions()[0]
    cursor = QTextCursor(written.document())
    cursor.setPosition(TEXT.index("teh") + 1)
    cursor.insertText("r")
    action.trigger()
    menu.close()
    assert writer.text == TEXT.replace("teh", "treh")


def test_words_are_added_ignored_and_taken_out(
    window: Window, desk: Desk, written: Page, writer: Writer, qtbot: QtBot
) -> None:
    choose(menu := right_click(written, TEXT.index("teh") + 1), named(menu, "add"))
    choose(menu := right_click(written, TEXT.index("huose") + 1), named(menu, "ignore"))
    qtbot.waitUntil(lambda: not marked(window.page))
    assert own_words_file().read_text() == "teh\n"
    window.actions_["my_words"].trigger()
    dialog = child(child(window, MyWords), QListWidget)
    assert [dialog.item(row).text() for row in range(dialog.count())] == ["teh"]
    dialog.setCurrentRow(0)
    button = dialog.window().findChild(QPushButton, "remove")
    assert isinstance(button, QPushButton)
    button.click()
    assert dialog.count() == 0
    assert own_words_file().read_text() == ""
    dialog.window().close()
    qtbot.waitUntil(lambda: len(marked(window.page)) == 1)


def test_where_all_is_right_or_spelling_is_off_it_is_said(
    window: Window, writer: Writer, qtbot: QtBot
) -> None:
    writer.put("the cat sat on the mat")
    qtbot.waitUntil(lambda: window.spelling.of_page.language == "en_US")
    writer.press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: window.status.remark.text() == "No misspelled words.")
    window.actions_["spelling"].trigger()
    writer.press(Qt.Key.Key_F7)
    assert window.status.remark.text() == "Spelling is off."


def test_the_language_is_chosen_from_a_menu(window: Window, written: Page) -> None:
    window.actions_["spelling_language"].trigger()
    menu = open_menu()
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == ["As the text is", "American English (United States)", "Deutsch (Deutschland)"]
    assert menu.actions()[0].isChecked()
    choose(menu, next(action for action in menu.actions() if action.text().startswith("Deutsch")))
    assert window.spelling.of_page.language == "de_DE"
    window.actions_["spelling_language"].trigger()
    menu = open_menu()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Deutsch (Deutschland)"]
    menu.close()


def test_a_chosen_language_is_kept_with_the_text(
    window: Window, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    story, copy, other = (tmp_path / name for name in ("story.txt", "copy.txt", "other.txt"))
    for path in (story, other):
        path.write_text("the cat sat on the mat", encoding="utf-8")
    desk.open_files([story], window)
    spelling = window.spelling.of_page
    spelling.choose_language("de_DE")
    desk.open_files([other], window)
    assert spelling.chosen_language == ""
    desk.open_files([story], window)
    assert spelling.chosen_language == "de_DE"
    dialogs.save_path = copy
    window.session.save_as()  # under another name it is the same text
    desk.open_files([other], window)
    desk.open_files([copy], window)
    assert spelling.chosen_language == "de_DE"
    spelling.choose_language("")  # as the text is
    desk.open_files([other], window)
    desk.open_files([copy], window)
    assert spelling.chosen_language == ""


def test_a_kept_language_that_is_no_longer_there_lets_the_text_decide(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text("the cat sat on the mat", encoding="utf-8")
    LeftOff().note_language(story, "xx_YY")
    desk.open_files([story], window)
    assert window.spelling.of_page.chosen_language == ""
    assert LeftOff().language(story) == "xx_YY"  # it may come back


def test_languages_have_their_own_names() -> None:
    assert language_name("fr") == "français"
    assert language_name("zz_made_up") == "zz_made_up"


def test_another_text_ignores_nothing(
    window: Window, written: Page, tmp_path, desk: Desk, qtbot: QtBot
) -> None:
    choose(menu := right_click(written, TEXT.index("teh") + 1), named(menu, "ignore"))
    written.document().setModified(False)
    other = tmp_path / "other.txt"
    other.write_text("on teh mat and the house")
    desk.open_files([other], window)
    qtbot.waitUntil(lambda: marked(written) == ["teh"])


# --- what the suggestions hear ---------------------------------------------------------------------------


def test_a_ghost_that_would_misspell_is_not_offered(
    window: Window, written: Page, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    offers = {" ho": [Suggestion("ust", 0.6), Suggestion("use was", 0.3)], "teh ": [Suggestion("mat", 0.9)]}
    engine.answer = offer_after(offers)
    writer.press(Qt.Key.Key_End)
    writer.type(" ho")
    qtbot.waitUntil(lambda: written.ghost.text == "use was")
    writer.type("use teh ")
    qtbot.waitUntil(lambda: bool(engine.asked) and engine.asked[-1][0].endswith("teh "))
    qtbot.waitUntil(lambda: not window.suggester.is_waiting)
    assert written.ghost.text == ""
    writer.alt(Qt.Key.Key_Backslash)  # who asks gets an answer
    qtbot.waitUntil(lambda: written.ghost.text == "mat")


def test_names_of_the_memory_reach_the_spelling(
    window: Window, writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.put("the cat Quade sat on teh mat")
    qtbot.waitUntil(lambda: len(marked(window.page)) == 2)
    engine.names = {"Quade": 3}
    window.memory.survey_anew()
    qtbot.waitUntil(lambda: marked(window.page) == ["teh"])
    window.actions_["forget_story"].trigger()
    qtbot.waitUntil(lambda: len(marked(window.page)) == 2)


def test_an_answer_that_comes_after_the_window_reaches_nobody(
    desk: Desk, window: Window, writer: Writer, fake: FakeSpelling, qtbot: QtBot
) -> None:
    fake.held = True
    writer.put("the cat sat on the mat and the house was small and he said it is not here")
    qtbot.waitUntil(lambda: bool(fake.asked))
    asked = len(fake.asked)
    writer.press(Qt.Key.Key_F7)
    writer.page.document().setModified(False)
    window.close()
    qtbot.waitUntil(lambda: not isValid(window))
    fake.let_go()  # an error that nobody catches fails the test
    qtbot.wait(0)
    assert len(fake.asked) >= asked
