"""Limits that a process which works on files from anyone sets itself."""

import contextlib
from collections.abc import Mapping


def limit_this_process(limits: Mapping[str, int]) -> None:
    """Take the right to more time, memory or files from this process; Windows has no such limits.

    Args:
        limits: By their names in POSIX, such as "RLIMIT_CPU"; one that is lower already stays.
    """
    with contextlib.suppress(ImportError):
        import resource

        for name, most in limits.items():
            # macOS knows some of them by name alone.
            with contextlib.suppress(AttributeError, ValueError, OSError):
                number = getattr(resource, name)
                _, hard = resource.getrlimit(number)
                resource.setrlimit(number, (most if hard < 0 else min(most, hard), hard))
