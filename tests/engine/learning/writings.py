"""Works of a writer that is none, long enough to learn from."""

from pathlib import Path

from desktop.engine.learning.plan import Plan, lay_out


def work(name: str, paragraphs: int = 900) -> str:
    """About fifteen words a paragraph, each of its own."""
    return "\n".join(
        f"On day {number} {name} went down to the ford, counted {number * 7} boats, and said nothing."
        for number in range(paragraphs)
    )


def plan_in(folder: Path, base: Path) -> Plan:
    return lay_out([("The Ford", work("Anna")), ("Mill: One/Two", work("Bert"))], base, "Tiny", folder)
