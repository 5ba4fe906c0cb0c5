"""The model on every provider that is offered here: `python -m tests.bench.provider_latency --model FOLDER`.

To be run where there is a graphics card; elsewhere the table has one row, the CPU's. One inference thread.

- operators: how many of the graphs' operators the provider takes; the CPU does the others. ONNX Runtime has
  8-bit LSTMs for the CPU alone, so that a float32 model (`inkling-train export --float32`) is worth a try.
- 1 row, 4 rows: one model step, as reading what is typed takes it, and as the search for suggestions does.
- suggestion: what one key costs, a passage being typed at the end of a long text.
- Continue: a continuation of 500 words.
"""

import argparse
import logging
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from desktop.engine.bundles.finding import default_model
from desktop.engine.decoding.beam import BATCH
from desktop.engine.devices.provider import CPU, PROVIDERS, REAL_RUNTIME
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.model.model import gather
from tests.bench.engine_latency import BEFORE, STORY_WORDS, continue_rate, long_text, type_passage

STEPS = 300
WARM_UP = 20
WORDS = 5_000
COLUMNS = ("operators", "1 row", "4 rows", "suggestion", "Continue")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    folder = parser.parse_args(arguments).model or default_model()
    # What fails to start gets a line in the table.
    logging.getLogger("inkling").setLevel(logging.ERROR)
    print(f"onnxruntime {onnxruntime.__version__}, {folder}; times in ms, p50 / p95")
    print(f"{'':32}" + "".join(f"{title:>18}" for title in COLUMNS))
    for provider in REAL_RUNTIME.offered():
        engine = Engine.load(folder, provider)
        if failure := engine.placement.take_failure():
            print(failure)
            continue
        cells = [taken(engine, provider), *(steps(engine, rows) for rows in (1, BATCH)), *at_work(engine)]
        print(f"{str(engine.placement.device)[:31]:32}" + "".join(f"{cell:>18}" for cell in cells))


def taken(engine: Engine, provider: str) -> str:
    """How many operators the provider takes, of how many; ONNX Runtime can tell that from 1.24 on."""
    execution = PROVIDERS[provider][1]
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.record_ep_graph_assignment_info", "1")
    owners: list[str] = []
    for graph in engine.bundle.config.graphs.values():
        path = str(engine.bundle.path(graph.file))
        session = onnxruntime.InferenceSession(path, options, list(dict.fromkeys([execution, CPU])))
        if not hasattr(session, "get_provider_graph_assignment_info"):
            return "?"
        for part in session.get_provider_graph_assignment_info():
            owners += [part.ep_name] * len(part.get_nodes())
    return f"{owners.count(execution)} of {len(owners)}"


def steps(engine: Engine, rows: int) -> str:
    """The time of a model step with so many rows."""
    text = long_text(200)
    ids = [engine.bundle.config.end, *engine.vocabulary.encode(text)]
    state = gather([(engine.model.start(ids), 0)] * rows)
    times = []
    for number in range(STEPS):
        tokens = [ids[(number + row) % len(ids)] for row in range(rows)]
        started = time.perf_counter()
        _, state = engine.model.advance(state, tokens)
        times.append((time.perf_counter() - started) * 1000)
    return percentiles(times[WARM_UP:])


def at_work(engine: Engine) -> tuple[str, str]:
    """The time of a suggestion, and the rate of a continuation, as the desk asks for them."""
    text = long_text(WORDS)
    engine.turn_to("text")
    engine.prepare(text[-BEFORE:])
    times, _ = type_passage(engine, text, "", SuggestSettings())
    rate, _ = continue_rate(engine, text[-BEFORE:], STORY_WORDS)
    return percentiles(times[WARM_UP:]), f"{rate:.0f} words/s"


def percentiles(times: Sequence[float]) -> str:
    """The median and the 95th percentile."""
    p50, p95 = np.percentile(times, [50, 95])
    return f"{p50:.2f} / {p95:.2f}"


if __name__ == "__main__":
    main()
