"""The commands `inkling next`, `bridge` and `rephrase`: the co-writer without a window."""

import argparse
import json
import random
from dataclasses import asdict, replace

from desktop.command_options import (
    add_memory_argument,
    add_model_arguments,
    add_text_arguments,
    load,
    positive,
    remember,
    whole,
)
from desktop.engine.errors import InklingError


def add_next_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `inkling next`."""
    add_text_arguments(parser)
    parser.add_argument("--words", type=whole, default=5, help="how many words at most (default: 5)")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def list_next_words(options: argparse.Namespace) -> int:
    """List the likeliest words after TEXT, each with its probability."""
    from desktop.engine.decoding.suggest import NEXT_WORDS

    engine = load(options)
    remember(engine, options)
    settings = replace(NEXT_WORDS, alternatives=options.words, asked=True)
    words = engine.suggest(options.text, options.after, settings)
    if options.json:
        answer = {"words": [asdict(one) for one in words], "provider": engine.provider}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for one in words:
            print(f"{one.probability:6.1%}  {one.text}")
    return 0


def add_bridge_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `inkling bridge`."""
    from desktop.engine.cowriting.lengths import BRIDGES

    parser.add_argument("text", metavar="TEXT", help="the text before the gap")
    parser.add_argument("after", metavar="AFTER", help="the text behind it")
    parser.add_argument(
        "--length",
        choices=tuple(BRIDGES),
        default="sentences",
        help="how much is missing, from a few words to a page (default: %(default)s)",
    )
    parser.add_argument("--tries", type=whole, default=6, help="of so many, the best are shown (default: 6)")
    parser.add_argument("--seed", type=int, help="the same seed gives the same bridges")
    parser.add_argument("--temperature", type=positive, default=0.8, help="boldness (default: 0.8)")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_memory_argument(parser)
    add_model_arguments(parser)


def write_bridges(options: argparse.Namespace) -> int:
    """Write from TEXT to AFTER, in three ways, the likeliest first."""
    from desktop.engine.cowriting.lengths import BRIDGES
    from desktop.engine.cowriting.proposing import Voice, bridge

    if not options.text.strip() or not options.after.strip():
        raise InklingError("A bridge needs text on both sides; give some before the gap and some behind it.")
    engine = load(options)
    remember(engine, options)
    seed = random.getrandbits(31) if options.seed is None else options.seed
    voices = tuple(Voice(options.temperature, seed + number) for number in range(options.tries))
    proposals = bridge(engine, options.text, options.after, BRIDGES[options.length], voices)
    if options.json:
        answer = {"proposals": [asdict(one) for one in proposals], "seed": seed, "provider": engine.provider}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        for number, one in enumerate(proposals, start=1):
            print(f"{number}. ({one.likelihood:.2f}) {one.text.strip()}\n")
    return 0


def add_rephrase_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `inkling rephrase`."""
    parser.add_argument("text", metavar="TEXT", help="the sentence or passage")
    parser.add_argument("--before", metavar="TEXT", default="", help="the text before it")
    parser.add_argument("--after", metavar="TEXT", default="", help="the text after it")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_memory_argument(parser)
    add_model_arguments(parser)


def list_odd_words(options: argparse.Namespace) -> int:
    """List the words of TEXT that are unlikely on both sides, with likelier ones."""
    from desktop.engine.cowriting.rephrasing import MOST_WORDS, odd_words
    from desktop.engine.words import count_words, is_mostly_ideographs

    words = count_words(options.text)
    if not words:
        raise InklingError("There is no word to look at; give a sentence or a passage.")
    if is_mostly_ideographs(options.text):
        raise InklingError("Words are told apart by spaces here; give a text in a language that has them.")
    engine = load(options)
    remember(engine, options)
    if engine.is_foreign(options.before + options.text):
        raise InklingError("The model has not learned this language; choose one that has with --model.")
    found = odd_words(engine, options.before, options.text, options.after)
    if options.json:
        print(json.dumps({"words": [asdict(one) for one in found]}, ensure_ascii=False, indent=1))
        return 0
    if not found:
        print("The model would have expected all of these words.")
    for one in found:
        share = "<0.5%" if one.probability is None else f"{one.probability:.1%}"
        others = ", ".join(f"{other.text} {other.probability:.0%}" for other in one.others)
        print(f"{one.text} ({share}): {others}")
    if words > MOST_WORDS:
        print(f"Only the first {MOST_WORDS} of {words:,} words were looked at.")
    return 0
