"""The process that tries a model: it limits itself, tries, leaves a verdict in a file and ends.

`desktop.engine.checking.check_apart` starts it, as `inkling --check-model FOLDER FINGERPRINT VERDICT`.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from desktop.engine.checking.check_verdict import write_verdict
from desktop.engine.errors import BundleError, BundleUnsafeError
from desktop.engine.files.process_limits import limit_this_process

# Seconds of processor time, and bytes: what a model of the largest size that its format allows needs for its
# trial, and for each byte of its files.
MOST_SECONDS = 30
MOST_ADDRESSES = 4 << 30
MOST_MEMORY = 1 << 30
MEMORY_PER_BYTE = 6
_MOST_FILES_OPEN = 128
_MOST_BYTES_WRITTEN = 1 << 20


def main(arguments: Sequence[str]) -> int:
    """Try the model in a folder, if it still has its fingerprint; write the verdict to a file."""
    folder, fingerprint, verdict = Path(arguments[0]), arguments[1], Path(arguments[2])
    _end_with_parent()
    limit_this_process(
        {
            "RLIMIT_CORE": 0,
            "RLIMIT_CPU": MOST_SECONDS,
            "RLIMIT_AS": MOST_ADDRESSES,
            "RLIMIT_NOFILE": _MOST_FILES_OPEN,
            "RLIMIT_FSIZE": _MOST_BYTES_WRITTEN,
        }
    )
    error: BundleError | None = None
    try:
        _try(folder, fingerprint)
    except BundleError as found:
        error = found
    write_verdict(verdict, error)
    return 0


def _try(folder: Path, fingerprint: str) -> None:
    from desktop.engine.bundle_check import check_bundle
    from desktop.engine.bundles.bundle import Bundle
    from desktop.engine.bundles.bundle_files import HEADER

    bundle = Bundle.open(folder)
    if bundle.fingerprint != fingerprint:  # the verdict would be on another model than the one that is used
        raise bundle.altered(HEADER)
    check_bundle(bundle)
    most = MOST_MEMORY + MEMORY_PER_BYTE * bundle.size
    if _memory() > most:
        raise BundleUnsafeError(
            "The model in {folder} needs more memory than a model may; choose another model.", folder=folder
        )


def _memory() -> int:
    """The most memory that this process has held at once, in bytes; 0 where that is not told."""
    # Linux counts under `ru_maxrss` what the process that started this one held then.
    with contextlib.suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _end_with_parent() -> None:
    """End when the desk does: the other end of our standard input is closed then."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1):
                pass
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
