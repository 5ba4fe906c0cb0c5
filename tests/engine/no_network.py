"""Takes from a process, for good, the means to open a network connection (Linux's seccomp filters).

The kernel looks at every system call of every thread, whichever library makes it. `socket` for anything but
the sockets of this machine's own programs (AF_UNIX) kills the process, and so does io_uring, which could open
sockets without that call. A process that lives to its end under the filter has opened none.
"""

import ctypes
import platform
import signal
import struct
import sys

KILLED = -signal.SIGSYS if sys.platform == "linux" else None
# Numbers of `socket` and the kernel's names for the machines, from its asm/unistd.h and linux/audit.h.
MACHINES = {"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7)}
CAN_BE_TAKEN = sys.platform == "linux" and platform.machine() in MACHINES
IO_URING_SETUP = 425
AF_UNIX = 1
KILL, ALLOW = 0x80000000, 0x7FFF0000
LOAD, JUMP_IF_EQUAL, JUMP_IF_GREATER, RETURN = 0x20, 0x15, 0x25, 0x06
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # where a filter finds them
SET_NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
LAST_NUMBER = 0x3FFFFFFF  # above are those of another calling convention


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_void_p))


def take_network() -> None:
    """Install the filter in this process, for all its threads and children to come.

    Raises:
        OSError: The kernel refuses.
    """
    socket, machine = MACHINES[platform.machine()]
    lines = [
        (LOAD, 0, 0, MACHINE),
        (JUMP_IF_EQUAL, 0, 7, machine),
        (LOAD, 0, 0, NUMBER),
        (JUMP_IF_GREATER, 5, 0, LAST_NUMBER),
        (JUMP_IF_EQUAL, 4, 0, IO_URING_SETUP),
        (JUMP_IF_EQUAL, 0, 2, socket),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (JUMP_IF_EQUAL, 0, 1, AF_UNIX),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, KILL),
    ]
    code = b"".join(struct.pack("=HBBI", *line) for line in lines)
    kept = ctypes.create_string_buffer(code)
    program = _Program(len(lines), ctypes.addressof(kept))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in (
        (SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0),
        (SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0),
    ):
        if libc.prctl(*arguments):
            raise OSError(ctypes.get_errno(), "the kernel takes no filter")
