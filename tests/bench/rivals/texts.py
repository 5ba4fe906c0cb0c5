"""The texts that everything here learns from and is measured on, read as the trainer reads them."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from tokenizers import Tokenizer

from trainer.corpus.tokenizer import encode
from trainer.texts.cleaning import clean
from trainer.texts.reading import read_documents


def documents_in(paths: Sequence[Path]) -> Iterator[str]:
    """The cleaned documents of files, a paragraph a line."""
    for document in read_documents(paths):
        yield "\n".join(clean(document.paragraphs))


def beginning(paths: Sequence[Path], tokenizer: Tokenizer, tokens: int) -> list[str]:
    """The documents that `inkling-train evaluate --tokens` reads, cut at the same paragraph.

    Args:
        paths: The texts.
        tokenizer: Of the bundle that is evaluated.
        tokens: Of that tokenizer, after which reading stops; 0 reads all.
    """
    documents: list[str] = []
    read = 0
    for document in documents_in(paths):
        read += 1
        lines = document.split("\n")
        encoded = encode(tokenizer, chain(lines[:1], ("\n" + line for line in lines[1:])))
        for taken, ids in enumerate(encoded, start=1):
            read += len(ids)
            if tokens and read >= tokens:
                return [*documents, "\n".join(lines[:taken])]
        documents.append(document)
    return documents
