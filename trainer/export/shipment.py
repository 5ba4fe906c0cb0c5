"""What goes into a bundle once it has been checked."""

from dataclasses import dataclass
from typing import Any

import onnx

from trainer.errors import ExportError
from trainer.predicting.predictor import Floats

# Largest difference between Keras and ONNX Runtime, both in float32: of a logit, or of a probability where a
# network gives those.
PARITY = 1e-4


@dataclass(frozen=True)
class Shipment:
    """The graphs that go into a bundle, and what was found out about them.

    Attributes:
        graphs: by name.
        metrics: as in `config.json`.
        golden: samples, as in `config.json`.
        distances: see `trainer.predicting.predictor.Predictor`.
    """

    graphs: dict[str, onnx.ModelProto]
    metrics: dict[str, Any]
    golden: list[dict[str, Any]]
    distances: Floats | None = None


def check_difference(difference: float) -> None:
    """Refuse graphs that do not say what Keras says.

    Raises:
        ExportError: they differ by more than `PARITY`.
    """
    if not difference <= PARITY:
        raise ExportError(
            f"ONNX Runtime and Keras differ by {difference:.1e} (at most {PARITY:.0e}); "
            "use the versions of pyproject.toml."
        )
