"""Each promise to writers names tests that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PROMISES = [
    line
    for line in (ROOT / "desktop" / "PROMISES.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| promise ")
]


def test_there_are_promises() -> None:
    assert len(PROMISES) > 10


@pytest.mark.parametrize("line", PROMISES, ids=lambda line: "-".join(line.split()[1:6]))
def test_a_promise_is_held_by_tests_that_are_there(line: str) -> None:
    named = TEST.findall(line)
    assert named
    assert [f"{file}::{test}" for file, test in named if test not in functions_in(ROOT / file)] == []


def functions_in(file: Path) -> set[str]:
    """Return the names of a file's functions; none if it is not there."""
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
