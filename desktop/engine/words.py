"""Words of plain text: where they begin and end, counting them, and what stands twice around the cursor.

Letters join to words, which spaces and marks part. Chinese and Japanese write no spaces, and where a word
ends in them is a matter of opinion: each of their characters, an *ideograph* here, is a word by itself, as
word processors count. What hyphens and apostrophes join is one word here, as it is suggested and
kept as one. The rest of the engine asks this module what a word is; the number of words that the writer is
told of a document is Unicode's, which parts them at hyphens (`desktop.editor.counting.unicode_words`).
"""

import re
from collections.abc import Iterator

# What stands in the square brackets of a regular expression: Han characters with their iteration mark and
# zero, and kana. Hangul is not among them: Korean has spaces.
IDEOGRAPHS = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# The letters of Thai, Lao, Burmese and Khmer, which part sentences with spaces, not words.
UNSPACED_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# A letter or digit that joins with those beside it.
LETTER = rf"[^\W_{IDEOGRAPHS}]"
# The marks of Chinese and Japanese, after which no space follows either.
_WIDE_MARKS = (
    "\u3001-\u3004\u3008-\u3020\u3030\u30a0\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_FIRST_IDEOGRAPH = "\u3005"
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
_UNSPACED = re.compile(f"[{IDEOGRAPHS}{_WIDE_MARKS}]")
_OPENING = '"\u201c\u201e\u2018\u201a\u00ab(\\[\u00bf\u00a1'
_BEGINS_WORD = re.compile(rf"[{_OPENING}]?(?![{UNSPACED_LETTERS}]){LETTER}")
_JOINING = "-'\N{RIGHT SINGLE QUOTATION MARK}"
_WORD = re.compile(rf"[{IDEOGRAPHS}]|{LETTER}(?:{LETTER}|[{_JOINING}])*")
_LETTERS = re.compile(LETTER + "+")
_JOINED = rf"{LETTER}(?:{LETTER}|[{_JOINING}](?={LETTER}))*"
_MARKS = r"[^\w\s]+"
_KEPT = re.compile(rf"\s*(?:[{IDEOGRAPHS}]|{_MARKS}(?=[{IDEOGRAPHS}])|(?:{_MARKS}\s*)?{_JOINED}|{_MARKS})")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What stands between white space and looks like an address of the web or of mail, finished or not.
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:/|www\.|[\w.+-]*\w@[\w.-]*$|[\w-]+(\.[\w-]+)*\.[a-z]{2,}/", re.IGNORECASE
)
_LONGEST_ADDRESS = 600  # characters that are looked at: nobody types a longer one
# Of some languages: each is followed by a name or a number more often than by another sentence.
# fmt: off
ABBREVIATIONS = frozenset((
    "mr", "mrs", "ms", "mx", "dr", "st", "prof", "rev", "hon", "capt", "col", "gen", "lt", "lieut", "sgt",
    "maj", "messrs", "jr", "sr", "vs", "vol", "mt", "cf", "etc", "pp", "ca", "mme", "mlle", "mlles", "hr",
    "fr", "frl", "bzw", "usw", "sra", "srta", "sig", "dott",
))
# fmt: on
_ONE_LETTER_WORDS = "Iaeiouy"
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]*\w)?)\.$")
_LONGEST_ABBREVIATION = 12  # characters that are looked at


def well_formed(text: str) -> str:
    """The text with half surrogate pairs, which a cut through Qt's UTF-16 leaves, made visible."""
    try:
        text.encode()  # fails at a half pair, and is found out sooner than by looking for one
    except UnicodeEncodeError:
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def is_ideograph(character: str) -> bool:
    """Whether a character is a word by itself."""
    return character >= _FIRST_IDEOGRAPH and _IDEOGRAPH.match(character) is not None


def has_ideographs(text: str) -> bool:
    """Whether there is any ideograph in a text."""
    return not text.isascii() and _IDEOGRAPH.search(text) is not None


def is_letter(character: str) -> bool:
    """Whether a character joins with the letters beside it to one word; False for ""."""
    return character.isalnum() and not is_ideograph(character)


def is_unspaced(character: str) -> bool:
    """Whether a word may follow a character without a space: behind an ideograph or a full-width mark."""
    return _UNSPACED.match(character) is not None


def begins_word(text: str) -> bool:
    """Whether a text begins with a word, or with what opens one, that needs a space before it."""
    return _BEGINS_WORD.match(text) is not None


def is_mostly_ideographs(text: str) -> bool:
    """Whether more of a text's words are ideographs than are not."""
    return not text.isascii() and len(_IDEOGRAPH.findall(text)) > len(_LETTERS.findall(text))


class WordCounter:
    """Counts words in a stream of text; what hyphens and apostrophes join is one word."""

    def __init__(self) -> None:
        self.words = 0
        self._inside = False

    def feed(self, text: str) -> None:
        """Count on through `text`."""
        for character in text:
            if is_ideograph(character):
                self.words += 1
                self._inside = False
            elif character.isalnum():
                self.words += not self._inside
                self._inside = True
            elif character not in _JOINING:
                self._inside = False


# In characters: of longer texts the words are not all held at once, which is faster, but takes much memory.
_LONG = 1_000_000


def count_words(text: str) -> int:
    """How many words a text has, as `WordCounter` counts, but faster."""
    if len(text) > _LONG:
        return sum(1 for _ in _WORD.finditer(text))
    return len(_WORD.findall(text))


def find_words(text: str) -> Iterator[tuple[int, str]]:
    """The words that `count_words` counts, each with its place."""
    return ((word.start(), word.group()) for word in _WORD.finditer(text))


def first_words(text: str, words: int) -> str:
    """The beginning of a text up to the end of its n-th word; all of it if it has fewer."""
    counter = WordCounter()
    for place, character in enumerate(text):
        counter.feed(character)
        if counter.words == words and not _joins(character, text[place + 1 : place + 2]):
            return text[: place + 1]
    return text


def first_kept(text: str) -> str:
    """What "keep the first word" takes of a suggestion: a word with the marks and the space before it.

    Of Chinese it is one character, or the marks in front of the next one. Tab keeps whole phrases already;
    who presses this key wants to stop before the first character that is wrong, as one does in the row of
    candidates of an input method, which knows no larger unit that all writers would agree on. The mark behind
    a word or character waits for the next key: it takes one key to type, and it is what writers change most.
    """
    kept = _KEPT.match(text)
    return kept.group() if kept else text


def overlap(text: str, right: str) -> int:
    """How many characters at the end of `text` stand at the beginning of `right`, in whole words or marks."""
    for length in range(min(len(text), len(right)), 0, -1):
        begin = len(text) - length
        splits_text = begin > 0 and _joins(text[begin - 1], text[begin])
        splits_right = _joins(right[length - 1], right[length : length + 1])
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


def _joins(character: str, following: str) -> bool:
    """Whether two neighbours belong to one word; a mark is not looked at."""
    return is_letter(character) and is_letter(following)


def _is_abbreviation(word: str) -> bool:
    """Whether a full stop behind a word, given without it, ends no sentence: `Mr`, `e.g`, an initial."""
    last = word.rpartition(".")[2]
    is_initial = len(last) == 1 and (last.isupper() or (last.isascii() and last.isalpha()))
    return (is_initial and last not in _ONE_LETTER_WORDS) or "." in word or last.lower() in ABBREVIATIONS


def ends_in_abbreviation(text: str) -> bool:
    """Whether a text ends in a full stop, and spaces, that end no sentence."""
    found = _LAST_WORD.search(text.rstrip()[-_LONGEST_ABBREVIATION:])
    return found is not None and _is_abbreviation(found[1])


def is_in_address(left: str) -> bool:
    """Whether a text ends within an address, such as `https://exa` or `anna@exa`: no words to put right."""
    if not left or left[-1].isspace():
        return False
    return _ADDRESS.match(left[-_LONGEST_ADDRESS:].split()[-1].lstrip("<([{\"'\u201c\u2018")) is not None
