"""What the desk has kept as JSON, read with care: anybody may have edited it, or a disk have damaged it."""

import json
import math
from pathlib import Path
from typing import Any

from desktop.engine.files.reading import LONGEST_BYTES, NoFileError, TooLargeError, read_file

# What is raised where a value of such a file is not what was written there, whatever is done with it: numbers
# of JSON have no limits (1e400 is infinite), and any value may be of any type.
NONSENSE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
MOST = 10**9  # of anything that is counted in a file that makes sense; Qt counts up to twice as much


def read_json(path: Path, longest: int = LONGEST_BYTES) -> Any:
    """What a file of JSON says.

    Args:
        path: The file.
        longest: With more bytes it makes no sense.

    Raises:
        ValueError: It makes no sense, or is a folder, a pipe, a device.
        OSError: It cannot be read, or there is none.
    """
    try:
        return parse_json(read_file(path, longest)[0])
    except (NoFileError, TooLargeError) as error:
        raise ValueError(str(error)) from error


def read_entries(path: Path, longest: int = LONGEST_BYTES) -> dict[str, Any]:
    """What a file of JSON keeps by name, in its order; nothing where there is none, or it makes no sense."""
    try:
        entries = read_json(path, longest)
    except (OSError, ValueError):
        return {}
    return entries if isinstance(entries, dict) else {}


def parse_json(data: str | bytes) -> Any:
    """What JSON says.

    Raises:
        ValueError: It makes no sense.
    """
    try:
        return json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def whole(value: Any, least: int = 0, most: int = MOST) -> int:
    """A whole number of a sensible size; a truth value is none.

    Raises:
        ValueError: It is something else.
    """
    if type(value) is not int or not least <= value <= most:
        raise ValueError("no such number")
    return value


def figure(value: Any, least: float = 0.0, most: float = math.inf) -> float:
    """A finite number; a truth value is none.

    Raises:
        ValueError, OverflowError: It is something else.
    """
    if type(value) not in (int, float) or not math.isfinite(value) or not least <= value <= most:
        raise ValueError("no such number")
    return float(value)
