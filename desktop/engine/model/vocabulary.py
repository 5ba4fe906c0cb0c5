"""The bundle's tokens as the desk needs them: text to ids, and "which ids spell on from what is typed?"."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import ascii_lowercase, digits

import numpy as np
from tokenizers import Tokenizer

from desktop.engine.bundles.bundle_config import BundleConfig
from desktop.engine.devices.sessions import first_line
from desktop.engine.errors import BundleDamagedError
from desktop.engine.words import is_ideograph, is_letter

_OPENING = "\"'([{\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
_CLOSING = ".,;:!?)]}%\N{HORIZONTAL ELLIPSIS}"
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
# Quotes of Chinese and Japanese, as the curly ones, and as the straight ones that most tokenizers' normaliser
# makes of those.
_CORNERS = {
    "\u300c": ("\u201c", '"'),
    "\u300d": ("\u201d", '"'),
    "\u300e": ("\u2018", "'"),
    "\u300f": ("\u2019", "'"),
}
# What is needed to spell words and numbers among ideographs.
_SPELLING = frozenset(ascii_lowercase + digits)
# A piece of bytes or a word is about five characters of English with its space.
_CHARACTERS_A_PIECE = 5


@dataclass(frozen=True)
class Tail:
    """The end of the text before the cursor, split for token healing.

    The search continues from `head_ids` with tokens that spell `prefix` and more; what they spell beyond
    the first `standing` bytes is new text. (They differ where a word's leading space is implied only, as
    before the first word of a paragraph or speech in a word vocabulary.)

    Attributes:
        head_ids: Tokens that stand complete.
        prefix: What the next tokens must begin with, in UTF-8.
        standing: How many bytes of `prefix` are in the text already.
    """

    head_ids: list[int]
    prefix: bytes
    standing: int


class Vocabulary:
    """The tokenizer of a bundle and what each of its ids spells.

    Attributes:
        pieces: What each id spells, leading space included; empty for ids that are never offered.
        offered: bool [vocabulary], ids that may be offered as text.
        breaks: float32 [vocabulary], 1 for ids that end the word before them (a space, punctuation, a
            newline, an ideograph, the end of the text), else 0. The dot product with a distribution is the
            probability that a word is complete.
        newline: float32 [vocabulary], 1 for ids that end the paragraph, else 0.
        spaced: bool [vocabulary], ids that begin with white space.
        wordless: bool [vocabulary], ids without a letter or digit.
        words: bool [vocabulary], ids that are offered and have some.
        stray: Letters and digits among ideographs, by their ids, if they are too few to spell with.
        implies_spaces: Each word's piece has a space in front, whether there was one in the text or not.
        is_characters: Each token is one character.
        is_ideographic: Each token is one character, and most are ideographs.
    """

    def __init__(self, tokenizer: Tokenizer, config: BundleConfig) -> None:
        self._tokenizer = tokenizer
        self._kind = config.tokenizer.pieces
        special = set(config.special_tokens.values())
        spell = {"bytes": _byte_piece, "words": _word_piece, "characters": _character_piece}[self._kind]
        self.pieces: list[bytes] = [b""] * config.vocabulary_size
        known = tokenizer.get_vocab()
        for token, number in known.items():
            if number not in special:
                self.pieces[number] = spell(token)
        self.offered = np.array([bool(piece) for piece in self.pieces])
        self.spaced = np.array([piece[:1].isspace() for piece in self.pieces])
        texts = [piece.decode(errors="replace") for piece in self.pieces]
        self.wordless = np.array([not any(map(str.isalnum, text)) for text in texts])
        self.words = self.offered & ~self.wordless
        self.implies_spaces = self._kind == "words"
        self.is_characters = self._kind == "characters"
        ideographs = sum(map(is_ideograph, filter(None, texts))) if self.is_characters else 0
        self.is_ideographic = 2 * ideographs > len(texts) - int(self.wordless.sum())
        can_spell = not self.is_ideographic or _SPELLING.issubset(texts)
        letters = () if can_spell else enumerate(texts)
        self.stray = {number: text for number, text in letters if len(text) == 1 and is_letter(text)}
        newline = [b"\n" in piece for piece in self.pieces]
        newline[config.end] = True
        self.newline = np.array(newline, np.float32)
        self.breaks = np.array([_breaks_word(text, self.is_characters) for text in texts], np.float32)
        self.breaks[config.end] = 1.0
        corners = _CORNERS.items() if self.is_characters else ()
        self._foreign = str.maketrans(
            {
                corner: curly if curly in known else straight
                for corner, (curly, straight) in corners
                if corner not in known
            }
        )
        self._order = np.array(
            sorted(np.flatnonzero(self.offered), key=lambda number: self.pieces[number]), np.int64
        )
        self._sorted = [self.pieces[number] for number in self._order]

    @classmethod
    def load(cls, path: Path, config: BundleConfig) -> "Vocabulary":
        """Read a `tokenizer.json`.

        Raises:
            BundleDamagedError: The file is no tokenizer, or has more ids than the model.
        """
        try:
            # Not by its path, which may be no text.
            tokenizer = Tokenizer.from_buffer(path.read_bytes())
        except BaseException as error:
            raise _refused(error, path) from error
        if any(number >= config.vocabulary_size for number in tokenizer.get_vocab().values()):
            raise BundleDamagedError(
                "The model's {path} has more tokens than its vocabulary size; install the model again.",
                path=path,
            )
        # Who writes "<|end|>" means these seven characters, not the end of the text.
        tokenizer.encode_special_tokens = True
        return cls(tokenizer, config)

    def same_word(self, token: int) -> list[int]:
        """The ids that spell what `token` does, capitals and the space in front of it left out of account."""
        return self._by_word[_bare(self.pieces[token])]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, piece in enumerate(self.pieces):
            found[_bare(piece)].append(number)
        return found

    def encode(self, text: str) -> list[int]:
        """The ids of a text."""
        try:
            ids: list[int] = self._tokenizer.encode(self._familiar(text), add_special_tokens=False).ids
        except BaseException as error:
            raise _refused(error) from error
        return ids

    def encode_with_ends(self, text: str) -> tuple[list[int], np.ndarray]:
        """The ids of a text, and where each one's letters end in it, int64 [ids], rising."""
        try:
            encoded = self._tokenizer.encode(self._familiar(text), add_special_tokens=False)
        except BaseException as error:
            raise _refused(error) from error
        return encoded.ids, np.array([end for _, end in encoded.offsets], np.int64)

    def normalize(self, text: str) -> str:
        """The text as the model knows it: straight quotes, single spaces, one newline a paragraph."""
        normalizer = self._tokenizer.normalizer
        text = self._familiar(text)
        try:
            normal: str = normalizer.normalize_str(text) if normalizer else text
        except BaseException as error:
            raise _refused(error) from error
        return normal

    def characters(self, usual: int) -> int:
        """How many characters make as many tokens as `usual` characters of English in pieces of bytes do."""
        return usual // _CHARACTERS_A_PIECE if self.is_characters else usual

    def starting_with(self, prefix: bytes) -> np.ndarray:
        """The ids whose piece begins with `prefix` (all that are offered, for an empty one), int64."""
        first = bisect_left(self._sorted, prefix)
        return self._order[first : bisect_left(self._sorted, prefix + b"\xff" * 4, first)]

    def within(self, text: bytes) -> list[int]:
        """The ids whose piece is a beginning of `text`, shorter than it."""
        found = []
        for length in range(1, len(text)):
            place = bisect_left(self._sorted, text[:length])
            while place < len(self._sorted) and self._sorted[place] == text[:length]:
                found.append(int(self._order[place]))
                place += 1
        return found

    def split_tail(self, chunk: str) -> Tail:
        """Split the last white-space-delimited chunk of a text for token healing.

        Args:
            chunk: The white space before the last word and the word itself, as typed; no white space in
                front at the beginning of a text.
        """
        if self._kind == "characters":
            return Tail(self.encode(chunk), b"", 0)
        normal = self.normalize(chunk)
        if self._kind == "words":
            return self._split_words(chunk, normal)
        if not normal or normal.endswith("\n"):
            return Tail(self.encode(chunk), b"", 0)
        start = self._last_piece_start(normal)
        prefix = normal[start:].encode()
        return Tail(self.encode(normal[:start]) if start else [], prefix, len(prefix))

    def _familiar(self, text: str) -> str:
        """The text with quotes that the model has never seen as those that it knows."""
        return text.translate(self._foreign) if self._foreign else text

    def _split_words(self, chunk: str, normal: str) -> Tail:
        if not chunk.strip().strip(_OPENING):
            return Tail(self.encode(chunk), b" ", 1)
        # Some word vocabularies know no punctuation: the word before it is complete then.
        if not normal.strip() or not self.normalize(chunk[-1]).strip():
            return Tail(self.encode(chunk), b" ", 0)
        start = self._last_piece_start(normal)
        piece = normal[start:].strip()
        joined = start > 0 and not normal[start - 1].isspace() and piece in _APOSTROPHES
        prefix = piece.encode() if joined else _word_piece(piece)
        return Tail(self.encode(normal[:start]) if start else [], prefix, len(prefix))

    def _last_piece_start(self, normal: str) -> int:
        """Where the last piece of the tokenizer's own split rule begins."""
        splitter = self._tokenizer.pre_tokenizer
        try:
            pieces = splitter.pre_tokenize_str(normal) if splitter else []
        except BaseException as error:
            raise _refused(error) from error
        return int(pieces[-1][1][0]) if pieces else 0


def _refused(error: BaseException, path: Path | None = None) -> BaseException:
    """What to raise for an error of the `tokenizers` library.

    It raises bare Exception, and where it panics, what is not even one; neither is fit for the writer.
    """
    if isinstance(error, (KeyboardInterrupt, SystemExit)):
        return error
    if path:
        return no_tokenizer(path, first_line(error))
    # Why, it says in the writer's own words, which are not to be kept in a log.
    return BundleDamagedError("The model's tokenizer failed on this text; choose another model.")


def no_tokenizer(path: Path, reason: object) -> BundleDamagedError:
    """What to say of a file that is no tokenizer, or one that must not be used."""
    return BundleDamagedError(
        "The model's {path} is no tokenizer that this Inkling can read ({reason}); install the model again.",
        path=path,
        reason=reason,
    )


def _byte_alphabet() -> dict[str, int]:
    """GPT-2's printable stand-ins for the 256 bytes (Radford et al. 2019, `bytes_to_unicode`)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + n): byte for n, byte in enumerate(others)}


_BYTES = _byte_alphabet()


def _byte_piece(token: str) -> bytes:
    return bytes(_BYTES[character] for character in token) if set(token) <= _BYTES.keys() else b""


def _word_piece(token: str) -> bytes:
    """A word with the space in front of it; closing marks and what follows an apostrophe have none."""
    if token == "\n" or token[:1] in _CLOSING or (token[:1] in _APOSTROPHES and token[1:].isalpha()):
        return token.encode()
    return b" " + token.encode()


def _character_piece(token: str) -> bytes:
    return token.encode()


def _bare(piece: bytes) -> str:
    return piece.decode(errors="ignore").strip().lower()


def _breaks_word(text: str, is_character: bool) -> bool:
    """Whether a word before this piece is complete: it goes on with neither a letter nor a contraction."""
    if not text:
        return False
    if text[0] in _APOSTROPHES:
        # Alone, as one character, it tells nothing: the letter of a contraction is another token.
        return not (is_character or text[1:2].isalnum())
    # A byte from the middle of a character may well belong to a letter.
    return not (is_letter(text[0]) or text[0] == "\N{REPLACEMENT CHARACTER}")
