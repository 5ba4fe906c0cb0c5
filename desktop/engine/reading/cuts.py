"""Where text may be cut for reading, so that chunks give the same tokens as the whole.

Text is cut in front of white space, and between a mark and an ideograph, where neither a byte-level nor a
word tokenizer joins two pieces. A place is an index into `left`, the text before the cursor.
"""

import re
from collections.abc import Iterator

from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.words import IDEOGRAPHS

# About 32 tokens of English, and as many of models that spell (`Vocabulary.characters`): coming back to a
# checkpoint re-reads half of it on average, 2 ms.
CHUNK = 150
# A run of characters with no place for a cut is cut after so many: verse without marks, long addresses.
LONGEST_WORD = 40
_SPACES = " \n\t\u00a0\u3000"
_CLAUSE = re.compile(rf"(?<=[^\w\s])(?=[{IDEOGRAPHS}])")
_CUT = re.compile(rf"(?<=\S)\s|{_CLAUSE.pattern}")


def stable_end(left: str) -> int:
    """The last place where `left` may be cut: before its last word, or its last clause of ideographs."""
    end = len(left.rstrip())
    if end < len(left):
        return end
    first = max(0, end - LONGEST_WORD)
    space = max(left.rfind(space, first) for space in _SPACES)
    clause = max((cut.start() for cut in _CLAUSE.finditer(left, first)), default=-1)
    if max(space, clause) >= 0:
        return clause if clause > space else len(left[:space].rstrip())
    return end - LONGEST_WORD // 2 if end > LONGEST_WORD else 0


def chunk_end(left: str, start: int, stable: int, vocabulary: Vocabulary) -> int | None:
    """The place where the chunk that begins at `start` ends; None if it is not complete at `stable`.

    It ends with its paragraph, or at the first cut after CHUNK characters. It depends on the text alone, so
    that checkpoints fall on the same places however the text came about.
    """
    first = start + vocabulary.characters(CHUNK)
    longest = min(stable, first + LONGEST_WORD)
    cut = _CUT.search(left, first, longest + 1)
    end = cut.start() if cut else longest if longest == first + LONGEST_WORD else None
    word = start + len(left[start:first]) - len(left[start:first].lstrip())
    newline = left.find("\n", word, stable + 1 if end is None else end)
    if newline > 0:
        end = len(left[:newline].rstrip()) if left[newline - 1].isspace() else newline
    return end


def chunks(text: str, place: int, vocabulary: Vocabulary) -> Iterator[str]:
    """The complete chunks of a text from a place on."""
    while (end := chunk_end(text, place, len(text), vocabulary)) is not None and end > place:
        yield text[place:end]
        place = end


def is_cut(left: str, place: int) -> bool:
    """Whether text may be cut here: in front of white space or a clause, or in a run that has neither."""
    if place == 0 or place >= len(left) or _CLAUSE.match(left, place):
        return True
    if left[place].isspace():
        return not left[place - 1].isspace()
    around = left[max(0, place - LONGEST_WORD // 2) : place + 1]
    return len(around) > LONGEST_WORD // 2 and not any(character.isspace() for character in around)
