"""Where the desk finds what it was shipped with, and keeps what is the writer's own."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

DATA_VARIABLE = "INKLING_DATA"
_PACKAGE = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """The writer's data folder: recovery copies, backups, models of their own.

    The environment variable INKLING_DATA puts it elsewhere (a USB stick).
    """
    elsewhere = os.environ.get(DATA_VARIABLE)
    return Path(elsewhere) if elsewhere else user_data_path("Inkling", appauthor=False)


def resources_folder(package: Path = _PACKAGE) -> Path:
    """The folder of what comes with the desk: `dictionaries`, `icons`, `models` and `translations`.

    In a wheel and in the packed program it lies inside the package `desktop`; in a source tree, and so in an
    editable install, beside it.

    Args:
        package: The folder of the package `desktop`.
    """
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def cache_folder() -> Path:
    """The folder of what can be found out again; beside the writer's data where those are put elsewhere."""
    elsewhere = os.environ.get(DATA_VARIABLE)
    return Path(elsewhere) / "cache" if elsewhere else user_cache_path("Inkling", appauthor=False)
