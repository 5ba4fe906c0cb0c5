"""The table of the benchmark, and its picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.rivals.bootstrap import difference, interval
from tests.bench.rivals.comparing import Counts

_COLUMNS = (
    ("word perpl.", lambda row: _number(row["word_perplexity"])),
    ("on the short", lambda row: _number(row["word_perplexity_short"])),
    ("top 1", lambda row: _percent(row["top1"])),
    ("top 3", lambda row: _percent(row["top3"])),
    ("top 5", lambda row: _percent(row["top5"])),
    ("savings", lambda row: _percent(row["savings"])),
    ("best savings", lambda row: _best(row)),
    ("p50 ms", lambda row: _latency(row, "p50")),
    ("p95 ms", lambda row: _latency(row, "p95")),
    ("p99 ms", lambda row: _latency(row, "p99")),
    ("MB", lambda row: _number(row["megabytes"])),
    ("words", lambda row: str(row["words"])),
)
_WIDTH = 14
_WIDE = 24
_PANELS = (
    ("keystrokes saved, at each system's best setting, %", "best_savings", 100),
    ("next word guessed right, %", "top1", 100),
    ("word perplexity (lower is better)", "word_perplexity_short", 1),
    ("ms a request, median (lower is better)", "p50", 1),
    ("megabytes on the disk (lower is better)", "megabytes", 1),
)
_OURS, _OTHERS = "#3b5b92", "#b9b4a7"


def as_table(report: dict[str, Any]) -> str:
    """The rows for a terminal, and what has to be known about them."""
    lines = [f"{'':24}" + "".join(f"{title:>{_WIDTH}}" for title, _ in _COLUMNS)]
    for row in report["rows"]:
        if row["missing"]:
            lines.append(f"{row['name']:24}  not here: {row['missing']}")
            continue
        lines.append(f"{row['name']:24}" + "".join(f"{show(row):>{_WIDTH}}" for _, show in _COLUMNS))
    lines += sureness(report)
    lines.append("")
    for row in report["rows"]:
        if not row["missing"]:
            lines.append(
                f"{row['name']}: trained on {'; '.join(filter(None, (row['trained_on'], row['note'])))}"
            )
    return "\n".join([*lines, "", *explanation(report)])


def sureness(report: dict[str, Any]) -> list[str]:
    """For each kind of place, what each system does with 95 % intervals, and by how much ours is ahead."""
    lines: list[str] = []
    for place, title in (("end", "at the end of the text"), ("gaps", "in gaps in mid-paragraph")):
        rows = [
            (row["name"], Counts(**row["counts"][place]))
            for row in report["rows"]
            if place in row.get("counts", {})
        ]
        if not rows:
            continue
        ours = rows[0][1]
        lines += [
            "",
            f"{title}, {sum(ours.words):,} words in {len(ours.words):,} places, with 95 % intervals:",
        ]
        titles = ("savings", "best savings", "top 1", f"{rows[0][0]} ahead: savings", "best", "top 1")
        lines.append(f"{'':24}" + "".join(f"{title:>{_WIDE}}" for title in titles))
        for name, counts in rows:
            cells = [_with_interval(*one) for one in _figures(counts, report["precision"])]
            if counts is not ours:
                # One of the two may have guessed no words.
                pairs = zip(
                    _figures(ours, report["precision"]), _figures(counts, report["precision"]), strict=False
                )
                cells += [_ahead(*mine, *theirs) for mine, theirs in pairs]
            lines.append(f"{name:24}" + "".join(f"{cell:>{_WIDE}}" for cell in cells))
    return lines


def _figures(counts: Counts, precision: float) -> list[tuple[list[int], list[int]]]:
    """Parts and wholes, one entry a passage: savings, savings at the best setting, first guesses if any."""
    figures = [
        (counts.saved(precision), counts.letters),
        (counts.saved(counts.best_precision), counts.letters),
    ]
    return [*figures, (counts.firsts, counts.words)] if counts.firsts else figures


def _with_interval(parts: list[int], wholes: list[int]) -> str:
    low, high = interval(parts, wholes)
    return f"{100 * sum(parts) / sum(wholes):.1f} ({100 * low:.1f} to {100 * high:.1f})"


def _ahead(parts: list[int], wholes: list[int], others: list[int], other_wholes: list[int]) -> str:
    low, high = difference(parts, wholes, others, other_wholes)
    found = sum(parts) / sum(wholes) - sum(others) / sum(other_wholes)
    return f"{100 * found:+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"


def explanation(report: dict[str, Any]) -> list[str]:
    """What the columns are."""
    return [
        f"{report['text']}: perplexity on its first {report['long_words']:,} words, and on its first "
        f"{report['short_words']:,}",
        "for the slow ones; exp(total negative log likelihood / words). presage: none, it gives no",
        "probabilities of text. Savings: 1 - keys / letters of a user who takes only what is right, at",
        f"precision {report['precision']}, and at the setting in brackets, at which the system saves most.",
    ]


def draw(report: dict[str, Any], path: Path) -> None:
    """Draw the rows as bars: ours in colour, the winner's figure in bold."""
    from matplotlib.figure import Figure

    rows = [row for row in report["rows"] if not row["missing"]]
    figure = Figure(figsize=(11, 2.1 + 0.5 * len(rows) * 3), layout="constrained")
    panels = figure.subplots(3, 2).ravel()
    for axes, (title, name, factor) in zip(panels, _PANELS, strict=False):
        _draw_panel(axes, rows, title, [_value(row, name, factor) for row in rows], "lower" not in title)
    panels[-1].axis("off")
    notes = [f"{row['name']}: {row['trained_on']}" for row in rows]
    words = rows[0]["words"] if rows else 0
    text = [
        f"{words:,} words of {report['text']}, the same for all; perplexity on",
        f"its first {report['short_words']:,} words. What each was trained on:",
        *notes,
        "Inkling and the 5-gram have not read the text.",
    ]
    panels[-1].text(0, 1, "\n".join(text), va="top", fontsize=9, wrap=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120, facecolor="white")


def _draw_panel(
    axes: Any, rows: Sequence[dict[str, Any]], title: str, values: Sequence[float | None], more: bool
) -> None:
    known = [value for value in values if value is not None]
    best = (max if more else min)(known) if known else None
    widest = max(known, default=1)
    if not more and widest > 50 * min(known, default=1):
        axes.set_xscale("log")
        title = title.replace("better)", "better; log scale)")
    for place, (row, value) in enumerate(zip(rows, values, strict=True)):
        colour = _OURS if row["name"].startswith("Inkling") else _OTHERS
        axes.barh(place, value or 0, color=colour)
        label = "gives none" if value is None else f" {value:,.1f}"
        weight = "bold" if value == best and value is not None else "normal"
        axes.text(value or min(known, default=0), place, label, va="center", fontsize=9, weight=weight)
    axes.set_yticks(range(len(rows)), [row["name"] for row in rows], fontsize=9)
    axes.invert_yaxis()
    axes.margins(x=0.2)
    axes.set_title(title, fontsize=10, loc="left")
    axes.spines[["top", "right"]].set_visible(False)


def _value(row: dict[str, Any], name: str, factor: float) -> float | None:
    value = row["latency_ms"][name] if name.startswith("p5") else row[name]
    return None if value is None else value * factor


def _best(row: dict[str, Any]) -> str:
    shown = _percent(row["best_savings"])
    return shown if row["best_precision"] is None else f"{shown} ({row['best_precision']})"


def _latency(row: dict[str, Any], name: str) -> str:
    return f"{row['latency_ms'][name]:.1f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,.1f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"
