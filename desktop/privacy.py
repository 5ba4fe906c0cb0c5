"""`inkling privacy`: what Inkling keeps on this machine, and how to delete it."""

import json
import logging
import time
from pathlib import Path

from desktop.engine.errors import InklingError
from desktop.engine.recovery.kept import KINDS, Kept, delete, what_is_kept

log = logging.getLogger("inkling")

ALL = "all"
KIND_NAMES = (*(kind.name for kind in KINDS), ALL)


def show_kept(as_json: bool = False) -> None:
    """Print what is kept."""
    found = what_is_kept(_recent_files())
    if as_json:
        print(json.dumps([_facts(one) for one in found], ensure_ascii=False, indent=1))
        return
    print(f"{'':15}{'files':>7}{'size':>10}  {'newest':18}folder")
    for one in found:
        newest = time.strftime("%Y-%m-%d %H:%M", time.localtime(one.newest)) if one.newest else ""
        print(f"{one.kind.name:15}{len(one.files):>7}{size_in_words(one.size):>10}  {newest:18}{one.folder}")
    print()
    for one in found:
        print(f"{one.kind.name}: {one.kind.about}")
    print("\nDelete one with --delete NAME, or --delete all. What belongs to open texts stays.")


def delete_kept(name: str) -> None:
    """Delete a kind, or all of them, and say what went.

    Raises:
        InklingError: There is no such kind, or something could not be deleted; all else was.
    """
    if name not in KIND_NAMES:
        raise InklingError(
            "Nothing is kept under the name {name}; choose one of {others}.",
            name=name,
            others=", ".join(KIND_NAMES),
        )
    recent = _recent_files()
    before = {one.kind.name: one for one in what_is_kept(recent)}
    failure: InklingError | None = None
    for kind in KINDS:
        if name in (kind.name, ALL):
            try:
                left = delete(kind, recent)
            except InklingError as error:
                failure = failure or error
                continue
            gone = len(before[kind.name].files) - len(left.files)
            stays = f"; {len(left.files)} of open texts stay" if left.files else ""
            print(f"{kind.name}: {gone} deleted{stays}")
    if failure:
        raise failure


def size_in_words(size: int) -> str:
    """A number of bytes, rounded to three digits."""
    amount, units = float(size), ["B", "kB", "MB", "GB", "TB"]
    while amount >= 999.5 and len(units) > 1:
        amount /= 1000
        del units[0]
    digits = 0 if units[0] == "B" or amount >= 99.95 else 1
    return f"{amount:.{digits}f} {units[0]}"


def _facts(one: Kept) -> dict[str, object]:
    return {
        "kind": one.kind.name,
        "about": str(one.kind.about),
        "folder": str(one.folder),
        "files": len(one.files),
        "in_use": len(one.in_use),
        "bytes": one.size,
        "oldest": one.oldest,
        "newest": one.newest,
    }


def _recent_files() -> list[Path]:
    """The files that the desk opened last, as its settings say, which Qt reads."""
    try:
        from desktop.editor.settings.settings import Settings
    except ImportError as error:  # Qt lacks a library of the system's
        log.warning("The settings cannot be read, so locks are not listed: %s", error)
        return []
    return [Path(name) for name in Settings().choices.recent]
