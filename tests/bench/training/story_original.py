"""The preset `story` against its original, as published.

    python -m tests.bench.training.story_original STORIES.txt

The original lower-cases the text and drops its marks, makes every beginning of every line a sample of its
own, pads all of them in front to the longest line, and turns the targets into one-hot rows; Keras's `fit`
does the rest. Both have the same network. Each trains in a process of its own for so many epochs; what is
compared is the time of an epoch and the most memory held. The original is not part of the trainer.
"""

import argparse
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

MARKS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t'


def main() -> None:
    """Measure both and print; or, in a process of its own, train the original."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("stories", type=Path, help="text file, a story or paragraph a line")
    parser.add_argument("--epochs", type=int, default=2, help="epochs of each (default 2)")
    parser.add_argument("--original", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.original:
        print(json.dumps(train_original(arguments.stories, arguments.epochs)))
        return
    print("| system | samples | time of an epoch | most memory | accuracy after the last epoch |")
    print("|---|---:|---:|---:|---:|", flush=True)
    for name, measure in (("original", original), ("preset `story`", preset)):
        found = measure(arguments.stories, arguments.epochs)
        print(
            f"| {name} | {found['samples']:,} | {found['seconds']:,.0f} s | {found['megabytes']:,.0f} MB "
            f"| {found['accuracy']:.1%} |",
            flush=True,
        )


def original(stories: Path, epochs: int) -> dict[str, Any]:
    """Train the original in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.training.story_original", str(stories), "--original"]
    done = subprocess.run([*command, "--epochs", str(epochs)], stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def train_original(stories: Path, epochs: int) -> dict[str, Any]:
    """The system as published: Embedding 300, BiLSTM 200, dropout 0.2, LSTM 100, relu, softmax."""
    import keras
    import numpy as np

    text = stories.read_text(encoding="utf-8").lower().translate({ord(mark): " " for mark in MARKS})
    lines = [line.split() for line in text.split("\n")]
    words = sorted({word for line in lines for word in line})
    number = {word: n for n, word in enumerate(words, 1)}
    size = len(words) + 1
    longest = max(map(len, lines))
    beginnings = [line[:end] for line in lines for end in range(2, len(line) + 1)]
    padded = np.zeros((len(beginnings), longest), np.int32)
    for row, beginning in zip(padded, beginnings, strict=True):
        row[longest - len(beginning) :] = [number[word] for word in beginning]
    samples, labels = padded[:, :-1], keras.utils.to_categorical(padded[:, -1], num_classes=size)
    model = keras.Sequential(
        [
            keras.layers.Embedding(size, 300),
            keras.layers.Bidirectional(keras.layers.LSTM(200, return_sequences=True)),
            keras.layers.Dropout(0.2),
            keras.layers.LSTM(100),
            keras.layers.Dense(size // 2, activation="relu", kernel_regularizer=keras.regularizers.l2(0.001)),
            keras.layers.Dense(size, activation="softmax"),
        ]
    )
    model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    seconds = []

    class Clock(keras.callbacks.Callback):
        """Times the epochs."""

        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            seconds.append(-time.perf_counter())

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            seconds[-1] += time.perf_counter()

    history = model.fit(samples, labels, epochs=epochs, verbose=0, callbacks=[Clock()])
    return {
        "samples": len(samples),
        "seconds": statistics.median(seconds),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "accuracy": history.history["accuracy"][-1],
    }


def preset(stories: Path, epochs: int) -> dict[str, Any]:
    """Train with the preset, through the command of a user."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        command = [sys.executable, "-m", "trainer.cli", "fit", str(stories), "--out", str(out)]
        command += ["--preset", "story", "--set", f"training.epochs={epochs}.0"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit("The preset's training failed; see above.")
        with (out / "history.csv").open() as file:
            rows = list(csv.DictReader(file))
        samples = int(rows[-1]["tokens"]) // epochs
    return {
        "samples": samples,
        "seconds": float(rows[-1]["seconds"]) / epochs,
        "megabytes": usage.ru_maxrss / 1024,
        "accuracy": float(rows[-1]["train_accuracy"]),
    }


if __name__ == "__main__":
    main()
