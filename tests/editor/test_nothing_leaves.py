"""No socket is opened beyond the display's and the session bus's, while one writes with the shipped model.

The desk is the real one, started as `inkling` starts it, in a process of its own, which types, keeps a
suggestion, lets the story go on, saves, opens preferences and a second window, changes the language and ends.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.no_network import CAN_BE_TAKEN, KILLED

ROOT = Path(__file__).parents[2]
NO_FILTER = pytest.mark.skipif(not CAN_BE_TAKEN, reason="the kernel's filters are Linux's")
TOOLS = ("strace", "Xvfb", "dbus-run-session")
WRITE = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.editor import app
from desktop.editor.window import window

def writing():
    '''Each yield lets the desk work until the condition holds.'''
    first = next(one for one in QApplication.topLevelWidgets() if isinstance(one, window.Window))
    page = first.page
    first.settings.update(precision=0.01)
    first.activateWindow()  # the bare X server has no window manager that would
    yield lambda: first.worker.model is not None and page.hasFocus()
    page.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(page, "It was late when she opened the")
    yield lambda: page.ghost.text
    QTest.keyClick(page, Qt.Key.Key_Tab)
    kept = page.toPlainText()
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    yield lambda: first.continuation.running
    yield lambda: not first.continuation.running
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert Path(sys.argv[1]).read_text(encoding="utf-8") == page.toPlainText() != kept
    page.selectAll()
    page.copy()
    first.show_preferences()
    QApplication.activeModalWidget().reject()
    first.settings.update(language="zh_CN")
    second = first.desk.new_window()
    second.activateWindow()
    yield lambda: second.page.hasFocus() and first.worker.model is not None
    second.page.paste()
    second.page.document().setModified(False)
    second.close()
    first.close()
    print(os.environ.get("DBUS_SESSION_BUS_ADDRESS"), len(page.toPlainText()), flush=True)

def go_on():
    global condition
    if time.monotonic() > ends:
        print("waits for ever in line", steps.gi_frame.f_lineno, "of writing", file=sys.stderr, flush=True)
        os._exit(1)
    if condition():
        condition = next(steps, None)
    if condition:
        QTimer.singleShot(20, go_on)

def begin():
    global steps, condition
    steps = writing()
    condition = next(steps)
    go_on()

ends = time.monotonic() + 150
application = QApplication(["inkling"])
QTimer.singleShot(0, begin)
sys.exit(app.run([Path(sys.argv[1])]))
"""
ALONE = "from tests.engine.no_network import take_network\ntake_network()\n"


def write(script: str, story: Path, *before: str, **environment: str) -> str:
    """Run the desk; return what the script prints."""
    story.write_text("A story.\n\n", encoding="utf-8")
    done = subprocess.run(
        [*before, sys.executable, "-c", script, str(story)],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@NO_FILTER
@pytest.mark.parametrize("kind", ["AF_INET", "AF_INET6", "AF_NETLINK"])
def test_the_filter_kills_who_opens_a_connection(kind: str) -> None:
    script = (
        f"{ALONE}import socket; print('alive', flush=True); socket.socket(socket.{kind}, socket.SOCK_RAW)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (KILLED, "alive\n")


@NO_FILTER
def test_the_desk_lives_where_a_network_socket_kills(tmp_path: Path) -> None:
    assert int(write(ALONE + WRITE, tmp_path / "story.txt").split()[-1]) > 100


@NO_FILTER
@pytest.mark.parametrize(
    "arguments",
    [
        ["suggest", "It was late when she opened the"],
        ["continue", "It was late", "--words", "20"],
        ["doctor"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_commands_live_where_a_network_socket_kills(arguments: list[str]) -> None:
    script = f"{ALONE}import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip()


@NO_FILTER
@pytest.mark.parametrize("suffix", ["epub", "pdf"])
def test_a_conversion_fetches_nothing_that_a_page_names(suffix: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!DOCTYPE html SYSTEM 'http://example.org/x.dtd'><link rel=stylesheet href='http://example.org/x.css'>"
        "<style>@import url(http://example.org/y.css)</style><p>Text.<img src='http://example.org/x.png'>",
        encoding="utf-8",
    )
    script = f"{ALONE}import sys; from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "convert", str(page), str(tmp_path / f"page.{suffix}")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "Pictures and drawn objects were left out: 1.\n")


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")
def test_under_x_the_desk_speaks_to_the_display_and_the_session_bus_alone(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    traced = ("strace", "-f", "-qq", "-e", "trace=network,io_uring_setup", "-o", str(trace))
    if subprocess.run([*traced, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody trace")
    reading, writing = os.pipe()
    screen = ("-displayfd", str(writing), "-screen", "0", "1024x768x24", "-nolisten", "tcp")
    server = subprocess.Popen(["Xvfb", *screen], pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        printed = write(
            WRITE,
            tmp_path / "story.txt",
            "dbus-run-session",
            "--",
            *traced,
            QT_QPA_PLATFORM="xcb",
            DISPLAY=f":{number}",
        )
    finally:
        server.terminate()
        server.wait()
    calls = trace.read_text(encoding="utf-8", errors="replace")
    kinds = set(re.findall(r"socket(?:pair)?\((\w+)", calls))
    reached = set(re.findall(r'connect\(.*sun_path=(@?"[^"]+")', calls))
    bus = re.findall(r"unix:path=([^,\s]+)", printed)
    assert kinds <= {"AF_UNIX", "AF_LOCAL"}
    assert "io_uring_setup" not in calls
    assert not re.search(r"\b(bind|listen)\(", calls)
    display = {f'@"/tmp/.X11-unix/X{number}"', f'"/tmp/.X11-unix/X{number}"'}
    assert reached & display
    assert reached <= display | {f'"{path}"' for path in bus}
