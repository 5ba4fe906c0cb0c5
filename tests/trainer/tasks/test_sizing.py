"""What a text's length makes of the default preset."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from trainer.corpus.dataset import Dataset
from trainer.corpus.settings import Counts, vocabulary_for
from trainer.corpus.splitting import Split
from trainer.corpus.tokenizer import learn_tokenizer
from trainer.errors import PresetError
from trainer.settings import load_preset, override
from trainer.tasks.prompts import sample_prompt
from trainer.tasks.sizing import LARGEST_WARMUP, sized, with_short_warmup

TOKENIZER = learn_tokenizer(["It was late."], "bytes", 257)


def dataset(tokens: int) -> Dataset:
    counts: dict[Split, Counts] = {"train": Counts(tokens), "valid": Counts(tokens // 50), "test": Counts()}
    return Dataset(Path("nowhere"), TOKENIZER, "uint16", counts)


@pytest.mark.parametrize("tokens", [500, 70_000, 600_000, 6_000_000, 100_000_000, 10_000_000_000])
def test_nothing_is_left_open_and_the_run_fits_the_text(tokens):
    preset = sized(load_preset("auto"), dataset(tokens)).check()
    training = preset.training
    assert override(preset, ["kind=cursor"]) == preset
    assert 0 not in (
        preset.model.units,
        training.streams,
        training.window,
        training.epochs,
        training.learning_rate,
    )
    assert preset.model.dropout >= 0
    assert preset.corpus.vocabulary_size == 257
    steps = max(1, tokens // (training.streams * training.window))
    warm = with_short_warmup(preset, steps, training.streams * training.window).training
    run = training.epochs * steps * training.streams * training.window
    assert warm.warmup_tokens <= LARGEST_WARMUP * run
    assert replace(warm, warmup_tokens=training.warmup_tokens) == training


def test_longer_texts_get_larger_models_and_are_read_fewer_times():
    presets = [sized(load_preset("auto"), dataset(tokens)) for tokens in (60_000, 600_000, 6_000_000, 10**8)]
    units = [preset.model.units for preset in presets]
    times = [preset.training.epochs for preset in presets]
    assert units == sorted(set(units))
    assert times == sorted(set(times), reverse=True)
    assert times[-1] == 1.0
    assert [preset.model.dropout for preset in presets][-1] == 0.0
    sizes = [vocabulary_for(characters) for characters in (200_000, 2_000_000, 20_000_000, 400_000_000)]
    assert sizes == sorted(set(sizes))


def test_on_a_gpu_a_long_text_has_larger_batches_and_a_higher_rate():
    here, there = (sized(load_preset("auto"), dataset(10**8), is_gpu).training for is_gpu in (False, True))
    assert there == replace(here, streams=4 * here.streams, learning_rate=2 * here.learning_rate)
    asked = override(load_preset("auto"), ["training.streams=32"])
    assert sized(asked, dataset(10**8), is_gpu=True).training.streams == 32
    short = sized(load_preset("auto"), dataset(60_000), is_gpu=True)
    assert short == sized(load_preset("auto"), dataset(60_000))


def test_what_was_asked_for_stays():
    asked = [
        "model.units=40",
        "model.dropout=0.0",
        "training.streams=8",
        "training.epochs=2.5",
        "corpus.vocabulary_size=300",
    ]
    preset = sized(override(load_preset("auto"), asked), dataset(60_000))
    assert (preset.model.units, preset.model.dropout, preset.training.streams) == (40, 0.0, 8)
    assert (preset.training.epochs, preset.corpus.vocabulary_size) == (2.5, 300)
    small = load_preset("small")
    assert sized(small, dataset(60_000)) == small


def test_a_warm_up_that_fits_stays():
    preset = override(load_preset("small"), ["training.warmup_tokens=1000"])
    assert with_short_warmup(preset, 100, 1024) == preset
    limited = override(preset, ["training.tokens=4000"])
    assert with_short_warmup(limited, 100, 1024).training.warmup_tokens == 200


def test_other_kinds_of_models_leave_nothing_open():
    with pytest.raises(PresetError, match=r"training\.epochs is 0\.0"):
        override(load_preset("story"), ["training.epochs=0"])
    with pytest.raises(PresetError, match=r"model\.dropout is -0\.5"):
        override(load_preset("auto"), ["model.dropout=-0.5"])


@pytest.mark.parametrize(
    ("paragraphs", "prompt"),
    [
        (
            ["Kapitel 1", "Es wird spät, sagte sie und schloß die Tür hinter sich zu, ohne ein Wort."],
            "Es wird spät, sagte sie und schloß die",
        ),
        (
            [
                "夜色渐暗，街灯一盏接一盏地亮了起来，她坐在门口，手里拿着一封信，信还没有拆开，风从河那边吹来，带着雨。"
            ],
            "夜色渐暗，街灯一盏接一盏",
        ),
        (["Short."], "Short."),
    ],
)
def test_samples_go_on_from_the_texts_own_words(tmp_path, paragraphs, prompt):
    tokenizer = learn_tokenizer(paragraphs, "characters")
    ids = [0, *tokenizer.encode("\n".join(paragraphs)).ids]
    np.array(ids, "<u2").tofile(tmp_path / "valid.bin")
    counts: dict[Split, Counts] = {"train": Counts(), "valid": Counts(len(ids)), "test": Counts()}
    assert sample_prompt(Dataset(tmp_path, tokenizer, "uint16", counts)) == prompt
