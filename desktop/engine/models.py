"""Finds the models on this machine: shipped with the desk, the writer's own, and from extra folders."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.bundle_config import MOOD
from desktop.engine.errors import BundleMissingError
from desktop.engine.folders import data_folder, resources_folder

MODELS_VARIABLE = "INKLING_MODELS"


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
    found: dict[Path, ModelInfo] = {}
    for folder in model_folders() if folders is None else folders:
        for candidate in _candidates(folder):
            found.setdefault(candidate.resolve(), _info(candidate))
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
        models = find_models([folder])
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
    inside = sorted(folder.iterdir()) if folder.is_dir() else []
    yield from (path for path in [folder, *inside] if (path / "config.json").is_file())


def _info(folder: Path) -> ModelInfo:
    """The header's own words; the folder's name for a header that cannot be read."""
    try:
        header = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        header = {}
    words = header if isinstance(header, dict) else {}
    kind, name, description, language, licence = (
        str(words.get(key, "")) for key in ("kind", "name", "description", "language", "licence")
    )
    return ModelInfo(folder, kind, name or folder.name, description, language, licence)
