"""Everything a run needs to go on after a kill at any moment, in one file that is replaced as a whole."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.corpus.writing import replace_file, writing_to
from trainer.errors import RunError

# Names and values; only the order tells which is which, a name may occur more than once.
Values = list[tuple[str, NDArray[Any]]]

_PROGRESS = "progress"


def save_checkpoint(path: Path, values: Values, progress: dict[str, Any]) -> None:
    """Write values and the run's progress (anything JSON can hold)."""
    arrays: dict[str, Any] = {f"{n}:{name}": value for n, (name, value) in enumerate(values)}
    arrays[_PROGRESS] = np.array(json.dumps(progress))
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    with writing_to(path.parent):
        replace_file(path, buffer.getvalue())


def read_checkpoint(path: Path) -> tuple[list[NDArray[Any]], dict[str, Any]]:
    """Values in their order, and the run's progress."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as saved:
            arrays = [saved[name] for name in saved.files if name != _PROGRESS]
            return arrays, dict(json.loads(str(saved[_PROGRESS])))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise RunError(
            f"The checkpoint {path} cannot be read ({error}); start the run anew without --resume."
        ) from error


def load_checkpoint(path: Path, variables: list[Any]) -> dict[str, Any]:
    """Put saved values back into Keras variables of the same order and shapes; return the progress."""
    arrays, progress = read_checkpoint(path)
    assign_values(path, variables, arrays, lambda variable, value: variable.assign(value))
    return progress


def assign_values(
    path: Path,
    variables: Sequence[Any],
    arrays: Sequence[NDArray[Any]],
    assign: Callable[[Any, NDArray[Any]], None],
) -> None:
    """Put what was read from a checkpoint into variables, if the shapes fit."""
    if [array.shape for array in arrays] != [tuple(variable.shape) for variable in variables]:
        raise RunError(f"The checkpoint {path} is of another model; use the run's own preset.toml.")
    for variable, array in zip(variables, arrays, strict=True):
        assign(variable, array)
