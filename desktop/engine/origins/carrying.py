"""What is known of texts that are moved, parted or joined: words stay the machine's, wherever they go."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.engine.errors import OriginError
from desktop.engine.origins.origin import Origin, Record, Stretch, Word
from desktop.engine.origins.origin_file import OriginFile
from desktop.engine.origins.stretches import stretches_of, words_of

BETWEEN = "\n\n"  # of two texts that are looked at as one


def move_origins(old: Path, new: Path) -> None:
    """Take along what is known of a text, as the text itself is renamed or moved.

    Raises:
        OriginError: It could not be taken along, and is where it was.
    """
    record = OriginFile(old).read().record
    if record:
        OriginFile(new).write(record)
        OriginFile(old).write(Record())


def carry_origins(sources: Sequence[Path], texts: Mapping[Path, str]) -> None:
    """Share out what is known of some texts among those to which their words have come.

    Args:
        sources: The texts as they were before, in order.
        texts: The texts as they are now, in their order; a source that is none of them is there no more.

    Raises:
        OriginError: Some could not be carried; what was kept still is.
    """
    former = [OriginFile(source).read().record for source in sources]
    if not any(former):
        return
    # The words come in the same order, whether one text was parted or two were joined.
    together: list[Stretch] = []
    begin = 0
    for record in former:
        together += (_moved(one, begin) for one in record.stretches)
        begin = together[-1].anchor.end + len(BETWEEN) if together else 0
    whole = BETWEEN.join(texts.values())
    begins, end = [], 0
    for text in texts.values():
        begins.append(end)
        end += len(text) + len(BETWEEN)
    shares: list[list[Word]] = [[] for _ in texts]
    for word in words_of(together, whole):
        number = bisect_right(begins, word.start) - 1
        shares[number].append(Word(word.start - begins[number], word.end - begins[number], word.origin))
    records = [Record(stretches_of(text, words)) for text, words in zip(texts.values(), shares, strict=True)]
    put_in = _sum([record.put_in for record in former])
    for path, record, counts in zip(texts, records, _shared_out(put_in, records), strict=True):
        OriginFile(path).write(replace(record, put_in=counts))
    for source in sources:
        if source not in texts:
            OriginFile(source).write(Record())


def stray_origins(text: Path, words: str) -> Path | None:
    """The text that is gone and of which this one is likely to be the new name; None if there is none.

    Args:
        text: A text of which nothing is known.
        words: What it says.
    """
    for gone in OriginFile.strays(text.parent):
        try:
            record = OriginFile(gone).look()
        except OriginError:
            continue
        wanted = sum(record.standing.values())
        if wanted and len(words_of(record.stretches, words)) * 2 > wanted:
            return gone
    return None


def _moved(one: Stretch, by: int) -> Stretch:
    anchor = one.anchor
    return replace(one, anchor=replace(anchor, start=anchor.start + by, end=anchor.end + by))


def _sum(counts: Sequence[Mapping[Origin, int]]) -> dict[Origin, int]:
    return {origin: sum(one.get(origin, 0) for one in counts) for origin in Origin}


def _shared_out(put_in: Mapping[Origin, int], records: Sequence[Record]) -> list[dict[Origin, int]]:
    """How many words were put in of each: the others have what stands in them, the first one the rest."""
    shares: list[dict[Origin, int]] = [record.standing for record in records]
    for origin in Origin:
        rest = put_in.get(origin, 0) - sum(share.get(origin, 0) for share in shares[1:])
        shares[0][origin] = max(rest, shares[0].get(origin, 0))
    return shares
