"""The memory of a story: what it remembers, what it suggests from that, and that it forgets."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.bundles.memory_settings import MemorySettings
from desktop.engine.bundles.recall import Recall
from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.model.keys import KEY_SIZE, make_keys
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.places import PLACES, Places
from desktop.engine.story.story import AFTER, BEFORE
from desktop.engine.story.story_words import StoryWords

SCENE = """\
The village of Orlen lay under snow. In the last house by the mill lived a woman who mended clocks.
Every morning she lit the stove and put the kettle on. Nobody came in winter, and she did not mind.
"There is a letter for you," said the boy from the inn. He stood in the doorway and shook the snow off.
"""
# What the English model spells in five tokens.
NAME = "Qivareth"
USES = (
    f"{NAME} took the letter to the window. ",
    f"The boy looked at {NAME} and then at the clocks. ",
    f'"It is from the city," {NAME} said, and sat down. ',
)
UNSURE = SuggestSettings(max_words=1, precision=0.01)
RANDOM = np.random.default_rng(5)


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model())


def piece(tokens: list[int], text: str = "", size: int = 8) -> Piece:
    keys = make_keys(RANDOM.standard_normal((len(tokens), size)).astype(np.float32)).astype(np.float16)
    return Piece(text, np.array(tokens, np.int64), keys, ())


def some_rows(rows: int, size: int) -> np.ndarray:
    powers = RANDOM.random((rows, size)).astype(np.float32) ** 4
    result: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return result


def offers(engine: Engine, text: str, settings: SuggestSettings = UNSURE) -> list[str]:
    return [one.text.strip(" ,.") for one in engine.suggest(text, "", settings)]


def completes(engine: Engine, text: str, typed: str) -> bool:
    return NAME[len(typed) :] in offers(engine, text + typed)


# --- places ----------------------------------------------------------------------------------------------


def test_mixed_probabilities_sum_to_one() -> None:
    places = Places(256)
    places.put([piece(list(range(20))), piece([3, 4, 5])], piece([7]))
    rows = some_rows(4, 30)
    blended = places.blend(rows, RANDOM.standard_normal((4, 8)).astype(np.float32))
    assert len(places) == 24
    assert np.allclose(blended.sum(axis=1), 1.0, atol=1e-5)
    assert (blended >= 0).all()


def test_what_followed_at_a_like_place_becomes_likelier() -> None:
    places, vector = Places(256), RANDOM.standard_normal((1, 8)).astype(np.float32)
    places.put([Piece("", np.array([5]), make_keys(vector).astype(np.float16), ()), piece([6, 7, 8])], None)
    before = np.full((1, 10), 0.1, np.float32)
    after = places.blend(before, vector)
    assert after.argmax() == 5
    assert after[0, 5] > 0.4


def test_places_may_count_for_less() -> None:
    places, vector = Places(256), RANDOM.standard_normal((1, 8)).astype(np.float32)
    places.put([Piece("", np.array([5]), make_keys(vector).astype(np.float16), ())], None)
    before = np.full((1, 10), 0.1, np.float32)
    full, less, none = (places.blend(before, vector, weight)[0, 5] for weight in (1.0, 0.3, 0.0))
    assert full > less > none
    assert none == pytest.approx(0.1)


SURE = MemorySettings(bias=20.0)  # nothing but what is recalled counts


def by_age() -> Recall:
    """Recalls by age alone: the nearer, the better."""
    ages = -np.arange(12, dtype=np.float32)
    return Recall(np.eye(KEY_SIZE, dtype=np.float32), np.zeros(KEY_SIZE, np.float32), ages, 0.0)


def test_what_stands_behind_the_cursor_is_as_near_as_it_is() -> None:
    places = Places(512, SURE, by_age())
    alike = [piece([token] * 100, size=KEY_SIZE) for token in range(4)]
    for one in alike:
        one.keys[:] = 0.0  # as like the one as the other
    even = np.full((1, 10), 0.1, np.float32)
    for behind in ([alike[0], alike[1]], [alike[1], alike[0]]):
        places.put([alike[2]], alike[3], behind)
        found = places.blend(even, np.ones((1, KEY_SIZE), np.float32))[0]
        nearest, farther = (int(one.tokens[0]) for one in behind)
        assert found[3] == pytest.approx(found[nearest], rel=1e-3)
        assert found[2] == pytest.approx(found[farther], rel=1e-3)
        assert found[nearest] > 1.5 * found[farther]


def test_what_is_left_out_behind_the_cursor_does_not_make_the_rest_nearer() -> None:
    places = Places(512, SURE, by_age())
    behind, before = ([piece([token] * 10, size=KEY_SIZE) for _ in range(33)] for token in (0, 1))
    for one in [*behind, *before]:
        one.keys[:] = 0.0
    places.put(before, None, behind)
    assert len(places) == 340  # the first 32 pieces are gone, which stood nearest behind the cursor
    found = places.blend(np.full((1, 10), 0.1, np.float32), np.ones((1, KEY_SIZE), np.float32))[0]
    # These ten are more than 256 places away, where each is worth exp(-8) of the nearest ones.
    assert 0.0 < found[0] < 0.002 * found[1]


def test_places_count_for_more_where_text_stands_behind_the_cursor() -> None:
    places, vector = Places(256, MemorySettings(bias=-5.0, behind=2.0)), np.ones((2, 8), np.float32)
    places.put([Piece("", np.array([5]), make_keys(vector[:1]).astype(np.float16), ())], None)
    at_end, in_gap = places.blend(np.full((2, 10), 0.1, np.float32), vector, 1.0, np.array([0.0, 1.0]))[:, 5]
    assert in_gap > 1.3 * at_end


def test_no_place_changes_nothing() -> None:
    rows = some_rows(2, 10)
    assert (Places(256).blend(rows, np.ones((2, 8), np.float32)) == rows).all()


def test_pieces_put_one_by_one_are_as_those_put_at_once() -> None:
    pieces = [piece([number % 10] * (1 + number % 7)) for number in range(60)]
    one_by_one, at_once = Places(512), Places(512)
    for number in range(len(pieces)):
        one_by_one.put(pieces[:number], pieces[number])
    one_by_one.put(pieces, None)
    at_once.put(pieces, None)
    rows, vectors = some_rows(3, 10), RANDOM.standard_normal((3, 8)).astype(np.float32)
    assert np.array_equal(one_by_one.blend(rows, vectors), at_once.blend(rows, vectors))


def test_places_stay_bounded_and_the_last_ones_stay() -> None:
    places, pieces = Places(512), []
    for number in range(400):
        pieces.append(piece([number % 10] * 5))
        places.put(pieces, None)
        assert len(places) <= 512
    assert len(places) > 200


def test_long_vectors_are_folded_with_nearly_the_same_cosines() -> None:
    vectors = RANDOM.standard_normal((50, 3 * KEY_SIZE - 5)).astype(np.float32)
    vectors[1::2] = vectors[::2] + 0.5 * vectors[1::2]
    lengths = np.linalg.norm(vectors, axis=1)
    cosines = (vectors @ vectors.T) / np.outer(lengths, lengths)
    folded = make_keys(vectors)
    assert folded.shape == (50, KEY_SIZE)
    assert np.abs(folded @ folded.T - cosines).max() < 0.3
    assert np.abs(folded @ folded.T - cosines).mean() < 0.06


# --- words -----------------------------------------------------------------------------------------------


def test_words_keep_probabilities_proper(vocabulary: Vocabulary) -> None:
    words = StoryWords(vocabulary)
    tokens = vocabulary.encode(f' "{NAME}," said {NAME} to Orlen. {NAME}s, and Qivar.')
    words.put([piece(tokens)])
    path = words.blank()
    for token in tokens:
        blended = words.blend(some_rows(1, len(vocabulary.pieces)), path)
        assert abs(float(blended.sum()) - 1.0) < 1e-4
        assert (blended >= 0).all()
        path = words.spell(path, [token])


def test_a_known_word_goes_on_as_it_did_and_ends_where_it_ended(vocabulary: Vocabulary) -> None:
    words, tokens = StoryWords(vocabulary), vocabulary.encode(" Harrow")
    words.put([piece([*tokens, *vocabulary.encode(" she")])])
    even = np.full((1, len(vocabulary.pieces)), 1 / len(vocabulary.pieces), np.float32)
    path = words.spell(words.blank(), tokens[:1])
    for token in tokens[1:]:
        assert words.blend(even, path)[0, token] > 0.4 or vocabulary.wordless[token]
        path = words.spell(path, [token])
    assert float(words.blend(even, path)[0] @ vocabulary.breaks) > float(even[0] @ vocabulary.breaks)


def test_words_that_are_gone_are_forgotten(vocabulary: Vocabulary) -> None:
    words, even = StoryWords(vocabulary), np.full((1, len(vocabulary.pieces)), 0.001, np.float32)
    words.put([piece(vocabulary.encode(f" {NAME}"))])
    assert not np.array_equal(words.blend(even, words.blank()), even)
    words.put([])
    assert np.array_equal(words.blend(even, words.blank()), even)


# --- names -----------------------------------------------------------------------------------------------


def test_a_name_used_once_is_suggested_after_two_letters(english: Engine) -> None:
    english.turn_to("once")
    text = SCENE + USES[0]
    assert completes(english, text, NAME[:2])
    english.turn_to("once", remember=False)
    assert not completes(english, text, NAME[:2])


def test_a_name_is_suggested_from_its_third_use_on(english: Engine) -> None:
    english.turn_to("thrice")
    text = SCENE + USES[0] + USES[1]
    # The third time it is written it comes after its first letter, at the desk's usual precision.
    third = USES[2].partition(NAME)[0]
    usual = SuggestSettings(max_words=1)
    assert NAME[1:] in offers(english, text + third + NAME[:1], usual)
    # From then on it is among the guesses before a letter is typed.
    many = SuggestSettings(max_words=1, alternatives=5, precision=0.005)
    assert NAME in offers(english, text + USES[2] + '"Will you read it to me?" asked the boy.\n', many)


def test_a_name_far_back_is_known_once_the_story_was_read(english: Engine) -> None:
    filling = "Nobody came in winter, and the snow lay deep on the road to the mill.\n" * 250
    earlier, left = SCENE + USES[0] + USES[1] + USES[2] + "\n", filling
    english.turn_to("far")
    assert not completes(english, left, NAME[:2])
    assert english.prepare(left, "", earlier)
    assert completes(english, left, NAME[:2])


def test_a_name_in_the_rest_of_the_paragraph_is_known(english: Engine) -> None:
    right = f' and shook the snow off. "For {NAME}, it says here." '
    left = SCENE + '"There is a letter for you, from the city," said the boy to '
    english.forget()
    english.turn_to("rest of the paragraph")
    assert not completes(english, left, "Qi")
    english.prepare(left, right)
    offered = [one.text for one in english.suggest(left + "Qi", right, UNSURE)]
    assert any(text.startswith(NAME[2:]) for text in offered)


def test_what_comes_next_now_is_not_recalled_before_itself(english: Engine) -> None:
    right = "Zanzibar and then the sea, and nobody came."
    english.forget()
    english.turn_to("what comes next")
    english.prepare(SCENE + "They looked at ", right)
    story = english._story
    assert story is not None
    (rest,) = story._behind
    written = b"".join(english.vocabulary.pieces[token] for token in rest.tokens).decode()
    assert written.endswith(" and then the sea, and nobody came.")
    assert "Zanzibar" not in written


def test_a_name_behind_the_cursor_is_known(english: Engine) -> None:
    english.turn_to("behind")
    right = "\n" + "".join(USES) + "\nThe end.\n"
    english.prepare(SCENE, right)
    assert completes(english, SCENE, NAME[:2])


def test_names_of_another_story_are_not_known(english: Engine) -> None:
    english.turn_to("one")
    english.prepare(SCENE + "".join(USES))
    english.turn_to("other")
    assert english.remembered_words == 0
    assert not completes(english, SCENE, NAME[:2])


# --- reading, forgetting, bounds -------------------------------------------------------------------------


def count_read(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Collects how many tokens the model is given to read."""
    read: list[int] = []
    trace = engine.model.trace

    def note(reading: object, ids: list[int]) -> object:
        read.append(len(ids))
        return trace(reading, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(engine.model, "trace", note)
    return read


def paragraphs(count: int) -> list[str]:
    return [
        f"Paragraph {n} tells of the {n} ships that he lost at sea, of {n + 1} men.\n" for n in range(count)
    ]


def test_forgetting_forgets(engine: Engine) -> None:
    engine.prepare(SCENE, SCENE)
    assert engine.remembered_words > 20
    engine.forget()
    assert engine.remembered_words == 0


def test_what_was_read_around_a_place_that_is_left_counts_no_more(english: Engine) -> None:
    def probability() -> float:
        english.prepare(SCENE)
        return english.suggest(SCENE + "The woman looked at the", "", UNSURE)[0].probability

    english.forget()
    english.turn_to(1)
    english.survey(SCENE + USES[1])
    before = probability()
    english.prepare("".join(USES) * 9, SCENE)
    assert probability() != before
    english.leave()
    assert probability() == before
    assert NAME in english.names


def test_without_memory_nothing_is_remembered(engine: Engine) -> None:
    engine.turn_to(1, remember=False)
    engine.prepare(SCENE, SCENE)
    engine.suggest(SCENE)
    assert engine.remembered_words == 0


def test_what_is_typed_is_remembered_at_no_further_reading(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_while_typing(remember: bool) -> int:
        engine.forget()
        engine.turn_to(1, remember)
        with monkeypatch.context() as patch:
            read = count_read(engine, patch)
            for end in range(1, len(SCENE)):
                engine.suggest(SCENE[:end], "", SuggestSettings(precision=0.99))
            return sum(read)

    assert read_while_typing(True) == read_while_typing(False)
    engine.turn_to(1)
    engine.suggest(SCENE)
    assert engine.remembered_words > 50


def test_an_edit_reads_only_the_changed_paragraph_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = paragraphs(40)
    engine.prepare("".join(parts[:30]), "\n" + "".join(parts[30:]))
    parts[3] = "Something else stands here now.\n"
    engine.suggest("".join(parts[:30]))
    read = count_read(engine, monkeypatch)
    assert engine.prepare("".join(parts[:30]), "\n" + "".join(parts[30:]))
    assert 0 < sum(read) < 60


def test_what_was_deleted_is_forgotten(english: Engine) -> None:
    english.turn_to("deleted")
    english.prepare(SCENE + "".join(USES) + "\n")
    assert completes(english, SCENE + "".join(USES) + "\n", NAME[:2])
    english.prepare(SCENE)
    assert not completes(english, SCENE, NAME[:2])


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_reading_is_given_up_when_something_is_asked(engine: Engine, steps: int) -> None:
    left, asked = "".join(paragraphs(100)), 0

    def is_stale() -> bool:
        nonlocal asked
        asked += 1
        return asked > steps

    assert not engine.prepare(left, "", "", "", is_stale)
    assert asked <= steps + 2
    assert engine.prepare(left)
    assert engine.prepare(left, "", "", "", is_stale=_once_asked())


def _once_asked() -> Callable[[], bool]:
    """Never stale while the place is read ahead; the story, which is known, asks no more."""
    return lambda: False


def test_what_is_known_is_not_read_again(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    left = "".join(paragraphs(100))
    engine.prepare(left)
    read = count_read(engine, monkeypatch)
    engine.prepare(left)
    assert sum(read) < 5


def test_the_rest_of_a_paragraph_is_read_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    left, right = "".join(paragraphs(20)) + "He went to ", f"the harbour and back.\n{paragraphs(1)[0]}"
    engine.prepare(left, right)
    assert engine._story is not None
    version = engine._story.version
    engine.prepare(left, right)
    assert engine._story.version == version  # else the next key would predict everything anew
    read = count_read(engine, monkeypatch)
    engine.prepare(left + "see ", right)
    assert sum(read) < 5


def test_a_place_read_ahead_costs_the_first_key_nothing(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = "".join(paragraphs(100)) + "He went to the"
    engine.prepare(left)
    read = count_read(engine, monkeypatch)
    engine.suggest(left + " ")
    assert sum(read) < 5


def test_a_million_words_stay_bounded(engine: Engine) -> None:
    line = "The waves rolled on and on and on, and the old sailor looked at the sea for a long time.\n"
    book = "".join(f"{n} {line}" for n in range(50_000))
    middle = book.index("\n", len(book) // 2) + 1
    engine.prepare(
        book[middle - 20_000 : middle], book[middle : middle + 2000], book[: middle - 20_000], book
    )
    assert 0 < engine.remembered_words < BEFORE + AFTER
    story = engine._story
    assert story is not None
    assert len(story.places) <= PLACES
    assert len(story._known) < (BEFORE + AFTER) / 20


def test_models_without_vectors_have_no_memory(word_engine: Engine, character_engine: Engine) -> None:
    for engine in (word_engine, character_engine):
        engine.turn_to(1)
        assert engine.prepare(SCENE, SCENE, SCENE, SCENE)
        assert engine.remembered_words == 0
        assert engine.suggest("Once upon a", "", UNSURE)


def test_a_continued_story_with_memory_never_says_four_words_twice(english: Engine) -> None:
    english.turn_to("continued")
    left = SCENE + "".join(USES)
    told = "".join(english.continue_story(left, "", ContinueSettings(words=80, seed=3)))
    words = told.lower().split()
    runs = [tuple(words[n : n + 5]) for n in range(len(words) - 4)]
    assert len(runs) == len(set(runs))


def test_nothing_is_written(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine.prepare(SCENE, SCENE)
    engine.suggest(SCENE)
    assert not list(tmp_path.iterdir())
