"""The command `inkling`: the desk itself, and the engine without a window.

Everything but the parser is imported when it is needed, so that the desk's window and `--version` come fast.
"""

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.command_options import (
    add_model_arguments,
    add_text_arguments,
    load,
    positive,
    remember,
    share,
    whole,
)
from desktop.convert_command import add_convert_arguments, convert_files
from desktop.cowriter_commands import (
    add_bridge_arguments,
    add_next_arguments,
    add_rephrase_arguments,
    list_next_words,
    list_odd_words,
    write_bridges,
)
from desktop.engine.errors import InklingError
from desktop.learn_command import add_learn_arguments, learn_works
from desktop.logs import log_to_terminal
from desktop.measure_command import add_measure_arguments, measure_texts
from desktop.memory_command import add_memory_list_arguments, list_memory
from desktop.origin_command import add_origin_arguments, tell_origins
from desktop.reread_command import add_reread_arguments, reread_file

# Asked for in so many words, a suggestion may be unsure.
CLI_PRECISION = 0.01
# How many of a passage's words a table of moods shows.
_MOOD_WORDS = 8
_DESCRIPTION = (
    "A writing desk that suggests the next words. Without a command it opens the desk, with FILEs if given; "
    "a file that has a command's name is given as ./NAME."
)
# What `desktop.engine.checking.check_apart` starts this command with; not for people.
_CHECK_FLAG = "--check-model"
# The same of `desktop.books.apart.asking`, and of `desktop.language.spelling.process`.
_BOOKS_FLAG = "--books"
_SPELL_FLAG = "--spell"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The command line without the program's name; the process's own if None.

    Returns:
        The exit status: 0, 1 after an error that was told in one sentence on standard error, 2 for a command
        line that makes no sense.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == [_CHECK_FLAG]:
        from desktop.engine.check_process import main as check_model

        return check_model(words[1:])
    if words[:1] == [_SPELL_FLAG]:
        from desktop.language.spelling.hunspell import main as spell

        return spell()
    if words[:1] == [_BOOKS_FLAG]:
        from desktop.book_process import main as work_on_books

        return work_on_books()
    command = _COMMANDS.get(words[0]) if words else None
    log_to_terminal()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows another one instead of an error.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        if command:
            add_arguments, run = command
            parser = argparse.ArgumentParser(f"inkling {words[0]}", description=run.__doc__)
            add_arguments(parser)
            return run(parser.parse_args(words[1:]))
        return _open_desk(_desk_parser().parse_args(words))
    except InklingError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has enough; Python would complain again when it closes the pipe at exit.
        sys.stdout = None
        return 0


def _desk_parser() -> argparse.ArgumentParser:
    epilog = "commands: " + "; ".join(f"{name}: {run.__doc__}" for name, (_, run) in _COMMANDS.items())
    parser = argparse.ArgumentParser("inkling", description=_DESCRIPTION, epilog=epilog)
    parser.add_argument("--version", action="version", version=f"inkling {_version()}")
    parser.add_argument(
        "files", metavar="FILE", nargs="*", type=Path, help="a text, or a story's folder, to open"
    )
    add_model_arguments(parser)
    return parser


def _open_desk(options: argparse.Namespace) -> int:
    from desktop.editor.app import run

    return run(options.files, options.model, options.provider)


def _suggest(options: argparse.Namespace) -> int:
    """Suggest the next words after TEXT."""
    from desktop.engine.engine import SuggestSettings

    engine = load(options)
    remember(engine, options)
    settings = SuggestSettings(options.words, options.alternatives, options.precision, asked=True)
    started = time.perf_counter()
    suggestions = engine.suggest(options.text, options.after, settings)
    milliseconds = (time.perf_counter() - started) * 1000
    if options.json:
        entries = [{"text": one.text, "probability": one.probability} for one in suggestions]
        answer = {"suggestions": entries, "provider": engine.provider, "milliseconds": milliseconds}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for one in suggestions:
            print(f"{one.probability:6.1%}  {one.text}")
    return 0


def _continue(options: argparse.Namespace) -> int:
    """Continue the story after TEXT."""
    from desktop.engine.engine import ContinueSettings

    engine = load(options)
    remember(engine, options)
    settings = ContinueSettings(options.words, options.temperature, options.min_p, options.seed)
    print(options.text, end="", flush=True)
    for piece in engine.continue_story(options.text, options.after, settings):
        print(piece, end="", flush=True)
    print(options.after)
    return 0


def _doctor(options: argparse.Namespace) -> int:
    """Say what works here and how fast, and what does not."""
    from desktop.doctor import examine

    return examine(options.model, options.provider)


def _mood(options: argparse.Namespace) -> int:
    """Say how light or dark FILE reads, passage by passage: 0 is darkest, 1 lightest."""
    from desktop.engine.bundles.finding import default_mood_model
    from desktop.engine.documents.documents import read_document
    from desktop.engine.mood.mood_model import MoodModel
    from desktop.engine.mood.passages import cut_passages
    from desktop.engine.shown import shown
    from desktop.engine.words import first_words

    text = read_document(options.file).text
    model = MoodModel.load(options.model or default_mood_model())
    passages = cut_passages(text)
    moods = model.read([text[passage.start : passage.end] for passage in passages])
    rows = [
        {
            "start": passage.start,
            "end": passage.end,
            "words": passage.words,
            "mood": mood,
            "begins": shown(" ".join(first_words(text[passage.start : passage.end], _MOOD_WORDS).split())),
        }
        for passage, mood in zip(passages, moods, strict=True)
    ]
    if options.json:
        answer = {"model": model.bundle.config.name, "passages": rows}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print(f"{'position':>10}{'words':>7}{'mood':>7}  begins")
        for row in rows:
            print(f"{row['start']:>10,}{row['words']:>7}{row['mood']:>7.2f}  {row['begins']}")
    return 0


def _privacy(options: argparse.Namespace) -> int:
    """Say what Inkling keeps on this machine, where and how long, or delete it."""
    from desktop.privacy import delete_kept, show_kept

    if options.delete:
        delete_kept(options.delete)
    else:
        show_kept(options.json)
    return 0


def _add_suggest_arguments(parser: argparse.ArgumentParser) -> None:
    add_text_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--alternatives", type=whole, default=4, help="how many suggestions at most")
    parser.add_argument(
        "--words",
        type=whole,
        default=5,
        help="the longest suggestion, in words or Chinese characters (default: %(default)s)",
    )
    parser.add_argument(
        "--precision",
        type=share,
        default=CLI_PRECISION,
        help="the least probability of the first suggestion, 0 to 1 (default: %(default)s)",
    )


def _add_continue_arguments(parser: argparse.ArgumentParser) -> None:
    add_text_arguments(parser)
    parser.add_argument(
        "--words",
        type=whole,
        default=100,
        help="how many words or Chinese characters, about (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, help="the same seed gives the same story")
    parser.add_argument("--temperature", type=positive, default=0.8, help="boldness (default: 0.8)")
    parser.add_argument(
        "--min-p",
        type=share,
        default=0.05,
        help="never a word of less than this share of the likeliest one's probability (default: %(default)s)",
    )


def _add_mood_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a text")
    parser.add_argument("--model", metavar="BUNDLE", type=Path, help="a mood model's folder")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _add_privacy_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--delete",
        metavar="NAME",
        help="delete what is kept under this name, or “all”; open texts keep theirs",
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def _version() -> str:
    from importlib.metadata import version

    return version("inkling-desk")


Command = tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]
_COMMANDS: dict[str, Command] = {
    "suggest": (_add_suggest_arguments, _suggest),
    "continue": (_add_continue_arguments, _continue),
    "next": (add_next_arguments, list_next_words),
    "bridge": (add_bridge_arguments, write_bridges),
    "rephrase": (add_rephrase_arguments, list_odd_words),
    "origin": (add_origin_arguments, tell_origins),
    "reread": (add_reread_arguments, reread_file),
    "memory": (add_memory_list_arguments, list_memory),
    "doctor": (add_model_arguments, _doctor),
    "measure": (add_measure_arguments, measure_texts),
    "mood": (_add_mood_arguments, _mood),
    "learn": (add_learn_arguments, learn_works),
    "convert": (add_convert_arguments, convert_files),
    "privacy": (_add_privacy_arguments, _privacy),
}
