"""Other words, with real key events in a real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.editor.cowriter.cowriter import CoWriter
from desktop.editor.cowriter.rephrasing import Rephrasing
from desktop.editor.settings.settings import Settings
from desktop.engine.engine import Suggestion
from tests.editor.conftest import Writer
from tests.editor.cowriter.conftest import CoEngine

TEXT = "It was late. The old women opened the hat. She sat."
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EXPECTED = {"old ": ["man", "woman"], "opened the ": ["door"]}


@pytest.fixture
def rephrasing(cowriter: CoWriter, engine: CoEngine, monkeypatch: pytest.MonkeyPatch) -> Rephrasing:
    def listed(left: str, right: str) -> list[Suggestion]:
        for ending, words in EXPECTED.items():
            if left.endswith(ending):
                return [Suggestion(word, 0.5 / (number + 1)) for number, word in enumerate(words)]
        return []

    def likelihood(left: str, text: str, right: str = "", is_stale: object = None) -> float:
        return 0.0 if any(word in text for word in ("man", "woman", "door")) else -1.0

    monkeypatch.setattr(engine, "listed", listed)
    monkeypatch.setattr(engine, "likelihood", likelihood)
    return cowriter.rephrasing


def look(writer: Writer, rephrasing: Rephrasing, qtbot: QtBot, words: int = 2) -> None:
    writer.press(Qt.Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: rephrasing.panel.words.count() == words)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_odd_words_of_the_sentence_at_the_cursor(
    writer: Writer, rephrasing: Rephrasing, engine: CoEngine, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="The old")
    look(writer, rephrasing, qtbot)
    panel = rephrasing.panel
    assert [panel.words.item(row).text() for row in range(2)] == ["women  (<1%)", "hat  (<1%)"]
    others = panel.others.model()
    assert [others.index(row, 0).data() for row in range(others.rowCount())] == ["man", "woman"]
    assert writer.text == TEXT  # nothing is changed unasked
    asked = [(left, right) for left, right, settings in engine.asked if settings.one_word]
    assert all(right.endswith(" She sat.") for _, right in asked)
    assert all(left.startswith("It was late.") for left, _ in asked)
    assert len(asked) == 6  # of that sentence alone


def test_words_are_chosen_one_by_one_each_an_undo_step(
    writer: Writer, rephrasing: Rephrasing, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="The old")
    look(writer, rephrasing, qtbot)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    first = TEXT.replace("women", "woman")
    assert writer.text == first
    assert rephrasing.panel.words.count() == 1
    others = rephrasing.panel.others
    place = others.visualRect(others.model().index(0, 0)).center()
    qtbot.mouseClick(others.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert writer.text == first.replace("hat", "door")
    assert not rephrasing.panel.isVisible()  # there is no more
    assert writer.page.hasFocus()
    writer.undo()
    assert writer.text == first
    writer.undo()
    assert writer.text == TEXT


def test_a_selection_is_what_is_looked_at(writer: Writer, rephrasing: Rephrasing, qtbot: QtBot) -> None:
    writer.put(TEXT)
    writer.select(TEXT.index("opened"), TEXT.index("She"))
    look(writer, rephrasing, qtbot, 1)
    assert rephrasing.panel.words.item(0).text().startswith("hat")


def test_words_are_marked_on_the_page_and_the_marks_go_with_the_panel(
    writer: Writer, rephrasing: Rephrasing, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="The old")
    look(writer, rephrasing, qtbot)
    marked = {one.cursor.selectedText() for one in writer.page.extraSelections()}
    assert {"women", "hat"} <= marked
    press(qtbot, Qt.Key.Key_Escape)
    assert not rephrasing.panel.isVisible()
    assert {one.cursor.selectedText() for one in writer.page.extraSelections()} & {"women", "hat"} == set()
    assert writer.page.hasFocus()


def test_a_word_that_the_writer_changes_meanwhile_is_left_alone(
    writer: Writer, rephrasing: Rephrasing, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="The old wom")
    look(writer, rephrasing, qtbot)
    writer.page.setFocus()
    writer.type("b")
    assert rephrasing.panel.words.count() == 1
    rephrasing.panel.others.chosen.emit(0)
    assert writer.text == TEXT.replace("women", "wombens"[:-1]).replace("hat", "door")


def test_words_stay_known_when_something_is_typed_before_them(
    writer: Writer, rephrasing: Rephrasing, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="The old")
    look(writer, rephrasing, qtbot)
    cursor = writer.page.textCursor()
    cursor.setPosition(0)
    writer.page.setTextCursor(cursor)
    writer.page.setFocus()
    writer.type("Oh. ")
    assert rephrasing.panel.words.count() == 2
    rephrasing.panel.others.chosen.emit(0)
    assert writer.text == "Oh. " + TEXT.replace("women", "man")


def test_where_all_is_expected_it_says_so(writer: Writer, rephrasing: Rephrasing, qtbot: QtBot) -> None:
    writer.put("It was late.")
    writer.press(Qt.Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: "expected all" in rephrasing.panel.note.text())


@pytest.mark.parametrize(
    ("text", "said"), [("", "Select a sentence"), ("\u5979\u6253\u5f00\u95e8\u3002", "spaces")]
)
def test_what_cannot_be_read_is_one_sentence(
    writer: Writer, rephrasing: Rephrasing, text: str, said: str
) -> None:
    writer.put(text)
    writer.press(Qt.Key.Key_R, CONTROL | SHIFT)
    assert said in writer.window.status.remark.text()
    assert not rephrasing.panel.isVisible()


def test_a_look_of_another_theme_marks_anew(
    writer: Writer, rephrasing: Rephrasing, settings: Settings, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="The old")
    look(writer, rephrasing, qtbot)
    settings.update(theme="dark")
    assert rephrasing.panel.isVisible()


def test_the_menu_of_a_selection_offers_it(writer: Writer, rephrasing: Rephrasing, qtbot: QtBot) -> None:
    writer.put(TEXT)
    offered = {writer.window.actions_[name] for name in ("rephrase", "bridge")}
    menu = QMenu()
    writer.page.menu_opening.emit(menu, writer.page.textCursor())
    assert not offered & set(menu.actions())
    writer.select(TEXT.index("The old"), TEXT.index("She"))
    writer.page.menu_opening.emit(menu, writer.page.textCursor())
    assert offered < set(menu.actions())
    writer.window.actions_["rephrase"].trigger()
    qtbot.waitUntil(lambda: rephrasing.panel.words.count() == 2)
