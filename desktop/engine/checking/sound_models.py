"""The file that remembers which models have been tried and found sound, so that they start at once."""

import hashlib
import json
import logging
import os
import platform
import stat
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import parse_json
from desktop.engine.files.reading import read_file
from desktop.engine.folders import cache_folder

log = logging.getLogger("inkling")

FILE = "sound-models.json"
MOST_REMEMBERED = 50
_MOST_BYTES = 1 << 20
# What runs a model: with another version of it, the model is tried again.
_PACKAGES = ("inkling-desk", "onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "tokenizers", "numpy")
_found_here: set[str] = set()  # in this run, where the file cannot be written


def is_known_sound(bundle: Bundle) -> bool:
    """Whether a model with these very contents was found sound on this machine."""
    key = _key(bundle)
    return key in _found_here or key in _read()


def know_sound(bundle: Bundle) -> None:
    """Take a model for sound in this run."""
    _found_here.add(_key(bundle))


def remember_sound(bundle: Bundle) -> None:
    """Keep that a model was found sound; where that is impossible, each run tries it once."""
    know_sound(bundle)
    key = _key(bundle)
    entries = [*(entry for entry in _read() if entry != key), key][-MOST_REMEMBERED:]
    path = _path()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, json.dumps(entries, indent=1).encode())
        path.chmod(0o600)
    except OSError as error:
        log.info("What models were tried cannot be kept: %s", error)


def _key(bundle: Bundle) -> str:
    facts = [bundle.fingerprint, platform.platform(), *(_version(package) for package in _PACKAGES)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and hardly ever needed

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _path() -> Path:
    return cache_folder() / FILE


def _read() -> list[str]:
    """All entries, the oldest first; none where the file is not ours alone, or is damaged."""
    try:
        data, facts = read_file(_path(), _MOST_BYTES)
        if not _is_private(facts):
            return []
        entries = parse_json(data)
    except (OSError, ValueError):
        return []
    return [entry for entry in entries if isinstance(entry, str)] if isinstance(entries, list) else []


def _is_private(status: os.stat_result) -> bool:
    """Whether nobody else can have written a file: a model's word for itself is worth nothing."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )
