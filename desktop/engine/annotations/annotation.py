"""Comments and bookmarks, and where in a text they belong.

A place is told in two ways at once, as the Web Annotation Data Model (W3C, 2017) has it: by position, which
is exact while nobody else touches the text, and by quote, the words there and those around them, by which the
place is found again when somebody did (`anchoring.py`).
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from desktop.engine.files.kept_json import whole

LONGEST_QUOTE = 400  # characters of a place's words that are kept; the beginning of longer ones
CONTEXT = 40  # characters kept of what stands on each side
BOOKMARKED = 60  # characters of a paragraph by which a bookmark knows it
LONGEST_WORDS = 100_000  # of a comment in a file that makes sense


class Kind(StrEnum):
    """What a mark in the margin is."""

    COMMENT = "comment"
    BOOKMARK = "bookmark"


@dataclass(frozen=True)
class Anchor:
    """A stretch of a text.

    Attributes:
        start: Characters (code points) before it.
        end: Characters before its end.
        exact: The words there, the first `LONGEST_QUOTE` characters.
        prefix: The characters right before it, `CONTEXT` at most.
        suffix: Those right behind it.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Anchor":
        """The anchor of a stretch of a text."""
        return cls(
            start,
            end,
            text[start : min(end, start + LONGEST_QUOTE)],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
        )


@dataclass(frozen=True)
class Annotation:
    """A comment, or a bookmark.

    Attributes:
        kind: Which of the two.
        anchor: Where it belongs.
        words: What the comment says, or the bookmark's name, which may be "".
        resolved: Whether a comment is done with.
        made: When it was made, as ISO 8601 in UTC.
        changed: When its words, or whether it is resolved, changed last.
        id: What tells it from all others.
    """

    kind: Kind
    anchor: Anchor
    words: str = ""
    resolved: bool = False
    made: str = field(default_factory=lambda: now())
    changed: str = field(default_factory=lambda: now())
    id: str = field(default_factory=lambda: secrets.token_hex(6))

    def saying(self, words: str) -> "Annotation":
        """The same with other words."""
        return replace(self, words=words, changed=now())

    def with_resolved(self, resolved: bool) -> "Annotation":
        """The same, done with or not."""
        return replace(self, resolved=resolved, changed=now())

    def at(self, anchor: Anchor) -> "Annotation":
        """The same at another place."""
        return replace(self, anchor=anchor)

    @classmethod
    def from_dict(cls, data: Any) -> "Annotation":
        """Read what `to_dict` gave.

        Raises:
            KeyError, TypeError, ValueError: It is something else.
        """
        if not isinstance(data, Mapping):
            raise TypeError("no annotation")
        start = whole(data["start"])
        end = whole(data["end"], start)
        words = _text(data["words"], LONGEST_WORDS)
        quote = [_text(data[name], LONGEST_QUOTE) for name in ("exact", "prefix", "suffix")]
        return cls(
            Kind(data["kind"]),
            Anchor(start, end, *quote),
            words,
            data["resolved"] is True,
            _text(data["made"]),
            _text(data["changed"]),
            _text(data["id"]),
        )

    def to_dict(self) -> dict[str, Any]:
        """A form for JSON, what people read first."""
        return {
            "kind": self.kind.value,
            "words": self.words,
            "exact": self.anchor.exact,
            "resolved": self.resolved,
            "made": self.made,
            "changed": self.changed,
            "prefix": self.anchor.prefix,
            "suffix": self.anchor.suffix,
            "start": self.anchor.start,
            "end": self.anchor.end,
            "id": self.id,
        }


def now() -> str:
    """This moment as it is kept."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def merged(
    ours: Iterable[Annotation], theirs: Iterable[Annotation], deleted: Iterable[str] = ()
) -> list[Annotation]:
    """What two desks have of one text: all of both, of each the version that was changed last.

    Args:
        ours: What is here.
        theirs: What somebody else has kept meanwhile.
        deleted: The ids of those that were deleted here.
    """
    found = {one.id: one for one in ours}
    gone = set(deleted)
    for other in theirs:
        mine = found.get(other.id)
        if mine is None:
            if other.id not in gone:
                found[other.id] = other
        elif other.changed > mine.changed:
            found[other.id] = other.at(mine.anchor)
    return list(found.values())


def _text(value: Any, longest: int = 100) -> str:
    if not isinstance(value, str):
        raise TypeError("no words")
    return value[:longest]
