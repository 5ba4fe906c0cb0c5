"""What the READMEs name is there: links, pictures, files, scripts, and the options of commands."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from desktop import cli as desk_cli
from trainer import cli as trainer_cli

ROOT = Path(__file__).parents[1]
READMES = sorted(
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if name != "CHANGELOG.md"  # its names are those of their time
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
FILE = re.compile(r"`([\w./-]+\.(?:py|sh|md|toml|spec))`")
MODULE = re.compile(r"python -m (tests[\w.]*|installer[\w.]*|desktop|trainer[\w.]*)")
SCRIPT = re.compile(r"bash ([\w./]+\.sh)")
TRAINING = re.compile(r"(?:inkling-train|train\.sh) ([a-z]+)((?:[^\n`\\]|\\\n)*)")
DESK = re.compile(r"^ +(?:\.venv/bin/)?inkling ([a-z]+)", re.MULTILINE)
OPTION = re.compile(r"(?<=\s)--[a-z][a-z-]*")

pytestmark = pytest.mark.skipif(not READMES, reason="not a clone")


def anchors(path: Path) -> set[str]:
    """The names under which a page's headings can be linked to."""
    headings = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def documented_options(pattern: re.Pattern[str]) -> Iterator[tuple[Path, str, set[str]]]:
    for readme in READMES:
        for command, rest in pattern.findall(readme.read_text(encoding="utf-8")):
            yield readme, command, set(OPTION.findall(rest.split("  #")[0]))


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(readme: Path) -> None:
    for link in LINK.findall(readme.read_text(encoding="utf-8")):
        if link.startswith(("http:", "https:")):
            continue
        name, _, anchor = link.partition("#")
        target = readme.parent / name if name else readme
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_named_files_are_there(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    names = {
        path.name
        for folder in ("desktop", "trainer", "tests", "installer")
        for path in (ROOT / folder).rglob("*")
    }
    for name in FILE.findall(text):
        if "/" in name:
            assert (readme.parent / name).exists() or (ROOT / name).exists(), name
        else:
            assert name in names or (ROOT / name).exists(), name
    for script in SCRIPT.findall(text):
        assert (ROOT / script).exists(), script
    for module in MODULE.findall(text):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_commands_of_the_trainer_have_the_options_that_are_told() -> None:
    commands = typer.main.get_group(trainer_cli.app).commands
    told = list(documented_options(TRAINING))
    assert told
    for readme, command, options in told:
        assert command in commands, f"{readme}: inkling-train {command}"
        known = {option for one in commands[command].params for option in (*one.opts, *one.secondary_opts)}
        assert options <= known, f"{readme}: inkling-train {command} {options - known}"


def test_commands_of_the_desk_are_there() -> None:
    told = {command for readme in READMES for command in DESK.findall(readme.read_text(encoding="utf-8"))}
    assert told
    assert told <= desk_cli._COMMANDS.keys()


def test_the_front_page_is_a_page() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150
