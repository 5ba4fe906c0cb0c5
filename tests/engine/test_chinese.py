"""Suggestions in Chinese: a text without spaces, spelled character by character."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.decoding.beam import BeamSearch, Limits
from desktop.engine.decoding.context import Context
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.model.model import State
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.cuts import LONGEST_WORD
from desktop.engine.words import count_words
from tests.engine.conftest import load_vocabulary
from tests.engine.fake_models import NotingModel, SuffixModel
from tests.engine.tiny_bundle import make_stream_bundle
from tests.engine.tiny_story import CHINESE_STORY

UNSURE = SuggestSettings(precision=0.01)
PIECES = [*"海边的小屋里，。“”—…\n ", "\u3000", "小荷说：", "OK"]


@pytest.fixture(scope="module")
def chinese(chinese_bundle: Path) -> Engine:
    """Without memory: these tests expect what the model alone says."""
    engine = Engine.load(chinese_bundle)
    engine.turn_to(None, remember=False)
    return engine


@pytest.fixture(scope="module")
def characters(chinese_bundle: Path) -> Vocabulary:
    return load_vocabulary(chinese_bundle)


def texts(engine: Engine, left: str, right: str = "", settings: SuggestSettings = UNSURE) -> list[str]:
    return [suggestion.text for suggestion in engine.suggest(left, right, settings)]


# --- what is offered -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "ghost"),
    [
        ("从前有一个", "小姑娘，"),
        ("从前有一个小", "姑娘，名叫小"),
        ("从前有一个小姑娘，\n\u3000\u3000从前有一个", "小姑娘，"),
        ("“早上好！”老船长说，“你今天来得真", "早。”"),
        ("「早上好！」老船长说，「你今天来得真", "早。」"),
    ],
)
def test_a_ghost_goes_on_where_the_text_ends(chinese: Engine, left: str, ghost: str) -> None:
    assert texts(chinese, left)[0] == ghost


@pytest.mark.parametrize("words", [1, 2, 4, 7])
def test_a_word_is_a_character(chinese: Engine, words: int) -> None:
    ghost = texts(chinese, "从前老船长住在", settings=SuggestSettings(max_words=words, precision=0.01))[0]
    assert count_words(ghost) == words
    assert "山上的大房子里。".startswith(ghost)


def test_a_clause_that_has_only_begun_is_left_out(chinese: Engine) -> None:
    ghosts = [
        texts(chinese, "从前有一个", settings=SuggestSettings(max_words=words))[0]
        for words in (3, 4, 5, 6, 7)
    ]
    assert ghosts == ["小姑娘，"] * 4 + ["小姑娘，名叫小荷，"]


def test_alternatives_begin_with_different_characters(chinese: Engine) -> None:
    firsts = [text[0] for text in texts(chinese, "天色已晚，她打开")]
    assert firsts[0] == "屋"
    assert "窗" in firsts
    assert len(set(firsts)) == len(firsts)


@given(end=st.integers(1, len(CHINESE_STORY)), gap=st.integers(0, 6), precision=st.sampled_from([0.01, 0.35]))
def test_what_is_inserted_fits_anywhere(end: int, gap: int, precision: float, chinese: Engine) -> None:
    left, right = CHINESE_STORY[:end], CHINESE_STORY[end + gap :][:30]
    offered = chinese.suggest(left, right, SuggestSettings(precision=precision))
    assert len({one.text for one in offered}) == len(offered)
    for one in offered:
        assert 1 <= count_words(one.text) <= 5
        assert not set(one.text) & set("\n \"'.")
        assert one.text[-1] not in "“—"
        assert not any(right.startswith(one.text[start:]) for start in range(len(one.text)))


def test_a_word_of_letters_among_characters_belongs_to_the_ghost(tmp_path: Path) -> None:
    story = "她说OK。他说OK。大家都说OK。"
    engine = Engine.load(make_stream_bundle(tmp_path / "mixed", "characters", story, "zh"))
    engine.turn_to(None, remember=False)
    assert texts(engine, "大家", settings=SuggestSettings(max_words=2, precision=0.3)) == ["都说"]
    assert texts(engine, "大家", settings=SuggestSettings(max_words=3, precision=0.3))[0] == "都说OK。"
    assert texts(engine, "大家都说O", settings=SuggestSettings(max_words=1, precision=0.3))[0] == "K。"


def test_a_text_ends_with_a_whole_ellipsis_only(characters: Vocabulary) -> None:
    story = "她走了……我也走了……"
    model = SuffixModel([0, *characters.encode(story)], len(characters.pieces))
    cursor = Context(model, characters, end=0).cursor("她走", "")
    found = BeamSearch(characters, cursor, Limits(2, 1, 0.1)).run(lambda: False)
    assert {"了", "了...", "了......"} <= set(found)
    assert not {"了.", "了..", "了....", "了....."} & set(found)


# --- on both sides ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "ghost"),
    [
        ("从前有", "姑娘，名叫小荷", "一个小"),
        ("小荷，住在", "的小屋里", "海边"),
        ("天色已晚，她打开", "，走了进去。", "屋门"),
        ("“早上好！”老船长说，“你今天来得真", "。”", "早"),
    ],
)
def test_text_on_both_sides_does_not_silence_and_is_not_repeated(
    chinese: Engine, left: str, right: str, ghost: str
) -> None:
    assert texts(chinese, left, right)[0] == ghost


def test_nothing_is_offered_where_nothing_is_missing(chinese: Engine) -> None:
    assert not any(text.startswith("，") for text in texts(chinese, "天色已晚", "，她打开屋门"))


def test_letters_behind_the_cursor_are_not_lengthened(chinese: Engine) -> None:
    assert texts(chinese, "从前有O", "K") == []
    assert texts(chinese, "从前有一个", "OK")[0].startswith("小姑娘")


# --- reading ---------------------------------------------------------------------------------------------


def typing(characters: Vocabulary, text: str, start: int) -> list[int]:
    """How many tokens are read for each key from `start` on."""
    model = NotingModel(len(characters.pieces))
    context = Context(model, characters, end=0)
    context.cursor(text[:start], "")
    counts = []
    for end in range(start + 1, len(text)):
        before = model.read_tokens
        context.cursor(text[:end], "")
        counts.append(model.read_tokens - before)
    return counts


WITHOUT_MARKS = "".join(filter(str.isalpha, CHINESE_STORY)) * 80


@pytest.mark.parametrize("text", [CHINESE_STORY.replace("\n", "") * 80, CHINESE_STORY * 80, WITHOUT_MARKS])
def test_a_key_reads_a_clause_and_not_the_chapter(characters: Vocabulary, text: str) -> None:
    start = 15_000
    counts = typing(characters, text[: start + 200], start)
    # A finished chunk is read at one go once more.
    assert max(counts) <= 4 * LONGEST_WORD
    assert sum(counts) < 25 * len(counts)


@given(
    edits=st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 20), st.lists(st.sampled_from(PIECES), max_size=5)),
        max_size=10,
    )
)
def test_reading_on_after_edits_equals_reading_anew(
    edits: list[tuple[int, int, list[str]]], characters: Vocabulary
) -> None:
    text, model = CHINESE_STORY, NotingModel(len(characters.pieces))
    warm = Context(model, characters, end=0)
    for place, deleted, inserted in edits:
        at = place % (len(text) + 1)
        text = text[:at] + "".join(inserted) + text[at + deleted :]
        left = text[: at + len("".join(inserted))][:200]
        cold = Context(model, characters, end=0).cursor(left, "").state[0]
        assert warm.cursor(left, "").state[0].tolist() == cold.tolist()
        assert cold[0].tolist() == [0, *characters.encode(left.lstrip())]


def test_a_first_visit_begins_with_a_sentence(characters: Vocabulary) -> None:
    model = NotingModel(len(characters.pieces))
    text = CHINESE_STORY.replace("\n", "") * 50
    state = Context(model, characters, end=0).cursor(text, "").state[0][0]
    read = "".join(characters.pieces[token].decode() for token in state)
    normal = characters.normalize(text)
    assert 100 < len(read) < 300
    assert normal.endswith(read)
    assert normal[-len(read) - 1] in '。！？"'


# --- memory ----------------------------------------------------------------------------------------------

NAME = "从前有一个老船长，名叫海星。"


def likelihood(engine: Engine, left: str, character: str) -> float:
    settings = SuggestSettings(max_words=1, alternatives=8, precision=0.0001)
    return {one.text[0]: one.probability for one in engine.suggest(left, "", settings)}.get(character, 0)


def test_a_name_used_once_becomes_likelier(chinese_bundle: Path) -> None:
    engine = Engine.load(chinese_bundle)
    found: dict[bool, float] = {}
    for remember in (False, True):
        engine.turn_to(remember, remember)
        engine.prepare(NAME)
        found[remember] = likelihood(engine, NAME + "她名叫海", "星")
    assert found[True] > 0.2 > 2 * found[False]


def test_a_long_story_stays_bounded_and_its_characters_are_counted(
    chinese_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine.load(chinese_bundle)
    book = "".join(f"从前有{n}个小姑娘，住在海边的小屋里。" for n in range(20_000))
    read, trace = [0], engine.model.trace

    def note(reading: State, ids: Sequence[int]) -> tuple[State, np.ndarray | None]:
        read[0] += len(ids)
        return trace(reading, ids)

    monkeypatch.setattr(engine.model, "trace", note)
    middle = len(book) // 2
    assert engine.prepare(book[middle - 20_000 : middle], book[middle : middle + 2000], "", book[middle:])
    assert engine.survey(book)
    assert 2000 < engine.remembered_words < 10_000
    assert read[0] < 10_000


def test_what_is_typed_is_remembered_before_its_clause_ends(chinese_bundle: Path) -> None:
    engine = Engine.load(chinese_bundle)
    engine.turn_to("typed")
    text = "大海和星星" * 10
    for end in range(1, len(text)):
        engine.suggest(text[:end], "", SuggestSettings(precision=0.99))
    assert engine.remembered_words >= len(text) - LONGEST_WORD


# --- the command -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["suggest", "continue"])
def test_the_commands_speak_chinese(
    command: str, chinese_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from desktop import cli

    assert cli.main([command, "从前有一个", "--model", str(chinese_bundle)]) == 0
    assert "小姑娘" in capsys.readouterr().out
