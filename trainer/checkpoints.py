"""Everything a run needs to go on after a kill at any moment, in one file that is replaced as a whole."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from trainer.corpus.writing import replace_file, writing_to
from trainer.errors import RunError

_PROGRESS = "progress"


def save_checkpoint(path: Path, variables: list[Any], progress: dict[str, Any]) -> None:
    """Write the values of Keras variables and the run's progress (anything JSON can hold)."""
    arrays: dict[str, Any] = {
        f"{n}:{variable.path}": np.asarray(variable) for n, variable in enumerate(variables)
    }
    arrays[_PROGRESS] = np.array(json.dumps(progress))
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    with writing_to(path.parent):
        replace_file(path, buffer.getvalue())


def load_checkpoint(path: Path, variables: list[Any]) -> dict[str, Any]:
    """Put saved values back into Keras variables of the same order and shapes; return the progress."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as saved:
            arrays = [saved[name] for name in saved.files if name != _PROGRESS]
            progress = json.loads(str(saved[_PROGRESS]))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise RunError(
            f"The checkpoint {path} cannot be read ({error}); start the run anew without --resume."
        ) from error
    if [array.shape for array in arrays] != [tuple(variable.shape) for variable in variables]:
        raise RunError(f"The checkpoint {path} is of another model; use the run's own preset.toml.")
    for variable, array in zip(variables, arrays, strict=True):
        variable.assign(array)
    return progress
