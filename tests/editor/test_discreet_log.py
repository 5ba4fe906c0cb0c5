"""Whatever fails while somebody writes, the log file has none of the words."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qInstallMessageHandler
from pytestqt.qtbot import QtBot

from desktop.editor import reports
from desktop.editor.desk import Desk
from desktop.engine.folders import data_folder
from desktop.logs import log_to_file
from tests.editor.conftest import Writer
from tests.editor.fake_engine import FakeEngine

SECRET = "Zanzibar burned"


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Iterator[Path]:
    """The desk's own log, as it is set up at the start, and what tells it of Qt and of uncaught errors."""
    monkeypatch.setenv("HOME", str(tmp_path))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook
    root.handlers = []
    log_to_file()
    (file,) = (Path(one.baseFilename) for one in root.handlers if isinstance(one, logging.FileHandler))
    root.handlers += handlers
    before = qInstallMessageHandler(None)
    reports.install_qt_handler(desk)
    yield file
    qInstallMessageHandler(before)
    sys.excepthook, threading.excepthook = hooks
    for one in root.handlers:
        if one not in handlers:
            one.close()
    root.handlers, root.level = handlers, level


def fail(*texts: str, **_: object) -> None:
    raise ValueError(f"cannot split {texts}, {SECRET}")


def lines(log_file: Path) -> list[str]:
    text = log_file.read_text(encoding="utf-8")
    for word in SECRET.split():
        assert word not in text, text
    return text.splitlines()


def logged(log_file: Path, words: str) -> bool:
    return any(words in line for line in lines(log_file))


@pytest.mark.expects_errors
@pytest.mark.parametrize("work", ["suggest", "continue_story", "prepare", "survey", "turn_to"])
def test_a_model_that_fails(
    log_file: Path,
    writer: Writer,
    engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
    work: str,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(engine, work, fail)
    writer.type(SECRET)
    if work == "continue_story":
        writer.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: logged(log_file, "ValueError"))
    assert logged(log_file, "The model failed")
    assert logged(log_file, "test_discreet_log.py")  # the place


@pytest.mark.expects_errors
def test_copies_that_cannot_be_kept(log_file: Path, writer: Writer) -> None:
    data_folder().mkdir(parents=True)
    (data_folder() / "recovery").write_text("a file where the folder should be")
    writer.type(SECRET)
    assert not writer.window.session.autosave.keep_now()
    assert logged(log_file, "cannot be kept")
    (data_folder() / "recovery").unlink()


@pytest.mark.expects_errors
def test_errors_that_nobody_caught(log_file: Path, writer: Writer, desk: Desk, qtbot: QtBot) -> None:
    writer.type(SECRET)
    reports.install_excepthook(desk)
    try:
        dict[str, str]()[writer.text]
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=fail, args=(writer.text,))
    thread.start()
    thread.join()
    assert logged(log_file, "KeyError")
    assert logged(log_file, "ValueError")


def test_saving_opening_and_damaged_copies(
    log_file: Path, writer: Writer, desk: Desk, dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    writer.type(SECRET)
    dialogs.save_path = tmp_path / "folder"
    dialogs.save_path.mkdir()
    writer.control(Qt.Key.Key_S)
    (tmp_path / "binary.txt").write_bytes(SECRET.encode() + b"\0" * 99)
    writer.page.document().setModified(False)
    writer.window.session.open(tmp_path / "binary.txt")
    recovery = Path(tmp_path / "inkling_data" / "recovery")
    recovery.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(
        [
            f'{{"text": "{SECRET}',
            f'{{"text": "{SECRET}", "path": null, "saved_at": "{SECRET}", "process": {{"pid": "{SECRET}"}}}}',
            f'{{"{SECRET}": 1}}',
            f'["{SECRET}"]',
        ]
    ):
        (recovery / f"damaged{number}.json").write_text(text)
    desk.offer_recovery(writer.window)
    assert lines(log_file)


def test_ordinary_writing_leaves_nothing_of_it(
    log_file: Path, writer: Writer, dialogs, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    writer.type(SECRET)
    writer.control(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not writer.window.continuation.running)
    writer.window.memory.forget()
    writer.undo()
    dialogs.save_path = tmp_path / "story.txt"
    writer.control(Qt.Key.Key_S)
    second = desk.new_window()
    second.page.setPlainText(SECRET)
    second.page.document().setModified(False)
    QTimer.singleShot(0, second.close)
    qtbot.waitUntil(lambda: desk.windows == [writer.window])
    logging.getLogger("test").info("The end")
    assert logged(log_file, "The end")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_nobody_else_can_look_into_its_folder(log_file: Path) -> None:
    assert log_file.parent.stat().st_mode & 0o077 == 0
