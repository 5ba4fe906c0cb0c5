"""Versions by key and by mouse: kept beside the file, compared word by word, brought back, deleted."""

import os
import re
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop.editor.settings.settings import Settings
from desktop.editor.versions.changes_view import ChangesView
from desktop.editor.versions.keep_dialog import KeepDialog
from desktop.editor.versions.versioning import TOPIC
from desktop.editor.versions.versions_window import VersionsWindow
from desktop.editor.window.window import Window
from desktop.engine.versions.versions import Versions, texts_of
from tests.editor.conftest import Writer, child

TEXT = "The clock had stopped.\n\nMara said nothing.\nNobody spoke of the clock again.\n"


@pytest.fixture
def path(window: Window, tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.session.open(path)
    return path


def keep(window: Window, qtbot: QtBot, name: str) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window.page, Qt.Key.Key_Y, both)
    dialog = child(window, KeepDialog)
    field = child(dialog, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, name)
    path, before = window.session.path, window.status.remark.text()
    assert path
    count = len(Versions(path).all())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.findChildren(KeepDialog))
    qtbot.waitUntil(lambda: window.status.remark.text() == f"Kept: {name}.")
    assert before != window.status.remark.text()
    assert len(Versions(path).all()) == count + 1


def versions_window(window: Window, qtbot: QtBot) -> VersionsWindow:
    window.actions_["versions"].trigger()
    found = child(window, VersionsWindow)
    qtbot.waitUntil(lambda: said(found) not in ("", "Comparing…"))
    return found


def said(window: VersionsWindow) -> str:
    return child(window, QLabel, "versions_state").text()


def changed(window: VersionsWindow) -> tuple[int, ...]:
    """How many words are said to be added, and removed."""
    return tuple(int(number) for number in re.findall(r"\d+", said(window)))


def button(window: VersionsWindow, words: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton) if one.text() == words)


def test_a_version_is_kept_by_key_and_holds_all_words(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    writer.type("Unsaved. ")
    keep(window, qtbot, "draft one")
    (version,) = Versions(path).all()
    assert (version.name, version.words) == ("draft one", 14)
    assert texts_of(version) == {"story.txt": "Unsaved. " + TEXT}
    assert path.read_text(encoding="utf-8") == TEXT


def test_what_changed_is_shown_word_by_word(window: Window, writer: Writer, path: Path, qtbot: QtBot) -> None:
    keep(window, qtbot, "draft one")
    start = TEXT.index("nothing")
    writer.select(start, start + 7)
    writer.type("little")
    shown = versions_window(window, qtbot)
    qtbot.waitUntil(lambda: changed(shown) == (1, 1))
    view = child(shown, ChangesView)
    qtbot.waitUntil(lambda: bool(view.places))
    assert "Mara said nothinglittle." in view.toPlainText()
    (place,) = view.places
    assert view.toPlainText()[place.start : place.end] == "nothinglittle"
    cursor = view.textCursor()
    cursor.setPosition(place.start + 1)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(place.end)
    assert cursor.charFormat().fontUnderline()
    writer.type("!")
    window.activateWindow()
    shown.activateWindow()
    shown.came_to_front.emit()
    qtbot.waitUntil(lambda: "nothinglittle!" in view.toPlainText())


def test_bringing_back_is_one_undo_step_and_keeps_what_stands(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    keep(window, qtbot, "draft one")
    writer.type("Once. ")
    shown = versions_window(window, qtbot)
    qtbot.mouseClick(button(shown, "&Bring Back"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: writer.text == TEXT)
    kept = {one.name: texts_of(one)["story.txt"] for one in Versions(path).all()}
    assert kept == {"draft one": TEXT, "Before “draft one” came back": "Once. " + TEXT}
    assert "undo brings it back" in window.messages.sentence(TOPIC)
    window.page.setFocus()
    writer.undo()
    assert writer.text == "Once. " + TEXT


def test_deleting_asks(window: Window, writer: Writer, path: Path, qtbot: QtBot) -> None:
    keep(window, qtbot, "draft one")
    shown = versions_window(window, qtbot)
    qtbot.mouseClick(button(shown, "&Delete…"), Qt.MouseButton.LeftButton)
    box = child(shown, QMessageBox)
    assert "draft one" in box.text()
    assert len(Versions(path).all()) == 1
    next(one for one in box.buttons() if one.text() == "Delete").click()
    assert Versions(path).all() == []


def test_backups_can_be_compared_too(window: Window, writer: Writer, path: Path, qtbot: QtBot) -> None:
    writer.type("Once. ")
    window.session.save()
    shown = versions_window(window, qtbot)
    rows = child(shown, QTreeWidget)
    names = [rows.topLevelItem(number).text(0) for number in range(rows.topLevelItemCount())]  # type: ignore[union-attr]
    assert names == ["The text now", "Backup"]
    qtbot.waitUntil(lambda: changed(shown) == (1, 0))
    assert not button(shown, "&Delete…").isEnabled()


def test_a_text_without_a_file_is_told(window: Window, writer: Writer) -> None:
    writer.type("Words")
    window.versioning.keep()
    assert "has no file yet" in window.messages.sentence(TOPIC)


class Story:
    """A story's folder with two texts."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.texts = [Text(folder / "Two.txt"), Text(folder / "story.txt")]
        self.notes = [Text(folder / "notes" / "People.txt")]


class Text:
    def __init__(self, path: Path):
        self.path = path


def test_a_whole_story_is_kept_and_brought_back(
    window: Window, writer: Writer, path: Path, qtbot: QtBot
) -> None:
    story = Story(path.parent)
    (path.parent / "notes").mkdir()
    for text, words in ((story.texts[0], "Two."), (story.notes[0], "Mara.")):
        text.path.write_text(words, encoding="utf-8")
    (path.parent / "story.toml").write_text('order = ["Two.txt", "story.txt"]\n', encoding="utf-8")
    versioning = window.versioning
    versioning._story = lambda: story
    writer.type("Once. ")
    versioning.keep_as("all", True)
    qtbot.waitUntil(lambda: len(Versions(story.folder).all()) == 1)
    (version,) = Versions(story.folder).all()
    assert list(texts_of(version)) == ["Two.txt", "story.txt", "notes/People.txt", "story.toml"]
    assert version.words == 14 + 1 + 1
    (path.parent / "story.toml").write_text('order = ["story.txt"]\n', encoding="utf-8")
    writer.type("More. ")
    story.texts[0].path.write_text("Two, too.", encoding="utf-8")
    story.notes[0].path.unlink()
    story.notes = []
    source = next(one for one in versioning.sources() if one.version)
    versioning.bring_back_story(source, source.read())
    qtbot.waitUntil(lambda: writer.text == "Once. " + TEXT)
    assert story.texts[0].path.read_text(encoding="utf-8") == "Two."
    assert (path.parent / "notes" / "People.txt").read_text(encoding="utf-8") == "Mara."
    assert "Two.txt" in (path.parent / "story.toml").read_text(encoding="utf-8")
    before = next(one for one in Versions(story.folder).all() if one.name != "all")
    assert texts_of(before)["story.txt"].startswith("Once. More. ")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("private", ["version", "text"])
def test_a_text_that_comes_back_is_for_no_more_readers(
    window: Window, path: Path, qtbot: QtBot, private: str
) -> None:
    versioning, story = window.versioning, Story(path.parent)
    story.texts, story.notes = story.texts[1:], []
    versioning._story = lambda: story
    version = Versions(story.folder).keep("all", {"story.txt": TEXT, "Two.txt": "Two."}, 2)
    (version.path if private == "version" else path).chmod(0o600)
    source = next(one for one in versioning.sources() if one.version)
    versioning.bring_back_story(source, source.read())
    back = path.parent / "Two.txt"
    qtbot.waitUntil(back.exists)
    assert stat.S_IMODE(back.stat().st_mode) == 0o600


def test_the_thread_ends_with_the_window(window: Window, path: Path, qtbot: QtBot) -> None:
    keep(window, qtbot, "draft one")
    shown = versions_window(window, qtbot)
    shown.close()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not window.findChildren(VersionsWindow))
    versions_window(window, qtbot)


def test_the_window_speaks_the_language_of_the_desk(
    window: Window, path: Path, qtbot: QtBot, settings: Settings
) -> None:
    versions_window(window, qtbot)
    settings.update(language="zh_CN")
    qtbot.waitUntil(lambda: len([one for one in window.findChildren(VersionsWindow) if one.isVisible()]) == 1)
    settings.update(language="en")
    qtbot.waitUntil(lambda: len([one for one in window.findChildren(VersionsWindow) if one.isVisible()]) == 1)
