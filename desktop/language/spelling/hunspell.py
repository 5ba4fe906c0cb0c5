"""The process that spells: it answers, line by line, with Hunspell's dictionaries.

`desktop.language.spelling.process` starts it, as `inkling --spell`. Hunspell reads files that anybody may
have written, in C++, and holds Python's lock while it reads or thinks: a third of a second for many a
suggestion. Here it can do so, and crash, without the desk's taking notice.

A request is an object of JSON on a line: `dictionary`, the path of its .dic file, and either `words`, to be
told which are wrong, or `word`, to be told what it may have been meant for. The answer is a list, or null if
the dictionary cannot be used.
"""

import json
import sys
import unicodedata
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Protocol

MOST_DICTIONARIES = 3  # kept in memory at once, of 5 to 30 MB each
MOST_SUGGESTIONS = 8
# Hunspell takes a hundred bytes; nobody misspells words that long.
LONGEST_WORD = 40
_CURLY, _SOFT_HYPHEN = "\N{RIGHT SINGLE QUOTATION MARK}", "\N{SOFT HYPHEN}"


class Library(Protocol):
    """What is used of `hunspell.Hunspell`."""

    def spell(self, word: str) -> bool:
        """Whether the dictionary has a word; raises UnicodeEncodeError for letters that it cannot have."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that are like it."""


class HunspellDictionary:
    """One dictionary.

    Args:
        library: The dictionary, loaded.
        language: Its code, such as "en_GB".
    """

    def __init__(self, library: Library, language: str):
        self._library = library
        self._is_english = language[:2] == "en"

    @classmethod
    def load(cls, words: Path) -> "HunspellDictionary":
        """Read a dictionary.

        Args:
            words: The .dic file; the .aff file lies beside it.

        Raises:
            OSError, UnicodeError: It cannot be read.
            ImportError: There is no Hunspell.
        """
        from hunspell import Hunspell

        library = Hunspell(words.stem, str(words.parent), sys.getfilesystemencoding())
        return cls(library, words.stem)

    def is_right(self, word: str) -> bool:
        """Whether a word, or all that its hyphens join, is in the dictionary."""
        word = _plain(word)
        if len(word) > LONGEST_WORD or self._knows(word):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(len(part) < 2 or self._knows(part) for part in parts)

    def suggestions(self, word: str) -> list[str]:
        """What a word may have been meant for, the likeliest first, with the word's kind of apostrophe."""
        plain = _plain(word)
        found = list(dict.fromkeys(self._suggest(plain)))[:MOST_SUGGESTIONS]
        return [one.replace("'", _CURLY) for one in found] if _CURLY in word else found

    def _suggest(self, word: str) -> list[str]:
        parts = word.split("-")
        wrong = [number for number, part in enumerate(parts) if len(part) > 1 and not self._knows(part)]
        if len(parts) == 1 or not wrong or len(wrong) == len(parts):
            return self._ask(word)
        # Of what hyphens join, the first part that is wrong.
        first = wrong[0]
        return ["-".join([*parts[:first], one, *parts[first + 1 :]]) for one in self._ask(parts[first])]

    def _ask(self, word: str) -> list[str]:
        """What is like a word; Hunspell takes a capital for a name's, but most begin a sentence."""
        found = self._alike(word)
        if word[:1].isupper() and word[1:].islower():
            small = [one[:1].upper() + one[1:] for one in self._alike(word.lower()) if not one[:1].isupper()]
            found = [*small[: MOST_SUGGESTIONS // 2], *found, *small]
        return sorted(found, key=lambda one: not _is_slip(word, one))  # stable: else in Hunspell's order

    def _alike(self, word: str) -> list[str]:
        try:
            return [one for one in self._library.suggest(word) if one]
        except UnicodeEncodeError:
            return []

    def _knows(self, word: str) -> bool:
        if self._spells(word):
            return True
        if not self._is_english:
            return False
        if word.endswith("in'"):  # goin' and doin'
            return self._spells(word[:-1]) or self._spells(word[:-1] + "g")
        # English keeps the accents of borrowed words or drops them: naïve, café.
        bare = "".join(
            letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
        )
        return bare != word and self._spells(bare)

    def _spells(self, word: str) -> bool:
        try:
            return bool(self._library.spell(word))
        except UnicodeEncodeError:
            return False


def _is_slip(word: str, meant: str) -> bool:
    """Whether two letters changed places or an apostrophe was left out, as fingers do."""
    word, meant = word.lower(), meant.lower()
    if "'" in meant and meant.replace("'", "") == word:
        return True
    differ = [at for at, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other]
    return (
        len(word) == len(meant)
        and len(differ) == 2
        and differ[1] == differ[0] + 1
        and word[differ[0]] == meant[differ[1]]
        and word[differ[1]] == meant[differ[0]]
    )


class Shelf:
    """Answers requests with the dictionaries that it has read, the last few of which it keeps."""

    def __init__(self, load: Callable[[Path], HunspellDictionary] = HunspellDictionary.load):
        self._load = load
        self._dictionaries: OrderedDict[str, HunspellDictionary | None] = OrderedDict()

    def answer(self, request: dict[str, Any]) -> list[str] | None:
        """Answer one request."""
        dictionary = self._dictionary(str(request["dictionary"]))
        if dictionary is None:
            return None
        if "word" in request:
            return dictionary.suggestions(str(request["word"]))
        return [word for word in request["words"] if not dictionary.is_right(word)]

    def _dictionary(self, path: str) -> HunspellDictionary | None:
        if path not in self._dictionaries:
            try:
                found = self._load(Path(path))
            except (OSError, ImportError, UnicodeError):
                found = None
            while len(self._dictionaries) >= MOST_DICTIONARIES:
                self._dictionaries.popitem(last=False)
            self._dictionaries[path] = found
        self._dictionaries.move_to_end(path)
        return self._dictionaries[path]


def main(requests: BinaryIO | None = None, answers: BinaryIO | None = None) -> int:
    """Answer until there are no more requests; the desk closes the pipe when it ends."""
    shelf = Shelf()
    requests, answers = requests or sys.stdin.buffer, answers or sys.stdout.buffer
    for line in requests:
        answer = shelf.answer(json.loads(line))
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
    return 0


def _plain(word: str) -> str:
    """The word as dictionaries have it."""
    return unicodedata.normalize("NFC", word.replace(_CURLY, "'").replace(_SOFT_HYPHEN, ""))
