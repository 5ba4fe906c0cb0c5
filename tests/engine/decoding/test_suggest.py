import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.decoding.beam import Completion
from desktop.engine.decoding.suggest import LIKELY
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.model.model import State
from desktop.engine.words import count_words, first_words
from tests.engine.tiny_story import STORY

LDQ, RDQ, RSQ = "“”\N{RIGHT SINGLE QUOTATION MARK}"
UNSURE = SuggestSettings(precision=0.01)


def texts(engine: Engine, left: str, right: str = "", settings: SuggestSettings = UNSURE) -> list[str]:
    return [suggestion.text for suggestion in engine.suggest(left, right, settings)]


@pytest.fixture(scope="module")
def shared(stream_bundle: object) -> Engine:
    """Without memory: these tests expect what the model alone says."""
    engine = Engine.load(stream_bundle)  # type: ignore[arg-type]
    engine.turn_to(None, remember=False)
    return engine


@pytest.mark.parametrize(
    ("left", "begin"),
    [
        ("Once upon a", " time"),
        ("Once upon a ", "time"),
        ("Once upon a  ", "time"),
        ("Once upon a t", "ime"),
        ("Once upon a time", " "),
        ("She loved Eli", "zabeth"),
        ("I didn't know. I don", "'t know"),
        ("I didn't know. I don't kn", "ow why"),
        ("She went out.\nOnc", "e upon a"),
    ],
)
def test_a_suggestion_goes_on_exactly_where_the_text_ends(shared: Engine, left: str, begin: str) -> None:
    assert texts(shared, left)[0].startswith(begin)


def test_typing_into_a_suggestion_leaves_the_rest_of_it(shared: Engine) -> None:
    for end in range(len(" tim")):
        assert texts(shared, "Once upon a" + " time"[:end])[0].startswith(" time"[end:])


@given(end=st.integers(1, len(STORY)), right_words=st.integers(0, 6))
def test_what_is_inserted_fits_the_text_anywhere(end: int, right_words: int, shared: Engine) -> None:
    left = STORY[:end]
    right = " " + " ".join(STORY[end:].split()[1 : 1 + right_words]) if right_words else ""
    for suggestion in shared.suggest(left, right, UNSURE):
        text = suggestion.text
        assert any(character.isalnum() for character in text)
        assert "\n" not in text
        assert "  " not in left[-1:] + text
        assert not (left[-1].isspace() and text[0].isspace())
        assert text == text.rstrip()
        assert count_words(text) <= 5
        assert 0 < suggestion.probability <= 1


@given(end=st.integers(1, len(STORY)))
def test_the_story_known_by_heart_is_suggested_at_each_letter(end: int, shared: Engine) -> None:
    left, rest = STORY[:end], STORY[end:]
    word = re.match(r"[A-Za-z]{3,}", rest)
    # Where three letters or more of a word stand, it is among what is offered.
    if word and re.search(r"[A-Za-z]{3}$", left):
        assert any(text.startswith(word[0]) for text in texts(shared, left))


def test_alternatives_have_different_first_words(shared: Engine) -> None:
    offered = texts(shared, "It was late when she opened the", settings=SuggestSettings(precision=0.001))
    firsts = [first_words(text, 1) for text in offered]
    assert len(firsts) > 2
    assert len(set(firsts)) == len(firsts)
    assert firsts[0] == " door"


def test_alternatives_differ_in_more_than_their_capitals(stream_bundle: Path) -> None:
    """A line in capitals lets a model offer one word twice, as it is known and as it stands here."""
    engine = Engine.load(stream_bundle)
    story = "Go on. Go on. Go On. Go ON. Go home. " * 8
    engine.prepare(story)
    engine.survey(story)
    offered = texts(engine, story + "Go", settings=SuggestSettings(max_words=1, precision=0.001))
    assert len({text.lower() for text in offered}) == len(offered) > 1


def test_nothing_fits_between_a_name_and_its_ending(shared: Engine) -> None:
    for rest in ("'s hand.", "\N{RIGHT SINGLE QUOTATION MARK}s hand."):
        assert texts(shared, "She loved Elizabeth", rest) == []
    assert texts(shared, "Once upon a", " 'time'")


def test_no_more_alternatives_than_asked_for(shared: Engine) -> None:
    settings = SuggestSettings(precision=0.001, alternatives=2)
    assert len(texts(shared, "It was late when she opened the", settings=settings)) == 2


@pytest.mark.parametrize("left", ["Once upon a", "She sat down by", "He had", "The"])
def test_more_precision_never_makes_a_ghost_longer(shared: Engine, left: str) -> None:
    ghosts = [
        (texts(shared, left, settings=SuggestSettings(precision=precision)) or [""])[0]
        for precision in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
    ]
    lengths = [len(ghost) for ghost in ghosts]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("precision", [0.05, 0.35, 0.8])
def test_a_ghost_is_at_least_as_sure_as_asked(shared: Engine, precision: float) -> None:
    for end in range(1, len(STORY), 37):
        offered = shared.suggest(STORY[:end], "", SuggestSettings(precision=precision))
        assert not offered or offered[0].probability >= precision


def found_by_a_search(
    monkeypatch: pytest.MonkeyPatch, texts_after: dict[str, dict[str, float]], whole: float = 0.0
) -> None:
    """Let each search find these texts, given behind which other one each comes, and how likely."""
    found = {
        text: Completion(text, share, before, 0.0)
        for before, grown in texts_after.items()
        for text, share in grown.items()
    }

    class Search:
        def __init__(self, *given: object) -> None:
            self.whole = whole

        def run(self, is_stale: object) -> dict[str, Completion]:
            return found

    monkeypatch.setattr("desktop.engine.decoding.suggest.BeamSearch", Search)


@pytest.mark.parametrize(
    ("comma", "ghost"), [(LIKELY + 0.01, " said,"), (LIKELY - 0.01, " said"), (0.0, " said")]
)
def test_a_mark_has_to_be_likely_behind_its_word(
    shared: Engine, monkeypatch: pytest.MonkeyPatch, comma: float, ghost: str
) -> None:
    found_by_a_search(monkeypatch, {"": {" said": 0.5}, " said": {" said,": 0.5 * comma}})
    assert texts(shared, "He", settings=SuggestSettings(precision=0.1)) == [ghost]


def test_further_words_have_to_be_likely_behind_the_first_one_all_together(
    shared: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_by_a_search(
        monkeypatch,
        {
            "": {" it": 0.8},
            " it": {" it was": 0.6},
            " it was": {" it was a": LIKELY * 0.8 + 0.01},
            " it was a": {" it was a long": LIKELY * 0.8 - 0.01},
        },
    )
    assert texts(shared, "He said", settings=SuggestSettings(precision=0.1)) == [" it was a"]


def test_ideographs_need_only_be_sure_enough(shared: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    found_by_a_search(monkeypatch, {"": {"明": 0.5}, "明": {"明月": 0.15}, "明月": {"明月，": 0.12}})
    assert texts(shared, "床前", settings=SuggestSettings(precision=0.1)) == ["明月，"]


def test_where_the_likeliest_word_saves_no_key_another_one_is_the_ghost(
    shared: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_by_a_search(monkeypatch, {"": {"e": 0.5, "ere": 0.2, "eir": 0.1}})
    assert texts(shared, "It was th", settings=SuggestSettings(precision=0.15)) == ["ere", "e", "eir"]
    assert texts(shared, "It was th", settings=SuggestSettings(precision=0.25)) == []
    asked = SuggestSettings(precision=0.25, asked=True)
    assert texts(shared, "It was th", settings=asked) == ["e", "ere", "eir"]


@pytest.mark.parametrize("precision", [0.1, 0.35])
def test_a_ghost_is_the_first_of_all_alternatives_that_is_sure_enough(
    shared: Engine, precision: float
) -> None:
    ghosts = 0
    for end in range(1, len(STORY), 11):
        ghost = texts(shared, STORY[:end], settings=SuggestSettings(precision=precision))[:1]
        every = shared.suggest(STORY[:end], "", SuggestSettings(precision=precision, asked=True))
        sure = [one.text for one in every if one.probability >= precision and len(one.text) > 1]
        assert ghost == sure[:1]
        ghosts += len(ghost)
    assert ghosts > 10


def test_words_are_limited(shared: Engine) -> None:
    for words in (1, 2, 3):
        ghost = texts(shared, "Once", settings=SuggestSettings(max_words=words, precision=0.01))[0]
        assert count_words(ghost) == words


def test_a_ghost_may_end_a_sentence_but_not_a_paragraph(shared: Engine) -> None:
    settings = SuggestSettings(precision=0.2, max_words=9)
    assert texts(shared, "He didn't speak of", settings=settings)[0] == " it."


def test_nothing_is_suggested_inside_a_word(shared: Engine) -> None:
    assert texts(shared, "Once upon a ti", "me") == []


def test_words_are_put_in_before_another_word(shared: Engine) -> None:
    found = texts(shared, "Once upon a ", "there was")
    assert found
    assert found == texts(shared, "Once upon a ", " there was")
    assert texts(shared, "Once upon a ", "time") == []


def test_nothing_is_suggested_where_a_paragraph_has_just_been_parted(shared: Engine) -> None:
    left, right = "Once upon a time there was a king.\n", "There was a queen."
    assert texts(shared, left, right, SuggestSettings(precision=0.01)) == []
    assert texts(shared, left, f" {right}", SuggestSettings(precision=0.01))
    assert texts(shared, left, right, SuggestSettings(precision=0.01, asked=True))


@pytest.mark.parametrize("left", ["", " ", "\n\n", "\t"])
def test_nothing_is_suggested_at_the_beginning(shared: Engine, left: str) -> None:
    assert texts(shared, left) == []


def test_nothing_is_suggested_for_letters_that_spell_nothing(word_engine: Engine) -> None:
    assert texts(word_engine, "the xqzv") == []


def test_what_stands_after_the_cursor_is_not_offered_again(shared: Engine) -> None:
    assert texts(shared, "It was late when she opened the door", " and walked inside.") == [] or all(
        not text.startswith(" and") for text in texts(shared, "she opened the door", " and walked inside.")
    )
    assert texts(shared, "Once upon", " a time there was")[:1] != [" a time"]
    ghost = texts(shared, "He didn't speak of", ".", SuggestSettings(precision=0.2))[0]
    assert ghost == " it"


def test_text_after_the_cursor_makes_a_word_surer(shared: Engine) -> None:
    left = "It was late when she opened the"
    alone = shared.suggest(left, "", UNSURE)[0]
    between = shared.suggest(left, " and walked inside.", UNSURE)[0]
    assert alone.text.startswith(" door")
    assert between.text == " door"
    assert between.probability > alone.probability


def test_a_whole_word_is_followed_by_the_next_word_rather_than_lengthened(shared: Engine) -> None:
    offered = texts(shared, "It was late when she opened the", settings=SuggestSettings(precision=0.0001))
    assert all(text.startswith(" ") for text in offered)


def test_curly_quotes_are_matched_and_given_back(shared: Engine) -> None:
    left = f"{LDQ}Good morning,{RDQ} said the old sailor. {LDQ}You"
    assert texts(shared, left)[0].startswith(f"{RSQ}re early today.{RDQ}")
    assert texts(shared, f"{LDQ}I didn{RSQ}t.{RDQ} {LDQ}I don{RSQ}")[0].startswith("t know why")


def test_single_quotes_are_matched_and_given_back(shared: Engine) -> None:
    lsq = "\N{LEFT SINGLE QUOTATION MARK}"
    left = f"{lsq}Good morning,{RSQ} said the old sailor. {lsq}You"
    assert texts(shared, left)[0].startswith(f"{RSQ}re early today.{RSQ}")
    assert texts(shared, "'Good morning,' said the old sailor. 'You")[0].startswith("'re early today.'")


def test_a_model_of_words_sets_no_space_inside_of_single_quotes(word_engine: Engine) -> None:
    lsq = "\N{LEFT SINGLE QUOTATION MARK}"
    assert texts(word_engine, f"{lsq}Good")[0].startswith((f" morning,{RSQ} said", f" morning,{RDQ} said"))
    before = f"{lsq}Good morning,{RSQ} said the old sailor."
    assert f" {lsq}you{RSQ}re early today." in texts(word_engine, before)


def test_single_quotes_are_as_good_as_double_ones(shared: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    lsq = "\N{LEFT SINGLE QUOTATION MARK}"
    double = f"{LDQ}Good morning,{RDQ} said the old sailor. {LDQ}You{RSQ}re early today.{RDQ}\nOnce"
    single = double.replace(LDQ, lsq).replace(RDQ, RSQ)
    read: list[int] = []
    step = shared._model.read

    def counted(state: State, ids: Sequence[int]) -> State:
        read.append(len(ids))
        return step(state, ids)

    monkeypatch.setattr(shared._model, "read", counted)
    costs = []
    for text in (double, single):
        shared.forget()
        read.clear()
        offered = [texts(shared, text[:end], settings=UNSURE) for end in range(20, len(text))]
        costs.append((sum(read), [[one.replace(lsq, LDQ) for one in some] for some in offered]))
    assert costs[0][0] == costs[1][0]  # nothing is read twice
    for ours, theirs in zip(costs[0][1], costs[1][1], strict=True):
        assert [one.replace(RDQ, RSQ) for one in ours] == [one.replace(RDQ, RSQ) for one in theirs]


def test_no_ghost_is_empty_where_a_dash_stands_for_quotes(shared: Engine) -> None:
    left = "\N{EM DASH} Good morning, said the old sailor.\n\N{EM DASH} You\u2019re early today."
    assert all(
        text and '"' not in text for text in texts(shared, left, settings=SuggestSettings(precision=0.001))
    )


def test_a_stale_request_is_given_up(shared: Engine) -> None:
    assert shared.suggest("Once upon a", "", UNSURE, lambda: True) == []


def test_one_word_of_a_word_model_is_completed_in_the_writers_case(word_engine: Engine) -> None:
    assert texts(word_engine, "She loved Eliz")[0].startswith("abeth")
    assert texts(word_engine, "Once upon a")[0].startswith(" time")
    assert texts(word_engine, "Once upon a ")[0].startswith("time")
    assert texts(word_engine, "It is late.\n\nOnce upon")[0].startswith(" a time")


def test_a_model_of_words_sets_no_space_inside_of_quotes(word_engine: Engine) -> None:
    before = f"{LDQ}Good morning,{RDQ} said the old sailor."
    assert f" {LDQ}you{RSQ}re early today." in texts(word_engine, before)
    assert f"you{RSQ}re early today." in texts(word_engine, f"{before} {LDQ}")
    assert texts(word_engine, f"{LDQ}Good")[0].startswith(f" morning,{RDQ} said")


def test_a_character_model_completes_a_word(character_engine: Engine) -> None:
    assert texts(character_engine, "She loved Eliz")[0].startswith("abeth")


@pytest.mark.parametrize("left", ["海は", "<|end|>", "\ud83d", "a" * 3000, "\N{ZERO WIDTH SPACE}", "x\0y"])
def test_odd_text_does_no_harm(
    shared: Engine, word_engine: Engine, character_engine: Engine, left: str
) -> None:
    for engine in (shared, word_engine, character_engine):
        for suggestion in engine.suggest(left, left, UNSURE):
            suggestion.text.encode()
