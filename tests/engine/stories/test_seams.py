"""Splitting, joining, taking back; and whatever fails, no word is lost."""

import os
from collections import Counter
from pathlib import Path

import pytest

from desktop.engine.annotations.annotation import Anchor, Annotation, Kind
from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.documents.documents import read_document
from desktop.engine.errors import DocumentError, InklingError, StoryError
from desktop.engine.stories.seams import Seam, join, split, take_back, title_in
from desktop.engine.stories.story_contents import StoryText
from desktop.engine.stories.story_folder import StoryFolder
from desktop.engine.versions.versions import Versions
from tests.campaigns.faults import Fault, PatchInjector
from tests.engine.stories.conftest import CHAPTERS, fill, titles

ERRORS = ("EIO", "ENOSPC", "EACCES")
# To die before any other call is to die before the next of these.
CHANGING = {"write", "link", "unlink", "rename", "replace", "mkdir", "ftruncate"}
STEP = 9  # failures are tried at each so many-th call, in turn with each error


def test_splitting_makes_a_chapter_of_what_follows(story: StoryFolder) -> None:
    seam = split(story, story.texts[1], len("It blew.\n"), "Rain")
    assert titles(story) == ["Arrival", "Storm", "Rain", "Calm"]
    assert story.texts[1].path.read_text() == "It blew.\n"
    assert story.texts[2].path.read_text() == "It rained.\n"
    assert not seam.is_join
    take_back(story, seam)
    assert titles(story) == ["Arrival", "Storm", "Calm"]
    assert story.texts[1].path.read_text() == CHAPTERS["Storm.md"]


def test_there_must_be_something_on_both_sides(story: StoryFolder) -> None:
    for place in (0, 1000):
        with pytest.raises(StoryError, match="cursor"):
            split(story, story.texts[1], place, "Rain")
    assert titles(story) == ["Arrival", "Storm", "Calm"]


def test_both_halves_are_written_as_the_whole_was(story: StoryFolder) -> None:
    file = story.texts[1].path
    file.write_bytes("Grün war es.\r\n\r\nBlau wurde es.\r\n".encode("utf-16"))
    split(story, story.texts[1], len("Grün war es.\n"), "Blau")
    for text in story.texts[1:3]:
        document = read_document(text.path)
        assert (document.encoding, document.newline) == ("utf-16-le", "\r\n")
    assert read_document(story.texts[2].path).text == "Blau wurde es.\n"


def test_comments_and_versions_go_along_with_their_words(story: StoryFolder) -> None:
    storm = story.texts[1]
    whole = storm.path.read_text()
    marks = [
        Annotation(Kind.COMMENT, Anchor.of(whole, whole.index(word), whole.index(word) + len(word)), word)
        for word in ("blew", "rained")
    ]
    AnnotationFile(storm.path).write(marks)
    Versions(storm.path).keep("draft", {"Storm.md": whole}, 4)

    def said(text: StoryText) -> list[str]:
        return [one.words for one in AnnotationFile(text.path).read().annotations]

    seam = split(story, storm, len("It blew.\n"), "Rain")
    assert [said(text) for text in story.texts] == [[], ["blew"], ["rained"], []]
    take_back(story, seam)
    assert [said(text) for text in story.texts] == [[], ["blew", "rained"], []]
    seam = join(story, story.texts[0], story.texts[1])
    assert [said(text) for text in story.texts] == [["blew", "rained"], []]
    take_back(story, seam)
    assert [said(text) for text in story.texts] == [[], ["blew", "rained"], []]
    renamed = story.rename(story.texts[1], "Tempest")
    assert said(renamed) == ["blew", "rained"]
    assert [version.name for version in Versions(renamed.path).all()] == ["draft"]
    gone = story.delete(renamed)
    assert said(story.put_back(gone)) == ["blew", "rained"]
    story.delete(story.texts[1])
    story.empty_trash()
    assert not list(story.folder.rglob("*.comments.json"))


def test_joining_keeps_both_texts(story: StoryFolder) -> None:
    seam = join(story, story.texts[0], story.texts[1])
    assert titles(story) == ["Arrival", "Calm"]
    joined = "They came.\n\nIt blew.\n\nIt rained.\n"
    assert story.texts[0].path.read_text() == joined
    assert joined[seam.place :].startswith("It blew")
    assert [text.path.read_text() for text in story.trash] == [CHAPTERS["Storm.md"]]
    take_back(story, seam)
    assert titles(story) == ["Arrival", "Storm", "Calm"]
    assert [text.path.read_text() for text in story.texts] == list(CHAPTERS.values())
    assert not story.trash


def test_letters_that_the_first_text_cannot_hold_join_nothing(story: StoryFolder) -> None:
    story.texts[0].path.write_bytes("Für Jörg, ein Märchen über Öl und Schuhe.\n".encode("cp1252") * 20)
    story.texts[1].path.write_text("第一章\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="UTF-8"):
        join(story, story.texts[0], story.texts[1])
    assert titles(story) == ["Arrival", "Storm", "Calm"]


GOOD, BAD = "Öl, Märchen, für Jörg. ".encode(), b"n\xfe\xff."


def test_bytes_that_are_no_letters_are_joined_as_they_are(story: StoryFolder) -> None:
    first, second = story.texts[:2]
    whole = read_document(first.path).data
    second.path.write_bytes(GOOD + BAD)
    seam = join(story, first, second)
    assert first.path.read_bytes() == whole.rstrip() + b"\n\n" + GOOD + BAD
    assert read_document(first.path).coding.escapes is not None
    take_back(story, seam)
    assert (first.path.read_bytes(), second.path.read_bytes()) == (whole, GOOD + BAD)


@pytest.mark.parametrize("letter", ["\U0010f000", "\U0010f0ff"])
def test_private_letters_beside_such_bytes_stay_what_they_are(story: StoryFolder, letter: str) -> None:
    first, second = story.texts[:2]
    private = GOOD + letter.encode()
    first.path.write_bytes(private)
    second.path.write_bytes(private + BAD)
    seam = join(story, first, second)
    assert first.path.read_bytes() == private + b"\n\n" + private + BAD
    take_back(story, seam)
    first.path.write_bytes(GOOD + BAD)
    with pytest.raises(DocumentError, match="is not UTF-8; choose another encoding"):
        join(story, first, second)
    assert (first.path.read_bytes(), second.path.read_bytes()) == (GOOD + BAD, private + BAD)


@pytest.mark.parametrize(
    "data", ["Öl für Jörg\r\n".encode("cp1252") * 9 + b"\x81", "Öl".encode("utf-16") + b"x"]
)
def test_bytes_that_the_first_text_cannot_hold_join_nothing(story: StoryFolder, data: bytes) -> None:
    first, second = story.texts[:2]
    whole = first.path.read_bytes()
    second.path.write_bytes(data)
    with pytest.raises(DocumentError, match="choose another encoding"):
        join(story, first, second)
    assert (first.path.read_bytes(), second.path.read_bytes()) == (whole, data)
    assert titles(story) == ["Arrival", "Storm", "Calm"]


def test_what_was_changed_since_is_not_taken_back(story: StoryFolder) -> None:
    seam = split(story, story.texts[1], len("It blew.\n"), "Rain")
    seam.second.path.write_text("It rained for days.\n")
    with pytest.raises(StoryError, match="changed"):
        take_back(story, seam)
    assert titles(story) == ["Arrival", "Storm", "Rain", "Calm"]


def test_titles_are_found_in_headings() -> None:
    assert title_in("\n\n## The *sea* ##\nText") == "The *sea*"
    assert title_in("#nothing\n") == ""
    assert title_in("Text\n# Later") == ""


# --- faults --------------------------------------------------------------------------------------------


def _split(story: StoryFolder) -> None:
    split(story, story.texts[1], len("It blew.\n"), "Rain?")


def _join(story: StoryFolder) -> None:
    join(story, story.texts[0], story.texts[1])


def _rename(story: StoryFolder) -> None:
    story.rename(story.texts[1], "Tempest?")


def _move(story: StoryFolder) -> None:
    story.move(story.texts[2], 0)


def _delete(story: StoryFolder) -> None:
    story.delete(story.texts[1])


def _put_back(story: StoryFolder) -> None:
    story.put_back(story.trash[0])


def _take_back(story: StoryFolder) -> None:
    take_back(story, SEAMS[-1])


def _after_split(story: StoryFolder) -> None:
    SEAMS.append(split(story, story.texts[1], len("It blew.\n"), "Rain?"))


def _after_join(story: StoryFolder) -> None:
    SEAMS.append(join(story, story.texts[0], story.texts[1]))


def _new(story: StoryFolder) -> None:
    story.new("More?", "Much more.\n", after=story.texts[0])


def _nothing(story: StoryFolder) -> None:
    pass


# What is done before, without a fault, and what is done then.
DEEDS = {
    "split": (_nothing, _split),
    "take back a split": (_after_split, _take_back),
    "join": (_nothing, _join),
    "take back a join": (_after_join, _take_back),
    "rename": (_nothing, _rename),
    "move": (_nothing, _move),
    "delete": (_nothing, _delete),
    "put back": (_delete, _put_back),
    "new": (_nothing, _new),
}
SEAMS: list[Seam] = []


def _check(folder: Path, note: str) -> None:
    """All words are there, chapters that are there stand in the old order or the new one, all can be read."""
    files = [path for path in folder.rglob("*") if path.suffix == ".md"]
    words = Counter(" ".join(path.read_text(encoding="utf-8") for path in files).split())
    wanted = Counter(" ".join(CHAPTERS.values()).split())
    assert not wanted - words, f"{note}: lost {wanted - words}"
    story = StoryFolder.open(folder)
    assert not story.damage(), note
    order = [title for title in titles(story) if title in ("Arrival", "Storm", "Calm")]
    assert order in (
        ["Arrival", "Storm", "Calm"],
        ["Arrival", "Calm"],
        ["Calm", "Arrival", "Storm"],
    ), f"{note}: {titles(story)}"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are put into a process of its own")
@pytest.mark.parametrize("name", DEEDS)
def test_no_fault_loses_words_or_order(name: str, tmp_path: Path) -> None:
    before, deed = DEEDS[name]
    injector = PatchInjector()
    opened: list[StoryFolder] = []
    number = 0

    def folder() -> Path:
        return tmp_path / str(number) / "Story"

    def prepare() -> None:
        opened.append(StoryFolder.open(fill(folder())))
        before(opened[-1])

    def do() -> str:
        try:
            deed(opened[-1])
        except InklingError as error:
            return str(error)
        return "done"

    outcome = injector.run(prepare, do, None)
    assert outcome.said == "done"
    _check(folder(), "no fault")
    for call in range(len(outcome.calls)):
        errors: list[str | None] = [None] if outcome.calls[call] in CHANGING else []
        if call % STEP == 0:
            errors.append(ERRORS[call // STEP % len(ERRORS)])
        for error in errors:
            number += 1
            fault = Fault.at(outcome.calls, call, error, lasts=error == "ENOSPC")
            said = injector.run(prepare, do, fault).said
            _check(folder(), str(fault))
            assert error is None or "Traceback" not in said
            assert ": [Errno" not in said, f"{fault}: {said}"
