"""The recurrent cells that a `CursorModel` can be made of.

lstm      input, forget and output gate: Hochreiter, Schmidhuber, "Long Short-Term Memory" (1997), Gers,
          Schmidhuber, Cummins, "Learning to Forget" (2000)
gru       update and reset gate and no cell state: Cho et al., "Learning Phrase Representations using RNN
          Encoder-Decoder for Statistical Machine Translation" (2014), first version, which resets behind the
          recurrent product
coupled   an LSTM that forgets as much as it takes in: CIFG in Greff et al., "LSTM: A Search Space Odyssey"
          (2017)
peephole  an LSTM whose gates see the cell state: Gers, Schmidhuber, "Recurrent Nets that Time and Count"
          (2000)

LSTM and GRU are Keras's own layers, the others cells in Keras's loop. What a cell does between its matrix
products is a function (`STEPS`), which `trainer.model.cpu_kernels` compiles too; the LSTM's kernel there is
written by hand.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import keras
from keras import ops

Tensor = Any

# One letter for each state: hidden (h), which is the output too, and cell (c).
STATES = {"lstm": "hc", "gru": "h", "coupled": "hc", "peephole": "hc"}


def gru_step(inputs: Tensor, recurrent: Tensor, states: list[Tensor], bias: Tensor) -> list[Tensor]:
    """One step of a GRU.

    Args:
        inputs: the input times the kernel, `[batch, 3 * units]`: update gate, reset gate, candidate.
        recurrent: the hidden state times the recurrent kernel, likewise.
        states: the hidden state before the step, `[batch, units]`.
        bias: of the one and the other product, `[2, 3 * units]`.

    Returns:
        The hidden state after the step.
    """
    x_update, x_reset, x_candidate = ops.split(inputs + bias[0], 3, axis=-1)
    h_update, h_reset, h_candidate = ops.split(recurrent + bias[1], 3, axis=-1)
    update, reset = ops.sigmoid(x_update + h_update), ops.sigmoid(x_reset + h_reset)
    candidate = ops.tanh(x_candidate + reset * h_candidate)
    return [update * states[0] + (1.0 - update) * candidate]


def coupled_step(inputs: Tensor, recurrent: Tensor, states: list[Tensor], bias: Tensor) -> list[Tensor]:
    """One step of an LSTM whose forget gate is one minus its input gate.

    Args:
        inputs: the input times the kernel, `[batch, 3 * units]`: input gate, candidate, output gate.
        recurrent: the hidden state times the recurrent kernel, likewise.
        states: hidden and cell state before the step, each `[batch, units]`.
        bias: `[3 * units]`.

    Returns:
        Hidden and cell state after the step.
    """
    in_gate, candidate, out_gate = ops.split(inputs + recurrent + bias, 3, axis=-1)
    in_gate = ops.sigmoid(in_gate)
    cell = (1.0 - in_gate) * states[1] + in_gate * ops.tanh(candidate)
    return [ops.sigmoid(out_gate) * ops.tanh(cell), cell]


def peephole_step(
    inputs: Tensor, recurrent: Tensor, states: list[Tensor], bias: Tensor, peepholes: Tensor
) -> list[Tensor]:
    """One step of an LSTM with peepholes.

    Args:
        inputs: the input times the kernel, `[batch, 4 * units]`: input and forget gate, candidate, output
            gate.
        recurrent: the hidden state times the recurrent kernel, likewise.
        states: hidden and cell state before the step, each `[batch, units]`.
        bias: `[4 * units]`.
        peepholes: weights of the cell state in input, forget and output gate, `[3, units]`; the first two see
            it as it was before the step, the output gate as it is after.

    Returns:
        Hidden and cell state after the step.
    """
    in_gate, forget, candidate, out_gate = ops.split(inputs + recurrent + bias, 4, axis=-1)
    in_gate = ops.sigmoid(in_gate + peepholes[0] * states[1])
    forget = ops.sigmoid(forget + peepholes[1] * states[1])
    cell = forget * states[1] + in_gate * ops.tanh(candidate)
    return [ops.sigmoid(out_gate + peepholes[2] * cell) * ops.tanh(cell), cell]


STEPS: dict[str, Callable[..., list[Tensor]]] = {
    "gru": gru_step,
    "coupled": coupled_step,
    "peephole": peephole_step,
}


class _LSTMVariant(keras.layers.Layer):
    """A cell for Keras's loop, with weights as `keras.layers.LSTMCell` makes them.

    Args:
        units: numbers in each of its two states.
    """

    # What the bias of each gate begins as. Forgetting begins as in Keras's LSTM: the forget gate at
    # sigmoid(1), so that early gradients reach far back.
    biases: ClassVar[tuple[float, ...]]

    def __init__(self, units: int, **kwargs: Any):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = [units, units]
        self.output_size = units

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make kernel, recurrent kernel and bias."""
        width = len(self.biases) * self.units
        self.kernel = self.add_weight(
            shape=(input_shape[-1], width), initializer="glorot_uniform", name="kernel"
        )
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, width), initializer="orthogonal", name="recurrent_kernel"
        )
        self.bias = self.add_weight(shape=(width,), initializer=self._first_bias, name="bias")

    def get_config(self) -> dict[str, Any]:
        """The arguments, from which `Bidirectional` makes one cell for each direction."""
        return {**super().get_config(), "units": self.units}

    def _first_bias(self, _shape: tuple[int, ...], dtype: str | None = None) -> Tensor:
        return ops.repeat(ops.convert_to_tensor(self.biases, dtype), self.units)

    def _products(self, inputs: Tensor, states: list[Tensor]) -> tuple[Tensor, Tensor]:
        return ops.matmul(inputs, self.kernel), ops.matmul(states[0], self.recurrent_kernel)


@keras.saving.register_keras_serializable("inkling")
class CoupledCell(_LSTMVariant):
    """An LSTM with coupled input and forget gates; see `coupled_step`."""

    biases = (-1.0, 0.0, 0.0)

    def call(self, inputs: Tensor, states: list[Tensor]) -> tuple[Tensor, list[Tensor]]:
        """`[batch, features]` and the states -> output `[batch, units]` and new states."""
        new_states = coupled_step(*self._products(inputs, states), states, self.bias)
        return new_states[0], new_states


@keras.saving.register_keras_serializable("inkling")
class PeepholeCell(_LSTMVariant):
    """An LSTM with peepholes, which begin as zeros; see `peephole_step`."""

    biases = (0.0, 1.0, 0.0, 0.0)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make the LSTM's weights, and the peepholes."""
        super().build(input_shape)
        self.peepholes = self.add_weight(shape=(3, self.units), initializer="zeros", name="peepholes")

    def call(self, inputs: Tensor, states: list[Tensor]) -> tuple[Tensor, list[Tensor]]:
        """`[batch, features]` and the states -> output `[batch, units]` and new states."""
        new_states = peephole_step(*self._products(inputs, states), states, self.bias, self.peepholes)
        return new_states[0], new_states


def recurrent_layer(cell: str, units: int, name: str) -> keras.layers.RNN:
    """A layer of one of the cells in `STATES`, which gives all its outputs and its last states."""
    options = {"return_sequences": True, "return_state": True, "name": name}
    # On a GPU Keras takes cuDNN's LSTM and GRU where it can, as it can here: with their usual activations,
    # biases and no mask. JAX does not split that one operation among devices: each would compute all rows.
    fused = "auto" if keras.distribution.distribution() is None else False
    if cell == "lstm":
        return keras.layers.LSTM(units, use_cudnn=fused, **options)
    if cell == "gru":
        return keras.layers.GRU(units, use_cudnn=fused, **options)
    kind = {"coupled": CoupledCell, "peephole": PeepholeCell}[cell]
    return keras.layers.RNN(kind(units, name=f"{cell}_cell"), **options)
