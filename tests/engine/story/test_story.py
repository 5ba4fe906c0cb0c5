"""The memory of a story: what it remembers, what it suggests from that, and that it forgets."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.story.places import PLACES
from desktop.engine.story.story import AFTER, BEFORE
from desktop.engine.story.story_words import StoryWords
from tests.engine.story.some_pieces import piece, some_rows

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


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model())


def offers(engine: Engine, text: str, settings: SuggestSettings = UNSURE) -> list[str]:
    return [one.text.strip(" ,.") for one in engine.suggest(text, "", settings)]


def completes(engine: Engine, text: str, typed: str) -> bool:
    return NAME[len(typed) :] in offers(engine, text + typed)


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
