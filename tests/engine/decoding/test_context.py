import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.decoding.context import Context, Cursor
from desktop.engine.engine import Engine
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.trail import FAR, FAR_AHEAD, MOST_MARKS
from tests.engine.fake_models import NotingModel
from tests.engine.tiny_story import STORY

PIECES = [*"aeiotn .,'\"\n\t-", "  ", "\n\n", " the ", "\N{RIGHT SINGLE QUOTATION MARK}", "é", "海", " don't"]


def make_context(vocabulary: Vocabulary) -> tuple[Context, NotingModel]:
    model = NotingModel(len(vocabulary.pieces))
    return Context(model, vocabulary, end=0), model


def ids_of(cursor: Cursor) -> list[int]:
    return [int(token) for token in cursor.state[0][0]]


def spelled(vocabulary: Vocabulary, cursor: Cursor) -> str:
    read = b"".join(vocabulary.pieces[token] for token in ids_of(cursor))
    return (read + cursor.prefix).decode()


def long_text(words: int) -> str:
    chooser = random.Random(3)
    stock = STORY.split()
    text = [chooser.choice(stock) + chooser.choice([" "] * 14 + ["\n\n"]) for _ in range(words)]
    return "".join(text)


@given(text=st.text(st.sampled_from("abc. '\"\n\t"), max_size=80), end=st.integers(0, 80))
def test_what_was_read_and_the_prefix_are_the_text(text: str, end: int, vocabulary: Vocabulary) -> None:
    left = text[:end]
    cursor = make_context(vocabulary)[0].cursor(left, "")
    normal = vocabulary.normalize(left.lstrip())
    assert spelled(vocabulary, cursor) == normal
    whole = [0, *vocabulary.encode(left.lstrip())]
    assert ids_of(cursor) == whole[: len(ids_of(cursor))]


@settings(max_examples=60)
@given(
    edits=st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 30), st.lists(st.sampled_from(PIECES), max_size=6)),
        max_size=12,
    ),
    length=st.integers(0, 900),
)
def test_reading_on_after_edits_equals_reading_anew(
    edits: list[tuple[int, int, list[str]]], length: int, vocabulary: Vocabulary
) -> None:
    text = STORY[:length]
    warm = make_context(vocabulary)[0]
    for place, deleted, inserted in [(0, 0, []), *edits]:
        at = place % (len(text) + 1)
        text = text[:at] + "".join(inserted) + text[at + deleted :]
        left = text[: at + len("".join(inserted))][:FAR]
        cold = make_context(vocabulary)[0].cursor(left, "")
        for exact in (False, True):
            cursor = warm.cursor(left, "", exact)
            assert ids_of(cursor) == ids_of(cold)
            assert (cursor.prefix, cursor.standing) == (cold.prefix, cold.standing)


def test_a_further_letter_reads_nothing(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    text = long_text(600)
    context.cursor(text + "Eliz", "")
    before = model.read_tokens
    context.cursor(text + "Eliza", "")
    assert model.read_tokens == before


def test_typing_a_text_reads_each_token_about_once(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    text = long_text(150)
    for end in range(len(text)):
        context.cursor(text[:end], "")
    # A chunk is read once more, at one go, when it is complete.
    assert model.read_tokens < 2.6 * len(vocabulary.encode(text))


def test_an_edit_in_mid_text_reads_only_from_the_last_checkpoint(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    text = long_text(300)[:FAR]
    context.cursor(text, "")
    middle = text.index(" ", 800)
    before = model.read_tokens
    context.cursor(text[:middle] + " gently", "")
    assert model.read_tokens - before < 80


def test_going_back_and_forth_without_an_edit_reads_little(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    text = long_text(2000)
    places = [len(text), len(text) // 3, len(text) // 2]
    for place in places:
        context.cursor(text[:place], "")
    before = model.read_tokens
    for place in places * 3:
        context.cursor(text[:place], "")
    assert model.read_tokens - before < 40 * len(places) * 3


def test_a_first_visit_far_into_a_long_text_reads_its_end_only(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    text = long_text(30_000)
    cursor = context.cursor(text, "")
    assert model.read_tokens < 1000
    read = spelled(vocabulary, cursor)
    assert vocabulary.normalize(text).endswith(read)
    assert len(read) > FAR / 3
    paragraph_start = vocabulary.normalize(text)[-len(read) - 1]
    assert paragraph_start == "\n"


def test_reading_ahead_reads_from_farther_back(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    text = long_text(3000)
    assert context.read_ahead(text, "", lambda: False)
    before = model.read_tokens
    cursor = context.cursor(text + " and", "")
    assert FAR < FAR_AHEAD / 2 < len(spelled(vocabulary, cursor))
    assert model.read_tokens - before < 10


def test_a_window_that_slides_along_is_recognised(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    text, window = long_text(1500), 3000
    context.cursor(text[5000 - window : 5000], "")
    before = model.read_tokens
    for end in range(5001, 5600):
        cursor = context.cursor(text[end - window : end], "")
        assert vocabulary.normalize(text[:end]).endswith(spelled(vocabulary, cursor))
    assert model.read_tokens - before < 2.6 * len(vocabulary.encode(text[5000:5600]))


def test_a_window_that_slides_along_what_is_said_twice_is_recognised(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    said = long_text(300)
    text, window = said * 5, 3 * len(said)
    start = 4 * len(said)
    context.cursor(text[start - window : start], "")
    before = model.read_tokens
    for end in range(start + 1, start + 200):
        context.cursor(text[end - window : end], "")
    assert model.read_tokens - before < 2.6 * len(vocabulary.encode(text[start : start + 200]))


def test_memory_stays_bounded_in_a_long_session(vocabulary: Vocabulary) -> None:
    context, _ = make_context(vocabulary)
    text = "a b\n" * (2 * MOST_MARKS)
    for end in range(40, len(text), 40):
        cursor = context.cursor(text[:end], "")
    (trail,) = context._reader._trails
    assert len(trail._marks) <= MOST_MARKS
    assert spelled(vocabulary, cursor) == text[:end]


def test_forgetting_reads_anew(vocabulary: Vocabulary) -> None:
    context, model = make_context(vocabulary)
    context.cursor(STORY[:500], "")
    context.forget()
    before = model.read_tokens
    context.cursor(STORY[:500], "")
    assert model.read_tokens - before > 50


def test_text_after_the_cursor_is_read_as_it_stands(vocabulary: Vocabulary) -> None:
    cursor = make_context(vocabulary)[0].cursor("She opened the", " door.\n")
    assert [vocabulary.pieces[token] for token in cursor.state[1][0]][-2:] == [b".", b"\n"]


def test_a_word_after_the_cursor_gets_the_space_before_the_cursor(vocabulary: Vocabulary) -> None:
    context = make_context(vocabulary)[0]
    spaced = context.cursor("She opened the", " door.").state[1]
    assert np.array_equal(context.cursor("She opened the ", "door.").state[1], spaced)
    said = context.cursor("She said", ' "No."').state[1]
    assert np.array_equal(context.cursor("She said ", '"No."').state[1], said)


def test_blank_text_after_the_cursor_is_nothing(vocabulary: Vocabulary) -> None:
    assert make_context(vocabulary)[0].cursor("She opened the", " \n ").state[1].size == 0


@pytest.mark.parametrize("place", [60, 300, 900])
def test_a_real_model_says_the_same_after_edits(engine: Engine, stream_bundle: object, place: int) -> None:
    warm = engine._context
    for end in (len(STORY), place, place + 1, place - 30, place):
        cursor = warm.cursor(STORY[:end], "")
    cold = Context(engine._model, engine.vocabulary, 0).cursor(STORY[:place], "")
    assert np.allclose(cursor.logits, cold.logits, atol=1e-4)
