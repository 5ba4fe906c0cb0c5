"""Workers that average with TensorFlow's collective operations, over gRPC.

`MultiWorkerMirroredStrategy` sets the cluster up: a server in each process, a ring of all-reduces between
them, and a heartbeat by which the others learn within seconds that a process has died or hangs. Only that is
used of it. Keras 3 cannot fit under its scope, so the variables stay ordinary ones, equal in all workers
because all begin with the same and apply the same mean of gradients.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from trainer.errors import WorkersError
from trainer.workers.meeting import Meeting
from trainer.workers.workers import Workers

Tensor = Any

# Any number that the strategy, which counts from 1, does not use for a group of its own.
_GROUP = 1000

# What TensorFlow raises when another worker is gone, hangs or has itself lost one.
_LOST = (
    tf.errors.UnavailableError,
    tf.errors.DeadlineExceededError,
    tf.errors.AbortedError,
    tf.errors.CancelledError,
    tf.errors.FailedPreconditionError,
)


class CollectiveWorkers(Workers):
    """See `Workers`; to be made before TensorFlow computes anything in this process.

    Args:
        meeting: of all workers; it is left, since TensorFlow needs its port.
    """

    def __init__(self, meeting: Meeting):
        self.addresses, self.index, self.count = meeting.addresses, meeting.index, len(meeting.addresses)
        # TensorFlow's own start cannot be interrupted: nobody begins it before all are about to.
        meeting.exchange({})
        meeting.close()
        cluster = tf.train.ClusterSpec({"worker": self.addresses})
        # The cluster lives as long as the strategy.
        self._strategy = tf.distribute.MultiWorkerMirroredStrategy(
            tf.distribute.cluster_resolver.SimpleClusterResolver(
                cluster, task_type="worker", task_id=self.index, rpc_layer="grpc"
            )
        )
        self._keys: dict[tuple[tf.DType, tuple[int, ...]], int] = {}

    def averaging(self, optimizer: Any) -> Any:
        """See `Workers`."""
        mean = self._mean_gradients

        def apply(self: Any, grads: list[Tensor | None], trainable_variables: Any = None) -> None:
            optimizer.apply(self, mean(grads), trainable_variables)

        return type(optimizer.__name__, (optimizer,), {"apply": apply})

    def means(self, values: Sequence[float]) -> list[float]:
        """See `Workers`."""
        total = np.asarray(self._sum(tf.constant(values, tf.float64)))
        return [float(value) for value in total / self.count]

    def gather(self, array: NDArray[Any]) -> NDArray[Any]:
        """See `Workers`."""
        places = np.zeros((self.count, *array.shape), array.dtype)
        places[self.index] = array
        return np.asarray(self._sum(tf.constant(places)))

    def from_worker(self, source: int, arrays: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """See `Workers`."""
        # All others add zeros; float64 holds every float32 and every integer that a training counts to.
        flat = np.concatenate([np.ravel(array).astype(np.float64) for array in arrays])
        given = flat if self.index == source else np.zeros_like(flat)
        parts = np.split(np.asarray(self._sum(tf.constant(given))), np.cumsum([a.size for a in arrays]))
        return [
            part.reshape(array.shape).astype(array.dtype)
            for part, array in zip(parts[:-1], arrays, strict=True)
        ]

    @contextmanager
    def watched(self, advice: Callable[[str], str]) -> Iterator[None]:
        """See `Workers`."""
        try:
            yield
        except _LOST as error:
            named = [int(number) for number in re.findall(r"/task:(\d+)", str(error))]
            lost = [self.addresses[number] for number in named if number != self.index]
            raise WorkersError(advice(lost[0] if lost else "of another machine")) from error

    def _mean_gradients(self, gradients: list[Tensor | None]) -> list[Tensor | None]:
        """Mean over all workers, of all gradients in one all-reduce; those of unused weights stay None."""
        given = [tf.convert_to_tensor(gradient) for gradient in gradients if gradient is not None]
        flat = tf.concat([tf.reshape(gradient, [-1]) for gradient in given], 0)
        sizes = [math.prod(gradient.shape) for gradient in given]
        parts = tf.split(self._sum(flat) / self.count, sizes)
        means = iter([tf.reshape(part, gradient.shape) for part, gradient in zip(parts, given, strict=True)])
        return [None if gradient is None else next(means) for gradient in gradients]

    def _sum(self, tensor: Tensor) -> Tensor:
        """Sum of the tensors of all workers."""
        # Operations of one key have to be of one shape; all workers come to the shapes in the same order.
        kind = (tensor.dtype, tuple(tensor.shape))
        key = self._keys.setdefault(kind, len(self._keys) + 1)
        return tf.raw_ops.CollectiveReduceV2(
            input=tensor,
            group_size=self.count,
            group_key=_GROUP,
            instance_key=key,
            ordering_token=[],
            merge_op="Add",
            final_op="Id",
            communication_hint="ring",
        )
