"""What the workers of a training must have in common, compared before it begins."""

import dataclasses
from pathlib import Path
from typing import Any

from trainer.backend import towers_of
from trainer.corpus.dataset import DATA_FILE
from trainer.corpus.fingerprint import content_fingerprint
from trainer.errors import WorkersError
from trainer.settings import Preset, flat
from trainer.workers.meeting import Meeting


def agree(
    meeting: Meeting,
    preset: Preset,
    data: Path,
    resume: bool,
    bundle: Path | None,
    minutes: float | None = None,
) -> None:
    """Compare what this worker is about to do with what the others are.

    Args:
        meeting: of all workers.
        preset: the settings.
        data: folder of the prepared texts.
        resume: whether the worker goes on from a checkpoint.
        bundle: the bundle that it goes on from.
        minutes: how long it may take.

    Raises:
        WorkersError: two workers differ.
    """
    training = dataclasses.replace(preset.training, towers=towers_of(preset.training.towers))
    facts = {
        "settings": dataclasses.asdict(dataclasses.replace(preset, training=training)),
        # What else lies there tells when the files were written, too.
        "texts": content_fingerprint(sorted(path for path in data.iterdir() if path.name != DATA_FILE)),
        "resume": resume,
        "minutes": minutes,
        "bundle": content_fingerprint([bundle / "config.json"]) if bundle else None,
    }
    told = meeting.exchange(facts)
    for address, others in zip(meeting.addresses[1:], told[1:], strict=True):
        _compare(meeting.addresses[0], told[0], address, others)


def _compare(first: str, expected: dict[str, Any], address: str, found: dict[str, Any]) -> None:
    if expected["resume"] != found["resume"]:
        going_on, anew = (first, address) if expected["resume"] else (address, first)
        raise WorkersError(
            f"Worker {going_on} goes on with a run but {anew} starts a new one; give all workers --resume or "
            "none."
        )
    if expected["minutes"] != found["minutes"]:
        raise WorkersError(f"Workers {first} and {address} have different --minutes; give all the same.")
    settings = dict(flat(found["settings"]))
    for name, value in flat(expected["settings"]):
        if settings.get(name) != value:
            raise WorkersError(
                f"{name} is {value} at worker {first} but {settings.get(name)} at {address}; give all "
                "workers the same --preset and --set."
            )
    if expected["texts"] != found["texts"]:
        raise WorkersError(
            f"The texts of worker {address} came out different from those of {first}; give both the same "
            "files, under the same names and in the same order."
        )
    if expected["bundle"] != found["bundle"]:
        raise WorkersError(
            f"Workers {first} and {address} go on from different bundles; give all workers the same --from."
        )
