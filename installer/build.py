"""Builds the packages of this system: `python3 -m installer.build`; on Debian, `bash installer/build.sh`.

    locks -> environment -> PyInstaller's folder -> licences, bill of materials -> packages in dist/

Linux gets a .deb (where dpkg is) and a portable .tar.gz, Windows a set-up (with Inno Setup), macOS a disk
image. All work is done in build/packaging; the environment there is kept for the next build.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from installer.packing import elsewhere, linux, tree
from installer.packing.bill import write_bill
from installer.packing.contents import is_the_systems
from installer.packing.environment import Environment, install_desk, make_environment, version_of
from installer.packing.icons import write_icons
from installer.packing.licences import collect_licences, packed_distributions, system_packages

REPOSITORY = Path(__file__).resolve().parents[1]
WORK = REPOSITORY / "build" / "packaging"


def main() -> None:
    """Build, and say what came of it."""
    parser = argparse.ArgumentParser(
        "installer.build", description="Build Inkling's packages for this system."
    )
    parser.add_argument("--out", type=Path, default=REPOSITORY / "dist", help="where they go (default: dist)")
    out = parser.parse_args().out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    for package in build(out):
        print(f"{package.stat().st_size / 1e6:7.1f} MB  {package}")
    print(f"{time.monotonic() - started:.0f} s")


def build(out: Path) -> list[Path]:
    """Build the packages of this system into a folder, and return them."""
    epoch = source_epoch()
    environment = make_environment(REPOSITORY, WORK / "venv", epoch)
    version = version_of(environment, REPOSITORY)
    print(f"Packing Inkling {version}", flush=True)
    install_desk(environment, REPOSITORY, version)
    program = freeze(environment, version)
    documents, system = describe(environment, version, program)
    if sys.platform == "win32":
        return [elsewhere.build_setup(program, documents, WORK / "icons" / "inkling.ico", version, out)]
    if sys.platform == "darwin":
        app = program.with_name("Inkling.app")
        return [elsewhere.build_disk_image(app, documents, version, platform.machine(), WORK, out)]
    parts = linux.Parts(program, documents, system, REPOSITORY, version, epoch, WORK, out)
    packages = [linux.build_portable(parts)]
    if shutil.which("dpkg-deb"):
        packages.append(linux.build_deb(parts))
    return packages


def source_epoch() -> int:
    """The time that all made files bear: SOURCE_DATE_EPOCH, or the commit's, or that of pyproject.toml."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    words = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True)
    if done.returncode == 0 and done.stdout.strip():
        return int(done.stdout)
    return int((REPOSITORY / "pyproject.toml").stat().st_mtime)


def freeze(environment: Environment, version: str) -> Path:
    """Let PyInstaller make the program's folder, and return it."""
    write_icons(REPOSITORY / "resources" / "icons", WORK / "icons")
    environment.run(
        *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", WORK / "frozen", "--workpath", WORK / "pyinstaller"),
        REPOSITORY / "installer" / "inkling.spec",
        INKLING_VERSION=version,
        INKLING_ICONS=str(WORK / "icons"),
    )
    program = WORK / "frozen" / "inkling"
    if sys.platform == "linux":
        tree.strip_symbols(program)
    return program


def describe(environment: Environment, version: str, program: Path) -> tuple[Path, frozenset[str]]:
    """Collect the licences and write the bill of materials.

    Returns:
        The folder of both, and the Debian packages of which libraries are packed.
    """
    models = environment.packages / "desktop" / "resources" / "models"
    packed = packed_distributions(WORK / "pyinstaller" / "inkling", environment.packages)
    libraries = [path for path in sorted((program / "_internal").glob("*")) if is_the_systems(path.name)]
    documents = WORK / "licences"
    collect_licences(packed, libraries, models, REPOSITORY / "installer" / "licences", documents)
    bill = documents / "inkling-desk.cdx.json"
    system = system_packages(libraries)
    write_bill(environment, REPOSITORY, version, packed, system, models, bill)
    return documents, frozenset(system)


if __name__ == "__main__":
    main()
