import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.engine.documents import locks
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import DocumentLockedError
from desktop.engine.files.processes import Process
from tests.engine.other_user import common_place, needs_superuser, run_as_other

__all__ = ["common_place"]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.touch()
    return path


def lock_file(story: Path) -> Path:
    return story.with_name(f".{story.name}.inkling-lock")


def leave_lock(story: Path, **changes: object) -> None:
    lock_file(story).write_text(json.dumps(Process.current().to_dict() | changes))


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_second_lock_is_refused_until_the_first_is_released(story: Path) -> None:
    first, second = DocumentLock(story), DocumentLock(story)
    first.acquire()
    with pytest.raises(DocumentLockedError, match=r"story\.txt is already open in Inkling") as caught:
        second.acquire()
    assert str(caught.value).endswith(".")
    first.release()
    second.acquire()
    second.release()
    assert not lock_file(story).exists()


def test_a_link_to_a_document_is_the_document(story: Path) -> None:
    link = story.with_name("link.txt")
    link.symlink_to(story)
    lock = DocumentLock(story)
    lock.acquire()
    with pytest.raises(DocumentLockedError):
        DocumentLock(link).acquire()
    lock.release()


def test_another_process_that_runs_keeps_its_lock(story: Path) -> None:
    leave_lock(story, pid=os.getppid(), started="")
    with pytest.raises(DocumentLockedError, match=f"process {os.getppid()}"):
        DocumentLock(story).acquire()


def test_the_lock_of_a_crashed_process_is_taken_over(story: Path) -> None:
    leave_lock(story, pid=ended_process())
    lock = DocumentLock(story)
    lock.acquire()
    with pytest.raises(DocumentLockedError):
        DocumentLock(story).acquire()
    lock.release()


@pytest.mark.parametrize("has_locks", [True, False])
def test_a_lock_of_this_process_that_no_window_holds_is_taken_over(
    story: Path, monkeypatch: pytest.MonkeyPatch, has_locks: bool
) -> None:
    if not has_locks:
        monkeypatch.setattr(locks, "lock_file", lambda handle: None)
    leave_lock(story)
    lock = DocumentLock(story)
    lock.acquire()
    with pytest.raises(DocumentLockedError, match=f"process {os.getpid()}"):
        DocumentLock(story).acquire()
    lock.release()
    assert not lock_file(story).exists()


def test_a_lock_that_cannot_be_removed_is_nobodys(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = DocumentLock(story)
    lock.acquire()
    with monkeypatch.context() as unwritable:
        unwritable.setattr(Path, "unlink", refuse)
        lock.release()
    assert lock_file(story).read_bytes() == b""  # other desks are to read nothing of this one
    lock.acquire()
    lock.release()
    assert not lock_file(story).exists()


def test_a_lock_in_a_folder_that_was_moved_meanwhile_is_nobodys(tmp_path: Path) -> None:
    story = tmp_path / "here" / "story.txt"
    story.parent.mkdir()
    story.touch()
    lock = DocumentLock(story)
    lock.acquire()
    moved = story.parent.rename(tmp_path / "there") / story.name
    with pytest.raises(DocumentLockedError):
        DocumentLock(moved).acquire()
    lock.release()
    assert lock_file(moved).read_bytes() == b""


def refuse(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))


def test_a_number_that_is_used_again_is_another_process(story: Path) -> None:
    if not Process.current().started:
        pytest.skip("this system does not tell when a process started")
    leave_lock(story, started="1")
    DocumentLock(story).acquire()


def test_the_lock_of_another_machine_is_respected(story: Path) -> None:
    leave_lock(story, pid=ended_process(), host="attic", boot="another")
    with pytest.raises(DocumentLockedError, match=r"is already open on attic; .* open it anyway"):
        DocumentLock(story).acquire()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '"words"',
        '{"pid": "x", "host": "", "started": ""}',
        '{"pid": 1.5, "host": "", "started": ""}',
        '{"pid": 1, "host": null, "started": []}',
        "[" * 4000,
        "\0\0\0",
    ],
)
def test_a_lock_without_sense_is_taken_over(story: Path, content: str) -> None:
    lock_file(story).write_text(content)
    DocumentLock(story).acquire()


@pytest.mark.parametrize("pid", [0, -1, 2**31, 2**63, 10**30])
def test_a_number_that_no_process_has_is_no_process(story: Path, pid: int) -> None:
    leave_lock(story, pid=pid, started="")
    lock = DocumentLock(story)
    lock.acquire()
    lock.release()


def test_the_lock_of_a_machine_that_got_another_name_is_taken_over_while_it_runs(story: Path) -> None:
    if not Process.current().boot:
        pytest.skip("this system does not number its runs")
    leave_lock(story, pid=ended_process(), host="its-former-name")
    DocumentLock(story).acquire()


def test_the_lock_of_this_machine_from_before_it_was_started_anew_is_taken_over(story: Path) -> None:
    if not Process.current().boot:
        pytest.skip("this system does not number its runs")
    leave_lock(story, boot="the run before")
    DocumentLock(story).acquire()


def test_the_writer_may_open_a_document_anyway(story: Path) -> None:
    leave_lock(story, pid=1, host="attic", boot="another")
    lock = DocumentLock(story)
    with pytest.raises(DocumentLockedError):
        lock.acquire()
    lock.acquire(force=True)
    with pytest.raises(DocumentLockedError, match=f"process {os.getpid()}"):
        DocumentLock(story).acquire()
    lock.release()
    assert not lock_file(story).exists()


def test_a_lock_that_was_taken_away_is_not_given_back(story: Path) -> None:
    first, second = DocumentLock(story), DocumentLock(story)
    first.acquire()
    second.acquire(force=True)
    first.release()
    with pytest.raises(DocumentLockedError):
        DocumentLock(story).acquire()
    second.release()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="desks race as forked processes")
@pytest.mark.parametrize(("kind", "rounds"), [("fresh", 150), ("stale", 150), ("unlocked", 8)])
def test_of_desks_that_lock_at_one_instant_one_succeeds(kind: str, rounds: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.racing_locks", str(rounds), kind],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == f"{rounds} rounds: 1 of 4 desks succeeded".split()


@pytest.mark.parametrize("length", [200, 241, 242, 244, 255])
def test_long_names_are_locked(tmp_path: Path, length: int) -> None:
    story = tmp_path / ("n" * length)
    story.touch()
    lock = DocumentLock(story)
    lock.acquire()
    assert len(list(tmp_path.glob(".n*.inkling-lock"))) == 1
    with pytest.raises(DocumentLockedError):
        DocumentLock(story).acquire()
    lock.release()
    assert list(tmp_path.glob(".n*.inkling-lock")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_hard_links_are_one_document(story: Path) -> None:
    other = story.with_name("other.txt")
    other.hardlink_to(story)
    lock = DocumentLock(story)
    lock.acquire()
    with pytest.raises(DocumentLockedError, match=r"other\.txt is already open"):
        DocumentLock(other).acquire()
    assert not lock_file(other).exists()
    lock.release()
    DocumentLock(other).acquire()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("what", ["pipe", "folder", "link", "link to nothing"])
def test_what_is_no_file_in_the_place_of_a_lock_is_left_alone(story: Path, what: str) -> None:
    place = lock_file(story)
    precious = story.with_name("precious.txt")
    precious.write_text("words")
    match what:
        case "pipe":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
        case "link":
            place.symlink_to(precious)
        case _:
            place.symlink_to("/nowhere/at/all")
    lock = DocumentLock(story)
    lock.acquire()
    with pytest.raises(DocumentLockedError):
        DocumentLock(story).acquire()
    lock.release()
    assert precious.read_text() == "words"


@needs_superuser
def test_in_a_folder_that_cannot_be_written_a_document_is_locked_elsewhere(common_place: Path) -> None:
    folder = common_place / "shared"
    folder.mkdir()
    story = folder / "story.txt"
    story.touch(0o666)
    story.chmod(0o666)
    script = f"""
lock = DocumentLock(Path({str(story)!r}))
lock.acquire()
try:
    DocumentLock(Path({str(story)!r})).acquire()
except DocumentLockedError:
    print("locked")
lock.release()
DocumentLock(Path({str(story)!r})).acquire()
"""
    assert run_as_other(script, common_place / "theirs") == "locked"
    assert list(folder.iterdir()) == [story]


@needs_superuser
@pytest.mark.parametrize("is_running", [True, False])
def test_the_lock_of_another_user_holds_while_their_desk_runs(common_place: Path, is_running: bool) -> None:
    folder = common_place / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    story = folder / "story.txt"
    story.touch()
    story.chmod(0o666)
    lock = DocumentLock(story)
    lock.acquire()
    lock_file(story).chmod(0o644)
    if not is_running:
        lock.release()
        leave_lock(story, pid=ended_process())
    script = f"""
try:
    DocumentLock(Path({str(story)!r})).acquire()
    print("acquired")
except DocumentLockedError as error:
    print(error)
"""
    said = run_as_other(script, common_place / "theirs")
    assert ("is already open in Inkling" in said) if is_running else said == "acquired"


def test_releasing_does_not_remove_the_lock_of_another(story: Path) -> None:
    leave_lock(story, pid=os.getppid(), started="")
    lock = DocumentLock(story)
    with pytest.raises(DocumentLockedError):
        lock.acquire()
    lock.release()
    assert lock_file(story).exists()


def test_where_nothing_can_be_written_no_lock_is_needed(tmp_path: Path) -> None:
    lock = DocumentLock(tmp_path / "nowhere" / "story.txt")
    lock.acquire()
    lock.release()
