"""The environment that packages are built in: the locked packages, and the desk as a wheel among them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_LOCKS = ("requirements.lock", "tools.lock")
_SOURCES = ("desktop", "trainer", "resources", "installer", "pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True)
class Environment:
    """A virtual environment of the build's own.

    Attributes:
        folder: Where it lies.
        variables: For every program that runs in it: what makes two builds alike.
    """

    folder: Path
    variables: Mapping[str, str]

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def packages(self) -> Path:
        """Its site-packages."""
        return Path(self.ask("import sysconfig; print(sysconfig.get_path('purelib'))"))

    def run(self, *words: str | Path, **variables: str) -> None:
        """Run its Python outside the source tree, whose packages would be taken for the installed ones."""
        subprocess.run([self.python, *words], check=True, cwd=self.folder, env=self._variables() | variables)

    def ask(self, code: str, folder: Path | None = None) -> str:
        """Return what a line of Python prints in it."""
        done = subprocess.run(
            [self.python, "-c", code],
            check=True,
            cwd=folder or self.folder,
            env=self._variables(),
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def _variables(self) -> dict[str, str]:
        return {**os.environ, **self.variables}


def make_environment(repository: Path, folder: Path, epoch: int) -> Environment:
    """Make the environment, or take the one that is there if the locks are what it was made from.

    Args:
        repository: The source tree.
        folder: Where to make it.
        epoch: The time that all made files bear, in seconds since 1970.
    """
    environment = Environment(folder, {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "1"})
    locks = [repository / "installer" / name for name in _LOCKS]
    wanted = sha256(b"".join(path.read_bytes() for path in locks) + sys.version.encode()).hexdigest()
    mark = folder / "locks.sha256"
    if not mark.is_file() or mark.read_text() != wanted:
        print("Making the build's environment", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        options = [word for path in locks for word in ("-r", str(path))]
        environment.run("-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", *options)
        mark.write_text(wanted)
    return environment


def version_of(environment: Environment, repository: Path) -> str:
    """The version that setuptools-scm gives the source tree."""
    return environment.ask("import setuptools_scm; print(setuptools_scm.get_version('.'))", repository)


def install_desk(environment: Environment, repository: Path, version: str) -> None:
    """Install the desk from a copy of the source tree, in which no earlier build has left anything."""
    copy = environment.folder.with_name("source")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in _SOURCES:
        if (repository / name).is_dir():
            shutil.copytree(repository / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(repository / name, copy / name)
    environment.run(
        *("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"),
        *("--force-reinstall", copy),
        SETUPTOOLS_SCM_PRETEND_VERSION=version,
    )
