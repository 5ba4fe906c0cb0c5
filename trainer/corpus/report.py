"""What was read of a corpus, what was not, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class KindRead:
    """What was read of the files of one kind.

    Attributes:
        files: how many.
        documents: how many texts they hold.
        characters: how long these are, as cleaned.
    """

    files: int = 0
    documents: int = 0
    characters: int = 0


@dataclass(frozen=True)
class CorpusReport:
    """What was read of a corpus.

    Attributes:
        read: by kind of file, such as ".txt".
        skipped: files and folders that were not read, and for each the reason.
        notes: further sentences for whoever gave the texts, such as on copies among them.
    """

    read: Mapping[str, KindRead] = field(default_factory=dict)
    skipped: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "CorpusReport":
        """What `as_data` has given."""
        return cls(
            read={kind: KindRead(**counts) for kind, counts in data["read"].items()},
            skipped=tuple((path, reason) for path, reason in data["skipped"]),
            notes=tuple(data["notes"]),
        )
