"""A whole text, and what is new in it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import Engine
from desktop.engine.model.model import State
from desktop.engine.rereading.places import Kind
from desktop.engine.rereading.rereading import Part, Rereading, Spot
from tests.engine.tiny_story import CHINESE_STORY, STORY

TEXT = "\n".join([STORY] * 3 + ["They lost the the door."] + [STORY] * 3)


@pytest.fixture
def read_tokens(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many tokens the model was given, at each step."""
    given: list[int] = []
    real = engine.model.read_together

    def noting(reading: State, ids: np.ndarray) -> tuple[State, State]:
        given.append(ids.size)
        return real(reading, ids)

    monkeypatch.setattr(engine.model, "read_together", noting)
    return given


def read(rereading: Rereading, text: str) -> list[Part]:
    return [part for part in rereading.read(text) if part]


def all_of(parts: list[Part]) -> tuple[set[tuple[Spot, int]], set[tuple[Spot, str, Kind]]]:
    tints = {tint for part in parts for tint in part.tints}
    places = {(spot, place.text, place.kind) for part in parts for spot, place in part.places}
    return tints, places


def words_at(text: str, spot: Spot) -> str:
    line = text.split("\n")[spot.line].encode("utf-16-le", "surrogatepass")
    return line[2 * spot.start : 2 * (spot.start + spot.length)].decode("utf-16-le", "surrogatepass")


def test_everything_is_found_where_it_stands(engine: Engine) -> None:
    parts = read(engine.rereading(), TEXT)
    assert parts[0].done == 0
    assert [part.done for part in parts] == sorted(part.done for part in parts)
    assert parts[-1].done == parts[-1].whole > 500
    tints, places = all_of(parts)
    assert tints
    for spot, text, _ in places:
        assert words_at(TEXT, spot) == text
    assert all(words_at(TEXT, spot).strip() for spot, _ in tints)
    line = TEXT.split("\n").index("They lost the the door.")
    assert (Spot(line, 14, 3), "the", Kind.REPEATED) in places


def test_places_are_in_utf_16_behind_an_emoji(engine: Engine) -> None:
    text = TEXT.replace("They lost the the", "😀 They 😀 lost the the")
    _, places = all_of(read(engine.rereading(), text))
    assert places
    for spot, words, _ in places:
        assert words_at(text, spot) == words


def test_only_what_is_new_is_read_again(engine: Engine, read_tokens: list[int]) -> None:
    rereading = engine.rereading()
    first = read(rereading, TEXT)
    whole = sum(read_tokens)
    read_tokens.clear()
    again = read(rereading, TEXT)
    assert not read_tokens
    assert all_of(again) == all_of(first)
    edited = TEXT.replace("lost the the door", "lost the door")
    parts = read(rereading, edited)
    assert 0 < sum(read_tokens) < whole / 2
    fresh = all_of(read(engine.rereading(), edited))
    assert all_of(parts)[1] == fresh[1]


def test_who_is_interrupted_goes_on(engine: Engine, read_tokens: list[int]) -> None:
    rereading = engine.rereading()
    parts = rereading.read(TEXT)
    while not ((part := next(parts)) and part.done):
        pass
    parts.close()
    done = sum(read_tokens)
    read_tokens.clear()
    rest = read(rereading, TEXT)
    assert rest[0].done
    assert all_of(rest) == all_of(read(engine.rereading(), TEXT))
    assert done


def test_cutting_makes_way(engine: Engine) -> None:
    answers = iter([True, False, True])
    is_stale: Callable[[], bool] = lambda: next(answers, False)  # noqa: E731
    parts = list(engine.rereading().read(TEXT, is_stale))
    assert parts[0] is None
    assert parts[-1] is not None
    assert parts[-1].done == parts[-1].whole


def test_what_is_in_another_language_is_left_alone(engine: Engine) -> None:
    rereading = Rereading(engine.model, engine.vocabulary, 0, lambda text: "Qual" in text)
    parts = read(rereading, "Qual der Wahl, sagte er, und ging davon.")
    assert all_of(parts) == (set(), set())
    assert parts[-1].foreign == parts[-1].whole == 8


@pytest.mark.parametrize("text", ["", "\n\n", "12 34", "...", "a"])
def test_there_may_be_nothing_to_read(engine: Engine, text: str) -> None:
    parts = read(engine.rereading(), text)
    assert parts[-1].done == parts[-1].whole
    assert not parts[-1].places


def test_half_a_character_is_no_matter(engine: Engine) -> None:
    assert read(engine.rereading(), "They lost \ud800 the the door.")


def test_phrases_of_the_whole_text_come_last(engine: Engine) -> None:
    line = "Quentin quarrelled with Ormandel again."
    text = "\n".join([STORY, line, STORY, line, STORY, line])
    last = read(engine.rereading(), text)[-1]
    said = [(spot.line, place.text) for spot, place in last.places if place.text.startswith("Quentin")]
    assert [words for _, words in said] == ["Quentin quarrelled with Ormandel again"] * 3
    assert all(place.kind is Kind.WORN and place.times >= 3 for _, place in last.places)


def test_chinese_is_read_without_phrases(chinese_bundle: Path) -> None:
    engine = Engine.load(chinese_bundle)
    tints, places = all_of(read(engine.rereading(), CHINESE_STORY + CHINESE_STORY[::-1]))
    assert tints
    assert {kind for _, _, kind in places} <= {Kind.SURPRISING, Kind.CONFUSED}


def test_a_model_that_sees_one_side_reads_too(word_engine: Engine) -> None:
    tints, _ = all_of(read(word_engine.rereading(), " ".join(reversed(STORY.split()))))
    assert tints


def test_a_slip_for_a_word_of_several_tokens_is_settled(engine: Engine) -> None:
    # The bound on "they're" looks at "they" alone; what comes of it is exact.
    text = STORY[:300] + " their was " + STORY[300:600]
    for part in read(engine.rereading(), text):
        for _, place in part.places:
            assert place.kind is not Kind.CONFUSED or place.times > 0
