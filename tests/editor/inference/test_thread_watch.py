"""The watch over a model's thread counts looks, not seconds, so it can be tried without waiting."""

import threading
from itertools import count

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.inference.thread_watch import GivenUpError, Loss, ThreadWatch, WatchedThread


class Scripted(WatchedThread):
    """Never started: the test says what it does."""

    def work(self) -> None:
        raise ZeroDivisionError


@pytest.fixture
def thread() -> Scripted:
    return Scripted("scripted")


@pytest.fixture
def lost() -> list[Loss]:
    return []


@pytest.fixture
def watch(qapp, thread: Scripted, lost: list[Loss]) -> ThreadWatch:
    watch = ThreadWatch(clock=count(0, 10_000).__next__)
    watch.seconds = 10_000  # only the test looks
    watch.lost.connect(lost.append)
    watch.watch(thread)
    return watch


def test_silence_counts_while_something_is_done(
    watch: ThreadWatch, thread: Scripted, lost: list[Loss]
) -> None:
    for _ in range(5):
        watch.look()
    assert not lost  # it waits for work
    with thread.patient(30_000):
        for _ in range(10):
            watch.look()
            thread.beat()
        assert not lost  # it is slow, but lives
        watch.look()
        for _ in range(2):
            watch.look()
        assert not lost
        watch.look()
        assert lost == [Loss.HUNG]
        watch.look()
        assert lost == [Loss.HUNG]  # once
        with pytest.raises(GivenUpError):
            thread.beat()


def test_a_thread_that_was_given_up_is_not_heard(watch: ThreadWatch, thread: Scripted, qtbot: QtBot) -> None:
    thread.say(watch.lost, Loss.HUNG)
    thread.give_up()
    with qtbot.assertNotEmitted(watch.lost), pytest.raises(GivenUpError):
        thread.say(watch.lost, Loss.HUNG)


@pytest.mark.expects_errors
def test_a_thread_that_has_died_is_noticed(watch: ThreadWatch, thread: Scripted, lost: list[Loss]) -> None:
    thread.start()
    thread.join()
    watch.look()
    assert lost == [Loss.DIED]


def test_one_that_was_given_up_ends_at_its_next_sign_of_life(qapp) -> None:
    begun, gate = threading.Event(), threading.Event()

    class Slow(WatchedThread):
        def work(self) -> None:
            with self.patient(1):
                begun.set()
                gate.wait(20)
                self.beat()
                raise AssertionError("it goes on")

    slow = Slow("slow")
    slow.start()
    assert begun.wait(20)
    slow.give_up()
    gate.set()
    slow.join(20)
    assert not slow.is_alive()
    assert not slow.has_died


def test_the_next_thread_has_all_its_patience(watch: ThreadWatch, thread: Scripted, lost: list[Loss]) -> None:
    with thread.patient(30_000):
        for _ in range(3):
            watch.look()
        other = Scripted("other")
        watch.watch(other)
        with other.patient(30_000):
            for _ in range(3):
                watch.look()
            assert not lost


def test_looks_that_come_too_early_count_as_little_as_they_took(
    thread: Scripted, lost: list[Loss], qapp
) -> None:
    watch = ThreadWatch(clock=count(0, 1).__next__)
    watch.seconds = 10_000
    watch.lost.connect(lost.append)
    watch.watch(thread)
    with thread.patient(30_000):
        for _ in range(100):
            watch.look()
    assert not lost
