from pathlib import Path

from desktop.engine.model.vocabulary import Vocabulary
from tests.engine.conftest import load_vocabulary


def spelled(vocabulary: Vocabulary, prefix: bytes) -> set[bytes]:
    return {vocabulary.pieces[token] for token in vocabulary.starting_with(prefix)}


def test_ids_that_start_with_a_prefix_are_found(vocabulary: Vocabulary) -> None:
    expected = {piece for piece in vocabulary.pieces if piece.startswith(b" th")}
    assert expected >= {b" the", b" three"}
    assert spelled(vocabulary, b" th") == expected


def test_every_offered_id_starts_with_nothing(vocabulary: Vocabulary) -> None:
    assert spelled(vocabulary, b"") == {piece for piece in vocabulary.pieces if piece}


def test_ids_within_a_text_are_its_beginnings(vocabulary: Vocabulary) -> None:
    text = b" there"
    expected = {piece for piece in vocabulary.pieces if piece and text.startswith(piece) and piece != text}
    assert {vocabulary.pieces[token] for token in vocabulary.within(text)} == expected


def test_special_tokens_are_never_offered(vocabulary: Vocabulary) -> None:
    assert not vocabulary.offered[0]
    assert vocabulary.pieces[0] == b""


def test_typed_special_tokens_are_plain_text(vocabulary: Vocabulary) -> None:
    ids = vocabulary.encode("<|end|>")
    assert 0 not in ids
    assert b"".join(vocabulary.pieces[token] for token in ids) == b"<|end|>"


def test_spaces_marks_and_newlines_end_a_word_but_contractions_do_not(vocabulary: Vocabulary) -> None:
    breaks = {piece: vocabulary.breaks[number] for number, piece in enumerate(vocabulary.pieces) if piece}
    assert all(breaks[piece] for piece in (b" the", b".", b",", b"\n", b'"', b"'", b"-"))
    assert not any(breaks[piece] for piece in (b"ing", b"e", b"'t", b"7", "é".encode()[1:]))
    assert vocabulary.breaks[0]


def test_the_last_word_is_left_to_the_search_with_its_space(vocabulary: Vocabulary) -> None:
    tail = vocabulary.split_tail(" Eliz")
    assert (tail.head_ids, tail.prefix, tail.standing) == ([], b" Eliz", 5)


def test_a_space_behind_a_word_belongs_to_the_next_word(vocabulary: Vocabulary) -> None:
    assert vocabulary.split_tail("  ").prefix == b" "


def test_only_the_last_piece_of_a_word_is_searched(vocabulary: Vocabulary) -> None:
    tail = vocabulary.split_tail(" \N{LEFT DOUBLE QUOTATION MARK}Don\N{RIGHT SINGLE QUOTATION MARK}t")
    assert tail.prefix == b"'t"
    assert b"".join(vocabulary.pieces[token] for token in tail.head_ids) == b' "Don'


def test_a_new_paragraph_needs_no_space(vocabulary: Vocabulary) -> None:
    tail = vocabulary.split_tail("\n\n  ")
    assert [vocabulary.pieces[token] for token in tail.head_ids] == [b"\n"]
    assert tail.prefix == b""


def test_words_imply_the_space_before_them(word_bundle: Path) -> None:
    words = load_vocabulary(word_bundle)
    assert words.split_tail("Eli") == words.split_tail(" Eli")
    assert words.split_tail(" Eli").prefix == b" eli"
    for beginning in ("", ' "', " (", "\N{LEFT DOUBLE QUOTATION MARK}"):
        tail = words.split_tail(beginning)
        assert (tail.prefix, tail.standing) == (b" ", 1)


def test_a_word_vocabulary_attaches_closing_marks_and_contractions(word_bundle: Path) -> None:
    words = load_vocabulary(word_bundle)
    ids = words.encode("The sailor didn't speak.")
    assert b"".join(words.pieces[token] for token in ids) == b" the sailor didn't speak."


def test_characters_are_all_read(character_bundle: Path) -> None:
    characters = load_vocabulary(character_bundle)
    tail = characters.split_tail(" Eli")
    assert (len(tail.head_ids), tail.prefix) == (4, b"")


def test_an_ideograph_ends_the_word_before_it_and_an_apostrophe_alone_does_not(
    chinese_bundle: Path, character_bundle: Path
) -> None:
    chinese, english = load_vocabulary(chinese_bundle), load_vocabulary(character_bundle)
    assert all(chinese.breaks[chinese.encode("海，。\n")])
    breaks = {piece: english.breaks[number] for number, piece in enumerate(english.pieces)}
    assert all(breaks[piece] for piece in (b" ", b".", b'"', b"\n"))
    assert not any(breaks[piece] for piece in (b"a", b"'"))


def test_a_vocabulary_knows_what_its_tokens_are(
    vocabulary: Vocabulary, chinese_bundle: Path, character_bundle: Path
) -> None:
    chinese, english = load_vocabulary(chinese_bundle), load_vocabulary(character_bundle)
    kinds = [(one.is_characters, one.is_ideographic) for one in (vocabulary, english, chinese)]
    assert kinds == [(False, False), (True, False), (True, True)]
    assert [one.characters(150) for one in (vocabulary, english, chinese)] == [150, 30, 30]


def test_corner_brackets_are_read_as_the_quotes_that_are_known(chinese_bundle: Path) -> None:
    chinese = load_vocabulary(chinese_bundle)
    assert chinese.encode("「她说『好』」") == chinese.encode("\"她说'好'\"")
    assert chinese.normalize("「好」……") == '"好"......'
