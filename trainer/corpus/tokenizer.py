"""The tokenizer: one normaliser for both sides of the project, and three kinds of pieces.

Byte-level byte-pair encoding: Sennrich, Haddow, Birch, "Neural Machine Translation of Rare Words with Subword
Units" (2016), over the byte alphabet of Radford et al., "Language Models are Unsupervised Multitask Learners"
(2019), with a split rule of our own.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, get_args

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from trainer.errors import CorpusError, PresetError

Pieces = Literal["bytes", "words", "characters"]

# "<unk>" is what benchmark texts have in place of rare words, so that these count as unknown too.
END, UNKNOWN, PADDING = "<|end|>", "<unk>", "<|padding|>"
END_ID, UNKNOWN_ID, PADDING_ID = range(3)
SMALLEST_BYTE_VOCABULARY = 257  # the 256 bytes and END
LARGEST_VOCABULARY = 1_000_000

# Quotes and dashes stand alone, so that a writer who has typed `"Well,` so far is where the model has often
# been: with `,"` as one token, the text before the quote would never occur in training.
_ALONE = r"\"'\x{2014}\x{ab}\x{bb}\x{2039}\x{203a}"
_SPLIT = Regex(
    r"(?<=\p{L})'(?i:s|t|re|ve|m|ll|d)(?![\p{L}\p{N}])"
    r"| ?[\p{L}\p{M}]+"
    r"| ?\p{N}{1,3}"
    rf"| ?[{_ALONE}]"
    rf"| ?[^\s\p{{L}}\p{{M}}\p{{N}}{_ALONE}]+"
    r"|\n"
)
_WORDS = Regex(
    r"\n|'(?i:s|t|re|ve|m|ll|d)(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+(?:['\-][\p{L}\p{M}\p{N}]+)*|<[a-z]+>|[^\s\p{L}\p{M}\p{N}]"
)
# As Keras's own tokenizer splits: "don't" is one word, "well-made" are two.
_WORDS_ALONE = Regex(r"[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*")
_SPACED = Regex(r"\n|\S+")

# Parts of a normal text that are encoded alike wherever they stand: newlines, words with their space before.
_WORD_OR_LINE_END = re.compile(r"\n| ?[^ \n]+| ")
# Learning takes time with the square of a word's length, and data without spaces is one word.
_LONG_WORD = re.compile(r"\S{1000}")
# How many words `encode` keeps, and how long ones: a line of Chinese does not come again.
_MOST_KNOWN, _LONGEST_KNOWN = 400_000, 64
# Characters that the normaliser leaves alone (but for their case), unless spaces stand like these among them.
_UNCHANGED = re.compile(
    "[\n -~\u00a1-\u00ac\u00ae-\u024f\u2013\u2014\u3001-\u3003\u4e00-\u9fff\uff01-\uff5e]*+"
)
_UNTIDY = ("  ", " \n", "\n ", "\n\n")


def normalizer(lowercase: bool, straight_quotes: bool = True) -> normalizers.Normalizer:
    """The normaliser of every tokenizer: NFC, straight quotes, plain spaces, a paragraph on each line.

    Without `straight_quotes`, those that open and those that close stay two characters: where no spaces stand
    around them, as in Chinese, a model cannot tell from straight ones which is which.
    """
    straight = [
        normalizers.Replace(Regex("[\u2018\u2019\u201a\u201b]"), "'"),
        normalizers.Replace(Regex("[\u201c\u201d\u201e\u201f]"), '"'),
    ]
    steps: list[normalizers.Normalizer] = [
        normalizers.Replace(Regex("[\u00ad\u200b\u2060\ufeff]+"), ""),
        normalizers.NFC(),
        *(straight if straight_quotes else []),
        normalizers.Replace("…", "..."),
        normalizers.Replace(Regex(r"\s*[\n\r\x0b\x0c\x{85}\x{2028}\x{2029}]\s*"), "\n"),
        normalizers.Replace(Regex(r"[^\S\n]+"), " "),
    ]
    return normalizers.Sequence([*steps, normalizers.Lowercase()] if lowercase else steps)


def learn_tokenizer(
    paragraphs: Iterable[str],
    pieces: Pieces = "bytes",
    vocabulary_size: int = 8192,
    lowercase: bool = False,
    marks_apart: bool = True,
    marks: bool = True,
    straight_quotes: bool = True,
) -> Tokenizer:
    """Learn a vocabulary.

    Args:
        paragraphs: the text to learn from, a line at a time.
        pieces: "bytes" (byte-pair encoding, nothing is ever unknown), "words" (one word or mark a token) or
            "characters".
        vocabulary_size: at most this many tokens, the special ones included; fewer when the text has no more.
        lowercase: whether the normaliser makes all letters small.
        marks_apart: whether words end at punctuation marks, or at white space alone.
        marks: whether these marks, and line ends, are tokens, or dropped.
        straight_quotes: whether quotes that open and quotes that close are one mark.

    Returns:
        A tokenizer whose id 0 is `<|end|>`; words and characters have `<unk>` as 1, `<|padding|>` as 2.

    Raises:
        PresetError: an unknown kind of pieces, or a vocabulary too small to hold the bytes.
        CorpusError: there is no text.
    """
    check_pieces(pieces, vocabulary_size)
    tokenizer = _byte_tokenizer() if pieces == "bytes" else _word_tokenizer(pieces, marks_apart, marks)
    tokenizer.normalizer = normalizer(lowercase, straight_quotes)
    tokenizer.train_from_iterator(_learnable(paragraphs), trainer=_trainer(pieces, vocabulary_size))
    return tokenizer if pieces == "bytes" else _renumbered(tokenizer)


def check_pieces(pieces: str, vocabulary_size: int) -> None:
    """Raise a `PresetError` for an unknown kind of pieces, or a vocabulary too small to hold the bytes."""
    if pieces not in get_args(Pieces):
        raise PresetError(f'corpus.pieces is "{pieces}", but has to be one of {", ".join(get_args(Pieces))}.')
    smallest = SMALLEST_BYTE_VOCABULARY if pieces == "bytes" else 4
    if not smallest <= vocabulary_size <= LARGEST_VOCABULARY:
        much = f"at most {LARGEST_VOCABULARY:,}; set a smaller one"
        if vocabulary_size < smallest:
            much = f"at least {smallest}; set a larger one"
        raise PresetError(f"corpus.vocabulary_size is {vocabulary_size}, but {pieces} need {much}.")


def encode(
    tokenizer: Tokenizer, texts: Iterable[str], batch_characters: int = 1 << 20
) -> Iterator[list[int]]:
    """The ids of each text, in batches on all processor cores and in constant memory.

    No token reaches over white space, and the same words come again and again: each is encoded once and then
    looked up, which is several times faster.
    """
    # A corpus that holds "<|end|>" in its words must not end its documents there.
    tokenizer.encode_special_tokens = True
    known: dict[str, list[int]] = {}
    normalise = tokenizer.normalizer.normalize_str
    keeps_case = normalise("A") == "A"
    for batch in _batches(texts, batch_characters):
        normal = (text if keeps_case and is_normal(text) else normalise(text) for text in batch)
        texts_in_words = [_WORD_OR_LINE_END.findall(text) for text in normal]
        new = list(set(chain.from_iterable(texts_in_words)).difference(known))
        encodings = tokenizer.encode_batch_fast(new, add_special_tokens=False)
        known.update((word, encoding.ids) for word, encoding in zip(new, encodings, strict=True))
        for words in texts_in_words:
            yield list(chain.from_iterable(map(known.__getitem__, words)))
        for word in [word for word in new if len(word) > _LONGEST_KNOWN]:
            del known[word]
        if len(known) > _MOST_KNOWN:
            known.clear()


def is_normal(text: str) -> bool:
    """Whether a text is surely what the normaliser makes of it, up to case; much faster than asking it."""
    return _UNCHANGED.fullmatch(text) is not None and not any(spaces in text for spaces in _UNTIDY)


def _byte_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(_SPLIT, behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def special_tokens(pieces: Pieces) -> dict[str, int]:
    """Roles and ids of the tokens that are no text."""
    special = {"end": END_ID}
    return special if pieces == "bytes" else special | {"unknown": UNKNOWN_ID, "padding": PADDING_ID}


def _word_tokenizer(pieces: Pieces, marks_apart: bool, marks: bool) -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({UNKNOWN: UNKNOWN_ID}, unk_token=UNKNOWN))
    if pieces == "characters":
        tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), behavior="isolated")
        tokenizer.decoder = decoders.Fuse()
    else:
        words = (_WORDS if marks else _WORDS_ALONE) if marks_apart else _SPACED
        tokenizer.pre_tokenizer = pre_tokenizers.Split(words, behavior="removed", invert=True)
        # WordPiece's decoder, whose prefix never occurs, puts a space between the words.
        spaced = decoders.WordPiece(prefix="\0", cleanup=False)
        tokenizer.decoder = decoders.Sequence([spaced, decoders.Fuse(), decoders.Replace(" \n ", "\n")])
    return tokenizer


def _renumbered(tokenizer: Tokenizer) -> Tokenizer:
    """The special tokens with the first ids: one that occurs in the text has been learned as a word too."""
    special = [END, UNKNOWN, PADDING]
    vocabulary = tokenizer.get_vocab()
    words = [word for word in sorted(vocabulary, key=vocabulary.__getitem__) if word not in special]
    numbered = {word: number for number, word in enumerate([*special, *words])}
    whole = Tokenizer(models.WordLevel(numbered, unk_token=UNKNOWN))
    whole.normalizer, whole.pre_tokenizer = tokenizer.normalizer, tokenizer.pre_tokenizer
    whole.decoder = tokenizer.decoder
    whole.add_special_tokens(special)
    return whole


def _trainer(pieces: Pieces, vocabulary_size: int) -> trainers.Trainer:
    if pieces == "bytes":
        return trainers.BpeTrainer(
            vocab_size=vocabulary_size,
            min_frequency=2,
            special_tokens=[END],
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        )
    return trainers.WordLevelTrainer(
        vocab_size=vocabulary_size, special_tokens=[END, UNKNOWN, PADDING], show_progress=False
    )


def _learnable(paragraphs: Iterable[str]) -> Iterator[str]:
    empty = True
    for paragraph in paragraphs:
        empty = empty and not paragraph.strip()
        # With its line end, so that the newline is learned as a piece of its own.
        yield _LONG_WORD.sub(r"\g<0> ", paragraph) + "\n"
    if empty:
        raise CorpusError("The corpus holds no text; add files that do.")


def _batches(texts: Iterable[str], batch_characters: int) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= batch_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
