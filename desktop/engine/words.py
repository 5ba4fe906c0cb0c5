"""Words of plain text: counting them, and finding what stands twice around the cursor."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with half surrogate pairs, which a cut through Qt's UTF-16 leaves, made visible."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


class WordCounter:
    """Counts words in a stream of text; what hyphens and apostrophes join is one word."""

    def __init__(self) -> None:
        self.words = 0
        self._inside = False

    def feed(self, text: str) -> None:
        """Count on through `text`."""
        for character in text:
            if character.isalnum():
                self.words += not self._inside
                self._inside = True
            elif character not in "-'":
                self._inside = False


def count_words(text: str) -> int:
    """How many words a text has."""
    counter = WordCounter()
    counter.feed(text)
    return counter.words


def first_words(text: str, words: int) -> str:
    """The beginning of a text up to the end of its n-th word; all of it if it has fewer."""
    counter = WordCounter()
    for place, character in enumerate(text):
        counter.feed(character)
        if counter.words == words and not text[place + 1 : place + 2].isalnum():
            return text[: place + 1]
    return text


def overlap(text: str, right: str) -> int:
    """How many characters at the end of `text` stand at the beginning of `right`, in whole words or marks."""
    for length in range(min(len(text), len(right)), 0, -1):
        begin = len(text) - length
        splits_text = text[begin].isalnum() and begin > 0 and text[begin - 1].isalnum()
        splits_right = right[length - 1].isalnum() and right[length : length + 1].isalnum()
        if not splits_text and not splits_right and text.endswith(right[:length]):
            return length
    return 0


def repeats(text: str, right: str) -> bool:
    """Whether a text offered before `right` says again what `right` begins with.

    Its end may stand there already (" door." before "."), or its first word may, which means that the model
    has seen the gap as filled.
    """
    bare = right.lstrip()
    if overlap(text, right) or (bare and overlap(text, bare)):
        return True
    word = first_words(bare, 1)
    return bool(word) and word[0].isalnum() and first_words(text.lstrip(), 1) == word
