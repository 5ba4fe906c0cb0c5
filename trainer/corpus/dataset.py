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
from trainer.corpus.report import CorpusReport
from trainer.corpus.settings import CorpusSettings, Counts, Progress
from trainer.corpus.splitting import SPLITS, Split
from trainer.corpus.writing import replace_file, writing_to
from trainer.errors import CorpusError, RunError
from trainer.texts.reading import OTHER_KINDS, CorpusFiles, Skipped, find_files

FORMAT_VERSION = 1
# How texts are read and cleaned: what an older version has prepared is prepared anew.
READING = 5
DATA_FILE, TOKENIZER_FILE = "data.json", "tokenizer.json"


@dataclass(frozen=True)
class Dataset:
    """Token files of a prepared corpus.

    Attributes:
        folder: where the files lie.
        tokenizer: the tokenizer they were encoded with.
        dtype: of the token ids, "uint16" or "uint32", little endian.
        counts: what each split holds.
        report: what was read of the corpus, what was not, and why.
        settings: what the corpus was prepared with.
    """

    folder: Path
    tokenizer: Tokenizer
    dtype: str
    counts: dict[Split, Counts]
    report: CorpusReport = field(default_factory=CorpusReport)
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
            # Folders of before there were reports have none.
            report=CorpusReport.from_data(data["report"]) if "report" in data else CorpusReport(),
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
    encoding: str | None = None,
    strict: bool = False,
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
        encoding: of the texts, if it is known.
        strict: whether anything that cannot be read ends the work, in place of being passed over and told of.

    Raises:
        CorpusError: no text can be read, or there are too few.
        RunError: the folder cannot be written.
    """
    settings = settings or CorpusSettings()
    paths: dict[Split, Sequence[Path]] = {"train": corpus, "valid": valid, "test": test}
    found = {split: find_files(given) for split, given in paths.items()}
    bad = [one for there in found.values() for one in there.skipped if one.reason not in OTHER_KINDS]
    if strict and bad:
        raise CorpusError(f"{bad[0].path} {bad[0].reason}; take it away, or leave out --strict.")
    sources = _without_held_out(found)
    files = {split: list(found.files) for split, found in sources.items()}
    facts = {**asdict(settings), "format_version": FORMAT_VERSION, "reading": READING, "encoding": encoding}
    mark = fingerprint(files, facts, tokenizer)
    if fingerprint_of(folder) == mark:
        return Dataset.open(folder)
    encoder = CorpusEncoder(sources, settings, tokenizer, progress, encoding, strict)
    return write_dataset(folder, encoder, settings, mark)


def _without_held_out(sources: dict[Split, CorpusFiles]) -> dict[Split, CorpusFiles]:
    """A file that is named for another split is not learned from, wherever else it lies."""
    held_out = {file.resolve(): split for split in ("valid", "test") for file in sources[split].files}
    kept: list[Path] = []
    skipped = list(sources["train"].skipped)
    for file in sources["train"].files:
        if split := held_out.get(file.resolve()):
            skipped.append(Skipped(file, f"is a text for --{split}, and is not learned from"))
        else:
            kept.append(file)
    if sources["train"].files and not kept:
        raise CorpusError("All texts to learn from are named by --valid or --test too; add others.")
    return {**sources, "train": CorpusFiles(tuple(kept), tuple(skipped))}


class Encoder(Protocol):
    """Whatever turns texts into token files.

    Attributes:
        tokenizer: the tokenizer in use, once it has written.
        report: what was read and what was not, once it has written.
    """

    tokenizer: Tokenizer
    report: CorpusReport

    @property
    def dtype(self) -> str:
        """The type of the ids on disk, "uint16" or "uint32"."""

    def write(self, folder: Path) -> dict[Split, Counts]:
        """Write a `.bin` file for each split, and tell what it holds."""


def write_dataset(folder: Path, encoder: Encoder, settings: CorpusSettings, mark: str) -> Dataset:
    """Have a corpus encoded into a folder, and note what came out.

    Args:
        folder: where the files go.
        encoder: writes the token files.
        settings: what it does that with.
        mark: the corpus's fingerprint.

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
            "report": encoder.report.as_data(),
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
