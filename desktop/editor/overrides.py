"""Errors in methods that Qt calls are told, and end no program.

Until Python 3.11 an error that was raised in C, such as `int("x")` or a call with too few arguments, is a
type and a text until somebody catches it. PySide6, from 6.8 to 6.11 at least, takes what leaves an override
that is called below another one for an error object and dies of the text (`PepException_GetArgs`), and with
it the writer's desk. Caught and raised again, it is one. From Python 3.12 on it always is.
"""

import functools
import inspect
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

Method = Callable[..., Any]


def guard_overrides() -> None:
    """Let errors of all overrides in classes that are made from now on be error objects."""
    if sys.version_info < (3, 12):
        QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment, method-assign]


def _guard(made: type, **options: Any) -> None:
    super(QObject, made).__init_subclass__(**options)  # type: ignore[misc]
    ours = [name for name, value in vars(made).items() if isinstance(value, FunctionType)]
    for name in ours:
        if any(name in vars(base) for base in made.__mro__[1:] if base.__module__.startswith("PySide6.")):
            setattr(made, name, _guarded(vars(made)[name]))


def _guarded(method: FunctionType) -> Method:
    code = method.__code__
    if code.co_kwonlyargcount or code.co_flags & inspect.CO_VARARGS or code.co_flags & inspect.CO_VARKEYWORDS:
        return method  # Qt calls none like that
    names = code.co_varnames[: code.co_argcount]
    guarded: Method = functools.wraps(method)(_maker(names)(method))
    guarded.__defaults__ = method.__defaults__
    return guarded


@functools.cache
def _maker(names: tuple[str, ...]) -> Callable[[Method], Method]:
    """What makes a guard with these parameters: PySide counts them to know what to pass to a slot."""
    given = ", ".join(names)
    lines = (
        "def maker(method):",
        f"    def guarded({given}):",
        "        try:",
        f"            return method({given})",
        "        except BaseException:",
        "            raise",
        "    return guarded",
    )
    made: dict[str, Callable[[Method], Method]] = {}
    exec("\n".join(lines), made)
    return made["maker"]
