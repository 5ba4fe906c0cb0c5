"""A story's folder: its order, what is done with its texts, and what other programs do to it."""

import os
from datetime import date
from pathlib import Path

import pytest

from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import DocumentLockedError, StoryError, StoryGoneError
from desktop.engine.stories.story_folder import StoryFolder
from tests.engine.stories.conftest import fill, titles


def test_texts_come_in_the_writers_order(story: StoryFolder) -> None:
    assert story.title == "The Lighthouse"
    assert titles(story) == ["Arrival", "Storm", "Calm"]
    assert [note.title for note in story.notes] == ["People"]
    assert story.texts[0].path == story.folder / "Arrival.md"


def test_without_its_file_a_folder_is_in_the_order_of_names(folder: Path) -> None:
    (folder / "story.toml").unlink()
    (folder / "Chapter 10.txt").write_text("x")
    (folder / "Chapter 9.txt").write_text("x")
    story = StoryFolder.open(folder)
    assert titles(story) == ["Arrival", "Calm", "Chapter 9", "Chapter 10", "Storm"]
    assert not (folder / "story.toml").exists()  # to look writes nothing


def test_a_new_chapter_comes_behind_another(story: StoryFolder) -> None:
    text = story.new("Who is it?", "Nobody.\n", after=story.texts[0])
    assert (text.name, text.title) == ("Who is it.md", "Who is it?")
    assert text.path.read_text() == "Nobody.\n"
    assert titles(StoryFolder.open(story.folder)) == ["Arrival", "Who is it?", "Storm", "Calm"]
    assert story.new("Who is it?").name == "Who is it 2.md"
    assert titles(story)[-1] == "Who is it?"
    note = story.new("Places", is_note=True)
    assert note.path == story.folder / "notes" / "Places.md"


def test_a_title_is_needed(story: StoryFolder) -> None:
    with pytest.raises(StoryError, match="title"):
        story.new(" \n ")
    assert story.new("???").name == "text.md"


def test_renaming_keeps_the_place(story: StoryFolder) -> None:
    text = story.rename(story.texts[1], "The storm: one")
    assert text.name == "The storm - one.md"
    assert titles(story) == ["Arrival", "The storm: one", "Calm"]
    assert not (story.folder / "Storm.md").exists()
    text = story.rename(text, "the STORM: one")  # only the case
    assert text.name == "the STORM - one.md"
    assert titles(StoryFolder.open(story.folder)) == ["Arrival", "the STORM: one", "Calm"]
    assert (story.folder / "story.toml").read_text().count("STORM") == 3  # no leftovers of former names


def test_renaming_never_takes_the_place_of_another_text(story: StoryFolder) -> None:
    text = story.rename(story.texts[1], "calm")
    assert text.name == "calm 2.md"
    assert (story.folder / "Calm.md").read_text() == "All slept.\n"
    assert titles(story) == ["Arrival", "calm", "Calm"]


def test_moving_keeps_what_is_away_in_its_place(story: StoryFolder) -> None:
    away = story.folder / "Storm.md"
    text = away.read_text()
    away.unlink()
    story.look()
    story.move(story.texts[1], 0)
    assert titles(story) == ["Calm", "Arrival"]
    away.write_text(text)
    story.look()
    assert titles(story) == ["Calm", "Arrival", "Storm"]


def test_a_deleted_text_comes_back_to_its_place(story: StoryFolder) -> None:
    gone = story.delete(story.texts[1])
    assert titles(story) == ["Arrival", "Calm"]
    assert [text.title for text in story.trash] == ["Storm"]
    assert gone.path.read_text() == "It blew.\n\nIt rained.\n"
    again = StoryFolder.open(story.folder)
    assert again.put_back(again.trash[0]).path == story.folder / "Storm.md"
    assert titles(again) == ["Arrival", "Storm", "Calm"]
    note = again.delete(again.notes[0])
    assert note.path.parent.parent.name == ".trash"
    again.put_back(again.trash[0])
    assert [text.title for text in again.notes] == ["People"]


def test_two_deleted_texts_of_one_name_are_both_kept(story: StoryFolder) -> None:
    story.delete(story.texts[1])
    (story.folder / "Storm.md").write_text("Another.\n")  # by another program
    story.look()
    story.delete(story.texts[1])
    assert sorted(text.path.read_text() for text in story.trash) == ["Another.\n", "It blew.\n\nIt rained.\n"]
    for text in list(story.trash):
        story.put_back(text)
    assert titles(story) == ["Arrival", "Storm", "Storm", "Calm"]


def test_a_new_text_does_not_take_the_place_of_one_in_the_trash(story: StoryFolder) -> None:
    story.delete(story.texts[1])
    story.new("Storm", "New.\n")
    story.put_back(story.trash[0])
    assert [text.path.read_text() for text in story.texts] == [
        "They came.\n",
        "It blew.\n\nIt rained.\n",
        "All slept.\n",
        "New.\n",
    ]


def test_emptying_the_trash(story: StoryFolder) -> None:
    story.delete(story.texts[1])
    story.empty_trash()
    assert not story.trash
    assert "Storm" not in (story.folder / "story.toml").read_text()


def test_the_goal_is_in_the_file(story: StoryFolder) -> None:
    story.set_goal(80_000, date(2027, 3, 31))
    again = StoryFolder.open(story.folder)
    assert (again.goal_words, again.goal_by) == (80_000, date(2027, 3, 31))


def test_the_title_may_be_another_than_the_folders_name(folder: Path) -> None:
    with (folder / "story.toml").open("a") as file:
        file.write('title = "At sea"\n')
    story = StoryFolder.open(folder)
    assert story.title == "At sea"
    story.move(story.texts[0], 1)
    assert StoryFolder.open(folder).title == "At sea"


# --- other programs ------------------------------------------------------------------------------------


def test_what_others_add_and_remove_is_noticed(story: StoryFolder) -> None:
    assert not story.look()
    (story.folder / "Extra.txt").write_text("x")
    (story.folder / "Calm.md").unlink()
    assert story.look()
    assert titles(story) == ["Arrival", "Storm", "Extra"]


def test_a_file_that_others_rename_keeps_its_place(story: StoryFolder) -> None:
    (story.folder / "Storm.md").rename(story.folder / "Tempest.md")
    story.look()
    assert titles(story) == ["Arrival", "Tempest", "Calm"]
    assert titles(StoryFolder.open(story.folder)) == ["Arrival", "Tempest", "Calm"]


def test_a_new_file_is_not_taken_for_a_deleted_one(story: StoryFolder) -> None:
    (story.folder / "Storm.md").unlink()
    (story.folder / "Another.md").write_text("Which may have the number of the file before.\n")
    story.look()
    assert titles(story) == ["Arrival", "Calm", "Another"]
    assert "Another" not in (story.folder / "story.toml").read_text()


def test_a_file_that_may_not_be_read_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may = os.access

    def may_all_but_one(path: Path, mode: int, **options: bool) -> bool:
        return "Calm" not in str(path) and may(path, mode, **options)

    monkeypatch.setattr(os, "access", may_all_but_one)
    story = StoryFolder.open(folder)
    assert titles(story) == ["Arrival", "Storm"]
    assert [(one.name, str(one.reason)) for one in story.skipped] == [("Calm.md", "no permission to read it")]
    monkeypatch.setattr(os, "access", may)
    story.move(story.texts[1], 0)
    assert titles(StoryFolder.open(folder)) == ["Storm", "Arrival", "Calm"]


def test_links_and_what_cannot_be_read_are_left_alone(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "Calm.md")
    (folder / "gone.md").symlink_to(folder / "nowhere.md")
    (folder / "twice.md").hardlink_to(folder / "Calm.md")
    (folder / "folder.md").mkdir()
    (folder / "picture.png").write_bytes(b"x")
    os.mkfifo(folder / "pipe.txt")
    story = StoryFolder.open(folder)
    assert titles(story) == ["Arrival", "Storm", "Calm"]
    assert {one.name: str(one.reason) for one in story.skipped} == {
        "link.md": "a link",
        "gone.md": "a link",
        "twice.md": "the same file as Calm.md",
    }


def test_a_trash_that_leads_elsewhere_is_not_used(story: StoryFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (story.folder / ".trash").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoryError, match="link"):
        story.delete(story.texts[0])
    assert titles(story) == ["Arrival", "Storm", "Calm"]
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_that_vanishes_is_told(story: StoryFolder, tmp_path: Path) -> None:
    story.folder.rename(tmp_path / "moved")
    with pytest.raises(StoryGoneError, match="not there"):
        story.look()
    with pytest.raises(StoryGoneError):
        story.new("More")
    assert titles(story) == ["Arrival", "Storm", "Calm"]  # what was known stays


def test_a_text_that_is_open_elsewhere_is_left_alone(story: StoryFolder) -> None:
    lock = DocumentLock(story.texts[1].path)
    lock.acquire()
    try:
        with pytest.raises(DocumentLockedError):
            story.delete(story.texts[1])
        with pytest.raises(DocumentLockedError):
            story.rename(story.texts[1], "Tempest")
        story.is_held = lambda path: True
        assert story.rename(story.texts[1], "Tempest").name == "Tempest.md"
    finally:
        lock.release()


def test_a_damaged_file_is_kept_beside_the_new_one(folder: Path) -> None:
    damaged = b'order = ["Calm.md", "Storm.md"\ncolour = "gr\xffeen'
    (folder / "story.toml").write_bytes(damaged)
    story = StoryFolder.open(folder)
    assert titles(story) == ["Calm", "Storm", "Arrival"]
    assert story.damage()
    assert not story.damage()
    story.move(story.texts[2], 0)
    assert (folder / "story.damaged.toml").read_bytes() == damaged
    assert titles(StoryFolder.open(folder)) == ["Arrival", "Calm", "Storm"]


def test_a_folder_in_the_place_of_the_file_is_put_aside(folder: Path) -> None:
    (folder / "story.toml").unlink()
    (folder / "story.toml").mkdir()
    story = StoryFolder.open(folder)
    story.move(story.texts[2], 0)
    assert (folder / "story.damaged.toml").is_dir()
    assert titles(StoryFolder.open(folder)) == ["Storm", "Arrival", "Calm"]


def test_what_others_write_into_the_file_stays(story: StoryFolder) -> None:
    file = story.folder / "story.toml"
    file.write_text('order = ["Calm.md"]\nmine = 1\n')
    story.new("More", after=story.texts[2])
    assert titles(story) == ["Calm", "More", "Arrival", "Storm"]
    assert "mine = 1" in file.read_text()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may do all")
def test_a_folder_that_cannot_be_written_is_told(story: StoryFolder) -> None:
    story.folder.chmod(0o500)
    try:
        with pytest.raises(Exception, match=r"saved|moved"):
            story.delete(story.texts[0])
    finally:
        story.folder.chmod(0o700)
    assert titles(StoryFolder.open(story.folder)) == ["Arrival", "Storm", "Calm"]


def test_names_that_are_no_text_keep_their_place(tmp_path: Path) -> None:
    folder = fill(tmp_path / "odd")
    name = os.fsdecode(b"caf\xe9.md")
    (folder / name).write_text("x\n")
    story = StoryFolder.open(folder)
    story.move(story.texts[3], 0)
    assert StoryFolder.open(folder).texts[0].name == name
    text = story.rename(story.texts[0], "Café")
    assert text.name == "Café.md"


@pytest.mark.parametrize("names", [("c.md", "C.md"), ("\u00e9.md", "e\u0301.md")])
def test_two_files_whose_names_some_system_takes_for_one_are_two_chapters(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    for name in names:
        (tmp_path / name).write_text(name, encoding="utf-8")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system takes them for one")
    story = StoryFolder.open(tmp_path)
    assert {text.name for text in story.texts} == {*names}
    story.move(story.texts[1], 0)
    order = [text.name for text in story.texts]
    story.put_back(story.delete(story.texts[0]))
    assert [text.name[0] for text in story.texts] == [name[0] for name in order]
    assert {text.path.read_text(encoding="utf-8") for text in story.texts} == {*names}
