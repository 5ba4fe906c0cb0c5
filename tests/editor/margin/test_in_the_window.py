"""Comments and bookmarks by key and by mouse, in a real window, kept beside the file."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.margin.margin import TOPIC, Margin
from desktop.editor.margin.margin_column import MarginColumn
from desktop.editor.margin.margin_panel import MarginPanel
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.window.window import Window
from desktop.engine.annotations.annotation import Kind
from desktop.engine.annotations.annotation_file import AnnotationFile
from tests.editor.conftest import FakeDialogs, Writer, child

TEXT = "The clock had stopped.\n\nMara said nothing.\nNobody spoke of the clock again.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def margin(window: Window, path: Path, qtbot: QtBot) -> Margin:
    window.session.open(path)
    qtbot.wait(1)
    return window.margin


def sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".comments.json")


def kept(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(sidecar(path).read_bytes())["annotations"]
    return found


def panel_of(margin: Margin) -> MarginPanel:
    assert margin.panel
    return margin.panel


def key(qtbot: QtBot, widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    both = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        both |= modifier
    qtbot.keyClick(widget, key, both)


CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def write_comment(margin: Margin, writer: Writer, qtbot: QtBot, about: str, words: str) -> None:
    start = writer.text.index(about)
    writer.select(start, start + len(about))
    key(qtbot, writer.page, Qt.Key.Key_C, CONTROL, SHIFT)
    field = panel_of(margin).words
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, words)
    key(qtbot, field, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(writer.page.hasFocus)


def test_a_comment_is_written_by_key_and_kept_beside_the_text(
    margin: Margin, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    write_comment(margin, writer, qtbot, "nothing", "Too quiet?")
    qtbot.waitUntil(sidecar(path).exists)
    (one,) = kept(path)
    assert (one["words"], one["exact"]) == ("Too quiet?", "nothing")
    assert path.read_text(encoding="utf-8") == TEXT
    assert not writer.page.document().isModified()


def test_it_comes_back_with_the_file_and_goes_along_with_edits(
    desk: Desk, margin: Margin, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    write_comment(margin, writer, qtbot, "nothing", "Too quiet?")
    cursor = writer.page.textCursor()
    cursor.setPosition(0)
    writer.page.setTextCursor(cursor)
    writer.type("Once. ")
    margin.annotations.flush()
    assert kept(path)[0]["start"] == writer.text.index("nothing")
    writer.window.session.save()
    writer.window.session.new()
    qtbot.wait(1)
    assert margin.annotations.marks == []
    writer.window.session.open(path)
    qtbot.waitUntil(lambda: bool(margin.annotations.placed))
    (mark,) = margin.annotations.placed
    assert margin.annotations.words_of(mark) == "nothing"


def test_words_that_were_moved_outside_are_found_and_others_listed_as_lost(
    margin: Margin, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    write_comment(margin, writer, qtbot, "Mara said nothing", "Who?")
    write_comment(margin, writer, qtbot, "had stopped", "When?")
    writer.window.session.new()
    path.write_text("Another 😀 beginning.\n\nMara said nothing.\nNobody spoke.\n", encoding="utf-8")
    writer.window.session.open(path)
    qtbot.waitUntil(lambda: len(margin.annotations.placed) == 1)
    found, lost = margin.annotations.marks
    assert margin.annotations.words_of(found) == "Mara said nothing"
    assert lost.is_lost
    assert found.start == writer.text.index("Mara") + 1  # Qt counts the face as two
    panel = panel_of(margin)
    panel.choose(lost.id)
    assert panel.list.item(1).text() == "When?\nLost its place: “had stopped”"
    writer.select(0, 7)
    panel.place_asked.emit(lost.id)
    assert [margin.annotations.words_of(mark) for mark in margin.annotations.placed] == [
        "Another",
        "Mara said nothing",
    ]


def test_deleted_words_come_back_with_their_comment_also_by_cut_and_paste(
    margin: Margin, writer: Writer, qtbot: QtBot
) -> None:
    write_comment(margin, writer, qtbot, "Mara said nothing", "Who?")
    start = writer.text.index("Mara")
    writer.select(start, start + len("Mara said nothing.\n"))
    writer.control(Qt.Key.Key_X)
    assert [mark.is_lost for mark in margin.annotations.marks] == [True]
    writer.undo()
    assert [mark.is_lost for mark in margin.annotations.marks] == [False]
    writer.select(start, start + len("Mara said nothing.\n"))
    writer.control(Qt.Key.Key_X)
    writer.select(0, 0)
    writer.control(Qt.Key.Key_V)
    (mark,) = margin.annotations.placed
    assert (mark.start, margin.annotations.words_of(mark)) == (0, "Mara said nothing")


def test_bookmarks_by_key_and_round_through_all(margin: Margin, writer: Writer, qtbot: QtBot) -> None:
    write_comment(margin, writer, qtbot, "nothing", "Too quiet?")
    for words in ("Nobody", "The clock"):
        at = writer.text.index(words)
        writer.select(at, at)
        key(qtbot, writer.page, Qt.Key.Key_B, CONTROL, SHIFT)
    key(qtbot, writer.page, Qt.Key.Key_Home, CONTROL)
    places = []
    for _ in range(3):
        key(qtbot, writer.page, Qt.Key.Key_PageDown, ALT)
        places.append(writer.page.textCursor().position())
    assert places == [writer.text.index("nothing"), writer.text.index("Nobody"), 0]
    key(qtbot, writer.page, Qt.Key.Key_PageUp, ALT)
    assert writer.page.textCursor().position() == writer.text.index("Nobody")
    key(qtbot, writer.page, Qt.Key.Key_B, CONTROL, SHIFT)
    kinds = [mark.annotation.kind for mark in margin.annotations.marks]
    assert kinds == [Kind.BOOKMARK, Kind.COMMENT]


def test_resolve_delete_and_bring_back(margin: Margin, writer: Writer, qtbot: QtBot) -> None:
    write_comment(margin, writer, qtbot, "nothing", "Too quiet?")
    panel = panel_of(margin)
    qtbot.mouseClick(panel._resolve, Qt.MouseButton.LeftButton)
    assert margin.annotations.marks[0].annotation.resolved
    assert panel.list.item(0).text().startswith("Done: Too quiet?")
    panel.list.setFocus()
    key(qtbot, panel.list, Qt.Key.Key_Delete)
    assert margin.annotations.marks == []
    writer.page.setFocus()
    writer.select(0, 0)
    writer.type("Once. ")
    writer.window.messages.answer(TOPIC, "Bring it back")
    (mark,) = margin.annotations.placed
    assert margin.annotations.words_of(mark) == "nothing"
    assert mark.annotation.resolved
    key(qtbot, panel.list, Qt.Key.Key_Delete)
    key(qtbot, panel.list, Qt.Key.Key_Z, CONTROL)
    assert len(margin.annotations.marks) == 1
    assert writer.text.startswith("Once. ")  # the text's own undo is another one


def test_a_comment_without_words_goes_when_it_is_left(margin: Margin, writer: Writer, qtbot: QtBot) -> None:
    write_comment(margin, writer, qtbot, "nothing", "")
    assert margin.annotations.marks == []


def test_a_click_on_a_sign_goes_there(margin: Margin, writer: Writer, qtbot: QtBot) -> None:
    write_comment(margin, writer, qtbot, "Nobody", "Who?")
    key(qtbot, writer.page, Qt.Key.Key_Home, CONTROL)
    column = child(writer.page, MarginColumn)
    at = column.place_of(margin.annotations.marks[0])
    assert at
    qtbot.mouseClick(writer.page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert writer.page.textCursor().position() == writer.text.index("Nobody")
    current = panel_of(margin).current
    assert current
    assert current.annotation.words == "Who?"


def test_a_text_without_a_file_takes_its_comments_into_its_first_one(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.type("Words without a file")
    write_comment(window.margin, writer, qtbot, "without", "Save it.")
    qtbot.waitUntil(lambda: any((tmp_path / "inkling_data" / "comments").glob("untitled-*")))
    dialogs.save_path = tmp_path / "new.txt"
    assert window.session.save()
    window.margin.annotations.flush()
    assert kept(tmp_path / "new.txt")[0]["words"] == "Save it."
    assert not any((tmp_path / "inkling_data" / "comments").iterdir())


def test_two_windows_of_two_desks_add_to_one_file(
    margin: Margin, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    write_comment(margin, writer, qtbot, "nothing", "Mine")
    margin.annotations.flush()
    content = json.loads(sidecar(path).read_bytes())
    content["annotations"].append(content["annotations"][0] | {"id": "other", "words": "Theirs"})
    sidecar(path).write_text(json.dumps(content), encoding="utf-8")
    write_comment(margin, writer, qtbot, "Nobody", "Mine, too")
    margin.annotations.flush()
    assert sorted(str(one["words"]) for one in kept(path)) == ["Mine", "Mine, too", "Theirs"]
    qtbot.waitUntil(lambda: len(margin.annotations.placed) == 3)


def test_a_damaged_file_is_told_and_put_aside(window: Window, path: Path, qtbot: QtBot) -> None:
    sidecar(path).write_text("{", encoding="utf-8")
    window.session.open(path)
    qtbot.waitUntil(lambda: "damaged" in window.messages.sentence(TOPIC))
    assert len(list(path.parent.glob("*.damaged-*"))) == 1


def test_a_text_that_another_program_renamed_keeps_its_comments(
    margin: Margin, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    write_comment(margin, writer, qtbot, "Mara said nothing", "Who?")
    writer.window.session.new()
    new = path.with_name("renamed.txt")
    path.rename(new)
    writer.window.session.open(new)
    qtbot.waitUntil(lambda: len(margin.annotations.placed) == 1)
    assert sidecar(new).exists()
    assert not sidecar(path).exists()


def test_another_text_put_on_the_page_at_once_is_searched(
    margin: Margin, writer: Writer, qtbot: QtBot
) -> None:
    write_comment(margin, writer, qtbot, "Mara said nothing", "Who?")
    start = writer.text.index("Nobody")
    writer.select(start, start)
    key(qtbot, writer.page, Qt.Key.Key_B, CONTROL, SHIFT)
    writer.page.setPlainText("Before it all.\n" + TEXT)
    qtbot.waitUntil(lambda: len(margin.annotations.placed) == 2)
    assert [margin.annotations.words_of(mark)[:6] for mark in margin.annotations.placed] == [
        "Mara s",
        "Nobody",
    ]


def test_a_crash_takes_no_comment_of_a_text_without_a_file(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.type("Words without a file")
    write_comment(window.margin, writer, qtbot, "without", "Save it.")
    folder = tmp_path / "inkling_data" / "comments"
    qtbot.waitUntil(lambda: any(folder.glob("untitled-*")))
    (file,) = folder.glob("untitled-*")
    left = file.read_text(encoding="utf-8")
    dialogs.on_unsaved = Unsaved.DISCARD
    assert window.session.new()
    assert not file.exists()
    assert window.margin.annotations.is_empty
    pid = json.loads(left)["process"]["pid"]
    file.write_text(left.replace(f'"pid": {pid}', '"pid": 999999999'), encoding="utf-8")
    writer.page.setPlainText("Words without a file")
    window.margin.annotations.begin()  # as after words were brought back
    qtbot.waitUntil(lambda: len(window.margin.annotations.placed) == 1)


def test_in_a_desk_that_runs_from_right_to_left_the_column_is_on_the_left(
    margin: Margin, writer: Writer, qtbot: QtBot
) -> None:
    column = child(writer.page, MarginColumn)
    assert column.geometry().right() == writer.page.viewport().geometry().right()
    writer.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: column.x() == writer.page.viewport().x())


def test_a_full_disk_is_told_and_tried_again(
    margin: Margin, writer: Writer, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(AnnotationFile, "_store", refuse)
        write_comment(margin, writer, qtbot, "nothing", "Too quiet?")
        qtbot.waitUntil(lambda: "No space left" in writer.window.messages.sentence(TOPIC))
        margin.annotations.flush()
    assert not sidecar(path).exists()
    margin.annotations._again.setInterval(1)
    margin.annotations._again.start()
    qtbot.waitUntil(sidecar(path).exists)
