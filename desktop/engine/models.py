"""Finds the models on this machine: shipped with the desk, the writer's own, and from extra folders."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.bundle_config import MOOD, SUGGESTING
from desktop.engine.bundle_files import HEADER, MOST_BYTES_OF_HEADER, read_file
from desktop.engine.config_values import LONGEST_WORDS, read_json
from desktop.engine.errors import BundleError, BundleMissingError
from desktop.engine.folders import data_folder, resources_folder
from desktop.engine.shown import shown

MODELS_VARIABLE = "INKLING_MODELS"
# Looked through in one folder: a folder of anything else may have been named by mistake.
MOST_CANDIDATES = 1000
_LONGEST_NAME = 80


@dataclass(frozen=True)
class ModelInfo:
    """What a model's header says about it; whether it can be used shows when it is loaded.

    Attributes:
        folder: The bundle.
        kind: "stream", "window" or "mood"; empty for a header that cannot be read.
        name: For people, such as "Inkling English".
        description: One sentence.
        language: ISO 639 code.
        licence: Of the weights.
    """

    folder: Path
    kind: str
    name: str
    description: str
    language: str
    licence: str


def model_folders() -> list[Path]:
    """The folders that hold models, in order of precedence.

    The environment variable INKLING_MODELS (folders separated as in PATH), the writer's data folder, then
    what the desk is shipped with.
    """
    extra = [Path(folder) for folder in os.environ.get(MODELS_VARIABLE, "").split(os.pathsep) if folder]
    return [*extra, data_folder() / "models", resources_folder() / "models"]


def find_models(folders: Sequence[Path] | None = None) -> list[ModelInfo]:
    """The models that suggest in `folders` (`model_folders` if None), one that is a model itself included."""
    return [info for info in _find_all(folders) if info.kind != MOOD]


def find_mood_models(folders: Sequence[Path] | None = None) -> list[ModelInfo]:
    """The mood models in `folders` (`model_folders` if None), one that is a model itself included."""
    return [info for info in _find_all(folders) if info.kind == MOOD]


def _find_all(folders: Sequence[Path] | None) -> list[ModelInfo]:
    found: dict[str, ModelInfo] = {}
    for folder in model_folders() if folders is None else folders:
        for candidate in _candidates(folder):
            found.setdefault(os.path.realpath(candidate), _info(candidate))
    return list(found.values())


def default_model(language: str = "en", folders: Sequence[Path] | None = None) -> Path:
    """The model that suggests when none was chosen.

    Args:
        language: ISO 639 code; of several models in the first folder that has any, one of this language, or
            else of English.
        folders: Where to look; `model_folders` if None.

    Raises:
        BundleMissingError: There is none.
    """
    for folder in model_folders() if folders is None else folders:
        # A header that cannot be read must not keep the writer from the models that can.
        models = [info for info in find_models([folder]) if info.kind in SUGGESTING]
        if models:
            spoken = {model.language: model for model in reversed(models)}
            return spoken.get(language, spoken.get("en", models[0])).folder
    raise BundleMissingError(
        "No model was found; put one into {folder} or name its folder with --model.",
        folder=data_folder() / "models",
    )


def default_mood_model(folders: Sequence[Path] | None = None) -> Path:
    """The mood model to use when none was chosen.

    Raises:
        BundleMissingError: There is none.
    """
    models = find_mood_models(folders)
    if not models:
        raise BundleMissingError(
            "No mood model was found; make one with “inkling-train fit --preset mood” and put it into "
            "{folder} or name its folder with --model.",
            folder=data_folder() / "models",
        )
    return models[0].folder


def _candidates(folder: Path) -> Iterator[Path]:
    """The folder and those in it, in order, that hold something by the name of a header.

    A folder that cannot be looked at holds none; whether a header can be read shows later.
    """
    try:
        with os.scandir(folder) as inside:
            names = sorted(entry.name for entry in inside)
    except (OSError, ValueError):
        return
    for path in (folder, *(folder / name for name in names[:MOST_CANDIDATES])):
        # The functions of `pathlib` raise what they are not allowed to look at.
        if os.path.lexists(path / HEADER):
            yield path


def _info(folder: Path) -> ModelInfo:
    """The header's own words; the folder's name for a header that cannot be read."""
    try:
        header = read_json(read_file(folder, HEADER, MOST_BYTES_OF_HEADER))
    except (BundleError, ValueError):
        header = {}

    def words(key: str, longest: int = LONGEST_WORDS) -> str:
        found = header.get(key) if isinstance(header, dict) else None
        return shown(found, longest).strip() if isinstance(found, str) else ""

    name = words("name", _LONGEST_NAME) or shown(folder.name, _LONGEST_NAME)
    kind, language, licence = words("kind"), words("language", _LONGEST_NAME), words("licence", _LONGEST_NAME)
    return ModelInfo(folder, kind, name, words("description"), language, licence)
