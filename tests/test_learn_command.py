"""`inkling learn`, and what `inkling measure` does with earlier works."""

import json
from pathlib import Path

import pytest

from desktop import cli
from desktop.books.convert import StoryText, export
from desktop.engine.works.shelf import Shelf
from tests.engine.tiny_bundle import make_stream_bundle
from tests.engine.tiny_story import STORY

FORD = "# The Ford\n\nThe *ford* was shallow[^1].\n\n* * *\n\nNobody crossed it.\n\n[^1]: In summer.\n"


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main(list(words))
    output = capsys.readouterr()
    return status, output.out, output.err


def test_works_are_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export([StoryText("ford", FORD)], tmp_path / "Ford.odt")
    (tmp_path / "Novel").mkdir()
    (tmp_path / "Novel" / "1.txt").write_text("A lamp burned.")
    assert run(capsys, "learn") == (0, "No earlier works are known; name some to add them.\n", "")
    status, out, _ = run(capsys, "learn", str(tmp_path / "Ford.odt"), str(tmp_path / "Novel"))
    assert status == 0
    assert [line.split()[-1] for line in out.splitlines()] == ["Novel", "Ford"]
    found = {one["title"]: one for one in json.loads(run(capsys, "learn", "--json")[1])}
    assert found["Novel"]["words"] == 3
    assert Shelf().texts()[1] == "The Ford\nThe ford was shallow.\nNobody crossed it."
    assert run(capsys, "learn", "--remove", "Ford")[0] == 0
    assert [work.title for work in Shelf().all()] == ["Novel"]


def test_what_is_not_there_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, "learn", "--remove", "Ford")
    assert (status, err) == (1, "No earlier work is called Ford; there are: -.\n")
    status, _, err = run(capsys, "learn", str(tmp_path / "gone.docx"))
    assert status == 1
    assert err.count("\n") == 1


def test_keys_are_measured_with_and_without_earlier_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = make_stream_bundle(tmp_path / "model")
    new = tmp_path / "new.txt"
    new.write_text("\n".join(f"Then Qivareth of the Copper Lanterns came to gate {n}." for n in range(4)))
    earlier = tmp_path / "earlier.txt"
    earlier.write_text(STORY + "\n" + "Then Qivareth of the Copper Lanterns came to the gate.\n" * 40)
    status, out, _ = run(
        capsys, "measure", str(bundle), str(new), "--words", "9", "--json", "--earlier", str(earlier)
    )
    assert status == 0
    found = json.loads(out)
    assert found["earlier"]["keystroke_savings"] > found["memory"]["keystroke_savings"]
    assert "both_sides" in found["earlier"]
    table = run(capsys, "measure", str(bundle), str(new), "--words", "9", "--earlier", str(earlier))[1]
    assert "end, earlier" in table
    brief = ["measure", str(bundle), str(new), "--words", "9", "--brief"]
    without = json.loads(run(capsys, *brief, "--json")[1])
    with_works = json.loads(run(capsys, *brief, "--json", "--earlier", str(earlier))[1])
    assert with_works["keystroke_savings"] > without["keystroke_savings"]
    assert "keys saved" in run(capsys, *brief)[1]
