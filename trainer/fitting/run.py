"""A run's folder: the settings, the token files, the checkpoints and the history of one training.

RUN/preset.toml       every setting, as used
RUN/sources.json      names of the texts
RUN/data/             token files and tokenizer
RUN/last.npz          everything needed to go on
RUN/best.npz          the weights with the lowest validation loss
RUN/history.csv       one row a validation
RUN/earlier.csv       the history of the bundle this run went on from, if any
RUN/log.csv           the smoothed loss every few steps
RUN/tensorboard/      the same for TensorBoard
RUN/samples.txt       what the model wrote at each validation
"""

import csv
import io
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from trainer.corpus.dataset import Dataset
from trainer.corpus.writing import replace_file, writing_to
from trainer.errors import RunError
from trainer.settings import Preset, load_preset, to_toml


@dataclass(frozen=True)
class Validation:
    """One row of the history.

    Attributes:
        step: training steps done.
        tokens: tokens trained on.
        train_loss: mean loss since the row before, nats a prediction.
        valid_nothing: validation loss with nothing after the gap, nats a prediction; 0 if not measured.
        valid_both: validation loss where the text after the gap is seen, nats a token; 0 if not measured.
        learning_rate: at this step.
        tokens_per_second: since the row before, validation left out.
        seconds: of training so far, over all sittings.
        train_accuracy: share of right first guesses since the row before; 0 if not measured.
        valid_accuracy: the same on the validation text; 0 if not measured.
    """

    step: int
    tokens: int
    train_loss: float
    valid_nothing: float
    valid_both: float
    learning_rate: float
    tokens_per_second: float
    seconds: float
    train_accuracy: float = 0.0
    valid_accuracy: float = 0.0

    @classmethod
    def from_row(cls, row: dict[str, str]) -> "Validation":
        """Read a row of `history.csv`."""
        values: dict[str, Any] = {name: float(value) for name, value in row.items()}
        return cls(**{**values, "step": int(row["step"]), "tokens": int(row["tokens"])})


@dataclass(frozen=True)
class Run:
    """Paths of a run's folder."""

    folder: Path

    @property
    def preset_file(self) -> Path:
        """The settings as used."""
        return self.folder / "preset.toml"

    @property
    def data(self) -> Path:
        """Folder of the token files."""
        return self.folder / "data"

    @property
    def last(self) -> Path:
        """Checkpoint to go on from."""
        return self.folder / "last.npz"

    @property
    def best(self) -> Path:
        """Weights with the lowest validation loss."""
        return self.folder / "best.npz"

    def make(self) -> None:
        """Make the folder of a new run.

        Raises:
            RunError: it cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunError(
                f"{self.folder} cannot be made ({error.strerror}); choose another --out."
            ) from error

    def preset(self) -> Preset:
        """The settings the run was started with."""
        if not self.preset_file.is_file():
            raise RunError(
                f"{self.folder} is not a run: it has no preset.toml; name the folder given to fit --out."
            )
        return load_preset(str(self.preset_file))

    def write_preset(self, preset: Preset) -> None:
        """Note the settings as used."""
        self._write(self.preset_file.name, to_toml(preset))

    def dataset(self) -> Dataset:
        """The token files."""
        return Dataset.open(self.data)

    def write_sources(self, sources: dict[str, list[str]]) -> None:
        """Note the names of the texts of each split, for the model card."""
        self._write("sources.json", json.dumps(sources, indent=1))

    def sources(self) -> dict[str, list[str]]:
        """Names of the texts of each split."""
        try:
            return dict(json.loads((self.folder / "sources.json").read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise RunError(
                f"{self.folder} has no readable sources.json ({error}); start the run anew with fit."
            ) from error

    def write_history(self, rows: list[Validation], earlier: bool = False) -> None:
        """Replace the history file, or that of the bundle this run went on from."""
        text = io.StringIO()
        table = csv.DictWriter(text, [field.name for field in fields(Validation)])
        table.writeheader()
        table.writerows(asdict(row) for row in rows)
        self._write("earlier.csv" if earlier else "history.csv", text.getvalue())

    def history(self) -> list[Validation]:
        """All rows of the history file."""
        try:
            return self._rows("history.csv")
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise RunError(
                f"{self.folder} has no readable history.csv ({error}); has fit got to its first validation?"
            ) from error

    def whole_history(self) -> list[Validation]:
        """The history after that of the bundle this run went on from; tokens and seconds count on."""
        earlier = self._rows("earlier.csv") if (self.folder / "earlier.csv").is_file() else []
        if not earlier:
            return self.history()
        last = earlier[-1]
        return earlier + [
            replace(row, tokens=row.tokens + last.tokens, seconds=row.seconds + last.seconds)
            for row in self.history()
        ]

    def _rows(self, name: str) -> list[Validation]:
        with (self.folder / name).open(newline="") as file:
            return [Validation.from_row(row) for row in csv.DictReader(file)]

    def _write(self, name: str, text: str) -> None:
        with writing_to(self.folder):
            replace_file(self.folder / name, text)
