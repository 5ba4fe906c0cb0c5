"""What is kept is found, told and deleted, and nothing else."""

import json
import os
import time
from pathlib import Path

import pytest

from desktop.engine.annotations.annotation import Anchor, Annotation, Kind
from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import InklingError
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.origins.origin import Origin, Record
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.progress.progress_file import Changes, ProgressFile
from desktop.engine.recovery import kept
from desktop.engine.recovery.kept import (
    BACKUPS,
    KINDS,
    LEARNING,
    LOCKS,
    LOG,
    RECOVERY,
    Kept,
    delete,
    what_is_kept,
)
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.engine.stories.left_off import LeftOff
from desktop.engine.works.shelf import Shelf
from desktop.language.spelling.own_words import OwnWords

GONE = Process(2**22 + 7, Process.current().host, "1")  # above the largest number that Linux gives


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def log_folder(home: Path) -> Path:
    from platformdirs import user_log_path

    return user_log_path("Inkling", appauthor=False, ensure_exists=True)


def of(name: str, recent: list[Path] | None = None) -> Kept:
    return next(one for one in what_is_kept(recent or []) if one.kind.name == name)


def leave_behind(folder: Path, key: str, text: str, owner: Process | None, age: float = 0.0) -> Path:
    """A copy of unsaved words as a desk leaves it when it is killed."""
    RecoveryStore(folder).write(key, text, None)
    file = folder / f"{key}.json"
    if owner:
        entry = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps(entry | {"process": owner.to_dict()}), encoding="utf-8")
    os.utime(file, (time.time() - age,) * 2)
    return file


def test_where_nothing_is_kept_there_is_nothing_to_tell_or_delete(data_folder: Path) -> None:
    for one in what_is_kept():
        assert (one.files, one.size, one.oldest, one.newest) == ((), 0, None, None)
        assert delete(one.kind) == one


def test_everything_that_is_kept_is_listed(
    data_folder: Path, tmp_path: Path, log_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_behind(data_folder / "recovery", "a1", "unsaved", GONE)
    path = tmp_path / "story.txt"
    document = write_document(path, "one")
    write_document(path, "two", document)
    ProgressFile().add(Changes(stories={"/story.txt": None}))
    (log_folder / "inkling.log").write_text("x" * 100)
    (log_folder / "inkling.log.1").write_text("x" * 10)
    (log_folder / "crash.log").write_text("trace")
    kept.settings_folder().mkdir(parents=True)
    (kept.settings_folder() / "Inkling.ini").write_text("[desk]")
    kept.cache_folder().mkdir(parents=True)
    (kept.cache_folder() / "providers.json").write_text("{}")
    OwnWords().add("Varnholt")
    LeftOff().note(path, 3)
    OriginFile.of_untitled().write(Record((), {Origin.ACCEPTED: 1}))
    AnnotationFile.of_untitled().write([Annotation(Kind.BOOKMARK, Anchor(0, 3, "one"))])
    Shelf().keep("story", path, "two")
    private_folder(data_folder / "learning" / "run")
    for name in ("plan.json", "run/last.npz", "process.json"):
        (data_folder / "learning" / name).write_text("{}")
    lock = DocumentLock(path)
    lock.acquire()
    found = {one.kind.name: one for one in what_is_kept([path])}
    assert {name: len(one.files) for name, one in found.items()} == {
        "recovery": 1, "backups": 1, "comments": 1, "origins": 1, "progress": 2, "places": 1, "settings": 1,
        "spelling": 1, "works": 1, "learning": 3, "log": 2, "crashes": 1, "measurements": 1, "locks": 1,
    }  # fmt: skip
    assert found["log"].size == 110
    for one in found.values():
        assert all(file.is_relative_to(one.folder) for file in one.files)
        assert one.size == sum(file.stat().st_size for file in one.files)
        assert one.oldest is not None
        assert one.newest is not None
        assert time.time() - 60 < one.oldest <= one.newest <= time.time() + 1
        assert str(one.kind.title)
        assert str(one.kind.about)
    lock.release()


def test_a_training_that_runs_stays(data_folder: Path) -> None:
    folder = private_folder(data_folder / "learning")
    (folder / "plan.json").write_text("{}")
    (folder / "process.json").write_text(json.dumps(Process.current().to_dict()))
    assert len(delete(LEARNING).files) == 2
    (folder / "process.json").write_text(json.dumps(GONE.to_dict()))
    assert delete(LEARNING).files == ()


def test_copies_of_open_texts_stay(data_folder: Path) -> None:
    folder = data_folder / "recovery"
    day = 24 * 3600.0
    elsewhere = Process(1, "another-machine", "")
    stay = [
        leave_behind(folder, "own", "mine, open", None, age=30 * day),
        leave_behind(folder, "far", "on another machine", elsewhere, age=day),
    ]
    leave_behind(folder, "gone", "of a crash", GONE)
    leave_behind(folder, "old", "of a machine that is no more", elsewhere, age=30 * day)
    for name in ("half.json", ".inkling-0123456789ab.tmp", "half.journal"):
        (folder / name).write_text('{"text": "half wri')
        stay.append(folder / name)
    (folder / "torn.json").write_text("[" * 100_000)
    os.utime(folder / "torn.json", (time.time() - day,) * 2)
    listed = of("recovery")
    assert set(listed.in_use) == set(stay)
    left = delete(RECOVERY)
    assert set(left.files) == set(folder.iterdir()) == set(stay)


@pytest.mark.parametrize(
    "words", ['"process": {"pid": 1}', json.dumps({"process": GONE.to_dict()}), "x" * 200_000]
)
def test_words_that_look_like_an_owner_are_none(data_folder: Path, words: str) -> None:
    mine = leave_behind(data_folder / "recovery", "mine", words, None, age=1e6)
    theirs = leave_behind(data_folder / "recovery", "theirs", words, GONE)
    delete(RECOVERY)
    assert mine.exists()
    assert not theirs.exists()


@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": ")])
def test_a_journal_names_its_process_in_its_first_line(
    data_folder: Path, separators: tuple[str, str]
) -> None:
    folder = data_folder / "recovery"
    folder.mkdir(parents=True)
    for name, owner in (("mine", Process.current()), ("theirs", GONE)):
        header = json.dumps(
            {"path": None, "process": owner.to_dict(), "saved_at": 1.0}, separators=separators
        )
        (folder / f"{name}.journal").write_text(f"0123abcd {header}\n" + '9 [0, 0, "words"]\n' * 20_000)
        os.utime(folder / f"{name}.journal", (1, 1))
    delete(RECOVERY)
    assert [file.name for file in folder.iterdir()] == ["mine.journal"]


def test_former_versions_go_with_their_folders_and_the_files_stay(data_folder: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in paths:
        document = write_document(path, "former")
        write_document(path, "now", document)
    assert len(of("backups").files) == 2
    assert delete(BACKUPS).files == ()
    assert list((data_folder / "backups").iterdir()) == []
    assert [read_document(path).text for path in paths] == ["now", "now"]
    write_document(paths[0], "later", read_document(paths[0]))
    assert len(of("backups").files) == 1


def test_a_log_that_is_open_goes_on(log_folder: Path) -> None:
    log, older = log_folder / "inkling.log", log_folder / "inkling.log.1"
    older.write_text("older")
    with log.open("a") as file:
        print("first", file=file, flush=True)
        assert delete(LOG).files == ()
        assert not older.exists()
        print("second", file=file, flush=True)
    assert log.read_text() == "second\n"


def test_locks_of_open_texts_stay_and_those_of_crashes_go(tmp_path: Path) -> None:
    paths = [tmp_path / "open.txt", tmp_path / "crashed.txt", tmp_path / "torn.txt"]
    locks = [path.with_name(f".{path.name}.inkling-lock") for path in paths]
    lock = DocumentLock(paths[0])
    lock.acquire()
    locks[1].write_text(json.dumps(GONE.to_dict()))
    locks[2].write_text("")
    os.utime(locks[2], (1, 1))
    assert set(of("locks", paths).files) == set(locks)
    assert all(one.exists() for one in locks)  # looking changes nothing
    assert delete(LOCKS, paths).files == (locks[0],)
    lock.release()


def test_links_and_odd_files_are_not_followed(data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "story.txt").write_text("mine")
    folder = data_folder / "backups"
    folder.mkdir(parents=True)
    (folder / "link").symlink_to(tmp_path / "precious")
    (folder / "file").symlink_to(tmp_path / "precious" / "story.txt")
    (folder / "dangling").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "pipe")
    recovery = data_folder / "recovery"
    recovery.mkdir()
    os.mkfifo(recovery / "pipe.json")
    assert len(of("backups").files) == 4
    delete(BACKUPS)
    delete(RECOVERY)
    assert list(folder.iterdir()) == list(recovery.iterdir()) == []
    assert (tmp_path / "precious" / "story.txt").read_text() == "mine"


def test_models_of_the_writers_own_are_not_touched(data_folder: Path) -> None:
    model = data_folder / "models" / "mine" / "config.json"
    model.parent.mkdir(parents=True)
    model.write_text("{}")
    for kind in KINDS:
        delete(kind)
    assert model.exists()


def test_what_cannot_be_deleted_is_told_and_the_rest_goes(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data_folder / "backups" / "story"
    folder.mkdir(parents=True)
    for name in ("a", "b", "c"):
        (folder / name).write_text(name)
    unlink = Path.unlink

    def fail(path: Path, missing_ok: bool = False) -> None:
        if path.name == "b":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(InklingError, match=r"b cannot be deleted .Permission denied.; check its permissions"):
        delete(BACKUPS)
    assert [file.name for file in of("backups").files] == ["b"]
