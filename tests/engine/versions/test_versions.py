"""Versions are whole, found by their names, never altered, and readable by other means."""

import os
import stat
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from desktop.engine.errors import VersionError
from desktop.engine.versions.versions import Version, Versions, texts_of

MOMENT = datetime(2026, 11, 29, 0, 20, 11)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "Novel.txt"
    path.write_text("One.\n")
    return path


def test_what_is_kept_is_read_and_can_be_unpacked(text: Path) -> None:
    kept = Versions(text).keep("draft two", {"Novel.txt": "Öne 😀.\n"}, 1, MOMENT)
    assert kept.path == text.parent / "Novel.txt versions" / "2026-11-29 00-20-11 draft two.zip"
    assert Versions(text).all() == [kept]
    assert texts_of(kept) == {"Novel.txt": "Öne 😀.\n"}
    with zipfile.ZipFile(kept.path) as file:
        assert file.read("Novel.txt").decode() == "Öne 😀.\n"
        assert file.testzip() is None


def test_a_storys_versions_are_in_its_folder_with_all_texts_in_order(tmp_path: Path) -> None:
    texts = {"Two.md": "2", "One.md": "1", "notes/People.md": "Mara"}
    kept = Versions(tmp_path).keep("", texts, 3, MOMENT)
    assert kept.path == tmp_path / "versions" / "2026-11-29 00-20-11.zip"
    assert list(texts_of(kept).items()) == list(texts.items())


def test_no_version_is_ever_written_over(text: Path) -> None:
    versions = Versions(text)
    for words in ("a", "b", "c"):
        versions.keep("draft", {"Novel.txt": words}, 1, MOMENT)
    assert {texts_of(one)["Novel.txt"] for one in versions.all()} == {"a", "b", "c"}
    assert {one.name for one in versions.all()} == {"draft"}


@pytest.mark.parametrize(
    "name", ["a/b\\c: *?", "…", ".", "x" * 300, "第二稿", 'with "quotes"', "\ud83d half"]
)
def test_any_name_will_do(text: Path, name: str) -> None:
    versions = Versions(text)
    kept = versions.keep(name, {"Novel.txt": "One."}, 1)
    assert versions.all() == [kept]
    assert texts_of(kept) == {"Novel.txt": "One."}


def test_who_cannot_read_the_text_cannot_read_its_versions(text: Path) -> None:
    text.chmod(0o600)
    kept = Versions(text).keep("", {"Novel.txt": "One."}, 1)
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600


def test_deleting_the_last_one_leaves_nothing(text: Path) -> None:
    versions = Versions(text)
    kept = versions.keep("", {"Novel.txt": "One."}, 1)
    versions.delete(kept)
    assert versions.all() == []
    assert [one.name for one in text.parent.iterdir()] == ["Novel.txt"]
    versions.delete(kept)


def test_texts_that_differ_in_their_ending_have_versions_of_their_own(text: Path) -> None:
    Versions(text).keep("", {"Novel.txt": "One."}, 1)
    other = text.with_suffix(".md")
    other.write_text("Two.")
    assert Versions(other).all() == []


def test_the_latest_comes_first_and_strangers_are_none(text: Path) -> None:
    versions = Versions(text)
    versions.keep("old", {"Novel.txt": ""}, 0, datetime(2025, 1, 1))
    versions.keep("new", {"Novel.txt": ""}, 0, MOMENT)
    (versions.folder / "notes.txt").write_text("mine")
    (versions.folder / "2026-13-77 00-00-00 x.zip").write_text("")
    (versions.folder / "2026-11-29 00-00-00 folder.zip").mkdir()
    assert [one.name for one in versions.all()] == ["new", "old"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nothing", None])
def test_a_damaged_one_is_listed_and_told(text: Path, damage: bytes | None) -> None:
    versions = Versions(text)
    kept = versions.keep("draft", {"Novel.txt": "word " * 1000}, 1000, MOMENT)
    data = kept.path.read_bytes()
    kept.path.write_bytes(data[: len(data) // 2] if damage is None else damage)
    (found,) = versions.all()
    assert (found.name, found.words) == ("draft", None)
    with pytest.raises(VersionError, match="damaged"):
        texts_of(found)


def test_damaged_bytes_within_are_told(text: Path) -> None:
    kept = Versions(text).keep("draft", {"Novel.txt": os.urandom(3000).hex()}, 1, MOMENT)
    data = bytearray(kept.path.read_bytes())
    for at in range(600, 700):
        data[at] ^= 0xFF
    kept.path.write_bytes(bytes(data))
    with pytest.raises(VersionError, match="damaged"):
        texts_of(kept)


def test_one_that_is_gone_is_told(text: Path) -> None:
    with pytest.raises(VersionError, match="cannot be read"):
        texts_of(Version(text.parent / "gone.zip", "", MOMENT))


def test_names_that_lead_out_of_the_folder_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "2026-11-29 00-00-00.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name in ("../up.txt", "/root.txt", "a/../../b.txt", "good.txt"):
            file.writestr(name, "x")
    assert list(texts_of(Version(path, "", MOMENT))) == ["good.txt"]


def test_where_nothing_can_be_written_it_is_told(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Versions, "_write", refuse)
    with pytest.raises(VersionError, match="No space left"):
        Versions(text).keep("", {"Novel.txt": "One."}, 1)
