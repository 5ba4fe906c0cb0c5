"""The audit finds what is wrong with a lock, and does not take silence for an answer."""

import json
from importlib.metadata import Distribution, PackageNotFoundError, PathDistribution
from pathlib import Path

import pytest

from tests.campaigns import audit

HASH = "--hash=sha256:" + "0" * 64
SOUND = (
    f"# made by uv\nnumpy==2.4.6 \\\n    {HASH} \\\n    {HASH}\n"
    f"pefile==2024.8.26 ; sys_platform == 'win32' \\\n    {HASH}\n"
)


def test_a_sound_lock_has_no_faults() -> None:
    assert audit.lock_faults(SOUND) == []
    assert audit.versions(SOUND) == {"numpy": "2.4.6", "pefile": "2024.8.26"}


@pytest.mark.parametrize(
    "lock",
    [
        "numpy==2.4.6\n",
        "numpy==2.4.6 \\\n    --hash=md5:00\n",
        f"numpy>=2.4.6 \\\n    {HASH}\n",
        f"numpy @ https://example.org/numpy.whl \\\n    {HASH}\n",
        "-e .\n",
        "--index-url https://example.org/simple\n",
        f"--extra-index-url https://example.org/simple\n{SOUND}",
        f"numpy==2.4.6 \\\n    {HASH} \\\n    --trusted-host=example.org\n",
    ],
)
def test_anything_but_exact_versions_with_hashes_is_a_fault(lock: str) -> None:
    assert len(audit.lock_faults(lock)) == 1


def test_versions_that_differ_are_faults() -> None:
    tested = {"numpy": "2.4.6", "packaging": "26.3"}
    assert audit.version_faults({"numpy": "2.4.6"}, {"packaging": "26.3", "wheel": "1"}, tested) == []
    assert len(audit.version_faults({"numpy": "2.4.7"}, {}, tested)) == 1
    assert (
        len(audit.version_faults({"numpy": "2.4.6", "six": "1"}, {"six": "2"}, {**tested, "six": "1"})) == 1
    )


@pytest.mark.parametrize(("licence", "faults"), [("MIT", 0), ("AGPL-3.0-only", 1), ("", 1)])
def test_a_licence_must_be_an_allowed_one(licence: str, faults: int, tmp_path: Path) -> None:
    header = f"Metadata-Version: 2.4\nName: thing\nVersion: 1\nLicense-Expression: {licence}\n"
    (tmp_path / "METADATA").write_text(header, encoding="utf-8")

    def find(name: str) -> Distribution:
        return PathDistribution(tmp_path)

    assert len(audit.licence_faults({"thing": "1"}, find)) == faults


def test_a_package_that_is_not_here_has_no_known_licence() -> None:
    def find(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    assert len(audit.licence_faults({"thing": "1"}, find)) == 1


def test_what_pip_audit_skipped_is_not_called_sound() -> None:
    """It says that nothing was found when it could ask nobody."""
    skipped = {"name": "numpy", "skip_reason": "Dependency not found on PyPI"}
    bad = {"name": "six", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
    found, unknown = audit.audited("a.lock", json.dumps({"dependencies": [skipped, bad]}), "")
    assert found == ["a.lock: six 1: PYSEC-1, mended in 2"]
    assert len(unknown) == 1
    assert audit.audited("a.lock", "", "No route to host") == (
        [],
        ["a.lock: pip-audit has no answer: No route to host"],
    )


def test_what_the_desk_is_built_from_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.main(["--offline"]) == 2
    assert "0 faults" in capsys.readouterr().out
