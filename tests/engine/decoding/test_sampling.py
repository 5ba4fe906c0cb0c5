import numpy as np
import pytest

from desktop.engine.decoding.sampling import LoopGuard, Sampler
from desktop.engine.model.vocabulary import Vocabulary
from tests.engine.conftest import load_vocabulary

# Four words and two marks.
PROBABILITIES = np.array([0.35, 0.2, 0.1, 0.05, 0.25, 0.05])
WORDS = np.array([True, True, True, True, False, False])
LOGITS = np.log(PROBABILITIES).astype(np.float32)


def draw(temperature: float = 1.0, min_p: float = 0.0, logits: np.ndarray = LOGITS) -> np.ndarray:
    """How often each comes."""
    sampler = Sampler(WORDS, temperature, min_p, seed=1)
    picks = [sampler.pick(logits) for _ in range(4000)]
    return np.bincount(picks, minlength=len(logits)) / len(picks)


def without(*tokens: int) -> np.ndarray:
    """The logits as guards leave them."""
    logits = LOGITS.copy()
    logits[list(tokens)] = -np.inf
    return logits


def test_samples_follow_the_distribution() -> None:
    assert draw() == pytest.approx(PROBABILITIES, abs=0.03)


def test_one_seed_gives_one_sequence() -> None:
    sequences = []
    for seed in (1, 1, 2):
        sampler = Sampler(WORDS, 1.0, 0.0, seed)
        sequences.append([sampler.pick(LOGITS) for _ in range(50)])
    assert sequences[0] == sequences[1]
    assert sequences[0] != sequences[2]


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_a_word_far_less_likely_than_the_likeliest_is_never_drawn(temperature: float) -> None:
    shares = draw(temperature, min_p=0.25)
    assert shares[2] > 0
    assert shares[3] == 0
    assert draw(temperature, min_p=1.0)[0] == 1


@pytest.mark.parametrize("temperature", [0.3, 1.0, 3.0])
def test_marks_come_as_often_as_the_model_has_them(temperature: float) -> None:
    assert draw(temperature, min_p=0.1)[4:] == pytest.approx(PROBABILITIES[4:], abs=0.03)


def test_temperature_sharpens_and_flattens_the_words() -> None:
    assert draw(temperature=0.5)[0] > draw()[0] > draw(temperature=2.0)[0]


def test_no_temperature_takes_the_likeliest() -> None:
    assert draw(temperature=0.0)[0] == 1


def test_what_is_barred_is_never_drawn() -> None:
    assert draw(2.0, logits=without(0))[0] == 0


def test_a_mark_far_less_likely_than_a_word_is_never_drawn_either() -> None:
    shares = draw(min_p=0.2)
    assert shares[5] == 0
    assert shares[4] == pytest.approx(0.3, abs=0.03)  # of all marks


def test_the_cut_goes_by_what_is_left() -> None:
    assert draw(min_p=0.4, logits=without(0, 1, 4))[[2, 3, 5]].all()


@pytest.mark.parametrize("kind", [(0, 1, 2, 3), (4, 5)])
def test_where_one_kind_is_barred_the_other_one_comes(kind: tuple[int, ...]) -> None:
    assert draw(logits=without(*kind))[list(kind)].sum() == 0


def test_one_of_some_is_chosen_by_their_probabilities() -> None:
    sampler = Sampler(WORDS, 1.0, 0.0, 1)
    chosen = np.bincount([sampler.choose(LOGITS[:2]) for _ in range(2000)]) / 2000
    assert chosen == pytest.approx([0.35 / 0.55, 0.2 / 0.55], abs=0.04)
    assert Sampler(WORDS, 0.0, 0.0, 1).choose(LOGITS[:2]) == 0


def barred(guard: LoopGuard, vocabulary: Vocabulary) -> set[bytes]:
    logits = guard.apply(np.zeros(len(vocabulary.pieces), np.float32))
    return {vocabulary.pieces[token] for token in np.flatnonzero(np.isneginf(logits))}


def test_four_words_are_not_said_twice(word_bundle: object) -> None:
    vocabulary = load_vocabulary(word_bundle)  # type: ignore[arg-type]
    guard = LoopGuard(vocabulary)
    for token in vocabulary.encode("she opened the door and she opened the"):
        guard.observe(token)
    assert barred(guard, vocabulary) == {b" door"}


def test_marks_do_not_hide_a_repetition(vocabulary: Vocabulary) -> None:
    guard = LoopGuard(vocabulary)
    for token in vocabulary.encode('He owned three ships. "He owned, three'):
        guard.observe(token)
    (first,) = barred(guard, vocabulary)
    assert b" ships".startswith(first)


def test_a_phrase_of_three_words_may_return(vocabulary: Vocabulary) -> None:
    guard = LoopGuard(vocabulary)
    for token in vocabulary.encode("on the hill and then on the"):
        guard.observe(token)
    assert barred(guard, vocabulary) == set()


def test_marks_alone_do_not_go_on_for_ever(vocabulary: Vocabulary) -> None:
    guard = LoopGuard(vocabulary)
    for token in vocabulary.encode('."\n".'):
        guard.observe(token)
    assert barred(guard, vocabulary) >= {b".", b'"', b"\n", b","}


def test_long_words_of_late_are_less_likely(vocabulary: Vocabulary) -> None:
    guard = LoopGuard(vocabulary)
    (token,) = vocabulary.encode(" three")
    before = guard.apply(np.zeros(len(vocabulary.pieces), np.float32))[token]
    guard.observe(token)
    once = guard.apply(np.zeros(len(vocabulary.pieces), np.float32))[token]
    guard.observe(token)
    twice = guard.apply(np.zeros(len(vocabulary.pieces), np.float32))[token]
    assert before > once > twice


def test_a_model_that_spells_is_guarded_by_letters(character_bundle: object) -> None:
    vocabulary = load_vocabulary(character_bundle)  # type: ignore[arg-type]
    guard = LoopGuard(vocabulary)
    for token in vocabulary.encode("she opened the old door and walked; she opened the old door an"):
        guard.observe(token)
    assert barred(guard, vocabulary) == {b"d"}


def test_a_model_that_spells_in_ideographs_is_guarded_by_fewer(chinese_bundle: object) -> None:
    vocabulary = load_vocabulary(chinese_bundle)  # type: ignore[arg-type]
    guard = LoopGuard(vocabulary)
    for token in vocabulary.encode("她打开屋门，走到海边去。她打开屋门，走到海"):
        guard.observe(token)
    assert barred(guard, vocabulary) == {"边".encode()}


def test_a_chinese_ellipsis_is_not_broken_off(chinese_bundle: object) -> None:
    vocabulary = load_vocabulary(chinese_bundle)  # type: ignore[arg-type]
    guard = LoopGuard(vocabulary)
    for token in vocabulary.encode("她说……"):
        guard.observe(token)
    assert barred(guard, vocabulary) == set()
    for token in vocabulary.encode("………"):
        guard.observe(token)
    assert barred(guard, vocabulary) >= {b".", b'"', "，".encode()}
