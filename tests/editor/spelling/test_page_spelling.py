"""What is marked on a page, in which language, and what ghosts may build on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.editor.spelling.page_spelling import REST_MILLISECONDS, PageSpelling, Wrong
from desktop.editor.spelling.speller import Speller
from tests.editor.spelling.fake_spelling import FakeSpelling, marked

WRONG = "the cat sat on teh mat and the huose was small"
HERE = "it is not here "


@pytest.fixture
def speller(fake: FakeSpelling, qapp) -> Iterator[Speller]:
    speller = fake.speller()
    yield speller
    speller.end()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(800, 400)
    page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    return page


@pytest.fixture
def spelling(page: Page, speller: Speller, settings: Settings) -> PageSpelling:
    settings.update(spelling=True)
    return PageSpelling(page, speller, settings)


def put_cursor(page: Page, position: int) -> None:
    cursor = page.textCursor()
    cursor.setPosition(position)
    page.setTextCursor(cursor)


@pytest.fixture
def wait_for_marks(page: Page, qtbot: QtBot):
    def wait(*words: str) -> None:
        qtbot.waitUntil(lambda: marked(page) == list(words))

    return wait


def test_wrong_words_in_sight_are_marked_with_a_wave(
    page: Page, spelling: PageSpelling, wait_for_marks
) -> None:
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    selections = page.extraSelections()
    assert [one.cursor.selectedText() for one in selections] == ["teh", "huose"]
    wave = selections[0].format.underlineStyle()
    assert wave == selections[0].format.UnderlineStyle.WaveUnderline


def test_letters_beyond_the_bmp_push_no_mark_aside(
    page: Page, spelling: PageSpelling, wait_for_marks
) -> None:
    page.setPlainText("the 🎉 cat 🎉🎉 sat on teh mat")
    wait_for_marks("teh")


def test_the_word_being_typed_is_not_marked_until_it_is_left(
    page: Page, spelling: PageSpelling, wait_for_marks, qtbot: QtBot
) -> None:
    page.setPlainText(HERE)
    put_cursor(page, len(HERE))
    qtbot.keyClicks(page, "wrogn")
    qtbot.waitUntil(lambda: spelling.wrong_word_at(page.textCursor()) is not None)
    qtbot.wait(200)
    assert marked(page) == []
    qtbot.keyClicks(page, " ")
    wait_for_marks("wrogn")
    qtbot.keyClick(page, Qt.Key.Key_Left)
    qtbot.keyClick(page, Qt.Key.Key_Left)  # a click into it shows it still
    qtbot.wait(200)
    assert marked(page) == ["wrogn"]
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    wait_for_marks()
    qtbot.keyClick(page, Qt.Key.Key_Home)
    wait_for_marks("wron")


def test_a_key_waits_for_no_dictionary(
    page: Page, spelling: PageSpelling, fake: FakeSpelling, qtbot: QtBot
) -> None:
    fake.held = True
    page.setPlainText(HERE)
    qtbot.waitUntil(lambda: bool(fake.asked))
    put_cursor(page, len(HERE))
    qtbot.keyClicks(page, "wrogn word ")
    assert page.toPlainText() == HERE + "wrogn word "
    assert marked(page) == []
    qtbot.wait(200)
    fake.let_go()
    qtbot.waitUntil(lambda: "wrogn" in marked(page))


def test_only_what_is_in_sight_is_looked_up(
    page: Page, spelling: PageSpelling, fake: FakeSpelling, qtbot
) -> None:
    page.setPlainText("the cat sat\n" * 2000 + "on teh mat")
    qtbot.waitUntil(lambda: bool(fake.asked))
    qtbot.wait(200)
    assert all("teh" not in (request.words or ()) for request in fake.asked)
    page.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: marked(page) == ["teh"])
    assert spelling._rest.interval() == REST_MILLISECONDS  # wherever the scroll bar is


def test_own_ignored_and_known_names_are_right(
    page: Page, spelling: PageSpelling, speller: Speller, wait_for_marks
) -> None:
    page.setPlainText("Varnholt and Eskil and Quade sat on teh mat and the Xyzzy was small")
    wait_for_marks("Varnholt", "Eskil", "Quade", "teh", "Xyzzy")
    spelling.know_names({"Varnholt": 2, "Xyzzy": 1})  # used but once may be mistyped
    wait_for_marks("Eskil", "Quade", "teh", "Xyzzy")
    spelling.ignore("Eskil")
    wait_for_marks("Quade", "teh", "Xyzzy")
    speller.add_own("Quade")
    wait_for_marks("teh", "Xyzzy")
    speller.remove_own(["Quade"])
    spelling.begin_another()
    wait_for_marks("Varnholt", "Eskil", "Quade", "teh", "Xyzzy")


def test_off_is_off(
    page: Page, spelling: PageSpelling, settings: Settings, wait_for_marks, fake: FakeSpelling
) -> None:
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    settings.update(spelling=False)
    wait_for_marks()
    settings.update(spelling=True)
    wait_for_marks("teh", "huose")


def test_without_the_wish_nothing_is_asked(
    page: Page, speller: Speller, settings: Settings, fake, qtbot
) -> None:
    settings.update(spelling=False)
    PageSpelling(page, speller, settings)
    page.setPlainText(WRONG)
    qtbot.wait(300)
    assert not fake.asked


def test_a_text_has_the_dictionary_that_knows_its_words(
    page: Page, spelling: PageSpelling, qtbot: QtBot
) -> None:
    page.setPlainText("Der Hund lief über die Straße und bellte den Mann an, das ist nicht gut")
    qtbot.waitUntil(lambda: spelling.language == "de_DE")
    qtbot.waitUntil(lambda: marked(page) == ["gut"])
    spelling.choose_language("en_US")
    assert (spelling.language, spelling.chosen_language) == ("en_US", "en_US")
    spelling.choose_language("")
    qtbot.waitUntil(lambda: spelling.language == "de_DE")


def test_what_no_dictionary_knows_is_not_marked(
    page: Page, spelling: PageSpelling, fake: FakeSpelling, qtbot
) -> None:
    page.setPlainText("le chien courait dans la rue lorsque soudain une voiture rouge arriva devant lui")
    qtbot.waitUntil(lambda: len(fake.asked) >= 2 and spelling.language == "")
    qtbot.wait(200)
    assert marked(page) == []


def test_a_foreign_paragraph_is_not_marked(page: Page, spelling: PageSpelling, qtbot: QtBot) -> None:
    english = "the cat sat on the mat and the house was small and he said it is not here and she went home. "
    page.setPlainText(english * 2 + "teh\nDer Hund lief über die Straße und bellte den Mann an")
    qtbot.waitUntil(lambda: marked(page) == ["teh"])
    qtbot.wait(200)
    assert marked(page) == ["teh"]


def test_a_dictionary_that_cannot_be_used_marks_nothing(
    page: Page, spelling: PageSpelling, speller: Speller, fake: FakeSpelling, qtbot: QtBot
) -> None:
    fake.unusable = {"en_US", "de_DE"}
    page.setPlainText(WRONG)
    qtbot.waitUntil(lambda: bool(fake.asked))
    qtbot.waitUntil(lambda: not speller.dictionaries)
    qtbot.wait(300)
    assert marked(page) == []


def test_another_one_takes_the_place_of_one_that_cannot_be_used(
    page: Page, spelling: PageSpelling, fake: FakeSpelling, wait_for_marks
) -> None:
    fake.words["de_DE"] |= fake.words["en_US"]
    fake.unusable = {"en_US"}
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    assert spelling.language == "de_DE"


# --- the next wrong word ---------------------------------------------------------------------------------


def hunted(spelling: PageSpelling, qtbot: QtBot) -> Wrong | None:
    found: list[Wrong | None] = []
    spelling.hunt(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_the_next_wrong_word_is_found_far_away_and_from_the_beginning_on(
    page: Page, spelling: PageSpelling, qtbot: QtBot, wait_for_marks
) -> None:
    page.setPlainText("on teh mat\n" + "the cat sat\n" * 1500 + "on teh huose")
    wait_for_marks("teh")
    found = hunted(spelling, qtbot)
    assert found
    assert (found.start, found.end, found.text) == (3, 6, "teh")
    put_cursor(page, found.end)
    found = hunted(spelling, qtbot)
    assert found
    assert found.text == "teh"
    assert found.start > 1000
    put_cursor(page, found.end)
    assert (hunted(spelling, qtbot) or found).text == "huose"
    page.moveCursor(QTextCursor.MoveOperation.End)
    found = hunted(spelling, qtbot)
    assert found
    assert found.start == 3


def test_where_all_is_right_none_is_found(page: Page, spelling: PageSpelling, qtbot: QtBot) -> None:
    page.setPlainText("the cat sat\n" * 500)
    qtbot.waitUntil(lambda: spelling.language == "en_US")
    assert hunted(spelling, qtbot) is None


def test_a_wrong_word_before_the_cursor_in_its_own_paragraph_is_found_last(
    page, spelling, qtbot, wait_for_marks
) -> None:
    page.setPlainText("on teh mat and house")
    wait_for_marks("teh")
    put_cursor(page, 12)
    found = hunted(spelling, qtbot)
    assert found
    assert found.start == 3


# --- ghosts ----------------------------------------------------------------------------------------------


def sifted(spelling: PageSpelling, left: str, *ghosts: str) -> list[bool] | None:
    found: list[list[bool]] = []
    spelling.sift(left, ghosts, found.append)
    return found[0] if found else None


def test_no_ghost_builds_on_a_wrong_word(
    page: Page, spelling: PageSpelling, wait_for_marks, qtbot: QtBot
) -> None:
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    ghosts: list[list[bool]] = []
    spelling.sift("the ho", ["use was", "ust"], ghosts.append)
    qtbot.waitUntil(lambda: ghosts == [[True, False]])
    assert sifted(spelling, "on teh ", "mat") == [False]
    assert sifted(spelling, "on teh", " mat") == [False]
    assert sifted(spelling, "on the ", "mat") == [True]
    assert sifted(spelling, "on teh. ", "Mat") == [True]


def test_names_may_be_built_on(page: Page, spelling: PageSpelling, wait_for_marks, qtbot: QtBot) -> None:
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    assert sifted(spelling, "with Varn", "holt") == [True]
    ghosts: list[list[bool]] = []
    spelling.sift("Varn", ["holt"], ghosts.append)
    qtbot.waitUntil(lambda: ghosts == [[False]])
    spelling.know_names({"Varnholt": 1})
    assert sifted(spelling, "Varn", "holt") == [True]


def test_a_ghost_does_not_wait_for_long(
    page, spelling, fake: FakeSpelling, wait_for_marks, qtbot: QtBot
) -> None:
    assert sifted(spelling, "on teh ", "mat") == [True]  # no dictionary has answered yet
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    fake.held = True
    ghosts: list[list[bool]] = []
    spelling.sift("the ho", ["ust"], ghosts.append)
    assert ghosts == []
    qtbot.waitUntil(lambda: ghosts == [[True]])
    fake.let_go()


# --- marks and what is painted among the text ------------------------------------------------------------


def painted_marks(page: Page) -> list[tuple[int, int]]:
    """The marks that the layout of the cursor's paragraph paints itself."""
    from desktop.editor.page.marks import MARK_PROPERTY

    formats = page.textCursor().block().layout().formats()
    return [(one.start, one.length) for one in formats if one.format.hasProperty(MARK_PROPERTY)]


def test_a_ghost_pushes_the_marks_behind_it_along(page: Page, spelling: PageSpelling, wait_for_marks) -> None:
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    put_cursor(page, 23)
    page.ghost.show("grey", " ")
    assert [one.cursor.selectedText() for one in page.extraSelections()] == ["teh"]
    assert painted_marks(page) == [(WRONG.index("huose") + len("grey "), 5)]
    page.ghost.show("greyer ghost", " ")
    assert painted_marks(page) == [(WRONG.index("huose") + len("greyer ghost "), 5)]
    page.ghost.clear()
    assert painted_marks(page) == []
    assert [one.cursor.selectedText() for one in page.extraSelections()] == ["teh", "huose"]


def test_what_is_composed_hides_the_marks_behind_it(
    page: Page, spelling: PageSpelling, wait_for_marks
) -> None:
    page.setPlainText(WRONG)
    wait_for_marks("teh", "huose")
    put_cursor(page, 23)
    QApplication.sendEvent(page, QInputMethodEvent("ni hao", []))
    assert [one.cursor.selectedText() for one in page.extraSelections()] == ["teh"]
    event = QInputMethodEvent("", [])
    event.setCommitString("house ")
    QApplication.sendEvent(page, event)
    assert [one.cursor.selectedText() for one in page.extraSelections()] == ["teh", "huose"]
