"""Token files prepared in one place and learned from in another; runs that end with the clock."""

import csv
import itertools
import shutil

import pytest

from tests.trainer.conftest import TINY_SETTINGS
from tests.trainer.test_cli import run
from trainer.backend import start_backend
from trainer.corpus.dataset import Dataset
from trainer.corpus.prepared import read_sources, take_over
from trainer.errors import RunError
from trainer.fit_commands import fit_command, prepare_command
from trainer.fitting.fit import Fit
from trainer.fitting.run import Run
from trainer.fitting.schedule import TimeLimit
from trainer.tasks import make_task

OF_TEXTS = [setting for setting in TINY_SETTINGS if setting.startswith("corpus.")]


@pytest.fixture(scope="module")
def data(tmp_path_factory, corpus):
    """Token files that have been carried to where their texts are not."""
    made = tmp_path_factory.mktemp("made") / "data"
    prepare_command([corpus], made, [], [], None, OF_TEXTS)
    return shutil.move(made, tmp_path_factory.mktemp("carried") / "data")


def losses(folder):
    with (folder / "history.csv").open() as file:
        return [(row["step"], row["train_loss"], row["valid_nothing"]) for row in csv.DictReader(file)]


def test_a_run_from_token_files_is_the_run_from_their_texts(tmp_path, data, trained_run):
    fit_command([data], tmp_path / "run", [], [], None, TINY_SETTINGS, None, resume=False)
    assert losses(tmp_path / "run") == losses(trained_run)
    assert Run(tmp_path / "run").preset() == Run(trained_run).preset()
    assert Run(tmp_path / "run").sources() == Run(trained_run).sources()


def test_what_is_prepared_says_what_comes_next(tmp_path, corpus, capsys):
    out = tmp_path / "data"
    settings = [word for setting in (*OF_TEXTS, "training.epochs=2.0") for word in ("--set", setting)]
    code, printed, _ = run("prepare", str(corpus), "--out", str(out), *settings, capsys=capsys)
    assert code == 0
    assert f"inkling-train fit {out} --out {out}-run --set training.epochs=2.0\n" in printed
    assert read_sources(out) == {"train": ["stories"], "valid": [], "test": [], "before that": []}
    tokens = Dataset.open(out).counts["train"].tokens
    assert (out / "train.bin").stat().st_size == 2 * tokens  # ids of a small vocabulary take two bytes


def test_files_from_another_disk_are_copied(tmp_path, data, monkeypatch):
    def no_links(source, target):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", no_links)
    taken = take_over(data, tmp_path / "data")
    assert (taken.tokens("train") == Dataset.open(data).tokens("train")).all()
    assert {path.name for path in taken.folder.iterdir()} == {
        *("train.bin", "valid.bin", "test.bin", "tokenizer.json", "data.json")
    }


def test_files_that_were_cut_short_on_the_way_are_refused(tmp_path, data):
    cut = shutil.copytree(data, tmp_path / "cut")
    (cut / "train.bin").write_bytes((cut / "train.bin").read_bytes()[:-2])
    with pytest.raises(RunError, match="missing or cut short"):
        take_over(cut, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_without_a_list_of_sources_the_folder_names_the_texts(tmp_path):
    assert read_sources(tmp_path / "novels") == {"train": ["novels"], "valid": [], "test": []}
    (tmp_path / "sources.json").write_text("[1]")
    assert read_sources(tmp_path)["train"] == [tmp_path.name]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ["--set", "corpus.vocabulary_size=500"],
            "corpus.vocabulary_size of these token files is 300; leave",
        ),
        (["--encoding", "cp1250"], "--encoding says how texts are read, and these are token files already"),
        (["--strict"], "--strict says how texts are read"),
        (["--preset", "mood"], "These token files have no labels; fit them with another preset."),
        (["--minutes", "nan"], "--minutes is nan, but it must be a time to train for"),
        (["--minutes", "-1"], "--minutes is -1.0, but it must be"),
        (["--minutes", "5", "--set", "training.tokens=900"], "both say how long it takes; leave one of them"),
        (
            ["--from", "BUNDLE", "--set", "training.both_sides=0.0"],
            "of another vocabulary than the bundle's; add --new-vocabulary, or prepare",
        ),
    ],
)
def test_what_does_not_fit_token_files_is_refused(more, said, tmp_path, data, forward_bundle_folder, capsys):
    words = [str(forward_bundle_folder) if word == "BUNDLE" else word for word in more]
    code, _, complained = run("fit", str(data), "--out", str(tmp_path / "run"), *words, capsys=capsys)
    assert code == 1
    assert said in complained
    assert not (tmp_path / "run" / "preset.toml").exists()


def test_token_files_go_into_a_folder_of_their_own(tmp_path, corpus, trained_run, capsys):
    (tmp_path / "novel.txt").write_text("It was late.")
    for out, said in ((tmp_path, "holds other files"), (trained_run / "data", "belongs to the run")):
        code, _, complained = run("prepare", str(corpus), "--out", str(out), capsys=capsys)
        assert code == 1
        assert said in complained


def limited(run_, minutes, seconds_a_look):
    """A training by a clock that goes on whenever somebody looks at it."""
    ticks = itertools.count(0.0, seconds_a_look)
    limit = TimeLimit(minutes, 0.5, clock=lambda: next(ticks))
    preset = run_.preset()
    task = make_task(preset, run_.dataset(), start_backend(2))
    return Fit(run_, preset, task, limit=limit)


def test_a_run_by_the_clock_ends_cooled_down_and_saved(tmp_path, trained_run):
    folder = tmp_path / "run"
    shutil.copytree(trained_run / "data", folder / "data")
    shutil.copy(trained_run / "preset.toml", folder)
    run_ = Run(folder)
    hurried = limited(run_, 0.001, 1.0)
    hurried.train()
    # However short the time, there is a model at its end.
    (first,) = run_.history()
    assert first.step == 1
    assert run_.best.is_file()

    resumed = limited(run_, 1.0, 1.0)
    resumed.resume()
    assert resumed.expected_seconds() < 60.0
    resumed.train()
    assert not resumed.interrupted
    before, *history = run_.history()
    assert before == first
    # At a second a step, about a minute, in a few stretches; the 94 steps of the preset are no matter.
    assert 30 < history[-1].step < 60
    assert 3 <= len(history) <= 6
    rates = [row.learning_rate for row in history]
    assert max(rates) == pytest.approx(0.01)
    assert rates[-1] < 0.2 * max(rates)
