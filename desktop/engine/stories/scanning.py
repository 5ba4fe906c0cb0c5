"""What lies in a story's folder: its texts, its notes and its trash; everything else is left alone."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.errors import Sentence, StoryError, StoryGoneError
from desktop.engine.files.reading import LONGEST_BYTES, reason_of
from desktop.engine.stories.file_names import is_text_name, key_of

NOTES, TRASH = "notes", ".trash"
MOST_TEXTS = 5000  # who opens a folder with more has taken the wrong one


Place = tuple[int, int, int, int]


@dataclass(frozen=True)
class Found:
    """A text in a folder.

    Attributes:
        name: Its file's.
        place: Numbers of its file system and of the file on it, its size and when it was written: what a
            renamed file keeps. The numbers alone may come to a new file when an old one is deleted.
    """

    name: str
    place: Place


@dataclass(frozen=True)
class Skipped:
    """A file with a text's name that is not shown.

    Attributes:
        name: Its name.
        reason: Why, in a few words.
    """

    name: str
    reason: Sentence


@dataclass(frozen=True)
class Contents:
    """What a folder holds.

    Attributes:
        texts: Its texts, in no order.
        skipped: What was left out.
        names: Of everything in it.
    """

    texts: tuple[Found, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, folder: Path) -> "Contents":
        """Look into a folder.

        Raises:
            StoryGoneError: There is no such folder.
            StoryError: It cannot be read, or holds too much.
        """
        texts: dict[Place, Found] = {}
        skipped, names = [], []
        try:
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda one: one.name):
                    names.append(entry.name)
                    if not is_text_name(entry.name):
                        continue
                    found = _look_at(entry)
                    if isinstance(found, Found) and found.place in texts:
                        other = texts[found.place].name
                        found = Skipped(found.name, Sentence("the same file as {name}", {"name": other}))
                    if isinstance(found, Found):
                        texts[found.place] = found
                    elif found:
                        skipped.append(found)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise StoryGoneError(
                "The folder {path} is not there any more; bring it back, or save your text elsewhere.",
                path=folder,
            ) from error
        except (OSError, ValueError) as error:
            raise StoryError(
                "The folder {path} cannot be read ({reason}); check its permissions.",
                path=folder,
                reason=reason_of(error),
            ) from error
        if len(texts) > MOST_TEXTS:
            raise StoryError(
                "{path} holds {count} texts, more than a story has; open the folder of one story.",
                path=folder,
                count=len(texts),
            )
        return cls(tuple(texts.values()), tuple(skipped), tuple(names))


def names_in(folder: Path) -> set[str]:
    """The names of all that is in a folder.

    Raises:
        OSError: It cannot be read.
    """
    return {path.name for path in folder.iterdir()}


def subfolder(folder: Path, name: str) -> Path:
    """A folder within a story's folder, whether it is there or not; found if it is spelled otherwise.

    Raises:
        StoryError: What stands there is a link or no folder.
    """
    path = folder / name
    if not os.path.lexists(path):
        try:
            others = [one for one in names_in(folder) if key_of(one) == key_of(name)]
        except OSError:
            others = []
        if not others:
            return path
        path = folder / others[0]
    if path.is_symlink() or not path.is_dir():
        raise StoryError("{path} is a link or a file where a folder is needed; rename it first.", path=path)
    return path


def contents_of_subfolder(folder: Path, name: str) -> Contents:
    """What a folder within a story's folder holds; nothing if there is none, or it cannot be read."""
    try:
        return Contents.of(subfolder(folder, name))
    except StoryError:
        return Contents()


def _look_at(entry: os.DirEntry[str]) -> Found | Skipped | None:
    """A text, or why it is none; None for what nobody would take for one."""
    try:
        if entry.is_symlink():
            return Skipped(entry.name, Sentence("a link"))
        facts = Path(entry.path).lstat()  # on Windows `entry.stat` knows no place
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(facts.st_mode):
        return None
    if facts.st_size > LONGEST_BYTES:
        return Skipped(entry.name, Sentence("too large"))
    if not os.access(entry.path, os.R_OK):
        return Skipped(entry.name, Sentence("no permission to read it"))
    return Found(entry.name, (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns))
