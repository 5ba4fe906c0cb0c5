"""The command `inkling origin`: how much of a text, or of a story, a machine has suggested."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.engine.origins.telling import Account, Share

_PARTS = {
    "accepted": "accepted as offered",
    "picked": "picked from a list of next words",
    "continued": "continued",
    "bridged": "written to bridge a gap",
    "rephrased": "put in place of other words",
}
_SHOWN = 70  # characters of a passage


def add_origin_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `inkling origin`."""
    parser.add_argument("path", metavar="FILE|FOLDER", type=Path, help="a text, or a story's folder")
    parser.add_argument("--json", action="store_true", help="answer in JSON, with all passages as they are")


def tell_origins(options: argparse.Namespace) -> int:
    """Say how much of a text, or of a story, a machine has suggested, passage by passage."""
    from desktop.engine.documents.documents import read_document
    from desktop.engine.origins.origin_file import OriginFile
    from desktop.engine.origins.telling import Share, account_of
    from desktop.engine.stories.story_folder import StoryFolder

    path: Path = options.path
    is_story = path.is_dir()
    files = [text.path for text in StoryFolder.open(path).texts] if is_story else [path]
    accounts: list[tuple[Path, Account]] = []
    for file in files:
        text = read_document(file).text
        accounts.append((file, account_of(text, OriginFile(file).read().record)))
    share = sum((account.share for _, account in accounts), Share())
    if options.json:
        answer = _figures(share) | {"texts": [_entry(file, account) for file, account in accounts]}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    print(_sentence(share, "story" if is_story else "text"))
    if any(account.passages for _, account in accounts):
        print(f"\n{'position':>10}{'words':>7}  {'how':11}words that stand unchanged")
    for file, account in accounts:
        if is_story and account.passages:
            print(f"\n{file.name}")
        for passage in account.passages:
            words = " ".join(passage.anchor.exact.split())
            shortened = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
            print(f"{passage.anchor.start:>10,}{passage.words:>7,}  {passage.origin:11}{shortened}")
    return 0


def _sentence(share: "Share", what: str) -> str:
    counts = [(origin, count) for origin, count in share.put_in.items() if count]
    if not counts:
        return f"No word of this {what} was suggested by a machine, as far as Inkling has noted."
    parts = [f"{count:,} {_PARTS[origin]}" for origin, count in counts]
    parts[0] = parts[0].replace(" ", " word " if counts[0][1] == 1 else " words ", 1)
    percent = "Less than 1" if 0 < share.percent < 1 else f"{share.percent:.0f}"
    stand = "stands" if share.of_machine == 1 else "stand"
    return (
        f"{percent} % of this {what} was suggested by a machine: {', '.join(parts)}, of which "
        f"{share.of_machine:,} {stand} unchanged."
    )


def _figures(share: "Share") -> dict[str, object]:
    return {
        "words": share.words,
        "suggested": {origin.value: count for origin, count in share.put_in.items()},
        "unchanged": {origin.value: count for origin, count in share.standing.items()},
        "percent": round(share.percent, 2),
    }


def _entry(file: Path, account: "Account") -> dict[str, object]:
    passages = [
        {
            "origin": one.origin.value,
            "words": one.words,
            "start": one.anchor.start,
            "end": one.anchor.end,
            "text": one.anchor.exact,
        }
        for one in account.passages
    ]
    return {"file": str(file)} | _figures(account.share) | {"passages": passages}
