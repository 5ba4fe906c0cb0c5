"""What the memory of a story brings: `python -m tests.bench.story.memory TEXT [--model FOLDER]`.

Each document is typed from its start, and again from its middle as if that were its start, for so many words;
the engine's own memory holds what was typed before each word. Word perplexity counts all tokens, the words
being those between white space.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from desktop.engine.bundles.finding import default_model
from desktop.engine.documents.documents import read_document
from desktop.engine.engine import Engine
from desktop.engine.measuring.measure_places import documents_of
from desktop.engine.model.model import softmax
from desktop.engine.model.stream_model import StreamModel
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.cuts import chunk_end
from desktop.engine.reading.pieces import Mark, Piece, read_chunk
from desktop.engine.story.manner import Manner
from desktop.engine.story.places import PLACES, Places
from desktop.engine.story.story_words import StoryWords

CHARACTERS_A_WORD = 8


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("text", type=Path, help="documents, parted by lines with a form feed")
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--words", type=int, default=12_000, help="words of each passage")
    parser.add_argument("--places", type=int, nargs="*", default=[1000, 2000, 4000, PLACES, 16_000])
    options = parser.parse_args(arguments)
    engine = Engine.load(options.model or default_model(), "cpu")
    documents = documents_of(read_document(options.text).text)
    totals: dict[str, float] = defaultdict(float)
    words_read = 0
    for name, passage in passages(documents, options.words):
        words = len(passage.split())
        losses = measure(engine, passage, options.places)
        print(
            f"{name} ({words:,} words)", "; ".join(f"{n}: {np.exp(x / words):.1f}" for n, x in losses.items())
        )
        for way, loss in losses.items():
            totals[way] += loss
        words_read += words
    for way, loss in totals.items():
        change = np.expm1((loss - totals["without"]) / words_read)
        print(f"{way:32} word perplexity {np.exp(loss / words_read):7.1f} {change:+7.1%}")


def passages(documents: Sequence[str], words: int) -> Iterator[tuple[str, str]]:
    """The first so many words of each document and of its second half, and what to call them."""
    for number, document in enumerate(documents, 1):
        middle = document.find("\n", len(document) // 2) + 1
        for name, start in (("start", 0), ("middle", middle)):
            text = document[start : start + words * CHARACTERS_A_WORD]
            yield f"document {number}, {name}", text[: len(" ".join(text.split(" ")[:words]))]


def measure(engine: Engine, text: str, sizes: Sequence[int]) -> dict[str, float]:
    """The text's loss in nats without memory, with each size of it, with the story's words and manner."""
    model, vocabulary = engine.model, engine.vocabulary
    assert isinstance(model, StreamModel)
    settings = engine.calibration.memory
    memories = {size: Places(size, settings, model.recall) for size in sizes}
    words, manner = StoryWords(vocabulary, settings), Manner(model, settings.manner)
    losses: dict[str, float] = {"without": 0.0}
    pieces: list[Piece] = []
    for piece, paths, probabilities, vectors in chunks(model, vocabulary, words, text):
        begun: Piece | None = None
        learned = softmax(model.predict_alone(vectors, manner.shift(vectors), manner.head))
        for place, token in enumerate(piece.tokens):
            if place and (vocabulary.breaks[token] or place == 1):
                begun = Piece("", piece.tokens[:place], piece.keys[:place], ())
                words.put([*pieces, begun])
            row = probabilities[place : place + 1]
            path = paths[place : place + 1]
            with_manner = learned[place : place + 1]
            found = {"without": row, "words alone": words.blend(row, path), "manner alone": with_manner}
            for size, memory in memories.items():
                memory.put(pieces, begun)
                found[f"{size} places"] = memory.blend(row, vectors[place : place + 1])
                found[f"{size} places and words"] = words.blend(found[f"{size} places"], path)
                all_places = memory.blend(with_manner, vectors[place : place + 1])
                found[f"{size} places and manner"] = all_places
                found[f"{size} places, words, manner"] = words.blend(all_places, path)
            for name, one in found.items():
                losses[name] = losses.get(name, 0.0) - float(np.log(one[0, token]))
        pieces.append(piece)
        words.put(pieces)
        manner.learn(piece)
    return losses


def chunks(
    model: StreamModel, vocabulary: Vocabulary, words: StoryWords, text: str
) -> Iterator[tuple[Piece, np.ndarray, np.ndarray, np.ndarray]]:
    """Each chunk's piece, and before each of its tokens the word begun, the distribution and the vector."""
    mark: Mark | None = Mark(0, model.read(model.blank(), [0]), is_start=True)
    path = words.blank()
    while mark and (end := chunk_end(text, mark.place, len(text), vocabulary)):
        before, mark = mark, read_chunk(mark, text, end, model, vocabulary)
        piece = mark.piece
        if piece is None:
            break
        _, vectors = model.trace(before.reading, piece.tokens.tolist())
        paths = [path]
        for token in piece.tokens:
            paths.append(words.spell(paths[-1], [token]))
        path = paths.pop()
        yield piece, np.concatenate(paths), softmax(model.predict_alone(vectors)), vectors


if __name__ == "__main__":
    main()
