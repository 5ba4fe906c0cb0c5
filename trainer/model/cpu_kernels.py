"""Training kernels for TensorFlow on a CPU: the same mathematics as Keras's layers, fewer and larger
operations.

Keras's LSTM differentiates a loop step by step: it adds up a weight gradient of ``4 * units**2`` numbers at
every step, and its element-wise work runs as a dozen small operations. Here the gradient is written by hand,
so that all weight gradients are one matrix product each; the gates are one compiled operation; and only the
inputs of matrix products are cast to bfloat16, while cell states, gate arithmetic, sums and weights stay
float32.

Other cells than the LSTM share one kernel, which differentiates their element-wise work by itself.

``tests/trainer/model/test_cpu_kernels.py`` holds values and gradients against Keras's own layers.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import tensorflow as tf

Tensor = Any

# Rows of logits handled at a time: 512 rows of an 8,000-word vocabulary are 8 MB in bfloat16, which stays in
# cache.
CROSS_ENTROPY_ROWS = 512


def gates_step(z: Tensor, cell: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """One LSTM step's element-wise work: pre-activations -> output, cell state, activated gates."""
    compute = z.dtype
    in_gate, forget, candidate, out_gate = tf.split(tf.cast(z, tf.float32), 4, axis=1)
    in_gate, forget, out_gate = tf.sigmoid(in_gate), tf.sigmoid(forget), tf.sigmoid(out_gate)
    candidate = tf.tanh(candidate)
    cell = forget * cell + in_gate * candidate
    hidden = out_gate * tf.tanh(cell)
    gates = tf.concat([in_gate, forget, candidate, out_gate], axis=1)
    return tf.cast(hidden, compute), cell, tf.cast(gates, compute)


def gates_gradient(
    d_hidden: Tensor, d_hidden_next: Tensor, d_cell: Tensor, gates: Tensor, cell: Tensor, cell_before: Tensor
) -> tuple[Tensor, Tensor]:
    """The gradient of `gates_step`: -> gradient of the pre-activations, gradient of the cell state before."""
    compute = gates.dtype
    d_hidden = tf.cast(d_hidden, tf.float32) + tf.cast(d_hidden_next, tf.float32)
    in_gate, forget, candidate, out_gate = tf.split(tf.cast(gates, tf.float32), 4, axis=1)
    squashed = tf.tanh(cell)
    d_cell += d_hidden * out_gate * (1.0 - squashed * squashed)
    d_gates = [
        d_cell * candidate * in_gate * (1.0 - in_gate),
        d_cell * cell_before * forget * (1.0 - forget),
        d_cell * in_gate * (1.0 - candidate * candidate),
        d_hidden * squashed * out_gate * (1.0 - out_gate),
    ]
    return tf.cast(tf.concat(d_gates, axis=1), compute), d_cell * forget


_compiled_gates = tf.function(gates_step, jit_compile=True)
_compiled_gates_gradient = tf.function(gates_gradient, jit_compile=True)


def _cross_entropy(logits: Tensor, offsets: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """Sum of the negative log likelihoods of `targets`, and its gradient in the type of `logits`."""
    wide = tf.cast(logits, tf.float32) + offsets
    wide -= tf.reduce_max(wide, axis=1, keepdims=True)
    exponents = tf.exp(wide)
    sums = tf.reduce_sum(exponents, axis=1, keepdims=True)
    hit = tf.cast(tf.range(tf.shape(logits)[1])[None] == targets[:, None], tf.float32)
    loss = tf.reduce_sum(tf.math.log(sums)) - tf.reduce_sum(wide * hit)
    return loss, tf.cast(exponents / sums - hit, logits.dtype)


_compiled_cross_entropy = tf.function(_cross_entropy, jit_compile=True)


def plain_tensors(*values: Any) -> list[Tensor]:
    """Plain tensors: a function with its own gradient must not be given variables."""
    return [tf.convert_to_tensor(value) for value in values]


def lstm(
    inputs: Tensor,
    kernel: Tensor,
    recurrent_kernel: Tensor,
    bias: Tensor,
    hidden: Tensor,
    cell: Tensor,
    compute_dtype: str = "bfloat16",
) -> tuple[Tensor, Tensor, Tensor]:
    """Run one LSTM layer over a window of known length.

    Args:
        inputs: float32 `[batch, time, features]`; `batch` and `time` must be static.
        kernel: float32 `[features, 4 * units]`, gates in Keras's order (input, forget, cell, output).
        recurrent_kernel: float32 `[units, 4 * units]`.
        bias: float32 `[4 * units]`.
        hidden: float32 `[batch, units]`, the state before the window; no gradient flows into it.
        cell: float32 `[batch, units]`, likewise.
        compute_dtype: type of the matrix products' inputs, `bfloat16` or `float32`.

    Returns:
        Outputs float32 `[batch, time, units]`, and the last hidden and cell state `[batch, units]`
        (for the next window: no gradient flows back from them).
    """
    compute = tf.as_dtype(compute_dtype)
    _, steps, features = inputs.shape
    units = recurrent_kernel.shape[0]

    @tf.custom_gradient
    def run(inputs: Tensor, kernel: Tensor, recurrent_kernel: Tensor, bias: Tensor) -> Any:
        flat = tf.cast(tf.reshape(inputs, [-1, features]), compute)
        low_kernel, low_recurrent = tf.cast(kernel, compute), tf.cast(recurrent_kernel, compute)
        projected = tf.matmul(flat, low_kernel) + tf.cast(bias, compute)
        projected = tf.unstack(tf.reshape(projected, [-1, steps, 4 * units]), axis=1)
        outputs = [tf.cast(hidden, compute)]
        cells, gates = [tf.cast(cell, tf.float32)], []
        for z in projected:
            step_out, step_cell, step_gates = _compiled_gates(
                z + tf.matmul(outputs[-1], low_recurrent), cells[-1]
            )
            outputs.append(step_out)
            cells.append(step_cell)
            gates.append(step_gates)
        stacked = tf.stack(outputs, axis=1)

        def gradient(d_outputs: Tensor, _d_hidden: Tensor, _d_cell: Tensor) -> tuple[Tensor, ...]:
            d_steps = tf.unstack(d_outputs, axis=1)
            recurrent_t = tf.transpose(low_recurrent)
            d_next = tf.zeros_like(outputs[0])
            d_cell = tf.zeros_like(cells[0])
            d_z: list[Tensor] = [None] * steps
            for t in reversed(range(steps)):
                d_z[t], d_cell = _compiled_gates_gradient(
                    d_steps[t], d_next, d_cell, gates[t], cells[t + 1], cells[t]
                )
                d_next = tf.matmul(d_z[t], recurrent_t)
            d_flat = tf.reshape(tf.stack(d_z, axis=1), [-1, 4 * units])
            before = tf.reshape(stacked[:, :-1], [-1, units])
            return (
                tf.reshape(
                    tf.cast(tf.matmul(d_flat, low_kernel, transpose_b=True), tf.float32), tf.shape(inputs)
                ),
                tf.cast(tf.matmul(flat, d_flat, transpose_a=True), tf.float32),
                tf.cast(tf.matmul(before, d_flat, transpose_a=True), tf.float32),
                tf.reduce_sum(tf.cast(d_flat, tf.float32), axis=0),
            )

        outs = tf.cast(stacked[:, 1:], tf.float32)
        return (outs, tf.cast(outputs[-1], tf.float32), cells[-1]), gradient

    return run(*plain_tensors(inputs, kernel, recurrent_kernel, bias))


@cache
def _compiled_step(step: Callable[..., list[Tensor]]) -> tuple[Any, Any]:
    """A cell's element-wise work, and its gradient, each as one compiled operation.

    The gradient does that work again, which costs less than keeping what it needs.
    """

    def forward(inputs: Tensor, recurrent: Tensor, states: list[Tensor], vectors: list[Tensor]) -> Any:
        return step(tf.cast(inputs, tf.float32), tf.cast(recurrent, tf.float32), states, *vectors)

    def backward(
        d_states: list[Tensor],
        inputs: Tensor,
        recurrent: Tensor,
        states: list[Tensor],
        vectors: list[Tensor],
    ) -> Any:
        compute = inputs.dtype
        inputs, recurrent = tf.cast(inputs, tf.float32), tf.cast(recurrent, tf.float32)
        with tf.GradientTape() as tape:
            tape.watch([inputs, recurrent, states, vectors])
            new_states = step(inputs, recurrent, states, *vectors)
        d_inputs, d_recurrent, d_before, d_vectors = tape.gradient(
            new_states,
            [inputs, recurrent, states, vectors],
            d_states,
            unconnected_gradients=tf.UnconnectedGradients.ZERO,
        )
        return tf.cast(d_inputs, compute), tf.cast(d_recurrent, compute), d_before, d_vectors

    return tf.function(forward, jit_compile=True), tf.function(backward, jit_compile=True)


def recurrent(
    step: Callable[..., list[Tensor]],
    inputs: Tensor,
    weights: Sequence[Tensor],
    states: Sequence[Tensor],
    compute_dtype: str = "bfloat16",
) -> tuple[Tensor, ...]:
    """Run one layer of any cell over a window of known length.

    Args:
        step: what the cell does between its matrix products; one of `trainer.model.cells.STEPS`.
        inputs: float32 `[batch, time, features]`; `batch` and `time` must be static.
        weights: float32, kernel `[features, gates * units]`, recurrent kernel `[units, gates * units]`, then
            what else `step` takes.
        states: float32 `[batch, units]` each, before the window, the hidden state first; no gradient flows
            into them.
        compute_dtype: type of the matrix products' inputs, `bfloat16` or `float32`.

    Returns:
        Outputs float32 `[batch, time, units]`, and the last states `[batch, units]` (for the next window: no
        gradient flows back from them).
    """
    compute = tf.as_dtype(compute_dtype)
    _, steps, features = inputs.shape
    units, width = weights[1].shape
    forward, backward = _compiled_step(step)

    @tf.custom_gradient
    def run(inputs: Tensor, kernel: Tensor, recurrent_kernel: Tensor, *vectors: Tensor) -> Any:
        flat = tf.cast(tf.reshape(inputs, [-1, features]), compute)
        low_kernel, low_recurrent = tf.cast(kernel, compute), tf.cast(recurrent_kernel, compute)
        projected = tf.unstack(tf.reshape(tf.matmul(flat, low_kernel), [-1, steps, width]), axis=1)
        passed, products = [plain_tensors(*states)], []
        for x in projected:
            products.append(tf.matmul(tf.cast(passed[-1][0], compute), low_recurrent))
            passed.append(forward(x, products[-1], passed[-1], list(vectors)))
        stacked = tf.stack([hidden for hidden, *_ in passed], axis=1)

        def gradient(d_outputs: Tensor, *_d_states: Tensor) -> tuple[Tensor, ...]:
            d_steps = tf.unstack(d_outputs, axis=1)
            recurrent_t = tf.transpose(low_recurrent)
            d_states = [tf.zeros_like(state) for state in passed[0]]
            d_vectors = [tf.zeros_like(vector) for vector in vectors]
            d_projected: list[Tensor] = [None] * steps
            d_products: list[Tensor] = [None] * steps
            for t in reversed(range(steps)):
                d_states[0] += d_steps[t]
                d_projected[t], d_products[t], d_states, d_more = backward(
                    d_states, projected[t], products[t], passed[t], list(vectors)
                )
                d_states[0] += tf.cast(tf.matmul(d_products[t], recurrent_t), tf.float32)
                d_vectors = [total + more for total, more in zip(d_vectors, d_more, strict=True)]
            d_flat = tf.reshape(tf.stack(d_projected, axis=1), [-1, width])
            d_flat_products = tf.reshape(tf.stack(d_products, axis=1), [-1, width])
            before = tf.cast(tf.reshape(stacked[:, :-1], [-1, units]), compute)
            return (
                tf.reshape(
                    tf.cast(tf.matmul(d_flat, low_kernel, transpose_b=True), tf.float32), tf.shape(inputs)
                ),
                tf.cast(tf.matmul(flat, d_flat, transpose_a=True), tf.float32),
                tf.cast(tf.matmul(before, d_flat_products, transpose_a=True), tf.float32),
                *d_vectors,
            )

        return (stacked[:, 1:], *passed[-1]), gradient

    return run(*plain_tensors(inputs, *weights))


def dense(inputs: Tensor, kernel: Tensor, compute_dtype: str = "bfloat16") -> Tensor:
    """`inputs @ kernel`, both cast to `compute_dtype`: float32 `[..., features]` -> `[..., units]`."""
    product = tf.matmul(tf.cast(inputs, compute_dtype), tf.cast(kernel, compute_dtype))
    return tf.cast(product, tf.float32)


def cross_entropy(
    hidden: Tensor,
    weights: Tensor,
    targets: Tensor,
    compute_dtype: str = "bfloat16",
    candidates: Tensor | None = None,
    offsets: Tensor | None = None,
) -> Tensor:
    """Mean negative log likelihood of `targets` under `softmax(hidden @ weights.T)`.

    The gradient is computed in the forward pass, a block of rows at a time, so that no array of
    `rows x vocabulary` ever leaves the cache or is kept for the backward pass.

    Args:
        hidden: float32 `[rows, features]`.
        weights: float32 `[vocabulary, features]`, such as the embedding's.
        targets: int32 `[rows]`.
        compute_dtype: type of the matrix products' inputs.
        candidates: int32 `[candidates]`, the only tokens to choose between, each once; `targets` are places
            among them then. All tokens when None.
        offsets: float32 `[candidates]`, added to their logits.

    Returns:
        Scalar float32, in nats a token.
    """
    compute = tf.as_dtype(compute_dtype)
    rows = hidden.shape[0]
    added = tf.zeros(weights.shape[0]) if offsets is None else offsets

    @tf.custom_gradient
    def run(hidden: Tensor, weights: Tensor) -> Any:
        chosen = weights if candidates is None else tf.gather(weights, candidates)
        low_hidden, low_weights = tf.cast(hidden, compute), tf.cast(chosen, compute)
        total = tf.constant(0.0)
        d_hidden, d_chosen = [], tf.zeros_like(chosen)
        for first in range(0, rows, CROSS_ENTROPY_ROWS):
            block = low_hidden[first : first + CROSS_ENTROPY_ROWS]
            logits = tf.matmul(block, low_weights, transpose_b=True)
            loss, d_logits = _compiled_cross_entropy(
                logits, added, targets[first : first + CROSS_ENTROPY_ROWS]
            )
            total += loss
            d_hidden.append(tf.matmul(d_logits, low_weights))
            d_chosen += tf.cast(tf.matmul(d_logits, block, transpose_a=True), tf.float32)
        d_hidden_all = tf.cast(tf.concat(d_hidden, axis=0), tf.float32)
        d_weights = d_chosen
        if candidates is not None:
            # Dense, as the optimizer's moving averages move on for all tokens.
            d_weights = tf.tensor_scatter_nd_add(tf.zeros_like(weights), candidates[:, None], d_chosen)

        def gradient(upstream: Tensor) -> tuple[Tensor, Tensor]:
            scale = upstream / rows
            return d_hidden_all * scale, d_weights * scale

        return total / rows, gradient

    return run(*plain_tensors(hidden, weights))
