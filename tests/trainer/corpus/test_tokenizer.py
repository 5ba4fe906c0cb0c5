import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from tests.trainer.texts.prose import paragraphs
from trainer.corpus import tokenizer as tokenizer_module
from trainer.corpus.tokenizer import (
    END,
    PADDING,
    UNKNOWN,
    Pieces,
    encode,
    is_normal,
    learn_tokenizer,
    normalizer,
)
from trainer.errors import CorpusError, PresetError

TEXTS = [
    *paragraphs(300),
    "“I\u2019ll go,” said Zoë—“don\u2019t wait…” (Nobody did.)",
    "It cost $1,234.50 in 1921!",
]
NORMALIZER = normalizer(lowercase=False)


@pytest.fixture(scope="module")
def byte_tokenizer() -> Tokenizer:
    return learn_tokenizer(TEXTS, "bytes", 700)


def pieces_of(tokenizer: Tokenizer, text: str) -> list[str]:
    return [tokenizer.decode([number]) for number in tokenizer.encode(text).ids]


def split_of(tokenizer: Tokenizer, text: str) -> list[str]:
    normal = tokenizer.normalizer.normalize_str(text)
    return [normal[begin:end] for _, (begin, end) in tokenizer.pre_tokenizer.pre_tokenize_str(normal)]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("“I\u2019ll go,” she said.", '"I\'ll go," she said.'),
        ("\u201alow\u2018 „quotes‟", "'low' \"quotes\""),
        ("wait…", "wait..."),
        ("no\u00a0break\u2009thin\tspaces", "no break thin spaces"),
        ("two  \t  spaces", "two spaces"),
        ("one \n two", "one\ntwo"),
        ("one\r\n\r\n \n\ntwo", "one\ntwo"),
        ("line\u2028and\u2029paragraph\x85next\x0cpage", "line\nand\nparagraph\nnext\npage"),
        ("soft\u00adhyphen, zero\u200bwidth, \ufeffmark", "softhyphen, zerowidth, mark"),
        ("e\u0301tude", "étude"),
        ("em—dash stays", "em—dash stays"),
        (" around ", " around "),
    ],
)
def test_the_normaliser_makes_ways_of_typing_one(text: str, normal: str) -> None:
    assert NORMALIZER.normalize_str(text) == normal


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = NORMALIZER.normalize_str(text)
    assert NORMALIZER.normalize_str(once) == once


@given(text=st.text())
@settings(max_examples=300)
def test_bytes_give_back_any_text(byte_tokenizer: Tokenizer, text: str) -> None:
    (ids,) = encode(byte_tokenizer, [text])
    assert byte_tokenizer.decode(ids) == NORMALIZER.normalize_str(text)


@given(text=st.text(alphabet=st.sampled_from("aB é'\"“”—…,.\n 1\u00a0<|end|>"), max_size=60))
@settings(max_examples=300)
def test_bytes_give_back_text_full_of_marks(byte_tokenizer: Tokenizer, text: str) -> None:
    (ids,) = encode(byte_tokenizer, [text])
    assert byte_tokenizer.decode(ids) == NORMALIZER.normalize_str(text)
    assert 0 not in ids


@given(first=st.text(), second=st.text())
def test_paragraphs_encode_the_same_alone_and_joined(
    byte_tokenizer: Tokenizer, first: str, second: str
) -> None:
    first, second = (NORMALIZER.normalize_str(text).strip() for text in (first, second))
    if first and second:
        alone, other, newline, joined = encode(byte_tokenizer, [first, second, "\n", f"{first}\n{second}"])
        assert joined == [*alone, *newline, *other]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The old house", ["The", " old", " house"]),
        ("don't, we'll, John's", ["don", "'t", ",", " we", "'ll", ",", " John", "'s"]),
        ("DON'T", ["DON", "'T"]),
        ("'tis 'Mother' o'clock", ["'", "tis", " '", "Mother", "'", " o", "'", "clock"]),
        ('"Well," he said. "Go!"', ['"', "Well", ",", '"', " he", " said", ".", ' "', "Go", "!", '"']),
        ("in 1921, 12345", ["in", " 192", "1", ",", " 123", "45"]),
        ("late—so late", ["late", "—", "so", " late"]),
        ("what?! (yes...)", ["what", "?!", " (", "yes", "...)"]),
        ("one\ntwo", ["one", "\n", "two"]),
        ("one ", ["one", " "]),
        ("naïve Zoë", ["naïve", " Zoë"]),
    ],
)
def test_the_split_rule_keeps_letters_digits_and_marks_apart(
    byte_tokenizer: Tokenizer, text: str, pieces: list[str]
) -> None:
    assert split_of(byte_tokenizer, text) == pieces


def test_the_end_is_number_0_and_only_ever_put_by_us(byte_tokenizer: Tokenizer) -> None:
    assert byte_tokenizer.token_to_id(END) == 0
    (ids,) = encode(byte_tokenizer, ["before <|end|> after"])
    assert 0 not in ids
    assert byte_tokenizer.decode(ids) == "before <|end|> after"


def test_all_bytes_are_in_the_vocabulary_even_of_a_tiny_text() -> None:
    tokenizer = learn_tokenizer(["a"], "bytes", 300)
    assert tokenizer.get_vocab_size() >= 257
    (ids,) = encode(tokenizer, ["日本 Ω 🙂"])
    assert tokenizer.decode(ids) == "日本 Ω 🙂"


@pytest.mark.parametrize("pieces", ["bytes", "words", "characters"])
def test_a_vocabulary_is_no_larger_than_asked(pieces: Pieces) -> None:
    size = 20 if pieces == "characters" else 300
    assert learn_tokenizer(TEXTS, pieces, size).get_vocab_size() <= size


def test_learning_is_the_same_each_time() -> None:
    assert (
        learn_tokenizer(TEXTS, "bytes", 600).to_str() == learn_tokenizer(iter(TEXTS), "bytes", 600).to_str()
    )


@pytest.mark.parametrize("pieces", ["words", "characters"])
def test_words_and_characters_have_their_special_tokens_first(pieces: Pieces) -> None:
    tokenizer = learn_tokenizer(TEXTS, pieces, 100)
    assert [tokenizer.token_to_id(token) for token in (END, UNKNOWN, PADDING)] == [0, 1, 2]


def test_words_are_joined_by_spaces_and_marks_stand_alone() -> None:
    tokenizer = learn_tokenizer(["Don't wait, Zoë.", "The sea-captain 's hat cost $5 !"] * 2, "words", 100)
    (ids,) = encode(tokenizer, ["“Don\u2019t wait”, Zoë.\nThe sea-captain 's hat"])
    known = " ".join(tokenizer.decode(ids).split(" "))
    assert known == "Don't wait , Zoë .\nThe sea-captain 's hat"
    assert ids[0] == tokenizer.token_to_id(UNKNOWN)


def test_rare_words_are_unknown() -> None:
    tokenizer = learn_tokenizer(["often often often rare"], "words", 5)
    (ids,) = encode(tokenizer, ["often rare never"])
    assert ids == [tokenizer.token_to_id("often"), 1, 1]


@given(text=st.text(alphabet=st.sampled_from("abcdehio ,.\n"), max_size=60))
def test_characters_give_back_text_they_know(text: str) -> None:
    tokenizer = learn_tokenizer(["abcdehio ,."], "characters", 100)
    (ids,) = encode(tokenizer, [text])
    assert tokenizer.decode(ids) == NORMALIZER.normalize_str(text)
    assert len(ids) == len(NORMALIZER.normalize_str(text))


@pytest.mark.parametrize("pieces", ["bytes", "words", "characters"])
def test_lowercase_makes_all_letters_small(pieces: Pieces) -> None:
    tokenizer = learn_tokenizer(["The Old House"] * 3, pieces, 400, lowercase=True)
    (ids,) = encode(tokenizer, ["THE OLD HOUSE"])
    assert tokenizer.decode(ids) == "the old house"


def test_a_saved_tokenizer_encodes_the_same(byte_tokenizer: Tokenizer) -> None:
    copy = Tokenizer.from_str(byte_tokenizer.to_str())
    assert list(encode(copy, TEXTS)) == list(encode(byte_tokenizer, TEXTS))


def test_batches_do_not_change_the_ids(byte_tokenizer: Tokenizer) -> None:
    assert list(encode(byte_tokenizer, iter(TEXTS), 1)) == list(encode(byte_tokenizer, TEXTS))


def test_each_character_said_to_be_normal_is() -> None:
    normal = "x".join(c for c in map(chr, range(sys.maxunicode + 1)) if is_normal(c))
    assert set("aé—，山\n ") <= set(normal)
    assert NORMALIZER.normalize_str(normal) == normal


@given(st.text() | st.text(alphabet=st.sampled_from("aé \n—.\u0301\t山")))
def test_what_is_said_to_be_normal_is(text: str) -> None:
    assert not is_normal(text) or NORMALIZER.normalize_str(text) == text


@pytest.fixture(scope="module")
def all_tokenizers() -> list[Tokenizer]:
    options: list[dict[str, Any]] = [
        {"pieces": "bytes"},
        {"pieces": "bytes", "lowercase": True},
        {"pieces": "words"},
        {"pieces": "words", "marks_apart": False},
        {"pieces": "words", "marks": False},
        {"pieces": "characters"},
    ]
    return [learn_tokenizer(TEXTS, vocabulary_size=700, **one) for one in options]


@given(
    text=st.text()
    | st.text(alphabet=st.sampled_from("aB e\u0301's.\"“—…\n\t\u2028\u00a0\u3000\u200b<unk>Σ山"))
)
@settings(max_examples=500)
def test_word_by_word_the_ids_are_those_of_the_whole_text(all_tokenizers: list[Tokenizer], text: str) -> None:
    for tokenizer in all_tokenizers:
        (ids,) = encode(tokenizer, [text])
        assert ids == tokenizer.encode(text, add_special_tokens=False).ids


def test_what_is_forgotten_is_encoded_again(
    all_tokenizers: list[Tokenizer], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [list(encode(tokenizer, TEXTS, 500)) for tokenizer in all_tokenizers]
    monkeypatch.setattr(tokenizer_module, "_MOST_KNOWN", 20)
    monkeypatch.setattr(tokenizer_module, "_LONGEST_KNOWN", 3)
    assert [list(encode(tokenizer, TEXTS, 500)) for tokenizer in all_tokenizers] == whole


def test_encoding_reads_no_more_than_a_batch_ahead(byte_tokenizer: Tokenizer) -> None:
    read = 0

    def counted() -> Iterator[str]:
        nonlocal read
        for text in TEXTS:
            read += len(text)
            yield text

    next(encode(byte_tokenizer, counted(), batch_characters=500))
    assert read < 500 + max(map(len, TEXTS))


@pytest.mark.parametrize("texts", [[], ["", " \n "]])
def test_no_text_to_learn_from_is_one_clear_sentence(texts: list[str]) -> None:
    with pytest.raises(CorpusError, match=r"^The corpus holds no text; add files that do\.$"):
        learn_tokenizer(texts, "bytes", 300)


def test_a_vocabulary_too_small_for_the_bytes_is_one_clear_sentence() -> None:
    with pytest.raises(
        PresetError, match=r"corpus\.vocabulary_size is 200, but bytes need at least 257; set a larger one\."
    ):
        learn_tokenizer(TEXTS, "bytes", 200)


def test_an_unknown_kind_of_pieces_is_one_clear_sentence() -> None:
    with pytest.raises(
        PresetError, match=r'corpus\.pieces is "runes", but has to be one of bytes, words, characters\.'
    ):
        learn_tokenizer(TEXTS, "runes", 300)  # type: ignore[arg-type]


def test_what_a_text_has_in_place_of_rare_words_is_the_unknown_token():
    lines = ["the <unk> sang to the <unk> and the <unk> slept", "no <unk> in N years"]
    tokenizer = learn_tokenizer(lines, "words", 100, marks_apart=False)
    (ids,) = encode(tokenizer, ["the <unk> slept"])
    assert ids[1] == tokenizer.token_to_id(UNKNOWN) == 1
    assert sorted(tokenizer.get_vocab().values()) == list(range(tokenizer.get_vocab_size()))


def test_words_between_spaces_keep_their_marks():
    tokenizer = learn_tokenizer(["he did n't pay the u.s. N-month bill"], "words", 100, marks_apart=False)
    (ids,) = encode(tokenizer, ["did n't u.s. N-month"])
    assert [tokenizer.id_to_token(token) for token in ids] == ["did", "n't", "u.s.", "N-month"]


def test_without_marks_a_vocabulary_holds_words_alone():
    tokenizer = learn_tokenizer(
        ["It's a well-made film!\nDon't miss 007."], "words", 100, lowercase=True, marks=False
    )
    (ids,) = encode(tokenizer, ["Don't -- it's well-made, 007!\n"])
    assert [tokenizer.id_to_token(token) for token in ids] == ["don't", "it's", "well", "made", "007"]


def test_data_without_spaces_does_not_hold_up_the_learning() -> None:
    """Time goes with the square of a word's length: as one of 3,000,000 letters these would never be over."""
    tokenizer = learn_tokenizer(["She slept. " * 50, "acgt" * 750_000], vocabulary_size=270)
    assert tokenizer.get_vocab_size() == 270
