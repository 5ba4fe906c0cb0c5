import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.engine.errors import DocumentLockedError
from desktop.engine.locks import DocumentLock
from desktop.engine.processes import Process


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


def test_a_number_that_is_used_again_is_another_process(story: Path) -> None:
    if not Process.current().started:
        pytest.skip("this system does not tell when a process started")
    leave_lock(story, started="1")
    DocumentLock(story).acquire()


def test_the_lock_of_another_machine_is_respected(story: Path) -> None:
    leave_lock(story, pid=ended_process(), host="attic", boot="another")
    with pytest.raises(DocumentLockedError, match=r"is already open on attic; .* open it anyway"):
        DocumentLock(story).acquire()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x", "host": "", "started": ""}'])
def test_a_lock_without_sense_is_taken_over(story: Path, content: str) -> None:
    lock_file(story).write_text(content)
    DocumentLock(story).acquire()


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
