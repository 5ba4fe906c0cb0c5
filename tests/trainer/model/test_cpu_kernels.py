import keras
import numpy as np
import pytest
import tensorflow as tf

from trainer.model import cpu_kernels

BATCH, TIME, FEATURES, UNITS, VOCABULARY = 3, 7, 5, 6, 40


def random(*shape, seed=0, scale=1.0):
    return tf.constant(np.random.default_rng(seed).normal(0, scale, shape).astype(np.float32))


@pytest.fixture
def layer():
    layer = keras.layers.LSTM(UNITS, return_sequences=True, return_state=True)
    layer.build((None, None, FEATURES))
    for n, weight in enumerate(layer.trainable_variables):
        weight.assign(random(*weight.shape, seed=n, scale=0.5))
    return layer


def run(function, inputs):
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs, hidden, cell = function(*inputs)
        score = tf.reduce_sum(outputs * random(BATCH, TIME, UNITS, seed=9))
    return outputs, hidden, cell, tape.gradient(score, inputs)


@pytest.mark.parametrize(("dtype", "tolerance"), [("float32", 1e-5), ("bfloat16", 0.12)])
def test_lstm_has_the_values_and_gradients_of_keras(layer, dtype, tolerance):
    inputs, hidden, cell = (
        random(BATCH, TIME, FEATURES),
        random(BATCH, UNITS, seed=1),
        random(BATCH, UNITS, seed=2),
    )
    weights = [tf.convert_to_tensor(weight) for weight in layer.trainable_variables]

    def keras_layer(x):
        return layer(x, initial_state=[hidden, cell])

    def kernel(x, kernel, recurrent_kernel, bias):
        return cpu_kernels.lstm(x, kernel, recurrent_kernel, bias, hidden, cell, dtype)

    expected = run(keras_layer, [inputs])
    got = run(kernel, [inputs, *weights])
    for one, other in zip(expected[:3], got[:3], strict=True):
        np.testing.assert_allclose(other, one, atol=tolerance)
    np.testing.assert_allclose(got[3][0], expected[3][0], atol=tolerance)

    with tf.GradientTape() as tape:
        score = tf.reduce_sum(keras_layer(inputs)[0] * random(BATCH, TIME, UNITS, seed=9))
    for one, other in zip(
        tape.gradient(score, [w.value for w in layer.trainable_variables]), got[3][1:], strict=True
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
        return cpu_kernels.tied_cross_entropy(hidden, embeddings, targets, "float32")

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
