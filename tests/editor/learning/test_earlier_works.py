"""Earlier works, added and removed in a real window, and known to the model from then on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from desktop.books.convert import StoryText, export
from desktop.editor.desk import Desk
from desktop.editor.learning.learning_dialog import LearningDialog
from desktop.editor.preferences.privacy import Privacy
from desktop.editor.window.window import Window
from desktop.engine.recovery.kept import WORKS, delete
from desktop.engine.works.shelf import Shelf
from tests.editor.conftest import FakeDialogs, child
from tests.editor.fake_engine import FakeEngine

FORD = "The ford was shallow.\n\nNobody crossed *it*."
MILL = "A lamp burned in the mill."


@pytest.fixture
def dialog(window: Window, desk: Desk) -> LearningDialog:
    window.actions_["learn_writing"].trigger()
    assert window.learning.dialog is not None
    return window.learning.dialog


def click(dialog: LearningDialog, name: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(child(dialog, QPushButton, name), Qt.MouseButton.LeftButton)


def add(dialog: LearningDialog, desk: Desk, dialogs: FakeDialogs, qtbot: QtBot, *paths: Path) -> None:
    dialogs.works = list(paths)
    click(dialog, "add_files", qtbot)
    qtbot.waitUntil(lambda: not desk.works.work.is_busy, timeout=30_000)


def rows(dialog: LearningDialog) -> list[tuple[str, str]]:
    table = child(dialog, QTableWidget, "works")
    found = []
    for row in range(table.rowCount()):
        title, words = table.item(row, 0), table.item(row, 1)
        assert title is not None
        assert words is not None
        found.append((title.text(), words.text()))
    return found


def result(dialog: LearningDialog) -> str:
    return child(dialog, QLabel, "result").text()


def test_works_of_any_format_are_listed_and_known_to_the_model(
    dialog: LearningDialog,
    desk: Desk,
    dialogs: FakeDialogs,
    window: Window,
    engine: FakeEngine,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    export([StoryText("ford", FORD)], tmp_path / "Ford.docx")
    (tmp_path / "Mill.txt").write_text(MILL)
    add(dialog, desk, dialogs, qtbot, tmp_path / "Ford.docx", tmp_path / "Mill.txt", tmp_path / "gone.odt")
    assert rows(dialog) == [("Mill", "6"), ("Ford", "7")]
    assert "13" in result(dialog)
    assert "gone.odt" in result(dialog)
    qtbot.waitUntil(lambda: len(desk.works.texts) == 2)
    assert desk.works.texts == (MILL, "The ford was shallow.\nNobody crossed it.")
    dialog.close()
    window.activateWindow()
    window.page.setFocus()
    qtbot.keyClicks(window.page, "And")
    qtbot.waitUntil(lambda: engine.learned[-1:] == [desk.works.texts])


def test_a_folder_is_one_work(
    dialog: LearningDialog, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "My Novel"
    folder.mkdir()
    (folder / "1.md").write_text(FORD)
    (folder / "2.txt").write_text(MILL)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    dialogs.folder = folder
    click(dialog, "add_folder", qtbot)
    qtbot.waitUntil(lambda: not desk.works.work.is_busy, timeout=30_000)
    assert rows(dialog) == [("My Novel", "13")]


def test_what_is_removed_is_no_longer_known(
    dialog: LearningDialog, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    for name, text in (("Ford", FORD), ("Mill", MILL)):
        (tmp_path / f"{name}.txt").write_text(text)
    add(dialog, desk, dialogs, qtbot, tmp_path / "Ford.txt", tmp_path / "Mill.txt")
    button = child(dialog, QPushButton, "remove_works")
    assert not button.isEnabled()
    table = child(dialog, QTableWidget, "works")
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert [title for title, _ in rows(dialog)] == ["Ford"]
    qtbot.waitUntil(lambda: len(desk.works.texts) == 1)
    assert (tmp_path / "Mill.txt").exists()


def test_the_switch_takes_them_from_the_model_and_gives_them_back(
    dialog: LearningDialog, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Mill.txt").write_text(MILL)
    add(dialog, desk, dialogs, qtbot, tmp_path / "Mill.txt")
    qtbot.waitUntil(lambda: desk.works.texts == (MILL,))
    box = child(dialog, QCheckBox, "use_works")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not desk.settings.choices.earlier_works
    assert desk.works.texts == ()
    desk.settings.update(earlier_works=True)  # as Preferences do
    assert box.isChecked()
    qtbot.waitUntil(lambda: desk.works.texts == (MILL,))


def test_works_are_read_at_the_next_start_and_only_if_they_are_used(
    desk: Desk, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    Shelf().keep("Mill", tmp_path / "mill.txt", MILL)
    assert desk.works.texts == ()
    desk.works.reload()
    qtbot.waitUntil(lambda: desk.works.texts == (MILL,))


def test_what_privacy_deletes_is_known_no_more(
    desk: Desk, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    Shelf().keep("Mill", tmp_path / "mill.txt", MILL)
    desk.works.reload()
    qtbot.waitUntil(lambda: desk.works.texts == (MILL,))
    window.show_privacy()
    delete(WORKS)
    child(window, Privacy).reject()
    qtbot.waitUntil(lambda: desk.works.texts == ())


def test_a_dialog_that_was_closed_comes_again(window: Window, dialog: LearningDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    assert window.learning.dialog is None
    window.actions_["learn_writing"].trigger()
    assert window.learning.dialog is not None


def test_a_window_may_close_while_its_dialog_is_open(
    window: Window, dialog: LearningDialog, desk: Desk, qtbot: QtBot
) -> None:
    other = desk.new_window()
    with qtbot.waitSignal(window.destroyed, timeout=20_000):
        window.close()
    desk.training.changed.emit()
    desk.works.changed.emit()
    desk.settings.update(earlier_works=False)
    assert desk.windows == [other]
