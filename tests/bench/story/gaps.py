"""What the memory of what stands behind the cursor brings: `python -m tests.bench.story.gaps TEXT`.

Words are missing in mid-paragraph, as `inkling measure` leaves them out, and the model tells them one after
the other with the text after them in sight. What it learned of the story's manner counts in no row.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from desktop.engine.bundles.finding import default_model
from desktop.engine.decoding.typography import for_model
from desktop.engine.documents.documents import read_document
from desktop.engine.engine import Engine
from desktop.engine.measuring.measure_places import LeftContext, Stretch, choose_gaps, documents_of
from desktop.engine.model.model import softmax
from desktop.engine.story.manner import Manner

TOLD = 25  # gaps


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("text", type=Path, help="documents, parted by lines with a form feed")
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--words", type=int, default=2000, help="words that are missing, in all gaps")
    parser.add_argument("--seed", type=int, default=3, help="chooses the gaps")
    options = parser.parse_args(arguments)
    engine = Engine.load(options.model or default_model(), "cpu")
    assert engine._story is not None
    engine._story.manner = Manner(None)
    gaps = choose_gaps(documents_of(read_document(options.text).text), options.words, options.seed)
    losses: dict[str, float] = {}
    tokens = 0
    for number, gap in enumerate(gaps, 1):
        found, length = measure(engine, gap)
        tokens += length
        for name, loss in found.items():
            losses[name] = losses.get(name, 0.0) + loss
        if number % TOLD == 0 or number == len(gaps):
            told = "; ".join(f"{name}: {np.exp(loss / tokens):.2f}" for name, loss in losses.items())
            print(f"{number} gaps, {tokens:,} tokens, perplexity a token: {told}", flush=True)


def measure(engine: Engine, gap: Stretch) -> tuple[dict[str, float], int]:
    """The loss of a gap's words in nats, by what is remembered, and how many tokens they are."""
    left = LeftContext(gap.document).before(gap.start)
    earlier = gap.document[: gap.start - len(left)]
    missing = gap.document[gap.start : gap.end]
    usual = engine.calibration.memory
    engine.turn_to(gap.document)
    found = {}
    for name, behind, later, settings in (
        ("what stands before", "", "", replace(usual, behind=0.0)),
        ("what stands behind, too", gap.right, gap.later, replace(usual, behind=0.0)),
        ("the same, trusted more in gaps", gap.right, gap.later, usual),
    ):
        engine.weigh_memory(settings)
        engine.prepare(left, behind, earlier, later)
        found[name], length = loss_of(engine, left, missing, gap.right)
    engine.weigh_memory(usual)
    return found, length


def loss_of(engine: Engine, left: str, missing: str, right: str) -> tuple[float, int]:
    """The loss of words between two texts, told one after the other; and how many tokens they are."""
    cursor = engine._context.cursor(*for_model(left, right))
    written = cursor.prefix[: cursor.standing].decode() + for_model(missing, "")[0]
    tokens = engine.vocabulary.encode(written)
    loss, logits, state = 0.0, cursor.logits[None], cursor.state
    for token in tokens:
        loss -= float(np.log(softmax(logits)[0, token]))
        logits, state = engine._model.advance(state, [token])
    return loss, len(tokens)


if __name__ == "__main__":
    main()
