"""Our forward LSTM against PyTorch's `nn.LSTM`: `python -m tests.bench.training.torch_speed --torch PYTHON`.

PYTHON is the interpreter of an environment that has PyTorch (`pip install torch`), which the project itself
does not need. Both train a language model of the same sizes on the same batches: vectors, LSTM layers, a
linear layer back to the vectors' size, an output layer tied to the vectors; Adam, the whole gradient's norm
clipped. Each way runs in a process of its own, on all cores this one may use; the rounds take turns, and
medians are compared.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from typing import Any

VOCABULARY, EMBEDDING, UNITS, LAYERS = 8192, 256, 512, 2
STEPS, WARM_UP = 12, 3
OURS = ("inkling float32", "inkling bfloat16")
THEIRS = ("pytorch float32", "pytorch bfloat16")


def main() -> None:
    """Measure and print; or, in a process of its own, measure one way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--torch", default=sys.executable, help="interpreter that has PyTorch")
    parser.add_argument("--streams", type=int, default=64, help="texts side by side (default 64)")
    parser.add_argument("--window", type=int, default=64, help="tokens of a step (default 64)")
    parser.add_argument("--rounds", type=int, default=3, help="processes of each way (default 3)")
    parser.add_argument("--way", choices=(*OURS, *THEIRS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        measure = ours if arguments.way in OURS else theirs
        print(json.dumps(measure(arguments.way.split()[1], arguments.streams, arguments.window)))
        return
    rates: dict[str, list[float]] = {way: [] for way in (*THEIRS, *OURS)}
    for _ in range(arguments.rounds):
        for way, found in rates.items():
            found.append(in_own_process(way, arguments))
    best = max(statistics.median(rates[way]) for way in THEIRS)
    print(f"| {arguments.streams} x {arguments.window} tokens a step | tokens/s | to PyTorch's best |")
    print("|---|---:|---:|")
    for way, found in rates.items():
        rate = statistics.median(found)
        print(f"| {way} | {rate:,.0f} | {rate / best:.2f} |")


def in_own_process(way: str, arguments: argparse.Namespace) -> float:
    """Tokens per second of one way."""
    python = sys.executable if way in OURS else arguments.torch
    # PyTorch's environment does not have this project's packages; the file alone is enough for it.
    command = [python, *(("-m", "tests.bench.training.torch_speed") if way in OURS else (__file__,))]
    command += ["--way", way, "--streams", str(arguments.streams), "--window", str(arguments.window)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def ours(precision: str, streams: int, window: int) -> float:
    """Tokens per second of the trainer's own step."""
    import numpy as np

    from trainer.backend import start_backend

    backend = start_backend()
    import keras

    from trainer.batches.cursor_batches import TokenStreams
    from trainer.model.cursor_model import CursorModel, CursorShape
    from trainer.model.gap_objective import GapObjective

    model = CursorModel(CursorShape(VOCABULARY, EMBEDDING, UNITS, LAYERS, backward=False))
    objective = GapObjective(model, streams, 0, backend.towers, backend.kernels, precision)
    objective.compile(optimizer=keras.optimizers.Adam(1e-3, global_clipnorm=1.0), jit_compile=False)
    tokens = np.random.default_rng(0).integers(1, VOCABULARY, 500_000).astype(np.uint16)
    text = TokenStreams(tokens, streams, window, 0.0, 0, 1)
    batches = iter([text.batch(step).__dict__ for step in range(WARM_UP + STEPS)])
    return rate(lambda: objective.train_on_batch(next(batches)), streams * window)


def theirs(precision: str, streams: int, window: int) -> float:
    """Tokens per second of the usual PyTorch language model."""
    import torch
    from torch import nn

    class LanguageModel(nn.Module):
        """As in PyTorch's own word language model example, with a linear layer before the tied output."""

        def __init__(self) -> None:
            super().__init__()
            self.vectors = nn.Embedding(VOCABULARY, EMBEDDING)
            self.lstm = nn.LSTM(EMBEDDING, UNITS, LAYERS, batch_first=True)
            self.join = nn.Linear(UNITS, EMBEDDING)
            self.output = nn.Linear(EMBEDDING, VOCABULARY, bias=False)
            self.output.weight = self.vectors.weight

        def forward(self, tokens: Any, states: Any) -> Any:
            vectors, states = self.lstm(self.vectors(tokens), states)
            return self.output(self.join(vectors)), states

    torch.set_num_threads(len(os.sched_getaffinity(0)))
    torch.manual_seed(0)
    model = LanguageModel()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    tokens = torch.randint(1, VOCABULARY, (WARM_UP + STEPS, streams, window + 1))
    blank = torch.zeros(LAYERS, streams, UNITS)
    carried = [(blank, blank)]
    steps = iter(tokens)

    def step() -> None:
        ids = next(steps)
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
            logits, states = model(ids[:, :-1], carried[0])
            flat = logits.float().reshape(-1, VOCABULARY)
            loss = nn.functional.cross_entropy(flat, ids[:, 1:].reshape(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        carried[0] = tuple(state.detach().float() for state in states)
        loss.item()

    return rate(step, streams * window)


def rate(step: Any, tokens: int) -> float:
    """Tokens per second, from the median step."""
    times = []
    for _ in range(WARM_UP + STEPS):
        started = time.perf_counter()
        step()
        times.append(time.perf_counter() - started)
    return tokens / statistics.median(times[WARM_UP:])


if __name__ == "__main__":
    main()
