"""The model card: what a bundle was made from, how big it is, how it learned and how good it is."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from trainer.export.mood_card import mood_quality
from trainer.fitting.run import Validation
from trainer.settings import Preset, to_toml

_QUALITY = {
    "token_perplexity": "perplexity a token, nothing after the cursor",
    "token_accuracy": "next token is the likeliest, nothing after the cursor",
    "word_perplexity": "perplexity a word, nothing after the cursor",
    "word_perplexity_nothing": "perplexity of the sampled words, nothing after them",
    "word_perplexity_both": "perplexity of the sampled words, the text after them in sight",
    "top1": "next word is the first guess",
    "top3": "next word is among three guesses",
    "top5": "next word is among five guesses",
    "top1_both": "first guess, the text after in sight",
    "top3_both": "three guesses, the text after in sight",
    "top5_both": "five guesses, the text after in sight",
}


# Columns of the history, drawn where they were measured.
_LOSSES = {
    "train_loss": "training",
    "valid_nothing": "validation",
    "valid_both": "validation, text after the gap in sight",
}
_COLUMNS = {
    "train_loss": ("training loss", ".4f"),
    "valid_nothing": ("validation loss", ".4f"),
    "valid_both": ("validation loss, both sides", ".4f"),
    "train_accuracy": ("training accuracy", ".4f"),
    "valid_accuracy": ("validation accuracy", ".4f"),
}
_ACCURACIES = {"train_accuracy": "training", "valid_accuracy": "validation"}
# A loss with penalties on weights may begin higher than any perplexity worth drawing.
_LARGEST_LOSS = 20.0

_SETTINGS = "## Settings"  # what stands behind the quality
_NOTES = "<!-- what follows was put here by `inkling-train card` -->"


def draw_curves(path: Path, history: list[Validation], perplexities: bool = True) -> None:
    """Draw the losses, and the accuracies where they were measured, into a PNG file.

    Args:
        path: the file.
        history: validations.
        perplexities: draw perplexities in place of the losses.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    panels: list[tuple[dict[str, str], str, Callable[[float], float]]] = [
        (_LOSSES, "perplexity a prediction", lambda loss: math.exp(min(loss, _LARGEST_LOSS)))
        if perplexities
        else (_LOSSES, "loss, nats a prediction", float)
    ]
    if any(row.train_accuracy for row in history):
        panels.append((_ACCURACIES, "accuracy", float))
    figure, all_axes = pyplot.subplots(
        1, len(panels), figsize=(7 * len(panels), 4), dpi=110, layout="constrained", squeeze=False
    )
    for axes, (curves, unit, shown) in zip(all_axes[0], panels, strict=True):
        for name, label in curves.items():
            points = [(row.tokens / 1e6, shown(value)) for row in history if (value := getattr(row, name))]
            if points:
                axes.plot(*zip(*points, strict=True), marker=".", label=label)
        axes.set(xlabel="million predictions learned from", ylabel=unit)
        axes.grid(alpha=0.3, which="both")
        axes.legend()
    if perplexities:
        all_axes[0, 0].set_yscale("log")
    figure.savefig(path)
    pyplot.close(figure)


def model_card(
    preset: Preset,
    history: list[Validation],
    sources: Mapping[str, list[str]],
    sizes: Mapping[str, int],
    parameters: int,
    metrics: Mapping[str, Any],
) -> str:
    """The card as Markdown.

    Args:
        preset: the run's settings.
        history: its validations.
        sources: names of the files of each split.
        sizes: bytes of the bundle's files.
        parameters: weights of the model.
        metrics: as in `config.json`.
    """
    lines = [
        f"# {preset.name}",
        "",
        preset.description,
        "",
        f"Language `{preset.language}`, licence {preset.licence}.",
        "",
    ]
    lines += ["## Text", ""]
    lines += [f"- {split}: {', '.join(names)}" for split, names in sources.items() if names]
    lines += ["", "## Size", "", f"{parameters:,} weights.", "", "| file | bytes |", "|---|---:|"]
    lines += [f"| {name} | {size:,} |" for name, size in sizes.items()]
    lines += ["", "## Training", ""]
    last = history[-1]
    lines += [
        f"{last.tokens:,} predictions learned from in {last.seconds / 3600:.1f} hours; median speed "
        f"{sorted(row.tokens_per_second for row in history)[len(history) // 2]:,.0f} a second.",
        "",
        "![curves](curves.png)",
        "",
        *_history_table(history),
        "",
    ]
    if "averaged_models" in metrics:
        lines += [
            f"The weights are the mean of {metrics['averaged_models']} models that began alike; "
            "the run above is the last of them.",
            "",
        ]
    lines += ["## Quality", ""]
    lines += mood_quality(metrics, sources["test"]) if preset.kind == "mood" else _quality(metrics)
    lines += ["", _SETTINGS, "", "```toml", to_toml(preset).rstrip(), "```", ""]
    return "\n".join(lines)


def _quality(metrics: Mapping[str, Any]) -> list[str]:
    """How good a model is that predicts tokens."""
    lines = [
        f"The shipped graphs against float32 on {metrics['check_tokens']:,} {metrics['check_text']} tokens: "
        f"perplexity {metrics['shipped_perplexity']:.2f} against {metrics['float_perplexity']:.2f}.",
    ]
    if metrics.get("float32_operators"):
        lines += [f"The weights of {', '.join(metrics['float32_operators'])} operators stay in float32."]
    if "evaluation" in metrics:
        lines += ["", *_quality_table(metrics["evaluation"])]
    return lines


def _history_table(history: list[Validation]) -> list[str]:
    """The columns that were measured, and what they mean."""
    shown = {name: column for name, column in _COLUMNS.items() if any(getattr(row, name) for row in history)}
    lines = [
        f"| predictions | {' | '.join(title for title, _ in shown.values())} |",
        "|---:" * (len(shown) + 1) + "|",
    ]
    lines += [
        f"| {row.tokens:,} | "
        + " | ".join(f"{getattr(row, name):{form}}" for name, (_, form) in shown.items())
        + " |"
        for row in _thinned(history)
    ]
    lines += ["", "Losses in nats a prediction."]
    if "valid_both" in shown:
        lines[-1] += (
            " With both sides, the gaps are of one token to half a window, each order of magnitude as likely."
        )
    if "valid_nothing" not in shown:
        lines[-1] += " No text was held out: these figures tell how well it knows its text by heart."
    return lines


def _quality_table(evaluation: Mapping[str, Any]) -> list[str]:
    names = ", ".join(evaluation["texts"]) or "what was held out for test"
    lines = [
        f"Measured with `inkling-train evaluate` on {names} "
        f"({evaluation['tokens']:,} tokens, {evaluation['words']:,} words; "
        f"guesses at {evaluation['sampled_words']:,} words):",
        "",
        "| measure | value |",
        "|---|---:|",
    ]
    for name, label in _QUALITY.items():
        value = evaluation[name]
        lines.append(
            f"| {label} | {value:.1%} |"
            if name.startswith("top") or name == "token_accuracy"
            else f"| {label} | {value:.1f} |"
        )
    return [*lines, *_missing_table(evaluation["missing"]), *_memory_table(evaluation.get("memory"))]


def _missing_table(missing: Mapping[str, Mapping[str, Any]]) -> list[str]:
    is_told = any("told" in found for found in missing.values())
    lines = [
        "",
        "Words missing in mid-paragraph, perplexity a word:",
        "",
        "| missing words | gaps | nothing after them | the text after them in sight | lower by |"
        + (" told how far it is | lower by |" if is_told else ""),
        "|---:|---:|---:|---:|---:|" + ("---:|---:|" if is_told else ""),
    ]
    for length, found in missing.items():
        if not found["gaps"]:
            continue
        nothing, both = found["nothing"], found["both"]
        line = f"| {length} | {found['gaps']} | {nothing:.1f} | {both:.1f} | {1.0 - both / nothing:.1%} |"
        if is_told:
            line += f" {found['told']:.1f} | {1.0 - found['told'] / nothing:.1%} |"
        lines.append(line)
    return lines


def _memory_table(memory: Mapping[str, Any] | None) -> list[str]:
    if memory is None:
        return []
    rows = {"a word": "word_perplexity", "a token": "token_perplexity"}
    how = (
        "which the model has learned to recall"
        if memory.get("learned")
        else f"a continuous cache tuned on {', '.join(memory['tuned_on'])}: sharpness "
        f"{memory['sharpness']:g}, bias {memory['bias']:g}, slope {memory['slope']:g}"
    )
    lines = [
        "",
        f"Read in one piece, with a memory of the last {memory['size']:,} tokens ({how}):",
        "",
        "| perplexity | without memory | with memory | lower by |",
        "|---|---:|---:|---:|",
    ]
    for label, name in rows.items():
        without, together = memory[f"{name}_alone"], memory[name]
        lines.append(f"| {label} | {without:.2f} | {together:.2f} | {1.0 - together / without:.1%} |")
    return lines


def with_file(card: str, name: str, size: int) -> str:
    """A card whose table of files, in the order of their names, has one more, or another size of it."""
    head, begin, rest = card.partition("| file | bytes |\n|---|---:|\n")
    rows, end, tail = rest.partition("\n\n")
    others = [row for row in rows.split("\n") if not row.startswith(f"| {name} |")]
    return head + begin + "\n".join(sorted([*others, f"| {name} | {size:,} |"])) + end + tail


def with_memory(card: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str:
    """A card with figures of a memory, in place of those that it has, or at the end of its quality."""
    table = "\n".join(_memory_table(after))
    if before:
        return card.replace("\n".join(_memory_table(before)), table)
    quality, settings, rest = card.partition(f"\n\n{_SETTINGS}\n")
    return f"{quality}\n{table}{settings}{rest}" if settings else card


def with_notes(card: str, notes: str) -> str:
    """A card with notes behind it, in place of those that stood there."""
    own = card.split(_NOTES)[0].rstrip()
    return f"{own}\n\n{_NOTES}\n\n{notes.strip()}\n"


def _thinned(history: list[Validation], most: int = 25) -> list[Validation]:
    """At most so many rows, evenly spread, the last one among them."""
    step = max(1, math.ceil(len(history) / most))
    return history[::-1][::step][::-1]
