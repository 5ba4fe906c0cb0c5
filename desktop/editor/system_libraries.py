"""Looks for the Linux libraries that Qt's wheels do not bring, since Qt only aborts when one is missing.

The commonest start failure of Qt programs on Linux is a missing libxcb-cursor0. Imports no Qt: without some
of these even the import fails.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping

# Library and the Debian and Ubuntu package that has it.
FOR_QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
}
FOR_XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


def can_open(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def uses_xcb(environment: Mapping[str, str]) -> bool:
    """Whether Qt will show its windows through X11."""
    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.split(";")[0].split(":")[0] == "xcb"
    return "DISPLAY" in environment and "WAYLAND_DISPLAY" not in environment


def start_problem(
    environment: Mapping[str, str],
    is_there: Callable[[str], bool] = can_open,
    system: str = sys.platform,
) -> str:
    """Return, in one sentence, why Qt cannot start here; empty when it can.

    Args:
        environment: The environment variables.
        is_there: Says whether a library can be opened.
        system: The operating system, as `sys.platform` names it.
    """
    if not system.startswith("linux"):
        return ""
    needed = {**FOR_QT, **FOR_XCB} if uses_xcb(environment) else FOR_QT
    packages = [package for library, package in needed.items() if not is_there(library)]
    if packages:
        names = " ".join(packages)
        return (
            f"Inkling cannot open a window because the system lacks {names}: "
            f"install it (on Debian and Ubuntu: sudo apt install {names}) and start again."
        )
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not any(environment.get(name) for name in displays):
        return (
            "Inkling cannot open a window because there is no screen here (DISPLAY is not set): "
            "start it from a desktop session."
        )
    return ""
