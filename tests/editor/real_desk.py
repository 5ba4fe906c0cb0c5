"""The whole program in a process of its own, with keys typed into it and ended from outside."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRIVER = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.editor import app
from desktop.editor.window import window

class Typist(QObject):
    line = Signal(str)

def the_window():
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, window.Window)]
    return windows[0] if windows else None

def obey(line):
    word, _, rest = line.partition(" ")
    one = the_window()
    if word == "type":
        QTest.keyClicks(one.page, rest)
    elif word == "keep_typing":  # without a pause, a letter each 20 ms
        letters = iter("abcdefghijklmnopqrstuvwxyz " * 1000)
        timer = QTimer(one, interval=20)
        def press():
            letter = next(letters)
            QTest.keyClicks(one.page, letter)
            print("typed", letter, flush=True)
        timer.timeout.connect(press)
        timer.start()
    elif word == "answer":
        topic = next(name for name in one.messages._bars if name.startswith(rest.split(" ")[0]))
        one.messages.answer(topic, rest.split(" ", 1)[1])
    elif word == "text":
        print("text", repr(one.page.toPlainText()), flush=True)
        return
    elif word == "said":
        print("said", [bar.sentence for bar in one.messages._bars.values()], flush=True)
        return
    elif word == "focus":
        print("focus", one.focusWidget().objectName(), flush=True)
        return
    elif word == "title":
        print("title", repr(one.windowTitle()), flush=True)
        return
    elif word == "save":
        one.session.save()
    elif word == "ask":
        QTimer.singleShot(0, one.close)  # whose question then waits for an answer
    elif word == "session_ends":
        application.commitDataRequest.emit(None)
    elif word == "crash":
        def crash():
            print("done crash", flush=True)
            1 / 0
        QTimer.singleShot(0, crash)
        return
    elif word == "fault":
        import ctypes
        ctypes.string_at(0)
    elif word == "hang":
        import time
        time.sleep(1000)
    print("done", word, flush=True)

def listen():
    for line in sys.stdin:
        typist.line.emit(line.rstrip("\\n"))

def start():
    one = the_window()
    if one is None or not one.isVisible():
        QTimer.singleShot(20, start)
        return
    print("ready", flush=True)
    threading.Thread(target=listen, daemon=True).start()

application = QApplication(["inkling"])
typist = Typist()
typist.line.connect(obey)
QTimer.singleShot(0, start)
model = Path("no model here")
sys.exit(app.run([Path(name) for name in sys.argv[1:]], model))
"""


class RealDesk:
    """A running desk; commands are those of `DRIVER`."""

    def __init__(self, files: Sequence[Path | bytes] = (), **environment: str):
        self.process = subprocess.Popen(
            [sys.executable, "-c", DRIVER, *files],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **environment},
            start_new_session=True,
        )
        try:
            self.read_until("ready")
        except BaseException:  # a test that takes too long, too
            self.close()
            raise

    def read_until(self, word: str) -> str:
        """The rest of the next line that begins with a word."""
        assert self.process.stdout
        for line in self.process.stdout:
            first, _, rest = line.decode().rstrip("\n").partition(" ")
            if first == word:
                return rest
        raise AssertionError(f"the desk ended before it said {word!r}: {self.errors()}")

    def tell(self, command: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(command.encode() + b"\n")
        self.process.stdin.flush()

    def do(self, command: str) -> None:
        self.tell(command)
        self.read_until("done")

    def ask(self, command: str) -> str:
        self.tell(command)
        return self.read_until(command)

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def status(self) -> int:
        return self.process.wait(60)

    def errors(self) -> str:
        """What was said on standard error, but for what Qt's offscreen platform says of every window."""
        self.process.kill()
        assert self.process.stderr
        lines = self.process.stderr.read().decode(errors="replace").splitlines()
        return "\n".join(line for line in lines if "does not support" not in line)

    def close(self) -> None:
        """End it, if it still runs."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe
            pipe.close()

    def typed_for(self, seconds: float) -> str:
        """What was typed while typing goes on, for so long; the last letter is just typed."""
        assert self.process.stdout
        typed, end = "", time.monotonic() + seconds
        while time.monotonic() < end:
            line = self.process.stdout.readline().decode()
            if line.startswith("typed "):
                typed += line[6]
        return typed
