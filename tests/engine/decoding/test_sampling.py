import numpy as np
import pytest

from desktop.engine.decoding.sampling import LoopGuard, Sampler
from desktop.engine.model.vocabulary import Vocabulary
from tests.engine.conftest import load_vocabulary

PROBABILITIES = np.array([0.5, 0.3, 0.15, 0.04, 0.01])
LOGITS = np.log(PROBABILITIES).astype(np.float32)


def draw(temperature: float = 1.0, top_p: float = 1.0, seed: int = 1, times: int = 4000) -> np.ndarray:
    sampler = Sampler(temperature, top_p, seed)
    picks = [sampler.pick(LOGITS) for _ in range(times)]
    return np.bincount(picks, minlength=5) / times


def test_samples_follow_the_distribution() -> None:
    assert draw() == pytest.approx(PROBABILITIES, abs=0.03)


def test_one_seed_gives_one_sequence() -> None:
    sequences = []
    for seed in (1, 1, 2):
        sampler = Sampler(1.0, 1.0, seed)
        sequences.append([sampler.pick(LOGITS) for _ in range(50)])
    assert sequences[0] == sequences[1]
    assert sequences[0] != sequences[2]


def test_the_nucleus_is_the_smallest_set_that_holds_its_share() -> None:
    assert (draw(top_p=0.75)[2:] == 0).all()
    assert draw(top_p=0.85)[2] > 0
    assert draw(top_p=0.0)[0] == 1


def test_temperature_sharpens_and_flattens() -> None:
    assert draw(temperature=0.5)[0] > draw()[0] > draw(temperature=2.0)[0]


def test_no_temperature_takes_the_likeliest() -> None:
    assert draw(temperature=0.0)[0] == 1


def test_what_is_barred_is_never_drawn() -> None:
    logits = LOGITS.copy()
    logits[0] = -np.inf
    sampler = Sampler(2.0, 1.0, 1)
    assert 0 not in {sampler.pick(logits) for _ in range(500)}


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
