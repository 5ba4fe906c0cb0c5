"""Folders of files, the same in every build: modes, times, symbols, archives."""

import gzip
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_ELF = b"\x7fELF"


def files_under(folder: Path) -> Iterator[Path]:
    """All files and links below a folder, in order of their names."""
    yield from sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def is_elf(path: Path) -> bool:
    """Whether a file is a Linux program or library."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == _ELF


def strip_symbols(folder: Path) -> None:
    """Take from libraries what only a debugger reads; the loader holds an archive that would be cut off."""
    for path in files_under(folder):
        if is_elf(path) and path.suffix != "" and ".symtab" in _sections(path):
            subprocess.run(["strip", "--strip-unneeded", "--preserve-dates", path], check=True)


def settle(folder: Path, programs: frozenset[str], epoch: int) -> None:
    """Give everything below a folder the same modes and times in every build.

    Args:
        folder: The folder.
        programs: Names of the files that can be started.
        epoch: Seconds since 1970.
    """
    for path in [folder, *sorted(folder.rglob("*"))]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.name in programs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def write_filled(template: Path, target: Path, values: Mapping[str, str]) -> None:
    """Write a text with each `@name@` replaced by its value."""
    text = template.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def compress(file: Path) -> None:
    """Replace a file by itself, gzipped, without name and time inside."""
    Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
    file.unlink()


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder with its links as they are."""
    shutil.copytree(source, target, symlinks=True)


def write_tar(folder: Path, archive: Path) -> None:
    """Pack a settled folder, itself included, as root's, sorted."""

    def as_roots(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            name = path.relative_to(folder.parent).as_posix()
            tar.add(path, name, recursive=False, filter=as_roots)


def _sections(path: Path) -> str:
    listed = subprocess.run(["readelf", "-SW", path], check=True, capture_output=True, text=True)
    return listed.stdout
