"""Token files that were prepared elsewhere, or earlier: known, carried and taken over by a run."""

import dataclasses
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from trainer.corpus.dataset import DATA_FILE, TOKENIZER_FILE, Dataset
from trainer.corpus.settings import CorpusSettings
from trainer.corpus.splitting import SPLITS
from trainer.corpus.writing import replace_file, writing_to
from trainer.errors import PresetError, RunError

SOURCES_FILE = "sources.json"
_TOKEN_FILES = tuple(f"{split}{ending}" for split in SPLITS for ending in (".bin", ".labels"))
_NAMES = frozenset({*_TOKEN_FILES, TOKENIZER_FILE, DATA_FILE, SOURCES_FILE})


def is_prepared(corpus: Sequence[Path]) -> bool:
    """Whether what is named to learn from is one folder of token files."""
    return len(corpus) == 1 and all((corpus[0] / name).is_file() for name in (DATA_FILE, TOKENIZER_FILE))


def check_folder(folder: Path) -> None:
    """Refuse to put token files among other files.

    Raises:
        RunError: the folder holds what no preparation has left there, or belongs to a run.
    """
    if folder.is_dir() and any(path.name.removesuffix(".tmp") not in _NAMES for path in folder.iterdir()):
        raise RunError(f"{folder} holds other files; choose a new folder with --out.")
    if folder.name == "data" and (folder.parent / "preset.toml").is_file():
        raise RunError(f"{folder} belongs to the run {folder.parent}; choose another --out.")


def is_labelled(dataset: Dataset) -> bool:
    """Whether its texts have labels, for a model that tells moods."""
    return (dataset.folder / "train.labels").is_file()


def write_sources(folder: Path, sources: dict[str, list[str]]) -> None:
    """Note the names of the texts of each split beside their tokens, for the model cards to come."""
    with writing_to(folder):
        replace_file(folder / SOURCES_FILE, json.dumps(sources, indent=1))


def read_sources(folder: Path) -> dict[str, list[str]]:
    """The names of the texts of each split; a folder that was put together by hand has but its own."""
    try:
        return {
            split: list(names) for split, names in json.loads((folder / SOURCES_FILE).read_text()).items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {"train": [folder.name], "valid": [], "test": []}


def take_over(source: Path, folder: Path) -> Dataset:
    """Give a run the token files of a prepared folder, without another copy where the disk allows that.

    Raises:
        RunError: they are not complete, or the run's folder cannot be written.
    """
    Dataset.open(source)
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / DATA_FILE).unlink(missing_ok=True)
        # What tells that the folder is complete comes last.
        for name in (*_TOKEN_FILES, TOKENIZER_FILE, DATA_FILE):
            if (source / name).is_file():
                _link_or_copy(source / name, folder / name)
    return Dataset.open(folder)


def with_settings_of(settings: CorpusSettings, asked: CorpusSettings, named: Sequence[str]) -> CorpusSettings:
    """What texts were prepared with, if nobody has asked for anything else.

    Args:
        settings: what they were prepared with.
        asked: what the preset says, changes included.
        named: the settings that were changed by name, such as "corpus.pieces".

    Raises:
        PresetError: a change by name differs from what they were prepared with.
    """
    before = dataclasses.asdict(settings)
    for name, value in dataclasses.asdict(asked).items():
        if f"corpus.{name}" in named and value != before[name]:
            raise PresetError(
                f"corpus.{name} of these token files is {before[name]}; leave it out, or prepare the texts "
                "again."
            )
    return settings


def _link_or_copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        # Another disk, or one without links.
        temporary = target.with_name(target.name + ".tmp")
        shutil.copyfile(source, temporary)
        temporary.replace(target)
