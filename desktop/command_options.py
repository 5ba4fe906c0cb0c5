"""Options that several commands have: texts, the memory, the model, and what it runs on."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.engine.engine import Engine

PROVIDERS = ("auto", "cuda", "directml", "coreml", "cpu")


def load(options: argparse.Namespace) -> "Engine":
    """Load the model that was asked for, or the default one."""
    from desktop.engine.bundles.finding import default_model
    from desktop.engine.engine import Engine

    return Engine.load(options.model or default_model(), options.provider)


def remember(engine: "Engine", options: argparse.Namespace) -> None:
    """Read the text as the story that it is, unless told not to."""
    engine.turn_to(options.text, remember=not options.no_memory)
    if not options.no_memory:
        engine.prepare(options.text, options.after)


def add_text_arguments(parser: argparse.ArgumentParser) -> None:
    """The text before the cursor and after it, and how to read it."""
    parser.add_argument("text", metavar="TEXT", help="the text before the cursor")
    parser.add_argument("--after", metavar="TEXT", default="", help="the text after the cursor")
    add_memory_argument(parser)
    add_model_arguments(parser)


def add_memory_argument(parser: argparse.ArgumentParser) -> None:
    """Whether to learn from the story."""
    parser.add_argument("--no-memory", action="store_true", help="do not learn from the story itself")


def add_model_arguments(parser: argparse.ArgumentParser) -> None:
    """Which model, and what it runs on."""
    parser.add_argument("--model", metavar="FOLDER", type=Path, help="a model's folder")
    add_provider_argument(parser)


def add_provider_argument(parser: argparse.ArgumentParser) -> None:
    """What the model runs on."""
    parser.add_argument(
        "--provider",
        choices=PROVIDERS,
        default="auto",
        help="what to compute on (default: auto, what the desk or “inkling doctor” has measured to be the "
        "fastest)",
    )


def whole(word: str) -> int:
    """A number from 1 on."""
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{word} is less than 1")
    return number


def positive(word: str) -> float:
    """A number from 0 on."""
    number = float(word)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"{word} is not a positive number")
    return number


def share(word: str) -> float:
    """A number from 0 to 1."""
    number = float(word)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{word} is not between 0 and 1")
    return number
