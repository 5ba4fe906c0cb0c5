"""What `inkling measure` prints: a table for people, or JSON."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from desktop.engine.measuring.measure import DEFAULT_PRECISION, Figures, Measurement

_EXPLANATION = f"""\
"at the end" has nothing after the cursor; "in gaps" words are missing in mid-paragraph, with the text after
them in sight, then with it hidden; "memory" has the story around the cursor remembered, "earlier" knows
earlier works of its writer as well. Figures without a setting are for precision {DEFAULT_PRECISION}.
"savings": keystroke savings, each character counting as one key, a Chinese one too; "shown": keystrokes with
a ghost; "right": shown ghosts that are wholly right; "first word": those whose first word is right.
"list of 5": the likeliest words in sight, one key for each; "holds": words that stand in it at their
beginning; "savings": with it alone; "and ghost": with the ghost as well."""
_OF_LISTS = (("holds", "holds"), ("savings", "keystroke_savings"), ("and ghost", "with_ghost"))
_COLUMNS = ("at the end", "in gaps", "gaps, hidden")
_MEMORY_COLUMNS = ("end, memory", "gaps, memory")
_EARLIER_COLUMNS = ("end, earlier", "gaps, earlier")


def as_json(measurement: Measurement) -> dict[str, Any]:
    """The figures at the end of the text, those in gaps under `both_sides` and `left_only`.

    The same with the story remembered stand under `memory`, and those with earlier works known under
    `earlier`, if they were measured.
    """
    answer = asdict(measurement.at_end) | {
        "both_sides": asdict(measurement.both_sides),
        "left_only": asdict(measurement.left_only),
    }
    for name in ("memory", "earlier"):
        at_end, both_sides = getattr(measurement, name), getattr(measurement, f"{name}_both_sides")
        if at_end and both_sides:
            answer[name] = asdict(at_end) | {"both_sides": asdict(both_sides)}
    return answer


def as_table(measurement: Measurement) -> str:
    """The figures in columns, then one line for each precision setting."""
    columns = [measurement.at_end, measurement.both_sides, measurement.left_only]
    titles = [*_COLUMNS]
    if measurement.memory and measurement.memory_both_sides:
        columns += [measurement.memory, measurement.memory_both_sides]
        titles += _MEMORY_COLUMNS
    if measurement.earlier and measurement.earlier_both_sides:
        columns += [measurement.earlier, measurement.earlier_both_sides]
        titles += _EARLIER_COLUMNS
    rows: list[tuple[str, Callable[[Figures], str]]] = [
        ("words", lambda one: str(one.words)),
        ("letters", lambda one: str(one.letters)),
        ("keystroke savings", lambda one: _percent(one.keystroke_savings)),
        ("next word, top 1", lambda one: _percent(one.top1)),
        ("next word, top 3", lambda one: _percent(one.top3)),
        ("next word, top 5", lambda one: _percent(one.top5)),
        *(
            (f"list of {one.length}: {title}", _of_list(number, name))
            for number, one in enumerate(measurement.at_end.lists)
            for title, name in _OF_LISTS
        ),
        *((f"latency {name}", _latency(name)) for name in measurement.at_end.latency_ms),
    ]
    lines = [_line("", titles)]
    lines += [_line(name, [show(one) for one in columns]) for name, show in rows]
    for title, figures in zip(titles, columns, strict=True):
        lines += ["", _line(f"precision, {title}", ("savings", "shown", "right", "first word"))]
        for entry in figures.precision:
            shares = (entry.keystroke_savings, entry.shown, entry.right, entry.first_word_right)
            lines.append(_line(f"{entry.precision:.2f}", [_percent(share) for share in shares]))
    return "\n".join([*lines, "", _EXPLANATION])


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name:26}" + "".join(f"{cell:>14}" for cell in cells)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _of_list(number: int, name: str) -> Callable[[Figures], str]:
    return lambda figures: _percent(getattr(figures.lists[number], name))


def _latency(name: str) -> Callable[[Figures], str]:
    def show(figures: Figures) -> str:
        milliseconds = figures.latency_ms[name]
        return "-" if milliseconds is None else f"{milliseconds:.2f} ms"

    return show
