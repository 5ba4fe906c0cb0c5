"""The words that the writer has added, one a line in a plain text file; how a list of words knows a word."""

import codecs
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.engine.errors import InklingError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.reading import read_file, reason_of
from desktop.engine.folders import data_folder
from desktop.engine.names import real_path

log = logging.getLogger("inkling")

_MOST_BYTES = 8 << 20
_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


class WordList:
    """Words that are right, whatever the dictionaries say.

    A word in small letters is known with a capital, too, and in capitals; one with a capital only so and in
    capitals. Each is known with 's behind it.
    """

    def __init__(self, words: Iterable[str] = ()):
        self._words = {_plain(word) for word in words}

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not self._words:
            return False
        plain = _plain(word)
        bare = plain[:-2] if plain[-2:] in ("'s", "'S") else plain
        return any(self._has(one) for one in {plain, bare})

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._words))

    def __len__(self) -> int:
        return len(self._words)

    def add(self, *words: str) -> None:
        """Know some words."""
        self._words.update(map(_plain, words))

    def remove(self, *words: str) -> None:
        """Know some words no more."""
        self._words.difference_update(map(_plain, words))

    def _has(self, word: str) -> bool:
        if word in self._words or word.lower() in self._words:
            return True
        return word.isupper() and word.title() in self._words


def own_words_file() -> Path:
    """Where the writer's own words are kept."""
    return data_folder() / "spelling" / "words.txt"


class OwnWords(WordList):
    """The writer's own words and their file, which no one else may read.

    The file may be edited by hand, or deleted, at any time; it is read anew before it is written.
    """

    def __init__(self, file: Path | None = None):
        super().__init__()
        self._file = file or own_words_file()
        self._odd: list[bytes] = []  # lines that are no words, kept as they are
        self.read()

    def read(self) -> None:
        """Know what the file has now; if it cannot be read, what it had before."""
        try:
            self._read()
        except OSError as error:
            log.warning("The list of own words cannot be read: %s", reason_of(error))

    def _read(self) -> None:
        """Know what the file has now.

        Raises:
            OSError: It cannot be read, and nothing has changed.
        """
        try:
            data, _ = read_file(self._file, _MOST_BYTES)
        except FileNotFoundError:
            data = b""
        words, odd = set(), []
        for line in data.removeprefix(codecs.BOM_UTF8).splitlines():
            word = _word(line)
            if word:
                words.add(word)
            elif line.strip():
                odd.append(line)
        self._words, self._odd = words, odd

    def add(self, *words: str) -> None:
        """Know some words, and keep them.

        Raises:
            InklingError: They cannot be kept; they are known until the desk ends.
        """
        with self._kept():
            super().add(*words)

    def remove(self, *words: str) -> None:
        """Know some words no more, in the file neither.

        Raises:
            InklingError: The file cannot be written.
        """
        with self._kept():
            super().remove(*words)

    @contextmanager
    def _kept(self) -> Iterator[None]:
        """Keep what is changed meanwhile, if what the file has now can be read; else nothing is written."""
        failure: OSError | None = None
        try:
            self._read()
        except OSError as error:
            failure = error  # to write a new one would take the words that are in it
        yield
        try:
            if failure:
                raise failure
            self._write()
        except OSError as error:
            raise InklingError(
                "Your own words cannot be kept in {path} ({reason}); check its permissions.",
                path=self._file,
                reason=reason_of(error),
            ) from error

    def _write(self) -> None:
        lines = [*(word.encode("utf-8", "replace") for word in self), *self._odd]
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(real_path(self._file), b"".join(line + b"\n" for line in lines))


def _word(line: bytes) -> str:
    """The word in a line; "" if there is none."""
    try:
        word = line.decode("utf-8").strip()
    except ValueError:
        return ""
    return "" if "\0" in word else _plain(word)


def _plain(word: str) -> str:
    return word.replace(_CURLY, "'")
