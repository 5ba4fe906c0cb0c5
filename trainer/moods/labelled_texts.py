"""Texts that somebody has sorted into dark and light ones: reviews with their verdicts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import CorpusError
from trainer.texts.decoding import read_lines, unreadable
from trainer.texts.reading import COMPRESSIONS, find_files, read_documents

# As the reviews of the Internet Movie Database are distributed: folders, or files in which 1 is positive.
FOLDERS = {"neg": 0, "pos": 1}
LABELS = {"0": 0, "1": 1, "neg": 0, "pos": 1, "negative": 0, "positive": 1}
TABLES = tuple(f".tsv{packed}" for packed in ("", *COMPRESSIONS))

_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class LabelledText:
    """One text and its label.

    Attributes:
        text: the text in one line, or in several.
        label: 1 for light, praising, positive; 0 for its opposite.
    """

    text: str
    label: int


@dataclass(frozen=True)
class LabelledFile:
    """A table of labelled texts, or one text.

    Attributes:
        path: the file.
        label: of the text that it is; None for a table.
    """

    path: Path
    label: int | None = None


def find_labelled(paths: Sequence[Path]) -> list[LabelledFile]:
    """List the files that hold labelled texts.

    Args:
        paths: tables (`.tsv`, also compressed), or folders that hold such tables, or the folders `pos` and
            `neg` with a text in each file.

    Raises:
        CorpusError: a path does not exist or cannot be read, or holds no labelled texts.
    """
    return [file for path in paths for file in _files_at(path)]


def read_labelled(files: Sequence[LabelledFile]) -> Iterator[LabelledText]:
    """The texts of files, one after the other, in a stream.

    A line of a table is a label, a tab and a text; other columns may stand between them. Labels are 0 and 1,
    `neg` and `pos`. The line breaks of web pages become spaces.

    Raises:
        CorpusError: a file cannot be read, or a line of a table has no label or no text.
    """
    for file in files:
        if file.label is None:
            yield from _table(file.path)
        else:
            parts = (part for document in read_documents([file.path]) for part in document.paragraphs)
            yield LabelledText(_without_breaks("\n".join(parts)), file.label)


def _files_at(path: Path) -> list[LabelledFile]:
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        path.stat()
    except OSError as error:
        raise unreadable(error, path) from error
    files = [LabelledFile(file) for file in inside if file.name.lower().endswith(TABLES)]
    for folder in inside:
        if folder.name in FOLDERS and folder.is_dir():
            label = FOLDERS[folder.name]
            files += [LabelledFile(file, label) for file in find_files([folder]).files]
    if not files:
        raise CorpusError(
            f"{path} holds no labelled texts; give a .tsv file whose lines are a label (0 or 1), a tab and a "
            "text, or a folder with the folders pos and neg."
        )
    return files


def _table(path: Path) -> Iterator[LabelledText]:
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        label, *columns = line.split("\t")
        known = LABELS.get(label.strip().lower())
        text = _without_breaks(columns[-1]) if columns else ""
        if known is None or not text.strip():
            raise CorpusError(
                f"Line {number} of {path} is not a label (0 or 1, neg or pos), a tab and a text; correct it."
            )
        yield LabelledText(text, known)


def _without_breaks(text: str) -> str:
    return _LINE_BREAK.sub(" ", text)
