"""What a screen reader hears of the real window: through AT-SPI, as Orca does.

On a display and a bus of the test's own.

Needs Xvfb, dbus-run-session, at-spi2-core and the introspection of Atspi for the system's Python (on Debian
`xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0`); where any is missing the tests are skipped and say so.
"""

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"
WAIT_SECONDS = 60

LISTENER = """
import json
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def on_event(event):
    try:
        name = event.source.get_name()
    except Exception:  # it is gone
        name = ""
    said = event.any_data if isinstance(event.any_data, str) else ""
    print(json.dumps([event.type, name, said]), flush=True)

listener = Atspi.EventListener.new(on_event)
for kind in ("object:announcement", "object:state-changed:focused"):
    assert listener.register(kind)
print(json.dumps(["ready", "", ""]), flush=True)
Atspi.event_main()
"""

DESK = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.editor.desk import Desk
from tests.editor.fake_engine import HOUSE, FakeEngine, offer_after

class Lines(QObject):
    came = Signal(str)

def obey(line):
    word, _, rest = line.partition(" ")
    focused = application.focusWidget() or window.page
    if word == "type":
        QTest.keyClicks(focused, rest)
    elif word == "press":
        QTest.keyClick(focused, getattr(Qt.Key, f"Key_{rest}"))
    elif word == "command":
        window.actions_[rest].trigger()
    elif word == "message":
        window.messages.say("one", rest, [("Save as…", lambda: None)])

def listen():
    for line in sys.stdin:
        lines.came.emit(line.rstrip("\\n"))

application = QApplication(["inkling"])
desk = Desk(engine_factory=FakeEngine(answer=offer_after({"opened the": HOUSE})).load)
desk.settings.update(language="en")
window = desk.new_window()
window.activateWindow()
desk.start_model(Path("model"))
lines = Lines()
lines.came.connect(obey)
threading.Thread(target=listen, daemon=True).start()
application.exec()
"""


class Reader:
    """A desk and a screen reader beside it."""

    def __init__(self, listener: subprocess.Popen[str], desk: subprocess.Popen[str]):
        self._desk = desk
        self._heard: queue.Queue[list[str]] = queue.Queue()
        self.all: list[list[str]] = []
        self._thread = threading.Thread(target=self._listen, args=(listener,))
        self._thread.start()

    def join(self) -> None:
        """Wait until the listener has ended."""
        self._thread.join(WAIT_SECONDS)

    def _listen(self, listener: subprocess.Popen[str]) -> None:
        assert listener.stdout
        for line in listener.stdout:
            self._heard.put(json.loads(line))

    def tell(self, line: str) -> None:
        assert self._desk.stdin
        self._desk.stdin.write(f"{line}\n")
        self._desk.stdin.flush()

    def wait_for(self, kind: str, words: str) -> None:
        """Wait until something is heard, of this kind, that has these words."""
        while True:
            try:
                event = self._heard.get(timeout=WAIT_SECONDS)
            except queue.Empty:
                raise AssertionError(f"{words!r} is not heard; this was: {self.all}") from None
            self.all.append(event)
            if event[0].startswith(kind) and words in event[1 if "focused" in kind else 2]:
                return

    def hears(self, words: str) -> None:
        self.wait_for("object:announcement", words)

    def is_at(self, name: str) -> None:
        self.wait_for("object:state-changed:focused", name)


def missing() -> str:
    """Why there is no screen reader to test with; "" if there is."""
    for program in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON):
        if not shutil.which(program):
            return f"there is no {program}"
    wanted = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    tried = subprocess.run([SYSTEM_PYTHON, "-c", wanted], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"Atspi cannot be loaded: {tried.stderr.strip()[-200:]}"


def end(process: subprocess.Popen[str]) -> None:
    """End a process; a bus ends by itself once nothing more can be said to it."""
    assert process.stdin
    assert process.stdout
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    process.wait(WAIT_SECONDS)
    process.stdout.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    if why := missing():
        pytest.skip(why)
    started: list[subprocess.Popen[str]] = []

    def start(command: list[str], **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
        )
        started.append(process)
        return process

    def first_line(process: subprocess.Popen[str]) -> str:
        assert process.stdout
        line = process.stdout.readline().strip()
        if not line:
            pytest.skip(f"{process.args!r} does not start here")
        return line

    reader: Reader | None = None
    try:
        screen = start(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
        display = f":{first_line(screen)}"
        bus = start(["dbus-run-session", "--", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; exec cat"])
        environment = {
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": first_line(bus),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "AT_SPI_BUS_ADDRESS": "",
        }
        listener = start([SYSTEM_PYTHON, "-c", LISTENER], **environment)
        assert json.loads(first_line(listener))[0] == "ready"
        desk = start([sys.executable, "-c", DESK], **environment)
        reader = Reader(listener, desk)
        reader.is_at("Text")
        yield reader
    finally:
        for process in reversed(started):
            if process.poll() is None and "dbus-run-session" not in str(process.args):
                process.kill()
        if reader:
            reader.join()
        for process in started:
            end(process)


def test_ghosts_messages_and_panels_are_heard(reader: Reader) -> None:
    reader.tell("type She opened the")
    reader.hears("Suggestion: house")
    reader.tell("message The file is gone.")
    reader.hears("The file is gone. Save as…, Dismiss")
    reader.tell("press F6")
    reader.is_at("Suggestions on")
    reader.tell("press Escape")
    reader.is_at("Text")
    reader.tell("command palette")
    reader.is_at("Command palette")
    reader.tell("type zoom in")
    reader.hears("Zoom In, Ctrl++")
    reader.tell("press Escape")
    reader.is_at("Text")
    reader.tell("command first_steps")
    reader.is_at("A line to try the keys in")
    reader.tell("type Hello")
    reader.hears("The grey words are an offer: Tab keeps them.")
    reader.hears("Suggestion: and then the door opened.")
    reader.tell("press Escape")
    reader.hears("The grey words are an offer")
    reader.tell("press Return")
    reader.is_at("Text")
    reader.tell("command preferences")
    reader.is_at("Search")
