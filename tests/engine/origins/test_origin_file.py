"""What is known of suggested words, kept beside the text; nothing is lost by a file that is broken."""

import json
from pathlib import Path

import pytest

from desktop.engine.errors import OriginError
from desktop.engine.origins.carrying import carry_origins, move_origins, stray_origins
from desktop.engine.origins.origin import Origin, Record
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.origins.stretches import stretches_of
from desktop.engine.origins.telling import account_of
from desktop.engine.stories.moving import COMPANIONS
from tests.engine.origins.test_stretches import STORY, machine

HALF = STORY.index("In the morning")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def record(*passages: str, put_in: int = 20) -> Record:
    return Record(stretches_of(STORY, machine(STORY, *passages)), {Origin.CONTINUED: put_in})


def standing(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [one.anchor.exact for one in account_of(text, OriginFile(path).read().record).passages]


def test_it_is_beside_the_text_and_goes_when_there_is_nothing(text: Path) -> None:
    file = OriginFile(text)
    file.write(record("said nothing", "the tide"))
    beside = text.with_name("story.txt.origins.json")
    assert beside.is_file()
    assert OriginFile(text).read().record == record("said nothing", "the tide")
    file.write(Record())
    assert not beside.exists()
    assert OriginFile(text).read().record == Record()


def test_it_goes_where_its_text_goes() -> None:
    assert OriginFile.suffix in COMPANIONS


def test_of_a_broken_file_what_can_be_read_is_kept_and_the_rest_lies_aside(text: Path) -> None:
    file = OriginFile(text)
    file.write(record("said nothing", "the tide"))
    content = json.loads(file.path.read_bytes())
    content["stretches"][1]["start"] = "far"
    content["put_in"]["dreamt"] = 3
    file.path.write_text(json.dumps(content))
    kept = file.read()
    assert [one.anchor.exact for one in kept.record.stretches] == ["said nothing"]
    assert kept.record.put_in == {Origin.CONTINUED: 20}
    assert kept.damage
    assert len(list(text.parent.glob("*.damaged-*"))) == 1
    assert file.read().damage is None


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\xfe", b'{"format": 1, "put_in": 3}']
)
def test_what_is_no_file_of_ours_is_put_aside(text: Path, data: bytes) -> None:
    file = OriginFile(text)
    file.path.write_bytes(data)
    assert file.read().damage
    assert [path.read_bytes() for path in text.parent.glob("*.damaged-*")] == [data]


def test_a_later_version_is_left_alone(text: Path) -> None:
    file = OriginFile(text)
    file.path.write_text('{"format": 99}')
    with pytest.raises(OriginError, match="another version"):
        file.read()
    assert file.path.read_text() == '{"format": 99}'


def test_a_text_that_is_parted_and_joined_again(text: Path) -> None:
    OriginFile(text).write(record("said nothing of the clock", "the tide had taken", put_in=30))
    other = text.with_name("second.txt")
    text.write_text(STORY[:HALF], encoding="utf-8")
    other.write_text(STORY[HALF:], encoding="utf-8")
    carry_origins([text], {text: STORY[:HALF], other: STORY[HALF:]})
    assert (standing(text), standing(other)) == (["said nothing of the clock"], ["the tide had taken"])
    assert OriginFile(text).read().record.put_in == {Origin.CONTINUED: 26}
    assert OriginFile(other).read().record.put_in == {Origin.CONTINUED: 4}
    joined = STORY[:HALF].rstrip() + "\n\n" + STORY[HALF:]
    text.write_text(joined, encoding="utf-8")
    carry_origins([text, other], {text: joined})
    assert standing(text) == ["said nothing of the clock", "the tide had taken"]
    assert OriginFile(text).read().record.put_in == {Origin.CONTINUED: 30}
    assert not OriginFile(other).path.exists()


def test_a_renamed_text_is_known_by_its_words(text: Path) -> None:
    OriginFile(text).write(record("said nothing of the clock"))
    new = text.rename(text.with_name("other.md"))
    assert stray_origins(new, "Nothing of that.\n") is None
    gone = stray_origins(new, STORY)
    assert gone == text
    move_origins(text, new)
    assert standing(new) == ["said nothing of the clock"]
    assert not OriginFile(text).path.exists()
