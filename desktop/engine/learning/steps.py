"""The steps of a training, in their order, each a command of its own and the result that it leaves."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from desktop.engine.files.kept_json import read_json
from desktop.engine.files.this_program import this_program
from desktop.engine.learning.plan import Plan

# Passes over the works, and the rate of learning; see tests/bench/README.md.
EPOCHS = 3.0
# Words that are typed again with each model, to count the keys.
TYPED_WORDS = 800
# Only the perplexity of the whole text is wanted; what words are guessed is asked for some of them.
_FEW_GUESSES = ("--sample", "20")
_DONE = "fitted"  # a file that says so


class Step(Enum):
    """What is done; the value is the name of its result, a file or a folder."""

    KEYS_BEFORE = "keys-before.json"
    BEFORE = "before.json"
    FIT = _DONE
    EXPORT = "model"
    CALIBRATE = "calibrated"
    AFTER = "after.json"
    KEYS_AFTER = "keys-after.json"


@dataclass(frozen=True)
class Task:
    """A step to be done now.

    Attributes:
        step: Which one.
        command: What to run.
        output: A file that its standard output goes to; None if that is of no use.
    """

    step: Step
    command: list[str]
    output: Path | None = None


def next_step(plan: Plan) -> Step | None:
    """The first step that has left no result yet; None if all have."""
    return next((step for step in Step if not (plan.folder / step.value).exists()), None)


def task_of(plan: Plan, step: Step, trainer: Sequence[str]) -> Task:
    """What to run for a step.

    Raises:
        OSError: What it needs cannot be written.
    """
    output = plan.folder / f"{step.value}.part"
    if step in (Step.KEYS_BEFORE, Step.KEYS_AFTER):
        return Task(step, [*this_program(), *_keys(plan, step is Step.KEYS_AFTER)], output)
    if step in (Step.BEFORE, Step.AFTER):
        model = plan.base if step is Step.BEFORE else plan.model
        return Task(step, [*trainer, "evaluate", str(model), str(plan.test), "--json", *_FEW_GUESSES], output)
    if step is Step.FIT:
        return Task(step, [*trainer, *_fit(plan)])
    if step is Step.EXPORT:
        shutil.rmtree(_exported(plan), ignore_errors=True)
        return Task(step, [*trainer, "export", str(plan.run), "--out", str(_exported(plan))])
    # The vocabulary is the same, and so is what probabilities mean, nearly: a little learning changes little.
    return Task(step, [*trainer, "calibrate", str(plan.model), "--like", str(plan.base)])


def finish(plan: Plan, task: Task) -> None:
    """Put the result of a step that has come to its end in its place.

    Raises:
        OSError, ValueError: It has left none.
    """
    result = plan.folder / task.step.value
    if task.output:
        read_json(task.output)
        task.output.replace(result)
    elif task.step is Step.EXPORT:
        _exported(plan).replace(result)
    else:
        result.touch()


def _keys(plan: Plan, is_after: bool) -> list[str]:
    model = plan.model if is_after else plan.base
    command = ["measure", str(model), str(plan.test), "--brief", "--json", "--words", str(TYPED_WORDS)]
    return [*command, "--earlier", str(plan.texts)]


def _fit(plan: Plan) -> list[str]:
    if (plan.run / "last.npz").is_file():
        return ["fit", "--resume", "--out", str(plan.run)]
    settings = {
        "name": json.dumps(f"{plan.base_name}, after my writing", ensure_ascii=False),
        "licence": json.dumps("the writer's own"),
        "training.epochs": str(EPOCHS),
        "training.validate_every": "100_000",
    }
    command = ["fit", str(plan.texts), "--valid", str(plan.valid), "--test", str(plan.test)]
    command += ["--from", str(plan.base), "--out", str(plan.run)]
    for name, value in settings.items():
        command += ["--set", f"{name}={value}"]
    return command


def _exported(plan: Plan) -> Path:
    return plan.folder / f"{Step.EXPORT.value}.part"
