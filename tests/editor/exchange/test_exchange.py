"""Import and export in a real window."""

import os
import re
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.books.apart import asking
from desktop.books.apart.asking import OnStart
from desktop.books.convert import StoryText, export
from desktop.books.reading import Imported, read_any
from desktop.editor.desk import Desk
from desktop.editor.exchange.exchange import TOPIC
from desktop.editor.exchange.export_dialog import ExportDialog
from desktop.editor.window.window import Window
from desktop.engine.errors import DocumentError
from tests.editor.conftest import FakeDialogs, Writer, child

TEXT = "# One\n\n*He* came.\n\n* * *\n\n> Said.\n\n# Two\n\nThe **end**.\n"


def docx(folder: Path, text: str = TEXT) -> Path:
    export([StoryText("a", text)], folder / "book.docx")
    return folder / "book.docx"


def wait(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.exchange._work.is_busy, timeout=20_000)


def export_dialog(window: Window) -> ExportDialog:
    window.actions_["export"].trigger()
    return next(one for one in window.findChildren(ExportDialog) if one.isVisible())


def press_export(dialog: QDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(child(dialog, QPushButton, "do_export"), Qt.MouseButton.LeftButton)


def test_a_word_document_is_imported_as_an_unsaved_text(
    window: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.import_path = docx(tmp_path)
    dialogs.import_path.chmod(0o600)
    window.actions_["import_file"].trigger()
    wait(window, qtbot)
    assert window.page.toPlainText() == TEXT.replace("* * *", "***")
    assert window.session.path is None
    assert window.session.is_modified
    assert window.session.is_markdown
    assert window.page.textCursor().position() == 0
    dialogs.save_path = tmp_path / "kept.md"
    assert window.session.save()
    assert (tmp_path / "kept.md").read_text(encoding="utf-8").startswith("# One")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "kept.md").stat().st_mode) == 0o600  # no more than what it came from


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
def test_opening_such_a_file_imports_it(
    window: Window, desk: Desk, tmp_path: Path, qtbot: QtBot, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    export([StoryText("a", "Words.\n")], path)
    window.page.setPlainText("something else")
    window.page.document().setModified(True)
    desk.open_files([path], window)
    wait(window, qtbot)
    assert len(desk.windows) == 2  # nothing of what is there is lost
    assert desk.windows[1].page.toPlainText() == "Words.\n"
    assert window.page.toPlainText() == "something else"


def test_a_dropped_one_is_imported_too(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(docx(tmp_path)))])
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(20, 20), action, data, Qt.MouseButton.LeftButton, none)
    window.page.dropEvent(event)
    wait(window, qtbot)
    assert window.page.toPlainText().startswith("# One")


def test_what_cannot_be_read_is_told(window: Window, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    for name, words in (("a.docx", "damaged"), ("b.doc", "save it as .docx"), ("c.odt", "c.odt")):
        path = tmp_path / name
        if name != "c.odt":  # which has vanished
            path.write_bytes(b"\xd0\xcf\x11\xe0 nothing of the kind")
        desk.open_files([path], window)
        wait(window, qtbot)
        sentence = window.messages.sentence(TOPIC)
        assert words in sentence, name
        assert window.session.is_blank


def test_losses_are_told_in_one_sentence(
    window: Window, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    dialogs.import_path = tmp_path / "a.html"
    dialogs.import_path.write_text("<p>A</p><table><tr><td>b</td></tr></table>", encoding="utf-8")
    window.actions_["import_file"].trigger()
    wait(window, qtbot)
    assert "Tables were kept as paragraphs" in window.messages.sentence(TOPIC)


def test_export_asks_and_remembers(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put(TEXT)
    dialog = export_dialog(window)
    child(dialog, QComboBox, "format").setCurrentIndex(child(dialog, QComboBox, "format").findData("epub"))
    qtbot.keyClicks(child(dialog, QLineEdit, "title"), "Night")
    qtbot.keyClicks(child(dialog, QLineEdit, "author"), "A. Writer")
    child(dialog, QCheckBox, "markdown").setChecked(True)
    dialogs.export_path = tmp_path / "night"  # without a suffix
    press_export(dialog, qtbot)
    wait(window, qtbot)
    book = read_any(tmp_path / "night.epub")
    assert (book.title, book.author) == ("Night", "A. Writer")
    assert book.text == TEXT.replace("* * *", "***")
    assert window.session.is_modified or window.session.path is None
    again = export_dialog(window)
    assert again.format.currentData() == "epub"
    assert (again.title.text(), again.author.text()) == ("Night", "A. Writer")
    again.reject()
    window.page.document().setModified(False)
    window.session.new()
    another = export_dialog(window)
    assert (another.title.text(), another.author.text()) == ("", "A. Writer")
    another.reject()


@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "md", "txt", "pdf"])
def test_every_format_is_written(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot, suffix: str
) -> None:
    writer.put(TEXT)
    dialog = export_dialog(window)
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))
    dialog.title.setText("T")
    dialog.title_page.setChecked(False)
    dialog.markdown.setChecked(True)
    path = dialogs.export_path = tmp_path / f"a.{suffix}"
    press_export(dialog, qtbot)
    wait(window, qtbot)
    losses = "Plain text has no bold or italic letters" if suffix == "txt" else ""
    assert losses in window.messages.sentence(TOPIC)
    assert losses or not window.messages.sentence(TOPIC)
    if suffix == "pdf":
        assert len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) == 2  # One, Two
    else:
        assert read_any(path).text.count("One") == 1


def test_a_selection_can_be_exported(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put("First words.\nSecond words.\n")
    writer.select(0, len("First words."))
    dialog = export_dialog(window)
    dialog.part.setCurrentIndex(1)
    dialog.format.setCurrentIndex(dialog.format.findData("txt"))
    dialogs.export_path = tmp_path / "a.txt"
    press_export(dialog, qtbot)
    wait(window, qtbot)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "First words.\n"


def test_errors_are_one_sentence_and_leave_what_is_there(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put(TEXT)
    (tmp_path / "a.docx").mkdir()
    for path in (tmp_path / "a.docx", tmp_path / "gone" / "b.docx"):
        dialog = export_dialog(window)
        dialogs.export_path = path
        press_export(dialog, qtbot)
        wait(window, qtbot)
        assert path.name in window.messages.sentence(TOPIC)
    assert (tmp_path / "a.docx").is_dir()


def test_the_texts_own_file_is_not_exported_to(
    window: Window, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("As it is.\n", encoding="utf-8")
    desk.open_files([path], window)
    dialog = export_dialog(window)
    dialog.format.setCurrentIndex(dialog.format.findData("txt"))
    dialogs.export_path = path
    press_export(dialog, qtbot)
    assert "is a file of this text" in window.messages.sentence(TOPIC)
    assert path.read_text(encoding="utf-8") == "As it is.\n"


def test_cancelling_writes_nothing(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put(TEXT * 2000)
    dialog = export_dialog(window)
    dialogs.export_path = tmp_path / "a.docx"
    press_export(dialog, qtbot)
    working = window.exchange._working
    assert working.isVisible()
    thread = window.exchange._work._thread
    qtbot.mouseClick(working.cancel, Qt.MouseButton.LeftButton)
    assert not working.isVisible()
    assert thread
    thread.join(20)
    assert not (tmp_path / "a.docx").exists()


def test_what_was_asked_for_first_is_done(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put(TEXT)
    for name in ("a.docx", "b.docx"):
        dialog = export_dialog(window)
        dialogs.export_path = tmp_path / name
        press_export(dialog, qtbot)
    assert "still being read or written" in window.messages.sentence(TOPIC)
    wait(window, qtbot)
    assert (tmp_path / "a.docx").exists()
    assert not (tmp_path / "b.docx").exists()


def test_a_closing_window_lets_an_export_come_to_its_end(
    window: Window, writer: Writer, dialogs: FakeDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.put(TEXT * 50)
    dialog = export_dialog(window)
    dialogs.export_path = tmp_path / "a.odt"
    press_export(dialog, qtbot)
    assert window.exchange._work.is_busy
    window.page.document().setModified(False)
    window.close()
    assert "One" in read_any(tmp_path / "a.odt").text


def test_a_closing_window_waits_for_no_import(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def read(path: Path, progress: Callable[[float], None], on_start: OnStart) -> Imported:
        on_start(ended.set)
        begun.set()
        assert ended.wait(60)  # or it would be read to its end
        raise DocumentError("It was ended.")

    monkeypatch.setattr(asking, "import_apart", read)
    window.exchange.read(tmp_path / "long.docx")
    assert begun.wait(10)
    window.close()
    assert ended.is_set()
