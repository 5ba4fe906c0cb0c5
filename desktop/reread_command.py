"""The command `inkling reread`: what stands out in a text, without a window."""

import argparse
import json
import sys
from pathlib import Path

from desktop.command_options import add_model_arguments, load
from desktop.engine.utf16 import utf16_slice

_AROUND = 30  # characters on each side of a place that are shown


def add_reread_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `inkling reread`."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a text")
    parser.add_argument(
        "--kind",
        action="append",
        choices=("surprising", "confused", "repeated", "worn"),
        help="only places of this kind; may be given several times (default: all)",
    )
    parser.add_argument("--tints", action="store_true", help="in JSON, each tinted word, too")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_model_arguments(parser)


def reread_file(options: argparse.Namespace) -> int:
    """List the places of FILE that stand out: odd words, slips, words said twice, worn phrases."""
    from desktop.engine.documents.documents import read_document

    text = read_document(options.file).text
    engine = load(options)
    places, tints, foreign, whole = [], [], 0, 0
    for part in engine.rereading().read(text):
        if part is None:
            continue
        places += [(spot, one) for spot, one in part.places if not options.kind or one.kind in options.kind]
        tints += part.tints
        foreign, whole = part.foreign, part.whole
        _tell_progress(part.done, part.whole)
    places.sort(key=lambda found: (found[0].line, found[0].start))
    if options.json:
        answer: dict[str, object] = {
            "model": engine.bundle.config.name,
            "words": whole,
            "words_in_other_languages": foreign,
            "places": [
                {
                    "line": spot.line + 1,
                    "column": spot.start + 1,
                    "length": spot.length,
                    "text": one.text,
                    "kind": one.kind.value,
                    **({"likelier": one.other} if one.other else {}),
                    **({"times": one.times} if one.times else {}),
                }
                for spot, one in places
            ],
        }
        if options.tints:
            answer["tints"] = [
                {"line": spot.line + 1, "column": spot.start + 1, "length": spot.length, "level": level}
                for spot, level in sorted(tints, key=lambda tint: (tint[0].line, tint[0].start))
            ]
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    lines = text.split("\n")
    for spot, one in places:
        more = f" ({one.other}?)" if one.other else f" ({one.times}x)" if one.times else ""
        print(f"{spot.line + 1}:{spot.start + 1}  {one.kind.value}: {one.text}{more}")
        print(f"    {_around(lines[spot.line], spot.start, spot.length)}")
    if foreign:
        print(f"{foreign:,} of {whole:,} words are in a language that the model has not learned.")
    elif not places:
        print("Nothing stands out.")
    return 0


def _around(line: str, start: int, length: int) -> str:
    """A place with some of its line around it; places count UTF-16 code units."""
    end = start + length
    before, text, behind = utf16_slice(line, 0, start), utf16_slice(line, start, end), utf16_slice(line, end)
    return f"{before[-_AROUND:]}[{text}]{behind[:_AROUND]}".strip()


def _tell_progress(done: int, whole: int) -> None:
    """Say how far it is, if someone is there to read it."""
    if sys.stderr.isatty():
        end = "\n" if done >= whole else ""
        print(f"\r{done:,} of {whole:,} words ", end=end, file=sys.stderr, flush=True)
