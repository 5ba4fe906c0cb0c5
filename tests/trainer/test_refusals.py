"""What cannot work is refused in one sentence before anything is read or written."""

import io
import sys
from pathlib import Path

import pytest

from tests.trainer.test_cli import run
from trainer.settings import load_preset, to_toml


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The folder of a run that has got to its first checkpoint, as far as can be told before it is read."""
    folder = tmp_path / "begun"
    folder.mkdir()
    (folder / "preset.toml").write_text(to_toml(load_preset("small")), encoding="utf-8")
    (folder / "last.npz").write_bytes(b"hours of work")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--set", "model.units=256"), "model.units of this run is 192"),
        (("--set", "corpus.pieces=words", "--set", "training.epochs=5.5"), "corpus.pieces of this run"),
        (("--set", "training.optimizer=rmsprop"), "training.optimizer of this run is adam"),
        (("--cell", "gru"), "model.cell of this run is lstm"),
        (("--set", "training.learning_rate=nan"), "no number to work with"),
        (("--preset", "small"), "--preset says how a run begins"),
        (("--valid", "x.txt"), "--valid says how a run begins"),
        (("--test", "x.txt"), "--test says how a run begins"),
        (("--from", "bundle"), "--from says how a run begins"),
        (("--new-vocabulary",), "--new-vocabulary says how a run begins"),
        (("--strict",), "--strict says how a run begins, and this one has begun; leave it out, or start"),
    ],
)
def test_a_refused_resume_leaves_the_run_as_it_was(begun, more, words, capsys):
    before = content(begun)
    code, _, errors = run("fit", "--resume", "--out", str(begun), *more, capsys=capsys)
    assert (code, len(errors.strip().splitlines())) == (1, 1)
    assert words in errors
    assert content(begun) == before


def test_one_that_fails_later_leaves_its_settings_too(begun, capsys):
    # There are no token files here, which is found only after the settings were.
    before = content(begun)
    code, _, errors = run("fit", "--resume", "--out", str(begun), "--set", "training.epochs=5", capsys=capsys)
    assert code == 1
    assert "holds no complete dataset" in errors
    assert content(begun) == before


@pytest.mark.parametrize(
    "assignment",
    [
        "training.learning_rate=2.0",
        "training.window=100000",
        "training.optimizer=sgd",
        "training.seed=-1",
        "corpus.pieces=runes",
    ],
)
def test_a_refused_start_makes_no_folder_and_reads_no_text(tmp_path, assignment, capsys):
    out = tmp_path / "run"
    # Were the text read, that would be the complaint.
    code, _, errors = run(
        "fit", str(tmp_path / "gone.txt"), "--out", str(out), "--set", assignment, capsys=capsys
    )
    assert (code, len(errors.strip().splitlines())) == (1, 1)
    assert assignment.partition("=")[0] in errors
    assert not out.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--seed", "-1"), "The seed is -1"),
        (("--temperature", "nan"), "The temperature is nan"),
        (("--temperature", "inf"), "The temperature is inf"),
        (("--temperature", "-0.5"), "The temperature is -0.5"),
        (("--top-p", "0"), "top-p is 0.0"),
        (("--top-p", "nan"), "top-p is nan"),
        (("--words", "0"), "0 words cannot be written"),
    ],
)
def test_what_no_text_can_be_drawn_with_is_refused(tmp_path, more, words, capsys):
    code, _, errors = run("generate", str(tmp_path), "Hello", *more, capsys=capsys)
    assert code == 1
    assert words in errors


@pytest.mark.parametrize("more", [("--tokens", "-1"), ("--sample", "-3")])
def test_what_cannot_be_measured_is_refused(tmp_path, more, capsys):
    code, _, errors = run("evaluate", str(tmp_path), str(tmp_path), *more, capsys=capsys)
    assert code == 1
    assert f"{more[0]} is {more[1]}, but it must not be negative" in errors


def test_a_prompt_of_bytes_that_are_no_letters_is_read(bundle_folder, capsys):
    code, written, _ = run("generate", str(bundle_folder), "Hello \udcff", "--words", "3", capsys=capsys)
    assert code == 0
    assert written.startswith("Hello \ufffd")


def test_a_console_that_lacks_a_letter_shows_its_number(monkeypatch):
    from rich.console import Console

    from trainer import cli

    kept = io.BytesIO()
    stream = io.TextIOWrapper(kept, encoding="cp1252", errors="strict")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "argv", ["inkling-train", "--version"])
    with pytest.raises(SystemExit):
        cli.main()
    Console(highlight=False, soft_wrap=True).print("Ω 夜深了")
    print("Ω\ufffd")
    stream.flush()
    assert b"\\u03a9 \\u591c\\u6df1\\u4e86" in kept.getvalue()
    assert b"\\u03a9\\ufffd" in kept.getvalue()
