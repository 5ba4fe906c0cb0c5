"""`inkling origin`: what is noted of a text, or of a story, told without a window."""

import json
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.engine.origins.origin import Origin, Record
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.origins.stretches import stretches_of
from tests.engine.origins.test_stretches import STORY, machine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("One.txt", "Two.txt", "Three.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    words = machine(STORY, "said nothing") + machine(STORY, "the tide", origin=Origin.ACCEPTED)
    put_in = {Origin.ACCEPTED: 2, Origin.CONTINUED: 1040}
    OriginFile(tmp_path / "One.txt").write(Record(stretches_of(STORY, words), put_in))
    OriginFile(tmp_path / "Two.txt").write(Record((), {Origin.ACCEPTED: 1}))
    return tmp_path


def test_a_text_is_told_of_in_one_sentence_with_its_passages(folder: Path, capsys) -> None:
    assert main(["origin", str(folder / "One.txt")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "10 % of this text was suggested by a machine: 2 words accepted as offered, 1,040 continued, of "
        "which 4 stand unchanged."
    )
    assert [line.split(maxsplit=2)[1:] for line in lines[3:]] == [
        ["2", "continued  said nothing"],
        ["2", "accepted   the tide"],
    ]


def test_a_story_is_told_of_as_a_whole(folder: Path, capsys) -> None:
    assert main(["origin", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["suggested"] == {"accepted": 3, "continued": 1040}
    assert told["unchanged"] == {"accepted": 2, "continued": 2}
    assert [Path(one["file"]).name for one in told["texts"]] == ["One.txt", "Three.txt", "Two.txt"]
    first = told["texts"][0]
    assert [STORY[one["start"] : one["end"]] for one in first["passages"]] == ["said nothing", "the tide"]


def test_a_text_without_any_says_so_and_one_that_is_not_there_too(folder: Path, capsys) -> None:
    assert main(["origin", str(folder / "Three.txt")]) == 0
    assert capsys.readouterr().out.startswith("No word of this text was suggested by a machine")
    assert main(["origin", str(folder / "Four.txt")]) == 1
    assert "Four.txt" in capsys.readouterr().err
