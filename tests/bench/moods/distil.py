"""Labels passages of prose as light or dark by lists of words, for a mood model that may be shipped.

`python -m tests.bench.moods.distil PROSE --out moods.tsv` reads books that may be learned from (CC0, or in
the public domain). From the sentences that hold words of `light.txt` or `dark.txt` it learns
which other words go with either (after Turney 2002, "Thumbs Up or Thumbs Down?"), cuts the books into
passages as the mood line does, and writes of each book those that are the lightest and the darkest then, as
many of either, for

    inkling-train fit moods.tsv --test tests/bench/moods/passages.tsv --preset mood --set mood.length=200 \\
        --set training.epochs=3.0 --out runs/moods
    inkling-train export runs/moods --out models/moods --measure-test --centre-on prose.txt

Of each book, since else a model would learn which books are grim. The lists and the hundred passages in
`passages.tsv`, on which the result is measured, were written for Inkling, and are CC0.
"""

import argparse
import lzma
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.engine.mood.passages import cut_passages

HERE = Path(__file__).parent
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"']?\s+")
# Of sentences that words are learned from, in words.
SHORTEST, LONGEST = 4, 40
# A word counts once it is in so many of them.
LEAST_USES = 30
# No word says more than this, however one-sided it is: names of a book's people would.
MOST_WEIGHT = 1.5
SMOOTHING = 20.0
# What is learned counts so much beside the lists.
LEARNED = 0.5
# Some are cut to so many words, if these are as clear as that by themselves.
SHORT_WORDS, CLEAR = 25, 0.5
FORM_FEED = "\f"


def words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def seeds() -> dict[str, float]:
    """The weights that the lists give: 1 for light words, -1 for dark ones."""
    light = dict.fromkeys((HERE / "light.txt").read_text(encoding="utf-8").split(), 1.0)
    dark = dict.fromkeys((HERE / "dark.txt").read_text(encoding="utf-8").split(), -1.0)
    return light | dark


def score(counts: Counter[str], weights: dict[str, float]) -> float:
    """How light a passage is, by the weights of its words; each counts by the root of its uses."""
    found = sum(weights.get(word, 0.0) * math.sqrt(count) for word, count in counts.items())
    return found / math.sqrt(sum(counts.values()) or 1)


def learned(texts: Iterable[str], weights: dict[str, float]) -> dict[str, float]:
    """The weights of all words, by the sentences that they share with words that have one already."""
    light, dark = Counter[str](), Counter[str]()
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            found = set(words(sentence))
            if SHORTEST <= len(found) <= LONGEST:
                whole = sum(weights.get(word, 0.0) for word in found)
                for word in found:
                    rest = whole - weights.get(word, 0.0)
                    if rest:
                        (light if rest > 0 else dark)[word] += 1
    lights, darks = light.total(), dark.total()
    share = lights / (lights + darks)
    more = {}
    for word in light | dark:
        if light[word] + dark[word] >= LEAST_USES:
            odds = (light[word] + SMOOTHING * share) / (dark[word] + SMOOTHING * (1 - share))
            more[word] = max(-MOST_WEIGHT, min(MOST_WEIGHT, math.log(odds) - math.log(lights / darks)))
    return more


def clearest(books: Sequence[str], weights: dict[str, float], kept: int) -> list[tuple[int, str]]:
    """The lightest and the darkest passages of each book, a line and a label each."""
    share = -(-kept // (2 * len(books)))
    rows: list[tuple[int, str]] = []
    for book in books:
        texts = [" ".join(book[one.start : one.end].split()) for one in cut_passages(book)]
        order = sorted(texts, key=lambda text: score(Counter(words(text)), weights))
        some = min(share, len(order) // 4)  # neither of what is in between
        dark = [(0, _shortened(text, -1, weights)) for text in order[:some]]
        light = [(1, _shortened(text, 1, weights)) for text in order[len(order) - some :]]
        rows += [*dark, *light]
    return rows


def _shortened(text: str, sign: int, weights: dict[str, float]) -> str:
    """Every other passage cut to a few sentences, if these are of the same mood."""
    found = text.split()
    if len(text) % 2:
        return text
    short = " ".join(found[: SHORT_WORDS + len(text) % 40])
    return short if sign * score(Counter(words(short)), weights) > CLEAR else text


def _text(path: Path) -> str:
    data = path.read_bytes()
    return (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")


def told_right(weights: dict[str, float]) -> float:
    """The share of the hundred passages that the weights tell right."""
    rows = [line.split("\t") for line in (HERE / "passages.tsv").read_text(encoding="utf-8").splitlines()]
    right = [(score(Counter(words(text)), weights) > 0) == (label == "1") for label, text in rows]
    return sum(right) / len(right)


def main(arguments: Sequence[str] | None = None) -> None:
    """Label, and say how well the teacher does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("prose", nargs="+", type=Path, help="books, parted by form feeds; also as .xz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kept", type=int, default=16_000, help="passages to write (default: %(default)s)")
    options = parser.parse_args(arguments)
    books = [book.strip() for path in options.prose for book in _text(path).split(FORM_FEED) if book.strip()]
    weights = seeds()
    print(f"{len(books)} books; the lists alone tell {told_right(weights):.0%} of the hundred right")
    more = learned(books, weights)
    weights = {word: weights.get(word, 0.0) + LEARNED * more.get(word, 0.0) for word in weights | more}
    print(f"{len(more):,} words learned; with these it is {told_right(weights):.0%}")
    rows = clearest(books, weights, options.kept)
    random.Random(1).shuffle(rows)
    options.out.write_text("".join(f"{label}\t{text}\n" for label, text in rows), encoding="utf-8")
    print(f"{options.out}: {len(rows):,} labelled passages")


if __name__ == "__main__":
    main()
