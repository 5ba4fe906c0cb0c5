"""presage as Debian ships it, through its library: ranked words, without probabilities.

Its profile is a folder of its own. It learns from the text that stands there and from what is typed, as
it does for its users, and forgets it for the next document.
"""

import ctypes
import os
import tempfile
from pathlib import Path

from desktop.engine.decoding.suggest import Suggestion, SuggestSettings

LIBRARY = "libpresage.so.1"
DATABASE = Path("/usr/share/presage/database_en.db")
_LEFT = 400
_SENTENCE_END = '.!?"'
# An address: ctypes would lose what a callback that returns a string gives.
_TEXT = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)


class Presage:
    """Suggests with presage."""

    def __init__(self, database: Path | None = None) -> None:
        """Load the library.

        Args:
            database: N-grams that its `text2ngram` has counted; those it ships if left out.

        Raises:
            OSError: It is not installed.
        """
        self._library = ctypes.CDLL(LIBRARY)
        self._database = database
        self._left, self._nothing = ctypes.create_string_buffer(b""), ctypes.create_string_buffer(b"")
        self._past = _TEXT(lambda _: ctypes.addressof(self._left))
        self._future = _TEXT(lambda _: ctypes.addressof(self._nothing))
        self._knows_document = False
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._presage = ctypes.c_void_p()

    def forget(self) -> None:
        """Begin with a new profile."""
        self.close()
        self._home = tempfile.TemporaryDirectory()
        self._knows_document = False
        home, os.environ["HOME"] = os.environ.get("HOME", ""), self._home.name
        (Path(self._home.name) / ".presage").mkdir()
        try:
            self._open()
        finally:
            os.environ["HOME"] = home

    def suggest(self, left: str, right: str, settings: SuggestSettings) -> list[Suggestion]:
        """Its words at the end of `left`, in its order; 1 stands for the probability, which it has not."""
        if not left.strip() or right[:1].isalnum():
            return []
        if not self._knows_document:
            self._library.presage_learn(self._presage, left.encode())
            self._knows_document = True
        self._left = ctypes.create_string_buffer(left[-_LEFT:].encode())
        found = ctypes.POINTER(ctypes.c_char_p)()
        if self._library.presage_predict(self._presage, ctypes.byref(found)) != 0:
            return []
        words: list[str] = []
        while (word := found[len(words)]) is not None:
            words.append(word.decode(errors="replace"))
        self._library.presage_free_string_array(found)
        texts = [text for word in words if (text := rest_of(word, left))]
        return [Suggestion(text, 1.0) for text in texts[: settings.alternatives]]

    def close(self) -> None:
        """Drop the profile."""
        if self._home is not None:
            self._library.presage_free(self._presage)
            self._home.cleanup()
            self._home = None

    def _open(self) -> None:
        failed = self._library.presage_new(self._past, None, self._future, None, ctypes.byref(self._presage))
        if failed:
            raise OSError("presage does not start; install its data too.")
        settings = {"Presage.Selector.REPEAT_SUGGESTIONS": "yes"}
        if self._database:
            settings["Presage.Predictors.DefaultSmoothedNgramPredictor.DBFILENAME"] = str(self._database)
        for name, value in settings.items():
            self._library.presage_config_set(self._presage, name.encode(), value.encode())


def rest_of(word: str, left: str) -> str:
    """What of a suggested word is still to be typed.

    presage knows small letters only; where a sentence begins the word gets its capital, and "i" always, which
    is what an editor around it would do.
    """
    typed = _half_typed(left)
    if not word.lower().startswith(typed.lower()):
        return ""
    if typed:
        return word[len(typed) :]
    if word == "i" or word.startswith("i'"):
        return "I" + word[1:]
    before = left.rstrip()
    begins = not before or before[-1] in _SENTENCE_END or left.endswith("\n")
    return word[:1].upper() + word[1:] if begins else word


def _half_typed(left: str) -> str:
    begin = len(left)
    while begin and (left[begin - 1].isalnum() or left[begin - 1] == "'"):
        begin -= 1
    return left[begin:]
