"""The two passes over a corpus: the first measures it and samples it, the second encodes it."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from trainer.corpus.report import CorpusReport
from trainer.corpus.sampling import Sample
from trainer.corpus.settings import CorpusSettings, Counts, Progress, vocabulary_for
from trainer.corpus.splitting import SPLITS, Division, Split, divided
from trainer.corpus.survey import Survey, cleaned_documents
from trainer.corpus.tokenizer import END, encode, learn_tokenizer
from trainer.corpus.writing import TokenWriter
from trainer.errors import CorpusError
from trainer.texts.reading import CorpusFiles
from trainer.texts.words import count_words

LEAST_TOKENS = 500
# Long enough that the overhead of a call is small, short enough that all cores get some of a batch.
CHUNK_CHARACTERS = 1 << 14


@dataclass(frozen=True)
class _Chunk:
    """Some paragraphs of one document, which go to one split."""

    split: Split
    begins_document: bool
    text: str
    words: int


class CorpusEncoder:
    """Encodes a corpus to token files.

    Args:
        files: what there is for each split; splits without any are held out of "train" as the settings say.
        settings: how to encode, what to hold out.
        tokenizer: one to use instead of learning one.
        progress: told how far the work is.
        encoding: of the texts, if it is known.
        strict: whether a file that cannot be read ends the work, in place of being passed over.

    Attributes:
        tokenizer: the tokenizer in use, learned by `write` when none was given.
        report: what was read and what was not, once it has written.
    """

    tokenizer: Tokenizer
    report: CorpusReport

    def __init__(
        self,
        files: Mapping[Split, CorpusFiles],
        settings: CorpusSettings,
        tokenizer: Tokenizer | None = None,
        progress: Progress | None = None,
        encoding: str | None = None,
        strict: bool = False,
    ) -> None:
        self._found = files
        self._files: dict[Split, Sequence[Path]] = {split: files[split].files for split in SPLITS}
        self._encoding, self._strict = encoding, strict
        self._settings = settings
        self._given = tokenizer
        self._progress = progress or (lambda stage, done, total: None)
        asked: dict[Split, float] = {"valid": settings.valid_share, "test": settings.test_share}
        self._shares = {split: 0.0 if self._files[split] else share for split, share in asked.items()}
        self._expected = [split for split in SPLITS if self._files[split] or self._shares.get(split)]

    @property
    def dtype(self) -> str:
        """The type of the ids on disk."""
        return "uint32" if self.tokenizer.get_vocab_size() > 0xFFFF else "uint16"

    def write(self, folder: Path) -> dict[Split, Counts]:
        """Write `train.bin`, `valid.bin` and `test.bin`.

        Raises:
            CorpusError: a text cannot be read, or a split has too little text.
            OSError: the folder cannot be written.
        """
        survey = Survey(
            self._files,
            self._encoding,
            self._strict,
            self._given is None,
            lambda characters: self._progress("reading", characters, None),
        )
        self._files = {split: survey.readable(self._files[split]) for split in SPLITS}
        division = self._division(survey)
        self.report = survey.corpus_report([one for split in SPLITS for one in self._found[split].skipped])
        self.tokenizer = self._given or self._learn(survey, division)
        survey.sample = Sample()  # makes room
        with ExitStack() as stack:
            files = {split: TokenWriter(folder / f"{split}.bin", self.dtype) for split in SPLITS}
            writers = {split: stack.enter_context(writer) for split, writer in files.items()}
            counts = self._encode(self._chunks(survey, division), writers)
            self._check(counts)
        return counts

    def _division(self, survey: Survey) -> Division:
        """What goes where; of documents that hold the same text, none is measured on by the others' help."""
        shares = self._shares["valid"], self._shares["test"]
        division = Division(survey.sizes, *shares, self._settings.seed, survey.together())
        survey.note_copies(left_out=not division.by_document)
        if division.by_document:
            return division
        survey.leave_out_copies()
        return Division(survey.sizes, *shares, self._settings.seed)

    def _learn(self, survey: Survey, division: Division) -> Tokenizer:
        self._progress("learning", 0, None)
        settings = self._settings
        texts = (
            text
            for document, position, text in survey.sample
            if document not in survey.left_out
            and division.cut(document).split_at(position + len(text) / 2) == "train"
        )
        return learn_tokenizer(
            texts,
            settings.pieces,
            settings.vocabulary_size or vocabulary_for(sum(survey.sizes)),
            settings.lowercase,
            settings.marks_apart,
            settings.marks,
            settings.straight_quotes,
        )

    def _chunks(self, survey: Survey, division: Division) -> Iterator[_Chunk]:
        total = sum(survey.sizes)
        done = 0
        for number, paragraphs in enumerate(self._texts("train")):
            if number >= len(survey.sizes):
                raise CorpusError("The corpus has changed while it was read; start again.")
            if number in survey.left_out:
                continue
            for chunk in _chunks_of(divided(paragraphs, division.cut(number))):
                done += len(chunk.text)
                self._progress("encoding", min(done, total), total)
                yield chunk
        self._progress("encoding", total, total)
        for split in ("valid", "test"):
            for paragraphs in self._texts(split):
                yield from _chunks_of((split, paragraph) for paragraph in paragraphs)

    def _texts(self, split: Split) -> Iterator[Iterator[str]]:
        return (paragraphs for _, paragraphs in cleaned_documents(self._files[split], self._encoding))

    def _encode(self, chunks: Iterator[_Chunk], writers: Mapping[Split, TokenWriter]) -> dict[Split, Counts]:
        end = self.tokenizer.token_to_id(END)
        if end is None:
            raise CorpusError(f"The given tokenizer has no {END} token; use one that this trainer has made.")
        waiting: deque[_Chunk] = deque()

        def texts() -> Iterator[str]:
            for chunk in chunks:
                waiting.append(chunk)
                yield chunk.text

        totals = {split: [0, 0, 0] for split in SPLITS}
        for ids in encode(self.tokenizer, texts()):
            chunk = waiting.popleft()
            writers[chunk.split].write([end, *ids] if chunk.begins_document else ids)
            for place, amount in enumerate((chunk.words, len(chunk.text), int(chunk.begins_document))):
                totals[chunk.split][place] += amount
        return {split: Counts(writers[split].tokens, *totals[split]) for split in SPLITS}

    def _check(self, counts: Mapping[Split, Counts]) -> None:
        train = counts["train"]
        if train.tokens < LEAST_TOKENS:
            words = "1 word" if train.words == 1 else f"{train.words} words"
            raise CorpusError(
                f"The corpus holds only {words} ({train.tokens} tokens) to train on, "
                f"but at least {LEAST_TOKENS} tokens are needed; add more text."
            )
        for split in self._expected:
            if not counts[split].tokens:
                raise CorpusError(
                    f"There is no text for {split}; add more text to the corpus or to its own files."
                )


def _chunks_of(parts: Iterable[tuple[Split, str]]) -> Iterator[_Chunk]:
    """One document's paragraphs, joined by newlines, a chunk at a time."""
    held: list[str] = []
    size = words = 0
    current: Split | None = None
    begins = True

    def flush(split: Split) -> _Chunk:
        # The newline goes before the next chunk's text, so that none ends the document.
        return _Chunk(split, begins, ("" if begins else "\n") + "\n".join(held), words)

    for split, paragraph in parts:
        if current is not None and held and (split != current or size >= CHUNK_CHARACTERS):
            yield flush(current)
            begins = split != current
            held, size, words = [], 0, 0
        current = split
        held.append(paragraph)
        size += len(paragraph) + 1
        words += count_words(paragraph)
    if current is not None:
        yield flush(current)
