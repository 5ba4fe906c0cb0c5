"""Training against some of the vocabulary."""

import keras
import numpy as np
import pytest

from tests.trainer.conftest import TINY_SETTINGS
from trainer.batches.candidates import Candidates
from trainer.batches.cursor_batches import TokenStreams
from trainer.fitting.run import Run
from trainer.model import cpu_kernels
from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.model.gap_objective import GapObjective

STREAMS, WINDOW, VOCABULARY, TOWERS = 8, 6, 400, 2


def text() -> np.ndarray:
    """Tokens as unevenly frequent as words are."""
    return np.minimum(np.random.default_rng(3).zipf(1.4, 20_000), VOCABULARY - 1)


def streams() -> TokenStreams:
    return TokenStreams(text(), STREAMS, WINDOW, 0.5, 0, seed=1)


def candidates(size: int) -> Candidates:
    return Candidates(np.bincount(text(), minlength=VOCABULARY), size, TOWERS, seed=1)


def test_every_target_is_among_the_candidates_of_its_tower():
    batch = streams().batch(5)
    drawn = candidates(100).draw(batch, 5)
    assert drawn["candidates"].shape == drawn["offsets"].shape == (TOWERS, 100)
    for tower in range(TOWERS):
        chosen = drawn["candidates"][tower]
        assert len(set(chosen.tolist())) == 100
        np.testing.assert_array_equal(chosen[drawn["places"][tower::TOWERS]], batch.targets[tower::TOWERS])


def test_the_same_step_has_the_same_candidates_and_another_has_others():
    batch = streams().batch(5)
    first, again, other = (candidates(100).draw(batch, step)["candidates"] for step in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_offsets_make_up_for_the_tokens_left_out():
    sums = []
    for step in range(400):
        drawn = candidates(100).draw(streams().batch(step), step)
        sums.append(np.exp(drawn["offsets"][0]).sum())
    # Each candidate stands for as many tokens as make the vocabulary.
    assert np.mean(sums) == pytest.approx(VOCABULARY, rel=0.05)


def test_with_all_tokens_as_candidates_nothing_changes():
    drawn = candidates(10_000).draw(streams().batch(0), 0)
    np.testing.assert_array_equal(drawn["candidates"][0], np.arange(VOCABULARY))
    np.testing.assert_allclose(drawn["offsets"], 0.0, atol=1e-6)


def test_more_targets_than_candidates_are_asked_for_are_no_reason_for_more_if_they_are_the_same_few():
    batch = streams().batch(5)
    most = max(len(set(batch.targets[tower::TOWERS].ravel())) for tower in range(TOWERS))
    assert most < batch.targets.size // TOWERS
    assert candidates(most).draw(batch, 5)["candidates"].shape == (TOWERS, most)


@pytest.mark.parametrize("asked", [1, 2, 10])
def test_where_more_different_ones_are_targets_all_are_candidates_in_every_tower(monkeypatch, asked):
    monkeypatch.setattr("trainer.batches.candidates._STEP", 8)
    batch = streams().batch(5)
    drawn = candidates(asked).draw(batch, 5)
    most = max(len(set(batch.targets[tower::TOWERS].ravel())) for tower in range(TOWERS))
    number = drawn["candidates"].shape[1]
    assert number % 8 == asked % 8
    assert most <= number < most + 8
    for tower in range(TOWERS):
        chosen = drawn["candidates"][tower]
        np.testing.assert_array_equal(chosen[drawn["places"][tower::TOWERS]], batch.targets[tower::TOWERS])


def test_a_small_vocabulary_is_a_candidate_as_a_whole():
    drawn = candidates(2).draw(streams().batch(0), 0)
    np.testing.assert_array_equal(drawn["candidates"], [np.arange(VOCABULARY)] * TOWERS)


def test_a_run_goes_on_whatever_the_number_of_candidates_of_a_step(tmp_path, corpus, monkeypatch):
    from trainer.fit_commands import fit_command

    monkeypatch.setattr("trainer.batches.candidates._STEP", 8)
    numbers = set()
    draw = Candidates.draw

    def drawn(self, batch, step):
        numbers.add((found := draw(self, batch, step))["candidates"].shape[1])
        return found

    monkeypatch.setattr(Candidates, "draw", drawn)
    settings = [*TINY_SETTINGS, "training.candidates=2", "training.tokens=3000"]
    fit_command([corpus], tmp_path / "run", [], [], None, settings, None, resume=False)
    assert len(numbers) > 1
    losses = [row.train_loss for row in Run(tmp_path / "run").history()]
    assert losses[-1] < losses[0] - 0.3


def loss_and_gradients(kernels, batch):
    import tensorflow as tf

    keras.utils.set_random_seed(5)
    objective = GapObjective(CursorModel(CursorShape(VOCABULARY, 12, 16, 1)), STREAMS, 4, TOWERS, kernels)
    with tf.GradientTape() as tape:
        loss = objective(batch, training=True)["loss"]
    gradients = tape.gradient(loss, [v.value for v in objective.trainable_variables])
    return float(loss), [tf.convert_to_tensor(gradient).numpy() for gradient in gradients]


def test_kernels_and_keras_layers_agree_on_candidates():
    batch = streams().batch(5)
    given = batch.__dict__ | candidates(100).draw(batch, 5)
    plain_loss, plain = loss_and_gradients(None, given)
    kernel_loss, fast = loss_and_gradients(cpu_kernels, given)
    assert kernel_loss == pytest.approx(plain_loss, abs=1e-5)
    for expected, got in zip(plain, fast, strict=True):
        np.testing.assert_allclose(got, expected, atol=2e-6)


def test_all_tokens_as_candidates_give_the_loss_of_the_whole_vocabulary():
    batch = streams().batch(5)
    whole, gradients = loss_and_gradients(cpu_kernels, batch.__dict__)
    some, others = loss_and_gradients(cpu_kernels, batch.__dict__ | candidates(VOCABULARY).draw(batch, 5))
    assert some == pytest.approx(whole, abs=1e-5)
    for expected, got in zip(gradients, others, strict=True):
        np.testing.assert_allclose(got, expected, atol=2e-6)
