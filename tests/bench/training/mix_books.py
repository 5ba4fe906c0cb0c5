"""One training text of several collections, their books shuffled.

    python -m tests.bench.training.mix_books A.txt.xz B.txt.xz --out MIXED.txt

A training reads its text as parallel stretches, each from front to back. With the collections one after
the other, each stretch would be of one kind only; shuffled, all see all kinds, however far the training gets.

With `--titles` (a list of the books of each collection in their order, under the collection's name,
collections parted by empty lines) and `--leave-out` (names of books, one a line), a book that two collections
hold is read once: those named are left out of whichever collection lists them.
"""

import argparse
import lzma
import random
from collections.abc import Sequence
from pathlib import Path

SEPARATOR = b"\n\f\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the mixed text and tell what went into it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "collections", type=Path, nargs="+", help=".txt or .txt.xz, books parted by form feeds"
    )
    parser.add_argument("--out", type=Path, required=True, help="text to write")
    parser.add_argument("--titles", type=Path, help="which book is where")
    parser.add_argument("--leave-out", type=Path, help="books not to take")
    parser.add_argument("--seed", type=int, default=1, help="of the order (default 1)")
    given = parser.parse_args(arguments)
    if given.leave_out and not given.titles:
        parser.error("--leave-out needs --titles to find the books by.")
    left_out = set(lines(given.leave_out)) if given.leave_out else set()
    titles = read_titles(given.titles) if given.titles else {}
    mixed: list[bytes] = []
    found: set[str] = set()
    for path in given.collections:
        books = read_books(path)
        names = titles.get(path.name.split(".")[0], [""] * len(books))
        if len(names) != len(books):
            raise SystemExit(f"{path.name} holds {len(books)} books, but {len(names)} titles are listed.")
        kept = [book for book, name in zip(books, names, strict=True) if name not in left_out]
        found.update(left_out.intersection(names))
        print(f"{path.name}: {len(kept)} of {len(books)} books, {words(kept):,} words")
        mixed += kept
    if missing := left_out - found:
        raise SystemExit(f"No collection lists {', '.join(sorted(missing))}.")
    random.Random(given.seed).shuffle(mixed)
    with given.out.open("wb") as file:
        file.write(SEPARATOR.join(mixed) + b"\n")
    print(f"{given.out}: {len(mixed)} books, {words(mixed):,} words")


def read_books(path: Path) -> list[bytes]:
    """The books of a collection, in UTF-8, without the line breaks around them."""
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
        books = [book.strip(b"\n") for book in file.read().split(b"\f")]
    return [book for book in books if book.strip()]


def read_titles(path: Path) -> dict[str, list[str]]:
    """Books' names in the order of each collection, by the collection's name."""
    blocks = [block.splitlines() for block in path.read_text(encoding="utf-8").split("\n\n")]
    return {block[0]: block[1:] for block in blocks if block}


def lines(path: Path) -> list[str]:
    """Lines that hold something."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def words(books: list[bytes]) -> int:
    """Words between white space."""
    return sum(len(book.split()) for book in books)


if __name__ == "__main__":
    main()
