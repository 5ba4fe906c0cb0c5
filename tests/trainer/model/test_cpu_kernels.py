import numpy as np
import pytest
import tensorflow as tf

from trainer.model import cpu_kernels
from trainer.model.cells import STATES, STEPS, recurrent_layer

BATCH, TIME, FEATURES, UNITS, VOCABULARY = 3, 7, 5, 6, 40


def random(*shape, seed=0, scale=1.0):
    return tf.constant(np.random.default_rng(seed).normal(0, scale, shape).astype(np.float32))


def run(function, inputs):
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs, *states = function(*inputs)
        score = tf.reduce_sum(outputs * random(BATCH, TIME, UNITS, seed=9))
    return [outputs, *states], tape.gradient(score, inputs)


@pytest.mark.parametrize(("dtype", "tolerance"), [("float32", 1e-5), ("bfloat16", 0.12)])
@pytest.mark.parametrize("name", STATES)
def test_a_cell_has_the_values_and_gradients_of_keras(name, dtype, tolerance):
    layer = recurrent_layer(name, UNITS, "layer")
    layer.build((None, None, FEATURES))
    for n, weight in enumerate(layer.trainable_variables):
        weight.assign(random(*weight.shape, seed=n, scale=0.5))
    inputs = random(BATCH, TIME, FEATURES)
    states = [random(BATCH, UNITS, seed=n + 1) for n in range(len(STATES[name]))]
    weights = [tf.convert_to_tensor(weight) for weight in layer.trainable_variables]

    def keras_layer(x):
        return layer(x, initial_state=states)

    def by_kernel(x, *weights):
        if name == "lstm":
            (kernel, recurrent_kernel, bias), (hidden, cell) = weights, states
            return cpu_kernels.lstm(x, kernel, recurrent_kernel, bias, hidden, cell, dtype)
        return cpu_kernels.recurrent(STEPS[name], x, weights, states, dtype)

    expected, expected_gradients = run(keras_layer, [inputs])
    got, got_gradients = run(by_kernel, [inputs, *weights])
    for one, other in zip(expected, got, strict=True):
        np.testing.assert_allclose(other, one, atol=tolerance)
    np.testing.assert_allclose(got_gradients[0], expected_gradients[0], atol=tolerance)

    with tf.GradientTape() as tape:
        score = tf.reduce_sum(keras_layer(inputs)[0] * random(BATCH, TIME, UNITS, seed=9))
    for one, other in zip(
        tape.gradient(score, [w.value for w in layer.trainable_variables]), got_gradients[1:], strict=True
    ):
        np.testing.assert_allclose(other, one, atol=tolerance * max(1.0, float(np.abs(one).max())))


@pytest.mark.parametrize("rows", [4, cpu_kernels.CROSS_ENTROPY_ROWS + 3])
def test_cross_entropy_has_the_value_and_gradients_of_keras(rows):
    hidden, embeddings = random(rows, FEATURES), random(VOCABULARY, FEATURES, seed=1)
    targets = tf.constant(np.random.default_rng(2).integers(0, VOCABULARY, rows), tf.int32)

    def plain(hidden, embeddings):
        logits = tf.matmul(hidden, embeddings, transpose_b=True)
        return tf.reduce_mean(
            tf.keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)
        )

    def kernel(hidden, embeddings):
        return cpu_kernels.cross_entropy(hidden, embeddings, targets, "float32")

    results = []
    for function in (plain, kernel):
        with tf.GradientTape() as tape:
            tape.watch([hidden, embeddings])
            loss = function(hidden, embeddings) * 3.0
        results.append((loss, *tape.gradient(loss, [hidden, embeddings])))
    for expected, got in zip(*results, strict=True):
        np.testing.assert_allclose(got, expected, atol=1e-5)


def test_dense_multiplies_in_the_type_asked_for():
    vectors, kernel = random(2, 3, 4), random(4, 5, seed=1)
    product = np.asarray(vectors) @ np.asarray(kernel)
    np.testing.assert_allclose(cpu_kernels.dense(vectors, kernel, "float32"), product, atol=1e-5)
    rounded = cpu_kernels.dense(vectors, kernel, "bfloat16").numpy()
    assert 0 < np.abs(rounded - product).max() < 0.1
