"""What is said when the system lacks something that Qt needs."""

import pytest

from desktop.editor.system_libraries import start_problem, uses_xcb

X11 = {"DISPLAY": ":0"}


def test_a_missing_xcb_cursor_is_named_with_its_package() -> None:
    problem = start_problem(X11, lambda name: name != "libxcb-cursor.so.0", "linux")
    assert "sudo apt install libxcb-cursor0)" in problem
    assert problem.count(". ") == 0


def test_wayland_needs_no_xcb() -> None:
    environment = {**X11, "WAYLAND_DISPLAY": "wayland-0"}
    assert start_problem(environment, lambda name: "xcb" not in name, "linux") == ""


def test_a_missing_egl_is_named_on_any_platform() -> None:
    environment = {"QT_QPA_PLATFORM": "offscreen"}
    assert "libegl1" in start_problem(environment, lambda name: name != "libEGL.so.1", "linux")


def test_no_screen_is_said_so() -> None:
    assert "there is no screen" in start_problem({}, lambda name: True, "linux")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_bring_what_they_need(system: str) -> None:
    assert start_problem({}, lambda name: False, system) == ""


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (X11, True),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}, False),
        ({"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "w"}, True),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}, False),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
    ],
)
def test_which_platform_qt_takes(environment: dict[str, str], expected: bool) -> None:
    assert uses_xcb(environment) == expected


def test_this_system_can_show_windows() -> None:
    assert start_problem({"QT_QPA_PLATFORM": "offscreen"}) == ""
