"""The dialog on what is kept, with real keys and real files."""

import json
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.preferences.privacy import Privacy
from desktop.editor.settings.settings import Choices, Settings
from desktop.editor.window.window import Window
from desktop.engine.documents.documents import write_document
from desktop.engine.files.processes import Process
from desktop.engine.folders import data_folder
from desktop.engine.recovery import kept
from desktop.engine.recovery.kept import KINDS
from desktop.engine.recovery.recovery import RecoveryStore
from tests.editor.conftest import Writer

GONE = Process(2**22 + 7, Process.current().host, "1")  # above the largest number that Linux gives
ROWS = {kind.name: row for row, kind in enumerate(KINDS)}


@pytest.fixture
def settings(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """In the file where the desk has them."""
    monkeypatch.setenv("HOME", str(tmp_path))
    store = QSettings(str(kept.settings_folder() / "Inkling.ini"), QSettings.Format.IniFormat)
    settings = Settings(store)
    settings.update(language="en")
    return settings


@pytest.fixture
def orphan(tmp_path: Path) -> Path:
    """Unsaved words of a desk that was killed."""
    RecoveryStore().write("orphan", "words of a crash", None)
    file = data_folder() / "recovery" / "orphan.json"
    entry = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(entry | {"process": GONE.to_dict()}), encoding="utf-8")
    return file


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A former version of a file."""
    path = tmp_path / "story.txt"
    write_document(path, "now", write_document(path, "former"))
    (backup,) = [file for file in (data_folder() / "backups").rglob("*") if file.is_file()]
    return backup


class Reader:
    """Works the dialog with keys."""

    def __init__(self, dialog: Privacy, qtbot: QtBot):
        self.dialog = dialog
        self._qtbot = qtbot
        found = dialog.findChild(QTableWidget)
        assert isinstance(found, QTableWidget)
        self.table = found

    def press(self, key: Qt.Key) -> None:
        target = QApplication.focusWidget()
        assert target
        self._qtbot.keyClick(target, key)

    def tab_to(self, name: str) -> QWidget:
        for _ in range(20):
            focused = QApplication.focusWidget()
            assert focused
            if focused.objectName() == name:
                return focused
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"{name} cannot be reached")

    def choose(self, kind: str) -> None:
        self.table.setFocus()
        for _ in KINDS:
            self.press(Qt.Key.Key_Up)
        for _ in range(ROWS[kind]):
            self.press(Qt.Key.Key_Down)
        assert self.table.currentRow() == ROWS[kind]

    def question(self, button: str) -> QMessageBox:
        self.tab_to(button)
        self.press(Qt.Key.Key_Space)
        boxes = [box for box in self.dialog.findChildren(QMessageBox) if box.isVisible()]
        assert len(boxes) == 1
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is boxes[0])
        return boxes[0]

    def delete(self, button: str = "delete") -> None:
        box = self.question(button)
        (yes,) = [one for one in box.findChildren(QPushButton) if one.text() == "Delete"]
        yes.setFocus()
        self.press(Qt.Key.Key_Space)
        self.come_back()

    def come_back(self) -> None:
        """As a window manager does when a question is answered."""
        self.dialog.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is self.dialog)

    def cell(self, kind: str, column: int) -> str:
        item = self.table.item(ROWS[kind], column)
        assert item
        return item.text()

    @property
    def words(self) -> str:
        return "\n".join(label.text() for label in self.dialog.findChildren(QLabel))


@pytest.fixture
def reader(window: Window, qtbot: QtBot) -> Reader:
    window.actions_["privacy"].trigger()
    dialog = window.findChild(Privacy)
    assert isinstance(dialog, Privacy)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return Reader(dialog, qtbot)


def test_it_stands_in_the_help_menu(window: Window) -> None:
    menus = {action.text(): cast(QMenu, action.menu()) for action in window.menuBar().actions()}
    assert window.actions_["privacy"] in menus["&Help"].actions()


def test_each_kind_is_listed_and_explained(orphan: Path, backup: Path, reader: Reader) -> None:
    assert [reader.cell(kind.name, 0) for kind in KINDS] == [str(kind.title) for kind in KINDS]
    assert (reader.cell("recovery", 1), reader.cell("backups", 1)) == ("1", "1")
    assert reader.cell("backups", 2) == "6 bytes"
    assert reader.cell("backups", 3)
    assert reader.cell("settings", 1) == "1"
    for kind in KINDS:
        reader.choose(kind.name)
        assert str(kind.about) in reader.words
        assert "Folder: " in reader.words
    assert str(data_folder()) not in reader.words  # the last one's folder is another
    reader.choose("backups")
    assert str(data_folder() / "backups") in reader.words


def test_a_kind_is_deleted_after_a_question(
    orphan: Path, backup: Path, reader: Reader, tmp_path: Path
) -> None:
    reader.choose("backups")
    box = reader.question("delete")
    assert "Former versions" in box.text()
    assert box.defaultButton().text() == "Cancel"
    reader.press(Qt.Key.Key_Escape)
    assert backup.exists()
    reader.come_back()
    reader.choose("backups")
    reader.delete()
    assert not backup.exists()
    assert orphan.exists()
    assert (tmp_path / "story.txt").read_text() == "now"
    assert reader.cell("backups", 1) == "0"
    assert "Deleted." in reader.words
    delete = reader.dialog.findChild(QPushButton, "delete")
    assert isinstance(delete, QPushButton)
    assert not delete.isEnabled()


def test_all_is_deleted_but_open_texts_keep_theirs(
    orphan: Path, backup: Path, writer: Writer, reader: Reader, tmp_path: Path, desk: Desk
) -> None:
    writer.page.insertPlainText("Words that nobody has saved.")
    assert writer.window.session.autosave.keep_now()
    of_open = set((data_folder() / "recovery").iterdir()) - {orphan}
    assert of_open
    desk.settings.add_recent(tmp_path / "story.txt")
    reader.delete("delete_all")
    assert not orphan.exists()
    assert not backup.exists()
    assert set((data_folder() / "recovery").iterdir()) == of_open
    assert desk.settings.choices.recent == []
    assert "Deleted." in reader.words
    reader.choose("recovery")
    assert "an open text" in reader.words
    assert writer.text == "Words that nobody has saved."


def test_deleted_settings_are_those_of_a_new_desk(reader: Reader, settings: Settings, window: Window) -> None:
    settings.update(font_points=30.0, keys={"save": "F5"}, recent=["/secret/plan.txt"], folder="/secret")
    settings.flush()
    file = kept.settings_folder() / "Inkling.ini"
    assert "secret" in file.read_text()
    told: list[frozenset[str]] = []
    settings.changed.connect(told.append)
    reader.choose("settings")
    reader.delete()
    assert settings.choices == Choices()
    assert window.page.font().pointSizeF() == 14
    assert {"font_points", "keys", "recent", "folder"} <= told[0]
    settings.flush()
    assert not file.exists() or "secret" not in file.read_text()
    assert Settings(QSettings(str(file), QSettings.Format.IniFormat)).choices.recent == []


def test_what_cannot_be_deleted_is_said(
    backup: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", fail)
    reader.choose("backups")
    reader.delete()
    monkeypatch.undo()
    assert f"{backup} cannot be deleted (Permission denied)" in reader.words


class Folders(QObject):
    """Opens folders, as a file manager does."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_a_folder_is_opened(backup: Path, reader: Reader) -> None:
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "show")  # type: ignore[arg-type]
    try:
        reader.choose("backups")
        reader.tab_to("open_folder")
        reader.press(Qt.Key.Key_Space)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert folders.opened == [str(data_folder() / "backups")]


def test_where_no_program_shows_folders_it_is_said(
    backup: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    reader.choose("backups")
    reader.tab_to("open_folder")
    reader.press(Qt.Key.Key_Space)
    assert f"this one is {data_folder() / 'backups'}" in reader.words


def test_screen_readers_hear_all_of_it(backup: Path, reader: Reader) -> None:
    table = QAccessible.queryAccessibleInterface(reader.table)
    assert table.text(QAccessible.Text.Name) == "What Inkling keeps"
    heard = [table.child(number).text(QAccessible.Text.Name) for number in range(table.childCount())]
    assert {"What", "Files", "Space", "Last written", "Former versions", "6 bytes"} <= set(heard)
    reader.choose("backups")
    about = reader.tab_to("about")
    assert isinstance(about, QLabel)
    assert "Backups of your files" in about.text()
    assert QAccessible.queryAccessibleInterface(about).text(QAccessible.Text.Name) == "About what is chosen"


def test_it_follows_the_language_and_goes_when_it_is_closed(
    reader: Reader, settings: Settings, window: Window, qtbot: QtBot
) -> None:
    settings.update(language="zh_CN")
    settings.update(language="en")
    assert reader.dialog.windowTitle() == "Privacy"
    assert reader.table.rowCount() == len(KINDS)
    reader.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(Privacy) is None)
