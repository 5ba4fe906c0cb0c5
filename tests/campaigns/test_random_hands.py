"""The random hands find nothing in some hundred steps, and would find what they are there for."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from desktop.editor.page.ghost import Ghost
from desktop.editor.suggestions.suggester import Suggester
from tests.campaigns import random_hands
from tests.campaigns.hands.base import FoundError
from tests.campaigns.hands.journal import Finding, Journal, read_journal
from tests.campaigns.hands.machine import Hands
from tests.campaigns.hands.shrink import shrink
from tests.campaigns.hands.text import TextModel, arriving, cut16


def test_some_hundred_random_steps_find_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    status = random_hands.main(["--seed", "7", "--steps", "400"])
    assert status == 0, capsys.readouterr().out


# --- what they would find --------------------------------------------------------------------------------


@pytest.fixture
def hands(tmp_path: Path, qapp: object) -> Iterator[Hands]:
    hands = Hands(tmp_path)
    hands.begin()
    yield hands
    hands.end()


def test_a_ghost_in_the_document_is_found(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def show(ghost: Ghost, text: str, behind: str = "") -> None:
        QTextCursor(ghost._page.document()).insertText(text)

    monkeypatch.setattr(Ghost, "show", show)
    hands.do("type", "It was late. ")
    with pytest.raises(FoundError, match="changed by itself"):
        hands.do("wait")


def test_an_acceptance_that_writes_something_else_is_found(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.do("type", "It was late. ")
    hands.do("wait")
    assert hands.sheet.page.ghost.text
    monkeypatch.setattr(
        Suggester,
        "_insert",
        lambda suggester, text, origin: suggester._page.textCursor().insertText(text + "!"),
    )
    with pytest.raises(FoundError, match="must be"):
        hands.do("tab")


def test_words_lost_by_a_save_are_found(hands: Hands) -> None:
    hands.do("type", "It was late.")
    hands.do("save", 0)
    (hands.folder / "a.txt").write_text("It was", encoding="utf-8")
    with pytest.raises(FoundError, match="saved was"):
        hands._take_saving(hands.sheet)


def test_an_error_that_nobody_caught_is_found(hands: Hands) -> None:
    def fail() -> None:
        raise ValueError("of no sense")

    hands.sheet.page.textChanged.connect(fail)
    with pytest.raises(FoundError, match="uncaught: ValueError: of no sense"):
        hands.do("type", "e")


def test_a_window_that_closes_by_itself_is_found(hands: Hands) -> None:
    hands.sheet.window.hide()
    with pytest.raises(FoundError, match="a window is gone"):
        hands.do("see")
    hands.sheet.window.show()


def test_a_crash_is_told_by_the_places_in_the_desk() -> None:
    script = "import ctypes, faulthandler; faulthandler.enable(); ctypes.string_at(0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert random_hands.crash_words(done.returncode, done.stderr).startswith("SIGSEGV")
    frames = ('File "/x/desktop/editor/page/page.py", line 5 in insert', 'File "/x/y.py", line 1 in z')
    trace = "\n  ".join(("Current thread 1:", *frames))
    assert random_hands.crash_words(-11, trace) == "SIGSEGV in desktop/editor/page/page.py:insert"


# --- their parts -----------------------------------------------------------------------------------------


def test_the_journal_tells_the_last_example(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.note(("type", "a"))
    journal.begin()
    journal.note(("type", "🙂"))
    journal.note(("erase", "word"))
    assert read_journal(tmp_path / "journal") == (3, [("type", "🙂"), ("erase", "word")])


def test_steps_are_made_fewer() -> None:
    steps = [("step", number) for number in range(40)]
    needed = {("step", 7), ("step", 30)}
    assert set(shrink(steps, lambda some: needed <= set(some), 200)) == needed
    assert len(shrink(steps, lambda some: needed <= set(some), 8)) < 40


def test_long_texts_are_printed_as_products() -> None:
    assert "paste('word ' * 40, 'keys')" in str(Finding("", "", [("paste", "word " * 40, "keys")]))


def test_positions_count_utf_16_units() -> None:
    assert cut16("a🙂b", 1, 3) == ("a", "🙂", "b")


def test_what_arrives_is_text() -> None:
    assert arriving("a\r\nb\x00\u2028c\td\ud800") == "a\nb\nc\td"


def test_undo_may_take_back_typing_at_once_but_not_a_paste_with_it() -> None:
    model = TextModel()
    model.edit("a", is_step=True)
    model.edit("ab")
    model.edit("abc")
    assert model.undo("a") == ""
    assert model.redo("abc") == ""
    assert model.undo("") == "undo took back more than one step"
    assert model.redo("a") == "redo brought back another text than undo took away"


def test_undo_cannot_bring_what_was_never_there() -> None:
    model = TextModel()
    model.edit("a")
    assert model.undo("b") == "undo brought back a text that never stood there"


def test_a_continuation_grows_in_its_place_alone() -> None:
    model = TextModel()
    model.edit("ab")
    model.begin_continuation(1)
    assert model.grow("axb", "xyz") == ""
    assert model.grow("axyb", "xyz") == ""
    assert model.undo("ab") == ""
    model.begin_continuation(1)
    assert model.grow("aqb", "xyz") == "a continuation wrote what the model did not say"
    assert model.grow("bb", None) == "a continuation changed what stood there before"
