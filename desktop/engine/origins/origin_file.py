"""The file that keeps which words of a text a machine has suggested: `Chapter one.txt.origins.json`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.annotations.annotation import Anchor
from desktop.engine.errors import OriginError
from desktop.engine.files.beside import BesideFile, DamagedError
from desktop.engine.files.kept_json import MOST, NONSENSE
from desktop.engine.files.reading import reason_of
from desktop.engine.origins.origin import Origin, Record, Stretch

_ABOUT = (
    "Words of a text that Inkling has suggested and that stand as it wrote them, and how many it has put in. "
    "Places are counted in characters."
)


@dataclass(frozen=True)
class Kept:
    """What a file held when it was read or written.

    Attributes:
        record: What is known of the text.
        stamp: What tells the file from a later one; None for no file.
        damage: What to tell the writer of a damaged file that was put aside, as an error that nobody raised.
    """

    record: Record = field(default_factory=Record)
    stamp: object = None
    damage: OriginError | None = field(default=None, compare=False)


class OriginFile(BesideFile):
    """Reads and writes what is known of one text."""

    suffix = ".origins.json"
    folder = "origins"

    def read(self) -> Kept:
        """What is kept. A damaged file is put aside, and what can be read of it is given.

        Raises:
            OriginError: It cannot be read, or is of a later version.
        """
        stamp = self.stamp()
        record, is_whole = self._read()
        return Kept(record, stamp) if is_whole else self._without_damage(record)

    def look(self) -> Record:
        """What can be read of a file that may be nobody's of ours; it is not touched.

        Raises:
            OriginError: It cannot be read, or is of a later version.
        """
        return self._read()[0]

    def _read(self) -> tuple[Record, bool]:
        """What can be read, and whether that is all of it.

        Raises:
            OriginError: It cannot be read, or is of a later version.
        """
        try:
            content = self._load()
        except FileNotFoundError:
            return Record(), True
        except DamagedError:
            return Record(), False
        except OSError as error:
            raise OriginError(
                "Which words were suggested is kept in {path}, which cannot be read ({reason}); check its "
                "permissions.",
                path=self.path,
                reason=reason_of(error),
            ) from error
        if content["format"] != self.format:
            raise OriginError(
                "Which words were suggested is kept in {path} by another version of Inkling; update Inkling, "
                "and until then nothing new is noted.",
                path=self.path,
            )
        stretches, put_in = content.get("stretches"), content.get("put_in")
        sound = [one for entry in _list(stretches) if (one := _stretch(entry))]
        counts = {name: count for name, count in _mapping(put_in).items() if _is_count(name, count)}
        record = Record(
            sorted(sound, key=lambda one: one.anchor.start),
            {Origin(name): count for name, count in counts.items()},
        )
        is_whole = len(sound) == len(_list(stretches)) and counts == put_in and stretches is not None
        return record, is_whole

    def write(self, record: Record) -> Kept:
        """Keep this and nothing else.

        Raises:
            OriginError: It did not work, and what was kept before still is.
        """
        content = {
            "put_in": {origin.value: count for origin, count in record.put_in.items() if count},
            "stretches": [_entry(one) for one in record.stretches],
        }
        try:
            self._store(content if record else None, _ABOUT)
        except OSError as error:
            raise OriginError(
                "Which words were suggested cannot be kept in {path} ({reason}); check its permissions and "
                "the space on the disk.",
                path=self.beside or self.aside,
                reason=reason_of(error),
            ) from error
        return Kept(record, self.stamp())

    def _without_damage(self, rest: Record) -> Kept:
        """Put a damaged file aside, and go on with what could be read of it."""
        path = self.path
        try:
            damaged = self._put_aside()
        except OSError as error:
            raise OriginError(
                "Which words were suggested is kept in {path}, which is damaged and cannot be put aside "
                "({reason}); check the permissions of its folder.",
                path=path,
                reason=reason_of(error),
            ) from error
        kept = self.write(rest) if rest else Kept()
        damage = OriginError(
            "What was noted of suggested words was damaged; its file lies beside the text as {path}, and "
            "what could be read of it is kept.",
            path=damaged.name,
        )
        return Kept(kept.record, kept.stamp, damage)


def _entry(one: Stretch) -> dict[str, Any]:
    anchor = one.anchor
    return {
        "origin": one.origin.value,
        "words": anchor.exact,
        "start": anchor.start,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def _stretch(entry: Any) -> Stretch | None:
    try:
        start, words, prefix, suffix = entry["start"], entry["words"], entry["prefix"], entry["suffix"]
        if type(start) is not int or not 0 <= start <= MOST or not words:
            return None
        if not all(isinstance(one, str) for one in (words, prefix, suffix)):
            return None
        return Stretch(Origin(entry["origin"]), Anchor(start, start + len(words), words, prefix, suffix))
    except NONSENSE:
        return None


def _is_count(name: object, count: object) -> bool:
    return name in set(Origin) and type(count) is int and 0 <= count <= MOST


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}
