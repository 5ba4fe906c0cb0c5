"""A story in a window: opening it, going through it, and what is done with its chapters."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.story.deeds import DEED_TOPIC
from desktop.editor.story.open_story import STORY_TOPIC
from desktop.editor.story.story_tree import WORDS, StoryTree
from desktop.editor.window.window import Window
from desktop.engine.stories.story_folder import StoryFolder
from tests.editor.conftest import FakeDialogs, Writer, child
from tests.editor.story.conftest import shown
from tests.editor.test_accessible_names import nameless
from tests.engine.stories.conftest import CHAPTERS

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def type_title(tree: StoryTree, title: str, qtbot: QtBot) -> None:
    """Type over the title that is being edited."""
    line = child(tree, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, title)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title in shown(tree) and not tree.is_typing)


# --- opening ---------------------------------------------------------------------------------------------


def test_a_folder_opens_with_its_chapters(opened: Window, tree: StoryTree, folder: Path) -> None:
    assert opened.stories.panel.isVisible()
    assert shown(tree) == ["Arrival", "Storm", "Calm"]
    assert opened.page.toPlainText() == CHAPTERS["Arrival.md"]
    assert [item.text(WORDS) for item in tree._rows()] == ["2", "4", "2", "3"]
    assert opened.stories.words == 8
    assert opened.settings.choices.recent_stories == [str(folder)]
    assert opened.settings.choices.recent == []  # chapters do not crowd out files


def test_what_is_no_story_is_told(desk: Desk, window: Window, tmp_path: Path) -> None:
    window.stories.open(tmp_path / "nowhere")
    assert "not there" in window.messages.sentence(STORY_TOPIC)
    assert not window.stories.panel.isVisible()


def test_a_folder_that_is_open_comes_to_the_front(desk: Desk, opened: Window, folder: Path) -> None:
    desk.open_files([folder], None)
    desk.open_files([folder / "Calm.md"], None)
    assert len(desk.windows) == 1
    assert opened.session.path == folder / "Calm.md"


def test_begins_where_the_writer_left_off(
    desk: Desk, opened: Window, writer: Writer, folder: Path, qtbot: QtBot
) -> None:
    writer.control(Qt.Key.Key_PageDown)
    cursor = opened.page.textCursor()
    cursor.setPosition(9)
    opened.page.setTextCursor(cursor)
    opened.close()
    again = desk.new_window()
    desk.greet(again, has_files=False)
    assert again.session.path == folder / "Storm.md"
    assert again.page.textCursor().position() == 9
    assert again.stories.panel.isVisible()


def test_does_not_begin_there_if_the_writer_does_not_want_to(desk: Desk, opened: Window) -> None:
    desk.settings.update(reopen=False)
    opened.close()
    again = desk.new_window()
    desk.greet(again, has_files=False)
    assert again.stories.story is None


# --- going through it ------------------------------------------------------------------------------------


def test_keys_go_from_chapter_to_chapter_and_save(opened: Window, writer: Writer, folder: Path) -> None:
    writer.type("Yes. ")
    writer.control(Qt.Key.Key_PageDown)
    assert (folder / "Arrival.md").read_text() == "Yes. They came.\n"
    assert opened.page.toPlainText() == CHAPTERS["Storm.md"]
    writer.control(Qt.Key.Key_PageDown)
    writer.control(Qt.Key.Key_PageDown)  # there is no other
    assert opened.session.path == folder / "Calm.md"
    writer.control(Qt.Key.Key_PageUp)
    assert opened.session.path == folder / "Storm.md"


def test_a_click_opens_a_chapter(opened: Window, tree: StoryTree, folder: Path, qtbot: QtBot) -> None:
    place = tree.visualItemRect(tree._rows()[2]).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert opened.session.path == folder / "Calm.md"
    assert opened.page.hasFocus()


def test_the_panel_by_key(opened: Window, tree: StoryTree, folder: Path, qtbot: QtBot) -> None:
    opened.actions_["go_to_chapters"].trigger()
    assert tree.hasFocus()
    qtbot.keyClicks(tree, "ca")  # finds by first letters
    assert opened.session.path == folder / "Arrival.md"
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert opened.session.path == folder / "Calm.md"
    assert opened.page.hasFocus()


def test_words_of_the_chapter_on_the_page_count_at_once(opened: Window, writer: Writer, qtbot: QtBot) -> None:
    writer.type("One two three ")
    qtbot.waitUntil(lambda: opened.stories.words == 11)


# --- deeds -----------------------------------------------------------------------------------------------


def test_a_new_chapter_gets_its_title(opened: Window, tree: StoryTree, folder: Path, qtbot: QtBot) -> None:
    opened.actions_["new_chapter"].trigger()
    type_title(tree, "Who is it?", qtbot)
    assert shown(tree) == ["Arrival", "Who is it?", "Storm", "Calm"]
    assert opened.session.path == folder / "Who is it.md"
    assert opened.page.hasFocus()
    assert not (folder / "Chapter 4.md").exists()


def test_renaming_keeps_unsaved_words(
    opened: Window, writer: Writer, tree: StoryTree, folder: Path, qtbot: QtBot
) -> None:
    writer.type("More. ")
    writer.press(Qt.Key.Key_F2)
    type_title(tree, "Landing", qtbot)
    assert opened.session.path == folder / "Landing.md"
    assert opened.session.is_modified
    assert opened.session.save()
    assert (folder / "Landing.md").read_text() == "More. They came.\n"
    assert not (folder / "Arrival.md").exists()
    assert shown(tree) == ["Landing", "Storm", "Calm"]


def test_moving_by_key(opened: Window, tree: StoryTree, folder: Path, qtbot: QtBot) -> None:
    opened.actions_["go_to_chapters"].trigger()
    qtbot.keyClick(tree, Qt.Key.Key_Down, ALT)
    assert shown(tree) == ["Storm", "Arrival", "Calm"]
    assert tree.marked
    assert tree.marked.title == "Arrival"
    assert [text.title for text in StoryFolder.open(folder).texts] == ["Storm", "Arrival", "Calm"]
    opened.actions_["chapter_up"].trigger()
    assert shown(tree) == ["Arrival", "Storm", "Calm"]


def test_deleting_and_putting_back(opened: Window, tree: StoryTree, folder: Path, qtbot: QtBot) -> None:
    opened.actions_["go_to_chapters"].trigger()
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert shown(tree) == ["Storm", "Calm"]
    assert opened.session.path == folder / "Storm.md"
    assert not (folder / "Arrival.md").exists()
    opened.messages.answer(DEED_TOPIC, "Put back")
    assert shown(tree) == ["Arrival", "Storm", "Calm"]
    assert (folder / "Arrival.md").read_text() == CHAPTERS["Arrival.md"]


def test_the_trash_is_emptied_after_asking(
    opened: Window, tree: StoryTree, dialogs: FakeDialogs, folder: Path
) -> None:
    opened.actions_["delete_chapter"].trigger()
    dialogs.deletes = False
    opened.stories.deeds.empty_trash()
    assert (folder / ".trash" / "Arrival.md").exists()
    dialogs.deletes = True
    opened.stories.deeds.empty_trash()
    assert not (folder / ".trash" / "Arrival.md").exists()


def test_splitting_at_the_cursor_and_taking_it_back(
    opened: Window, writer: Writer, tree: StoryTree, folder: Path, qtbot: QtBot
) -> None:
    writer.put("One \N{OLD KEY}\n\n# Two\n\nThree\n", cursor_after="One \N{OLD KEY}\n\n")
    opened.page.document().setModified(True)
    opened.actions_["split_chapter"].trigger()
    assert shown(tree) == ["Arrival", "Two", "Storm", "Calm"]  # its heading
    type_title(tree, "Second", qtbot)
    assert (folder / "Second.md").exists()
    assert (folder / "Arrival.md").read_text() == "One \N{OLD KEY}\n"
    assert opened.page.toPlainText() == "# Two\n\nThree\n"
    assert "“Second”" in opened.messages.sentence(DEED_TOPIC)
    opened.messages.answer(DEED_TOPIC, "Take the splitting back")
    assert shown(tree) == ["Arrival", "Storm", "Calm"]
    assert opened.page.toPlainText() == "One \N{OLD KEY}\n\n# Two\n\nThree\n"
    assert not opened.session.is_modified


def test_joining_and_taking_it_back(opened: Window, tree: StoryTree, folder: Path) -> None:
    opened.actions_["join_chapter"].trigger()
    joined = "They came.\n\nIt blew.\n\nIt rained.\n"
    assert opened.page.toPlainText() == (folder / "Arrival.md").read_text() == joined
    assert shown(tree) == ["Arrival", "Calm"]
    assert opened.page.textCursor().position() == joined.index("It blew")
    assert not opened.page.document().isUndoAvailable()  # the bar takes it back, not a key
    opened.messages.answer(DEED_TOPIC, "Take the joining back")
    assert opened.page.toPlainText() == CHAPTERS["Arrival.md"]
    assert shown(tree) == ["Arrival", "Storm", "Calm"]
    assert not opened.session.is_modified


def test_new_words_are_not_taken_back(opened: Window, writer: Writer, folder: Path) -> None:
    opened.actions_["join_chapter"].trigger()
    writer.type("New. ")
    opened.messages.answer(DEED_TOPIC, "Take the joining back")
    assert "changed since" in opened.messages.sentence(DEED_TOPIC)
    assert "New. " in (folder / "Arrival.md").read_text()


def test_dragging_moves_a_chapter(opened: Window, tree: StoryTree, qtbot: QtBot) -> None:
    rows = tree._rows()
    tree.setCurrentItem(rows[0])
    below = tree.visualItemRect(rows[2]).bottomLeft() + QPoint(20, -1)
    drop(tree, below)
    assert shown(tree) == ["Storm", "Calm", "Arrival"]


def drop(tree: StoryTree, place: QPoint) -> None:
    """Drop the marked row, as Qt does at the end of dragging it."""
    from PySide6.QtCore import QMimeData, QPointF
    from PySide6.QtGui import QDragMoveEvent, QDropEvent

    data = tree.mimeData(tree.selectedItems())
    assert isinstance(data, QMimeData)
    move, buttons = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    tree.dragMoveEvent(QDragMoveEvent(place, move, data, buttons, NONE))
    tree.dropEvent(QDropEvent(QPointF(place), move, data, buttons, NONE))


# --- making and closing ----------------------------------------------------------------------------------


def test_a_new_story(opened: Window, desk: Desk, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.story = tmp_path / "New One"
    opened.actions_["new_story"].trigger()
    window = desk.windows[-1]
    assert window.session.path == tmp_path / "New One" / "Chapter 1.txt"
    assert window.stories.story


def test_closing_a_story_leaves_its_text(opened: Window, folder: Path) -> None:
    opened.actions_["close_story"].trigger()
    assert not opened.stories.panel.isVisible()
    assert opened.session.path == folder / "Arrival.md"
    assert not opened.actions_["next_chapter"].isEnabled()


def test_words_in_selection_do_not_move_the_split(opened: Window, writer: Writer, folder: Path) -> None:
    opened.actions_["next_chapter"].trigger()
    cursor = opened.page.textCursor()
    cursor.setPosition(len("It blew.\n\n"))
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    opened.page.setTextCursor(cursor)
    opened.actions_["split_chapter"].trigger()
    assert (folder / "Storm.md").read_text() == "It blew.\n"


@pytest.mark.parametrize("on", [True, False])
def test_the_panel_can_be_hidden(opened: Window, on: bool) -> None:
    opened.settings.update(story_panel=not on)
    opened.actions_["story_panel"].trigger()
    assert opened.stories.panel.isVisible() is on
    opened.actions_["rename_chapter"].trigger()  # needs it
    assert opened.stories.panel.isVisible()


def test_all_in_the_panel_has_a_name_and_a_place_for_the_keyboard(opened: Window, writer: Writer) -> None:
    opened.actions_["delete_chapter"].trigger()
    assert nameless(opened) == []
    writer.press(Qt.Key.Key_F6)
    parts = opened._frame.central.parts()
    assert parts.index(opened.stories.panel) < parts.index(opened.page)


def test_what_can_be_done_about_a_text_stands_in_its_menu(
    opened: Window, tree: StoryTree, qtbot: QtBot
) -> None:
    def menu_at(row: int) -> list[str]:
        item = tree._items()[row]
        tree.scrollToItem(item)
        tree._trash.setExpanded(True)
        tree.customContextMenuRequested.emit(tree.visualItemRect(item).center())
        menu = tree.findChildren(QMenu)[-1]
        entries = [action.text().replace("&", "") for action in menu.actions() if action.text()]
        menu.close()
        return entries

    assert menu_at(0)[:2] == ["Open", "Rename Chapter…"]
    opened.actions_["delete_chapter"].trigger()
    assert menu_at(-1) == ["Put Back", "Empty Trash…"]


def test_a_folder_dropped_on_the_page_is_opened(window: Window, folder: Path) -> None:
    window.page.files_dropped.emit([str(folder)])
    assert window.session.path == folder / "Arrival.md"


def test_titles_that_no_file_can_have(opened: Window, tree: StoryTree, folder: Path, qtbot: QtBot) -> None:
    opened.actions_["rename_chapter"].trigger()
    type_title(tree, "Who? Or: what/where", qtbot)
    assert opened.session.path == folder / "Who Or - what - where.md"
    opened.close()
    assert StoryFolder.open(folder).texts[0].title == "Who? Or: what/where"


def test_comments_go_along_with_a_chapter_that_is_split_and_back(
    opened: Window, writer: Writer, folder: Path, qtbot: QtBot
) -> None:
    opened.session.open(folder / "Storm.md")
    qtbot.wait(1)
    annotations = opened.margin.annotations
    for word in ("blew", "rained"):
        start = writer.text.index(word)
        assert annotations.comment(start, start + len(word), word)
    writer.select(len("It blew.\n"), len("It blew.\n"))
    opened.actions_["split_chapter"].trigger()
    qtbot.waitUntil(lambda: [mark.annotation.words for mark in annotations.placed] == ["rained"])
    opened.messages.answer(DEED_TOPIC, "Take the splitting back")
    qtbot.waitUntil(lambda: [mark.annotation.words for mark in annotations.placed] == ["blew", "rained"])
    assert opened.session.path == folder / "Storm.md"
    assert len(annotations.marks) == 2
    opened.session.save()
    annotations.flush()
    assert [path.name for path in folder.rglob("*.comments.json")] == ["Storm.md.comments.json"]


def test_versions_are_of_the_whole_story(opened: Window, folder: Path, qtbot: QtBot) -> None:
    opened.versioning.keep_as("all", True)
    qtbot.waitUntil(lambda: any((folder / "versions").glob("*all.zip")))
    opened.stories.look()
    assert len(opened.stories.panel.tree._rows()) == 4  # it is no chapter
