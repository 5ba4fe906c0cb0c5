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


def cleared(folder: Path) -> Path:
    """A path at which nothing lies any more."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def is_elf(path: Path) -> bool:
    """Whether a file is a Linux program or library."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == _ELF


def strip_symbols(folder: Path) -> None:
    """Take from libraries what only a debugger reads.

    Left as they are: PyInstaller's loader, whose archive would be cut off, and libraries that wheels' makers
    have patched in a way that `strip` does not understand.
    """
    for path in files_under(folder):
        if is_elf(path) and ".so" in path.name and ".symtab" in _readelf("-SW", path):
            stripped = path.with_name(f"{path.name}.stripped")
            subprocess.run(["strip", "--strip-unneeded", "-o", stripped, path], check=True)
            if _can_be_mapped(stripped):
                stripped.replace(path)
            else:
                stripped.unlink()


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


def _can_be_mapped(library: Path) -> bool:
    """Whether each segment lies in the file where the loader can map it: congruent to its address."""
    segments = [
        line.split() for line in _readelf("-lW", library).splitlines() if line.strip().startswith("LOAD ")
    ]
    # Offset, address and alignment in hexadecimal.
    places = [(int(words[1], 16), int(words[2], 16), int(words[-1], 16)) for words in segments]
    return all((address - offset) % alignment == 0 for offset, address, alignment in places)


def _readelf(what: str, path: Path) -> str:
    return subprocess.run(["readelf", what, path], check=True, capture_output=True, text=True).stdout
