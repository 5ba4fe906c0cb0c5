"""The packages are built from what the project asks for and was tested with."""

import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
# What reaches for the network, or belongs to the trainer.
UNWANTED = {"huggingface-hub", "requests", "httpx", "tensorflow", "keras", "pyside6-addons"}


def pins(name: str) -> dict[str, str]:
    text = (REPOSITORY / "installer" / name).read_text(encoding="utf-8")
    return {normalized(package): version for package, version in PIN.findall(text)}


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_has_all_that_the_desk_depends_on() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {normalized(re.split(r"[<>=!~;\[ ]", words)[0]) for words in project["dependencies"]}
    assert asked
    assert asked <= pins("requirements.lock").keys()


def test_the_lock_has_nothing_that_the_desk_must_not_have() -> None:
    assert not UNWANTED & pins("requirements.lock").keys()


def test_the_locked_versions_are_the_tested_ones() -> None:
    tested = pins("constraints.txt")
    locked = pins("requirements.lock")
    assert {name: tested.get(name) for name in locked} == locked


@pytest.mark.parametrize("name", ["requirements.lock", "tools.lock"])
def test_each_locked_package_has_its_hashes(name: str) -> None:
    text = (REPOSITORY / "installer" / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert len(entries) == len(pins(name))
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]
