"""How fast the flagship trains: `python -m tests.bench.training_speed`.

The same model, batch and window, each way in a process of its own, one after the other: Keras's own layers in
float32 with TensorFlow's threads as they come, then the CPU kernels in float32 and in bfloat16.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time

STEPS, WARM_UP = 20, 3
WAYS = ("keras float32", "kernels float32", "kernels bfloat16")


def main() -> None:
    """Measure and print; or, in a process of its own, measure one way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    way = parser.parse_args().way
    if way:
        print(json.dumps(measure(way)))
        return
    rates = {}
    for name in WAYS:
        command = [sys.executable, "-m", "tests.bench.training_speed", "--way", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        rates[name] = json.loads(done.stdout.splitlines()[-1])
        print(f"{name:18} {rates[name]:7,.0f} tokens/s, {rates[name] / rates[WAYS[0]]:.2f} times the first")


def measure(way: str) -> float:
    """Tokens per second, from the median step."""
    import numpy as np

    from trainer.backend import Backend, start_backend
    from trainer.settings import load_preset

    backend = Backend(None, 1, way) if way == WAYS[0] else start_backend()
    import keras

    from trainer.batches import TokenStreams
    from trainer.fit import build_model
    from trainer.model.gap_objective import GapObjective

    preset = load_preset("flagship")
    training, vocabulary = preset.training, preset.corpus.vocabulary_size
    tokens = np.random.default_rng(0).integers(1, vocabulary, 500_000).astype(np.uint16)
    streams = TokenStreams(tokens, training.streams, training.window, training.both_sides, 0, 1)
    objective = GapObjective(
        build_model(preset, vocabulary),
        training.streams,
        streams.rows_with_right,
        backend.towers,
        backend.kernels,
        way.split()[1],
    )
    objective.compile(optimizer=keras.optimizers.Adam(1e-3, global_clipnorm=1.0), jit_compile=False)
    times = []
    for step in range(WARM_UP + STEPS):
        batch = streams.batch(step).__dict__
        started = time.perf_counter()
        objective.train_on_batch(batch)
        times.append(time.perf_counter() - started)
    return training.streams * training.window / statistics.median(times[WARM_UP:])


if __name__ == "__main__":
    main()
