# ruff: noqa: RUF001
"""Quotes of a continuation in Chinese stand on their sides; who knows curly quotes says so itself."""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.decoding.quote_guard import QuoteGuard, misplaces_quotes
from desktop.engine.decoding.typography import Typography
from desktop.engine.engine import ContinueSettings, Engine
from desktop.engine.model.vocabulary import Vocabulary
from tests.engine.conftest import load_vocabulary
from tests.engine.tiny_bundle import make_stream_bundle
from tests.engine.tiny_story import CHINESE_STORY
from trainer.corpus.tokenizer import learn_tokenizer


@pytest.fixture(scope="module")
def chinese(chinese_bundle: Path) -> Vocabulary:
    return load_vocabulary(chinese_bundle)


def bars(vocabulary: Vocabulary, left: str, *written: str) -> bool:
    guard = QuoteGuard(vocabulary, left)
    for text in written:
        guard.observe(text)
    logits = np.zeros(len(vocabulary.pieces), np.float32)
    token = vocabulary.pieces.index(b'"')
    barred = guard.apply(logits)
    assert not logits.any()
    assert np.isfinite(np.delete(barred, token)).sum() >= len(logits) - 3
    return bool(barred[token] == -np.inf)


@pytest.mark.parametrize("left", ["取出他来？", "他走了。", "“走罢。”他走了。", "她说，"])
def test_behind_an_end_no_quote_opens(left: str, chinese: Vocabulary) -> None:
    assert bars(chinese, left)


@pytest.mark.parametrize(
    "left", ["武松道：", "", "他走了。\n", "人称", "“走罢。", "“走罢。”他道：“取出他来？", "「走罢。"]
)
def test_where_it_opens_or_closes_it_may_stand(left: str, chinese: Vocabulary) -> None:
    assert not bars(chinese, left)


@pytest.mark.parametrize("left", ["“他道：", "他道：“", '他道："'])
def test_what_has_just_begun_does_not_close(left: str, chinese: Vocabulary) -> None:
    assert bars(chinese, left)


def test_what_is_written_counts(chinese: Vocabulary) -> None:
    assert not bars(chinese, "他道：", '"', "走", "罢", "。")
    assert bars(chinese, "他道：", '"', "走", "罢", "。", '"', "去", "了", "。")
    assert not bars(chinese, "他道：", '"', "走", "罢", "。", '"', "去", "了", "。", "\n")


def test_english_is_left_alone(vocabulary: Vocabulary) -> None:
    assert not bars(vocabulary, "He went.")


def test_a_continuation_has_its_quotes_in_pairs(chinese_bundle: Path) -> None:
    engine = Engine.load(chinese_bundle)
    for seed in range(4):
        text = "他说：" + "".join(engine.continue_story("他说：", "", ContinueSettings(words=60, seed=seed)))
        assert not re.search("[。？！，]“|：”|“”", text)
        for paragraph in text.split("\n")[:-1]:
            assert paragraph.count("“") >= paragraph.count("”")


@pytest.fixture(scope="module")
def curly(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    def learn(*args, **kwargs):
        return learn_tokenizer(*args, **{**kwargs, "straight_quotes": False})

    folder = tmp_path_factory.mktemp("curly") / "bundle"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tests.engine.tiny_bundle.learn_tokenizer", learn)
        make_stream_bundle(folder, "characters", CHINESE_STORY, "zh")
    return Engine.load(Path(shutil.copytree(folder, folder.with_name("copy"))))


def test_a_model_may_learn_both_quotes_of_a_pair(curly: Engine) -> None:
    pieces = [piece.decode() for piece in curly.vocabulary.pieces]
    assert {"“", "”"} < set(pieces)
    assert curly.vocabulary.encode("“海”") == [pieces.index(one) for one in "“海”"]
    # The corners of other editions are the same to it.
    assert curly.vocabulary.encode("「海」") == curly.vocabulary.encode("“海”")


def test_its_quotes_are_written_as_the_page_has_them(curly: Engine) -> None:
    assert Typography("他说：“早上好。”").apply("“早”", "他道：") == "“早”"
    assert Typography("他说：「早上好。」").apply("“早”", "他道：") == "「早」"
    # It has said itself what they are, wherever they stand.
    assert Typography("他说：“早上好。”").apply("“早”", "他走了。") == "“早”"
    assert Typography("他说：“早上好。”").apply("”", "走罢。") == "”"
    told = "".join(curly.continue_story("她说：", "", ContinueSettings(words=40, seed=1)))
    assert told
    assert not re.search("[\"']", told)


def barred_by(vocabulary: Vocabulary, left: str) -> set[str]:
    barred = QuoteGuard(vocabulary, left).apply(np.zeros(len(vocabulary.pieces), np.float32))
    return {vocabulary.pieces[number].decode() for number in np.flatnonzero(np.isneginf(barred))}


def test_a_model_of_both_quotes_closes_what_is_open_and_opens_nothing_within(curly: Engine) -> None:
    assert "”" in barred_by(curly.vocabulary, "他沉默了……")
    assert "“" not in barred_by(curly.vocabulary, "他沉默了……")
    assert "“" in barred_by(curly.vocabulary, "他道：“我去了，")
    assert "”" not in barred_by(curly.vocabulary, "他道：“我去了，")
    assert "”" in barred_by(curly.vocabulary, "他道：「")
    assert "”" in barred_by(curly.vocabulary, "“他道：")
    assert "”" in barred_by(curly.vocabulary, "他道：“我去了。”")


@pytest.mark.parametrize(
    ("before", "text", "misplaces"),
    [
        ("他沉默了……", "”那", True),
        ("“走罢。\n他走了", "”", True),
        ("他道：“我去了，", "大哥道：“", True),
        ("他道：「我去了，", "「大", True),
        ("他道：“我去了，", "”那", False),
        ("他道：", "“那", False),
        ("他道：“我说‘走", "’”。“", False),
        ("他道：“我说", "‘走’", False),
        ("他走了", "。", False),
    ],
)
def test_a_ghost_has_its_quotes_where_they_belong(before: str, text: str, misplaces: bool) -> None:
    assert misplaces_quotes(text, before) is misplaces
