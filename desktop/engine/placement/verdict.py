"""Which provider is the fastest for a model on this machine, and the file that remembers it."""

import hashlib
import json
import logging
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from desktop.engine.devices.device import Device
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import NONSENSE, figure, read_entries, whole
from desktop.engine.folders import cache_folder

log = logging.getLogger("inkling")

FILE = "providers.json"
# Models and versions come and go; the oldest is measured again if it comes back.
MOST_REMEMBERED = 20
_LONGEST_BYTES = 1 << 20


@dataclass(frozen=True)
class Circumstances:
    """What a measurement holds for; when any of it changes, it is made anew.

    Attributes:
        bundle: `Bundle.fingerprint` of the model.
        runtime: ONNX Runtime's version.
        providers: The offered providers, keys of `desktop.engine.devices.provider.PROVIDERS`.
        graphics: The graphics cards of the machine.
        threads: Threads of the CPU.
    """

    bundle: str
    runtime: str
    providers: tuple[str, ...]
    graphics: tuple[str, ...]
    threads: int

    @property
    def key(self) -> str:
        """A short name for these circumstances."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Figures:
    """What a provider takes for the work of the desk; medians.

    Attributes:
        device: What was measured.
        suggestion_ms: Milliseconds for the model steps of one suggestion.
        words_per_second: Of a continuation; 0 if the model had nothing to say.
    """

    device: Device
    suggestion_ms: float
    words_per_second: float

    def __str__(self) -> str:
        return f"{self.device}: {self.suggestion_ms:.1f} ms a suggestion, {self.words_per_second:.0f} words/s"

    def beside(self, other: "Figures") -> float:
        """How much of another's time it takes: 0.5 is twice as fast. Both kinds of work count alike."""
        suggestion = self.suggestion_ms / other.suggestion_ms
        can_compare = self.words_per_second and other.words_per_second
        continuation = other.words_per_second / self.words_per_second if can_compare else suggestion
        return math.sqrt(suggestion * continuation)


@dataclass(frozen=True)
class Verdict:
    """What was measured, and what comes of it.

    Attributes:
        fastest: The provider to use.
        figures: By provider, in the order they are to be shown.
        failures: By provider, why it could not be measured.
    """

    fastest: str
    figures: dict[str, Figures] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def remembered(circumstances: Circumstances) -> Verdict | None:
    """The verdict for these circumstances, if there is one."""
    entry = _read().get(circumstances.key)
    try:
        return None if entry is None else _verdict(entry)
    except NONSENSE:
        log.info("The providers are measured anew, since %s is damaged.", _path())
        return None


def remember(circumstances: Circumstances, verdict: Verdict) -> None:
    """Keep a verdict for later starts; where that is impossible, they measure again."""
    entries = _read()
    entries.pop(circumstances.key, None)
    entries[circumstances.key] = {"circumstances": asdict(circumstances)} | asdict(verdict)
    _write(dict(list(entries.items())[-MOST_REMEMBERED:]))


def forget(circumstances: Circumstances) -> None:
    """Drop a verdict that has turned out wrong."""
    entries = _read()
    if entries.pop(circumstances.key, None) is not None:
        _write(entries)


def _path() -> Path:
    return cache_folder() / FILE


def _read() -> dict[str, Any]:
    """All entries, the oldest first; none where the file is not there or is damaged."""
    return read_entries(_path(), _LONGEST_BYTES)


def _write(entries: Mapping[str, Any]) -> None:
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        write_atomically(_path(), json.dumps(entries, indent=1, ensure_ascii=False).encode())
    except OSError as error:
        log.info("What was measured cannot be kept: %s", error)


def _verdict(entry: Any) -> Verdict:
    figures = {
        provider: Figures(
            _device(values["device"]),
            figure(values["suggestion_ms"]),
            figure(values["words_per_second"]),
        )
        for provider, values in entry["figures"].items()
    }
    failures = {str(provider): str(reason) for provider, reason in entry["failures"].items()}
    return Verdict(str(entry["fastest"]), figures, failures)


def _device(entry: Any) -> Device:
    return Device(str(entry["provider"]), str(entry["name"]), whole(entry["threads"]))
