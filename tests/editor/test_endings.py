"""However the desk ends, the words are there at the next start."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.engine.documents.locks import DocumentLock
from tests.editor.kept import kept_texts
from tests.editor.real_desk import RealDesk

ENDING = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT]
Start = Callable[..., RealDesk]


@pytest.fixture(autouse=True)
def heeded_signals() -> Iterator[None]:
    """What a shell runs in the background, or with `nohup`, ignores some, and so would the desks there."""
    ignored = [one for one in ENDING if signal.getsignal(one) == signal.SIG_IGN]
    for one in ignored:
        signal.signal(one, signal.SIG_DFL)
    yield
    for one in ignored:
        signal.signal(one, signal.SIG_IGN)


@pytest.fixture
def start() -> Iterator[Start]:
    desks: list[RealDesk] = []

    def begin(*files: Path | bytes, **environment: str) -> RealDesk:
        desks.append(RealDesk(files, **environment))
        return desks[-1]

    yield begin
    for desk in desks:
        desk.close()


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_a_signal_right_after_a_key_loses_nothing(start: Start, number: signal.Signals) -> None:
    desk = start()
    desk.do("type Written this very moment")
    desk.send(number)
    assert desk.status() == 128 + number
    assert desk.errors() == ""
    assert kept_texts() == ["Written this very moment"]
    next_desk = start()
    assert "Written this very moment" in next_desk.ask("said")
    next_desk.do("answer recovery Restore")
    assert next_desk.ask("text") == "'Written this very moment'"


def test_a_signal_gives_the_lock_back(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "chapter.txt"
    file.write_text("It was late.", encoding="utf-8")
    desk = start(file)
    desk.do("type x")
    desk.send(signal.SIGTERM)
    assert desk.status() == 128 + signal.SIGTERM
    assert file.read_text(encoding="utf-8") == "It was late."
    lock = DocumentLock(file)
    lock.acquire()
    lock.release()
    assert kept_texts() == ["xIt was late."]


def test_a_signal_while_a_question_waits_ends_the_desk(start: Start) -> None:
    desk = start()
    desk.do("type Save me?")
    desk.do("ask")
    time.sleep(0.5)
    desk.send(signal.SIGTERM)
    assert desk.status() == 128 + signal.SIGTERM
    assert kept_texts() == ["Save me?"]


def test_a_second_signal_ends_a_desk_that_hangs(start: Start) -> None:
    desk = start()
    desk.do("type Before it hung.")
    time.sleep(1.2)
    desk.tell("hang")
    time.sleep(0.5)
    desk.send(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        desk.process.wait(2)
    desk.send(signal.SIGINT)
    assert desk.status() == 128 + signal.SIGINT
    assert kept_texts() == ["Before it hung."]


def test_a_desk_that_was_started_to_ignore_hangups_ignores_them(start: Start) -> None:
    former = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        desk = start()
    finally:
        signal.signal(signal.SIGHUP, former)
    desk.send(signal.SIGHUP)
    desk.do("type Still here.")
    assert desk.ask("text") == "'Still here.'"


def test_a_kill_takes_at_most_the_last_second_of_unbroken_typing(start: Start) -> None:
    desk = start()
    desk.do("keep_typing")
    typed = desk.typed_for(6)
    desk.process.kill()
    desk.status()
    (text,) = kept_texts()
    full = ("abcdefghijklmnopqrstuvwxyz " * 1000)[: len(text)]
    assert text == full
    assert len(typed) - len(text) <= 50  # 20 ms each


@pytest.mark.parametrize("pause", [1.0, 1.2])
def test_a_kill_a_second_after_a_key_takes_nothing(start: Start, tmp_path: Path, pause: float) -> None:
    file = tmp_path / "book.txt"
    file.write_text(
        "It was a dark and stormy night, and so on.\n" * 115_000, encoding="utf-8"
    )  # a million words
    desk = start(file)
    desk.do("type The last key")
    time.sleep(pause)
    desk.process.kill()
    desk.status()
    (text,) = kept_texts()
    assert text == "The last key" + file.read_text(encoding="utf-8")
    next_desk = start()
    next_desk.do("answer recovery Restore")
    assert next_desk.ask("title") == "'book.txt[*] — Inkling'"
    next_desk.do("save")
    assert file.read_text(encoding="utf-8") == text


def test_the_end_of_the_session_takes_nothing(start: Start) -> None:
    desk = start()
    desk.do("type Good night")
    desk.do("session_ends")
    desk.process.kill()
    desk.status()
    assert kept_texts() == ["Good night"]


@pytest.mark.parametrize("command", ["crash", "fault"])
def test_a_crash_keeps_the_words(start: Start, command: str, tmp_path: Path) -> None:
    desk = start()
    desk.do("type Precious words.")
    if command == "fault":
        time.sleep(1)  # there is no time for anything when it happens
    desk.tell(command)
    if command == "crash":
        desk.read_until("done")
        assert "your words are kept aside" in desk.ask("said")
        desk.process.kill()
    else:
        assert desk.status() == -signal.SIGSEGV
        (log,) = tmp_path.rglob("crash.log")
        assert "string_at" in log.read_text(encoding="utf-8")
    desk.status()
    assert kept_texts() == ["Precious words."]


@pytest.mark.skipif(not Path("/usr/bin/Xvfb").exists(), reason="there is no Xvfb here")
def test_the_death_of_the_x_server_takes_nothing(start: Start) -> None:
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1200x900x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = told.readline().strip()
        desk = start(QT_QPA_PLATFORM="xcb", DISPLAY=f":{display}")
        desk.do("type When the screen went dark")
        screen.kill()
        assert desk.status() != 0
    finally:
        screen.kill()
        screen.wait()
    assert kept_texts() == ["When the screen went dark"]
