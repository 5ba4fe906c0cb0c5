"""A batch learned in parts, one after the other: memory holds what one of them keeps for its gradient."""

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow as tf

Tensor = Any


def in_parts(
    losses_and_hits: Callable[..., tuple[Tensor, Tensor]],
    rows: Sequence[Tensor],
    weights: Sequence[Any],
    most_rows: int,
) -> tuple[Tensor, Tensor]:
    """Losses and hits of a batch, whose gradient is known already.

    The gradient of each part is taken before the next part begins. What comes out has the gradient of the
    losses' mean, and of nothing else.

    Args:
        losses_and_hits: rows of each tensor -> `[rows]` and `[rows]`, both float32.
        rows: tensors of the batch, `[batch, ...]`; `batch` must be static.
        weights: variables of the gradient.
        most_rows: of a part; parts are of one size.

    Returns:
        `[batch]` and `[batch]`, in the order of the batch.
    """
    batch = rows[0].shape[0]
    parts = next(parts for parts in range(-(-batch // most_rows), batch + 1) if batch % parts == 0)
    size = batch // parts

    def learn(part: Tensor, losses: Any, hits: Any, *sums: Tensor) -> tuple[Any, ...]:
        own = [
            tf.ensure_shape(values[part * size : (part + 1) * size], (size, *values.shape[1:]))
            for values in rows
        ]
        with tf.GradientTape() as tape:
            new_losses, new_hits = losses_and_hits(*own)
            share = tf.reduce_sum(new_losses) / batch
        gradients = tape.gradient(share, weights, unconnected_gradients=tf.UnconnectedGradients.ZERO)
        sums = tuple(total + tf.convert_to_tensor(new) for total, new in zip(sums, gradients, strict=True))
        return part + 1, losses.write(part, new_losses), hits.write(part, new_hits), *sums

    arrays = [tf.TensorArray(tf.float32, size=parts, element_shape=[size]) for _ in range(2)]
    nothing = [tf.zeros(weight.shape) for weight in weights]
    _, losses, hits, *sums = tf.while_loop(
        lambda part, *_: part < parts, learn, (0, *arrays, *nothing), parallel_iterations=1
    )
    # Zero, with the gradient that was found.
    slopes = [
        tf.reduce_sum(tf.stop_gradient(total) * (weight - tf.stop_gradient(weight)))
        for total, weight in zip(sums, weights, strict=True)
    ]
    return tf.stop_gradient(losses.concat()) + tf.add_n(slopes), hits.concat()
