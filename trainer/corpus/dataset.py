"""A corpus as token files on disk: read twice in a stream, encoded once, used again when nothing changed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.corpus.encoding import CorpusEncoder
from trainer.corpus.fingerprint import fingerprint
from trainer.corpus.settings import CorpusSettings, Counts, Progress
from trainer.corpus.splitting import SPLITS, Split
from trainer.corpus.writing import replace_file, writing_to
from trainer.errors import RunError
from trainer.texts.reading import find_files

FORMAT_VERSION = 1
DATA_FILE, TOKENIZER_FILE = "data.json", "tokenizer.json"


@dataclass(frozen=True)
class Dataset:
    """Token files of a prepared corpus.

    Attributes:
        folder: where the files lie.
        tokenizer: the tokenizer they were encoded with.
        dtype: of the token ids, "uint16" or "uint32", little endian.
        counts: what each split holds.
        skipped: how many files in the corpus's folders were of unknown kinds.
        settings: what the corpus was prepared with.
    """

    folder: Path
    tokenizer: Tokenizer
    dtype: str
    counts: dict[Split, Counts]
    skipped: int = 0
    settings: CorpusSettings = field(default_factory=CorpusSettings)

    @property
    def vocabulary_size(self) -> int:
        """How many tokens the tokenizer has."""
        return self.tokenizer.get_vocab_size()

    def tokens(self, split: Split) -> NDArray[Any]:
        """The ids of a split, shape [tokens], mapped read-only; every document begins with the `end` id."""
        dtype = np.dtype(self.dtype).newbyteorder("<")
        if not self.counts[split].tokens:
            return np.zeros(0, dtype)
        return np.memmap(self.folder / f"{split}.bin", dtype, "r")

    @classmethod
    def open(cls, folder: Path) -> "Dataset":
        """Open a prepared folder; the corpus it was made from is not needed.

        Raises:
            RunError: there is no complete dataset in the folder.
        """
        try:
            data = json.loads((folder / DATA_FILE).read_text(encoding="utf-8"))
            dataset = cls._from_data(folder, data)
        # The tokenizers library raises no narrower class for a broken file.
        except Exception as error:
            raise RunError(f"{folder} holds no complete dataset; prepare the corpus again.") from error
        if not dataset._is_whole():
            raise RunError(f"A token file in {folder} is missing or cut short; prepare the corpus again.")
        return dataset

    @classmethod
    def _from_data(cls, folder: Path, data: dict[str, Any]) -> "Dataset":
        if data["format_version"] != FORMAT_VERSION:
            raise ValueError("another version")
        return cls(
            folder=folder,
            tokenizer=Tokenizer.from_str((folder / TOKENIZER_FILE).read_text(encoding="utf-8")),
            dtype=data["dtype"],
            counts={split: Counts(**data["splits"][split]) for split in SPLITS},
            skipped=data["skipped"],
            settings=CorpusSettings(**data["settings"]),
        )

    def _is_whole(self) -> bool:
        files = {split: self.folder / f"{split}.bin" for split in SPLITS}
        size = np.dtype(self.dtype).itemsize
        return all(file.is_file() for file in files.values()) and all(
            file.stat().st_size == self.counts[split].tokens * size for split, file in files.items()
        )


def prepare(
    corpus: Sequence[Path],
    folder: Path,
    settings: CorpusSettings | None = None,
    valid: Sequence[Path] = (),
    test: Sequence[Path] = (),
    tokenizer: Tokenizer | None = None,
    progress: Progress | None = None,
) -> Dataset:
    """Encode a corpus into a folder, or open what an earlier call left there if nothing has changed since.

    Args:
        corpus: files and folders to train on.
        folder: where `train.bin`, `valid.bin`, `test.bin`, `tokenizer.json` and `data.json` go.
        settings: how to encode and what to hold out.
        valid: texts to validate on; nothing of `corpus` is then held out for it.
        test: likewise for the final test.
        tokenizer: one to use instead of learning one.
        progress: told how far the work is.

    Raises:
        CorpusError: a text cannot be read, or there are too few.
        RunError: the folder cannot be written.
    """
    settings = settings or CorpusSettings()
    paths: dict[Split, Sequence[Path]] = {"train": corpus, "valid": valid, "test": test}
    sources = {split: find_files(given) for split, given in paths.items()}
    files = {split: list(found.files) for split, found in sources.items()}
    mark = fingerprint(files, {**asdict(settings), "format_version": FORMAT_VERSION}, tokenizer)
    if fingerprint_of(folder) == mark:
        return Dataset.open(folder)
    encoder = CorpusEncoder(files, settings, tokenizer, progress)
    return write_dataset(folder, encoder, settings, mark, sum(found.skipped for found in sources.values()))


class Encoder(Protocol):
    """Whatever turns texts into token files.

    Attributes:
        tokenizer: the tokenizer in use, once it has written.
    """

    tokenizer: Tokenizer

    @property
    def dtype(self) -> str:
        """The type of the ids on disk, "uint16" or "uint32"."""

    def write(self, folder: Path) -> dict[Split, Counts]:
        """Write a `.bin` file for each split, and tell what it holds."""


def write_dataset(
    folder: Path, encoder: Encoder, settings: CorpusSettings, mark: str, skipped: int = 0
) -> Dataset:
    """Have a corpus encoded into a folder, and note what came out.

    Args:
        folder: where the files go.
        encoder: writes the token files.
        settings: what it does that with.
        mark: the corpus's fingerprint.
        skipped: how many files were of unknown kinds.

    Raises:
        CorpusError: a text cannot be read, or there are too few.
        RunError: the folder cannot be written.
    """
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # From here until its new one is written, the folder counts as incomplete.
        (folder / DATA_FILE).unlink(missing_ok=True)
        counts = encoder.write(folder)
        replace_file(folder / TOKENIZER_FILE, encoder.tokenizer.to_str(pretty=True))
        data = {
            "format_version": FORMAT_VERSION,
            "fingerprint": mark,
            "dtype": encoder.dtype,
            "vocabulary_size": encoder.tokenizer.get_vocab_size(),
            "settings": asdict(settings),
            "skipped": skipped,
            "splits": {split: asdict(found) for split, found in counts.items()},
        }
        replace_file(folder / DATA_FILE, json.dumps(data, indent=1))
    return Dataset.open(folder)


def fingerprint_of(folder: Path) -> str | None:
    """The fingerprint of a complete dataset in a folder; None where there is none, whatever else is there."""
    try:
        Dataset.open(folder)
        data = json.loads((folder / DATA_FILE).read_text(encoding="utf-8"))
    except RunError:
        return None
    return str(data["fingerprint"])
