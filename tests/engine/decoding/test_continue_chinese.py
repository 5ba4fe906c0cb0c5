"""Continuing a story in Chinese, spelled character by character."""

import re
from pathlib import Path
from string import ascii_lowercase, digits

import pytest

from desktop.engine.engine import ContinueSettings, Engine
from desktop.engine.words import count_words
from tests.engine.tiny_bundle import make_stream_bundle
from tests.engine.tiny_story import CHINESE_STORY

LEFT = "“早上好！”"
LOOP = 9


@pytest.fixture(scope="module")
def chinese(chinese_bundle: Path) -> Engine:
    engine = Engine.load(chinese_bundle)
    engine.turn_to(None, remember=False)
    return engine


def story(engine: Engine, left: str, right: str = "", words: int = 30, seed: int = 7) -> str:
    return "".join(engine.continue_story(left, right, ContinueSettings(words=words, seed=seed)))


def test_characters_come_one_by_one(chinese: Engine) -> None:
    pieces = list(chinese.continue_story("从前有一个", "", ContinueSettings(words=20, seed=1)))
    assert "".join(pieces).startswith("小姑娘")
    assert len(pieces) > 20
    assert max(map(len, pieces)) <= len("……”")


@pytest.mark.parametrize("words", [1, 10, 40, 100])
def test_a_story_ends_with_a_sentence_after_the_asked_characters(chinese: Engine, words: int) -> None:
    for seed in range(6):
        told = story(chinese, LEFT, words=words, seed=seed)
        assert words <= count_words(told) <= words * 1.25 + 20
        if count_words(told) < int(words * 1.25) + 20:
            assert re.search(r"(?:[。！？]|……)”?$", told)


def test_a_sentence_that_ends_in_a_quote_takes_the_quote_along(chinese: Engine) -> None:
    told = [story(chinese, "“早上", words=1, seed=seed) for seed in range(5)]
    assert "好！”" in told
    assert not any(one.endswith("！") for one in told)


def test_no_quote_is_opened_behind_the_last_sentence(chinese: Engine) -> None:
    for seed in range(10):
        told = story(chinese, LEFT, words=12, seed=seed)
        assert not told.endswith("“")


def test_an_ellipsis_comes_whole(chinese: Engine) -> None:
    told = [story(chinese, "“我睡不着", words=8, seed=seed) for seed in range(10)]
    assert all(re.match("……[^…]", one) for one in told)
    assert not any("." in one for one in told)


def test_quotes_open_and_close_in_turn(chinese: Engine) -> None:
    for seed in range(5):
        for line in (LEFT + story(chinese, LEFT, words=80, seed=seed)).split("\n"):
            assert re.fullmatch("[^“”]*(?:“[^“”]*”[^“”]*)*(?:“[^“”]*)?", line)


@pytest.mark.parametrize("left", ["海浪一阵一阵", "从前", LEFT])
def test_a_story_never_loops(chinese: Engine, left: str) -> None:
    told = left + re.sub("\\W+", "", story(chinese, left, words=300))
    runs = [told[at : at + 2 * LOOP] for at in range(len(told) - 2 * LOOP + 1)]
    assert len(runs) == len(set(runs))


def test_a_story_stops_before_it_repeats_what_follows(chinese: Engine) -> None:
    assert story(chinese, "天色已晚，她打开", "，走了进去。小屋里很暗。") == "屋门"


def test_three_characters_that_follow_are_no_proof_of_meeting(chinese: Engine) -> None:
    right = "小荷说得对。"
    assert any("小荷说" in story(chinese, LEFT, right, words=60, seed=seed) for seed in range(5))


def test_no_space_comes_before_characters_that_follow(chinese: Engine) -> None:
    assert " " not in story(chinese, "她打开", "小屋", words=5)
    assert " " not in story(chinese, "她打开", "OK", words=5)


def test_paragraphs_are_indented_as_the_writer_indents_them(chinese: Engine) -> None:
    left = "\u3000\u3000天色已晚。\n\u3000\u3000“早上好！”"
    told = story(chinese, left, words=120)
    assert told.count("\n") == told.count("\n\u3000\u3000") > 0


def test_one_seed_gives_one_story_whatever_was_read_before(chinese_bundle: Path) -> None:
    left = CHINESE_STORY[:200]
    first, second = Engine.load(chinese_bundle), Engine.load(chinese_bundle)
    for end in range(150, 200):
        second.suggest(left[:end])
    assert story(first, left) == story(second, left)


def test_letters_come_only_where_they_spell_words_or_are_the_writers(tmp_path: Path) -> None:
    stray = "她说了o话。他说了o话。" * 20
    few = Engine.load(make_stream_bundle(tmp_path / "few", "characters", stray, "zh"))
    assert "o" not in story(few, "她说了")
    assert "o" in story(few, "她说了o话。他")
    spelling = f"{stray}{ascii_lowercase}{digits}"
    all_ = Engine.load(make_stream_bundle(tmp_path / "all", "characters", spelling, "zh"))
    assert "o" in story(all_, "她说了")
