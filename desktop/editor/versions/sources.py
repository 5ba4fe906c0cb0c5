"""What can be compared: the text or story as it is now, its versions, the desk's own backups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from desktop.engine.documents.backups import Backup, backups_of
from desktop.engine.documents.documents import read_document
from desktop.engine.stories.outline import FILE_NAME as OUTLINE
from desktop.engine.versions.versions import Version, Versions, texts_of


class HasPath(Protocol):
    """One text of a story."""

    @property
    def path(self) -> Path:
        """Its file."""


class OpenStory(Protocol):
    """A story's folder that a window has open; a `StoryFolder`."""

    @property
    def folder(self) -> Path:
        """Where it is."""

    @property
    def texts(self) -> Sequence[HasPath]:
        """Its texts in the writer's order."""

    @property
    def notes(self) -> Sequence[HasPath]:
        """What stands beside them."""


class Kind(Enum):
    """What a source is."""

    NOW = auto()
    VERSION = auto()
    BACKUP = auto()


Texts = dict[str, str]


@dataclass(frozen=True)
class Source:
    """One state of a text or a story.

    Attributes:
        kind: What it is.
        is_story: Of the whole story, not of one text.
        kept_at: When it was kept; None for what is now.
        read: Gives its texts by their names; may be called on any thread.
        version: The version that it is.
    """

    kind: Kind
    is_story: bool
    kept_at: datetime | None
    read: Callable[[], Texts]
    version: Version | None = None

    def text(self) -> str:
        """All of it as one text; those of a story are parted by their names.

        Raises:
            InklingError: It cannot be read.
        """
        texts = self.read()
        if not self.is_story:
            return "\n".join(texts.values())
        return "\n".join(f"— {name} —\n{text}" for name, text in texts.items() if name != OUTLINE)


def versions_in(versions: Versions, is_story: bool) -> list[Source]:
    """The versions of a text or story, the latest first."""
    return [
        Source(Kind.VERSION, is_story, one.kept_at, lambda one=one: texts_of(one), one)  # type: ignore[misc]
        for one in versions.all()
    ]


def backups_in(path: Path) -> list[Source]:
    """What the desk has kept of a text by itself, the latest first."""
    return [
        Source(
            Kind.BACKUP,
            False,
            datetime.fromtimestamp(one.kept_at),
            lambda one=one: _backup(path, one),  # type: ignore[misc]
        )
        for one in backups_of(path)
    ]


def _backup(path: Path, backup: Backup) -> Texts:
    return {path.name: read_document(backup.path, backup_of=path).text}


def story_texts(story: OpenStory, on_page: Path | None, page: str) -> Callable[[], Texts]:
    """Reads all texts of a story, that on the page as it is there, and the file of their order.

    Args:
        story: The story, as it is at this moment.
        on_page: The file of the text on the page.
        page: What is on the page.
    """
    folder = story.folder
    paths = [one.path for one in (*story.texts, *story.notes)]

    def read() -> Texts:
        outline = folder / OUTLINE
        return {
            path.relative_to(folder).as_posix(): page if path == on_page else read_document(path).text
            for path in [*paths, *([outline] if outline.is_file() else [])]
        }

    return read
