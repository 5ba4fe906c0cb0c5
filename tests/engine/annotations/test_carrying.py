"""Annotations go along with their words, from file to file."""

from pathlib import Path

import pytest

from desktop.engine.annotations.annotation import Anchor, Annotation, Kind
from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.annotations.carrying import (
    carry_annotations,
    has_strays,
    move_annotations,
    stray_annotations,
)

FIRST = "The clock at low water had stopped.\nMara said nothing of it.\n"
SECOND = "In the morning the tide had taken the boat.\nNobody spoke.\n"


def comment(text: str, words: str) -> Annotation:
    start = text.index(words)
    return Annotation(Kind.COMMENT, Anchor.of(text, start, start + len(words)), f"On {words}")


def said(path: Path) -> list[tuple[str, int]]:
    return [(one.words, one.anchor.start) for one in AnnotationFile(path).read().annotations]


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "One.txt"
    path.write_text(FIRST + SECOND)
    marks = [
        comment(FIRST + SECOND, words)
        for words in ("the clock"[4:], "Mara said nothing", "had taken the boat")
    ]
    AnnotationFile(path).write(marks)
    return path


def test_a_renamed_text_takes_them_along(one: Path) -> None:
    new = one.with_name("Two.md")
    one.rename(new)
    move_annotations(one, new)
    assert len(said(new)) == 3
    assert sorted(path.name for path in one.parent.iterdir()) == ["Two.md", "Two.md.comments.json"]


def test_a_text_that_is_parted_and_joined_again(one: Path) -> None:
    two = one.with_name("Two.txt")
    carry_annotations([one], {one: FIRST, two: SECOND})
    assert [words for words, _ in said(one)] == ["On clock", "On Mara said nothing"]
    assert said(two) == [("On had taken the boat", SECOND.index("had taken"))]
    carry_annotations([one, two], {one: FIRST + SECOND})
    assert said(one)[-1] == ("On had taken the boat", (FIRST + SECOND).index("had taken"))
    assert len(said(one)) == 3
    assert said(two) == []


def test_what_is_found_nowhere_is_kept_with_the_first(one: Path) -> None:
    two = one.with_name("Two.txt")
    carry_annotations([one], {two: "Nothing of all that.", one: "Nor here."})
    assert len(said(one)) == 3
    carry_annotations([one], {two: "Nothing of all that."})
    assert len(said(two)) == 3


def test_a_text_that_another_program_renamed_is_known(one: Path) -> None:
    assert not has_strays(one)
    new = one.with_name("Renamed.txt")
    one.rename(new)
    assert has_strays(new)
    stray = stray_annotations(new, FIRST + SECOND)
    assert stray
    assert stray.text == one
    assert stray_annotations(new, "Quite another text.") is None
