"""A run's texts before it trains: made into token files, and told of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from trainer.corpus.dataset import Dataset, prepare
from trainer.corpus.report import CorpusReport
from trainer.errors import PresetError
from trainer.fitting.progress import preparing
from trainer.moods.labelled_dataset import prepare_labelled
from trainer.settings import Preset

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# A folder of a thousand pictures is told of by a number.
_SHOWN = 20


def show_report(report: CorpusReport, console: Console) -> None:
    """Tell in one table what was read of the texts, what was not and why; below it, of copies among them."""
    if not (report.read or report.skipped):
        return
    # A name cut short does not tell which file it is.
    table = Table(Column("texts", overflow="fold"), "files", "documents", "characters", "why")
    for kind, counts in sorted(report.read.items()):
        table.add_row(kind, *(f"{n:,}" for n in (counts.files, counts.documents, counts.characters)), "read")
    by_reason: dict[str, list[str]] = {}
    for path, reason in report.skipped:
        by_reason.setdefault(reason, []).append(path)
    for reason, paths in by_reason.items():
        kinds = Counter(Path(path).suffix.lower() or "no ending" for path in paths)
        told = (
            [(f"{kind} files", str(count)) for kind, count in kinds.most_common()]
            if len(paths) > _SHOWN
            else [(path, "1") for path in paths]
        )
        for name, count in told:
            table.add_row(escape(name), count, "-", "-", f"not read: {escape(reason)}")
    console.print(table)
    for note in report.notes:
        console.print(note, markup=False)


def prepare_texts(
    folder: Path,
    preset: Preset,
    corpus: Sequence[Path],
    valid: Sequence[Path],
    test: Sequence[Path],
    tokenizer: "Tokenizer | None",
    console: Console,
    encoding: str | None = None,
    strict: bool = False,
) -> Dataset:
    """Make token files of texts, and show what came out.

    Args:
        folder: where the token files go.
        preset: settings of the run that will learn from them.
        corpus: files and folders to train on.
        valid: texts to validate on.
        test: texts for a final test.
        tokenizer: one to use instead of learning one.
        console: where to show it.
        encoding: of the texts, if it is known.
        strict: whether a file that cannot be read ends it.

    Raises:
        CorpusError: a text cannot be read, or there are too few.
        PresetError: nothing is left to validate on.
        RunError: the folder cannot be written.
    """
    with preparing(console) as progress:
        if preset.kind == "mood":
            dataset = prepare_labelled(corpus, folder, preset.corpus, valid, test, tokenizer, progress)
        else:
            dataset = prepare(
                corpus, folder, preset.corpus, valid, test, tokenizer, progress, encoding, strict
            )
    show_report(dataset.report, console)
    for split, counts in dataset.counts.items():
        console.print(
            f"{split}: {counts.documents:,} documents, {counts.words:,} words, {counts.tokens:,} tokens"
        )
    if preset.kind == "cursor" and not dataset.counts["valid"].tokens:
        raise PresetError(
            "No text is left to validate on; raise corpus.valid_share or name a text with --valid."
        )
    return dataset


def named_sources(
    corpus: Sequence[Path],
    valid: Sequence[Path],
    test: Sequence[Path],
    before: Mapping[str, list[str]] | None = None,
) -> dict[str, list[str]]:
    """The names of the texts of each split, and of those that the bundle to go on from was made of."""
    named = {"train": corpus, "valid": valid, "test": test}
    return named_before({split: [path.name for path in paths] for split, paths in named.items()}, before)


def named_before(
    sources: dict[str, list[str]], before: Mapping[str, list[str]] | None
) -> dict[str, list[str]]:
    """Names of texts, and of those that the bundle to go on from was made of."""
    return {**sources, "before that": list(before["train"]) if before else []}
