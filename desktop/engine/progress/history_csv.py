"""The days as a table for other programs."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from desktop.engine.progress.days import Work

COLUMNS = ("day", "words", "continued", "minutes", "goal", "ghosts", "taken", "keys_saved", "ms", "ms_of_95")


def history_csv(days: Mapping[date, Work]) -> str:
    """All days, the oldest first, as CSV with a head line ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)).

    The columns are the day (ISO 8601), the writer's net words, those of continuations, minutes at work, the
    goal of the day (empty for none), suggestions shown, those of which something was kept, keys saved by
    them, and how many milliseconds one took: the median, and what 95 of 100 took at most (empty for none).
    """
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for day, work in sorted(days.items()):
        minutes = round(work.seconds / 60, 1)
        ghosts = work.ghosts
        row = [day.isoformat(), work.words, work.continued, minutes, work.goal or ""]
        costs = [_rounded(ghosts.milliseconds(share)) for share in (0.5, 0.95)]
        writer.writerow([*row, ghosts.shown, ghosts.taken, ghosts.saved, *costs])
    return table.getvalue()


def _rounded(milliseconds: float | None) -> object:
    return "" if milliseconds is None else round(milliseconds, 1)
