"""Several commands of `inkling-train` in one process, since a backend takes seconds to start.

Run as `python -m tests.trainer.backends.steps COMMANDS`, a JSON list of lists of words. A line stands before
what each command prints, so that `outputs` can tell them apart; "losses FOLDER" prints a run's first losses.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.trainer.conftest import TINY_SETTINGS

# The backends draw different random numbers, so that nothing is dropped.
SETTINGS = [*TINY_SETTINGS, "model.dropout=0.0", "training.candidates=64", "training.validate_every=2400"]
_BETWEEN = "=== next ==="


def as_options(settings: list[str]) -> list[str]:
    """Settings as words of a command."""
    return [word for setting in settings for word in ("--set", setting)]


def first_losses(folder: Path, steps: int = 3) -> list[float]:
    """The training losses of a run's first steps, from its own settings and token files."""
    import keras

    from trainer.backend import start_backend
    from trainer.fitting.run import Run
    from trainer.tasks import make_task

    run = Run(folder)
    preset = run.preset()
    task = make_task(preset, run.dataset(), start_backend(preset.training.towers))
    # What a batch is told apart from differs between towers.
    optimizer = keras.optimizers.Adam(preset.training.learning_rate)
    task.objective.compile(optimizer=optimizer, jit_compile=keras.backend.backend() == "jax")
    optimizer.build(task.objective.trainable_variables)
    batches = (task.batch(step) for step in range(steps))
    return [float(task.objective.train_on_batch(batch, return_dict=True)["loss"]) for batch in batches]


def outputs(commands: list[list[str]], environment: dict[str, str]) -> list[str]:
    """What each command prints, in one new process; fails where one of them does."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.trainer.backends.steps", json.dumps(commands)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-3000:]
    return process.stdout.split(f"{_BETWEEN}\n")[1:]


def main() -> None:
    """Run the commands."""
    from trainer import cli

    for name, *words in json.loads(sys.argv[1]):
        print(_BETWEEN, flush=True)
        if name == "losses":
            print(json.dumps(first_losses(Path(words[0]))))
            continue
        cli.app([name, *words], standalone_mode=False)


if __name__ == "__main__":
    main()
