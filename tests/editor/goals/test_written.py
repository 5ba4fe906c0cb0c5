"""Whose words come and go, in the real window with real keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.goals.written import Written
from desktop.editor.window.window import Window
from desktop.engine.recovery.recovery import Recovered
from tests.editor.conftest import FakeDialogs, Writer
from tests.editor.fake_engine import FakeEngine


class Counts:
    """What was counted."""

    def __init__(self, window: Window):
        written = Written(window.page, window.word_count, window.session)
        written.counted.connect(self._count)
        self.words = self.continued = self.signs = 0

    def _count(self, words: int, continued: int) -> None:
        self.words += words
        self.continued += continued
        self.signs += 1

    @property
    def both(self) -> tuple[int, int]:
        return self.words, self.continued


@pytest.fixture
def counts(window: Window) -> Counts:
    return Counts(window)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text("It was late when she came home.\n", encoding="utf-8")
    return file


def test_typing_counts_and_deleting_takes_away(writer: Writer, counts: Counts) -> None:
    writer.type("She went home.")
    assert counts.words == 3
    for _ in range(5):
        writer.press(Qt.Key.Key_Backspace)
    assert counts.words == 2
    writer.undo()
    writer.undo()
    assert counts.words == 0
    writer.page.redo()
    assert counts.words == 3
    assert counts.continued == 0


def test_a_kept_suggestion_is_the_writers(writer: Writer, counts: Counts) -> None:
    writer.get_ghost("She opened the")
    writer.press(Qt.Key.Key_Tab)
    assert counts.both == (len(writer.text.split()), 0)
    writer.undo()
    assert counts.both == (3, 0)


def test_what_is_moved_comes_to_nothing(writer: Writer, counts: Counts) -> None:
    writer.type("one two three ")
    writer.select(0, 8)
    writer.control(Qt.Key.Key_X)
    assert counts.words == 1
    writer.press(Qt.Key.Key_End)
    writer.control(Qt.Key.Key_V)
    assert counts.words == 3
    QApplication.clipboard().clear()


def test_opening_counts_nothing(
    desk: Desk, window: Window, writer: Writer, counts: Counts, file: Path
) -> None:
    assert window.session.open(file)
    assert counts.both == (0, 0)
    assert counts.signs == 0
    writer.type("Then ")
    assert counts.words == 1
    window.page.document().setModified(False)
    assert window.session.new()
    assert counts.words == 1


def test_loading_again_counts_nothing_nor_does_its_undo(
    window: Window, writer: Writer, counts: Counts, file: Path
) -> None:
    window.session.open(file)
    writer.type("Then ")
    file.write_text("Another text of quite some words that somebody else has written.\n", encoding="utf-8")
    window.session.load_again()
    assert counts.words == 1
    writer.undo()
    assert writer.text.startswith("Then It was late")
    assert counts.words == 1
    writer.undo()
    assert counts.words == 0


@pytest.mark.parametrize("of_a_file", [True, False])
def test_restored_words_count_nothing(
    desk: Desk, window: Window, writer: Writer, counts: Counts, file: Path, of_a_file: bool
) -> None:
    text = "It was late when she came home and slept.\n"
    window.session.restore(Recovered("key", text, file if of_a_file else None, 0.0))
    assert writer.text == text
    assert counts.both == (0, 0)
    writer.undo()
    assert counts.both == (0, 0)
    writer.control(Qt.Key.Key_Home)
    writer.type("One. ")
    assert counts.both == (1, 0)


def test_what_the_model_continues_is_told_apart(
    window: Window, writer: Writer, counts: Counts, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.type("It was late. ")
    window.continuation.start()
    qtbot.waitUntil(lambda: not window.continuation.running)
    own, continued = counts.both
    assert own == 3
    assert continued > 0
    writer.press(Qt.Key.Key_End)
    writer.type(" Mine.")
    assert counts.both == (4, continued)
    writer.undo()
    writer.undo()
    assert counts.both == (3, 0)
    window.page.redo()
    assert counts.both == (3, continued)
    window.continuation.retry()
    qtbot.waitUntil(lambda: not window.continuation.running)
    assert counts.words == 3
    assert counts.continued == len(writer.text.split()) - 3


def test_moving_the_cursor_is_a_sign_of_the_writer(writer: Writer, counts: Counts) -> None:
    writer.type("one")
    signs = counts.signs
    writer.press(Qt.Key.Key_Left)
    assert counts.signs == signs + 1
    assert counts.words == 1


def test_the_window_may_do_what_it_wants_without_signs(
    window: Window, counts: Counts, dialogs: FakeDialogs
) -> None:
    window.settings.zoom(1)
    window.page.ghost.show(" word")
    window.page.ghost.clear()
    assert counts.signs == 0
