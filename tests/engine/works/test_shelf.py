"""The shelf of earlier works: kept, listed, removed, and never anybody else's to read."""

import os
import stat
from pathlib import Path

import pytest

from desktop.engine.errors import WorksError
from desktop.engine.recovery.kept import WORKS, delete, what_is_kept
from desktop.engine.works import shelf as shelf_module
from desktop.engine.works.shelf import Shelf, text_of

FIRST = "The ford was shallow.\nNobody crossed it."
SECOND = "A lamp burned in the mill."


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_a_work_is_kept_word_for_word_and_listed(shelf: Shelf, tmp_path: Path) -> None:
    kept = shelf.keep("The Ford", tmp_path / "ford.docx", FIRST)
    assert (kept.title, kept.words) == ("The Ford", 7)
    (found,) = Shelf().all()
    assert found == kept
    assert text_of(found) == FIRST
    assert Path(found.source) == tmp_path / "ford.docx"


def test_the_latest_work_comes_first(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep("One", tmp_path / "one.txt", FIRST)
    shelf.keep("Two", tmp_path / "two.txt", SECOND)
    assert [work.title for work in shelf.all()] == ["Two", "One"]
    assert shelf.texts() == (SECOND, FIRST)


def test_the_same_file_takes_the_place_of_what_was_read_from_it(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep("Draft", tmp_path / "one.txt", FIRST)
    shelf.keep("Final", tmp_path / "one.txt", SECOND)
    assert [work.title for work in shelf.all()] == ["Final"]


def test_what_is_removed_is_gone_and_the_source_stays(shelf: Shelf, tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    source.write_text(FIRST)
    work = shelf.keep("One", source, FIRST)
    shelf.remove(work)
    shelf.remove(work)  # twice does no harm
    assert shelf.all() == []
    assert shelf.texts() == ()
    assert source.read_text() == FIRST


def test_no_words_are_no_work(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(WorksError, match="no words"):
        shelf.keep("Empty", tmp_path / "empty.txt", " \n* * *\n")
    assert shelf.all() == []


def test_half_characters_are_kept_as_what_can_be_written(shelf: Shelf, tmp_path: Path) -> None:
    work = shelf.keep("Odd \ud800", tmp_path / "odd.txt", "A \ud800 word")
    assert shelf.all() == [work]
    assert text_of(work).startswith("A ")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff",
        b"[]\nwords",
        b"{}\nwords",
        b'{"format": 2}\nwords',
        b'{"format": 1, "title": 3, "source": "", "words": 1, "added": 1}\nwords',
        b'{"format": 1, "title": "", "source": "", "words": "many", "added": 1}\nwords',
        b'{"format": 1, "title": "", "source": "", "words": 1, "added": "soon"}\nwords',
        b"[" * 100_000,
    ],
)
def test_other_and_damaged_files_are_no_works(shelf: Shelf, tmp_path: Path, data: bytes) -> None:
    shelf.keep("One", tmp_path / "one.txt", FIRST)
    (shelf.folder / "other.txt").write_bytes(data)
    assert [work.title for work in shelf.all()] == ["One"]
    assert shelf.texts() == (FIRST,)


def test_no_more_is_handed_out_than_is_used(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "MOST_CHARACTERS", len(SECOND) + 8)
    shelf.keep("One", tmp_path / "one.txt", FIRST)
    shelf.keep("Two", tmp_path / "two.txt", SECOND)
    assert shelf.texts() == (SECOND, FIRST[:8])


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_can_read_it(shelf: Shelf, tmp_path: Path) -> None:
    work = shelf.keep("One", tmp_path / "one.txt", FIRST)
    assert stat.S_IMODE(work.path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(shelf.folder.stat().st_mode) & 0o077 == 0


def test_what_cannot_be_kept_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorksError, match="cannot be kept"):
        Shelf(tmp_path / "file" / "works").keep("One", tmp_path / "one.txt", FIRST)


def test_privacy_lists_and_deletes_them(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep("One", tmp_path / "one.txt", FIRST)
    (kept,) = [one for one in what_is_kept() if one.kind is WORKS]
    assert len(kept.files) == 1
    assert kept.size > len(FIRST)
    delete(WORKS)
    assert shelf.all() == []
