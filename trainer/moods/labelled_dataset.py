"""Labelled texts as token files on disk: a dataset of documents, and beside it a label for each."""

import random
from array import array
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.corpus.dataset import FORMAT_VERSION, Dataset, fingerprint_of, write_dataset
from trainer.corpus.fingerprint import fingerprint
from trainer.corpus.report import CorpusReport
from trainer.corpus.settings import CorpusSettings, Counts, Progress
from trainer.corpus.splitting import SPLITS, Split
from trainer.corpus.tokenizer import END_ID, encode, learn_tokenizer
from trainer.corpus.writing import TokenWriter, replace_file
from trainer.errors import CorpusError, RunError
from trainer.moods.labelled_texts import LabelledFile, LabelledText, find_labelled, read_labelled
from trainer.texts.words import count_words

LEAST_TEXTS = 20
_REPORT_CHARACTERS = 1 << 20


def prepare_labelled(
    corpus: Sequence[Path],
    folder: Path,
    settings: CorpusSettings,
    valid: Sequence[Path] = (),
    test: Sequence[Path] = (),
    tokenizer: Tokenizer | None = None,
    progress: Progress | None = None,
) -> Dataset:
    """Encode labelled texts into a folder, or open what is there if nothing has changed since.

    `trainer.corpus.dataset.prepare` for texts that are drawn one by one: which of them are held out is left
    to chance, not to their length. Beside each split's tokens lies `SPLIT.labels`, a byte for each document.

    Args:
        corpus: files and folders, see `trainer.moods.labelled_texts.find_labelled`.
        folder: where the files go.
        settings: how to encode, and which share of the texts to hold out.
        valid: texts to validate on; nothing of `corpus` is then held out for it.
        test: likewise for the final test.
        tokenizer: one to use instead of learning one.
        progress: told how far the work is.

    Raises:
        CorpusError: a text cannot be read, there are too few, or all have the same label.
        RunError: the folder cannot be written.
    """
    paths: dict[Split, Sequence[Path]] = {"train": corpus, "valid": valid, "test": test}
    files = {split: find_labelled(given) for split, given in paths.items()}
    mark = _fingerprint(files, settings, tokenizer)
    if _is_prepared(folder, mark):
        return Dataset.open(folder)
    return write_dataset(folder, _Encoder(files, settings, tokenizer, progress), settings, mark)


def labels_of(dataset: Dataset, split: Split) -> NDArray[np.uint8]:
    """The labels of a split's documents, `[documents]`.

    Raises:
        RunError: the folder holds no labels, or not one for each document.
    """
    try:
        labels = np.fromfile(dataset.folder / f"{split}.labels", np.uint8)
    except OSError:
        labels = np.zeros(0, np.uint8)
    if len(labels) != dataset.counts[split].documents:
        raise RunError(f"The labels in {dataset.folder} are missing or cut short; prepare the texts again.")
    return labels


class _Encoder:
    """The two passes over labelled texts: the first learns their words, the second encodes them."""

    tokenizer: Tokenizer
    report = CorpusReport()

    def __init__(
        self,
        files: Mapping[Split, Sequence[LabelledFile]],
        settings: CorpusSettings,
        tokenizer: Tokenizer | None,
        progress: Progress | None,
    ):
        self._files, self._settings, self._given = files, settings, tokenizer
        self._shares: dict[Split, float] = {"valid": settings.valid_share, "test": settings.test_share}
        self._progress = progress or (lambda stage, done, total: None)

    @property
    def dtype(self) -> str:
        """The type of the ids on disk."""
        return "uint32" if self.tokenizer.get_vocab_size() > 0xFFFF else "uint16"

    def write(self, folder: Path) -> dict[Split, Counts]:
        """Write `SPLIT.bin` and `SPLIT.labels` of each split."""
        settings = self._settings
        self.tokenizer = self._given or learn_tokenizer(
            (text.text for split, text in self._texts("learning", ["train"]) if split == "train"),
            settings.pieces,
            settings.vocabulary_size,
            settings.lowercase,
            settings.marks_apart,
            settings.marks,
            settings.straight_quotes,
        )
        labels = {split: array("B") for split in SPLITS}
        totals = {split: [0, 0, 0] for split in SPLITS}
        waiting: deque[tuple[Split, LabelledText]] = deque()
        with ExitStack() as stack:
            files = {split: TokenWriter(folder / f"{split}.bin", self.dtype) for split in SPLITS}
            writers = {split: stack.enter_context(writer) for split, writer in files.items()}
            for ids in encode(self.tokenizer, _noted(self._texts("encoding", SPLITS), waiting)):
                split, text = waiting.popleft()
                writers[split].write([END_ID, *ids])
                labels[split].append(text.label)
                for place, amount in enumerate((count_words(text.text), len(text.text), 1)):
                    totals[split][place] += amount
            self._check(labels)
        for split in SPLITS:
            replace_file(folder / f"{split}.labels", labels[split].tobytes())
        return {split: Counts(writers[split].tokens, *totals[split]) for split in SPLITS}

    def _texts(self, stage: str, splits: Sequence[Split]) -> Iterator[tuple[Split, LabelledText]]:
        """Each text and its split; which texts of "train" are held out is the same at every call."""
        rng = random.Random(self._settings.seed)
        held_out = [(split, 0.0 if self._files[split] else share) for split, share in self._shares.items()]
        done = reported = 0
        for given in splits:
            for text in read_labelled(self._files[given]):
                split = _drawn(rng.random(), held_out) if given == "train" else given
                yield split, text
                done += len(text.text)
                if done - reported >= _REPORT_CHARACTERS:
                    reported = done
                    self._progress(stage, done, None)
        self._progress(stage, done, done)

    def _check(self, labels: Mapping[Split, "array[int]"]) -> None:
        train = labels["train"]
        if len(train) < LEAST_TEXTS:
            raise CorpusError(
                f"There are only {len(train)} labelled texts to train on, but at least {LEAST_TEXTS} are "
                "needed; add more of them."
            )
        if len(set(train)) < 2:
            kind = "light (1, pos)" if train[0] else "dark (0, neg)"
            raise CorpusError(f"All texts to train on are labelled {kind}; add texts of the other kind.")
        for split, share in self._shares.items():
            if (share or self._files[split]) and not labels[split]:
                raise CorpusError(f"There is no labelled text for {split}; add more texts.")


def _drawn(number: float, held_out: Sequence[tuple[Split, float]]) -> Split:
    """The split of a text for which a number from 0 to 1 was drawn."""
    for split, share in held_out:
        if number < share:
            return split
        number -= share
    return "train"


def _noted(
    texts: Iterator[tuple[Split, LabelledText]], waiting: deque[tuple[Split, LabelledText]]
) -> Iterator[str]:
    """The texts alone; what they came with is noted in `waiting`."""
    for split, text in texts:
        waiting.append((split, text))
        yield text.text


def _fingerprint(
    files: Mapping[Split, Sequence[LabelledFile]], settings: CorpusSettings, tokenizer: Tokenizer | None
) -> str:
    paths = {split: [file.path for file in found] for split, found in files.items()}
    labels = {split: [file.label for file in found] for split, found in files.items()}
    facts = {**asdict(settings), "labels": labels, "format_version": FORMAT_VERSION}
    return fingerprint(paths, facts, tokenizer)


def _is_prepared(folder: Path, mark: str) -> bool:
    if fingerprint_of(folder) != mark:
        return False
    dataset = Dataset.open(folder)
    try:
        for split in SPLITS:
            labels_of(dataset, split)
    except RunError:
        return False
    return True
