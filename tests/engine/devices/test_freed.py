"""Freed memory goes back to the system."""

import ctypes
import sys
from pathlib import Path

import pytest

from desktop.engine.devices import freed

MEGABYTE = 1_000_000


def resident() -> int:
    """Bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is asked")
def test_what_was_freed_below_something_that_stays_goes_back() -> None:
    if not freed._malloc_trim():
        pytest.skip("another C library")
    library = ctypes.CDLL(None)
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    library.free.argtypes = [ctypes.c_void_p]
    pieces = [library.malloc(20_000) for _ in range(3000)]
    for piece in pieces:
        ctypes.memset(piece, 1, 20_000)
    for number, piece in enumerate(pieces):
        if number % 100:  # those that stay keep the heap from shrinking by itself
            library.free(piece)
    kept = resident()
    freed.give_back_freed()
    assert resident() < kept - 40 * MEGABYTE
    for piece in pieces[::100]:
        library.free(piece)


def test_where_the_system_cannot_be_asked_nothing_happens(monkeypatch) -> None:
    monkeypatch.setattr(freed, "_malloc_trim", lambda: None)
    freed.give_back_freed()
