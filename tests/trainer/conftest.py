"""A tiny model, really trained and really exported, once for all tests that need one."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from tests.trainer.tiny_corpus import write_corpus

TINY_SETTINGS = [
    "name=Tiny",
    "corpus.vocabulary_size=300",
    "model.embedding=16",
    "model.units=24",
    "model.forward_layers=2",
    "model.dropout=0.1",
    "training.streams=8",
    "training.window=16",
    "training.tokens=12000",
    "training.epochs=20",
    "training.warmup_tokens=500",
    "training.learning_rate=0.01",
    "training.cooldown_share=0.3",
    "training.validate_every=4000",
    "training.validation_tokens=1000",
    "training.sample_tokens=5",
    "training.precision=float32",
    "training.towers=2",
]


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small stories."""
    return write_corpus(tmp_path_factory.mktemp("corpus") / "stories")


@pytest.fixture(scope="session")
def trained_run(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """The folder of a finished run."""
    from trainer.fit_commands import fit_command

    out = tmp_path_factory.mktemp("runs") / "tiny"
    fit_command([corpus], out, [], [], None, TINY_SETTINGS, None, resume=False)
    return out


@pytest.fixture(scope="session")
def bundle_folder(tmp_path_factory: pytest.TempPathFactory, trained_run: Path) -> Path:
    """The run's bundle, int8."""
    from trainer.commands import export_command

    out = tmp_path_factory.mktemp("bundles") / "tiny"
    export_command(trained_run, out, quantized=True, measure=[], tune_memory_on=[])
    return out


@pytest.fixture(scope="session")
def forward_run(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """The folder of a finished run of a forward LSTM over words, everything dropped that can be."""
    from trainer.fit_commands import fit_command

    more = [
        "corpus.pieces=words",
        "model.backward=false",
        "model.input_dropout=0.1",
        "model.word_dropout=0.05",
        "model.recurrent_dropout=0.1",
        "training.both_sides=0.0",
        "training.weight_decay=0.01",
    ]
    out = tmp_path_factory.mktemp("runs") / "forward"
    fit_command([corpus], out, [], [], None, [*TINY_SETTINGS, *more], None, resume=False)
    return out


@pytest.fixture(scope="session")
def forward_bundle_folder(tmp_path_factory: pytest.TempPathFactory, forward_run: Path) -> Path:
    """The forward run's bundle, int8."""
    from trainer.commands import export_command

    out = tmp_path_factory.mktemp("bundles") / "forward"
    export_command(forward_run, out, quantized=True, measure=[], tune_memory_on=[])
    return out
