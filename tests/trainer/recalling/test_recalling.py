"""Recalling: what is learned of it, that the desk recalls likewise, and the command that teaches it."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.bundles.bundle import Bundle as DeskBundle
from desktop.engine.bundles.memory_settings import MemorySettings
from desktop.engine.bundles.recall import Recall as DeskRecall
from desktop.engine.model.keys import make_keys
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.places import Places
from trainer.bundles.bundle import Bundle, write_recall
from trainer.commands import calibrate_command, recall_command
from trainer.errors import CorpusError, PresetError, RunError
from trainer.evaluating.memory import recalled_perplexity
from trainer.recalling.episodes import HISTORY, QUERIES, episodes
from trainer.recalling.learning import Recalling, learn
from trainer.recalling.recall import AGE_STEPS, Recall, age_steps

UNITS, SIZE, VOCABULARY = 12, 6, 30


def some_recall(units: int = UNITS, seed: int = 3) -> Recall:
    rng = np.random.default_rng(seed)
    projection, gate, ages = (
        rng.standard_normal(shape).astype(np.float32) for shape in ((units, SIZE), units, AGE_STEPS)
    )
    return Recall(projection, gate, ages, 0.3, sharpness=9.0, bias=-1.0, slope=2.0, share=0.9)


def some_reading(rng: np.random.Generator, places: int, rows: int) -> tuple[np.ndarray, ...]:
    """Vectors of places and rows, the places' tokens, and each row's probabilities."""
    vectors = rng.standard_normal((places + rows, UNITS)).astype(np.float32)
    tokens = rng.integers(0, VOCABULARY, places)
    probabilities = rng.random((rows, VOCABULARY)).astype(np.float32)
    return (
        vectors[:places],
        vectors[places:],
        tokens,
        probabilities / probabilities.sum(axis=1, keepdims=True),
    )


def test_each_step_of_ages_is_twice_as_long_but_the_last():
    steps = age_steps(np.arange(1, 10_000))
    assert steps[:8].tolist() == [0, 1, 1, 2, 2, 2, 2, 3]
    assert steps.max() == AGE_STEPS - 1 == steps[2047]


def test_the_desk_recalls_as_the_trainer_does():
    places, rows = 300, 4
    recall = some_recall()
    keys, queries, tokens, probabilities = some_reading(np.random.default_rng(1), places, rows)
    ages = np.broadcast_to(places - np.arange(places), (rows, places))
    likelihoods = np.log(probabilities[:, tokens])
    expected = [
        recall.probabilities(
            queries,
            recall.keys(keys),
            ages,
            likelihoods,
            tokens == np.full((rows, 1), token),
            probabilities[:, token],
        )
        for token in range(VOCABULARY)
    ]
    settings = MemorySettings(recall.sharpness, recall.bias, recall.slope, recall.share)
    on_desk = DeskRecall(recall.projection, recall.gate, recall.ages, recall.likelihood)
    desk = Places(512, settings, on_desk)
    desk.put([Piece("", tokens, make_keys(keys, on_desk).astype(np.float16), ())], None)
    blended = desk.blend(probabilities, queries)
    np.testing.assert_allclose(blended.sum(axis=1), 1.0, rtol=1e-4)
    np.testing.assert_allclose(blended, np.transpose(expected), rtol=5e-3)


def test_what_is_learned_is_what_keras_computes(bundle_folder: Path, corpus: Path):
    bundle = Bundle.open(bundle_folder)
    episode = next(episodes(bundle.predictor(), bundle.tokenizer, [corpus], 1))
    recalling = Recalling(SIZE)
    losses = np.asarray(recalling({name: part[None] for name, part in episode.items()}))[0]
    recall = recalling.learned()
    # Ages that lie within the same steps.
    steps = episode["steps"].astype(np.int64)
    ages = np.where(steps < 0, 0, 2 ** np.maximum(steps, 0))
    keys = recall.keys(episode["keys"])
    given = np.exp(episode["given"])
    found = recall.probabilities(
        episode["queries"], keys, ages, episode["likelihoods"], episode["hits"], given
    )
    np.testing.assert_allclose(-np.log(found), losses, rtol=1e-3, atol=1e-4)


def test_an_episode_never_shows_what_comes(bundle_folder: Path, corpus: Path):
    bundle = Bundle.open(bundle_folder)
    for episode, _ in zip(
        episodes(bundle.predictor(), bundle.tokenizer, [corpus], 1), range(9), strict=False
    ):
        steps = episode["steps"]
        assert steps.shape == (QUERIES, HISTORY + QUERIES)
        seen = np.flatnonzero(steps[0] >= 0)
        unseen = HISTORY - 1 - seen[-1]
        assert 0 <= unseen <= 6
        # One place more comes into sight with each row, and none before its time.
        assert [np.flatnonzero(row >= 0)[-1] for row in steps] == [seen[-1] + row for row in range(QUERIES)]
        assert (steps[0, seen[-1]], steps[5, seen[-1]]) == (0, 2)


def test_learning_makes_texts_likelier(bundle_folder: Path, corpus: Path):
    bundle = Bundle.open(bundle_folder)
    predictor = bundle.predictor()
    told = list(learn(episodes(predictor, bundle.tokenizer, [corpus], 1), 60 * 2 * QUERIES, SIZE))
    assert told[-1][0] == 60 * 2 * QUERIES
    losses = [loss for _, loss, _ in told]
    assert np.mean(losses[-5:]) < np.mean(losses[:5])


def test_a_text_that_goes_round_is_recalled(bundle_folder: Path, corpus: Path):
    bundle = Bundle.open(bundle_folder)
    tokens = np.tile(np.random.default_rng(1).permutation(50) + 10, 12)
    recall = some_recall(bundle.predictor().units)
    alone, together = recalled_perplexity(bundle.predictor(), tokens, recall)
    assert together < alone / 2
    again = recalled_perplexity(bundle.predictor(), tokens[:300], recall, size=0)
    assert again[1] == pytest.approx(again[0])


def test_the_command_teaches_a_bundle_that_the_desk_opens(
    bundle_folder: Path, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = Path(shutil.copytree(bundle_folder, tmp_path / "bundle"))
    recall_command(folder, [corpus], 20 * 2 * QUERIES, [corpus])
    assert "with a memory of 8,192 tokens: perplexity" in capsys.readouterr().out
    config = json.loads((folder / "config.json").read_text())
    memory = config["metrics"]["evaluation"]["memory"]
    assert memory["learned"]
    size = (folder / "recall.npy").stat().st_size
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    names = [line.split()[1] for line in lines if line.startswith("| ") and line.split()[1].count(".") == 1]
    assert names == sorted(names)
    assert f"| recall.npy | {size:,} |" in lines
    table = (
        "Read in one piece, with a memory of the last 8,192 tokens (which the model has learned to recall):"
    )
    assert lines.count(table) == 1
    assert lines.index("## Quality") < lines.index(table) < lines.index("## Settings")
    found, on_desk = Bundle.open(folder).recall(), DeskRecall.load(DeskBundle.open(folder))
    assert found is not None
    assert on_desk is not None
    np.testing.assert_array_equal(found.projection, on_desk.projection)
    np.testing.assert_array_equal(found.ages, on_desk.ages)
    assert found.sharpness == DeskBundle.open(folder).config.calibration.memory.sharpness


def test_a_bundle_that_went_on_from_it_takes_it_over(bundle_folder: Path, tmp_path: Path):
    taught, other = (Path(shutil.copytree(bundle_folder, tmp_path / name)) for name in ("taught", "other"))
    write_recall(Bundle.open(taught), some_recall(Bundle.open(taught).predictor().units))
    calibrate_command(other, [], None, None, like=taught)
    assert (other / "recall.npy").read_bytes() == (taught / "recall.npy").read_bytes()
    assert json.loads((other / "config.json").read_text())["recall"] == Bundle.open(taught).config["recall"]
    assert Bundle.open(other).recall() is not None


def test_what_cannot_be_learned_from_is_told_in_one_sentence(bundle_folder: Path, tmp_path: Path):
    short = tmp_path / "short.txt"
    short.write_text("Too short.\n")
    with pytest.raises(CorpusError, match="No document has 768 tokens"):
        recall_command(bundle_folder, [short], 50_000, [])
    with pytest.raises(CorpusError, match=r"missing\.txt"):
        recall_command(bundle_folder, [short], 50_000, [tmp_path / "missing.txt"])
    with pytest.raises(PresetError, match="--tokens is 5"):
        recall_command(bundle_folder, [short], 5, [])


def test_a_model_of_windows_recalls_nothing(bundle_folder: Path, tmp_path: Path):
    folder = Path(shutil.copytree(bundle_folder, tmp_path / "window"))
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"kind": "window"}))
    with pytest.raises(RunError, match="'stream'"):
        recall_command(folder, [tmp_path], 50_000, [])
