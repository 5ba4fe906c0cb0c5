"""What tells whether a corpus or the settings have changed."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from trainer.corpus.splitting import Split
from trainer.texts.decoding import unreadable

# How much of a file tells its content: so many pieces of so many bytes, evenly spread.
_PIECES, _PIECE_BYTES = 256, 1 << 16


def fingerprint(
    files: Mapping[Split, Sequence[Path]], settings: Mapping[str, Any], tokenizer: Tokenizer | None
) -> str:
    """SHA-256 over the names, sizes and times of the files, the settings and a given tokenizer."""
    stats = {split: [_facts(path) for path in paths] for split, paths in files.items()}
    facts = [stats, dict(settings), tokenizer.to_str() if tokenizer is not None else None]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def content_fingerprint(files: Sequence[Path]) -> str:
    """SHA-256 over the sizes and samples of the content of files; the same on machines that hold the same.

    A file of hundreds of gigabytes takes a moment: 16 MB of it are read.
    """
    digest = hashlib.sha256()
    for path in files:
        size = path.stat().st_size
        digest.update(f"{path.name} {size}\n".encode())
        with path.open("rb") as file:
            for piece in range(_PIECES):
                file.seek(max(0, size - _PIECE_BYTES) * piece // (_PIECES - 1), os.SEEK_SET)
                digest.update(file.read(_PIECE_BYTES))
    return digest.hexdigest()


def _facts(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise unreadable(error, path) from error
    return path.name, found.st_size, found.st_mtime_ns
