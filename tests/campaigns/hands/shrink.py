"""Makes a list of steps shorter while it still shows the same fault."""

from collections.abc import Callable, Sequence

from tests.campaigns.hands.journal import Step


def shrink(steps: Sequence[Step], fails: Callable[[list[Step]], bool], tries: int) -> list[Step]:
    """Leave out stretches of steps, long ones first (Zeller and Hildebrandt's ddmin, complements only).

    Args:
        steps: Steps that fail.
        fails: Does some steps, and says whether they fail in the same way.
        tries: How often to call `fails` at most.

    Returns:
        Steps that fail.
    """
    steps = list(steps)
    size = max(1, len(steps) // 2)
    while True:
        start = 0
        shorter = False
        while start < len(steps):
            if tries <= 0:
                return steps
            fewer = steps[:start] + steps[start + size :]
            tries -= 1
            if fewer and fails(fewer):
                steps, shorter = fewer, True
            else:
                start += size
        if size > 1:
            size = max(1, size // 2)
        elif not shorter:
            return steps
