"""What holds for all tests: own folders, no screen, and no errors in the log that nobody expects."""

import gc
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Hypothesis fails what takes longer than a fifth of a second, which on a busy machine is nobody's fault.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")

# Real windows would take the keyboard from whoever runs the tests, and lose it to them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "INKLING_DATA")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expects_errors: the test makes the program log errors")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let what Qt complains about fail the editor's tests."""
    for item in items:
        if "editor" in item.path.parts and "tests" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # Said by the offscreen platform of every window whose size has limits, and of every menu.
            item.add_marker(
                pytest.mark.qt_log_ignore(
                    "propagateSizeHints", "does not support raise", "does not support grabbing"
                )
            )


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, recovery copies and backups of a test to itself."""
    for name in FOLDERS:
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(scope="module", autouse=True)
def what_stands_stays() -> None:
    """Keep collections short: the desk collects after each window, and would look at all tests each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail where a test puts a file into the folder that the tests are run from; caches begin with a dot."""
    here = Path.cwd()
    before = {path.name for path in here.iterdir()}
    yield
    new = {path.name for path in here.iterdir() if not path.name.startswith(".")} - before
    assert not new, f"Left in {here}: {', '.join(sorted(new))}"


@pytest.fixture(autouse=True)
def no_unexpected_errors(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that makes the program log an error, unless it is marked to expect one."""
    yield
    if request.node.get_closest_marker("expects_errors"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    if errors:
        pytest.fail(f"Unexpected errors in the log: {errors}")
