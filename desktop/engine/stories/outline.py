"""The file `story.toml` of a story's folder: what its folder cannot say by itself.

It is for people too, who may edit it by hand, and may be missing, then the texts are in the order of their
names:

    title = "The Lighthouse"    # else the folder's name
    order = ["Arrival.md", "The storm.md"]
    notes = ["People.md"]       # of the folder `notes`

    [titles]                    # of texts whose title no file can be called
    "Who is it.md" = "Who is it?"

    [goal]
    words = 80000
    by = 2027-03-31

A name in a list without a file is passed over: so a text that lies in the trash, or that another program has
taken away for a while, comes back to its place. What else the file holds is kept, comments too. What can be
read of a damaged file, or of one with both sides of a merge in it, is used.
"""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from desktop.engine.stories.file_names import key_of

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

FILE_NAME = "story.toml"
LONGEST_BYTES = 1 << 20  # of thousands of names
MOST_WORDS = 100_000_000  # of a goal
_BEGINNING = """\
# The order of this story's texts, for Inkling and for you. A name without a file does no harm.

"""
_SIDES = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$")
_LIST = re.compile(r"[ \t]*(order|notes)[ \t]*=[ \t]*\[")
_OTHER = re.compile(r"[ \t]*(?:\[|[\w-]+[ \t]*=)")
_STRINGS = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\'')
_BYTES = "bytes:"  # before a name that is no UTF-8, which TOML cannot hold; then each such byte as %E9


@dataclass
class Outline:
    """What the file says.

    Attributes:
        title: Of the story; "" for the folder's name.
        order: The names of the texts' files; some may not be there.
        notes: The same of the notes.
        titles: Those of texts that cannot be names of files, by the names.
        goal_words: How long the story is to become; 0 for no goal.
        goal_by: The last day for that; None for any.
        problem: What was wrong with the file, in a few words; "" if nothing was.
    """

    title: str = ""
    order: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    goal_words: int = 0
    goal_by: date | None = None
    problem: str = ""
    _source: "TOMLDocument | None" = field(default=None, repr=False, compare=False)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Outline":
        """Read the file, as far as it can be read."""
        text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        sides = _sides_of_merge(text)
        if not sides:
            return cls._read(text)
        ours, theirs = (cls._read(side) for side in sides)
        ours.order = joined(ours.order, theirs.order)
        ours.notes = joined(ours.notes, theirs.notes)
        ours.titles = theirs.titles | ours.titles
        ours.title = ours.title or theirs.title
        if not ours.goal_words:
            ours.goal_words, ours.goal_by = theirs.goal_words, theirs.goal_by
        ours.problem = "two versions of it were merged"
        return ours

    @classmethod
    def _read(cls, text: str) -> "Outline":
        import tomlkit  # slow to import, and only for stories

        try:
            source = tomlkit.parse(text)
            plain = source.unwrap()
        except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
            return cls._rescued(text, str(error))  # most errors of tomlkit are a ValueError
        except tomlkit.exceptions.TOMLKitError as error:
            return cls._rescued(text, str(error))
        outline = cls(
            title=_words(plain.get("title")),
            order=_names(plain.get("order")),
            notes=_names(plain.get("notes")),
            titles=_titles(plain.get("titles")),
            _source=source,
        )
        outline._read_goal(plain.get("goal"))
        return outline

    @classmethod
    def _rescued(cls, text: str, problem: str) -> "Outline":
        """The names that a damaged file lists."""
        outline = cls(problem=problem)
        current: list[str] | None = None
        for line in text.split("\n"):
            if begun := _LIST.match(line):
                current, line = (outline.order if begun[1] == "order" else outline.notes), line[begun.end() :]
            elif _OTHER.match(line):
                current = None
            if current is None:
                continue
            found = _names([_unescaped(one[1], one[2]) for one in _STRINGS.finditer(line)])
            current.extend(name for name in found if name not in current)
            if "]" in _STRINGS.sub("", line):
                current = None
        return outline

    def _read_goal(self, goal: Any) -> None:
        if not isinstance(goal, dict):
            return
        words, by = goal.get("words"), goal.get("by")
        if type(words) is int and 0 < words <= MOST_WORDS:
            self.goal_words = words
            self.goal_by = by if type(by) is date else None

    def to_bytes(self) -> bytes:
        """The file, with all that was in it beside what is known here."""
        import tomlkit

        file = self._source if self._source is not None else tomlkit.parse(_BEGINNING)
        known: list[tuple[str, Any]] = [
            ("title", self.title or None),
            ("order", _list(self.order)),
            ("notes", _list(self.notes) if self.notes else None),
        ]
        for name, value in known:
            if value is None:
                file.pop(name, None)
            elif file.get(name) != value:
                file[name] = value
        self._put_table(file, "titles", {_stored(name): title for name, title in self.titles.items()})
        goal: dict[str, Any] = {"words": self.goal_words} if self.goal_words else {}
        if goal and self.goal_by:
            goal["by"] = self.goal_by
        self._put_table(file, "goal", goal, ("words", "by"))
        return tomlkit.dumps(file).encode("utf-8")

    def _put_table(
        self, file: "TOMLDocument", name: str, values: dict[str, Any], keys: Iterable[str] | None = None
    ) -> None:
        """Give a table these values; of `keys`, if given, other entries stay as they are."""
        import tomlkit

        table = file.get(name)
        if not isinstance(table, dict):
            if not values:
                return
            file.pop(name, None)
            table = tomlkit.table()
            file[name] = table
        for key in [key for key in table if key not in values and (keys is None or key in keys)]:
            del table[key]
        for key, value in values.items():
            if table.get(key) != value:
                table[key] = value
        if not table:
            file.pop(name, None)

    # --- one text ----------------------------------------------------------------------------------------

    def names(self, is_note: bool) -> list[str]:
        """The list of the texts, or of the notes."""
        return self.notes if is_note else self.order

    def place_of(self, name: str, is_note: bool) -> int | None:
        """Where a name stands in its list, spelled like this or otherwise; None if it does not."""
        names = self.names(is_note)
        if name in names:
            return names.index(name)
        key = key_of(name)
        return next((n for n, one in enumerate(names) if key_of(one) == key), None)

    def drop(self, name: str, is_note: bool) -> None:
        """Say nothing of a name any more."""
        at = self.place_of(name, is_note)
        if at is not None:
            del self.names(is_note)[at]
        self.titles.pop(name, None)


def joined(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Our order with what only theirs has, each behind what it stands behind there."""
    result = list(ours)
    for number, name in enumerate(theirs):
        if name in result:
            continue
        before = next((one for one in reversed(theirs[:number]) if one in result), None)
        result.insert(result.index(before) + 1 if before is not None else 0, name)
    return result


def _sides_of_merge(text: str) -> tuple[str, str] | None:
    """What each side says of a file that a merge was given up in; None of any other file."""
    ours: list[str] = []
    theirs: list[str] = []
    wanted: tuple[list[str], ...] = (ours, theirs)
    found = False
    for line in text.split("\n"):
        mark = _SIDES.match(line)
        if not mark:
            for side in wanted:
                side.append(line)
            continue
        found = found or mark[1][0] == "<"
        wanted = {"<": (ours,), "|": (), "=": (theirs,), ">": (ours, theirs)}[mark[1][0]]
    return ("\n".join(ours), "\n".join(theirs)) if found else None


def _list(names: Sequence[str]) -> Any:
    """A list with a line for each name, so that versions of the file can be merged."""
    import tomlkit

    array = tomlkit.array()
    array.extend(_stored(name) for name in names)
    return array.multiline(True)


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _names(values: Any) -> list[str]:
    """The names of a list that can be those of files in a folder, each once."""
    found = (_name(value) for value in values) if isinstance(values, list) else ()
    return list(dict.fromkeys(name for name in found if name))


def _name(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    if value.startswith(_BYTES):
        value = os.fsdecode(unquote_to_bytes(value[len(_BYTES) :]))
    return "" if "/" in value or "\\" in value or "\0" in value or value in (".", "..") else value


def _stored(name: str) -> str:
    try:
        name.encode()
    except UnicodeEncodeError:
        return _BYTES + quote_from_bytes(os.fsencode(name))
    return name


def _titles(values: Any) -> dict[str, str]:
    if not isinstance(values, dict):
        return {}
    pairs = ((_name(name), _words(title)) for name, title in values.items())
    return {name: title for name, title in pairs if name and title}


def _unescaped(basic: str | None, literal: str | None) -> str:
    if basic is None:
        return literal or ""
    return re.sub(r"\\(.)", r"\1", basic)
