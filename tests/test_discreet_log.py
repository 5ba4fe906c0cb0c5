"""The log quotes nothing of what the writer has written, whatever goes wrong with it."""

import ast
import json
import logging
import sys
from pathlib import Path

import pytest

import desktop
from desktop.discreet_log import DiscreetFormatter, discreet
from desktop.engine.errors import DocumentError

SECRET = "Zanzibar was burning"


class PanicException(BaseException):
    """As tokenizers' own: no `Exception`."""


def formatted(error: BaseException, message: str = "It failed", *values: object) -> str:
    try:
        raise error
    except BaseException:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, message, values, sys.exc_info())
    record.exc_text = f"another formatter's: {SECRET}"
    return DiscreetFormatter("%(levelname)s %(message)s").format(record)


def caused(error: BaseException, cause: BaseException) -> BaseException:
    error.__cause__ = cause
    return error


def handled(error: BaseException, context: BaseException) -> BaseException:
    error.__context__ = context
    return error


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"cannot split {SECRET!r}"),
        KeyError(SECRET),
        Exception(SECRET),
        AssertionError(SECRET),
        TypeError(f"Cannot interpret '{SECRET}' as a data type"),
        PanicException(f"byte index 3 is not a char boundary; it is inside 'é' of `{SECRET}`"),
        UnicodeEncodeError("ascii", SECRET, 0, 8, "ordinal not in range(128)"),
        UnicodeDecodeError("utf-8", SECRET.encode(), 0, 8, "invalid start byte"),
        json.JSONDecodeError("Expecting value", SECRET, 3),
        caused(ZeroDivisionError("division by zero"), ValueError(SECRET)),
        handled(ZeroDivisionError("division by zero"), KeyError(SECRET)),
        caused(KeyError(SECRET), handled(LookupError(SECRET), ValueError(SECRET))),
        BaseExceptionGroup(SECRET, [ValueError(SECRET), PanicException(SECRET)]),
        type("Odd", (RuntimeError,), {})(SECRET),
        StopIteration(SECRET),
        SystemExit(SECRET),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_exception_quotes_the_text(error: BaseException) -> None:
    for text in (formatted(error), formatted(error, "It failed: %s", error), formatted(error, error)):  # type: ignore[arg-type]
        for word in SECRET.split():
            assert word not in text.replace("was the cause", "").replace("was handled", "")
        assert type(error).__name__ in text
        assert "test_discreet_log.py" in text


def test_what_helps_is_told() -> None:
    text = formatted(caused(KeyError(SECRET), ZeroDivisionError("division by zero")), "No %s in %d", "way", 3)
    assert text.startswith("ERROR No way in 3\n")
    assert "ZeroDivisionError: division by zero\nThe above was the cause" in text
    assert "in formatted" in text
    assert "raise error" in text
    assert "KeyError: (22 characters left out" in text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            FileNotFoundError(2, "No such file or directory", "/x/story.txt"),
            "[Errno 2] No such file or directory: '/x/story.txt'",
        ),
        (
            DocumentError("{path} is a folder; choose another name.", path="/x"),
            "/x is a folder; choose another name.",
        ),
        (ModuleNotFoundError("No module named 'x'"), "No module named 'x'"),
        (AttributeError("'str' object has no attribute 'x'"), "'str' object has no attribute 'x'"),
        (
            RuntimeError("Internal C++ object (Page) already deleted."),
            "Internal C++ object (Page) already deleted.",
        ),
        (IndexError("list index out of range"), "list index out of range"),
        (
            UnicodeEncodeError("utf-8", "a\ud800", 1, 2, "surrogates not allowed"),
            "utf-8, positions 1 to 2: surrogates not allowed",
        ),
        (json.JSONDecodeError("Expecting value", SECRET, 3), "Expecting value at 3"),
        (ValueError(), ""),
        (UnicodeError("odd"), "(3 characters left out, since they may quote your text)"),
    ],
)
def test_what_comes_from_the_code_or_the_system_is_told(error: BaseException, words: str) -> None:
    assert discreet(error) == words


def test_an_exception_that_cannot_speak_does_no_harm() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise ZeroDivisionError

    assert discreet(MuteError()) == "(says nothing)"
    assert "MuteError" in formatted(MuteError())


def test_errors_that_go_round_in_circles_end() -> None:
    first, second = ValueError("1"), ValueError("2")
    first.__cause__, second.__cause__ = second, first
    assert formatted(first).count("ValueError") == 2


def test_no_message_is_put_together_before_it_is_logged() -> None:
    """What has become a part of the message cannot be left out any more."""
    found = []
    for file in sorted(Path(desktop.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_log = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) in ("log", "qt_log", "logging")
                and node.func.attr in ("debug", "info", "warning", "error", "exception", "critical", "log")
            )
            if is_log and not any(isinstance(one, ast.Constant) for one in node.args[:2]):  # type: ignore[attr-defined]
                found.append(f"{file.name}:{node.lineno}")  # type: ignore[attr-defined]
            if is_log:
                quoting = [
                    one
                    for one in node.args
                    if "str(error" in ast.unparse(one) or "repr(error" in ast.unparse(one)
                ]  # type: ignore[attr-defined]
                found += [f"{file.name}:{one.lineno}" for one in quoting]
    assert found == []
