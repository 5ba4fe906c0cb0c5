"""Comments are kept beside their text, readable, whole, and never dropped."""

import json
import stat
from pathlib import Path

import pytest

from desktop.engine.annotations.annotation import Anchor, Annotation, Kind, merged
from desktop.engine.annotations.annotation_file import AnnotationFile
from desktop.engine.errors import AnnotationError

TEXT = "The clock had stopped. Nobody knew when."


def annotations() -> list[Annotation]:
    return [
        Annotation(Kind.COMMENT, Anchor.of(TEXT, 4, 9), "Which clock? 😀\nSay it."),
        Annotation(Kind.BOOKMARK, Anchor.of(TEXT, 23, 30)),
    ]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "story" / "Chapter one.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_what_is_written_is_read(text: Path) -> None:
    file, kept = AnnotationFile(text), annotations()
    assert file.read().annotations == ()
    written = file.write(kept)
    assert list(file.read().annotations) == kept
    assert file.read().stamp == written.stamp
    assert text.read_text() == TEXT


def test_the_file_lies_beside_the_text_and_can_be_read_by_people(text: Path) -> None:
    AnnotationFile(text).write(annotations())
    said = (text.parent / "Chapter one.txt.comments.json").read_text(encoding="utf-8")
    assert "Which clock? 😀" in said
    assert json.loads(said)["annotations"][0]["exact"] == "clock"


def test_who_cannot_read_the_text_cannot_read_its_comments(text: Path) -> None:
    text.chmod(0o640)
    AnnotationFile(text).write(annotations())
    assert stat.S_IMODE((text.parent / "Chapter one.txt.comments.json").stat().st_mode) == 0o640


def test_without_annotations_there_is_no_file(text: Path) -> None:
    file = AnnotationFile(text)
    file.write(annotations())
    file.write([])
    assert [one.name for one in text.parent.iterdir()] == ["Chapter one.txt"]


def test_where_nothing_can_be_written_beside_they_go_into_the_data_folder(
    text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = AnnotationFile(text)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(AnnotationFile, "_write_beside", refuse)
        file.write(annotations())
    assert file.path == file.aside
    assert len(file.read().annotations) == 2
    file.write(annotations()[:1])
    assert file.path == file.beside
    assert not file.aside.exists()


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"format": 1, "annotations": 3}', b"\xff\xfe", b'{"format": 1, "annotations": [3]}'],
)
def test_a_damaged_file_is_put_aside(text: Path, damage: bytes) -> None:
    file = AnnotationFile(text)
    file.write(annotations())
    assert file.beside
    file.beside.write_bytes(damage)
    kept = file.read()
    assert kept.annotations == ()
    assert kept.damage
    assert "lies beside the text" in str(kept.damage)
    (aside,) = text.parent.glob("*.damaged-*")
    assert aside.read_bytes() == damage
    assert file.read().damage is None


def test_what_is_sound_in_a_damaged_file_is_kept(text: Path) -> None:
    file = AnnotationFile(text)
    file.write(annotations())
    assert file.beside
    content = json.loads(file.beside.read_bytes())
    content["annotations"][1]["start"] = "x"
    file.beside.write_text(json.dumps(content))
    kept = file.read()
    assert [one.words for one in kept.annotations] == ["Which clock? 😀\nSay it."]
    assert kept.damage
    assert len(file.read().annotations) == 1


def test_a_later_version_is_left_alone(text: Path) -> None:
    file = AnnotationFile(text)
    assert file.beside
    file.beside.write_text('{"format": 2, "annotations": []}')
    with pytest.raises(AnnotationError, match="another version"):
        file.read()
    assert file.beside.read_text() == '{"format": 2, "annotations": []}'


def test_a_long_name_has_comments_too(tmp_path: Path) -> None:
    text = tmp_path / ("é" * 125 + ".txt")
    text.write_text(TEXT)
    AnnotationFile(text).write(annotations())
    assert len(AnnotationFile(text).read().annotations) == 2


def test_a_text_without_a_file_has_them_in_the_data_folder() -> None:
    file = AnnotationFile(None, "untitled-1")
    file.write(annotations())
    assert len(AnnotationFile(None, "untitled-1").read().annotations) == 2
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_two_desks_lose_nothing_of_each_other() -> None:
    first, second = annotations()
    theirs = Annotation(Kind.COMMENT, Anchor.of(TEXT, 0, 3), "Theirs")
    changed = first.saying("Later")
    changed = Annotation(**{**changed.__dict__, "changed": "9999"})
    both = merged([first, second], [changed, theirs])
    assert {one.words for one in both} == {"Later", "", "Theirs"}
    assert {one.words for one in merged([second], [changed], deleted={first.id})} == {""}
