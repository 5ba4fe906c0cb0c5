import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.errors import DocumentError
from desktop.engine.files.file_stamp import stamp_of

TEXT = "Élan — “quotes”\nand a second line.\n"


def backups_of(data_folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((data_folder / "backups").glob("*/*"))]


def assert_one_sentence(error: DocumentError) -> None:
    assert str(error).endswith(".")
    assert "\n" not in str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_unicode_files_come_back_byte_for_byte(tmp_path: Path, encoding: str, newline: str, end: str) -> None:
    path = tmp_path / "story.txt"
    data = (TEXT.strip() + end).replace("\n", newline).encode(encoding)
    path.write_bytes(data)
    document = read_document(path)
    assert document.text == TEXT.strip() + end
    assert document.notice is None
    write_document(path, document.text, document)
    assert path.read_bytes() == data


def test_utf_16_of_either_byte_order_is_read(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    for order in ("le", "be"):
        path.write_bytes(("\ufeff" + TEXT).encode(f"utf-16-{order}"))
        assert read_document(path).text == TEXT


def test_an_old_western_file_is_read_and_told_and_saved_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(TEXT.encode("cp1252"))
    document = read_document(path)
    assert document.text == TEXT
    assert str(document.notice) == (
        "old.txt is not UTF-8 and was read as Western (Windows-1252), which is a guess; reopen it with "
        "another encoding if letters are wrong."
    )
    saved = write_document(path, document.text, document)
    assert path.read_bytes() == TEXT.encode("cp1252")
    assert saved.notice is None


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\x06\0", bytes(range(1, 32)) * 9, b"t\xe9xt\0text"],
)
def test_binary_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match="is not a text file") as caught:
        read_document(path)
    assert_one_sentence(caught.value)


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert read_document(path).text == ""


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="There is no file") as caught:
        read_document(tmp_path / "none.txt")
    assert_one_sentence(caught.value)
    with pytest.raises(DocumentError, match="is a folder") as caught:
        read_document(tmp_path)
    assert_one_sentence(caught.value)
    with pytest.raises(DocumentError, match="is a folder"):
        write_document(tmp_path, "text")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError, match="is a device"):
        read_document(tmp_path / "pipe")


def test_mixed_line_ends_become_the_commonest(tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes(b"one\r\ntwo\r\nthree\nfour\rfive")
    document = read_document(path)
    assert document.text == "one\ntwo\nthree\nfour\nfive"
    assert document.newline == "\r\n"


def test_a_new_file_gets_the_usual_permissions(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary.txt"
    ordinary.touch()
    write_document(tmp_path / "new.txt", TEXT)
    assert (tmp_path / "new.txt").read_text("utf-8") == TEXT
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.touch()
    path.chmod(0o640)
    write_document(path, TEXT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_symbolic_links_are_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    write_document(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_half_a_surrogate_pair_does_not_keep_a_text_from_being_saved(tmp_path: Path) -> None:
    write_document(tmp_path / "odd.txt", "a\ud83db")
    assert (tmp_path / "odd.txt").read_text("utf-8") == "a\N{REPLACEMENT CHARACTER}b"


def test_former_versions_are_kept(tmp_path: Path, data_folder: Path) -> None:
    path = tmp_path / "story.txt"
    for version in range(8):
        write_document(path, f"version {version}")
    assert backups_of(data_folder) == [f"version {version}" for version in range(7)]


def test_documents_of_one_name_have_their_own_versions(tmp_path: Path, data_folder: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for version in range(2):
            write_document(tmp_path / folder / "story.txt", f"{folder} {version}")
    assert sorted(backups_of(data_folder)) == ["one 0", "two 0"]


def test_backups_that_fail_do_not_keep_a_text_from_being_saved(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, blocked = tmp_path / "story.txt", tmp_path / "blocked"
    blocked.touch()
    path.write_text("old")
    write_document(path, "new", backups=blocked)
    assert path.read_text() == "new"
    assert "No backup of" in caplog.text


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "story.txt"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DocumentError, match=r"No space left on device.*is as it was") as caught:
        write_document(path, "new")
    assert_one_sentence(caught.value)
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DocumentError, match="cannot be saved") as caught:
        write_document(tmp_path / "file" / "story.txt", "new")
    assert_one_sentence(caught.value)
    with pytest.raises(DocumentError, match="cannot be saved"):
        write_document(tmp_path / "nowhere" / "story.txt", "new")


def test_a_folder_that_is_gone_is_told_and_not_that_the_file_is_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "novel"
    folder.mkdir()
    path = folder / "story.txt"
    old = write_document(path, "old")
    folder.rename(tmp_path / "moved")
    with pytest.raises(DocumentError, match="its folder is gone") as caught:
        write_document(path, "new", old)
    assert_one_sentence(caught.value)
    assert "as it was" not in str(caught.value)
    assert not folder.exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write")
def test_a_folder_that_nobody_may_write_is_told() -> None:
    with pytest.raises(DocumentError, match="cannot be saved"):
        write_document(Path("/proc/story.txt"), "new")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write it")
def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(DocumentError, match="is read-only"):
        write_document(path, "new")
    assert path.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_kill_at_any_moment_leaves_one_whole_version(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    script = (
        "from pathlib import Path\n"
        "from desktop.engine.documents.documents import write_document\n"
        "while True:\n"
        "    for letter in 'ab':\n"
        f"        write_document(Path({str(path)!r}), letter * 300_000)\n"
        "        print(letter, flush=True)\n"
    )
    for lines in (1, 4, 7):
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        with process.stdout:
            for _ in range(lines):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert path.read_text() in ("a" * 300_000, "b" * 300_000)


def test_stamps_tell_contents_apart_and_not_times(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    document = write_document(path, TEXT)
    assert read_document(path).stamp == document.stamp == stamp_of(path)
    os.utime(path, (1, 1))
    assert stamp_of(path) == document.stamp
    path.write_text("other", "utf-8")
    assert stamp_of(path) != document.stamp
    path.unlink()
    assert stamp_of(path) is None
