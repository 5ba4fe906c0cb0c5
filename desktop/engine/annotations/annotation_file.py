"""The file that keeps the annotations of one text: JSON that one can read, beside the text.

`Chapter one.txt` has `Chapter one.txt.comments.json`, so that a copy, a backup or a sync of the folder takes
it along and no other program is disturbed. Where nothing can be written beside the text, and for a text
without a file, it is in the writer's data folder. A text without annotations has none.
"""

import contextlib
import json
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.engine.annotations.annotation import Annotation
from desktop.engine.errors import AnnotationError
from desktop.engine.files.atomic import FactsLostError, replace_file, write_atomically
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import NoFileError, TooLargeError, read_file, reason_of
from desktop.engine.files.temporary import remove_leftovers
from desktop.engine.folders import data_folder
from desktop.engine.names import digest_of, fitting, shortened
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

FORMAT = 1
SUFFIX = ".comments.json"
FOLDER = "comments"  # in the data folder
LONGEST_BYTES = 1 << 26
_LONGEST_STEM = 80  # bytes of a text's name in that of its file in the data folder


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


class AnnotationFile:
    """Reads and writes the annotations of one text.

    Attributes:
        text: The text's file; None for one that has none yet.
    """

    def __init__(self, text: Path | None, name: str = ""):
        """Keep the annotations of `text`; of one without a file under `name`."""
        self.text = Path(os.path.realpath(text)) if text else None
        self._name = name

    @property
    def beside(self) -> Path | None:
        """The file beside the text."""
        return fitting(self.text.parent, self.text.name, "", SUFFIX) if self.text else None

    @property
    def aside(self) -> Path:
        """The file in the data folder."""
        if self.text is None:
            return data_folder() / FOLDER / f"{self._name}{SUFFIX}"
        stem = shown(shortened(self.text.stem, _LONGEST_STEM))
        return data_folder() / FOLDER / f"{stem}-{digest_of(self.text)}{SUFFIX}"

    @property
    def path(self) -> Path:
        """The file that holds them now, or would; where there are two, that in the data folder is newer."""
        return self.aside if self.beside is None or self.aside.exists() else self.beside

    def stamp(self) -> object:
        """What tells the file as it is now from a later one; None for no file."""
        try:
            facts = self.path.stat()
        except OSError:
            return None
        return os.fspath(self.path), facts.st_ino, facts.st_size, facts.st_mtime_ns

    def read(self) -> Kept:
        """What is kept. A damaged file is put aside, and what can be read of it is given.

        Raises:
            AnnotationError: It cannot be read, or is of a later version.
        """
        stamp = self.stamp()
        try:
            data, _ = read_file(self.path, LONGEST_BYTES)
            entries = json.loads(data)
            version, found = entries["format"], entries["annotations"]
            if not isinstance(found, list):
                raise TypeError("no list")
        except FileNotFoundError:
            return Kept()
        except (NoFileError, TooLargeError, ValueError, KeyError, TypeError, RecursionError):
            return self._put_aside([])
        except OSError as error:
            raise AnnotationError(
                "The comments in {path} cannot be read ({reason}); check its permissions.",
                path=self.path,
                reason=reason_of(error),
            ) from error
        if version != FORMAT:
            raise AnnotationError(
                "The comments in {path} were kept by another version of Inkling; update Inkling, and until "
                "then no new ones are kept.",
                path=self.path,
            )
        sound = {one.id: one for entry in found if (one := _annotation(entry))}
        if len(sound) == len(found):
            return Kept(tuple(sound.values()), stamp)
        return self._put_aside(list(sound.values()))

    def write(self, annotations: Sequence[Annotation]) -> Kept:
        """Keep these and no others.

        Raises:
            AnnotationError: It did not work, and what was kept before still is.
        """
        try:
            self._write(annotations)
        except OSError as error:
            raise AnnotationError(
                "Comments cannot be kept in {path} ({reason}); check its permissions and the space on the "
                "disk.",
                path=self.beside or self.aside,
                reason=reason_of(error),
            ) from error
        return Kept(tuple(annotations), self.stamp())

    def _write(self, annotations: Sequence[Annotation]) -> None:
        beside, aside = self.beside, self.aside
        if not annotations:
            for path in filter(None, (beside, aside)):
                path.unlink(missing_ok=True)
            return
        data = _to_json(annotations, self.text)
        if beside:
            try:
                self._write_beside(Path(os.path.realpath(beside)), data)
            except OSError as error:
                log.warning("Comments go into the data folder: %s", reason_of(error))
            else:
                with contextlib.suppress(OSError):
                    aside.unlink(missing_ok=True)
                return
        private_folder(aside.parent)
        write_atomically(aside, data)

    def _write_beside(self, path: Path, data: bytes) -> None:
        """Write a file that those can read who can read the text, and nobody else."""
        remove_leftovers(path.parent)
        if self.text and self.text.exists():
            with contextlib.suppress(FactsLostError):
                replace_file(path, data, FileFacts.of(self.text))
                return
        write_atomically(path, data)

    def _put_aside(self, rest: Sequence[Annotation]) -> Kept:
        """Rename a damaged file, so that nothing that may still be in it is lost, and go on with the rest."""
        path = self.path
        moment = time.strftime("%Y%m%d-%H%M%S")
        damaged = fitting(path.parent, path.name.removesuffix(SUFFIX), "", f".damaged-{moment}{SUFFIX}")
        number = 1
        while os.path.lexists(damaged):
            number += 1
            name = path.name.removesuffix(SUFFIX)
            damaged = fitting(path.parent, name, "", f".damaged-{moment}-{number}{SUFFIX}")
        try:
            path.rename(damaged)
        except OSError as error:
            raise AnnotationError(
                "The comments in {path} are damaged and cannot be put aside ({reason}); check the "
                "permissions of its folder.",
                path=path,
                reason=reason_of(error),
            ) from error
        log.warning("The comments in %s are damaged; the file is now %s", shown(path), shown(damaged.name))
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
    except (KeyError, TypeError, ValueError):
        return None


def _to_json(annotations: Sequence[Annotation], text: Path | None) -> bytes:
    about = "Comments and bookmarks of a text, kept by Inkling. Places are counted in characters."
    content: dict[str, Any] = {"format": FORMAT, "about": about}
    # Of a text without a file nobody knows otherwise whether it is still open.
    content |= {"text": shown(text.name)} if text else {"process": Process.current().to_dict()}
    content["annotations"] = [one.to_dict() for one in annotations]
    return json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8", "replace")
