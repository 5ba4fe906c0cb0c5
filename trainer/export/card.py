"""The model card: what a bundle was made from, how big it is, how it learned and how good it is."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from trainer.run import Validation
from trainer.settings import Preset, to_toml

_QUALITY = {
    "token_perplexity": "perplexity a token, nothing after the cursor",
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


_NOTES = "<!-- what follows was put here by `inkling-train card` -->"


def draw_curves(path: Path, history: list[Validation]) -> None:
    """Draw training and validation perplexity over tokens into a PNG file."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    tokens = [row.tokens / 1e6 for row in history]
    figure, axes = pyplot.subplots(figsize=(7, 4), dpi=110, layout="constrained")
    curves = {
        "training": [row.train_loss for row in history],
        "validation, nothing after the cursor": [row.valid_nothing for row in history],
        "validation, text after the gap in sight": [row.valid_both for row in history],
    }
    for label, losses in curves.items():
        axes.plot(tokens, [math.exp(loss) for loss in losses], marker=".", label=label)
    axes.set(xlabel="million tokens", ylabel="perplexity a token", yscale="log")
    axes.grid(alpha=0.3, which="both")
    axes.legend()
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
        f"{last.tokens:,} tokens in {last.seconds / 3600:.1f} hours; median speed "
        f"{sorted(row.tokens_per_second for row in history)[len(history) // 2]:,.0f} tokens/s.",
        "",
        "![perplexity over tokens](curves.png)",
        "",
        "| tokens | training loss | validation loss, nothing after | validation loss, both sides |",
        "|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.tokens:,} | {row.train_loss:.4f} | {row.valid_nothing:.4f} | {row.valid_both:.4f} |"
        for row in _thinned(history)
    ]
    lines += [
        "",
        "Losses in nats a token. With both sides, the gaps are of one token to half a window, each order of "
        "magnitude as likely.",
        "",
    ]
    lines += ["## Quality", ""]
    lines += [
        f"The shipped graphs against float32 on {metrics['check_tokens']:,} validation tokens: "
        f"perplexity {metrics['shipped_perplexity']:.2f} against {metrics['float_perplexity']:.2f}.",
    ]
    if "evaluation" in metrics:
        lines += ["", *_quality_table(metrics["evaluation"])]
    lines += ["", "## Settings", "", "```toml", to_toml(preset).rstrip(), "```", ""]
    return "\n".join(lines)


def _quality_table(evaluation: Mapping[str, Any]) -> list[str]:
    lines = [
        f"Measured with `inkling-train evaluate` on {', '.join(evaluation['texts'])} "
        f"({evaluation['tokens']:,} tokens, {evaluation['words']:,} words; "
        f"guesses at {evaluation['sampled_words']:,} words):",
        "",
        "| measure | value |",
        "|---|---:|",
    ]
    for name, label in _QUALITY.items():
        value = evaluation[name]
        lines.append(f"| {label} | {value:.1%} |" if name.startswith("top") else f"| {label} | {value:.1f} |")
    return [*lines, *_missing_table(evaluation["missing"]), *_memory_table(evaluation.get("memory"))]


def _missing_table(missing: Mapping[str, Mapping[str, Any]]) -> list[str]:
    lines = [
        "",
        "Words missing in mid-paragraph, perplexity a word:",
        "",
        "| missing words | gaps | nothing after them | the text after them in sight | lower by |",
        "|---:|---:|---:|---:|---:|",
    ]
    for length, found in missing.items():
        nothing, both = found["nothing"], found["both"]
        lines.append(
            f"| {length} | {found['gaps']} | {nothing:.1f} | {both:.1f} | {1.0 - both / nothing:.1%} |"
        )
    return lines


def _memory_table(memory: Mapping[str, Any] | None) -> list[str]:
    if memory is None:
        return []
    rows = {"a word": "word_perplexity", "a token": "token_perplexity"}
    lines = [
        "",
        f"Read in one piece, with a memory of the last {memory['size']:,} tokens (a continuous cache tuned "
        f"on {', '.join(memory['tuned_on'])}: sharpness {memory['sharpness']:g}, bias {memory['bias']:g}, "
        f"slope {memory['slope']:g}):",
        "",
        "| perplexity | without memory | with memory | lower by |",
        "|---|---:|---:|---:|",
    ]
    for label, name in rows.items():
        without, together = memory[f"{name}_alone"], memory[name]
        lines.append(f"| {label} | {without:.2f} | {together:.2f} | {1.0 - together / without:.1%} |")
    return lines


def with_notes(card: str, notes: str) -> str:
    """A card with notes behind it, in place of those that stood there."""
    own = card.split(_NOTES)[0].rstrip()
    return f"{own}\n\n{_NOTES}\n\n{notes.strip()}\n"


def _thinned(history: list[Validation], most: int = 25) -> list[Validation]:
    """At most so many rows, evenly spread, the last one among them."""
    step = max(1, math.ceil(len(history) / most))
    return history[::-1][::step][::-1]
