"""A story: the texts of a folder in the writer's order, and what can be done with them.

Everything is done such that a failure, or a kill, at any moment loses no words and no order: a name is listed
before its file is there (which means nothing to anybody), and goes from the list once the file is gone.
"""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from desktop.engine.documents.documents import Document, disk_state, write_document
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import DocumentError, StoryError
from desktop.engine.files.file_stamp import DiskState
from desktop.engine.files.reading import reason_of
from desktop.engine.shown import shown
from desktop.engine.stories.along import drop_along, move_along
from desktop.engine.stories.file_names import free_name, key_of, stem_of, usual_suffix
from desktop.engine.stories.moving import move_text
from desktop.engine.stories.outline import Outline, joined
from desktop.engine.stories.scanning import (
    NOTES,
    TRASH,
    Contents,
    subfolder,
)
from desktop.engine.stories.story_contents import StoryContents, StoryText, told

log = logging.getLogger("inkling")

UNNAMED = "text"  # the file of a title of which nothing can stand in a name


class StoryFolder(StoryContents):
    """A story's folder, and what can be done with its texts; see `StoryContents` for what it holds."""

    # --- the writer's order ------------------------------------------------------------------------------

    @told
    def move(self, text: StoryText, place: int) -> None:
        """Put a chapter, or a note, at another place among the others.

        Args:
            text: The text.
            place: Its number from then on, from 0.

        Raises:
            DocumentError, StoryError: It did not work, and the order is as it was.
        """
        with self.outline_changed() as outline:
            texts = self.notes if text.is_note else self.texts
            names = [one.name for one in texts if one.name != text.name]
            names.insert(max(0, place), text.name)
            listed = outline.names(text.is_note)
            listed[:] = joined(names, listed)
        self.look()

    @told
    def set_goal(self, words: int, by: date | None) -> None:
        """Set how long the story is to become, in words; 0 for no goal.

        Raises:
            DocumentError, StoryError: It did not work.
        """
        with self.outline_changed() as outline:
            outline.goal_words, outline.goal_by = words, by if words else None
        self.look()

    # --- texts -------------------------------------------------------------------------------------------

    @told
    def new(
        self,
        title: str,
        text: str = "",
        after: StoryText | None = None,
        is_note: bool = False,
        suffix: str = "",
        sources: Iterable[Path] = (),
    ) -> StoryText:
        """Make a chapter, or a note.

        Args:
            title: What it is called.
            text: What it holds.
            after: The text that it comes behind; the last one if None.
            is_note: It is a note.
            suffix: What its file's name ends in; "" for that of most others.
            sources: Files that its words are from; who cannot read those cannot read it either.

        Raises:
            DocumentError, StoryError: It did not work, and nothing has changed.
        """
        self.look()
        return self.add(
            title, lambda path: write_document(path, text, sources=sources), after, is_note, suffix
        )

    def add(
        self,
        title: str,
        write: Callable[[Path], object],
        after: StoryText | None,
        is_note: bool = False,
        suffix: str = "",
    ) -> StoryText:
        """Make a text whose file `write` writes; see `new`."""
        title = _title(title)
        texts = self.notes if is_note else self.texts
        name = self._free_name(title, suffix or usual_suffix([one.name for one in texts or self.texts]))
        folder = self._made_subfolder(self.folder, NOTES) if is_note else self.folder
        with self.outline_changed() as outline:
            outline.drop(name, is_note)  # of a file that is no more
            names = outline.names(is_note)
            at = outline.place_of(after.name, is_note) if after and after.is_note == is_note else None
            names.insert(len(names) if at is None else at + 1, name)
            _call(outline, name, title)
        path = folder / name
        try:
            if os.path.lexists(path):
                raise StoryError("There is a file {path} already; choose another title.", path=path)
            write(path)
        except BaseException:
            self.forget_name(name, is_note)
            raise
        self.look()
        return self.text_at(path) or StoryText(path, title, is_note)

    @told
    def rename(self, text: StoryText, title: str) -> StoryText:
        """Call a text otherwise; its file is named after it.

        Raises:
            DocumentError, StoryError: It did not work, and it is called as it was.
        """
        title = _title(title)
        with self.locked(text):
            name = self._free_name(title, text.path.suffix, but=text.name)
            is_same_file = key_of(name) == key_of(text.name)
            with self.outline_changed() as outline:
                if not is_same_file:
                    outline.drop(name, text.is_note)  # of a file that is no more
                at = outline.place_of(text.name, text.is_note)
                names = outline.names(text.is_note)
                if at is not None and is_same_file:
                    names[at] = name
                    outline.titles.pop(text.name, None)
                elif at is not None:
                    names.insert(at + 1, name)
                _call(outline, name, title)
            path = text.path.with_name(name)
            if name != text.name:
                try:
                    move_text(text.path, path)
                except OSError as error:
                    if not is_same_file:
                        self.forget_name(name, text.is_note)
                    raise StoryError(
                        "“{title}” cannot be renamed to {name} ({reason}).",
                        title=text.title,
                        name=name,
                        reason=reason_of(error),
                    ) from error
                move_along(text.path, path)
                if not is_same_file:
                    self.forget_name(text.name, text.is_note)
        log.info("Renamed %s to %s", shown(text.name), shown(name))
        self.look()
        return self.text_at(path) or StoryText(path, title, text.is_note)

    @told
    def rewrite(self, text: StoryText, was: Document, new: str) -> Document:
        """Give a text's file other words; what it held is kept among the backups.

        Args:
            text: The text.
            was: How its file was read; if it is another one now, nothing is written.
            new: What it is to hold.

        Raises:
            DocumentError, StoryError: It did not work, and the file is as it was.
        """
        with self.locked(text):
            if disk_state(text.path, was) is not DiskState.SAME:
                raise StoryError(
                    "“{title}” was changed since; its words stay where they are now.", title=text.title
                )
            return write_document(text.path, new, was)

    # --- the trash ---------------------------------------------------------------------------------------

    @told
    def delete(self, text: StoryText) -> StoryText:
        """Put a text into the trash, from which `put_back` brings it to its place again.

        Returns:
            It, in the trash.

        Raises:
            DocumentError, StoryError: It did not work, and the text is where it was.
        """
        with self.locked(text):
            trash = self._made_subfolder(self.folder, TRASH)
            if text.is_note:
                trash = self._made_subfolder(trash, NOTES)
            return self._carry(text, trash, is_trash=True)

    @told
    def put_back(self, text: StoryText) -> StoryText:
        """Bring a text back from the trash to where it was.

        Raises:
            DocumentError, StoryError: It did not work, and it still is in the trash.
        """
        folder = self._made_subfolder(self.folder, NOTES) if text.is_note else self.folder
        return self._carry(text, folder, is_trash=False)

    @told
    def empty_trash(self) -> None:
        """Delete for good what is in the trash.

        Raises:
            StoryError: Something in it cannot be deleted.
        """
        self.look()
        gone = self.trash
        try:
            for text in gone:
                text.path.unlink()
                drop_along(text.path)
        except OSError as error:
            raise StoryError(
                "The trash cannot be emptied ({reason}); check the permissions of {path}.",
                reason=reason_of(error),
                path=self.folder / TRASH,
            ) from error
        finally:
            self.look()
        with suppress(DocumentError), self.outline_changed() as outline:
            for text in gone:
                outline.drop(text.name, text.is_note)

    def _carry(self, text: StoryText, folder: Path, is_trash: bool) -> StoryText:
        """Move a text into another folder of the story; the list keeps its place."""
        name = free_name(
            text.path.stem, text.path.suffix, (self._names() - {text.name}) | {*Contents.of(folder).names}
        )
        with self.outline_changed() as outline:
            at = outline.place_of(text.name, text.is_note)
            names = outline.names(text.is_note)
            if at is None:
                names.append(name)
            elif name != text.name:
                names.insert(at + 1, name)
            _call(outline, name, text.title)
        try:
            move_text(text.path, folder / name)
        except OSError as error:
            if name != text.name:
                self.forget_name(name, text.is_note)
            raise StoryError(
                "{name} cannot be moved to {folder} ({reason}); it is where it was.",
                name=text.name,
                folder=folder,
                reason=reason_of(error),
            ) from error
        self.look()
        if name != text.name and text.name not in self._names():
            self.forget_name(text.name, text.is_note)
        return StoryText(folder / name, text.title, text.is_note, is_trash)

    # --- parts -------------------------------------------------------------------------------------------

    @contextmanager
    def locked(self, *texts: StoryText) -> Iterator[None]:
        """Keep other desks and windows from texts meanwhile.

        Raises:
            DocumentLockedError: One of them is open there.
        """
        locks = [DocumentLock(text.path) for text in texts if not self.is_held(text.path)]
        try:
            for lock in locks:
                lock.acquire()
            yield
        finally:
            for lock in locks:
                lock.release()

    def forget_name(self, name: str, is_note: bool) -> None:
        """List a name no longer; if that fails, it lists a file that is not there."""
        with suppress(DocumentError, StoryError), self.outline_changed() as outline:
            outline.drop(name, is_note)

    def _free_name(self, title: str, suffix: str, but: str = "") -> str:
        """A name for a title that no file of the story has, in the trash or not; except `but`."""
        return free_name(stem_of(title) or UNNAMED, suffix, self._names() - {but})

    def _made_subfolder(self, folder: Path, name: str) -> Path:
        path = subfolder(folder, name)
        try:
            path.mkdir(exist_ok=True)
        except OSError as error:
            raise StoryError(
                "{path} cannot be made ({reason}); check the folder's permissions.",
                path=path,
                reason=reason_of(error),
            ) from error
        return path


def _title(title: str) -> str:
    title = shown(" ".join(title.split()))
    if not title:
        raise StoryError("A text needs a title; type one.")
    return title


def _call(outline: Outline, name: str, title: str) -> None:
    """Keep a title that the name of the file does not give."""
    if Path(name).stem == title:
        outline.titles.pop(name, None)
    else:
        outline.titles[name] = title
