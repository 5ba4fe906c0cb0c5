"""What is in the recovery store of a test."""

import contextlib
import json
import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.engine.documents.documents import Document
from desktop.engine.recovery.kept_words import kept_entry

# No process has this number: it is beyond what Linux gives.
NOBODY = {"host": os.uname().nodename, "pid": 2**22 + 1, "started": "never"}


def recovery_folder() -> Path:
    return Path(os.environ["INKLING_DATA"]) / "recovery"


def kept() -> list[dict[str, Any]]:
    """What the desk has kept, by its journals."""
    entries = []
    for path in recovery_folder().glob("*.journal"):
        with contextlib.suppress(FileNotFoundError, ValueError):  # removed just now
            entries.append(kept_entry(path.read_bytes()))
    return entries


def kept_texts() -> list[str]:
    return [entry["text"] for entry in kept()]


def leave_behind(
    text: str,
    path: Path | None = None,
    document: Document | None = None,
    minutes: float = 1,
    key: str = "abc123",
) -> None:
    """Put words into the store as a desk that was killed would have left them."""
    recovery_folder().mkdir(parents=True, exist_ok=True)
    entry = {
        "text": text,
        "path": str(path) if path else None,
        "saved_at": time.time() - 60 * minutes,
        "process": NOBODY,
        "stamp": asdict(document.stamp) if document else None,
        "encoding": document.encoding if document else None,
    }
    (recovery_folder() / f"{key}.json").write_text(json.dumps(entry), encoding="utf-8")
