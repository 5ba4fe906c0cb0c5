import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.documents.documents import read_document
from desktop.engine.errors import DocumentError
from desktop.engine.files.file_stamp import DiskState, state_of
from desktop.engine.files.processes import Process
from desktop.engine.recovery.recovery import RecoveryStore

CRASH = """
import os
from pathlib import Path
from desktop.engine.recovery.recovery import RecoveryStore
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
    store = RecoveryStore(tmp_path)
    for _ in range(2):
        assert len(store.orphans()) == 2
        assert [file.name for file in store.unreadable] == ["c3.json", "d4.json"]
    assert caplog.text.count("cannot be read") == 4


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


def entry(**changes: object) -> bytes:
    process = {"pid": 2**22 + 1, "host": "attic", "started": "1"}
    return json.dumps({"text": "words", "path": None, "saved_at": 1.0, "process": process} | changes).encode()


JUNK = [
    b"",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"\xff\xfe\0",
    b"\0" * 100,
    b"null",
    b"1e999",
    b'"words"',
    b"9" * 5000,
    entry(process=None),
    entry(process={"pid": "x", "host": "", "started": ""}),
    entry(process=[]),
    entry(text=None),
    entry(text={"a": 1}),
    entry()[:-3],
]


@pytest.mark.parametrize("data", JUNK, ids=range(len(JUNK)))
def test_junk_keeps_no_words_from_being_found(
    tmp_path: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a1.json").write_bytes(data)
    (tmp_path / "b2.json").write_bytes(entry())
    assert [recovered.key for recovered in RecoveryStore(tmp_path).orphans()] == ["b2"]
    assert "a1.json cannot be read" in caplog.text


@pytest.mark.parametrize("pid", [2**31, 2**63, -1, 0, 10**40])
def test_words_of_an_impossible_process_are_found(tmp_path: Path, pid: int) -> None:
    process = Process.current().to_dict() | {"pid": pid, "started": ""}
    (tmp_path / "a1.json").write_bytes(entry(process=process))
    assert [recovered.text for recovered in RecoveryStore(tmp_path).orphans()] == ["words"]


@pytest.mark.parametrize(
    "path", [1, [], "", "relative.txt", "/a\0b", "/" + "n" * 300, "/n" * 3000, "/a\ud83d", {"a": 1}]
)
def test_words_with_an_impossible_path_are_those_of_an_untitled_text(tmp_path: Path, path: object) -> None:
    (tmp_path / "a1.json").write_bytes(entry(path=path))
    (recovered,) = RecoveryStore(tmp_path).orphans()
    assert (recovered.text, recovered.path) == ("words", None)


@pytest.mark.parametrize("saved_at", [None, "x", float("inf"), float("nan"), -1, 10**400, 1e300, [], True])
def test_words_of_an_impossible_time_have_that_of_their_file(tmp_path: Path, saved_at: object) -> None:
    file = tmp_path / "a1.json"
    file.write_bytes(entry(saved_at=saved_at))
    (recovered,) = RecoveryStore(tmp_path).orphans()
    assert recovered.saved_at in (file.stat().st_mtime, 1.0)


@pytest.mark.parametrize(
    ("stamp", "encoding"),
    [
        ("x", 1),
        ({}, "ebcdic"),
        ({"size": "1", "digest": "a", "modified": 1}, "\0"),
        ([1], ["utf-8"]),
        (1, "x" * 9999),
    ],
)
def test_facts_of_a_file_that_make_no_sense_are_dropped(
    tmp_path: Path, stamp: object, encoding: object
) -> None:
    (tmp_path / "a1.json").write_bytes(entry(stamp=stamp, encoding=encoding))
    (recovered,) = RecoveryStore(tmp_path).orphans()
    assert (recovered.text, recovered.stamp, recovered.encoding) == ("words", None, None)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(["text", "path", "saved_at", "process", "stamp", "encoding", "pid", "host", "size"])


@given(
    data=st.binary()
    | json_values.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(names, json_values).map(lambda changes: entry(**changes))
    | st.tuples(st.integers(0, 150), st.binary(max_size=3)).map(
        lambda cut: entry()[: cut[0]] + cut[1] + entry()[cut[0] + 1 :]
    )
)
@settings(deadline=None, max_examples=500)
def test_whatever_lies_in_the_store_the_desk_starts(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a1.json").write_bytes(data)
        Path(folder, "b2.json").write_bytes(entry(text="others"))
        found = RecoveryStore(Path(folder)).orphans()
    assert "others" in [recovered.text for recovered in found]
    for recovered in found:
        assert isinstance(recovered.text, str)
        assert 0 < recovered.saved_at < 1e11
        assert recovered.path is None or not recovered.path.exists() or recovered.path.is_absolute()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a1.json")
    (tmp_path / "b2.json").mkdir()
    (tmp_path / "c3.json").symlink_to("/dev/zero")
    (tmp_path / "d4.json").symlink_to(tmp_path / "d4.json")
    (tmp_path / "e5.json").symlink_to("/nowhere")
    (tmp_path / "not a key!.json").write_bytes(entry())
    (tmp_path / os.fsdecode(b"\xff.json")).write_bytes(entry())
    (tmp_path / "f6.json").write_bytes(entry())
    assert [recovered.key for recovered in RecoveryStore(tmp_path).orphans()] == ["f6"]


def test_a_copy_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a1.json").open("wb") as file:
        file.truncate(10**12)
    assert RecoveryStore(tmp_path).orphans() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_what_is_kept_is_the_writers_alone_and_what_was_not_becomes_so(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "recovery"
    store = RecoveryStore(folder)
    store.write("a1", "secret", None)
    assert stat.S_IMODE((folder / "a1.json").stat().st_mode) == 0o600
    assert [stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent)] == [0o700, 0o700]
    older = tmp_path / "older"
    older.mkdir(mode=0o755)
    (older / "b2.json").write_bytes(entry())
    (older / "b2.json").chmod(0o644)
    assert RecoveryStore(older).orphans()
    assert stat.S_IMODE(older.stat().st_mode) == 0o700
    assert stat.S_IMODE((older / "b2.json").stat().st_mode) == 0o600


def test_how_the_file_was_is_kept_with_the_words(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt") if os.name != "nt" else tmp_path / "café.txt"
    path.write_bytes("Müller und Söhne".encode("cp1252"))
    document = read_document(path, "cp1252")
    script = f"""
import os
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.engine.documents.documents import read_document
from pathlib import Path
path = Path({str(path)!r})
RecoveryStore(Path({str(tmp_path / "store")!r})).write("a1", "words", path, read_document(path, "cp1252"))
"""
    subprocess.run([sys.executable, "-c", script], check=True)
    (recovered,) = RecoveryStore(tmp_path / "store").orphans()
    assert (recovered.path, recovered.stamp, recovered.encoding) == (path, document.stamp, "cp1252")
    assert state_of(path, document.stamp) is DiskState.SAME


def test_what_a_killed_desk_left_half_written_goes(tmp_path: Path) -> None:
    (tmp_path / ".inkling-0123456789ab.tmp").write_text("half")
    RecoveryStore(tmp_path).orphans()
    assert list(tmp_path.iterdir()) == []


def test_what_a_damaged_disk_has_left_is_offered_but_not_as_the_whole_file(tmp_path: Path) -> None:
    store, file = RecoveryStore(tmp_path), tmp_path / "a1.journal"
    text = "It was late. " * 10_000
    (tmp_path / "novel.txt").write_text(text, encoding="utf-8")
    journal = store.journal("a1")
    journal.belongs_to(tmp_path / "novel.txt", read_document(tmp_path / "novel.txt"))
    journal.begin(text)
    journal.write()
    journal.close()
    lines = file.read_bytes().splitlines(keepends=True)
    assert store.orphans() == []  # it is this process's
    file.write_bytes(b"".join([b"damaged\n", *lines[1:]]))
    (found,) = store.orphans()
    assert (found.text, found.path) == (text, None)
    file.write_bytes(b"".join([lines[0].replace(b'"started":"', b'"started":"9', 1), *lines[1:3]]))
    (found,) = store.orphans()
    assert found.text
    assert text.startswith(found.text)
    assert found.path is None
