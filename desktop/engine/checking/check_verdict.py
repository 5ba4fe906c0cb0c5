"""The verdict on a model, which the process that tries it leaves in a file for the desk."""

import json
from pathlib import Path
from typing import Any

from desktop.engine import errors
from desktop.engine.errors import BundleError, Sentence


def write_verdict(path: Path, error: BundleError | None) -> None:
    """Leave a verdict: None for a sound model, else what is wrong with it."""
    path.write_text(json.dumps(_to_dict(error)), encoding="utf-8")


def read_verdict(path: Path) -> BundleError | None:
    """The verdict that was left: None for a sound model, else what is wrong with it.

    Raises:
        ValueError: There is none: the process has ended before.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found == {}:
            return None
        sentence = Sentence.from_dict(found)
        kind = getattr(errors, found["kind"])
        if not issubclass(kind, BundleError):
            raise ValueError("no error of a bundle")
        error: BundleError = kind.told(sentence)
        return error
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("no verdict") from error


def _to_dict(error: BundleError | None) -> dict[str, Any]:
    return {"kind": type(error).__name__} | error.sentence.to_dict() if error else {}
