"""The packages for Linux: a .deb and a portable .tar.gz."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from installer.packing import tree
from installer.packing.contents import is_the_systems

NAME = "inkling-desk"
_TEMPLATES = Path(__file__).parents[1] / "linux"
_PROGRAMS = frozenset({"inkling"})
# Loaded only where its libraries are, so nothing depends on them.
_OPTIONAL = "libqgtk3.so"


@dataclass(frozen=True)
class Parts:
    """What packages are made of.

    Attributes:
        program: PyInstaller's folder.
        documents: Licences and the bill of materials.
        system: The Debian packages of which libraries are packed, each with a folder in `documents`.
        repository: The source tree.
        version: Of Inkling.
        epoch: The time that all files bear, in seconds since 1970.
        work: A folder to work in.
        out: Where the packages go.
    """

    program: Path
    documents: Path
    system: frozenset[str]
    repository: Path
    version: str
    epoch: int
    work: Path
    out: Path

    @property
    def values(self) -> dict[str, str]:
        """What templates may name."""
        day = datetime.fromtimestamp(self.epoch, UTC).date().isoformat()
        return {"version": self.version, "date": day}


def debian_version(version: str) -> str:
    """A Python version in Debian's terms, in which what precedes a release is marked with a tilde."""
    public, plus, local = version.partition("+")
    return re.sub(r"\.?(dev|a|b|rc)(?=\d)", r"~\1", public) + plus + local


def build_portable(parts: Parts) -> Path:
    """Write the .tar.gz, which brings small libraries of the system's along."""
    machine = platform.machine()
    folder = tree.cleared(parts.work / f"{NAME}-{parts.version}-linux-{machine}")
    tree.copy_tree(parts.program, folder)
    tree.copy_tree(parts.documents, folder / "licences")
    values = parts.values | {"machine": machine, "glibc": _newest_glibc(folder)}
    tree.write_filled(_TEMPLATES / "portable.txt", folder / "README.txt", values)
    tree.settle(folder, _PROGRAMS, parts.epoch)
    archive = parts.out / f"{folder.name}.tar.gz"
    tree.write_tar(folder, archive)
    return archive


def build_deb(parts: Parts) -> Path:
    """Write the .deb, which leaves to the system whatever Debian has packages for."""
    root = tree.cleared(parts.work / "deb")
    program = root / "usr" / "lib" / NAME
    program.parent.mkdir(parents=True)
    tree.copy_tree(parts.program, program)
    for path in (program / "_internal").iterdir():
        if is_the_systems(path.name):
            path.unlink()
    _add_shared_files(parts, root / "usr")
    architecture = _output("dpkg", "--print-architecture").strip()
    version = debian_version(parts.version)
    tree.settle(root, _PROGRAMS, parts.epoch)
    values = {
        "version": version,
        "architecture": architecture,
        "kilobytes": str(sum(_kilobytes(path) for path in root.rglob("*"))),
        "depends": _dependencies(program, parts.work),
    }
    tree.write_filled(_TEMPLATES / "control", root / "DEBIAN" / "control", values)
    (root / "DEBIAN" / "md5sums").write_text(_checksums(root))
    tree.settle(root, _PROGRAMS, parts.epoch)
    package = parts.out / f"{NAME}_{version}_{architecture}.deb"
    variables = os.environ | {"SOURCE_DATE_EPOCH": str(parts.epoch)}
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    subprocess.run(words, check=True, env=variables, stdout=subprocess.DEVNULL)
    return package


def _add_shared_files(parts: Parts, usr: Path) -> None:
    """The command, menu entry, icons, manual page and documents.

    Debian's own triggers take notice of them, and of their going, so that the package needs no scripts.
    """
    (usr / "bin").mkdir()
    (usr / "bin" / "inkling").symlink_to(f"../lib/{NAME}/inkling")
    share = usr / "share"
    for template, target in (
        ("inkling.desktop", "applications"),
        ("io.github.inkling_desk.Inkling.metainfo.xml", "metainfo"),
        ("inkling.1", "man/man1"),
    ):
        tree.write_filled(_TEMPLATES / template, share / target / template, parts.values)
    tree.compress(share / "man/man1/inkling.1")
    icons = parts.repository / "resources" / "icons"
    hicolor = share / "icons" / "hicolor"
    for picture in icons.glob("inkling-*.png"):
        edge = picture.stem.rsplit("-", 1)[1]
        _copy(picture, hicolor / f"{edge}x{edge}" / "apps" / "inkling.png")
    _copy(icons / "inkling.svg", hicolor / "scalable" / "apps" / "inkling.svg")
    documents = share / "doc" / NAME
    tree.copy_tree(parts.documents, documents / "licences")
    for package in parts.system:
        shutil.rmtree(documents / "licences" / package)
    bill = documents / "licences" / f"{NAME}.cdx.json"
    bill.rename(documents / bill.name)
    tree.compress(documents / bill.name)
    _copy(_TEMPLATES / "copyright", documents / "copyright")
    _copy(parts.repository / "CHANGELOG.md", documents / "changelog")
    tree.compress(documents / "changelog")


def _dependencies(program: Path, work: Path) -> str:
    """The Debian packages of the libraries that the program needs and does not bring (dpkg-shlibdeps)."""
    stub = tree.cleared(work / "shlibdeps")
    (stub / "debian").mkdir(parents=True)
    (stub / "debian" / "control").write_text(f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n")
    binaries = [path for path in tree.files_under(program) if tree.is_elf(path) and path.name != _OPTIONAL]
    own = sorted({path.parent for path in binaries})
    words = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{folder}" for folder in own)]
    done = subprocess.run(
        [*words, *(f"-e{path}" for path in binaries)], cwd=stub, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"dpkg-shlibdeps cannot tell what the program needs:\n{done.stderr}")
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def _newest_glibc(folder: Path) -> str:
    """The version of the C library that the packed files need at least."""
    versions = set()
    for path in tree.files_under(folder):
        if tree.is_elf(path):
            listed = _output("readelf", "--version-info", "--wide", str(path))
            versions |= {tuple(map(int, found.split("."))) for found in re.findall(r"GLIBC_([\d.]+)", listed)}
    return ".".join(map(str, max(versions)))


def _checksums(root: Path) -> str:
    lines = [
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in tree.files_under(root)
        if not path.is_symlink() and "DEBIAN" not in path.parts
    ]
    return "".join(lines)


def _kilobytes(path: Path) -> int:
    """As Debian's policy counts: whole kilobytes for files, one for anything else."""
    return 1 if path.is_symlink() or path.is_dir() else -(-path.stat().st_size // 1024)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _output(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout
