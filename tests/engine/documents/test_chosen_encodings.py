"""The encoding that was chosen for a file is used the next time, as long as the file is written in it."""

import json
from pathlib import Path

import pytest

from desktop.engine.documents import chosen_encodings
from desktop.engine.documents.backups import backups_of
from desktop.engine.documents.chosen_encodings import Choice, choose_encoding, chosen_encoding
from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.folders import data_folder
from desktop.engine.stories.seams import join, split
from desktop.engine.stories.story_folder import StoryFolder

RUSSIAN = "Всё смешалось в доме Облонских. "


def chosen(path: Path, text: str = RUSSIAN, encoding: str = "koi8-r") -> Path:
    """A file that is taken for something else, and for which the writer has chosen its encoding."""
    path.write_bytes(text.encode(encoding))
    document = read_document(path, encoding)
    assert document.is_chosen
    assert read_document(path).text != text
    choose_encoding(path, Choice(encoding, document.stamp.digest))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return chosen(tmp_path / "old.txt", "Ж")


def test_it_is_used_until_another_is_chosen(file: Path) -> None:
    document = read_document(file)
    assert (document.text, document.encoding, document.certain) == ("Ж", "koi8-r", True)
    write_document(file, "ЖЖ", document)
    assert read_document(file).text == "ЖЖ"
    write_document(file, "Ж", read_document(file), "utf-8")
    assert chosen_encoding(file) is None
    assert read_document(file).encoding == "utf-8"


def test_it_counts_for_each_link_to_the_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(file)
    assert read_document(tmp_path / "link.txt").text == "Ж"


def test_what_others_have_written_since_is_found_out_if_it_can_be(file: Path) -> None:
    file.write_bytes("ЖЖ".encode("koi8-r"))
    assert read_document(file).text == "ЖЖ"
    file.write_bytes(RUSSIAN.encode())
    assert read_document(file).text == RUSSIAN
    file.write_bytes(RUSSIAN.encode("utf-16"))
    assert read_document(file).text == RUSSIAN


def test_text_in_utf_8_that_is_to_be_something_else_stays_that(tmp_path: Path) -> None:
    # Letters of GBK that happen to be valid in UTF-8, and beyond doubt in that.
    path = chosen(tmp_path / "short.txt", b"\xc4\xa3".decode("gbk"), "gbk")
    assert read_document(path).encoding == "gbk"


def test_a_new_name_and_a_new_file(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    write_document(other, "ЖЖ", read_document(file))
    assert read_document(other).text == "ЖЖ"
    write_document(other, "new")
    assert chosen_encoding(other) is None


def test_a_former_version_is_read_as_its_file(file: Path) -> None:
    write_document(file, "ЖЖ", read_document(file))
    (backup,) = backups_of(file)
    assert read_document(backup.path, backup_of=file).text == "Ж"


def test_chapters_are_split_joined_and_renamed_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    chosen(folder / "a.txt", "Ж\n\nЮ\n")
    story = StoryFolder.open(folder)
    seam = split(story, story.texts[0], len("Ж\n"), "b")
    second = story.rename(seam.second, "c")
    assert [read_document(text.path).text for text in (seam.first, second)] == ["Ж\n", "Ю\n"]
    join(story, seam.first, second)
    assert seam.first.path.read_bytes() == "Ж\n\nЮ\n".encode("koi8-r")


@pytest.mark.parametrize("entry", [None, "koi8-r", ["koi8-r"], ["rot13", "a"], [1, 2], [["koi8-r"], "a"]])
def test_an_entry_that_makes_no_sense_is_none(file: Path, entry: object) -> None:
    kept = data_folder() / chosen_encodings.FOLDER / chosen_encodings.FILE
    kept.write_text(json.dumps({str(file): entry}), encoding="utf-8")
    assert chosen_encoding(file) is None
    choose_encoding(file, Choice("cp866", "a"))
    assert chosen_encoding(file) == Choice("cp866", "a")


def test_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen_encodings, "MOST_ENTRIES", 2)
    for name in "abc":
        choose_encoding(tmp_path / name, Choice("cp866", "a"))
    assert [bool(chosen_encoding(tmp_path / name)) for name in "abc"] == [False, True, True]
