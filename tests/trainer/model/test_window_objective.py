"""Many-to-one networks: blanks change nothing, and the kernel computes what Keras's layers do."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from trainer.batches.windows import BLANK
from trainer.model.cpu_loops import lstm_from_blank
from trainer.model.parts import in_parts
from trainer.model.window_model import WindowModel, WindowShape
from trainer.model.window_objective import WindowObjective

VOCABULARY = 20
ARCHITECTURES = {
    "story": WindowShape(
        VOCABULARY, 8, (("bidirectional", 6), ("dropout", 0.2), ("lstm", 5), ("relu", 0.5)), 0.01
    ),
    "char256": WindowShape(VOCABULARY, 0, (("lstm", 6), ("dropout", 0.2), ("lstm", 5), ("dropout", 0.2))),
    "bidirectional last": WindowShape(VOCABULARY, 8, (("bidirectional", 6),)),
}


@pytest.fixture(params=ARCHITECTURES)
def model(request) -> WindowModel:
    keras.utils.set_random_seed(5)
    model = WindowModel(ARCHITECTURES[request.param])
    rng = np.random.default_rng(0)
    for variable in model.trainable_variables:
        variable.assign(rng.normal(0, 0.4, variable.shape))
    return model


def batch() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(1)
    windows = rng.integers(0, VOCABULARY, (4, 9)).astype(np.int32)
    windows[1, :3] = BLANK
    windows[2, :8] = BLANK
    return {"windows": windows, "targets": rng.integers(0, VOCABULARY, 4).astype(np.int32)}


@pytest.mark.parametrize("kernel", [None, lstm_from_blank])
def test_a_window_is_answered_alike_with_and_without_blanks_before_it(model, kernel):
    objective = WindowObjective(model, padded=True, kernel=kernel)
    together = np.asarray(model.logits(batch()["windows"], run_lstm=objective.run_lstm))
    for row, window in enumerate(batch()["windows"]):
        alone = model.logits(window[window != BLANK][None], padded=False)
        np.testing.assert_allclose(together[row], np.asarray(alone)[0], atol=1e-5)


@pytest.mark.parametrize("towers", [1, 2])
def test_the_kernel_has_the_loss_and_gradients_of_keras(model, towers):
    found = []
    for kernel in (None, lstm_from_blank):
        objective = WindowObjective(model, padded=True, towers=towers, kernel=kernel)
        with tf.GradientTape() as tape:
            loss = objective(batch())["loss"]
        variables = [variable.value for variable in model.trainable_variables]
        found.append((float(loss), [tf.convert_to_tensor(g) for g in tape.gradient(loss, variables)]))
    (loss, gradients), (kernel_loss, kernel_gradients) = found
    assert kernel_loss == pytest.approx(loss, abs=1e-5)
    for one, other in zip(gradients, kernel_gradients, strict=True):
        np.testing.assert_allclose(other, one, atol=1e-5)


@pytest.mark.parametrize("towers", [1, 2])
def test_a_batch_in_parts_has_the_loss_and_gradients_of_the_whole(model, towers, monkeypatch):
    monkeypatch.setattr("trainer.model.window_objective.PART_ROWS", 1)
    for layer in model.stack:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0.0
    found = []
    for parts in (None, in_parts):
        objective = WindowObjective(model, True, towers, lstm_from_blank, in_parts=parts)
        variables = [variable.value for variable in model.trainable_variables]

        @tf.function
        def learn(objective=objective, variables=variables):
            with tf.GradientTape() as tape:
                measured = objective(batch(), training=True)
            gradients = tape.gradient(measured["loss"], variables)
            return measured, [tf.convert_to_tensor(gradient) for gradient in gradients]

        measured, gradients = learn()
        found.append((float(measured["loss"]), float(measured["accuracy"]), gradients))
    (loss, accuracy, gradients), (parts_loss, parts_accuracy, parts_gradients) = found
    assert parts_loss == pytest.approx(loss, abs=1e-5)
    assert parts_accuracy == accuracy
    for one, other in zip(gradients, parts_gradients, strict=True):
        np.testing.assert_allclose(other, one, atol=1e-5)


def test_penalties_count_while_training_only():
    keras.utils.set_random_seed(5)
    model = WindowModel(ARCHITECTURES["story"])
    model.scores.kernel.assign(np.zeros(model.scores.kernel.shape))
    objective = WindowObjective(model, padded=True)
    relu = next(layer for layer in model.stack if isinstance(layer, keras.layers.Dense))
    penalty = 0.01 * float((np.asarray(relu.kernel) ** 2).sum())
    assert float(objective(batch())["loss"]) == pytest.approx(np.log(VOCABULARY))
    assert float(objective(batch(), training=True)["loss"]) == pytest.approx(
        np.log(VOCABULARY) + penalty, rel=1e-5
    )
