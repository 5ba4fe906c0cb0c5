"""What a file held at a moment."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FileStamp:
    """What a file held at a moment; equal stamps mean equal contents.

    Attributes:
        size: Bytes.
        digest: SHA-256 of the contents.
        modified: When it was written, in nanoseconds since the epoch.
    """

    size: int
    digest: str
    modified: int = field(compare=False)
