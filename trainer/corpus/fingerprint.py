"""What tells whether a corpus or the settings have changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from trainer.corpus.decoding import unreadable
from trainer.corpus.splitting import Split


def fingerprint(
    files: Mapping[Split, Sequence[Path]], settings: Mapping[str, Any], tokenizer: Tokenizer | None
) -> str:
    """SHA-256 over the names, sizes and times of the files, the settings and a given tokenizer."""
    stats = {split: [_facts(path) for path in paths] for split, paths in files.items()}
    facts = [stats, dict(settings), tokenizer.to_str() if tokenizer is not None else None]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _facts(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(error, path) from error
    return path.name, found.st_size, found.st_mtime_ns
