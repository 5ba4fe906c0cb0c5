"""How fast the flagship trains, and what bounds it: `python -m tests.bench.training.speed`.

With KERAS_BACKEND=torch the kernels are PyTorch's. First the same model, batch and window, each way in a
process of its own, one after the other: Keras's own layers in float32 with the threads as they come, then the
CPU kernels in float32 and in bfloat16.
Then the kernels in bfloat16 with 2,048 candidates instead of the whole vocabulary, and with other batches.
Last, what the matrix products alone would allow: the rate that this CPU reaches in large bfloat16 products on
all cores, over the operations that a token takes; that one always with TensorFlow.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time

STEPS, WARM_UP = 20, 3
WAYS = ("keras float32", "kernels float32", "kernels bfloat16")
CANDIDATES = 2048
# Streams, windows and candidates (0: the whole vocabulary).
BATCHES = ((64, 64, CANDIDATES), (32, 64, 0), (128, 32, 0), (128, 64, 0), (256, 64, 0), (128, 32, CANDIDATES))


def main() -> None:
    """Measure and print; or, in a process of its own, measure one way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--way", choices=(*WAYS, "products"), help=argparse.SUPPRESS)
    parser.add_argument("--batch", type=int, nargs=2, default=(64, 64), help=argparse.SUPPRESS)
    parser.add_argument("--candidates", type=int, default=0, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        found = (
            products()
            if arguments.way == "products"
            else measure(arguments.way, (arguments.batch[0], arguments.batch[1]), arguments.candidates)
        )
        print(json.dumps(found))
        return
    first = 0.0
    for way in WAYS:
        rate = in_own_process("--way", way)
        first = first or rate
        print(f"{way:18} {rate:7,.0f} tokens/s, {rate / first:.2f} times the first", flush=True)
    for streams, window, candidates in BATCHES:
        batch = ("--batch", str(streams), str(window), "--candidates", str(candidates))
        rate = in_own_process("--way", WAYS[-1], *batch)
        against = f"{candidates} candidates" if candidates else "the whole vocabulary"
        print(f"{WAYS[-1]}, {streams} streams of {window}, {against}: {rate:7,.0f} tokens/s", flush=True)
    operations, peak = operations_a_token(), in_own_process("--way", "products")
    print(
        f"A token takes {operations / 1e6:.1f} million operations in matrix products; large products in "
        f"bfloat16 reach {peak / 1e9:.0f} GFLOP/s here, which would allow {peak / operations:,.0f} tokens/s."
    )


def in_own_process(*arguments: str) -> float:
    """Run this module with these arguments and read the figure it prints last."""
    command = [sys.executable, "-m", "tests.bench.training.speed", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def measure(way: str, batch_shape: tuple[int, int], candidates: int) -> float:
    """Tokens per second, from the median step; the next batch is made meanwhile, so it is not counted."""
    import numpy as np

    from trainer.backend import Backend, start_backend
    from trainer.settings import load_preset

    backend = Backend(None, 1, way) if way == WAYS[0] else start_backend()
    import keras

    from trainer.batches.candidates import Candidates
    from trainer.batches.cursor_batches import TokenStreams
    from trainer.model.gap_objective import GapObjective
    from trainer.tasks import build_model

    streams, window = batch_shape
    preset = load_preset("flagship")
    vocabulary = preset.corpus.vocabulary_size
    # As often as words are (Zipf), since a batch's own tokens are among the candidates.
    shares = 1.0 / np.arange(3, vocabulary + 2)
    tokens = np.random.default_rng(0).choice(vocabulary - 1, 2_000_000, p=shares / shares.sum()) + 1
    tokens = tokens.astype(np.uint16)
    text = TokenStreams(tokens, streams, window, preset.training.both_sides, 0, 1)
    objective = GapObjective(
        build_model(preset, vocabulary),
        streams,
        text.rows_with_right,
        backend.towers,
        backend.kernels,
        way.split()[1],
    )
    objective.compile(optimizer=keras.optimizers.Adam(1e-3, global_clipnorm=1.0), jit_compile=False)
    counts, targets = np.bincount(tokens, minlength=vocabulary), streams * window // backend.towers
    draw = Candidates(counts, candidates, targets, backend.towers, 1).draw
    times = []
    for step in range(WARM_UP + STEPS):
        streams_batch = text.batch(step)
        batch = streams_batch.__dict__ | (draw(streams_batch, step) if candidates else {})
        started = time.perf_counter()
        objective.train_on_batch(batch)
        times.append(time.perf_counter() - started)
    return streams * window / statistics.median(times[WARM_UP:])


def operations_a_token() -> float:
    """Multiplications and additions in matrix products that one token of the flagship's training takes.

    Forwards each weight is used once, and twice backwards; half of the streams have a backward direction.
    """
    from trainer.settings import load_preset

    preset = load_preset("flagship")
    size, units = preset.model.embedding, preset.model.units
    first, upper = 4 * units * (size + units), 4 * units * (units + units) * (preset.model.forward_layers - 1)
    backward = preset.training.both_sides * first
    head = units * size + 2 * units * units + units * size
    output = size * preset.corpus.vocabulary_size
    return 6.0 * (first + upper + backward + head + output)


def products() -> float:
    """Operations per second in bfloat16 products of 2,048 x 512 by 512 x 2,048, one on each core."""
    from trainer.backend import start_backend

    backend = start_backend()
    import tensorflow as tf

    rows, inner, columns, repeats = 2048, 512, 2048, 20

    @tf.function
    def run(left: list[tf.Tensor], right: tf.Tensor) -> tf.Tensor:
        sums = []
        for rows_of_core in left:
            total = tf.zeros((), tf.bfloat16)
            for _ in range(repeats):
                # Each product needs the one before, lest TensorFlow compute it once only.
                total = tf.matmul(rows_of_core + total * 1e-9, right)[0, 0]
            sums.append(total)
        return tf.add_n(sums)

    right = tf.cast(tf.random.normal((inner, columns)), tf.bfloat16)
    left = [tf.cast(tf.random.normal((rows, inner)), tf.bfloat16) for _ in range(backend.towers)]
    times = []
    for _ in range(WARM_UP + STEPS):
        started = time.perf_counter()
        run(left, right).numpy()
        times.append(time.perf_counter() - started)
    return 2.0 * rows * inner * columns * repeats * len(left) / statistics.median(times[WARM_UP:])


if __name__ == "__main__":
    main()
