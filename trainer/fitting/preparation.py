"""A run's texts before it trains: made into token files, and told of."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from trainer.corpus.dataset import Dataset, prepare
from trainer.errors import PresetError
from trainer.fitting.progress import preparing
from trainer.fitting.run import Run
from trainer.moods.labelled_dataset import prepare_labelled
from trainer.settings import Preset

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def prepare_run(
    run: Run,
    preset: Preset,
    corpus: Sequence[Path],
    valid: Sequence[Path],
    test: Sequence[Path],
    tokenizer: "Tokenizer | None",
    console: Console,
) -> Dataset:
    """Encode a run's texts, and show what came out.

    Args:
        run: whose folder the token files go to.
        preset: its settings.
        corpus: files and folders to train on.
        valid: texts to validate on.
        test: texts for a final test.
        tokenizer: one to use instead of learning one.
        console: where to show it.

    Raises:
        CorpusError: a text cannot be read, or there are too few.
        PresetError: nothing is left to validate on.
        RunError: the folder cannot be written.
    """
    encode = prepare_labelled if preset.kind == "mood" else prepare
    with preparing(console) as progress:
        dataset = encode(corpus, run.data, preset.corpus, valid, test, tokenizer, progress)
    if dataset.skipped:
        console.print(f"{dataset.skipped} files of unknown kinds were left out.")
    for split, counts in dataset.counts.items():
        console.print(
            f"{split}: {counts.documents:,} documents, {counts.words:,} words, {counts.tokens:,} tokens"
        )
    if preset.kind == "cursor" and not dataset.counts["valid"].tokens:
        raise PresetError(
            "No text is left to validate on; raise corpus.valid_share or name a text with --valid."
        )
    return dataset
