"""A classifier of texts as a graph of a bundle: checked by its accuracy, and centred on prose if wanted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from tokenizers import Tokenizer

from trainer.bundles.bundle import onnx_moods
from trainer.corpus.dataset import Dataset
from trainer.errors import CorpusError
from trainer.export.graphs import build_graphs, quantize
from trainer.export.shipment import Shipment, check_difference
from trainer.model.mood_model import MoodModel
from trainer.moods.labelled_samples import LabelledSamples
from trainer.moods.scores import (
    MoodScores,
    ReadMoods,
    evaluate_moods,
    logits,
    mood_scores,
    read_samples,
    read_texts,
)
from trainer.settings import Preset
from trainer.tasks.mood import labelled_samples
from trainer.texts.cleaning import clean
from trainer.texts.reading import read_documents

# Largest loss of accuracy that int8 may cost.
INT8_COST = 0.01
# Of texts learned from, where none were held out, so many are checked on.
_CHECKED_TEXTS = 2_000
_PARITY_TEXTS = 16
# Words of a passage, about those of one that the desk reads, and how many of them tell a centre.
PASSAGE_WORDS, MOST_PASSAGES = 130, 5_000

# Our own sentences, with quotes, dashes, a line break and words in capitals.
TEXTS = (
    "The sun was out, the children laughed, and everybody had a wonderful day.",
    "It was a dreadful night. He lost the boat, then his brother, and nobody ever forgave him.",
    '"Where have you been?" he asked.\n"Out," she said \u2014 and that was ALL she said.',
    "The train left at ten.",
)


def mood_shipment(
    preset: Preset,
    dataset: Dataset,
    model: MoodModel,
    graphs: dict[str, onnx.ModelProto],
    quantized: bool,
    measure: Sequence[Path],
    centre_on: Sequence[Path],
) -> Shipment:
    """Check the graph of a mood model, in int8 where that costs no more than `INT8_COST` of its accuracy.

    Args:
        preset: the run's settings.
        dataset: its texts.
        model: its Keras model, whose bias is moved where `centre_on` names texts.
        graphs: the model's graph `mood`.
        quantized: whether to try int8.
        measure: labelled texts to measure the shipped graph on; none takes the run's own for test.
        centre_on: prose whose median passage shall read as neither light nor dark; none leaves the middle
            where it was learned.

    Raises:
        ExportError: the graph does not say what Keras says.
        CorpusError: the texts to measure or to centre on cannot be read, or hold nothing.
    """
    held_out = labelled_samples(preset, dataset, "valid")
    checked = held_out if len(held_out) else labelled_samples(preset, dataset, "train")
    most = None if len(held_out) else _CHECKED_TEXTS
    plain = onnx_moods(graphs["mood"].SerializeToString())
    _check_parity(model, plain, checked)
    shipped, metrics = _shipped(graphs["mood"], plain, checked, most, quantized)
    metrics["check_text"] = "held-out" if len(held_out) else "training"
    read = onnx_moods(shipped.SerializeToString())
    if measured := measure_moods(preset, dataset, read, measure):
        metrics["evaluation"] = measured
    if centre_on:
        centre, passages = centre_of(read, dataset.tokenizer, preset.mood.length, centre_on)
        names = [text.name for text in centre_on]
        metrics["centre"] = {"logit": centre, "passages": passages, "texts": names}
        model.mood.bias.assign_sub([centre])
        graph = build_graphs(model)["mood"]
        shipped = quantize(graph) if metrics["int8"] else graph
        read = onnx_moods(shipped.SerializeToString())
    return Shipment({"mood": shipped}, metrics, _golden(read, dataset.tokenizer, preset.mood.length))


def centre_of(read: ReadMoods, tokenizer: Tokenizer, length: int, texts: Sequence[Path]) -> tuple[float, int]:
    """The median over passages of prose of the logarithm of the odds that one is light; and their number.

    A model that has learned from reviews finds most prose dark: prose tells of misfortunes, but praises
    nothing. With this median taken off, half of such passages read as light.

    Raises:
        CorpusError: the texts cannot be read, or hold no passage.
    """
    moods = read_texts(read, tokenizer, _passages(texts), length)
    if not len(moods):
        raise CorpusError(f"There is no passage of {PASSAGE_WORDS} words to centre on; name a longer text.")
    return float(np.median(logits(moods))), len(moods)


def _passages(texts: Sequence[Path]) -> Iterator[str]:
    documents = read_documents(texts)
    cut = (passage for document in documents for passage in _cut(clean(document.paragraphs)))
    for _, passage in zip(range(MOST_PASSAGES), cut, strict=False):
        yield passage


def _cut(paragraphs: Iterable[str]) -> Iterator[str]:
    """Stretches of `PASSAGE_WORDS` words; fewer at the end are left out."""
    words: list[str] = []
    for paragraph in paragraphs:
        words += paragraph.split()
        while len(words) >= PASSAGE_WORDS:
            yield " ".join(words[:PASSAGE_WORDS])
            del words[:PASSAGE_WORDS]


def _check_parity(model: MoodModel, plain: ReadMoods, samples: LabelledSamples) -> None:
    rows = samples.rows(np.arange(min(_PARITY_TEXTS, len(samples))))
    check_difference(float(np.abs(model.predict_on_batch(rows) - plain(rows)).max()))


def _shipped(
    graph: onnx.ModelProto, plain: ReadMoods, samples: LabelledSamples, most: int | None, quantized: bool
) -> tuple[onnx.ModelProto, dict[str, Any]]:
    """The graph in int8, or as it is where that costs too much; and the figures of both."""
    before = _scores(plain, samples, most)
    after, shipped = before, graph
    if quantized:
        shipped = quantize(graph)
        after = _scores(onnx_moods(shipped.SerializeToString()), samples, most)
        if after.accuracy < before.accuracy - INT8_COST:
            shipped = graph
    return shipped, {
        "check_texts": before.count,
        "float_loss": before.loss,
        "float_accuracy": before.accuracy,
        "int8": shipped is not graph,
        **({"int8_loss": after.loss, "int8_accuracy": after.accuracy} if quantized else {}),
    }


def _scores(read: ReadMoods, samples: LabelledSamples, most: int | None) -> MoodScores:
    moods = read_samples(read, samples, most)
    return mood_scores(moods, samples.labels[: len(moods)])


def measure_moods(
    preset: Preset, dataset: Dataset, read: ReadMoods, texts: Sequence[Path]
) -> dict[str, Any] | None:
    """Scores on labelled texts, or, without any, on the run's own for test; None where it has none."""
    if texts:
        scores = evaluate_moods(read, dataset.tokenizer, texts, preset.mood.length)
        return {"texts": [path.name for path in texts], **asdict(scores)}
    samples = labelled_samples(preset, dataset, "test")
    if not len(samples):
        return None
    return {"texts": [], **asdict(mood_scores(read_samples(read, samples), samples.labels))}


def _golden(read: ReadMoods, tokenizer: Tokenizer, length: int) -> list[dict[str, Any]]:
    moods = read_texts(read, tokenizer, TEXTS, length)
    return [
        {
            "text": text,
            "ids": tokenizer.encode(text, add_special_tokens=False).ids,
            "mood": round(float(mood), 6),
        }
        for text, mood in zip(TEXTS, moods, strict=True)
    ]
