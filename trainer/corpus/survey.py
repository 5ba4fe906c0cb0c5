"""The first pass over a corpus: how long each document is, a sample of them, and which hold the same text."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from trainer.corpus.duplicates import COPIED_SHARE, Copy, Shingles, together
from trainer.corpus.report import CorpusReport, KindRead
from trainer.corpus.sampling import Sample
from trainer.corpus.splitting import SPLITS, Split
from trainer.errors import CorpusError
from trainer.texts.cleaning import clean
from trainer.texts.reading import Skipped, kind_of, read_documents

REPORT_CHARACTERS = 1 << 20
_NAMED_COPIES = 5
_EMPTY = "holds no text"


class Survey:
    """What the first pass finds.

    Args:
        files: the files of each split; those of "train" come first, and their documents are numbered first.
        encoding: of the texts, if it is known.
        strict: whether a file that cannot be read ends it, in place of being passed over.
        samples: whether a vocabulary is to be learned from a sample.
        report: called with the characters read so far, now and then.

    Attributes:
        sizes: characters of each document of "train"; 0 for those left out.
        sample: some of their paragraphs.
        left_out: numbers of documents of "train" that stand in what is held out by its own files.
        skipped: files that were not read.
        notes: sentences on copies.

    Raises:
        CorpusError: a file cannot be read, if it is strict; or none of them can.
    """

    def __init__(
        self,
        files: Mapping[Split, Sequence[Path]],
        encoding: str | None = None,
        strict: bool = False,
        samples: bool = True,
        report: Callable[[int], None] = lambda characters: None,
    ) -> None:
        self.sizes, self.sample = array("Q"), Sample()
        self.left_out: set[int] = set()
        self.skipped: list[Skipped] = []
        self.notes: list[str] = []
        self._encoding, self._samples, self._report = encoding, samples, report
        self._shingles = Shingles()
        # Of the documents of all splits: their lengths, and the place of their file in the list of all files.
        self._all_sizes, self._file_of = array("Q"), array("L")
        self._paths: list[Path] = []
        self._begins: dict[Split, int] = {}
        self._done = self._reported = 0
        for split in SPLITS:
            self._begins[split] = len(self._all_sizes)
            self._read(files[split], None if strict else self._skip, split)
        self.sizes = self._all_sizes[: self._begins["valid"]]
        if not self.sizes:
            bad = [one for one in self.skipped if one.reason != _EMPTY]
            raise CorpusError(
                f"{bad[0].path} {bad[0].reason}, and there is nothing else to learn from; "
                "add files that can be read."
                if bad
                else "The corpus holds no text; add files that do."
            )
        self._copies = self._shingles.copies()
        self._leave_out_held_out_copies()
        if not any(self.sizes):
            raise CorpusError(
                "All texts to learn from stand in those for --valid or --test as well; add others."
            )

    def readable(self, files: Sequence[Path]) -> list[Path]:
        """Those of some files that can be read."""
        skipped = {one.path for one in self.skipped}
        return [file for file in files if file not in skipped]

    def together(self) -> list[int]:
        """For each document of "train" the first of its copies; see `duplicates.together`."""
        return together(len(self.sizes), self._training_copies())

    def leave_out_copies(self) -> None:
        """Leave out the shorter of copies, for where every document gives its end to the other splits."""
        for copy in self._training_copies():
            shorter = copy.first if copy.of_first >= copy.of_second else copy.second
            if self.sizes[shorter]:
                self._leave_out(shorter)

    def note_copies(self, left_out: bool) -> None:
        """Tell of the copies within "train", before any is left out."""
        copies = self._training_copies()
        if copies:
            pairs = [f"{self._name(copy.first)} and {self._name(copy.second)}" for copy in copies]
            more = f" and {len(pairs) - _NAMED_COPIES} more pairs" if len(pairs) > _NAMED_COPIES else ""
            how = "the shorter of them is left out" if left_out else "they stay on the same side of the split"
            self.notes.append(
                f"Of these texts one holds the other, or most of it, and {how}: "
                f"{'; '.join(pairs[:_NAMED_COPIES])}{more}."
            )

    def corpus_report(self, found: Sequence[Skipped]) -> CorpusReport:
        """What was read, with what `find_files` had left out before."""
        counts: dict[str, list[int]] = {}
        seen: set[int] = set()
        for place, size in zip(self._file_of, self._all_sizes, strict=True):
            kind = counts.setdefault(kind_of(self._paths[place]) or "", [0, 0, 0])
            kind[0] += place not in seen
            kind[1] += 1
            kind[2] += size
            seen.add(place)
        return CorpusReport(
            {kind: KindRead(*amounts) for kind, amounts in counts.items()},
            tuple((str(one.path), one.reason) for one in (*found, *self.skipped)),
            tuple(self.notes),
        )

    def _read(self, files: Sequence[Path], skip: Callable[[Skipped], None] | None, split: Split) -> None:
        for path, paragraphs in cleaned_documents(files, self._encoding, skip):
            if not self._paths or self._paths[-1] != path:
                self._paths.append(path)
            number, size = len(self._all_sizes), 0
            self._file_of.append(len(self._paths) - 1)
            self._all_sizes.append(0)
            for paragraph in paragraphs:
                if self._samples and split == "train":
                    self.sample.add(number, size, paragraph)
                self._shingles.add(number, paragraph)
                size += len(paragraph) + 1
                if self._done + size - self._reported >= REPORT_CHARACTERS:
                    self._reported = self._done + size
                    self._report(self._reported)
            self._all_sizes[number] = size
            self._done += size
        known = {*self._paths, *(one.path for one in self.skipped)}
        self.skipped += [Skipped(file, _EMPTY) for file in files if file not in known]

    def _skip(self, file: Skipped) -> None:
        """Take back what was read of a file before it turned out to be damaged."""
        self.skipped.append(file)
        if not self._paths or self._paths[-1] != file.path:
            return
        self._paths.pop()
        while len(self._file_of) and self._file_of[-1] == len(self._paths):
            self._file_of.pop()
            self._done -= self._all_sizes.pop()
        self.sample.forget_from(len(self._all_sizes))
        self._shingles.forget_from(len(self._all_sizes))

    def _training_copies(self) -> list[Copy]:
        count = len(self.sizes)
        return [
            copy
            for copy in self._copies
            if copy.second < count and not self.left_out & {copy.first, copy.second}
        ]

    def _leave_out_held_out_copies(self) -> None:
        count = len(self.sizes)
        for copy in self._copies:
            if not copy.first < count <= copy.second:
                continue
            split = "test" if copy.second >= self._begins["test"] else "valid"
            own, held_out = self._name(copy.first), self._name(copy.second)
            if copy.of_first >= COPIED_SHARE:
                self._leave_out(copy.first)
                self.notes.append(
                    f"{own} stands in {held_out}, a text for --{split}, and is not learned from."
                )
            else:
                self.notes.append(
                    f"{own} holds most of {held_out}, a text for --{split}: what is measured there "
                    "looks better than it is."
                )

    def _leave_out(self, document: int) -> None:
        self.left_out.add(document)
        self.sizes[document] = 0

    def _name(self, document: int) -> str:
        place = self._file_of[document]
        path = self._paths[place]
        first = document
        while first and self._file_of[first - 1] == place:
            first -= 1
        return str(path) if document == first else f"{path}#{document - first + 1}"


def cleaned_documents(
    files: Sequence[Path], encoding: str | None = None, skip: Callable[[Skipped], None] | None = None
) -> Iterator[tuple[Path, Iterator[str]]]:
    """The file and the cleaned paragraphs of each document that has any."""
    for document in read_documents(files, encoding, skip):
        paragraphs = clean(document.paragraphs)
        first = next(paragraphs, None)
        if first is not None:
            yield document.path, chain([first], paragraphs)
