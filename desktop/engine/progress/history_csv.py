"""The days as a table for other programs."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from desktop.engine.progress.days import Work

COLUMNS = ("day", "words", "continued", "minutes", "goal")


def history_csv(days: Mapping[date, Work]) -> str:
    """All days, the oldest first, as CSV with a head line ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)).

    The columns are the day (ISO 8601), the writer's net words, those of continuations, minutes at work, and
    the goal of the day (empty for none).
    """
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for day, work in sorted(days.items()):
        minutes = round(work.seconds / 60, 1)
        writer.writerow([day.isoformat(), work.words, work.continued, minutes, work.goal or ""])
    return table.getvalue()
