"""Training kernels for PyTorch on a CPU, with the interface of `trainer.model.cpu_kernels`.

The LSTM is oneDNN's, which `torch.lstm` calls: it packs the recurrent weights once for all steps of a window
and works out the gates where the products lie. On processors with matrix units (AMX) that is faster than the
kernels of TensorFlow, whose products pack the weights anew at each step; on others slower, so nobody gets
these kernels who has not set KERAS_BACKEND=torch.

``tests/trainer/backends/test_torch_kernels.py`` holds values and gradients against TensorFlow's.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch

Tensor = Any

# Rows of logits handled at a time: 128 of them against 2,048 candidates are 1 MB in float32, which stays in
# cache.
SOFTMAX_ROWS = 128
# The least number of float32 with all its digits: a target less likely than this counts as so likely.
_LEAST = 1.2e-38


def lstm(
    inputs: Tensor,
    kernel: Tensor,
    recurrent_kernel: Tensor,
    bias: Tensor,
    hidden: Tensor,
    cell: Tensor,
    compute_dtype: str = "bfloat16",
) -> tuple[Tensor, Tensor, Tensor]:
    """Run one LSTM layer over a window; shapes, gates and results are those of `cpu_kernels.lstm`."""
    compute = getattr(torch, compute_dtype)
    kernel, recurrent_kernel, bias, hidden, cell = map(_plain, (kernel, recurrent_kernel, bias, hidden, cell))
    weights = [kernel.t(), recurrent_kernel.t(), bias, torch.zeros_like(bias)]
    states = [state.detach()[None].to(compute) for state in (hidden, cell)]
    outputs, last, last_cell = torch.lstm(
        inputs.to(compute),
        states,
        [weight.to(compute).contiguous() for weight in weights],
        has_biases=True,
        num_layers=1,
        dropout=0.0,
        train=True,
        bidirectional=False,
        batch_first=True,
    )
    return outputs.float(), last[0].detach().float(), last_cell[0].detach().float()


def recurrent(
    step: Callable[..., list[Tensor]],
    inputs: Tensor,
    weights: Sequence[Tensor],
    states: Sequence[Tensor],
    compute_dtype: str = "bfloat16",
) -> tuple[Tensor, ...]:
    """Run one layer of any cell over a window; see `cpu_kernels.recurrent`."""
    compute = getattr(torch, compute_dtype)
    kernel, recurrent_kernel, *vectors = map(_plain, weights)
    low_recurrent = recurrent_kernel.to(compute)
    projected = (inputs.to(compute) @ kernel.to(compute)).float()
    passed, outputs = [_plain(state).detach() for state in states], []
    for x in projected.unbind(1):
        passed = step(x, (passed[0].to(compute) @ low_recurrent).float(), passed, *vectors)
        outputs.append(passed[0])
    return (torch.stack(outputs, 1), *(state.detach() for state in passed))


def dense(inputs: Tensor, kernel: Tensor, compute_dtype: str = "bfloat16") -> Tensor:
    """`inputs @ kernel`, both cast to `compute_dtype`: float32 `[..., features]` -> `[..., units]`."""
    compute = getattr(torch, compute_dtype)
    return (inputs.to(compute) @ _plain(kernel).to(compute)).float()


class _CrossEntropy(torch.autograd.Function):
    """Mean negative log likelihood, whose gradient is worked out with it, over the logits themselves."""

    @staticmethod
    def forward(
        context: Any, hidden: Tensor, weights: Tensor, targets: Tensor, offsets: Tensor | None, compute: Any
    ) -> Tensor:
        rows = hidden.shape[0]
        low_hidden, low_weights = hidden.to(compute), weights.to(compute)
        logits = low_hidden @ low_weights.t()
        total = hidden.new_zeros(())
        for block, own in zip(logits.split(SOFTMAX_ROWS), targets[:, None].split(SOFTMAX_ROWS), strict=True):
            wide = block.float() if offsets is None else block.float().add_(offsets)
            slope, own = torch.softmax(wide, dim=1), own.long()
            hit = slope.gather(1, own)
            total -= hit.clamp_min(_LEAST).log_().sum()
            block.copy_(slope.scatter_(1, own, hit - 1.0))
        context.save_for_backward((logits @ low_weights).float(), (logits.t() @ low_hidden).float())
        return total / rows

    @staticmethod
    def backward(context: Any, upstream: Tensor) -> tuple[Tensor | None, ...]:
        d_hidden, d_weights = context.saved_tensors
        scale = upstream / d_hidden.shape[0]
        return d_hidden * scale, d_weights * scale, None, None, None


def cross_entropy(
    hidden: Tensor,
    weights: Tensor,
    targets: Tensor,
    compute_dtype: str = "bfloat16",
    candidates: Tensor | None = None,
    offsets: Tensor | None = None,
) -> Tensor:
    """Mean negative log likelihood of `targets`, nats a token; see `cpu_kernels.cross_entropy`."""
    weights = _plain(weights)
    chosen = weights if candidates is None else weights[candidates.long()]
    result: Tensor = _CrossEntropy.apply(hidden, chosen, targets, offsets, getattr(torch, compute_dtype))
    return result


def _plain(value: Any) -> Tensor:
    """The tensor of a Keras variable, or a tensor as it is."""
    return value.value if hasattr(value, "value") and not torch.is_tensor(value) else value
