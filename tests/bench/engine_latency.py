"""How fast the engine is, without a window: `python -m tests.bench.engine_latency --model FOLDER`.

One inference thread. A writer types a passage, letter by letter, at the end of a text of 200,000 words and in
its middle, as the editor would ask: 20,000 characters before the cursor, 2,000 after it. Each letter's time
goes from the request to the finished suggestions. As in the editor, the place is read ahead and the story
around it is remembered before the first letter; for comparison, the passage is typed without memory, at a
place that the first letter has to read.
"""

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from tests.engine.tiny_story import STORY

WORDS = 200_000
BEFORE, AFTER = 20_000, 2_000
EARLIER, LATER = 28_000, 5_000
PASSAGE = """

It was late when she opened the door and walked down to the water. The old sailor was there before her, \
as he always was, mending a net that nobody would ever use again. She sat down beside him on the stones. \
"You knew my father," she said, and he nodded, but he did not look up from his hands. The tide was going \
out, and far away a light moved slowly along the edge of the sea. "I knew him," he said at last. "I'd \
have told you, if you had asked me."\
"""
STORY_WORDS = 500


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--provider", default="cpu")
    parser.add_argument("--precision", type=float, default=SuggestSettings().precision)
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    engine = Engine.load(options.model or default_model(), options.provider, threads=1)
    print(f"load                {(time.perf_counter() - started) * 1000:7.1f} ms")
    settings = SuggestSettings(precision=options.precision)
    text = long_text(WORDS)
    middle = text.index("\n\n", len(text) // 2)
    places = (("end", len(text), ""), ("middle", middle, text[middle:]))
    for remember in (True, False):
        for name, place, right in places:
            engine.forget()
            engine.turn_to(name, remember)
            if remember:
                read_around(engine, text[:place], right)
            times, shown = type_passage(engine, text[:place], right[:AFTER], settings)
            p50, p95, p99 = np.percentile(times, [50, 95, 99])
            print(
                f"suggest, {name:6} {'' if remember else 'no memory':9} "
                f"p50 {p50:5.2f} ms, p95 {p95:5.2f} ms, p99 {p99:5.2f} ms, "
                f"first {times[0]:5.2f} ms, most {max(times):5.2f} ms; a ghost for {shown:.0%} of the letters"
            )
    engine.turn_to("end")
    read_around(engine, text, "")
    for words in (100, STORY_WORDS):
        rate, first = continue_rate(engine, text[-BEFORE:], words)
        print(f"continue, {words} words {rate:6.0f} words/s, first words after {first:.1f} ms")


def read_around(engine: Engine, left: str, right: str) -> None:
    """Read the story around a place, as the editor lets the engine do while the cursor rests."""
    started = time.perf_counter()
    engine.prepare(
        left[-BEFORE:], right[:AFTER], left[-BEFORE - EARLIER : -BEFORE], right[AFTER : AFTER + LATER]
    )
    seconds = time.perf_counter() - started
    print(f"read ahead          {seconds:7.2f} s, in pieces; remembers {engine.remembered_words:,} words")


def long_text(words: int) -> str:
    """A text of so many words: sentences of a little story in random order, in paragraphs."""
    chooser = random.Random(11)
    sentences = STORY.replace("\n", " ").split(". ")
    parts: list[str] = []
    count = 0
    while count < words:
        sentence = chooser.choice(sentences)
        count += len(sentence.split())
        parts.append(sentence + chooser.choice([". ", ". ", ". ", ".\n\n"]))
    return "".join(parts)


def type_passage(
    engine: Engine, left: str, right: str, settings: SuggestSettings
) -> tuple[list[float], float]:
    """Milliseconds for each letter of the passage, and the share of letters with a ghost."""
    times, shown = [], 0
    for end in range(1, len(PASSAGE) + 1):
        before = (left + PASSAGE[:end])[-BEFORE:]
        started = time.perf_counter()
        shown += bool(engine.suggest(before, right, settings))
        times.append((time.perf_counter() - started) * 1000)
    return times, shown / len(PASSAGE)


def continue_rate(engine: Engine, left: str, words: int) -> tuple[float, float]:
    """Words per second of a continuation, and milliseconds to its first piece."""
    started = time.perf_counter()
    pieces, first = [], 0.0
    for piece in engine.continue_story(left, "", ContinueSettings(words=words, seed=1)):
        first = first or (time.perf_counter() - started) * 1000
        pieces.append(piece)
    return len("".join(pieces).split()) / (time.perf_counter() - started), first


if __name__ == "__main__":
    main()
