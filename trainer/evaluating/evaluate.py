"""Measures a model on unseen text: perplexity and next-word accuracy, with and without the text after."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, islice, tee
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.corpus.dataset import Dataset
from trainer.corpus.tokenizer import END_ID, encode
from trainer.errors import CorpusError
from trainer.evaluating.memory import SIZE, memory_perplexity, recalled_perplexity, tune_memory
from trainer.evaluating.missing_words import choose_gaps, missing_words, read_behind
from trainer.evaluating.word_beam import rank_of_word
from trainer.predicting.predictor import Floats, Predictor, log_softmax
from trainer.recalling.recall import Recall
from trainer.texts.cleaning import clean
from trainer.texts.reading import read_documents
from trainer.texts.words import IDEOGRAPH, count_words

# The text is read as so many streams side by side, so many tokens at a time.
_STREAMS, _CHUNK = 16, 64
SMALLEST_TEXT = 200


@dataclass(frozen=True)
class Evaluation:
    """What was measured.

    Attributes:
        tokens: tokens of the text.
        words: words of the text, between white space; each Chinese or Japanese character is one.
        token_perplexity: over all tokens, nothing after the cursor.
        token_accuracy: share of all tokens that are the likeliest one, nothing after the cursor.
        word_perplexity: the same probability, spread over words instead of tokens.
        sampled_words: words at which the figures below were taken, spread evenly over the text.
        word_perplexity_nothing: perplexity of these words with nothing after them.
        word_perplexity_both: perplexity of these words with the text after them in sight.
        top1: share of these words that are the model's first guess, nothing after the cursor.
        top3: among its first three guesses.
        top5: among its first five.
        top1_both: as `top1` with the text after the word in sight.
        top3_both: as `top3`, likewise.
        top5_both: as `top5`, likewise.
        missing: words missing in mid-paragraph; see `trainer.evaluating.missing_words.missing_words`.
    """

    tokens: int
    words: int
    token_perplexity: float
    token_accuracy: float
    word_perplexity: float
    sampled_words: int
    word_perplexity_nothing: float
    word_perplexity_both: float
    top1: float
    top3: float
    top5: float
    top1_both: float
    top3_both: float
    top5_both: float
    missing: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class _Read:
    """Losses of a text's tokens, whether each was the likeliest, and the view before the chosen ones."""

    losses: Floats
    hits: NDArray[np.bool_]
    left: dict[int, Floats]
    states: dict[int, list[Floats]]


def evaluate(
    predictor: Predictor, tokenizer: Tokenizer, tokens: NDArray[np.integer], words: int, sample: int = 1000
) -> Evaluation:
    """Measure a model on one long text.

    A word counts from its first letter to its last, punctuation left out of the sampled words' figures; a
    word is among the first k guesses when no more than k - 1 other words are likelier in a beam search over
    whole words.

    Args:
        predictor: the model.
        tokenizer: its tokenizer.
        tokens: the text's ids `[tokens]`, documents begun by the end token.
        words: number of words in it, between white space.
        sample: how many words to measure one by one.

    Raises:
        CorpusError: the text is too short to say anything.
    """
    if len(tokens) < SMALLEST_TEXT:
        raise CorpusError(
            f"The text has {len(tokens)} tokens, but evaluating needs {SMALLEST_TEXT}; give a longer one."
        )
    ids = tokens.astype(np.int32)
    starts = WordStarts(tokenizer)
    streams, length = _layout(len(tokens))
    spans = starts.spans(ids[: streams * length])
    chosen = [spans[n] for n in np.linspace(0, len(spans) - 1, min(sample, len(spans))).astype(int)]
    gaps = choose_gaps(ids[: streams * length], spans, starts.ends_line, sample // 2)
    read = _read_all(predictor, ids, [first for first, _ in chain(chosen, *gaps.values())])
    ranks: dict[str, list[int]] = {"nothing": [], "both": []}
    word_losses: dict[str, list[float]] = {"nothing": [], "both": []}
    for first, last in chosen:
        target = [int(token) for token in ids[first:last]]
        for side in ranks:
            right = read_behind(predictor, ids, last) if side == "both" else None
            rank, loss = rank_of_word(
                predictor, read.left[first], read.states[first], right, target, starts.begins_word
            )
            ranks[side].append(rank)
            word_losses[side].append(loss)
    accuracy = {
        f"top{k}{suffix}": float(np.mean([rank < k for rank in ranks[side]]))
        for side, suffix in (("nothing", ""), ("both", "_both"))
        for k in (1, 3, 5)
    }
    return Evaluation(
        tokens=len(tokens),
        words=words,
        token_perplexity=float(np.exp(read.losses.mean())),
        token_accuracy=float(read.hits.mean()),
        word_perplexity=float(np.exp(read.losses.sum() * (len(tokens) / len(read.losses)) / words)),
        sampled_words=len(chosen),
        word_perplexity_nothing=float(np.exp(np.mean(word_losses["nothing"]))),
        word_perplexity_both=float(np.exp(np.mean(word_losses["both"]))),
        **accuracy,
        missing=missing_words(predictor, ids, gaps, read.left, read.states),
    )


def evaluate_texts(
    predictor: Predictor,
    tokenizer: Tokenizer,
    texts: Sequence[Path],
    tokens: int = 200_000,
    sample: int = 1000,
    tune_memory_on: Sequence[Path] = (),
    recall: Recall | None = None,
) -> dict[str, Any]:
    """Measure a model on files and folders; at most the first `tokens` tokens of them are read, 0 reads all.

    Args:
        predictor: the model.
        tokenizer: its tokenizer.
        texts: files and folders.
        tokens: at most so many.
        sample: words, and half as many gaps, that are measured one by one.
        tune_memory_on: other texts, as much of them, for the settings of a memory; none measures no memory.
        recall: what the model has learned of recalling; it needs no settings.

    Returns:
        The figures of `Evaluation` by name, the texts' names as `texts`, and those of the memory as `memory`.
    """
    ids, words = _encode(tokenizer, texts, tokens)
    figures = {
        "texts": [path.name for path in texts],
        **asdict(evaluate(predictor, tokenizer, ids, words, sample)),
    }
    if recall or tune_memory_on:
        figures["memory"] = _memory_figures(predictor, tokenizer, ids, words, tokens, tune_memory_on, recall)
    return figures


def recalled_figures(
    predictor: Predictor, tokenizer: Tokenizer, texts: Sequence[Path], tokens: int, recall: Recall
) -> dict[str, Any]:
    """What `evaluate_texts` gives as `memory` of a model that has learned to recall."""
    ids, words = _encode(tokenizer, texts, tokens)
    return _memory_figures(predictor, tokenizer, ids, words, tokens, (), recall)


def _memory_figures(
    predictor: Predictor,
    tokenizer: Tokenizer,
    ids: NDArray[np.int32],
    words: int,
    tokens: int,
    tune_on: Sequence[Path],
    recall: Recall | None,
) -> dict[str, Any]:
    if recall:
        settings: dict[str, Any] = {"size": SIZE, "learned": True}
        alone, together = recalled_perplexity(predictor, ids, recall)
    else:
        memory = tune_memory(predictor, _encode(tokenizer, tune_on, tokens)[0])
        settings = {"tuned_on": [path.name for path in tune_on], **asdict(memory)}
        alone, together = memory_perplexity(predictor, ids, memory)
    return {
        **settings,
        "token_perplexity_alone": alone,
        "token_perplexity": together,
        "word_perplexity_alone": alone ** (len(ids) / words),
        "word_perplexity": together ** (len(ids) / words),
    }


def evaluate_held_out(
    predictor: Predictor, dataset: Dataset, tokens: int = 200_000, sample: int = 1000
) -> dict[str, Any]:
    """Measure a model on what its run held out for test; figures as those of `evaluate_texts`.

    Where `tokens` cuts that short, as many words are taken to be in them as in the whole on average.

    Raises:
        CorpusError: nothing was held out for test.
    """
    held_out = dataset.tokens("test")
    if not len(held_out):
        raise CorpusError("The run held no text out for test; name a text that it has not read.")
    ids = held_out[: tokens or len(held_out)]
    words = round(dataset.counts["test"].words * len(ids) / len(held_out))
    return {"texts": [], **asdict(evaluate(predictor, dataset.tokenizer, ids, words, sample))}


def perplexity(predictor: Predictor, tokens: NDArray[np.integer]) -> float:
    """Perplexity a token of a text `[tokens]` with nothing after the cursor."""
    return float(np.exp(_read_all(predictor, tokens.astype(np.int32), []).losses.mean()))


def _encode(tokenizer: Tokenizer, texts: Sequence[Path], most: int) -> tuple[NDArray[np.int32], int]:
    """Ids of texts, documents begun by the end token, cut after `most` tokens; and the words in them."""
    ids: list[int] = []
    words = 0
    for document in read_documents(texts):
        ids.append(END_ID)
        first, second = tee(clean(document.paragraphs))
        lines = chain(islice(first, 1), ("\n" + line for line in first))
        for paragraph, encoded in zip(second, encode(tokenizer, lines), strict=True):
            ids += encoded
            words += count_words(paragraph)
            if most and len(ids) >= most:
                return np.array(ids, np.int32), words
    return np.array(ids, np.int32), words


class WordStarts:
    """Knows which tokens begin a word, and which go on with one, from a tokenizer's pieces.

    A Chinese or Japanese character is a word.
    """

    def __init__(self, tokenizer: Tokenizer):
        pieces = [tokenizer.decode([n], skip_special_tokens=False) for n in range(tokenizer.get_vocab_size())]
        raw = [tokenizer.id_to_token(n) or "" for n in range(len(pieces))]
        self.is_word = np.array([any(c.isalnum() for c in piece) for piece in pieces])
        self.is_word[END_ID] = False
        if _joins_with_spaces(tokenizer, self.is_word):
            spaced = self.is_word & np.array([not text.startswith("'") for text in raw])
        else:
            spaced = np.array([text.startswith(("\u0120", " ")) for text in raw])
        spaced |= np.array([IDEOGRAPH.fullmatch(piece) is not None for piece in pieces])
        marks = ~self.is_word & np.array([not _is_partial(piece) for piece in pieces])
        self.begins_word = spaced | marks
        self.ends_line = np.array(["\n" in piece for piece in pieces])
        self.ends_line[END_ID] = True

    def spans(self, tokens: NDArray[np.integer]) -> list[tuple[int, int]]:
        """First token and end (exclusive) of every word in `[tokens]`, the very first token left out."""
        begins = self.begins_word[tokens]
        is_word = self.is_word[tokens]
        after_break = np.concatenate([[True], (self.begins_word & ~self.is_word)[tokens[:-1]]])
        first = is_word & (begins | after_break)
        first[0] = False
        edges = np.flatnonzero(first | begins)
        ends = np.append(edges[1:], len(tokens))
        return [(int(a), int(b)) for a, b in zip(edges, ends, strict=True) if first[a]]


def _joins_with_spaces(tokenizer: Tokenizer, is_word: NDArray[np.bool_]) -> bool:
    """Whether each token is a word, as against parts of words that say themselves where a space is."""
    two = [int(token) for token in np.flatnonzero(is_word)[:2]]
    # The unknown word may be one of them.
    return len(two) == 2 and " " in tokenizer.decode(two, skip_special_tokens=False).strip()


def _is_partial(piece: str) -> bool:
    """Whether a piece is part of a character that takes several tokens."""
    return "\ufffd" in piece or piece == ""


def _layout(tokens: int) -> tuple[int, int]:
    """Into how many streams a text is cut, and how many predictions each makes."""
    streams = max(1, min(_STREAMS, tokens // SMALLEST_TEXT))
    return streams, (tokens - 1) // streams


def _read_all(predictor: Predictor, tokens: NDArray[np.int32], keep: list[int]) -> _Read:
    """Read a text as parallel streams; keep left vectors and states before the tokens at `keep`."""
    streams, length = _layout(len(tokens))
    rows = np.stack([tokens[n * length : n * length + length + 1] for n in range(streams)])
    states = predictor.initial_states(streams)
    wanted: dict[int, list[int]] = {(place - 1) // length: [] for place in keep}
    for place in keep:
        wanted[(place - 1) // length].append(place)
    losses: list[Floats] = []
    hits: list[NDArray[np.bool_]] = []
    kept_left: dict[int, Floats] = {}
    kept_states: dict[int, list[Floats]] = {}
    for begin, end in _chunks(rows, length, wanted):
        left, states = predictor.read_left(rows[:, begin:end], states)
        flat = log_softmax(predictor.logits(left.reshape(-1, left.shape[-1]), None))
        targets = rows[:, begin + 1 : end + 1].reshape(-1)
        losses.append(-flat[np.arange(len(flat)), targets])
        hits.append(flat.argmax(axis=1) == targets)
        for row in range(streams):
            place = row * length + end
            if place in wanted.get(row, ()):
                kept_left[place] = left[row : row + 1, -1]
                kept_states[place] = [state[row : row + 1] for state in states]
    return _Read(np.concatenate(losses), np.concatenate(hits), kept_left, kept_states)


def _chunks(rows: NDArray[np.int32], length: int, wanted: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    """Cut the streams' columns so that a chunk ends before every token whose state is wanted."""
    stops = {place - row * length for row, places in wanted.items() for place in places}
    stops |= set(range(_CHUNK, length, _CHUNK)) | {length}
    begin = 0
    for end in sorted(stop for stop in stops if 0 < stop <= length):
        yield begin, end
        begin = end
