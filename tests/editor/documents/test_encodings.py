"""How the file is written: shown, chosen, and asked about where it was a guess."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QListView
from pytestqt.qtbot import QtBot

from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.window.window import Window
from desktop.engine.documents.documents import read_document
from desktop.engine.documents.encodings import encoding_label
from tests.editor.conftest import FakeDialogs, Writer

RUSSIAN = "Всё смешалось в доме Облонских. "


def shown(window: Window) -> str:
    return window.status.encoding.text()


def guessed(path: Path) -> Path:
    """A file whose encoding nobody can be sure of."""
    path.write_bytes("café".encode("cp1252"))
    assert not read_document(path).certain
    return path


def test_the_encoding_is_in_the_status_bar(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    window = writer.window
    assert shown(window) == "UTF-8"
    (tmp_path / "a.txt").write_bytes(RUSSIAN.encode("utf-16"))
    window.session.open(tmp_path / "a.txt")
    assert shown(window).startswith("UTF-16")
    window.session.new()
    assert shown(window) == "UTF-8"
    menu = [action.objectName() for action in window.status.encoding.actions()]
    assert menu == ["reopen_encoding", "save_encoding"]


def test_a_file_is_reopened_with_another_encoding(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(RUSSIAN.encode("cp866"))
    window = writer.window
    assert window.session.open(path)
    dialogs.chosen_encoding = "koi8-r"
    window.actions_["reopen_encoding"].trigger()
    assert writer.text != RUSSIAN
    dialogs.chosen_encoding = "cp866"
    window.actions_["reopen_encoding"].trigger()
    assert writer.text == RUSSIAN
    assert shown(window) == "Cyrillic (DOS 866)"
    assert not window.isWindowModified()
    writer.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    writer.type("x")
    writer.control(Qt.Key.Key_S)
    assert path.read_bytes() == (RUSSIAN + "x").encode("cp866")


def test_the_encoding_that_was_chosen_is_taken_the_next_time(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path, session = tmp_path / "old.txt", writer.window.session
    path.write_bytes("Ж".encode("koi8-r"))
    assert session.open(path)
    assert writer.text != "Ж"
    dialogs.chosen_encoding = "koi8-r"
    session.reopen_with_encoding()
    writer.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    writer.type("x")
    assert session.save()
    assert session.new()
    assert session.open(path)
    assert (writer.text, session.encoding) == ("Жx", "koi8-r")
    path.rename(tmp_path / "new.txt")
    session.follow(tmp_path / "new.txt")
    assert session.new()
    assert session.open(tmp_path / "new.txt")
    assert writer.text == "Жx"


def test_reopening_keeps_unsaved_words(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(RUSSIAN.encode("cp866"))
    dialogs.chosen_encoding = "cp866"
    writer.window.session.open(path)
    writer.window.session.reopen_with_encoding()
    writer.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    writer.type("My own. ")
    writer.window.session.reopen_with_encoding()
    assert writer.text == RUSSIAN
    writer.window.messages.answer("file", "Undo")
    assert writer.text == "My own. " + RUSSIAN


def test_a_change_of_mind_reopens_nothing(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    path = guessed(tmp_path / "old.txt")
    writer.window.session.open(path)
    writer.type("x")
    writer.window.session.reopen_with_encoding()
    assert not writer.window.session.save_with_encoding()
    assert writer.text == "xcafé"
    assert path.read_bytes() == "café".encode("cp1252")


def test_an_untitled_text_has_nothing_to_reopen(writer: Writer) -> None:
    writer.type("Words.")
    writer.window.actions_["reopen_encoding"].trigger()
    assert "no file yet" in writer.window.messages.sentence("file")
    assert writer.text == "Words."


def test_a_text_is_saved_with_another_encoding(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text("слово", encoding="utf-8")
    writer.window.session.open(path)
    dialogs.chosen_encoding = "koi8-r"
    writer.window.actions_["save_encoding"].trigger()
    assert path.read_bytes() == "слово".encode("koi8-r")
    assert shown(writer.window) == "Cyrillic (KOI8-R)"
    writer.type("x-")
    writer.window.session.save()
    assert path.read_bytes() == "x-слово".encode("koi8-r")


def test_an_untitled_text_is_saved_with_another_encoding(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    writer.put("слово")
    dialogs.chosen_encoding, dialogs.save_path = "koi8-r", tmp_path / "new.txt"
    assert writer.window.session.save_with_encoding()
    assert (tmp_path / "new.txt").read_bytes() == "слово".encode("koi8-r")


def test_letters_that_the_encoding_lacks_are_never_lost(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "new.txt"
    path.write_bytes("слово".encode("koi8-r"))
    window = writer.window
    window.session.open(path)
    dialogs.chosen_encoding = "koi8-r"
    window.session.reopen_with_encoding()
    writer.put("слово 雨 naïve")
    window.page.document().setModified(True)
    assert not window.session.save()
    assert path.read_bytes() == "слово".encode("koi8-r")
    assert "雨" in window.messages.sentence("file")
    assert window.isWindowModified()
    window.messages.answer("file", "Save as UTF-8")
    assert path.read_text(encoding="utf-8") == "слово 雨 naïve"
    assert shown(window) == "UTF-8"


@pytest.mark.parametrize("as_utf8", [False, True])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_guess_is_asked_about_before_the_first_save(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path, as_utf8: bool, elsewhere: bool
) -> None:
    path = guessed(tmp_path / "old.txt")
    guess = read_document(path).encoding
    window = writer.window
    window.session.open(path)
    writer.type("x")
    target = tmp_path / "other.txt" if elsewhere else path
    dialogs.save_path = target
    assert not (window.session.save_as() if elsewhere else window.session.save())
    assert path.read_bytes() == "café".encode("cp1252")
    assert "is a guess" in window.messages.sentence("file")
    encoding = "utf-8" if as_utf8 else guess
    window.messages.answer("file", f"Save as {encoding_label(encoding)}")
    assert target.read_bytes() == "xcafé".encode(encoding)
    assert not window.isWindowModified()
    writer.type("x")
    assert window.session.save()  # once is enough
    assert target.read_bytes() == "xxcafé".encode(encoding)


def test_a_guess_can_be_put_right_instead(writer: Writer, dialogs: FakeDialogs, tmp_path: Path) -> None:
    path = guessed(tmp_path / "old.txt")
    window = writer.window
    window.session.open(path)
    assert "is a guess" in window.messages.sentence("file")
    dialogs.chosen_encoding = "cp1250"
    window.messages.answer("file", "Reopen with encoding…")
    writer.type("x")
    assert window.session.save()
    assert path.read_bytes() == "xcafé".encode("cp1250")


def test_the_question_for_an_encoding(window: Window, qtbot: QtBot) -> None:
    """The real dialog, in a window."""

    def choose() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QInputDialog)
        labels = box.comboBoxItems()
        assert labels[0] == "UTF-8"
        assert len(labels) > 20
        assert len(set(labels)) == len(labels)
        assert box.textValue() == "Cyrillic (KOI8-R)"
        assert box.findChild(QListView) is not None
        box.setTextValue("Greek (ISO-8859-7)")
        box.accept()

    QTimer.singleShot(0, choose)
    assert Dialogs().encoding(window, "Reopen with Encoding", "koi8-r") == "iso8859-7"
    QTimer.singleShot(0, lambda: [box.close() for box in [QApplication.activeModalWidget()] if box])
    assert Dialogs().encoding(window, "Reopen with Encoding", "koi8-r") is None


def test_what_does_not_look_like_text_can_be_opened_all_the_same(
    writer: Writer, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(bytes(range(256)) * 20)
    window = writer.window
    assert not window.session.open(path)
    dialogs.chosen_encoding = "iso8859-1"
    window.messages.answer("file", "Open as text…")
    assert "0123456789:;<=>?@ABC" in writer.text
    writer.type("x")
    assert window.session.save()
    assert path.read_bytes() == b"x" + bytes(range(256)) * 20
