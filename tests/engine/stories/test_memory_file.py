"""What a story's memory is to keep, in a file."""

import json
from pathlib import Path

import pytest

from desktop.engine.errors import StoryError
from desktop.engine.stories.memory_file import EMPTY, Brought, MemoryFile, MemoryRecord, add_to
from desktop.engine.stories.story_folder import StoryFolder

RECORD = MemoryRecord(("Captain Hask", "Qiväreth"), ("door",), Brought("2026-11-29", 2, 20, 7))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = MemoryFile.of_text(tmp_path / "Story.txt")
    assert file.path == tmp_path / "Story.txt.memory.json"
    assert file.read() == EMPTY
    assert file.change(lambda _: RECORD) == RECORD
    assert file.read() == RECORD
    assert "Qiväreth" in file.path.read_text(encoding="utf-8")


def test_without_choices_there_is_no_file(tmp_path: Path) -> None:
    file = MemoryFile.of_folder(tmp_path)
    file.change(lambda _: RECORD)
    file.change(lambda _: EMPTY)
    assert not file.path.exists()
    assert file.stamp() is None


def test_a_change_goes_upon_what_somebody_else_wrote(tmp_path: Path) -> None:
    one, other = MemoryFile.of_folder(tmp_path), MemoryFile.of_folder(tmp_path)
    one.change(lambda was: MemoryRecord((*was.kept, "Hask")))
    other.change(lambda was: MemoryRecord((*was.kept, "Orlen")))
    assert one.read().kept == ("Hask", "Orlen")


def test_it_is_no_chapter_of_its_story(tmp_path: Path) -> None:
    (tmp_path / "One.txt").write_text("One.", encoding="utf-8")
    MemoryFile.of_folder(tmp_path).change(lambda _: RECORD)
    assert [text.title for text in StoryFolder.open(tmp_path).texts] == ["One"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"format": 1}', '{"format": 1, "kept": "x", "forgotten": []}', "null", "\x00"],
)
def test_a_damaged_file_is_put_aside(tmp_path: Path, content: str) -> None:
    file = MemoryFile.of_folder(tmp_path)
    file.path.write_text(content, encoding="utf-8")
    assert file.read() == EMPTY
    assert not file.path.exists()
    (damaged,) = tmp_path.glob("*.damaged-*.json")
    assert damaged.read_text(encoding="utf-8") == content


def test_nonsense_among_the_words_is_left_out(tmp_path: Path) -> None:
    file = MemoryFile.of_folder(tmp_path)
    content = {"format": 1, "kept": ["  Captain \n Hask ", 3, "", "x" * 999, "Captain Hask"], "forgotten": []}
    file.path.write_text(json.dumps(content), encoding="utf-8")
    assert file.read().kept == ("Captain Hask", "x" * 200)


def test_a_later_version_is_left_alone(tmp_path: Path) -> None:
    file = MemoryFile.of_folder(tmp_path)
    file.path.write_text('{"format": 2, "kept": [], "forgotten": []}', encoding="utf-8")
    with pytest.raises(StoryError, match="another version"):
        file.read()
    with pytest.raises(StoryError):
        file.change(lambda _: RECORD)
    assert '"format": 2' in file.path.read_text(encoding="utf-8")


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    file = MemoryFile.of_folder(tmp_path / "gone")
    with pytest.raises(StoryError, match="cannot be written"):
        file.change(lambda _: RECORD)


def test_each_day_begins_anew() -> None:
    record = add_to(add_to(EMPTY, "2026-11-28", 5, 2), "2026-11-28", 4, 0)
    assert record.brought == Brought("2026-11-28", 2, 9, 2)
    assert add_to(record, "2026-11-29", 1, 1).brought == Brought("2026-11-29", 1, 1, 1)
