"""Audits what the desk is built from: `python -m tests.campaigns.audit`; `--fetch` fetches all of it, too.

Without the network: every line of installer/requirements.lock and installer/tools.lock names one version
and its SHA-256 hashes and no source of its own; both agree with each other and with the tested versions in
installer/constraints.txt; the desk's packages have licences that allow to pass them on, as they are
installed here.

With the network: pip-audit (put into an environment of its own if it is not here) looks up known
vulnerabilities. A package that it could not look up is not audited, and is said to be so. `--fetch` lets
pip fetch every file of the desk's lock, which holds it to the hashes and tells what was yanked.

The exit status is 0 if all is well, 1 if something is wrong, 2 if nothing is wrong but not all was looked
up.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from installer.packing.licences import licence_of

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "tools.lock")
LINE = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;]+)\s*(;[^\\]*)?\\?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}\s*\\?$")
# Licences under which a package may come with the desk; the LGPL's texts are in installer/licences.
ALLOWED = re.compile(
    r"\b(MIT|BSD(-[23]-Clause)?|Apache[- ]2\.0|0BSD|ISC|Zlib|PSF-2\.0|Python-2\.0|CC0-1\.0|LGPL-3\.0-only)\b"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what is wrong, and what could not be looked up; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--fetch", action="store_true", help="fetch the desk's packages, about 250 MB")
    parser.add_argument("--offline", action="store_true", help="ask nobody")
    options = parser.parse_args(arguments)
    installer = ROOT / "installer"
    texts = {name: (installer / name).read_text(encoding="utf-8") for name in LOCKS}
    wrong = [f"{name}: {words}" for name, text in texts.items() for words in lock_faults(text)]
    tested = (installer / "constraints.txt").read_text(encoding="utf-8")
    wrong += version_faults(versions(texts[LOCKS[0]]), versions(texts[LOCKS[1]]), versions(tested))
    wrong += licence_faults(versions(texts[LOCKS[0]]), distribution)
    print(
        f"{sum(map(len, map(versions, texts.values())))} locked packages: {len(wrong)} faults found offline"
    )
    unknown: list[str] = []
    if not options.offline:
        for name in LOCKS:
            found, skipped = known_vulnerabilities(installer / name)
            wrong += found
            unknown += skipped
        if options.fetch:
            wrong += fetch_faults(installer / LOCKS[0])
    print("\n".join(wrong) or "Nothing is wrong.")
    if unknown:
        print(
            f"Not looked up, so nothing is known of its vulnerabilities ({len(unknown)}):", *unknown, sep="\n"
        )
    elif options.offline:
        print("Known vulnerabilities were not looked up.")
    return 1 if wrong else 2 if unknown or options.offline else 0


# --- offline -----------------------------------------------------------------------------------------------


def requirements(lock: str) -> Iterator[list[str]]:
    """Give each requirement of a lock file, line by line, comments left out."""
    lines: list[str] = []
    for line in lock.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if lines and line[0].isspace():
            lines.append(line.strip())
        else:
            if lines:
                yield lines
            lines = [line]
    if lines:
        yield lines


def lock_faults(lock: str) -> list[str]:
    """Return what is wrong with a lock file: anything but exact versions with SHA-256 hashes."""
    faults = []
    for first, *others in requirements(lock):
        if not LINE.match(first):
            faults.append(f"“{first.strip()}” is no exact version of a package from the index")
        elif not others or not all(HASH.match(other) for other in others):
            faults.append(
                f"{first.split('==')[0]} lacks its SHA-256 hashes, or has something else beside them"
            )
    return faults


def normalized(name: str) -> str:
    """Return a package's name in the index's spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


def versions(text: str) -> dict[str, str]:
    """Return the exact versions that a lock or constraints file names."""
    found = (LINE.match(first) for first, *_ in requirements(text))
    return {normalized(one[1]): one[2] for one in found if one}


def version_faults(desk: dict[str, str], tools: dict[str, str], tested: dict[str, str]) -> list[str]:
    """Return where a package is locked to another version than the tested one, or to two."""
    faults = [
        f"{name} {version} is locked for the desk; the tests pass with {tested.get(name, 'no version')}"
        for name, version in desk.items()
        if tested.get(name) != version
    ]
    known = {**tested, **desk}
    return faults + [
        f"{name} {version} is locked for the tools, but {known[name]} is used elsewhere"
        for name, version in tools.items()
        if known.get(name, version) != version
    ]


def licence_faults(desk: dict[str, str], find: Callable[[str], Distribution]) -> list[str]:
    """Return the desk's packages that are not here as locked, or whose licence is not an allowed one."""
    faults = []
    for name, version in desk.items():
        try:
            installed = find(name)
        except PackageNotFoundError:
            faults.append(f"{name} is not installed here, so its licence is not known")
            continue
        if installed.version != version:
            faults.append(f"{name} {installed.version} is installed here, locked is {version}")
        licence = licence_of(installed)
        if not ALLOWED.search(licence):
            faults.append(f"{name} is under “{licence[:60] or 'no licence'}”: may it come with the desk?")
    return faults


# --- with the network --------------------------------------------------------------------------------------


def known_vulnerabilities(lock: Path) -> tuple[list[str], list[str]]:
    """Ask pip-audit. Returns known vulnerabilities, and what it could not look up."""
    with tempfile.TemporaryDirectory() as folder:
        python = auditing_python(Path(folder))
        if python is None:
            return [], [f"{lock.name}: pip-audit cannot be had here; python -m pip install pip-audit"]
        command = [python, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
        done = subprocess.run(
            [*command, "--progress-spinner", "off", "--format", "json"], capture_output=True, text=True
        )
    return audited(lock.name, done.stdout, done.stderr)


def auditing_python(folder: Path) -> str | None:
    """Return an interpreter that has pip-audit, from an environment made for it if need be."""
    if subprocess.run([sys.executable, "-c", "import pip_audit"], capture_output=True).returncode == 0:
        return sys.executable
    venv.create(folder, with_pip=True)
    python = next(
        path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists()
    )
    command = [str(python), "-m", "pip", "install", "--quiet", "pip-audit"]
    return str(python) if subprocess.run(command, capture_output=True).returncode == 0 else None


def audited(lock: str, report: str, errors: str) -> tuple[list[str], list[str]]:
    """Read pip-audit's report. It says that nothing was found, too, when it could ask nobody.

    Args:
        lock: The lock file's name.
        report: What it printed.
        errors: What it printed to standard error.

    Returns:
        Known vulnerabilities, and what was not looked up.
    """
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = errors.strip().splitlines()[-1:] or ["it said nothing"]
        return [], [f"{lock}: pip-audit has no answer: {last[0]}"]
    found, skipped = [], []
    for package in packages:
        if "skip_reason" in package:
            skipped.append(f"{lock}: {package['name']}: {package['skip_reason']}")
        for one in package.get("vulns", ()):
            mended = ", ".join(one.get("fix_versions", ())) or "no version yet"
            found.append(f"{lock}: {package['name']} {package['version']}: {one['id']}, mended in {mended}")
    return found, skipped


def fetch_faults(lock: Path) -> list[str]:
    """Let pip fetch what a lock names and hold it to the hashes. Returns what is wrong."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps"]
    command += [
        "--quiet",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--report",
        "-",
        "--requirement",
        str(lock),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        return [f"{lock.name}: pip cannot fetch it as it is locked: {last[0]}"]
    packages = json.loads(done.stdout)["install"]
    print(f"{len(packages)} packages fetched, all with the hashes of {lock.name}")
    return [
        f"{lock.name}: {one['metadata']['name']} {one['metadata']['version']} was yanked from the index"
        for one in packages
        if one.get("is_yanked")
    ]


if __name__ == "__main__":
    sys.exit(main())
