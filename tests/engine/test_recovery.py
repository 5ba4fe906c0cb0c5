import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.engine.errors import DocumentError
from desktop.engine.recovery import RecoveryStore

CRASH = """
import os
from pathlib import Path
from desktop.engine.recovery import RecoveryStore
store = RecoveryStore(Path({folder!r}))
store.write("a1", "untitled words \\N{{EN DASH}} \\ud83d", None)
store.write("b2", "words of a file", Path("/stories/one.txt"))
os.kill(os.getpid(), 9)
"""


def crash(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", CRASH.format(folder=str(folder))], check=False)


def test_words_of_a_killed_desk_are_found_at_the_next_start(tmp_path: Path) -> None:
    crash(tmp_path)
    latest, untitled = RecoveryStore(tmp_path).orphans()
    assert (latest.key, latest.text, latest.path) == ("b2", "words of a file", Path("/stories/one.txt"))
    assert (untitled.key, untitled.text, untitled.path) == ("a1", "untitled words \N{EN DASH} \ud83d", None)
    assert latest.saved_at >= untitled.saved_at > 0


def test_words_of_a_desk_that_runs_are_not_offered(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    store.write("a1", "words", None)
    assert store.orphans() == []


def test_removed_words_are_gone(tmp_path: Path) -> None:
    crash(tmp_path)
    store = RecoveryStore(tmp_path)
    store.remove("a1")
    store.remove("a1")
    assert [recovered.key for recovered in store.orphans()] == ["b2"]


def test_the_latest_words_of_a_document_count(tmp_path: Path) -> None:
    store = RecoveryStore(tmp_path)
    store.write("a1", "first", None)
    store.write("a1", "second", None)
    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_text())["text"] == "second"


def test_a_damaged_copy_is_told_and_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    crash(tmp_path)
    (tmp_path / "c3.json").write_text("{")
    (tmp_path / "d4.json").write_text("[]")
    assert len(RecoveryStore(tmp_path).orphans()) == 2
    assert caplog.text.count("cannot be read") == 2


def test_an_empty_store_has_no_words(tmp_path: Path) -> None:
    assert RecoveryStore(tmp_path / "new").orphans() == []


def test_the_writers_data_folder_is_the_default(data_folder: Path) -> None:
    RecoveryStore().write("a1", "words", None)
    assert (data_folder / "recovery" / "a1.json").is_file()


def test_a_store_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DocumentError, match=r"Unsaved words cannot be kept in .*; save them soon\."):
        RecoveryStore(tmp_path / "file").write("a1", "words", None)


@pytest.mark.parametrize("key", ["../a", "", "a/b", "a.b"])
def test_keys_stay_in_the_store(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="is no key"):
        RecoveryStore(tmp_path).write(key, "words", None)
