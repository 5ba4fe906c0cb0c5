"""What the writer keeps in a story's memory and leaves out of it changes what is suggested."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.story.learnt import Learnt, LearntKind, LearntList
from desktop.engine.story.left_out import LeftOut
from desktop.engine.story.memory_choices import MemoryChoices
from desktop.engine.story.places import Places
from desktop.engine.story.story_runs import StoryRuns
from tests.engine.conftest import load_vocabulary
from tests.engine.story.test_story import NAME, SCENE, USES, piece, some_rows
from tests.engine.tiny_story import CHINESE_STORY

TEXT = SCENE + "".join(USES)
SETTINGS = SuggestSettings(max_words=1, precision=0.01)


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model())


def first_offer(engine: Engine, text: str) -> str:
    found = engine.suggest(text, "", SETTINGS)
    return found[0].text.strip(" ,.") if found else ""


def read(engine: Engine, text: str, choices: MemoryChoices) -> None:
    engine.turn_to(object())
    engine.choose_memory(choices)
    engine.prepare(text)
    assert engine.survey(text)


def test_what_is_forgotten_is_not_suggested_and_comes_back(english: Engine) -> None:
    typed = TEXT + "\nThe boy waved at Qi"
    read(english, TEXT, MemoryChoices())
    assert first_offer(english, typed) == NAME[2:]
    assert NAME in english.names
    english.choose_memory(MemoryChoices(forgotten=(NAME,)))
    english.survey(TEXT)
    assert first_offer(english, typed) != NAME[2:]
    english.choose_memory(MemoryChoices())
    english.survey(TEXT)
    assert first_offer(english, typed) == NAME[2:]


def test_forgetting_one_leaves_the_others(english: Engine) -> None:
    text = TEXT + "\n" + "".join(USES).replace(NAME, "Zorimand")
    read(english, text, MemoryChoices(forgotten=(NAME,)))
    assert first_offer(english, text + "\nThe boy waved at Zori") == "mand"
    assert first_offer(english, text + "\nThe boy waved at Qi") != NAME[2:]


def test_what_is_kept_is_known_before_the_text_has_it(english: Engine) -> None:
    read(english, SCENE, MemoryChoices())
    assert first_offer(english, SCENE + "The boy waved at Zar") != "quonel"
    read(english, SCENE, MemoryChoices(kept=("Zarquonel",)))
    assert first_offer(english, SCENE + "The boy waved at Zar") == "quonel"
    assert english.names["Zarquonel"] > 0  # so that spelling knows it, too


def test_a_phrase_is_kept_whole(english: Engine) -> None:
    before = SCENE + "The boy waved at Captain "
    read(english, SCENE, MemoryChoices())
    assert first_offer(english, before) != "Hask"
    read(english, SCENE, MemoryChoices(kept=("Captain Hask",)))
    assert first_offer(english, before) == "Hask"


def test_another_story_has_its_own_choices(english: Engine) -> None:
    read(english, SCENE, MemoryChoices(kept=("Zarquonel",)))
    read(english, SCENE, MemoryChoices())
    assert first_offer(english, SCENE + "The boy waved at Zar") != "quonel"


def test_without_the_memory_the_model_alone_is_asked(english: Engine) -> None:
    read(english, TEXT, MemoryChoices())
    typed = TEXT + "\nThe boy waved at Qi"
    alone = english.suggest_alone(typed, "", SETTINGS)
    assert not alone or alone[0].text != NAME[2:]
    assert first_offer(english, typed) == NAME[2:]  # nothing was forgotten for that


# --- runs of tokens --------------------------------------------------------------------------------------


def test_only_whole_words_are_left_out(vocabulary: Vocabulary) -> None:
    left_out = LeftOut(vocabulary, ["door"])
    text = "The door, a doorway and the door"
    ids = vocabulary.encode(text)
    mask = left_out.mask(ids)
    hidden = "".join(vocabulary.pieces[n].decode() for n, out in zip(ids, mask, strict=True) if out)
    assert hidden == " door door"


def test_of_a_phrase_the_first_word_stays(vocabulary: Vocabulary) -> None:
    ids = vocabulary.encode("The old door opened. The old man. A door.")
    mask = LeftOut(vocabulary, ["old door"]).mask(ids)
    assert [vocabulary.pieces[n] for n, out in zip(ids, mask, strict=True) if out] == [b" door"]


def test_places_that_are_left_out_add_nothing(vocabulary: Vocabulary) -> None:
    places = Places()
    ids = vocabulary.encode(" door window")
    door = ids[0]
    some = piece(ids)
    vectors = some.keys[:1].astype(np.float32)  # at the place before "door"
    rows = some_rows(1, len(vocabulary.pieces))
    places.put([some], None)
    assert places.blend(rows, vectors)[0, door] > rows[0, door] * 1.01
    places.leave_out(LeftOut(vocabulary, ["door"]))
    places.put([some], None)
    blended = places.blend(rows, vectors)
    assert blended[0, door] <= rows[0, door]
    assert blended.sum() == pytest.approx(1.0, abs=1e-4)
    places.leave_out(LeftOut(vocabulary, ["door", "window"]))
    places.put([some], None)
    assert places.blend(rows, vectors) == pytest.approx(rows, abs=1e-4)


def test_a_model_that_spells_forgets_and_keeps_too(chinese_bundle: Path) -> None:
    vocabulary = load_vocabulary(chinese_bundle)
    name = CHINESE_STORY[10:13]
    ids = vocabulary.encode(name)
    size = len(vocabulary.pieces)
    rows = np.full((1, size), 1 / size, np.float32)

    def likely(runs: StoryRuns) -> float:
        path = runs.spell(runs.blank(), ids[:2])
        return float(runs.blend(rows, path)[0, ids[2]])

    runs = StoryRuns(vocabulary)
    runs.put([piece(vocabulary.encode(CHINESE_STORY))])
    assert likely(runs) > 2 / size
    runs.leave_out(LeftOut(vocabulary, [name]))
    runs.put([piece(ids * 3)])
    assert likely(runs) == pytest.approx(1 / size)
    runs.leave_out(None)
    runs.keep(name)
    assert likely(runs) > 2 / size


# --- what is learnt --------------------------------------------------------------------------------------


def test_names_own_words_and_phrases_are_listed(english: Engine) -> None:
    story = (
        "Captain Hask came ashore. They knew Captain Hask well. Then Captain Hask sat down.\n"
        "The sea lay under a cold grey heaven. He saw a cold grey heaven, and a cold grey heaven it was.\n"
        "He mended a clockworm, and the clockworm ran. Then they slept.\n"
    )
    read(english, story, MemoryChoices())
    learnt = english.learnt()
    assert learnt is not None
    found = {(one.kind, one.text): one.uses for one in learnt}
    assert found[LearntKind.NAME, "Hask"] == 3
    assert found[LearntKind.PHRASE, "Captain Hask"] == 3
    assert found[LearntKind.WORD, "clockworm"] == 2
    assert found[LearntKind.PHRASE, "a cold grey heaven"] == 3
    assert not any(one.text == "sea" for one in learnt)


def test_only_what_has_changed_is_counted_again(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = LearntList(vocabulary)
    parts = ["one Qiv. " * 20, "two Qiv. " * 20]
    words = Counter({"Qiv": 40})
    first = listed.of_words(parts, words, words, lambda: False)
    asked = 0

    def is_stale() -> bool:
        nonlocal asked
        asked += 1
        return False

    assert listed.of_words(parts, words, words, is_stale) == first
    assert asked == 0
    listed.of_words([parts[0], "three Qiv."], words, words, is_stale)
    assert asked == 1
    assert listed.of_words(["Four."], words, words, lambda: True) is None
    assert first == [Learnt("Qiv", 40, LearntKind.NAME)]


def test_of_a_chinese_story_runs_of_characters_are_listed() -> None:
    listed = LearntList(load_vocabulary(default_model().parent / "chinese"))
    told: list[str] = []

    def is_stale() -> bool:
        told.append("")
        return False

    texts = ["武松看见老虎，老虎看见武松。", "那武松打了老虎。武松走了，老虎也走了。"]
    found = listed.of_ideographs(texts, is_stale)
    assert found is not None
    assert {one.text: one.uses for one in found}.items() >= {"武松": 4, "老虎": 4}.items()
    assert {one.kind for one in found} == {LearntKind.PHRASE}
    asked = len(told)
    assert listed.of_ideographs(texts, is_stale) == found
    assert len(told) == asked
    assert listed.of_ideographs([*texts, "雨"], lambda: True) is None
