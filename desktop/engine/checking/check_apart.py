"""Tries a bundle in a process of its own, which its model may hang, fill or end.

`desktop.engine.check_process` is what runs there.
"""

import logging
import signal
import subprocess
import tempfile
from pathlib import Path

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.checking.check_verdict import read_verdict
from desktop.engine.errors import BundleUnsafeError
from desktop.engine.files.this_program import its_environment, this_program

log = logging.getLogger("inkling")

CHECK_FLAG = "--check-model"  # as `desktop.cli` knows it
# Beyond its seconds of processor time: a machine may be busy, and a disk slow.
MOST_SECONDS = 60
# Each library would have a thread, and memory, for each processor.
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)


def check_apart(bundle: Bundle, seconds: float = MOST_SECONDS) -> None:
    """Try a bundle in a process of its own.

    Args:
        bundle: The bundle, of which the header alone was read.
        seconds: How long to wait for that process.

    Raises:
        BundleError: It cannot be used; the message says why.
    """
    with tempfile.TemporaryDirectory(prefix="inkling-") as place:
        verdict = Path(place) / "verdict.json"
        folder = str(bundle.folder.absolute())
        command = [*this_program(), CHECK_FLAG, folder, bundle.fingerprint, str(verdict)]
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        with subprocess.Popen(
            command,
            env=its_environment() | _ONE_THREAD,
            stdin=subprocess.PIPE,  # closed when this process ends, and then the other one ends, too
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        ) as process:
            try:
                status = process.wait(seconds)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise _too_slow(bundle) from error
            except BaseException:
                process.kill()
                raise
        try:
            problem = read_verdict(verdict)
        except ValueError as error:
            log.info("The trial of the model in %s ended with %s", bundle.folder, status)
            raise _ended(bundle, status) from error
    if problem:
        raise problem


def _ended(bundle: Bundle, status: int) -> BundleUnsafeError:
    if status == -getattr(signal, "SIGXCPU", 0) != 0:
        return _too_slow(bundle)
    return BundleUnsafeError(
        "The model in {folder} ended the process that tried it; choose another model.", folder=bundle.folder
    )


def _too_slow(bundle: Bundle) -> BundleUnsafeError:
    return BundleUnsafeError(
        "The model in {folder} takes longer to try than a model may; choose another model.",
        folder=bundle.folder,
    )
