"""Words of the machine's, followed through whatever a writer does to a text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.origins.live_origins import LiveOrigins
from desktop.editor.page.page import Page
from desktop.engine.origins.origin import Origin, bare_words

A, C = Origin.ACCEPTED, Origin.CONTINUED


class Session:
    is_bringing = False


class Scribe:
    """Puts words of the machine's and of the writer's on a page."""

    def __init__(self, page: Page):
        self.page = page
        self.session = Session()
        self.live = LiveOrigins(page, self.session)  # type: ignore[arg-type]
        page.pack = self.live.packed

    def cursor(self, start: int, end: int | None = None) -> QTextCursor:
        cursor = self.page.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)
        return cursor

    def at(self, words: str) -> int:
        return self.page.toPlainText().index(words)

    def select(self, words: str) -> QTextCursor:
        return self.cursor(self.at(words), self.at(words) + len(words))

    def type(self, text: str) -> None:
        for letter in text:
            self.page._type(letter)

    def put(self, text: str, origin: Origin = A) -> None:
        with self.page.edits.coming(origin):
            self.page.edits.replace(self.page.textCursor(), text)

    @property
    def told(self) -> list[str]:
        text = self.page.document().toRawText()
        data = text.encode("utf-16-le")
        words = self.live.words.each()
        return [data[2 * word.start : 2 * word.end].decode("utf-16-le") for word in words]


@pytest.fixture
def scribe(qtbot: QtBot) -> Scribe:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    return Scribe(page)


def test_words_that_are_put_in_are_the_machines_and_typed_ones_the_writers(scribe: Scribe) -> None:
    scribe.type("She ")
    scribe.put("opened the door")
    scribe.type(" and went.")
    assert scribe.told == ["opened", "the", "door"]
    assert scribe.live.put_in == {A: 3}


def test_a_word_that_was_begun_and_completed_is_one_of_the_machines(scribe: Scribe) -> None:
    scribe.type("She ope")
    scribe.put("ned")
    assert (scribe.told, scribe.live.put_in) == (["opened"], {A: 1})


def test_words_that_come_in_pieces_are_counted_once(scribe: Scribe) -> None:
    for piece in ("the do", "or was", " open"):
        scribe.put(piece, C)
    assert scribe.told == ["the", "door", "was", "open"]
    assert scribe.live.put_in == {C: 4}


@pytest.mark.parametrize(
    ("at", "typed", "left"),
    [
        (len("opened"), "x", ["the", "door"]),  # at its end
        (2, "x", ["the", "door"]),
        (0, "re", ["the", "door"]),
        (0, "And then ", ["opened", "the", "door"]),
        (len("opened"), ",", ["opened", "the", "door"]),
        (len("opened"), "-up", ["the", "door"]),
        (len("opened"), " wide", ["opened", "the", "door"]),
        (len("opened "), "\N{RIGHT SINGLE QUOTATION MARK}", ["opened", "the", "door"]),
    ],
)
def test_a_word_that_is_changed_is_the_writers(scribe: Scribe, at: int, typed: str, left: list[str]) -> None:
    scribe.put("opened the door")
    scribe.cursor(at)
    scribe.type(typed)
    assert scribe.told == left
    scribe.page.undo()
    assert scribe.told == ["opened", "the", "door"]
    scribe.page.redo()
    assert scribe.told == left
    assert scribe.live.put_in == {A: 3}


def test_deleting_letters_or_spaces_changes_words_and_deleting_others_does_not(scribe: Scribe) -> None:
    scribe.type("Yes. ")
    scribe.put("opened the door")
    scribe.cursor(scribe.at(" the"), scribe.at(" the") + 1)
    scribe.page.delete_selection()
    assert scribe.told == ["door"]  # "openedthe" is nobody's
    scribe.type(" ")
    assert scribe.told == ["opened", "the", "door"]
    scribe.page.undo()
    scribe.page.undo()
    assert scribe.told == ["opened", "the", "door"]
    scribe.cursor(0, 4)
    scribe.page.delete_selection()
    assert scribe.told == ["opened", "the", "door"]


def test_an_undo_takes_back_what_was_put_in_and_a_redo_brings_it(scribe: Scribe) -> None:
    scribe.type("She ")
    scribe.put("opened the door")
    scribe.cursor(0)
    scribe.type("Then ")
    scribe.page.undo()
    scribe.page.undo()
    assert (scribe.told, +scribe.live.put_in) == ([], {})
    scribe.page.redo()
    scribe.page.redo()
    assert (scribe.told, scribe.live.put_in) == (["opened", "the", "door"], {A: 3})


def test_what_is_cut_and_pasted_stays_what_it_is(scribe: Scribe) -> None:
    scribe.type("First. ")
    scribe.put("opened the door", C)
    scribe.cursor(scribe.at("the do"), scribe.at("or"))
    scribe.page.cut()
    assert (scribe.told, +scribe.live.put_in) == (["opened"], {C: 2})  # "door" was torn
    scribe.cursor(0)
    scribe.page.paste()
    assert scribe.page.toPlainText() == "the doFirst. opened or"
    assert scribe.told == ["the", "opened"]
    assert scribe.live.put_in == {C: 3}
    scribe.page.undo()
    scribe.page.undo()
    assert (scribe.told, scribe.live.put_in) == (["opened", "the", "door"], {C: 3})


def test_what_is_copied_is_put_in_twice(scribe: Scribe) -> None:
    scribe.put("the door ")
    scribe.cursor(0, 9)
    scribe.page.copy()
    scribe.cursor(9)
    scribe.page.paste()
    assert (scribe.told, scribe.live.put_in) == (["the", "door"] * 2, {A: 4})


def test_paste_goes_to_another_page_with_what_is_known(scribe: Scribe, qtbot: QtBot) -> None:
    scribe.put("the 😀 door")
    scribe.page.selectAll()
    scribe.page.cut()
    page = Page()
    qtbot.addWidget(page)
    other = Scribe(page)
    other.type("😀 Her ")
    page.paste()
    assert (other.told, other.live.put_in) == (["the", "door"], {A: 2})
    page.undo()
    assert (other.told, +other.live.put_in) == ([], {})
    page.redo()
    assert (other.told, other.live.put_in) == (["the", "door"], {A: 2})


def test_replacing_in_many_places_changes_but_those_words(scribe: Scribe) -> None:
    scribe.put("the door and the wall and the roof")
    text = scribe.page.toPlainText()
    places = [at for at in range(len(text)) if text.startswith("and", at)]
    scribe.page.edits.change([(at, at + 3, "or") for at in reversed(places)])
    assert scribe.told == ["the", "door", "the", "wall", "the", "roof"]
    scribe.page.undo()
    assert len(scribe.told) == 8
    scribe.page.redo()
    assert len(scribe.told) == 6


def test_replacing_in_very_many_places_is_followed_as_exactly(scribe: Scribe) -> None:
    scribe.put("the door and unable\n" * 300, C)
    text = scribe.page.toPlainText()
    places = [(at, at + 3, "or") for at in range(len(text)) if text.startswith("and", at)]
    places += [(at, at + 2, "") for at in range(len(text)) if text.startswith("unable", at)]
    scribe.page.edits.change(sorted(places, reverse=True))
    assert scribe.page.toPlainText().startswith("the door or able\nthe door")
    assert scribe.told == ["the", "door"] * 300
    scribe.page.undo()
    assert scribe.told == ["the", "door", "and", "unable"] * 300
    scribe.page.redo()
    assert scribe.told == ["the", "door"] * 300


def test_a_long_text_that_is_pasted_among_them_parts_them_only_where_it_stands(scribe: Scribe) -> None:
    scribe.put("the door opened", C)
    scribe.cursor(len("the do"))
    scribe.page.edits.replace(scribe.page.textCursor(), "x\n" + "Not theirs.\n" * 200 + "y")
    assert scribe.told == ["the", "opened"]
    scribe.page.undo()
    assert scribe.told == ["the", "door", "opened"]


def test_what_is_dragged_on_the_page_moves_along(scribe: Scribe) -> None:
    scribe.type("Here. ")
    scribe.put("the door ")
    data = scribe.page
    scribe.cursor(scribe.at("the"), scribe.at("door"))
    mime = data.createMimeDataFromSelection()
    start = QTextCursor(scribe.page.document())
    start.setPosition(0)
    scribe.page.edits.move_in(start, mime.text(), scribe.page.textCursor())
    scribe.page._take_along(mime, 0, mime.text())
    assert scribe.page.toPlainText() == "the Here. door "
    assert (scribe.told, scribe.live.put_in) == (["the", "door"], {A: 2})


def test_a_text_that_is_brought_anew_keeps_what_it_shares_with_the_former_one(scribe: Scribe) -> None:
    scribe.type("Start. ")
    scribe.put("the door was open")
    scribe.session.is_bringing = True
    scribe.page.selectAll()
    scribe.page.edits.replace(scribe.page.textCursor(), "Another start. the door was shut")
    scribe.session.is_bringing = False
    assert scribe.told == ["the", "door", "was"]
    scribe.page.undo()
    assert scribe.told == ["the", "door", "was", "open"]


def test_chinese_is_followed_character_by_character(scribe: Scribe) -> None:
    scribe.type("天黑了，")
    scribe.put("雨还在下")
    scribe.cursor(5)
    scribe.type("😀大")
    assert (scribe.told, scribe.live.put_in) == (["雨", "还", "在", "下"], {A: 4})
    scribe.cursor(len("天黑了，"), len("天黑了，") + 1)
    scribe.page.delete_selection()
    assert scribe.told == ["还", "在", "下"]


def test_long_paragraphs_in_pieces_are_followed(scribe: Scribe) -> None:
    scribe.page.setPlainText("One more word. " * 600)
    scribe.cursor(9000)
    scribe.put("the machine wrote that. " * 200, C)
    assert len(scribe.told) == 800
    before = scribe.told
    scribe.cursor(10)
    scribe.put("again ", A)
    scribe.page.undo()
    assert scribe.told == before
    scribe.page.undo()
    assert scribe.told == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_done_and_undone_what_was_known_comes_back(scribe: Scribe, data: st.DataObject) -> None:
    page, live = scribe.page, scribe.live
    QApplication.clipboard().clear()
    page.setPlainText("")
    live.clear()
    states = []
    for _ in range(data.draw(st.integers(1, 12))):
        states.append((page.toPlainText(), list(live.words.each()), +live.put_in))
        length = len(page.toPlainText())
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, min(length, start + 8)))
        scribe.cursor(start, end)
        text = data.draw(st.sampled_from(["", "a", "be", " ", "go on", "-", "no\nway", ", "]))
        page.edits.end_step()
        deed = data.draw(st.sampled_from(["put", "type", "cut", "paste"]))
        if deed == "put" and text:
            scribe.put(text, data.draw(st.sampled_from([A, C])))
        elif deed == "type" and (text or start < end):
            page.edits.replace(page.textCursor(), text)
        elif deed == "cut" and start < end:
            page.cut()
        elif deed == "paste" and page.canPaste():
            page.paste()
        else:
            states.pop()
    states.append((page.toPlainText(), list(live.words.each()), +live.put_in))
    for text, words, _ in states:
        assert {word[:2] for word in words} <= set(bare_words(text))
    for state in reversed(states[:-1]):
        page.undo()
        assert (page.toPlainText(), list(live.words.each()), +live.put_in) == state
    for state in states[1:]:
        page.redo()
        assert (page.toPlainText(), list(live.words.each()), +live.put_in) == state


def test_typing_far_from_them_notes_nothing(scribe: Scribe) -> None:
    scribe.put("word " * 3000, C)
    scribe.cursor(0)
    scribe.type("Before. And ")
    assert len(scribe.told) == 3000
    assert sum(step.before.number for step in scribe.live._steps) <= 2
