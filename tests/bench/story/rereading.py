"""How long it takes to reread a text, and how many slips are found that were put into it.

    python -m tests.bench.story.rereading TEXT [--words 200000] [--model FOLDER]

TEXT is a plain text that the model has not learned, a paragraph on each line. First it is reread as it is:
the seconds, the time between two looks at whether somebody waits, what stands out; then again behind an edit.
Then, in a copy, words are changed at random: a word into one that writers put for it, a word into another
word of the text, a word said twice. It is told how many of them are found as what.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from desktop.command_options import PROVIDERS
from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import Engine
from desktop.engine.rereading.confusions import confused_with, written_as
from desktop.engine.rereading.rereading import Part, Rereading
from desktop.engine.words import find_words, first_words


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--words", type=int, default=200_000, help="of the text, for the time")
    parser.add_argument("--slips-in", type=int, default=20_000, help="words of the text with slips")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--provider", choices=PROVIDERS, default="cpu")
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8").replace("\f", "")
    engine = Engine.load(options.model or default_model(), options.provider)
    if options.words:
        measure_time(engine, first_words(text, options.words))
    measure_slips(engine, first_words(text, options.slips_in))


def measure_time(engine: Engine, text: str) -> None:
    """Tell how long a text takes."""
    rereading, began = engine.rereading(), time.process_time()
    parts, steps = timed(rereading, text)
    busy = time.process_time() - began
    words, seconds = parts[-1].whole, sum(steps)
    print(f"{words:,} words: {seconds:.1f} s, {seconds / words * 200_000:.1f} s for 200,000")
    print(f"of the processor: {busy:.1f} s, {busy / words * 200_000:.1f} s for 200,000")
    ordered = sorted(steps)
    print(f"between two looks: {ordered[len(ordered) * 99 // 100] * 1000:.0f} ms (99 %)")
    places = Counter(place.kind.value for part in parts for _, place in part.places)
    tinted = Counter(level for part in parts for _, level in part.tints)
    print("places for 200,000:", {kind: round(n / words * 200_000) for kind, n in places.items()})
    print(
        "tinted, of 1,000 words:", {level: round(n / words * 1000, 1) for level, n in sorted(tinted.items())}
    )
    middle = text.index(" ", len(text) // 2)
    _, steps = timed(rereading, text[:middle] + " suddenly" + text[middle:])
    print(f"again behind an edit: {sum(steps):.2f} s")


def timed(rereading: Rereading, text: str) -> tuple[list[Part], list[float]]:
    """What was found, and the seconds of each step."""
    parts, steps, before = [], [], time.perf_counter()
    for part in rereading.read(text):
        now = time.perf_counter()
        steps.append(now - before)
        before = now
        if part:
            parts.append(part)
    return parts, steps


def measure_slips(engine: Engine, text: str) -> None:
    """Tell how many slips are found."""
    changed, slips = with_slips(text, random.Random(5))
    lines = [0]
    for line in changed.split("\n"):
        lines.append(lines[-1] + len(line) + 1)
    found: dict[int, str] = {}
    levels: dict[int, int] = {}
    for part in engine.rereading().read(changed):
        if part:
            found |= {lines[spot.line] + spot.start: place.kind.value for spot, place in part.places}
            levels |= {lines[spot.line] + spot.start: level for spot, level in part.tints}
    for kind in ("confused", "another", "doubled"):
        places = [place for place, what in slips.items() if what == kind]
        as_what = Counter(found.get(place, "nothing") for place in places)
        tinted = sum(levels.get(place, 0) >= 2 for place in places)
        print(f"{kind}: {len(places)} put in; found as {dict(as_what)}; {tinted} tinted well")
    false = sum(kind == "confused" and place not in slips for place, kind in found.items())
    print(f"slips found that nobody put in: {false} in {len(list(find_words(changed))):,} words")


def with_slips(text: str, chance: random.Random) -> tuple[str, dict[int, str]]:
    """A text with slips, and where which kind of slip begins."""
    words = list(find_words(text))
    some = [word for _, word in words if len(word) > 3 and word.isalpha() and word.islower()]
    set_of_some = set(some)
    parts, slips, done, length = [], {}, 0, 0
    for start, word in words:
        kind, new = "", word
        others, draw = confused_with(word), chance.random()
        if others and draw < 0.03:
            kind, new = "confused", written_as(word, chance.choice(others))
        elif draw > 0.993 and word in set_of_some:
            kind, new = "another", chance.choice(some)
        elif 0.98 < draw < 0.985 and word.islower():
            kind, new = "doubled", f"{word} {word}"
        parts += [text[done:start], new]
        if kind:
            slips[length + start - done + (len(word) + 1 if kind == "doubled" else 0)] = kind
        length += start - done + len(new)
        done = start + len(word)
    return "".join([*parts, text[done:]]), slips


if __name__ == "__main__":
    main()
