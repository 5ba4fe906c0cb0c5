"""How training on several machines scales, and what very large texts would take.

Run by `python -m tests.bench.training.scaling`. Measured, each in processes of its own, one after the other:

- the rate, in tokens a second, of one process with a tower on each core of this machine: the flagship's
  model, batch and window; and of one process with one tower;
- the rate of two workers with one tower each, over loopback, each with a batch of that size: what averaging
  the gradients costs where the network is the machine's own memory;
- the time of an all-reduce between two workers alone, by size. The smallest one tells the latency of a
  message; what the largest one takes besides tells the time that TensorFlow and gRPC need for a byte, however
  fast the network is.

A ring of N workers sends 2 (N - 1) messages one after the other, each of 1/N of the G bytes of gradients. So
a step, in which each of N machines reads B tokens, takes

    seconds(N) = B / rate + 2 (N - 1) (latency + G / N * max(1 / network, byte))

where `network` is in bytes a second, and N machines read N B / seconds(N) tokens a second. Nothing else goes
on while they average. The first table holds the formula to what the two workers measured.

What it leaves out: validation, machines that break down, and that beyond some size a larger batch needs more
tokens for the same loss (McCandlish and others, "An Empirical Model of Large-Batch Training", 2018).
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

STEPS, WARM_UP = 20, 3
SIZES = (4, 4 << 10, 256 << 10, 4 << 20, 32 << 20)
MACHINES = (1, 2, 8, 32, 128)
# Bytes a second.
NETWORKS = {"1 Gbit/s": 0.125e9, "10 Gbit/s": 1.25e9, "100 Gbit/s": 12.5e9}
WORDS = {"a billion words": 1e9, "a trillion words": 1e12}
# Of the flagship's tokenizer in its own training text, novels and stories above all.
TOKENS_A_WORD = 1.46
DAY, YEAR = 86_400.0, 365.25 * 86_400.0


@dataclass(frozen=True)
class Constants:
    """What was measured.

    Attributes:
        batch: tokens that a machine reads in a step.
        gradients: bytes of all gradients.
        latency: seconds of a message between two workers, whatever its size.
        byte: seconds that a byte of it takes besides.
    """

    batch: int
    gradients: int
    latency: float
    byte: float

    def tokens_a_second(self, rate: float, machines: int, network: float) -> float:
        """Of all machines together, each of which reads `rate` tokens a second alone."""
        message = self.latency + self.gradients / machines * max(1.0 / network, self.byte)
        return machines * self.batch / (self.batch / rate + 2 * (machines - 1) * message)


def main() -> None:
    """Measure and print; or, in a process of its own, measure one thing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--preset", default="flagship", help="whose model is trained")
    parser.add_argument("--set", action="append", default=[], help="change a setting, as fit takes it")
    parser.add_argument("--steps", type=int, default=STEPS, help="to measure each time over")
    parser.add_argument("--part", choices=("steps", "reduce"), help=argparse.SUPPRESS)
    parser.add_argument("--towers", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--workers", help=argparse.SUPPRESS)
    parser.add_argument("--worker", type=int, default=0, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        found = measure_steps(arguments) if arguments.part == "steps" else measure_reduce(arguments)
        print(json.dumps(found))
        return
    common = ["--preset", arguments.preset, "--steps", str(arguments.steps)]
    common += [word for setting in arguments.set for word in ("--set", setting)]
    (machine,) = in_own_processes(1, "--part", "steps", "--towers", "0", *common)
    (tower,) = in_own_processes(1, "--part", "steps", *common)
    worker, _ = in_own_processes(2, "--part", "steps", *common)
    reduces, _ = in_own_processes(2, "--part", "reduce", *common)
    report(machine, tower, worker, reduces)


def in_own_processes(count: int, *arguments: str) -> list[Any]:
    """Run this module as so many workers and read what each prints last."""
    from tests.trainer.workers.ports import free_addresses

    command = [sys.executable, "-m", "tests.bench.training.scaling", *arguments]
    if count > 1:
        command += ["--workers", ",".join(free_addresses(count))]
    processes = [
        subprocess.Popen([*command, "--worker", str(worker)], stdout=subprocess.PIPE, text=True)
        for worker in range(count)
    ]
    printed = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        raise SystemExit(1)
    return [json.loads(text.splitlines()[-1]) for text in printed]


def start(arguments: argparse.Namespace) -> Any:
    """The backend of one worker, or of a process alone."""
    from trainer.backend import start_backend
    from trainer.workers.meeting import Meeting

    if not arguments.workers:
        return start_backend(arguments.towers)
    with Meeting(arguments.workers.split(","), arguments.worker) as meeting:
        return start_backend(arguments.towers, meeting)


def measure_steps(arguments: argparse.Namespace) -> dict[str, float]:
    """The median step: seconds, tokens read by this worker, and bytes of gradients."""
    import numpy as np

    from trainer.settings import load_preset, override

    backend = start(arguments)
    import keras

    from trainer.batches.cursor_batches import TokenStreams
    from trainer.model.gap_objective import GapObjective
    from trainer.tasks import build_model

    preset = override(load_preset(arguments.preset), arguments.set)
    training, vocabulary = preset.training, preset.corpus.vocabulary_size
    tokens = np.random.default_rng(0).integers(1, vocabulary, 500_000).astype(np.uint16)
    text = TokenStreams(tokens, training.streams, training.window, training.both_sides, 0, 1)
    model = build_model(preset, vocabulary)
    objective = GapObjective(
        model, training.streams, text.rows_with_right, backend.towers, backend.kernels, training.precision
    )
    optimizer = backend.workers.averaging(keras.optimizers.Adam)(1e-3, global_clipnorm=1.0)
    objective.compile(optimizer=optimizer, jit_compile=False)
    times = []
    for step in range(WARM_UP + arguments.steps):
        batch = vars(text.batch(step))
        started = time.perf_counter()
        logs = objective.train_on_batch(batch, return_dict=True)
        backend.workers.means([float(logs["loss"]), 0.0, 0.0])
        times.append(time.perf_counter() - started)
    return {
        "seconds": statistics.median(times[WARM_UP:]),
        "tokens": training.streams * training.window,
        "gradients": 4 * sum(int(np.prod(weight.shape)) for weight in model.trainable_variables),
    }


class Kept:
    """Stands for an optimiser: keeps what it is to apply."""

    def apply(self, gradients: list[Any], variables: Any = None) -> None:
        self.gradients = gradients


def measure_reduce(arguments: argparse.Namespace) -> list[tuple[int, float]]:
    """The median time of averaging, in seconds, by the bytes of the gradients."""
    import numpy as np

    workers = start(arguments).workers
    import tensorflow as tf

    optimizer, found = workers.averaging(Kept)(), []
    for size in SIZES:
        gradients, times = [tf.ones(size // 4)], []
        for _ in range(WARM_UP + arguments.steps):
            started = time.perf_counter()
            optimizer.apply(gradients)
            np.asarray(optimizer.gradients[0])
            times.append(time.perf_counter() - started)
        found.append((size, statistics.median(times[WARM_UP:])))
    return found


def report(
    machine: dict[str, float],
    tower: dict[str, float],
    worker: dict[str, float],
    reduces: list[tuple[int, float]],
) -> None:
    """Print what was measured, and what follows."""
    latency, byte = line(reduces)
    constants = Constants(int(tower["tokens"]), int(tower["gradients"]), latency, byte)
    rate, of_tower = (found["tokens"] / found["seconds"] for found in (machine, tower))
    both = 2 * worker["tokens"] / worker["seconds"]
    print("| measured | |\n|---|---:|")
    print(f"| this machine, one process, all cores | {rate:,.0f} tokens/s |")
    print(f"| one process, one tower | {of_tower:,.0f} tokens/s |")
    print(
        f"| two workers over loopback, one tower each | {both:,.0f} tokens/s, {both / of_tower:.2f} times |"
    )
    predicted = constants.tokens_a_second(of_tower, 2, float("inf"))
    print(f"| the same by the formula | {predicted:,.0f} tokens/s |")
    print(f"| gradients of a step | {constants.gradients / 1e6:.1f} MB |")
    for size, seconds in reduces:
        print(f"| all-reduce of {size:,} bytes between two | {1e3 * seconds:.2f} ms |")
    print(f"| a message, whatever its size | {1e3 * latency:.2f} ms |")
    print(f"| a byte of it | {1e9 * byte:.2f} ns, which is {1e-6 / byte:,.0f} MB/s |")
    print(f"\nMachines like this one, each with {constants.batch:,} tokens a step:\n")
    print("| machines | network | tokens/s | of ideal |", *(f" {name} |" for name in WORDS), sep="")
    print("|---:|---|---:|---:|", "---:|" * len(WORDS), sep="")
    for machines in MACHINES:
        for name, network in NETWORKS.items() if machines > 1 else [("", float("inf"))]:
            speed = constants.tokens_a_second(rate, machines, network)
            times = (f" {spoken(words * TOKENS_A_WORD / speed)} |" for words in WORDS.values())
            print(f"| {machines} | {name} | {speed:,.0f} | {speed / (machines * rate):.0%} |", *times, sep="")


def line(reduces: list[tuple[int, float]]) -> tuple[float, float]:
    """Latency and seconds a byte of one message, from all-reduces between two.

    Between two, an all-reduce is two messages, each of half of the bytes.
    """
    (_, smallest), (size, largest) = reduces[0], reduces[-1]
    return smallest / 2, (largest - smallest) / size


def spoken(seconds: float) -> str:
    """A time in hours, days or years."""
    if seconds < 2 * DAY:
        return f"{seconds / 3600:.1f} hours"
    return f"{seconds / DAY:,.1f} days" if seconds < YEAR else f"{seconds / YEAR:,.1f} years"


if __name__ == "__main__":
    main()
