"""Splitting a chapter in two, joining two to one, and taking that back.

Each writes the words to where they shall be before it takes them from where they are, so that a failure, or a
kill, in between leaves some of them twice and none nowhere.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.engine.documents.decoding import Coding, NotTextError, joined_coding
from desktop.engine.documents.documents import Document, disk_state, read_document, write_document
from desktop.engine.documents.encodings import encoding_label
from desktop.engine.errors import DocumentError, InklingError, StoryError
from desktop.engine.files.file_stamp import DiskState, FileStamp
from desktop.engine.stories.along import carry_along
from desktop.engine.stories.story_contents import StoryText, told
from desktop.engine.stories.story_folder import StoryFolder

BLANK = " \t\n"
LONGEST_TITLE = 80
_HEADING = re.compile(r"#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


@dataclass(frozen=True)
class Seam:
    """Where a chapter was split, or two were joined.

    Attributes:
        first: The chapter before the seam.
        second: The one behind it; in the trash if the two were joined.
        place: Where in the first one's text the seam is.
        was: The first one as it was before.
        now: As it is since then.
        second_now: The second one as it is since then.
    """

    first: StoryText
    second: StoryText
    place: int
    was: Document
    now: Document
    second_now: Document

    @property
    def is_join(self) -> bool:
        """Whether two chapters were joined."""
        return self.second.is_trash


def title_in(text: str) -> str:
    """The title that a text begins with, as a heading in Markdown; "" if it begins otherwise."""
    match = _HEADING.match(text.lstrip(BLANK))
    return " ".join(match[1].split())[:LONGEST_TITLE] if match else ""


@told
def split(story: StoryFolder, text: StoryText, place: int, title: str) -> Seam:
    """Make a chapter, or note, of what stands behind a place in another one's file.

    Args:
        story: Whose text it is.
        text: The text, saved.
        place: Where its second half begins, in characters of `read_document`'s text.
        title: What the new chapter is called.

    Raises:
        DocumentError, StoryError: It did not work, and the text is whole.
    """
    with story.locked(text):
        was = read_document(text.path)
        head, tail = was.text[:place].rstrip(BLANK), was.text[place:].lstrip(BLANK)
        if not head or not tail:
            raise StoryError(
                "There is nothing to split here; put the cursor where the second chapter shall begin."
            )
        if was.text.endswith("\n"):
            head += "\n"
        written: list[Document] = []
        second = story.add(
            title,
            lambda path: written.append(_write_like(path, tail, was, text.path)),
            text,
            text.is_note,
        )
        try:
            now = write_document(text.path, head, was)
        except BaseException:
            with suppress(OSError, InklingError):  # its words are in the first one, too
                second.path.unlink()
                story.forget_name(second.name, second.is_note)
                story.look()
            raise
    carry_along([text.path], {text.path: head, second.path: tail})
    return Seam(text, second, len(head), was, now, written[0])


@told
def join(story: StoryFolder, first: StoryText, second: StoryText) -> Seam:
    """Put a text at the end of the one before it; its own file goes to the trash.

    Bytes that are no letters stay what they are, if both are in one encoding.

    Raises:
        DocumentError, StoryError: It did not work, and both are as they were.
    """
    with story.locked(first, second):
        was, other = read_document(first.path), read_document(second.path)
        try:
            coding, words = joined_coding(was.coding, was.text, other.coding, other.text)
        except NotTextError as error:
            raise DocumentError(
                "{path} is not {encoding}; choose another encoding.",
                path=second.path,
                encoding=encoding_label(other.encoding),
            ) from error
        head, tail = was.text.rstrip(BLANK), words.lstrip(BLANK)
        between = "\n\n" if head and tail else ""
        now = write_document(first.path, head + between + tail, replace(was, coding=coding))
    carry_along([first.path, second.path], {first.path: now.text})
    try:
        second = story.delete(second)
    except BaseException:
        with suppress(InklingError):  # or its words are there twice
            write_document(first.path, was.text, now)
            carry_along([first.path], {first.path: was.text, second.path: other.text})
        raise
    return Seam(first, second, len(head) + len(between), was, now, other)


@told
def take_back(story: StoryFolder, seam: Seam) -> None:
    """Take back a split, or a join, after which nothing was written to the two texts.

    Raises:
        DocumentError, StoryError: It did not work, or there are new words in them; all is as it was.
    """
    for text, document in ((seam.first, seam.now), (seam.second, seam.second_now)):
        if disk_state(text.path, document) is not DiskState.SAME:
            raise StoryError(
                "“{title}” was changed since; its words stay where they are now.", title=text.title
            )
    if seam.is_join:
        second = story.put_back(seam.second)
        with story.locked(seam.first):
            write_document(seam.first.path, seam.was.text, seam.now)
        carry_along([seam.first.path], {seam.first.path: seam.was.text, second.path: seam.second_now.text})
        return
    with story.locked(seam.first, seam.second):
        write_document(seam.first.path, seam.was.text, seam.now)
    carry_along([seam.first.path, seam.second.path], {seam.first.path: seam.was.text})
    story.delete(seam.second)


def _write_like(path: Path, text: str, other: Document, source: Path) -> Document:
    """Write a new file with the encoding, the line ends and no more readers than another one."""
    coding: Coding = other.coding
    empty = replace(other, text="", data=coding.mark, stamp=FileStamp(0, "", 0))
    return write_document(path, text, empty, sources=[source])
