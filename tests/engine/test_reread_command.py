"""`inkling reread`."""

import json
from pathlib import Path

import pytest

from tests.engine.test_cli import run
from tests.engine.tiny_story import STORY


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY + "\n😀 They lost the the door.\n", encoding="utf-8")
    return path


def test_places_for_people(text: Path, stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = text.read_text(encoding="utf-8").split("\n").index("😀 They lost the the door.") + 1
    status, out, _ = run(capsys, "reread", text, "--model", stream_bundle, "--kind", "repeated")
    assert status == 0
    assert f"{line}:18  repeated: the\n    😀 They lost the [the] door.\n" in out
    assert "surprising" not in out


def test_places_in_json(text: Path, stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(run(capsys, "reread", text, "--json", "--model", stream_bundle)[1])
    assert answer["words"] > 200
    assert answer["words_in_other_languages"] == 0
    assert "tints" not in answer
    line = max(one["line"] for one in answer["places"] if one["kind"] == "repeated")
    assert {"line": line, "column": 18, "length": 3, "text": "the", "kind": "repeated"} in answer["places"]
    with_tints = json.loads(run(capsys, "reread", text, "--json", "--tints", "--model", stream_bundle)[1])
    assert {tuple(sorted(one)) for one in with_tints["tints"]} == {("column", "length", "level", "line")}


def test_an_empty_text(tmp_path: Path, stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    status, out, _ = run(capsys, "reread", path, "--model", stream_bundle)
    assert (status, out) == (0, "Nothing stands out.\n")


def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "reread", tmp_path / "none.txt")
    assert status == 1
    assert err.count("\n") == 1
