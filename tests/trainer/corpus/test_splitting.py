from array import array
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.trainer.texts.prose import paragraphs
from trainer.corpus.splitting import LARGEST_HELD_OUT, LEAST_CHARACTERS, Cut, Division, Split, divided


def sizes_of_splits(sizes: list[int], division: Division) -> Counter[Split]:
    held: Counter[Split] = Counter()
    for number, size in enumerate(sizes):
        cut = division.cut(number)
        held["train"] += int(cut.valid_from)
        held["valid"] += int(cut.test_from - cut.valid_from)
        held["test"] += int(size - cut.test_from)
    return held


def test_whole_documents_are_held_out_of_a_large_corpus() -> None:
    sizes = [100_000 + number for number in range(200)]
    division = Division(array("Q", sizes), 0.02, 0.03, seed=1)
    held = sizes_of_splits(sizes, division)
    assert division.by_document
    assert held["valid"] / sum(sizes) == pytest.approx(0.02, abs=0.005)
    assert held["test"] / sum(sizes) == pytest.approx(0.03, abs=0.005)


def test_a_draw_depends_on_the_seed_alone() -> None:
    sizes = array("Q", [50_000] * 300)
    draws = [[Division(sizes, 0.02, 0.02, seed).cut(number) for number in range(300)] for seed in (1, 1, 2)]
    assert draws[0] == draws[1] != draws[2]


def test_a_document_that_is_most_of_the_corpus_is_not_held_out() -> None:
    sizes = array("Q", [10_000_000, *[20_000] * 40])
    for seed in range(20):
        division = Division(sizes, 0.02, 0.02, seed)
        assert division.cut(0).split_at(9_999_999) == "train"
        assert division.by_document


@pytest.mark.parametrize("sizes", [[1_000_000] * 3, [9_000_000, *[10] * 50]])
def test_few_documents_give_their_ends(sizes: list[int]) -> None:
    division = Division(array("Q", sizes), 0.02, 0.02, seed=0)
    assert not division.by_document
    for number, size in enumerate(sizes):
        cut = division.cut(number)
        assert (cut.valid_from, cut.test_from) == pytest.approx((0.96 * size, 0.98 * size))


def test_more_is_held_out_of_a_small_corpus() -> None:
    held = sizes_of_splits([40_000], Division(array("Q", [40_000]), 0.02, 0.02, seed=0))
    assert held["valid"] == pytest.approx(2000, abs=2)
    tiny = sizes_of_splits([1000], Division(array("Q", [1000]), 0.02, 0.02, seed=0))
    assert tiny["valid"] == pytest.approx(100, abs=2)


@pytest.mark.parametrize("count", [1, 50])
def test_nothing_is_held_out_for_a_share_of_0(count: int) -> None:
    sizes = [70_000] * count
    held = sizes_of_splits(sizes, Division(array("Q", sizes), 0.0, 0.0, seed=0))
    assert held["train"] == sum(sizes)


@given(
    st.lists(st.integers(1, 10**7), min_size=1, max_size=60),
    st.sampled_from([0.0, 0.02, 0.2]),
    st.integers(0, 99),
)
@example([26, 1, 27, 1, 1, 25, 24, 1, 202, 1], 0.02, 0)
def test_training_always_keeps_most_of_the_corpus(sizes: list[int], share: float, seed: int) -> None:
    total = sum(sizes)
    held = sizes_of_splits(sizes, Division(array("Q", sizes), share, share, seed))
    # Of a small corpus a larger share is wanted; the last document that is drawn may be a tenth too much.
    wanted = max(share, min(LARGEST_HELD_OUT, LEAST_CHARACTERS / total)) if share else 0.0
    drawn_too_much = LARGEST_HELD_OUT if share else 0.0
    assert held["train"] >= total * (1 - 2 * (wanted + drawn_too_much)) - 3 * len(sizes)
    if share:
        assert held["valid"] or held["test"] or sum(sizes) < 1000


def test_paragraphs_of_a_divided_document_each_go_to_one_split() -> None:
    texts = list(paragraphs(200))
    size = sum(len(text) + 1 for text in texts)
    parts = list(divided(texts, Cut(0.6 * size, 0.8 * size, size)))
    assert [text for _, text in parts] == texts
    assert [split for split, _ in parts] == sorted(
        (split for split, _ in parts), key=["train", "valid", "test"].index
    )
    counts = Counter(split for split, text in parts for _ in text)
    assert counts["train"] / size == pytest.approx(0.6, abs=0.02)
    assert counts["valid"] / size == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("text", ["word " * 2000, "字" * 2000])
def test_a_document_of_one_paragraph_is_cut_within_it(text: str) -> None:
    size = len(text) + 1
    parts = list(divided([text], Cut(0.8 * size, 0.9 * size, size)))
    assert [split for split, _ in parts] == ["train", "valid", "test"]
    glue = " " if " " in text else ""
    assert glue.join(part for _, part in parts) == text


@given(st.lists(st.text("ab ", max_size=50), max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_dividing_loses_no_word(texts: list[str], one: float, other: float) -> None:
    size = sum(len(text) + 1 for text in texts)
    low, high = sorted((one, other))
    kept = "".join(text for _, text in divided(texts, Cut(low * size, high * size, size)))
    assert kept.replace(" ", "") == "".join(texts).replace(" ", "")
