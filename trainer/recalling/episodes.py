"""Texts as a finished model reads them, cut into episodes: some tokens, and what was read before them."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.corpus.tokenizer import END_ID, encode
from trainer.errors import CorpusError
from trainer.predicting.predictor import Floats, Ids, Predictor, log_softmax
from trainer.recalling.recall import age_steps
from trainer.texts.cleaning import clean
from trainer.texts.reading import read_documents

# As many places as the desk compares (`NEAR` in its `story.py`), and how many tokens
# are foretold at once.
HISTORY, QUERIES = 3400, 256
# A stretch of a document that is read in one piece, so many of them side by side.
STRETCH, SIDE_BY_SIDE = 6144, 8
_CHUNK = 64
# The desk foretells some tokens beyond the last one that it remembers, those of the words being typed and of
# those that it suggests.
_MOST_UNSEEN = 6

Episode = dict[str, NDArray[Any]]


def episodes(
    predictor: Predictor, tokenizer: Tokenizer, texts: Sequence[Path], seed: int
) -> Iterator[Episode]:
    """Episodes without end, of the texts in random order.

    Yields:
        queries: `[QUERIES, units]`, the model's vectors before some tokens.
        keys: `[places, units]`, its vectors before those, zeros where there are fewer.
        steps: int32 `[QUERIES, places]`, `age_steps`; -1 for a place that is not to be seen.
        likelihoods: `[QUERIES, places]`, the logarithm of what the model gives the places' tokens there.
        hits: bool `[QUERIES, places]`, whether the places' tokens are those that come.
        given: `[QUERIES]`, the logarithm of the probability of the token that comes.

    Raises:
        CorpusError: no document is long enough.
    """
    rng = np.random.default_rng(seed)
    documents = [list(clean(document.paragraphs)) for document in read_documents(texts)]
    while True:
        stretches = _stretches(tokenizer, documents, rng)
        while together := list(islice(stretches, SIDE_BY_SIDE)):
            readings = _read(predictor, together)
            places = [
                (row, start)
                for row, ids in enumerate(together)
                for start in range(QUERIES, len(ids) - QUERIES, QUERIES)
            ]
            for place in rng.permutation(len(places)):
                row, start = places[place]
                unseen = int(rng.integers(_MOST_UNSEEN + 1))
                yield _episode(predictor, together[row], readings[row], start, unseen)


def _stretches(tokenizer: Tokenizer, documents: list[list[str]], rng: np.random.Generator) -> Iterator[Ids]:
    """A stretch of each document that is long enough, in random order."""
    some = False
    for number in rng.permutation(len(documents)):
        paragraphs = documents[number]
        # From anywhere on, but so that what follows should be enough.
        letters = np.cumsum([len(paragraph) + 1 for paragraph in paragraphs])
        last = int(np.searchsorted(letters, letters[-1] - 5 * STRETCH)) if len(letters) else 0
        first = int(rng.integers(last + 1))
        ids = _encode(tokenizer, paragraphs[first:])
        if len(ids) > 3 * QUERIES:
            some = True
            yield ids
    if not some:
        raise CorpusError(f"No document has {3 * QUERIES} tokens; name longer texts to learn recalling from.")


def _encode(tokenizer: Tokenizer, paragraphs: Sequence[str]) -> Ids:
    ids = [END_ID]
    lines = (paragraph if not number else "\n" + paragraph for number, paragraph in enumerate(paragraphs))
    for encoded in encode(tokenizer, lines):
        ids += encoded
        if len(ids) >= STRETCH:
            break
    return np.array(ids[:STRETCH], np.int32)


def _read(predictor: Predictor, texts: Sequence[Ids]) -> list[Floats]:
    """The model's vectors after each token of texts, `[tokens, units]` each."""
    length = max(map(len, texts))
    rows = np.stack([np.pad(ids, (0, length - len(ids)), constant_values=END_ID) for ids in texts])
    states = predictor.initial_states(len(rows))
    read = []
    for start in range(0, length, _CHUNK):
        vectors, states = predictor.read_left(rows[:, start : start + _CHUNK], states)
        read.append(vectors)
    together = np.concatenate(read, axis=1)
    return [vectors[: len(ids)] for vectors, ids in zip(together, texts, strict=True)]


def _episode(predictor: Predictor, ids: Ids, vectors: Floats, start: int, unseen: int) -> Episode:
    """The tokens from `start` + 1 on, the last `unseen` ones before each not to be seen."""
    first = max(0, start - HISTORY)
    targets = ids[start + 1 : start + 1 + QUERIES]
    # The key of a place is the vector before its token.
    keys, followed = vectors[first : start + QUERIES], ids[first + 1 : start + 1 + QUERIES]
    queries = vectors[start : start + QUERIES]
    scores = log_softmax(predictor.logits(queries, None))
    ages = (start - first + np.arange(QUERIES))[:, None] - np.arange(len(keys)) - unseen
    missing = HISTORY + QUERIES - len(keys)
    steps = np.where((ages > 0) & (ages <= HISTORY), age_steps(ages), -1)
    return {
        "queries": queries,
        "keys": np.pad(keys, ((missing, 0), (0, 0))),
        "steps": np.pad(steps, ((0, 0), (missing, 0)), constant_values=-1).astype(np.int32),
        "likelihoods": np.pad(scores[:, followed], ((0, 0), (missing, 0))),
        "hits": np.pad(followed == targets[:, None], ((0, 0), (missing, 0))),
        "given": scores[np.arange(QUERIES), targets],
    }
