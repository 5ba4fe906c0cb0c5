"""Where the desk keeps what is the writer's own: recovery copies, backups, models of their own."""

import os
from pathlib import Path

from platformdirs import user_data_path

DATA_VARIABLE = "INKLING_DATA"


def data_folder() -> Path:
    """The writer's data folder; the environment variable INKLING_DATA puts it elsewhere (a USB stick)."""
    elsewhere = os.environ.get(DATA_VARIABLE)
    return Path(elsewhere) if elsewhere else user_data_path("Inkling", appauthor=False)
