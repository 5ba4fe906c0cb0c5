"""The file that keeps the annotations of one text, beside it: `Chapter one.txt.comments.json`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.annotations.annotation import Annotation
from desktop.engine.errors import AnnotationError
from desktop.engine.files.beside import BesideFile, DamagedError
from desktop.engine.files.kept_json import NONSENSE
from desktop.engine.files.reading import reason_of

_ABOUT = "Comments and bookmarks of a text, kept by Inkling. Places are counted in characters."


@dataclass(frozen=True)
class Kept:
    """What a file of annotations held when it was read or written.

    Attributes:
        annotations: In their order in the file.
        stamp: What tells the file from a later one; None for no file.
        damage: What to tell the writer of a damaged file that was put aside, as an error that nobody raised.
    """

    annotations: Sequence[Annotation] = ()
    stamp: object = None
    damage: AnnotationError | None = field(default=None, compare=False)


class AnnotationFile(BesideFile):
    """Reads and writes the annotations of one text."""

    suffix = ".comments.json"
    folder = "comments"

    def read(self) -> Kept:
        """What is kept. A damaged file is put aside, and what can be read of it is given.

        Raises:
            AnnotationError: It cannot be read, or is of a later version.
        """
        stamp = self.stamp()
        sound, is_whole = self._read()
        return Kept(sound, stamp) if is_whole else self._without_damage(sound)

    def look(self) -> Sequence[Annotation]:
        """What can be read of a file that may be nobody's of ours; it is not touched.

        Raises:
            AnnotationError: It cannot be read, or is of a later version.
        """
        return self._read()[0]

    def _read(self) -> tuple[Sequence[Annotation], bool]:
        """What can be read, and whether that is all of it.

        Raises:
            AnnotationError: It cannot be read, or is of a later version.
        """
        try:
            content = self._load()
            found = content["annotations"]
            if not isinstance(found, list):
                raise DamagedError
        except FileNotFoundError:
            return (), True
        except (DamagedError, KeyError):
            return (), False
        except OSError as error:
            raise AnnotationError(
                "The comments in {path} cannot be read ({reason}); check its permissions.",
                path=self.path,
                reason=reason_of(error),
            ) from error
        if content["format"] != self.format:
            raise AnnotationError(
                "The comments in {path} were kept by another version of Inkling; update Inkling, and until "
                "then no new ones are kept.",
                path=self.path,
            )
        sound = {one.id: one for entry in found if (one := _annotation(entry))}
        return tuple(sound.values()), len(sound) == len(found)

    def write(self, annotations: Sequence[Annotation]) -> Kept:
        """Keep these and no others.

        Raises:
            AnnotationError: It did not work, and what was kept before still is.
        """
        content = {"annotations": [one.to_dict() for one in annotations]} if annotations else None
        try:
            self._store(content, _ABOUT)
        except OSError as error:
            raise AnnotationError(
                "Comments cannot be kept in {path} ({reason}); check its permissions and the space on the "
                "disk.",
                path=self.beside or self.aside,
                reason=reason_of(error),
            ) from error
        return Kept(tuple(annotations), self.stamp())

    def _without_damage(self, rest: Sequence[Annotation]) -> Kept:
        """Put a damaged file aside, and go on with what could be read of it."""
        path = self.path
        try:
            damaged = self._put_aside()
        except OSError as error:
            raise AnnotationError(
                "The comments in {path} are damaged and cannot be put aside ({reason}); check the "
                "permissions of its folder.",
                path=path,
                reason=reason_of(error),
            ) from error
        kept = self.write(rest) if rest else Kept()
        damage = AnnotationError(
            "The comments of this text were damaged; their file lies beside the text as {path}, and what "
            "could be read of it is kept.",
            path=damaged.name,
        )
        return Kept(kept.annotations, kept.stamp, damage)


def _annotation(entry: Any) -> Annotation | None:
    try:
        return Annotation.from_dict(entry)
    except NONSENSE:
        return None
