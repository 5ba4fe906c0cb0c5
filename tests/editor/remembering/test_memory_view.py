"""The memory beside the page, with real key events in a real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.remembering.memory_view import MemoryView
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from desktop.engine.engine import Suggestion
from desktop.engine.stories.memory_file import MemoryFile
from desktop.engine.story.learnt import Learnt, LearntKind
from desktop.engine.story.memory_choices import MemoryChoices
from tests.editor.conftest import Writer, child
from tests.editor.fake_engine import HOUSE, FakeEngine
from tests.engine.stories.conftest import fill

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "The sea was calm.\nCaptain Hask came ashore, and Orlen slept."


@pytest.fixture
def engine(engine: FakeEngine) -> FakeEngine:
    engine.known = [
        Learnt("Hask", 3, LearntKind.NAME),
        Learnt("Orlen", 1, LearntKind.NAME),
        Learnt("Captain Hask", 3, LearntKind.PHRASE),
    ]
    return engine


@pytest.fixture
def view(window: Window, settings: Settings, qtbot: QtBot) -> MemoryView:
    settings.update(memory_panel=True)
    view = window.remembering.view
    assert view
    return view


def rows(view: MemoryView) -> list[tuple[str, str]]:
    return [(row.text, row.state) for row in view.panel.list.rows.rows]


def show(writer: Writer, view: MemoryView, qtbot: QtBot, text: str = TEXT) -> None:
    writer.put(text)
    qtbot.waitUntil(lambda: len(rows(view)) >= 3)


def mark(view: MemoryView, text: str) -> None:
    at = [name for name, _ in rows(view)].index(text)
    view.panel.list.setCurrentIndex(view.panel.list.rows.index(at, 0))
    view.panel.list.setFocus()


def test_it_is_shown_by_key_with_uses_and_first_places(
    writer: Writer, window: Window, settings: Settings, qtbot: QtBot
) -> None:
    assert window.remembering.view is None
    writer.put(TEXT)
    writer.press(Qt.Key.Key_D, CONTROL | SHIFT)
    view = window.remembering.view
    assert view
    qtbot.waitUntil(lambda: len(rows(view)) == 3)
    model = view.panel.list.rows
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Hask, 3, Captain Hask came ashore, and Orlen slept."
    assert writer.page.hasFocus()
    writer.press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert not view.panel.isVisible()
    assert not settings.choices.memory_panel


def test_delete_forgets_and_brings_back(
    writer: Writer, view: MemoryView, engine: FakeEngine, qtbot: QtBot
) -> None:
    show(writer, view, qtbot)
    mark(view, "Hask")
    QTest.keyClick(view.panel.list, Qt.Key.Key_Delete)
    assert rows(view)[-1] == ("Hask", "forgotten")
    writer.page.setFocus()
    qtbot.waitUntil(lambda: engine.choices[-1:] == [MemoryChoices(forgotten=("Hask",))])
    mark(view, "Hask")
    assert view.panel.leave.text() == "Remember"
    qtbot.mouseClick(view.panel.leave, Qt.MouseButton.LeftButton)
    assert ("Hask", "") in rows(view)
    writer.page.setFocus()
    qtbot.waitUntil(lambda: engine.choices[-1] == MemoryChoices())


def test_a_name_is_added_before_the_text_has_it(
    writer: Writer, view: MemoryView, engine: FakeEngine, qtbot: QtBot
) -> None:
    show(writer, view, qtbot)
    line = child(view.panel, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "Marrow  Quay")
    assert rows(view) == []  # as far as they have these letters
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert rows(view)[0] == ("Marrow Quay", "kept")
    assert line.text() == ""
    assert not view.panel.go.isEnabled()
    writer.page.setFocus()
    qtbot.waitUntil(lambda: engine.choices[-1:] == [MemoryChoices(kept=("Marrow Quay",))])


def test_keep_by_key_and_by_button(writer: Writer, view: MemoryView, qtbot: QtBot) -> None:
    show(writer, view, qtbot)
    mark(view, "Captain Hask")
    QTest.keyClick(view.panel.list, Qt.Key.Key_Insert)
    assert rows(view)[0] == ("Captain Hask", "kept")
    mark(view, "Captain Hask")
    qtbot.mouseClick(child(view.panel, QToolButton, "memory_keep"), Qt.MouseButton.LeftButton)
    assert ("Captain Hask", "") in rows(view)


def test_the_uses_of_added_words_are_counted_in_the_text(
    writer: Writer, view: MemoryView, qtbot: QtBot
) -> None:
    show(writer, view, qtbot, TEXT + " The sea, the sea! Seaside.")
    child(view.panel, QLineEdit).setText("sea")
    QTest.keyClick(child(view.panel, QLineEdit), Qt.Key.Key_Return)
    first = view.panel.list.rows.rows[0]
    assert (first.text, first.uses) == ("sea", 3)


def test_return_goes_where_words_come_first(writer: Writer, view: MemoryView, qtbot: QtBot) -> None:
    show(writer, view, qtbot)
    mark(view, "Orlen")
    QTest.keyClick(view.panel.list, Qt.Key.Key_Return)
    cursor = writer.page.textCursor()
    assert (cursor.selectedText(), cursor.selectionStart()) == ("Orlen", TEXT.index("Orlen"))
    assert writer.page.hasFocus()


def test_what_is_selected_on_the_page_is_kept(
    writer: Writer, window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="Captain Hask")
    for _ in "Captain Hask":
        writer.press(Qt.Key.Key_Left, SHIFT)
    window.actions_["keep_in_memory"].trigger()
    assert "Captain Hask" in window.status.remark.text()
    qtbot.waitUntil(lambda: engine.choices[-1:] == [MemoryChoices(kept=("Captain Hask",))])
    assert window.remembering.view is None  # it needs no panel


# --- where it is kept ------------------------------------------------------------------------------------


def test_choices_are_kept_beside_the_text_and_come_back(
    writer: Writer, window: Window, view: MemoryView, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Story.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.open(path)
    qtbot.waitUntil(lambda: len(rows(view)) == 3)
    mark(view, "Hask")
    QTest.keyClick(view.panel.list, Qt.Key.Key_Delete)
    assert MemoryFile.of_text(path).read().forgotten == ("Hask",)
    window.session.new()
    qtbot.waitUntil(lambda: ("Hask", "forgotten") not in rows(view))
    window.open(path)
    qtbot.waitUntil(lambda: ("Hask", "forgotten") in rows(view))


def test_of_an_untitled_text_they_are_kept_once_it_has_a_file(
    writer: Writer, window: Window, dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put(TEXT, cursor_after="Captain Hask")
    window.actions_["keep_in_memory"].trigger()
    path = tmp_path / "Saved.txt"
    dialogs.save_path = path
    assert window.session.save()
    qtbot.waitUntil(lambda: MemoryFile.of_text(path).read().kept == ("Hask",))


def test_under_another_name_a_text_takes_them_along(
    writer: Writer, window: Window, dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Story.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.open(path)
    window.remembering._suggesting.keeper.keep("Marrow Quay")
    dialogs.save_path = tmp_path / "Other.txt"
    window.session.save_as()
    qtbot.waitUntil(lambda: MemoryFile.of_text(tmp_path / "Other.txt").read().kept == ("Marrow Quay",))
    window.session.new()  # which takes nothing along
    qtbot.waitUntil(lambda: window.remembering._suggesting.keeper.choices == MemoryChoices())


def test_all_chapters_of_a_story_share_them(
    desk: Desk, window: Window, view: MemoryView, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = fill(tmp_path / "The Lighthouse")
    desk.open_files([folder], window)
    qtbot.waitUntil(lambda: window.stories.words is not None and len(rows(view)) == 3)
    child(view.panel, QLineEdit).setText("Ann")
    QTest.keyClick(child(view.panel, QLineEdit), Qt.Key.Key_Return)
    assert MemoryFile.of_folder(folder).read().kept == ("Ann",)
    place = view.places.of("Ann")
    assert place
    assert place.chapter
    assert place.chapter.title == "People"
    window.stories.step(1)
    qtbot.waitUntil(lambda: window.page.toPlainText().startswith("It blew"))
    qtbot.waitUntil(lambda: rows(view)[0] == ("Ann", "kept"))
    view.go_to("Ann")
    assert window.page.toPlainText().startswith("Ann, a sailor")
    assert window.page.textCursor().selectedText() == "Ann"


def test_a_file_that_cannot_be_written_is_told_and_the_choice_holds(
    window: Window, writer: Writer, view: MemoryView, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Story.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.open(path)
    MemoryFile.of_text(path).path.mkdir()
    qtbot.waitUntil(lambda: len(rows(view)) == 3)
    mark(view, "Hask")
    QTest.keyClick(view.panel.list, Qt.Key.Key_Delete)
    assert rows(view)[-1] == ("Hask", "forgotten")


# --- what it brings --------------------------------------------------------------------------------------


def test_keys_saved_with_the_memory_and_without(
    writer: Writer, view: MemoryView, engine: FakeEngine, qtbot: QtBot
) -> None:
    show(writer, view, qtbot)
    assert "counted while this panel is open" in view.panel.brought.text()
    engine.alone = lambda left, right: [Suggestion(" house", 0.2)]
    writer.press(Qt.Key.Key_Return)
    writer.get_ghost("She opened the")
    taken = writer.page.ghost.text
    assert taken == HOUSE[0].text
    writer.press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: view._keeper.record.brought is not None)
    brought = view._keeper.record.brought
    assert brought
    assert (brought.taken, brought.saved, brought.alone) == (1, len(taken) - 1, len(" house") - 1)
    assert (
        f"saved {len(taken) - 1} keys; without the memory, {len(' house') - 1}." in view.panel.brought.text()
    )


def test_nothing_is_compared_while_the_panel_is_closed(
    writer: Writer, view: MemoryView, settings: Settings, engine: FakeEngine, qtbot: QtBot
) -> None:
    settings.update(memory_panel=False)
    asked: list[str] = []
    engine.alone = lambda left, right: asked.append(left) or []  # type: ignore[func-returns-value]
    writer.get_ghost("She opened the")
    writer.press(Qt.Key.Key_Tab)
    QTest.qWait(300)
    assert asked == []


def test_a_story_that_is_not_remembered_says_so(
    writer: Writer, view: MemoryView, settings: Settings, qtbot: QtBot
) -> None:
    show(writer, view, qtbot)
    settings.update(story_words=False)
    qtbot.waitUntil(lambda: "is not remembered" in view.panel.note.text())


def test_of_chinese_runs_of_characters_have_places_within_the_lines(
    writer: Writer, view: MemoryView, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.known = [Learnt("沈家", 3, LearntKind.PHRASE)]
    writer.put("青州的雨下了三天，沈家的门还是没有开。")
    qtbot.waitUntil(lambda: rows(view) == [("沈家", "")])
    model = view.panel.list.rows
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "青州的雨下了三天，沈家的门还是没有开。" in said
    mark(view, "沈家")
    QTest.keyClick(view.panel.list, Qt.Key.Key_Return)
    assert writer.page.textCursor().selectedText() == "沈家"
    child(view.panel, QLineEdit).setText("青州")
    QTest.keyClick(child(view.panel, QLineEdit), Qt.Key.Key_Return)
    writer.page.setFocus()
    qtbot.waitUntil(lambda: engine.choices[-1:] == [MemoryChoices(kept=("青州",))])
