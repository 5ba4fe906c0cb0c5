"""Who wrote what, by key and by mouse, in a real window, kept beside the file."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.origins.kept_origins import KeptOrigins
from desktop.editor.origins.statement_dialog import StatementDialog
from desktop.editor.origins.tint import MARKS
from desktop.editor.window.window import Window
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.recovery.recovery import Recovered
from tests.editor.conftest import FakeDialogs, Writer, child
from tests.editor.story.conftest import folder, opened

__all__ = ["folder", "opened"]

START = "Mara opened the"
KEPT = " house and walked inside"


@pytest.fixture
def path(tmp_path: Path, window: Window) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("It was late.\n", encoding="utf-8")
    window.session.open(path)
    window.page.moveCursor(QTextCursor.MoveOperation.End)
    return path


def sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".origins.json")


def kept_of(window: Window) -> KeptOrigins:
    assert window.origins.kept
    return window.origins.kept


def told(window: Window) -> list[str]:
    text = window.page.toPlainText()
    return [text[word.start : word.end] for word in kept_of(window).live.words.each()]


def stretches(path: Path) -> list[tuple[str, str]]:
    found = json.loads(sidecar(path).read_bytes())["stretches"]
    return [(one["origin"], one["words"]) for one in found]


def accept(writer: Writer) -> None:
    writer.get_ghost(START)
    writer.press(Qt.Key.Key_Tab)


def tinted(window: Window) -> list[str]:
    marks = window.page._marks._named.get(MARKS, [])
    return [mark.cursor.selectedText() for mark in marks]


def dialog_of(window: Window, qtbot: QtBot) -> StatementDialog:
    window.actions_["origin_statement"].trigger()
    dialog = window.origins.dialog
    assert dialog
    qtbot.waitUntil(lambda: dialog.statement.text() != "")
    return dialog


def test_each_way_of_taking_words_is_noted_and_kept_beside_the_text(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    assert window.origins.kept is None
    writer.get_ghost(START)
    writer.control(Qt.Key.Key_Right)
    writer.press(Qt.Key.Key_Tab)
    writer.type(".")
    writer.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: writer.text.endswith(" She stood still."))
    assert told(window) == ["house", "and", "walked", "inside", "She", "stood", "still"]
    qtbot.waitUntil(sidecar(path).exists, timeout=10_000)
    assert stretches(path) == [("accepted", "house and walked inside"), ("continued", "She stood still")]
    assert json.loads(sidecar(path).read_bytes())["put_in"] == {"accepted": 4, "continued": 3}
    assert path.read_text(encoding="utf-8") == "It was late.\n"


def test_what_is_typed_alone_makes_nothing(window: Window, writer: Writer, path: Path) -> None:
    writer.type("Mara went out. ")
    writer.press(Qt.Key.Key_Backspace)
    window.session.save()
    assert window.origins.kept is None
    assert not sidecar(path).exists()


def test_it_comes_back_with_the_file_also_when_others_have_changed_that(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    window.session.save()
    window.session.new()
    assert told(window) == []
    window.session.open(path)
    qtbot.waitUntil(lambda: told(window) == KEPT.split())
    window.session.new()
    text = path.read_text(encoding="utf-8")
    path.write_text("😀 Someone else began.\n" + text.replace("walked", "ran"), encoding="utf-8")
    window.session.open(path)
    qtbot.waitUntil(lambda: kept_of(window).live.words.number == 3)
    start = window.page.document().find("house").selectionStart()
    assert next(iter(kept_of(window).live.words.each())).start == start


def test_loading_again_what_another_program_wrote_keeps_what_is_the_same(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    window.session.save()
    text = path.read_text(encoding="utf-8")
    path.write_text("Begun by others. " + text.replace("inside", "outside"), encoding="utf-8")
    window.session.load_again()
    assert told(window) == ["house", "and", "walked"]
    writer.undo()
    assert told(window) == KEPT.split()


def test_words_that_are_not_saved_leave_nothing(
    window: Window, writer: Writer, path: Path, dialogs: FakeDialogs
) -> None:
    accept(writer)
    window.session.save()
    writer.type(" and opened the")
    kept_of(window).flush()
    before = sidecar(path).read_bytes()
    writer.type(" x")
    dialogs.on_unsaved = Unsaved.DISCARD
    window.session.new()
    assert stretches(path) == [("accepted", KEPT.strip())]
    assert json.loads(before)["put_in"] == json.loads(sidecar(path).read_bytes())["put_in"]


def test_a_text_that_gets_another_name_takes_it_along(
    window: Window, writer: Writer, path: Path, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    accept(writer)
    window.session.save()
    dialogs.save_path = tmp_path / "other.txt"
    writer.type(". Mara ")
    window.session.save_as()
    assert stretches(tmp_path / "other.txt") == [("accepted", KEPT.strip())]
    assert stretches(path) == [("accepted", KEPT.strip())]


def test_an_untitled_text_keeps_it_for_its_file_and_for_a_crash(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    kept = kept_of(window)
    kept.flush()
    assert kept._file
    aside = kept._file.path
    assert aside.is_file()
    dialogs.save_path = tmp_path / "first.txt"
    window.session.save()
    assert stretches(tmp_path / "first.txt") == [("accepted", KEPT.strip())]
    assert not aside.exists()


def test_the_tint_shows_words_until_they_are_changed_and_not_in_full_screen(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    writer.type(" now")
    qtbot.wait(60)
    assert tinted(window) == []
    qtbot.keyClick(
        window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.settings.choices.origin_tint
    assert tinted(window) == [KEPT.strip()]
    cursor = window.page.textCursor()
    cursor.setPosition(writer.text.index("walked"))
    window.page.setTextCursor(cursor)
    writer.press(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tinted(window) == ["house and", "inside"])
    writer.undo()
    qtbot.waitUntil(lambda: tinted(window) == [KEPT.strip()])
    for before, typed, left in (
        ("walked", "then ", ["house and", "walked inside"]),
        (" now", " right", ["house and", "walked inside"]),
        ("house", "old ", ["house and", "walked inside"]),
        ("inside", "straight ", ["house and", "walked", "inside"]),
    ):
        cursor.setPosition(writer.text.index(before))
        window.page.setTextCursor(cursor)
        writer.type(typed)
        qtbot.wait(60)
        assert tinted(window) == left
    window.session.save()
    window.session.new()
    writer.type("Again. ")
    accept(writer)
    qtbot.waitUntil(lambda: tinted(window) == [KEPT.strip()])
    window.showFullScreen()
    qtbot.waitUntil(lambda: tinted(window) == [])
    window.settings.update(origin_tint_full=True)
    assert tinted(window) == [KEPT.strip()]
    window.showNormal()


def test_nothing_is_noted_while_the_switch_is_off(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    window.settings.update(note_origins=False)
    accept(writer)
    window.session.save()
    assert window.origins.kept is None
    assert not sidecar(path).exists()
    window.settings.update(note_origins=True)
    writer.type(". Then she opened the")
    qtbot.waitUntil(lambda: writer.page.ghost.text != "")
    writer.press(Qt.Key.Key_Tab)
    assert len(told(window)) == 4
    window.settings.update(note_origins=False)
    assert window.origins.kept is None
    assert len(stretches(path)) == 1


def test_the_statement_is_shown_copied_saved_and_leads_to_passages(
    window: Window, writer: Writer, path: Path, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    writer.type(". ")
    dialog = dialog_of(window, qtbot)
    assert dialog.statement.text().startswith("40 % of this text was suggested by a machine: 4 word")
    assert dialog.passages.count() == 1
    item = dialog.passages.item(0)
    assert item.text().startswith("“house and walked inside”\nAccepted as offered  ·  4 word")
    qtbot.mouseClick(
        dialog.passages.viewport(),
        Qt.MouseButton.LeftButton,
        pos=dialog.passages.visualItemRect(item).center(),
    )
    assert window.page.textCursor().selectedText() == KEPT.strip()
    child(dialog, QPushButton, "copy_statement").click()
    copied = QApplication.clipboard().text()
    assert copied.startswith("story.txt\n\n40 % of this text")
    assert "house and walked inside" in copied
    dialogs.save_path = tmp_path / "statement.txt"
    child(dialog, QPushButton, "save_statement").click()
    assert (tmp_path / "statement.txt").read_text(encoding="utf-8") == copied
    dialog.close()


def test_what_is_not_noted_is_not_told_as_nothing(window: Window, path: Path, qtbot: QtBot) -> None:
    window.settings.update(note_origins=False)
    dialog = dialog_of(window, qtbot)
    assert "is not noted at present" in dialog.statement.text()
    window.settings.update(note_origins=True)
    qtbot.waitUntil(lambda: dialog.statement.text().startswith("No word of this text"))
    dialog.close()


def test_a_tint_with_nothing_to_show_says_why(window: Window, writer: Writer, path: Path) -> None:
    window.activateWindow()
    window.actions_["origin_tint"].trigger()
    assert window.status.remark.text() == "No words that were suggested are in this text so far."
    window.actions_["origin_tint"].trigger()
    window.settings.update(note_origins=False)
    window.actions_["origin_tint"].trigger()
    assert "not noted" in window.status.remark.text()


def test_a_text_without_such_words_says_so(window: Window, path: Path, qtbot: QtBot) -> None:
    dialog = dialog_of(window, qtbot)
    assert dialog.statement.text() == "No word of this text was suggested by a machine."
    assert dialog.passages.count() == 0
    dialog.close()


def test_a_whole_story_is_told_and_passages_of_other_chapters_are_gone_to(
    opened: Window, qtbot: QtBot
) -> None:
    writer = Writer(opened, qtbot)
    story = opened.stories.story
    assert story
    opened.page.moveCursor(QTextCursor.MoveOperation.End)
    accept(writer)
    opened.stories.go_to(story.texts[1])
    assert told(opened) == []
    opened.page.moveCursor(QTextCursor.MoveOperation.End)
    writer.press(Qt.Key.Key_Return)
    accept(writer)
    dialog = dialog_of(opened, qtbot)
    assert dialog.scope.isVisible()
    dialog.scope.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "of this story" in dialog.statement.text())
    assert ": 8 word" in dialog.statement.text()
    assert [dialog.passages.item(row).text().rpartition("  ·  ")[2] for row in range(2)] == [
        text.title for text in story.texts[:2]
    ]
    dialog.go_to(0)
    assert opened.session.path == story.texts[0].path
    assert opened.page.textCursor().selectedText() == KEPT.strip()
    dialog.close()


def test_a_chapter_that_is_split_and_joined_keeps_what_is_known(opened: Window, qtbot: QtBot) -> None:
    writer = Writer(opened, qtbot)
    story = opened.stories.story
    assert story
    opened.page.moveCursor(QTextCursor.MoveOperation.End)
    accept(writer)
    writer.press(Qt.Key.Key_Return)
    writer.type("Here ends it. ")
    accept(writer)
    first = story.texts[0]
    cursor = opened.page.textCursor()
    cursor.setPosition(writer.text.index("Here ends"))
    opened.page.setTextCursor(cursor)
    opened.actions_["split_chapter"].trigger()
    qtbot.waitUntil(lambda: writer.text.startswith("Here ends"))
    qtbot.waitUntil(lambda: told(opened) == KEPT.split())
    assert stretches(first.path) == [("accepted", KEPT.strip())]
    opened.stories.go_to(first)
    opened.actions_["join_chapter"].trigger()
    qtbot.waitUntil(lambda: told(opened) == KEPT.split() * 2)


def test_two_windows_move_words_between_them(
    desk: Desk, window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    writer.select(writer.text.index("house"), writer.text.index("inside") - 1)
    writer.control(Qt.Key.Key_X)
    assert told(window) == ["inside"]
    other = desk.new_window()
    other.activateWindow()
    qtbot.waitUntil(other.page.hasFocus)
    qtbot.keyClick(other.page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told(other) == ["house", "and", "walked"]
    qtbot.keyClick(other.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told(other) == []


def test_words_of_a_crash_come_back_with_what_is_known_of_them(
    window: Window, writer: Writer, tmp_path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    kept = kept_of(window)
    kept.flush()
    assert kept._file
    content = json.loads(kept._file.path.read_bytes())
    text = writer.text
    content["process"]["pid"] = 999999999  # a desk that is no more
    folder = kept._file.path.parent
    (folder / "untitled-left.origins.json").write_text(json.dumps(content), encoding="utf-8")
    window.page.document().setModified(False)
    window.session.new()
    window.session.restore(Recovered("key", text, None, 0.0))
    qtbot.waitUntil(lambda: told(window) == KEPT.split())


def test_another_continuation_takes_the_place_of_the_first_in_the_count(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    writer.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: writer.text.endswith(" still."))
    qtbot.waitUntil(lambda: not window.continuation.running)
    writer.alt(Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.continuation.running)
    qtbot.waitUntil(lambda: not window.continuation.running)
    assert told(window) == ["She", "stood", "still"]
    assert kept_of(window).live.put_in == {"continued": 3}


def test_a_file_that_cannot_be_read_is_told_of_once_and_left_alone(
    window: Window, path: Path, qtbot: QtBot
) -> None:
    window.session.new()
    sidecar(path).write_text('{"format": 99}')
    window.session.open(path)
    qtbot.waitUntil(lambda: "another version" in window.messages.sentence("origins"))
    assert sidecar(path).read_text() == '{"format": 99}'


def test_a_full_disk_is_told_once_and_tried_again(
    window: Window, writer: Writer, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(OriginFile, "_store", refuse)
        accept(writer)
        kept_of(window).flush()
        qtbot.waitUntil(lambda: "No space left" in window.messages.sentence("origins"))
    assert not sidecar(path).exists()
    assert kept_of(window)._rest.isActive()
    kept_of(window)._rest.start(1)
    qtbot.waitUntil(sidecar(path).exists)


def test_who_types_while_a_file_is_being_read_gets_what_is_known_of_it(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    window.session.save()
    window.session.new()
    window.session.open(path)
    writer.page._type(". So ")  # before anything else can happen
    kept_of(window).begin()
    writer.page._type("it went. ")
    qtbot.waitUntil(lambda: told(window) == KEPT.split())
    writer.type("It opened the")
    qtbot.waitUntil(lambda: writer.page.ghost.text != "")
    writer.press(Qt.Key.Key_Tab)
    assert len(told(window)) == 8
    kept_of(window).flush()
    assert json.loads(sidecar(path).read_bytes())["put_in"] == {"accepted": 8}


def test_a_text_that_another_program_has_renamed_is_known_by_its_words(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    accept(writer)
    window.session.save()
    window.session.new()
    new = path.rename(path.with_name("renamed.txt"))
    window.session.open(new)
    qtbot.waitUntil(lambda: told(window) == KEPT.split())
    assert sidecar(new).exists()
    assert not sidecar(path).exists()


def test_a_chapter_that_is_renamed_in_the_panel_takes_it_along(opened: Window, qtbot: QtBot) -> None:
    writer = Writer(opened, qtbot)
    story = opened.stories.story
    assert story
    opened.page.moveCursor(QTextCursor.MoveOperation.End)
    accept(writer)
    opened.session.save()
    kept_of(opened).flush()
    former = story.texts[0]
    opened.stories.deeds.rename(former, "Another Name")
    path = opened.session.path
    assert path
    assert path != former.path
    assert told(opened) == KEPT.split()
    assert stretches(path) == [("accepted", KEPT.strip())]
    assert not sidecar(former.path).exists()
    writer.type(". More")
    opened.session.save()
    kept_of(opened).flush()
    assert not sidecar(former.path).exists()
