"""Whose a file is, who may read it and what else was noted of it survive a save, however it is written."""

import errno
import os
import stat
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.engine.documents.backups import backups_of
from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.errors import DocumentError
from desktop.engine.files import in_place, temporary
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.file_stamp import same_file
from tests.engine.other_user import GROUP, SHARED_GROUP, USER, common_place, needs_superuser, run_as_other

__all__ = ["common_place"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights and links")

ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("old")
    return path


def access_list(user: int, rights: int) -> bytes:
    """An access list in the form of Linux's extended attribute: its owner, a named user, and nobody else."""
    nobody = 0xFFFFFFFF
    entries = [(1, 6, nobody), (2, rights, user), (4, 0, nobody), (16, rights, nobody), (32, 0, nobody)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def set_attribute(path: Path, name: str, value: bytes) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("this system has no extended attributes")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"this file system has no {name}: {error}")


def leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob(".inkling-*.tmp"))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o604, 0o755, 0o444 | 0o200])
def test_rights_stay(story: Path, mode: int) -> None:
    story.chmod(mode)
    write_document(story, "new")
    assert (story.read_text(), stat.S_IMODE(story.stat().st_mode)) == ("new", mode)


def test_extended_attributes_stay(story: Path) -> None:
    set_attribute(story, "user.origin", b"a letter")
    before = FileFacts.of(story)
    inode = story.stat().st_ino
    write_document(story, "new")
    assert FileFacts.of(story) == before
    assert story.stat().st_ino != inode  # a new file, so that no kill can cut it


def test_access_lists_stay(story: Path) -> None:
    set_attribute(story, ACCESS, access_list(1, 6))
    before = FileFacts.of(story)
    assert ACCESS in before.attributes
    write_document(story, "new")
    assert FileFacts.of(story) == before


def test_a_folder_that_gives_rights_to_new_files_gives_none_to_an_old_one(
    tmp_path: Path, story: Path
) -> None:
    set_attribute(tmp_path, DEFAULT, access_list(1, 6))
    story.chmod(0o600)
    before = FileFacts.of(story)
    assert ACCESS not in before.attributes
    write_document(story, "new")
    assert FileFacts.of(story) == before
    # A new document is a new file.
    ordinary = tmp_path / "ordinary.txt"
    ordinary.touch()
    write_document(tmp_path / "new.txt", "new")
    assert FileFacts.of(tmp_path / "new.txt") == FileFacts.of(ordinary)


@needs_superuser
def test_the_superuser_leaves_a_file_to_its_owner(story: Path) -> None:
    os.chown(story, USER, GROUP)
    write_document(story, "new")
    assert (story.stat().st_uid, story.stat().st_gid) == (USER, GROUP)


@needs_superuser
@pytest.mark.parametrize("owner", ["colleague", "own"])
@pytest.mark.parametrize("listed", [False, True])
def test_a_shared_file_keeps_owner_and_group(common_place: Path, owner: str, listed: bool) -> None:
    folder = common_place / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    story = folder / "story.txt"
    story.write_text("old")
    os.chown(story, USER if owner == "own" else 4321, SHARED_GROUP)
    story.chmod(0o660)
    if listed:
        set_attribute(story, ACCESS, access_list(USER, 6))
    before = FileFacts.of(story)
    run_as_other(f"write_document(Path({str(story)!r}), 'new')", common_place / "theirs")
    assert story.read_text() == "new"
    assert FileFacts.of(story) == before
    assert leftovers(common_place) == []
    assert [file.read_text() for file in (common_place / "theirs" / "backups").glob("*/*")] == ["old"]


@needs_superuser
def test_a_file_of_a_group_that_the_writer_is_not_in_keeps_it(common_place: Path) -> None:
    folder = common_place / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    story = folder / "story.txt"
    story.write_text("old")
    os.chown(story, USER, 4321)
    story.chmod(0o640)
    before = FileFacts.of(story)
    run_as_other(f"write_document(Path({str(story)!r}), 'new')", common_place / "theirs")
    assert (story.read_text(), FileFacts.of(story)) == ("new", before)


@needs_superuser
@pytest.mark.parametrize("mode", [0o755, 0o1777])
def test_a_writable_file_is_saved_where_no_new_file_may_be_put(common_place: Path, mode: int) -> None:
    folder = common_place / "shared"
    folder.mkdir()
    folder.chmod(mode)  # read-only, or a folder as /tmp, in which nobody can replace the files of others
    story = folder / "story.txt"
    story.write_text("old and long")
    story.chmod(0o666)
    before = FileFacts.of(story)
    run_as_other(f"write_document(Path({str(story)!r}), 'new')", common_place / "theirs")
    assert (story.read_text(), FileFacts.of(story)) == ("new", before)
    assert list(folder.iterdir()) == [story]
    assert list((common_place / "theirs" / "unfinished").iterdir()) == []


@needs_superuser
def test_a_read_only_file_is_not_replaced_though_its_folder_would_let_it(common_place: Path) -> None:
    folder = common_place / "shared"
    folder.mkdir()
    folder.chmod(0o777)
    story = folder / "story.txt"
    story.write_text("old")
    story.chmod(0o644)
    script = f"""
try:
    write_document(Path({str(story)!r}), "new")
except DocumentError as error:
    print(error)
"""
    assert "is read-only" in run_as_other(script, common_place / "theirs")
    assert story.read_text() == "old"


def test_hard_links_stay_one_file(story: Path) -> None:
    other = story.with_name("other.txt")
    other.hardlink_to(story)
    document = read_document(story)
    for text in ("a longer text than before", "x", ""):
        document = write_document(story, text, document)
        assert other.read_text() == text
    assert same_file(story, other)
    assert [backup.path.read_text() for backup in backups_of(story)] == [
        "x",
        "a longer text than before",
        "old",
    ]


def test_links_to_a_file_are_the_file(story: Path, tmp_path: Path) -> None:
    link, other, loop = tmp_path / "link", tmp_path / "other", tmp_path / "loop"
    link.symlink_to(story)
    other.touch()
    loop.symlink_to(loop)
    assert same_file(story, link)
    assert same_file(tmp_path / "." / "story.txt", story)
    assert same_file(tmp_path / "none", tmp_path / "x" / ".." / "none")
    for different in (other, loop, tmp_path / "none", tmp_path):
        assert not same_file(story, different)


@pytest.mark.parametrize("failing", ["write", "ftruncate", "fsync"])
def test_a_linked_file_gets_its_old_text_back_when_writing_fails(
    story: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    story.with_name("other.txt").hardlink_to(story)
    overwrite = in_place._overwrite
    calls = []

    def fail_once(handle: int, data: bytes) -> None:
        calls.append(data)
        if len(calls) == 1:
            with monkeypatch.context() as patch:
                real = getattr(os, failing)

                def fail(*arguments: object) -> None:
                    if failing == "write":
                        real(arguments[0], bytes(arguments[1])[:2])  # type: ignore[call-overload]
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

                patch.setattr(os, failing, fail)
                overwrite(handle, data)
        overwrite(handle, data)

    monkeypatch.setattr(in_place, "_overwrite", fail_once)
    with pytest.raises(DocumentError, match="is as it was"):
        write_document(story, "a new text")
    assert story.read_text() == "old"
    assert calls == [b"a new text", b"old"]


def test_a_linked_file_that_cannot_be_repaired_says_where_its_text_is(
    story: Path, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    story.with_name("other.txt").hardlink_to(story)
    real = in_place._overwrite

    def cut(handle: int, data: bytes) -> None:
        os.pwrite(handle, data[:1], 0)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(in_place, "_overwrite", cut)
    with pytest.raises(
        DocumentError, match=r"was damaged while it was saved .* is in .*unfinished"
    ) as caught:
        write_document(story, "new text")
    note = Path(str(caught.value.sentence.values["note"]))
    assert b"oldnew text" in note.read_bytes()
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    monkeypatch.setattr(in_place, "_overwrite", real)


def die_in_a_save(script: str) -> None:
    """Run a script in a process of its own that ends, with status 9, in the midst of what it does."""
    prelude = (
        "import os\nfrom pathlib import Path\nfrom desktop.engine.files import in_place, temporary\n"
        "from desktop.engine.documents.documents import write_document\n"
    )
    assert subprocess.run([sys.executable, "-c", prelude + script], check=False).returncode == 9


@pytest.mark.parametrize("length", [0, 1, 4, 9, 12])
@pytest.mark.parametrize("new", ["new", "a much longer text", ""])
def test_a_save_that_was_cut_in_two_is_finished_when_the_file_is_opened(
    story: Path, length: int, new: str
) -> None:
    old = b"an old text"
    story.write_bytes(old)
    story.with_name("other.txt").hardlink_to(story)
    length = min(length, len(new))
    cut = new.encode()[:length] + old[length:]
    die_in_a_save(
        f"in_place._overwrite = lambda handle, data: (os.pwrite(handle, {cut!r}, 0), os._exit(9))\n"
        f"write_document(Path({str(story)!r}), {new!r})\n"
    )
    document = read_document(story)
    assert document.text == (old.decode() if cut == old else new)
    assert story.read_text() == document.text
    if cut not in (old, new.encode()):
        assert "A save of story.txt was interrupted" in str(document.notice)
    assert read_document(story).notice is None


def test_what_others_wrote_after_a_cut_save_is_theirs(story: Path, data_folder: Path) -> None:
    story.with_name("other.txt").hardlink_to(story)
    die_in_a_save(
        "in_place._overwrite = lambda handle, data: os._exit(9)\n"
        f"write_document(Path({str(story)!r}), 'new')\n"
    )
    story.write_text("theirs")
    assert read_document(story).text == "theirs"
    assert list((data_folder / "unfinished").iterdir()) == []


@pytest.mark.parametrize(
    "note", [b"", b"{}\n", b"[" * 5000, b'{"path": 1, "old": -1, "new": 2}\nabc', b"\xff\n"]
)
def test_a_damaged_note_keeps_nobody_from_opening(
    story: Path, data_folder: Path, note: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    place = in_place._place(story)
    place.parent.mkdir(parents=True)
    place.write_bytes(note)
    assert read_document(story).text == "old"
    assert "cannot be read" in caplog.text
    write_document(story, "new")
    assert story.read_text() == "new"


def test_nobody_else_can_read_a_file_while_it_is_written(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.chmod(0o600)
    modes = []
    real = temporary.write_all

    def look(handle: int, data: bytes) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        real(handle, data)

    monkeypatch.setattr(temporary, "write_all", look)
    write_document(story, "new")
    write_document(story.with_name("new.txt"), "new")
    assert set(modes) == {0o600}


def test_what_a_killed_save_leaves_is_private_and_goes_with_the_next(story: Path) -> None:
    story.chmod(0o600)
    die_in_a_save(
        "replace = temporary.Temporary.replace\n"
        f"story = Path({str(story)!r})\n"
        "end = lambda self, path: os._exit(9) if path == story else replace(self, path)\n"
        "temporary.Temporary.replace = end\n"
        "write_document(story, 'new')\n"
    )
    (left,) = leftovers(story.parent)
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    assert story.read_text() == "old"
    write_document(story, "newer")
    assert leftovers(story.parent) == []


def test_what_is_left_of_the_desks_own_files_goes_with_the_next_write(tmp_path: Path) -> None:
    die_in_a_save(
        "temporary.Temporary.replace = lambda self, path: os._exit(9)\n"
        "from desktop.engine.files.atomic import write_atomically\n"
        f"write_atomically(Path({str(tmp_path / 'days.json')!r}), b'1')\n"
    )
    assert len(leftovers(tmp_path)) == 1
    write_atomically(tmp_path / "days.json", b"2")
    assert [path.name for path in tmp_path.iterdir()] == ["days.json"]


def test_what_is_being_written_or_is_not_the_desks_stays(story: Path) -> None:
    running = temporary.Temporary(story.parent)
    foreign = story.with_name(".inkling-notes.tmp")
    foreign.touch()
    link = story.with_name(".inkling-0123456789ab.tmp")
    link.symlink_to(story)
    temporary.remove_leftovers(story.parent)
    assert running.path.exists()
    assert foreign.exists()
    assert story.read_text() == "old"
    running.discard()


@needs_superuser
def test_leftovers_of_others_are_theirs(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    other = tmp_path / ".inkling-0123456789ab.tmp"
    other.touch()
    os.chown(other, USER, GROUP)
    temporary.remove_leftovers(tmp_path)
    assert other.exists()
