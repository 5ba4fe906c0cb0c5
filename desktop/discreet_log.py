"""Log messages that quote nothing of what the writer has written.

What our own messages say is chosen with care; what exceptions say is not: a tokenizer that panics quotes the
text that it could not split, a `KeyError` its key, a `ValueError` often its value. So the log tells an
exception's kind and place in the code, and its words only where they are known to come from the code or the
system.
"""

import json
import logging
import traceback
from collections.abc import Iterator

from desktop.engine.errors import InklingError

# Their words name files and modules.
_NAMING = (InklingError, OSError, ImportError)
# Those of these name attributes and numbers, unless a library has made something else of the class.
_PLAIN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    IndexError,
    MemoryError,
    NameError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    RuntimeError,
    ZeroDivisionError,
)
_CAUSE = "The above was the cause of the following:"
_CONTEXT = "While the above was handled, another error occurred:"


def discreet(error: BaseException) -> str:
    """What an exception says, without what it may quote."""
    if isinstance(error, UnicodeDecodeError | UnicodeEncodeError | UnicodeTranslateError):
        return (
            f"{getattr(error, 'encoding', 'Unicode')}, positions {error.start} to {error.end}: {error.reason}"
        )
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at {error.pos}"
    try:
        words = str(error)
    except Exception:
        return "(says nothing)"
    if isinstance(error, _NAMING) or type(error) in _PLAIN or not words:
        return words
    return f"({len(words)} characters left out, since they may quote your text)"


class DiscreetFormatter(logging.Formatter):
    """Formats exceptions as `discreet` tells them, as a message's value or with their traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record; other formatters' work on it is not taken over."""
        own = logging.makeLogRecord(record.__dict__)
        own.exc_text = None
        if isinstance(record.args, tuple):
            own.args = tuple(discreet(one) if isinstance(one, BaseException) else one for one in record.args)
        if isinstance(record.msg, BaseException):
            own.msg, own.args = discreet(record.msg).replace("%", "%%"), ()
        return super().format(own)

    def formatException(self, ei: object) -> str:  # noqa: N802
        """Format an exception with what led to it."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_lines(error, set())) if isinstance(error, BaseException) else ""


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before, words = error.__cause__, _CAUSE
    if before is None and not error.__suppress_context__:
        before, words = error.__context__, _CONTEXT
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield words
    for entry in traceback.format_tb(error.__traceback__):
        yield from entry.rstrip("\n").split("\n")
    kind = type(error)
    said = discreet(error)
    yield f"{kind.__module__}.{kind.__qualname__}{': ' if said else ''}{said}"
    for inner in getattr(error, "exceptions", ()):
        if isinstance(inner, BaseException) and id(inner) not in seen:
            yield from (f"  | {line}" for line in _lines(inner, seen))
