"""`inkling privacy`."""

import json
from pathlib import Path

import pytest

from desktop import cli
from desktop.engine.documents.documents import write_document
from desktop.engine.recovery.kept import KINDS
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.privacy import size_in_words


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(["privacy", *arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def keep_something(home: Path) -> None:
    RecoveryStore().write("mine", "unsaved and open", None)
    document = write_document(home / "story.txt", "former words")
    write_document(home / "story.txt", "words", document)


def test_every_kind_is_listed_with_its_folder(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_something(home)
    status, out, err = run(capsys)
    assert (status, err) == (0, "")
    for kind in KINDS:
        (line,) = [line for line in out.splitlines() if line.startswith(kind.name + " ")]
        assert str(home) in line
        assert f"{kind.name}: {kind.about}" in out
    told = out.replace("your words", "").replace("Unsaved words", "").replace("Which words were", "")
    assert "words" not in told


def test_in_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_something(home)
    found = {one["kind"]: one for one in json.loads(run(capsys, "--json")[1])}
    assert list(found) == [kind.name for kind in KINDS]
    assert (found["backups"]["files"], found["backups"]["bytes"]) == (1, len("former words"))
    assert (found["recovery"]["files"], found["recovery"]["in_use"]) == (1, 1)


def test_one_kind_or_all_are_deleted_but_not_what_is_open(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_something(home)
    assert run(capsys, "--delete", "backups") == (0, "backups: 1 deleted\n", "")
    status, out, _ = run(capsys, "--delete", "all")
    assert status == 0
    assert "recovery: 0 deleted; 1 of open texts stay" in out
    assert (home / "story.txt").read_text() == "words"


def test_an_unknown_name_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "--delete", "stories")
    assert (status, out) == (1, "")
    assert "choose one of recovery" in err
    assert "all." in err


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (15_300, "15.3 kB"),
        (999_999, "1.0 MB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_sizes_are_told_in_three_digits(size: int, words: str) -> None:
    assert size_in_words(size) == words
