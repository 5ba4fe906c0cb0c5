"""`inkling memory`."""

import json
from pathlib import Path

import pytest

from desktop.engine.stories.memory_file import MemoryFile
from tests.engine.stories.conftest import fill
from tests.engine.test_cli import run

TEXT = "Captain Ormandel came. They knew Captain Ormandel well. Then Captain Ormandel sat down.\n"


def test_names_and_phrases_are_listed(
    tmp_path: Path, stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    status, out, _ = run(capsys, "memory", path, "--model", stream_bundle)
    assert status == 0
    assert "         3  Ormandel  (name)\n" in out
    assert "         3  Captain Ormandel  (phrase)\n" in out


def test_words_are_kept_forgotten_and_freed(
    tmp_path: Path, stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = fill(tmp_path / "Story")
    arguments: list[str | Path] = ["memory", folder, "--model", stream_bundle, "--json"]
    run(capsys, *arguments, "--keep", "Marrow  Quay", "--forget", "Ann")
    answer = json.loads(run(capsys, *arguments, "--free", "Ann")[1])
    assert answer["kept"] == ["Marrow Quay"]
    assert answer["forgotten"] == []
    assert MemoryFile.of_folder(folder).read().kept == ("Marrow Quay",)
    status, out, _ = run(capsys, "memory", folder, "--model", stream_bundle)
    assert (status, out.splitlines()[0]) == (0, "      kept  Marrow Quay")


def test_no_words_to_keep(tmp_path: Path, stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    status, _, err = run(capsys, "memory", path, "--keep", " ", "--model", stream_bundle)
    assert (status, err) == (1, "There are no words to keep or to forget; give some.\n")
