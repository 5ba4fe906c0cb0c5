"""What was looked for, and written in its place, while the desk runs; shared by all windows."""

from dataclasses import dataclass, field


@dataclass
class History:
    """Words, the newest last.

    Attributes:
        found: What was looked for.
        replaced: What was to stand in its place.
    """

    found: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
