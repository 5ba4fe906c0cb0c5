"""The words that the writer has added, one a line in a plain text file; how a list of words knows a word."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.engine.errors import InklingError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.folders import data_folder

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
        self.read()

    def read(self) -> None:
        """Know what the file has now."""
        try:
            with self._file.open("rb") as data:
                text = data.read(_MOST_BYTES).decode("utf-8-sig", "replace")
        except FileNotFoundError:
            text = ""
        except OSError as error:
            log.warning("The list of own words cannot be read: %s", error.strerror)
            return
        self._words = {_plain(line.strip()) for line in text.splitlines() if line.strip()}

    def add(self, *words: str) -> None:
        """Know some words, and keep them.

        Raises:
            InklingError: They cannot be kept; they are known until the desk ends.
        """
        self.read()
        super().add(*words)
        self._write()

    def remove(self, *words: str) -> None:
        """Know some words no more, in the file neither.

        Raises:
            InklingError: The file cannot be written.
        """
        self.read()
        super().remove(*words)
        self._write()

    def _write(self) -> None:
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._file, "".join(f"{word}\n" for word in self).encode("utf-8", "replace"))
        except OSError as error:
            raise InklingError(
                "Your own words cannot be kept in {path} ({reason}); check its permissions.",
                path=self._file,
                reason=error.strerror or str(error),
            ) from error


def _plain(word: str) -> str:
    return word.replace(_CURLY, "'")
