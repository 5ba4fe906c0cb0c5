from pathlib import Path

import pytest

from desktop.engine.decoding.context import Context
from desktop.engine.decoding.missing import A_FEW, MUCH, NOBODY_KNOWS, expected, tokens_of, told
from desktop.engine.model.vocabulary import Vocabulary
from tests.engine.conftest import load_vocabulary
from tests.engine.fake_models import NotingModel


@pytest.mark.parametrize(
    "right", ["\n\nThe next day", "  \nshe", " The king", "The king", "\n", ' "The king']
)
def test_before_a_sentence_or_a_line_end_much_is_to_come(right: str, vocabulary: Vocabulary) -> None:
    assert expected(right, vocabulary) == MUCH


@pytest.mark.parametrize(
    "right",
    ["", " ", " the king", ", the king", ".", " Qivareth said", " I said", " I'm", " Who's", '" he', "3"],
)
def test_in_mid_sentence_nobody_knows(right: str, vocabulary: Vocabulary) -> None:
    assert expected(right, vocabulary) == NOBODY_KNOWS
    assert told(right, vocabulary) == A_FEW


def test_a_model_of_characters_is_told_what_is_known_alone(chinese_bundle: Path) -> None:
    characters = load_vocabulary(chinese_bundle)
    assert told("走了。", characters) == NOBODY_KNOWS
    assert told("\n走了。", characters) == MUCH


def test_words_are_counted_in_tokens_as_the_text_has_them(vocabulary: Vocabulary) -> None:
    few, many = "once upon a time " * 20, "Qivareth Zyxkumbo " * 20
    assert tokens_of(40, few, "", vocabulary) < tokens_of(40, many, "", vocabulary)
    assert tokens_of(80, few, "", vocabulary) == len(vocabulary.encode(few))
    assert tokens_of(40, "", many, vocabulary) > 40
    assert tokens_of(10, "", "", vocabulary) == 14
    assert tokens_of(0, few, "", vocabulary) == 1


class ToldModel(NotingModel):
    """Notes what it is told."""

    told: list[int]

    def read_right(self, ids, missing=0):
        self.told = [*getattr(self, "told", []), missing]
        return super().read_right(ids)


def test_reading_ahead_and_asking_tell_the_model_the_same(vocabulary: Vocabulary) -> None:
    model = ToldModel(len(vocabulary.pieces))
    context = Context(model, vocabulary, end=0)
    context.read_ahead("Once upon a ", "\nThe king", lambda: False)
    context.cursor("Once upon a ti", "\nThe king")
    context.cursor("Once upon a ti", "\nThe king", missing=7)
    context.cursor("Once upon a ti", " and then")
    assert model.told == [0, MUCH, 7, A_FEW]
