"""Single values of a config.json, each of the expected type and of a size that a model may have.

Every function raises ValueError with a short reason ("`kind` is missing").
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from desktop.engine.shown import shown

# Twice and more what the largest models of our kinds have; a window is frozen by much larger ones.
MOST_TOKENS = 1 << 18
MOST_UNITS = 1 << 15
MOST_IDS = 10_000
MOST_ENTRIES = 256
MOST_CHARACTERS = 100_000
LONGEST_WORDS = 500
_LONGEST_NAME = 200
_LONGEST_FILE_NAME = 120
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_. -]*(?<![. ])")
# Windows takes these for devices, whatever their suffix.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")

Entry = TypeVar("Entry")


def read_json(data: bytes, unique: bool = False) -> Any:
    """What JSON of UTF-8 says; neither NaN nor infinite numbers.

    Args:
        data: The JSON.
        unique: Whether to refuse an object that says something twice, which readers understand differently.

    Raises:
        ValueError: It is no JSON, or nested too deeply.
    """
    try:
        pairs = _unique if unique else None
        return json.loads(data.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=pairs)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def value(data: Any, key: str, kind: type) -> Any:
    """A value that has to be there, of one type; a truth value is no number."""
    if not isinstance(data, Mapping):
        raise ValueError("an entry is not an object")
    if key not in data:
        raise ValueError(f"`{key}` is missing")
    found = data[key]
    if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
        raise ValueError(f"`{key}` is not of type {kind.__name__}")
    return found


def optional(data: Any, key: str) -> Any:
    """A value that may be missing; None then."""
    return data.get(key) if isinstance(data, Mapping) else None


def text(data: Any, key: str) -> str:
    """Any text in whole characters."""
    found: str = value(data, key, str)
    if len(found) > MOST_CHARACTERS:
        raise ValueError(f"`{key}` has more than {MOST_CHARACTERS} characters")
    if _SURROGATE.search(found):
        raise ValueError(f"`{key}` holds half a character")
    return found


def words(data: Any, key: str) -> str:
    """Words for people: one line, fit to be shown."""
    return shown(value(data, key, str), LONGEST_WORDS)


def name(data: Any, key: str) -> str:
    """The name of a tensor."""
    found: str = value(data, key, str)
    if not 0 < len(found) <= _LONGEST_NAME or shown(found) != found:
        raise ValueError(f"`{key}` is no name")
    return found


def choice(data: Any, key: str, choices: Sequence[str]) -> str:
    """One of several words."""
    found: str = value(data, key, str)
    if found not in choices:
        raise ValueError(f"`{key}` {found!r} is not one of {', '.join(choices)}")
    return found


def count(data: Any, key: str, most: int, least: int = 0) -> int:
    """A whole number within limits."""
    found: int = value(data, key, int)
    if found < least:
        raise ValueError(f"`{key}` is less than zero" if least == 0 else f"`{key}` is not a positive number")
    if found > most:
        raise ValueError(f"`{key}` is more than {most}")
    return found


def entries(data: Any, key: str, read: Callable[[Any], Entry]) -> tuple[Entry, ...]:
    """A list whose entries `read` takes."""
    found = value(data, key, list)
    if len(found) > MOST_ENTRIES:
        raise ValueError(f"`{key}` has more than {MOST_ENTRIES} entries")
    return tuple(read(entry) for entry in found)


def named(data: Any, key: str, read: Callable[[Any], Entry]) -> dict[str, Entry]:
    """An object whose values `read` takes."""
    found = value(data, key, dict)
    if len(found) > MOST_ENTRIES:
        raise ValueError(f"`{key}` has more than {MOST_ENTRIES} entries")
    return {word: read(entry) for word, entry in found.items()}


def ids(data: Any, key: str) -> tuple[int, ...]:
    """A list of whole numbers, none less than zero."""
    found = value(data, key, list)
    if not all(type(entry) is int for entry in found):
        raise ValueError(f"`{key}` holds something other than numbers")
    if len(found) > MOST_IDS:
        raise ValueError(f"`{key}` has more than {MOST_IDS} numbers")
    return tuple(found)


def probabilities(data: Any, key: str) -> tuple[float, ...]:
    """A list of probabilities."""
    found = value(data, key, list)
    if not all(type(entry) in (int, float) for entry in found):
        raise ValueError(f"`{key}` holds something other than numbers")
    if not all(0 <= entry <= 1 for entry in found):
        raise ValueError(f"`{key}` holds something that is no probability")
    return tuple(float(entry) for entry in found)


def probability(data: Any, key: str) -> float:
    """One probability."""
    found = value(data, key, object)
    if type(found) not in (int, float) or not 0 <= found <= 1:
        raise ValueError(f"`{key}` is no probability")
    return float(found)


def is_number(found: object) -> bool:
    """Whether a value is a number; a truth value is none."""
    return type(found) in (int, float)


def file_name(data: Any, key: str, suffix: str = "") -> str:
    """The name of a file directly inside the bundle."""
    found: str = value(data, key, str)
    if not is_plain(found):
        raise ValueError(f"`{key}` {found!r} is no plain file name")
    if not found.endswith(suffix):
        raise ValueError(f"`{key}` {found!r} does not end with {suffix}")
    return found


def is_plain(found: str) -> bool:
    """Whether a name can only mean an ordinary file directly inside a folder, on every system."""
    is_short = len(found) <= _LONGEST_FILE_NAME
    return is_short and bool(_PLAIN.fullmatch(found)) and not _DEVICE.fullmatch(found)


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("it says something twice")
    return found
