"""What a .deb and a .tar.gz hold besides the program."""

import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from desktop.cli import _COMMANDS
from installer.packing import tree
from installer.packing.linux import debian_version

LINUX = Path(__file__).parents[2] / "installer" / "linux"
EPOCH = 1_700_000_000


@pytest.mark.parametrize(
    ("version", "debian"),
    [
        ("1.2.3", "1.2.3"),
        ("1.2.4.dev5+g0123a9c", "1.2.4~dev5+g0123a9c"),
        ("2.0rc1", "2.0~rc1"),
        ("0.1.dev0", "0.1~dev0"),
    ],
)
def test_what_precedes_a_release_sorts_before_it(version: str, debian: str) -> None:
    assert debian_version(version) == debian


def test_a_tar_is_the_same_however_its_files_came_about(tmp_path: Path) -> None:
    archives = []
    for name, files in (("one", "abc"), ("two", "cba")):
        folder = tmp_path / name / "desk"
        (folder / "inside").mkdir(parents=True)
        for file in files:
            (folder / "inside" / file).write_text(file)
        (folder / "inkling").write_text("program")
        (folder / "link").symlink_to("inkling")
        tree.settle(folder, frozenset({"inkling"}), EPOCH)
        archives.append(tmp_path / f"{name}.tar.gz")
        tree.write_tar(folder, archives[-1])
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with tarfile.open(archives[0]) as tar:
        entries = {entry.name: entry for entry in tar.getmembers()}
    assert list(entries) == sorted(entries)
    assert entries["desk/inkling"].mode == 0o755
    assert entries["desk/inside/a"].mode == 0o644
    assert {(entry.uname, int(entry.mtime)) for entry in entries.values()} == {("root", EPOCH)}


def test_a_template_is_filled(tmp_path: Path) -> None:
    values = {"version": "1.2.3", "date": "2026-11-21"}
    tree.write_filled(LINUX / "inkling.1", tmp_path / "new" / "inkling.1", values)
    assert "Inkling 1.2.3" in (tmp_path / "new" / "inkling.1").read_text()


@pytest.mark.parametrize(
    "template", ["inkling.1", "inkling.desktop", "io.github.inkling_desk.Inkling.metainfo.xml"]
)
def test_no_name_in_a_template_is_left_unfilled(template: str, tmp_path: Path) -> None:
    tree.write_filled(LINUX / template, tmp_path / template, {"version": "1.2.3", "date": "2026-11-21"})
    assert not re.search(r"@\w+@", (tmp_path / template).read_text(encoding="utf-8"))


def test_the_manual_page_names_every_command_and_option() -> None:
    import argparse

    page = (LINUX / "inkling.1").read_text().replace("\\-", "-")
    for name, (add_arguments, _) in _COMMANDS.items():
        assert f".B {name}\n" in page
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        for option in re.findall(r"--[a-z-]+", parser.format_help()):
            assert option in page


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_the_menu_entry_is_valid() -> None:
    done = subprocess.run(
        ["desktop-file-validate", LINUX / "inkling.desktop"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
