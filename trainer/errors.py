"""Every error that the trainer raises on purpose.

    TrainerError
    ├── CorpusError    the texts: too small, empty, changed while they were read
    │   └── UnreadableError  one file: missing, binary, damaged, locked; the others can be read without it
    ├── PresetError    the settings: unknown, out of range, at odds with each other
    ├── RunError       the run's folder: not writable, full, broken, of another version
    ├── BackendError   what Keras computes with: not installed, or not what is needed
    ├── WorkersError   the machines that train together: missing, lost, or at odds with each other
    ├── BundleError    a bundle to go on from or to evaluate: missing, altered, unknown version
    └── ExportError    the export: the ONNX graphs do not agree with Keras

A message is one sentence for the person at the terminal; it says what to do. The command line prints it and
ends; anything that is not a `TrainerError` is a defect and keeps its traceback.
"""

from pathlib import Path


class TrainerError(Exception):
    """Base of all errors a user of the trainer can put right."""


class CorpusError(TrainerError):
    """A text cannot be read, or there is too little of it."""


class UnreadableError(CorpusError):
    """A file cannot be read.

    Attributes:
        path: the file or folder.
        reason: what is the matter with it.
        advice: what to do.
    """

    def __init__(self, path: Path, reason: str, advice: str) -> None:
        super().__init__(f"{path} {reason}; {advice}.")
        self.path, self.reason, self.advice = path, reason, advice


class PresetError(TrainerError):
    """A setting is unknown, out of range or at odds with another one."""


class RunError(TrainerError):
    """The folder of a run cannot be written, or what it holds is broken."""


class BackendError(TrainerError):
    """Keras has nothing to compute with, or not what is needed."""


class WorkersError(TrainerError):
    """A worker is missing, has been lost, or does not fit the others."""


class BundleError(TrainerError):
    """A bundle is missing, broken, altered or of an unknown version."""


class ExportError(TrainerError):
    """A trained model could not be turned into a bundle."""
