"""Finding and replacing in the whole story."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.finding.find_bar import FindBar
from desktop.editor.finding.in_story import REPLACE_TOPIC, changed
from desktop.editor.window.window import Window
from desktop.engine.documents.backups import backups_of
from desktop.language.searching.query import Change
from tests.editor.conftest import Writer
from tests.engine.stories.conftest import CHAPTERS

ASK = "Replace all of them"


@pytest.fixture
def bar(opened: Window, qtbot: QtBot) -> FindBar:
    """The find bar of the story's window, over the whole story."""
    opened.actions_["replace"].trigger()
    bar = opened.finding.bar
    bar.whole_story.click()
    return bar


def find(bar: FindBar, words: str, story: int, qtbot: QtBot) -> None:
    """Type words, and wait until it is known how often the story has them."""
    bar.words.clear()
    qtbot.keyClicks(bar.words, words)
    qtbot.waitUntil(lambda: bar.beyond.text() == f"story: {story}")


def selected(window: Window) -> tuple[str, str]:
    return window.session.name, window.page.textCursor().selectedText()


def test_only_a_story_has_the_switch(window: Window) -> None:
    window.actions_["find"].trigger()
    assert not window.finding.bar.whole_story.isVisible()


def test_a_key_finds_in_the_whole_story(opened: Window, writer: Writer, qtbot: QtBot) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    writer.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | shift)
    bar = opened.finding.bar
    assert bar.words.hasFocus()
    find(bar, "It", 2, qtbot)


def test_the_next_place_is_in_the_next_chapter(opened: Window, bar: FindBar, qtbot: QtBot) -> None:
    find(bar, "It", 2, qtbot)
    assert bar.state.text() == "not found"
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: selected(opened) == ("Storm.md", "It"))
    assert bar.words.hasFocus()
    assert opened.page.textCursor().selectionStart() == 0
    qtbot.waitUntil(lambda: bar.state.text() == "1 of 2")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert opened.page.textCursor().selectionStart() == CHAPTERS["Storm.md"].rindex("It")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)  # nowhere else: round in this one
    assert opened.page.textCursor().selectionStart() == 0


def test_backwards_it_begins_at_the_end(opened: Window, bar: FindBar, qtbot: QtBot) -> None:
    find(bar, "e", 5, qtbot)
    bar.go_back()  # from the first place here
    qtbot.waitUntil(lambda: selected(opened) == ("Calm.md", "e"))  # the last chapter that has it
    bar.go_back()
    qtbot.waitUntil(lambda: selected(opened) == ("Storm.md", "e"))
    assert opened.page.textCursor().selectionStart() == CHAPTERS["Storm.md"].rindex("e")


def test_a_changed_chapter_is_counted_again(opened: Window, bar: FindBar, folder: Path, qtbot: QtBot) -> None:
    find(bar, "slept", 1, qtbot)
    (folder / "Calm.md").write_text("All slept and slept.\n")
    opened.stories.look()
    qtbot.waitUntil(lambda: bar.beyond.text() == "story: 2")


def test_replacing_asks_with_the_number_and_can_be_undone_in_each_chapter(
    opened: Window, bar: FindBar, writer: Writer, folder: Path, qtbot: QtBot
) -> None:
    find(bar, "e", 5, qtbot)
    bar.replacement.setText("E")
    bar.replace_all_button.click()
    qtbot.waitUntil(lambda: bool(sentence(opened)))
    assert sentence(opened) == "Replace “e” by “E” at 5 places in 3 texts?"
    assert (folder / "Calm.md").read_text() == CHAPTERS["Calm.md"]
    opened.messages.answer(REPLACE_TOPIC, ASK)
    qtbot.waitUntil(lambda: sentence(opened).startswith("3 places were changed in 2 other texts"))
    assert opened.page.toPlainText() == "ThEy camE.\n"
    assert (folder / "Calm.md").read_text() == "All slEpt.\n"
    kept = [backup.path.read_text() for backup in backups_of(folder / "Calm.md")]
    assert CHAPTERS["Calm.md"] in kept
    # In the chapter on the page, and in one that is opened later, undo takes it back.
    opened.page.undo()
    assert opened.page.toPlainText() == CHAPTERS["Arrival.md"]
    opened.actions_["next_chapter"].trigger()
    assert opened.page.toPlainText() == "It blEw.\n\nIt rainEd.\n"
    assert not opened.session.is_modified
    opened.page.undo()
    assert opened.page.toPlainText() == CHAPTERS["Storm.md"]
    assert opened.session.save()
    # And the bar takes it back in those that were not touched since.
    opened.messages.answer(REPLACE_TOPIC, "Take back in the others")
    qtbot.waitUntil(lambda: (folder / "Calm.md").read_text() == CHAPTERS["Calm.md"])
    qtbot.waitUntil(lambda: "changed since" in sentence(opened))
    assert (folder / "Storm.md").read_text() == CHAPTERS["Storm.md"]


def sentence(window: Window) -> str:
    return window.messages.sentence(REPLACE_TOPIC)


def test_a_chapter_changed_meanwhile_is_left_alone(
    opened: Window, bar: FindBar, folder: Path, qtbot: QtBot
) -> None:
    find(bar, "slept", 1, qtbot)
    bar.replacement.setText("woke")
    bar.replace_all_button.click()
    qtbot.waitUntil(lambda: bool(sentence(opened)))
    (folder / "Calm.md").write_text("All slept, but Ann.\n")
    opened.messages.answer(REPLACE_TOPIC, ASK)
    qtbot.waitUntil(lambda: "changed since" in sentence(opened))
    assert (folder / "Calm.md").read_text() == "All slept, but Ann.\n"


def test_what_was_asked_of_another_chapter_is_asked_anew(
    opened: Window, bar: FindBar, folder: Path, qtbot: QtBot
) -> None:
    find(bar, "e", 5, qtbot)
    bar.replacement.setText("E")
    bar.replace_all_button.click()
    qtbot.waitUntil(lambda: bool(sentence(opened)))
    opened.stories.step(1)
    qtbot.waitUntil(lambda: bar.beyond.text() == "story: 5")
    opened.messages.answer(REPLACE_TOPIC, ASK)
    qtbot.waitUntil(lambda: "at 5 places" in sentence(opened))
    assert (folder / "Calm.md").read_text() == CHAPTERS["Calm.md"]


def test_an_expression_that_runs_away_stops(opened: Window, bar: FindBar, folder: Path, qtbot: QtBot) -> None:
    (folder / "Calm.md").write_text("a" * 5000 + "\n")
    opened.stories.look()
    bar.expression.click()
    qtbot.keyClicks(bar.words, "(a|aa|a?)+b")
    qtbot.waitUntil(lambda: not opened.finding.in_story._queue, timeout=20_000)
    bar.words.clear()
    bar.expression.click()
    find(bar, "slept", 0, qtbot)


def test_changes_are_made_where_qt_counts() -> None:
    text = "\N{OLD KEY} one \N{OLD KEY} two"
    assert (
        changed(text, [Change(3, 6, "1"), Change(10, 13, "\N{OLD KEY}")])
        == "\N{OLD KEY} 1 \N{OLD KEY} \N{OLD KEY}"
    )
