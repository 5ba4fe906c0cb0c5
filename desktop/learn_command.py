"""`inkling learn`: the earlier works whose names and phrases the desk suggests; without the window."""

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.engine.errors import InklingError

if TYPE_CHECKING:
    from desktop.engine.works.shelf import Work


def add_learn_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.epilog = (
        "Copies of the texts stay on this machine until they are removed. In the desk it is “Learn My "
        "Writing” in the menu of suggestions; to train a model on them, see inkling-train fit --from."
    )
    parser.add_argument(
        "works",
        metavar="WORK",
        nargs="*",
        type=Path,
        help="a text of any kind that convert reads, or a folder of texts, which is one work",
    )
    parser.add_argument("--remove", metavar="TITLE", help="forget the work of this title")
    parser.add_argument("--json", action="store_true", help="list the works in JSON")


def learn_works(options: argparse.Namespace) -> int:
    """Add earlier WORKs, whose names and phrases the desk will suggest, or list those that there are."""
    from desktop.books.apart.asking import import_apart
    from desktop.books.convert import texts_of
    from desktop.engine.works.shelf import Shelf

    shelf = Shelf()
    if options.remove is not None:
        _remove(shelf.all(), options.remove)
    for path in options.works:
        text = "\n".join(import_apart(one, is_bare=True).text for one in texts_of([path]))
        shelf.keep(path.name if path.is_dir() else path.stem, path.absolute(), text)
    _show(shelf.all(), options.json)
    return 0


def _remove(works: "list[Work]", title: str) -> None:
    from desktop.engine.works.shelf import Shelf

    found = [work for work in works if work.title == title]
    if not found:
        titles = ", ".join(work.title for work in works) or "-"
        raise InklingError(
            "No earlier work is called {title}; there are: {titles}.", title=title, titles=titles
        )
    for work in found:
        Shelf().remove(work)


def _show(works: "list[Work]", as_json: bool) -> None:
    from desktop.engine.shown import shown

    if as_json:
        facts = [
            {"title": work.title, "source": work.source, "words": work.words, "added": work.added}
            for work in works
        ]
        print(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    for work in works:
        added = time.strftime("%Y-%m-%d", time.localtime(work.added))
        print(f"{work.words:>10,}  {added}  {shown(work.title)}")
    if not works:
        print("No earlier works are known; name some to add them.")
