"""What a story's folder holds, in the writer's order, and the file that keeps that order."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from desktop.engine.documents.writing import write_bytes
from desktop.engine.errors import DocumentError, Sentence, StoryError
from desktop.engine.files.reading import NoFileError, TooLargeError, read_file, reason_of
from desktop.engine.shown import shown
from desktop.engine.stories.file_names import free_name, key_of, natural
from desktop.engine.stories.moving import move_file
from desktop.engine.stories.outline import FILE_NAME, LONGEST_BYTES, Outline, joined
from desktop.engine.stories.scanning import (
    NOTES,
    TRASH,
    Contents,
    Found,
    Place,
    Skipped,
    contents_of_subfolder,
    subfolder,
)

log = logging.getLogger("inkling")

P = ParamSpec("P")
R = TypeVar("R")


def told(do: Callable[P, R]) -> Callable[P, R]:
    """Let a deed raise a StoryError, whatever else the system refuses."""

    @wraps(do)
    def tells(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return do(*arguments, **options)
        except OSError as error:
            raise StoryError(
                "The story's folder cannot be used ({reason}); check its permissions and the disk's space.",
                reason=reason_of(error),
            ) from error

    return tells


@dataclass(frozen=True)
class StoryText:
    """A chapter or a note.

    Attributes:
        path: Its file.
        title: What the writer calls it.
        is_note: It is no part of the story itself.
        is_trash: It lies in the trash.
    """

    path: Path
    title: str
    is_note: bool = False
    is_trash: bool = False

    @property
    def name(self) -> str:
        """Its file's name."""
        return self.path.name


class StoryContents:
    """The texts of one folder, as they were when it was looked at last.

    Attributes:
        folder: Where the story is.
        title: The story's; the folder's name if it has no other.
        texts: The chapters, in the writer's order.
        notes: What stands beside the story, in order.
        trash: What was deleted and can be put back.
        skipped: Files that are left out, with the reason.
        goal_words: How long the story is to become, in words; 0 for no goal.
        goal_by: The last day for that; None for any.
        is_held: Whether the caller has a file open itself, and so holds its lock.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.title = shown(folder.name)
        self.texts: tuple[StoryText, ...] = ()
        self.notes: tuple[StoryText, ...] = ()
        self.trash: tuple[StoryText, ...] = ()
        self.skipped: tuple[Skipped, ...] = ()
        self.goal_words = 0
        self.goal_by: date | None = None
        self.is_held: Callable[[Path], bool] = lambda path: False
        self._places: dict[tuple[bool, str], Place] = {}
        self._known = Outline()
        self._facts: tuple[int, ...] | None = None  # of the file, when that was read
        self._damage: Sentence | None = None
        self._told_damage: Sentence | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Look at a folder; nothing is written there.

        Raises:
            StoryGoneError: There is no such folder.
            StoryError: It cannot be read.
        """
        story = cls(folder.absolute())
        story.look()
        return story

    # --- what is there -----------------------------------------------------------------------------------

    @told
    def look(self) -> bool:
        """See what is there now. Says whether anything has changed.

        A file that another program has renamed keeps its place in the order.

        Raises:
            StoryGoneError: The folder is not there any more.
            StoryError: It cannot be read.
        """
        before = self._state()
        contents = Contents.of(self.folder)
        notes = contents_of_subfolder(self.folder, NOTES)
        outline, is_read = self._outline_now()
        if self._follow(outline, contents, False) | self._follow(outline, notes, True) and is_read:
            with suppress(DocumentError):
                self._keep(outline)
        self.title = outline.title or shown(self.folder.name)
        self.texts = self._in_order(outline, contents.texts, self.folder, False)
        self.notes = self._in_order(outline, notes.texts, self._subfolder_or_usual(NOTES), True)
        self.trash = self._trashed(outline)
        self.skipped = contents.skipped + notes.skipped
        self.goal_words, self.goal_by = outline.goal_words, outline.goal_by
        self._places = {(False, one.name): one.place for one in contents.texts} | {
            (True, one.name): one.place for one in notes.texts
        }
        return self._state() != before

    def text_at(self, path: Path) -> StoryText | None:
        """The chapter or note that a path is the file of; None if it is none."""
        return next((text for text in (*self.texts, *self.notes) if text.path == path), None)

    def place_of(self, path: Path) -> Place | None:
        """What tells a text's file from all others whatever it is called; None for any other file."""
        text = self.text_at(path)
        return self._places.get((text.is_note, text.name)) if text else None

    def path_at(self, place: Place) -> Path | None:
        """The text whose file `place_of` told of, as it is called now; None if it is not there."""
        names = {key for key, other in self._places.items() if other == place}
        found = (text for text in (*self.texts, *self.notes) if (text.is_note, text.name) in names)
        return next((text.path for text in found), None)

    def damage(self) -> Sentence | None:
        """What is wrong with `story.toml`, told once; None for nothing new."""
        news = self._damage if self._damage != self._told_damage else None
        self._told_damage = self._damage
        return news

    def _state(self) -> tuple[object, ...]:
        return (
            self.title,
            self.texts,
            self.notes,
            self.trash,
            self.skipped,
            self.goal_words,
            self.goal_by,
            self._damage,
        )

    def _outline_now(self) -> tuple[Outline, bool]:
        """What `story.toml` says, or said when it could be read last; and whether it can be now."""
        facts = _facts_of(self.folder / FILE_NAME)
        if facts is None or facts != self._facts:  # to read it takes longer than all the rest
            try:
                self._known = self._outline()
            except StoryError as error:
                self._facts, self._damage = None, error.sentence
                return self._known, False
            self._facts, self._damage = facts, _sentence_of(self._known.problem)
        return self._known, True

    def _outline(self) -> Outline:
        """What `story.toml` says.

        Raises:
            StoryError: It is there and cannot be read; it may well be sound.
        """
        path = self.folder / FILE_NAME
        try:
            data, _ = read_file(path, LONGEST_BYTES)
        except FileNotFoundError:
            return Outline()
        except (NoFileError, TooLargeError) as error:
            return Outline(problem=reason_of(error))
        except (OSError, ValueError) as error:
            raise StoryError(
                "{path} cannot be read ({reason}); check its permissions.", path=path, reason=reason_of(error)
            ) from error
        return Outline.from_bytes(data)

    def _keep(self, outline: Outline) -> None:
        """Write the outline; a damaged file is kept beside the new one.

        Raises:
            DocumentError: It cannot be written.
        """
        path = self.folder / FILE_NAME
        if outline.problem:
            self._put_aside(path)
            outline.problem = ""
        write_bytes(path, outline.to_bytes())

    def _put_aside(self, path: Path) -> None:
        """Keep a damaged file beside the one that takes its place."""
        aside = self.folder / free_name("story.damaged", ".toml", Contents.of(self.folder).names)
        try:
            write_bytes(aside, read_file(path)[0])
        except FileNotFoundError:
            return
        except (OSError, ValueError):
            try:
                move_file(path, aside)  # a folder, or a file that may not be read
            except OSError as error:
                raise DocumentError(
                    "{path} cannot be read, nor put aside ({reason}); rename it first.",
                    path=path,
                    reason=reason_of(error),
                ) from error
        log.warning("%s was damaged; as it was it is %s now", shown(path), shown(aside.name))

    def _follow(self, outline: Outline, contents: Contents, is_note: bool) -> bool:
        """Let files that another program has renamed keep their places. Says whether there are any."""
        names = outline.names(is_note)
        there = {found.name for found in contents.texts}
        new = {one.place: one.name for one in contents.texts if (is_note, one.name) not in self._places}
        followed = False
        for (was_note, old), place in self._places.items():
            if was_note == is_note and old not in there and place in new:
                at = outline.place_of(old, is_note)
                if at is not None and outline.place_of(new[place], is_note) is None:
                    names[at] = new[place]
                    outline.titles.pop(old, None)
                    followed = True
        return followed

    def _in_order(
        self, outline: Outline, found: tuple[Found, ...], folder: Path, is_note: bool
    ) -> tuple[StoryText, ...]:
        left = {one.name for one in found}
        # What one system takes for one name may be two files of another.
        spelled = {key_of(name): name for name in sorted(left.difference(outline.names(is_note)))}
        names = []
        for listed in outline.names(is_note):
            name = listed if listed in left else spelled.get(key_of(listed))
            if name in left:
                left.remove(name)
                names.append(name)
        names += sorted(left, key=lambda name: (natural(name), name))
        return tuple(
            StoryText(folder / name, outline.titles.get(name) or shown(Path(name).stem), is_note)
            for name in names
        )

    def _trashed(self, outline: Outline) -> tuple[StoryText, ...]:
        chapters = contents_of_subfolder(self.folder, TRASH)
        place = self.folder / TRASH
        notes = contents_of_subfolder(place, NOTES) if chapters.names else Contents()
        return tuple(
            StoryText(folder / name, outline.titles.get(name) or shown(Path(name).stem), is_note, True)
            for folder, contents, is_note in ((place, chapters, False), (place / NOTES, notes, True))
            for name in sorted((one.name for one in contents.texts), key=natural)
        )

    def _subfolder_or_usual(self, name: str) -> Path:
        with suppress(StoryError):
            return subfolder(self.folder, name)
        return self.folder / name

    @contextmanager
    def outline_changed(self) -> Iterator[Outline]:
        """Change what `story.toml` says now, with all texts that are there in its lists.

        Raises:
            DocumentError: It cannot be written; nothing has changed.
            StoryError: The folder is gone, or cannot be read.
        """
        self.look()
        outline = self._outline()
        for texts, is_note in ((self.texts, False), (self.notes, True)):
            names = outline.names(is_note)
            names[:] = joined([text.name for text in texts], names)
        yield outline
        self._keep(outline)

    def _names(self) -> set[str]:
        """All names in the story's folders."""
        in_folder, in_notes = Contents.of(self.folder).names, contents_of_subfolder(self.folder, NOTES).names
        return {*in_folder, *in_notes, *(one.name for one in self.trash)}


def _sentence_of(problem: str) -> Sentence | None:
    if not problem:
        return None
    return Sentence(
        "The file {file} of this story is damaged ({reason}); what could be read of it is used, and the "
        "damaged file is kept beside the new one as soon as you change the order.",
        {"file": FILE_NAME, "reason": problem},
    )


def _facts_of(path: Path) -> tuple[int, ...] | None:
    """What tells a file from a later one of its name; None if there is none."""
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns
