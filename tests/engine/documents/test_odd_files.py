"""Files that are none, that change while they are open, and whose names are no text."""

import logging
import os
import signal
import stat
import subprocess
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from desktop.engine.documents.backups import backups_of, keep_backup
from desktop.engine.documents.documents import disk_state, read_document, write_document
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import DocumentError, Sentence
from desktop.engine.files import file_stamp, reading
from desktop.engine.files.file_stamp import DiskState, stamp_of
from desktop.engine.names import fitting
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.engine.shown import shown

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
WAIT_SECONDS = 20  # for what would otherwise wait for ever


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("old")
    return path


def become(path: Path, what: str) -> None:
    path.unlink()
    match what:
        case "pipe":
            os.mkfifo(path)
        case "zeros":
            path.symlink_to("/dev/zero")
        case "terminal":
            path.symlink_to("/dev/tty")
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path)


@needs_pipes
@pytest.mark.parametrize("what", ["pipe", "zeros", "terminal", "folder", "loop"])
def test_a_file_that_becomes_something_else_is_told_and_never_waited_for(story: Path, what: str) -> None:
    document = read_document(story)
    become(story, what)
    signal.alarm(WAIT_SECONDS)
    try:
        assert disk_state(story, document) is DiskState.UNREADABLE
        assert stamp_of(story) is None
        with pytest.raises(DocumentError, match=r"is a device|is a folder|cannot be read"):
            read_document(story)
        with pytest.raises(DocumentError, match=r"is a device|is a folder|cannot be saved"):
            write_document(story, "new", document)
        lock = DocumentLock(story)
        lock.acquire()
        lock.release()
    finally:
        signal.alarm(0)
    assert [backup.path for backup in backups_of(story)] == []


@needs_pipes
def test_a_pipe_that_comes_between_looking_and_opening_is_not_waited_for(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = story.stat()
    become(story, "pipe")
    monkeypatch.setattr(Path, "stat", lambda self, **options: facts)
    signal.alarm(WAIT_SECONDS)
    try:
        with pytest.raises(reading.NoFileError):
            reading.read_file(story)
    finally:
        signal.alarm(0)


def test_a_file_that_is_far_too_large_is_told_and_not_read(story: Path) -> None:
    document = read_document(story)
    with story.open("r+b") as file:
        file.truncate(10**12)
    with pytest.raises(DocumentError, match=r"is larger than 100 MB, .*; divide it"):
        read_document(story)
    assert disk_state(story, document) is DiskState.CHANGED


def test_a_text_that_could_not_be_opened_again_is_not_saved(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.engine.documents.documents.LONGEST_BYTES", 10)
    with pytest.raises(DocumentError, match="could not be opened again; save it in parts"):
        write_document(story, "x" * 11)
    assert story.read_text() == "old"


def test_a_file_of_the_system_that_says_it_is_empty_is_read() -> None:
    if not Path("/proc/version").exists():
        pytest.skip("this system has no such files")
    assert read_document(Path("/proc/version")).text


def test_what_becomes_of_a_file_is_seen(story: Path) -> None:
    document = read_document(story)
    assert disk_state(story, document) is DiskState.SAME
    story.write_text("new")
    assert disk_state(story, document) is DiskState.CHANGED
    story.write_text("old")
    assert disk_state(story, document) is DiskState.SAME
    story.unlink()
    assert disk_state(story, document) is DiskState.GONE
    assert disk_state(story / "below", document) is DiskState.GONE


@pytest.mark.skipif(os.name == "nt", reason="Windows does not say when a file was changed")
@pytest.mark.parametrize("way", ["in place", "replaced"])
def test_a_change_that_keeps_size_and_time_is_seen(story: Path, way: str) -> None:
    document = read_document(story)
    times = (story.stat().st_atime_ns, story.stat().st_mtime_ns)
    if way == "in place":
        story.write_text("NEW")
    else:
        other = story.with_name("other.txt")
        other.write_text("NEW")
        other.rename(story)
    os.utime(story, ns=times)
    assert story.stat().st_mtime_ns == document.stamp.modified
    assert disk_state(story, document) is DiskState.CHANGED


@pytest.mark.skipif(os.name == "nt", reason="Windows does not say when a file was changed")
def test_a_file_that_nobody_touched_for_long_is_not_read_again(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_stamp.time, "time_ns", lambda: story.stat().st_ctime_ns + 10**10)
    document = read_document(story)
    monkeypatch.setattr(file_stamp, "read_file", lambda *_: pytest.fail("it is read"))
    assert disk_state(story, document) is DiskState.SAME


def test_a_file_that_changes_while_it_is_read_is_read_again(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reading._read_all
    calls = []

    def slow(path: Path, handle: int, longest: int) -> bytes:
        calls.append(1)
        data = real(path, handle, longest)
        if len(calls) == 1:
            story.write_text("newer text")
        return data

    monkeypatch.setattr(reading, "_read_all", slow)
    assert reading.read_file(story)[0] == b"newer text"


ODD_NAMES = [
    b"caf\xe9.txt",
    b"\xff",
    b"a\nb.txt",
    b"\x1b[31mred.txt",
    b"s.\xe9",
    "漢字.txt".encode(),
    b"\x7f ",
    b"-rf",
]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text here")
@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("as_folder", [False, True])
def test_names_that_are_no_text_do_for_everything(
    tmp_path: Path, name: bytes, as_folder: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / os.fsdecode(name)
    if as_folder:
        path.mkdir()
        path /= "story.txt"
    document = write_document(path, "one")
    document = write_document(path, "two", document)
    assert [backup.path.read_text() for backup in backups_of(path)] == ["one"]
    assert keep_backup(path, "mine").read_text() == "mine"
    lock = DocumentLock(path)
    lock.acquire()
    with pytest.raises(DocumentError) as caught:
        DocumentLock(path).acquire()
    lock.release()
    RecoveryStore().write("a1", "words", path, document)
    assert disk_state(path, read_document(path)) is DiskState.SAME
    path.unlink()
    with pytest.raises(DocumentError) as missing:
        read_document(path)
    for error in (caught.value, missing.value):
        str(error).encode()  # so that it can be shown, logged and printed
        assert str(error).isprintable()
    caplog.text.encode()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text here")
def test_words_of_a_file_whose_name_is_no_text_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    script = (
        "from pathlib import Path\nfrom desktop.engine.recovery.recovery import RecoveryStore\n"
        f"RecoveryStore().write('a1', 'words', Path({str(path)!r}))\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert [recovered.path for recovered in RecoveryStore().orphans()] == [path]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text here")
def test_a_failed_backup_of_a_name_that_is_no_text_reaches_the_log_file(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("old")
    (tmp_path / "blocked").touch()
    handler = RotatingFileHandler(tmp_path / "log", encoding="utf-8")
    log = logging.getLogger("inkling")
    log.addHandler(handler)
    try:
        write_document(path, "new", backups=tmp_path / "blocked")
    finally:
        log.removeHandler(handler)
        handler.close()
    assert "No backup of" in (tmp_path / "log").read_text("utf-8")


def test_names_in_sentences_can_be_shown() -> None:
    sentence = Sentence(
        "{path} and {name} and {number}", {"path": Path("a\udce9\n"), "name": "\x1b[0m", "number": 3}
    )
    assert str(sentence) == "a\ufffd␊ and ␛[0m and 3"
    assert shown("plain é 漢") == "plain é 漢"


@pytest.mark.parametrize("length", [1, 200, 241, 242, 243, 255])
def test_files_that_belong_to_another_have_names_that_fit(tmp_path: Path, length: int) -> None:
    one = fitting(tmp_path, "n" * length, ".", ".lock")
    one.touch()
    assert one != fitting(tmp_path, "n" * (length - 1) + "m", ".", ".lock")
    assert stat.S_ISREG(one.stat().st_mode)
