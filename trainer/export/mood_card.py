"""The part of a model card that tells how good a classifier of texts is."""

from collections.abc import Mapping, Sequence
from typing import Any


def mood_quality(metrics: Mapping[str, Any], test: Sequence[str]) -> list[str]:
    """Lines of Markdown.

    Args:
        metrics: as in `config.json`, see `trainer.export.mood.mood_shipment`.
        test: names of the run's texts for test.
    """
    lines = [*_check(metrics)]
    if "evaluation" in metrics:
        lines += ["", *_evaluation(metrics["evaluation"], test)]
    if "centre" in metrics:
        lines += ["", *_centre(metrics["centre"])]
    return lines


def _check(metrics: Mapping[str, Any]) -> list[str]:
    lines = [
        f"On {metrics['check_texts']:,} {metrics['check_text']} texts, in float32: "
        f"loss {metrics['float_loss']:.3f}, accuracy {metrics['float_accuracy']:.4f}."
    ]
    if "int8_accuracy" in metrics:
        lines += [f"In int8: loss {metrics['int8_loss']:.3f}, accuracy {metrics['int8_accuracy']:.4f}."]
        if not metrics["int8"]:
            lines += ["That costs too much: the graph is shipped in float32."]
    return lines


def _evaluation(evaluation: Mapping[str, Any], test: Sequence[str]) -> list[str]:
    names = ", ".join(evaluation["texts"] or test)
    return [
        f"Measured with `inkling-train evaluate` on {names} ({evaluation['count']:,} texts):",
        "",
        "| measure | value |",
        "|---|---:|",
        f"| loss, nats a text | {evaluation['loss']:.3f} |",
        f"| accuracy | {evaluation['accuracy']:.4f} |",
    ]


def _centre(centre: Mapping[str, Any]) -> list[str]:
    return [
        f"Then it was centred on prose ({', '.join(centre['texts'])}): the median of {centre['passages']:,} "
        f"passages, at a logit of {centre['logit']:+.2f}, reads as 0.5. What is measured on labelled texts, "
        "here and by `evaluate`, leaves that out."
    ]
