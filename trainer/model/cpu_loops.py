"""An LSTM kernel for windows whose length is known only when they come: `cpu_kernels.lstm` as a loop.

The mathematics and the types are those of `trainer.model.cpu_kernels`; steps are counted at run time instead
of being laid out one after the other, which for windows of hundreds of steps would take minutes to build.
"""

from typing import Any

import tensorflow as tf

from trainer.model.cpu_kernels import gates_gradient, gates_step, plain_tensors

Tensor = Any

# Before the input gate, this shuts it: nothing of a blank gets into the cell.
_SHUT = -30.0


def lstm_from_blank(
    inputs: Tensor,
    blanks: Tensor | None,
    kernel: Tensor,
    recurrent_kernel: Tensor,
    bias: Tensor,
    compute_dtype: str = "bfloat16",
) -> Tensor:
    """Run one LSTM layer, from states of zeros, over windows of any length.

    Args:
        inputs: float32 `[batch, time, features]`; `batch` must be static.
        blanks: float32 `[batch, time, 1]`, 1 where a window has not begun: the states stay zero there. None
            where all have.
        kernel: float32 `[features, 4 * units]`, gates in Keras's order (input, forget, cell, output).
        recurrent_kernel: float32 `[units, 4 * units]`.
        bias: float32 `[4 * units]`.
        compute_dtype: type of the matrix products' inputs, `bfloat16` or `float32`.

    Returns:
        float32 `[batch, time, units]`.
    """
    compute = tf.as_dtype(compute_dtype)
    batch, features = inputs.shape[0], inputs.shape[2]
    units = recurrent_kernel.shape[0]
    shut = tf.constant([_SHUT] * units + [0.0] * 3 * units)

    @tf.custom_gradient
    def run(inputs: Tensor, kernel: Tensor, recurrent_kernel: Tensor, bias: Tensor) -> Any:
        steps = tf.shape(inputs)[1]
        flat = tf.cast(tf.reshape(inputs, [-1, features]), compute)
        low_kernel, low_recurrent = tf.cast(kernel, compute), tf.cast(recurrent_kernel, compute)
        projected = tf.reshape(tf.matmul(flat, low_kernel) + tf.cast(bias, compute), [batch, -1, 4 * units])
        if blanks is not None:
            projected += tf.cast(blanks * shut, compute)
        projected = _by_step(projected)

        def forward(t: Tensor, hidden: Tensor, cell: Tensor, *kept: Any) -> tuple[Any, ...]:
            z = projected.read(t) + tf.matmul(hidden, low_recurrent)
            hidden, cell, gates = gates_step(z, cell)
            news = zip(kept, (hidden, cell, gates), strict=True)
            return (t + 1, hidden, cell, *(array.write(t, new) for array, new in news))

        arrays = [_array(dtype, steps, width) for dtype, width in _kept(compute, batch, units)]
        blank = tf.zeros([batch, units])
        _, _, _, hiddens, cells, gates = _loop(
            lambda t, *_: t < steps, forward, (0, tf.cast(blank, compute), blank, *arrays)
        )
        outputs = tf.transpose(hiddens.stack(), [1, 0, 2])

        def gradient(d_outputs: Tensor) -> tuple[Tensor, ...]:
            d_steps, recurrent_t = _by_step(d_outputs), tf.transpose(low_recurrent)

            def backward(t: Tensor, d_hidden: Tensor, d_cell: Tensor, kept: Any) -> tuple[Any, ...]:
                before = tf.cond(t > 0, lambda: cells.read(t - 1), lambda: blank)
                d_z, d_cell = gates_gradient(
                    d_steps.read(t), d_hidden, d_cell, gates.read(t), cells.read(t), before
                )
                return t - 1, tf.matmul(d_z, recurrent_t), d_cell, kept.write(t, d_z)

            array = _array(compute, steps, [batch, 4 * units])
            _, _, _, d_z = _loop(
                lambda t, *_: t >= 0, backward, (steps - 1, tf.zeros([batch, units], compute), blank, array)
            )
            d_flat = tf.reshape(tf.transpose(d_z.stack(), [1, 0, 2]), [-1, 4 * units])
            before = tf.reshape(tf.pad(outputs[:, :-1], [[0, 0], [1, 0], [0, 0]]), [-1, units])
            d_inputs = tf.matmul(d_flat, low_kernel, transpose_b=True)
            return (
                tf.reshape(tf.cast(d_inputs, tf.float32), tf.shape(inputs)),
                tf.cast(tf.matmul(flat, d_flat, transpose_a=True), tf.float32),
                tf.cast(tf.matmul(before, d_flat, transpose_a=True), tf.float32),
                tf.reduce_sum(tf.cast(d_flat, tf.float32), axis=0),
            )

        return tf.cast(outputs, tf.float32), gradient

    return run(*plain_tensors(inputs, kernel, recurrent_kernel, bias))


def _kept(compute: tf.DType, batch: int, units: int) -> list[tuple[tf.DType, list[int]]]:
    """Types and shapes of what each step keeps for the gradient: hidden state, cell state, gates."""
    return [(compute, [batch, units]), (tf.float32, [batch, units]), (compute, [batch, 4 * units])]


def _by_step(values: Tensor) -> Any:
    """`[batch, time, features]` as an array of time steps."""
    by_time = tf.transpose(values, [1, 0, 2])
    return _array(values.dtype, tf.shape(by_time)[0], by_time.shape[1:]).unstack(by_time)


def _array(dtype: tf.DType, size: Tensor, shape: Any) -> Any:
    # Every step is read up to twice: forwards, and again for the gradient.
    return tf.TensorArray(dtype, size=size, element_shape=shape, clear_after_read=False)


def _loop(condition: Any, body: Any, start: tuple[Any, ...]) -> tuple[Any, ...]:
    result: tuple[Any, ...] = tf.while_loop(condition, body, start, parallel_iterations=1)
    return result
