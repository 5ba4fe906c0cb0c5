"""Errors that nobody caught."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from desktop.editor import reports
from desktop.editor.desk import Desk
from tests.editor.conftest import Writer
from tests.editor.kept import kept_texts


@pytest.fixture
def hooks() -> Iterator[None]:
    saved = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = saved


@pytest.mark.expects_errors
def test_an_uncaught_error_keeps_the_words_and_is_one_message(
    writer: Writer, desk: Desk, hooks: None, caplog: pytest.LogCaptureFixture
) -> None:
    reports.install_excepthook(desk)
    writer.type("Precious words.")
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        sys.excepthook(ZeroDivisionError, error, error.__traceback__)
    assert kept_texts() == ["Precious words."]
    assert "your words are kept aside" in writer.window.messages.sentence("error")
    assert any(record.exc_info for record in caplog.records)
    writer.type(" More.")
    assert writer.text == "Precious words. More."


@pytest.mark.expects_errors
def test_an_error_on_another_thread_is_logged(
    desk: Desk, hooks: None, caplog: pytest.LogCaptureFixture
) -> None:
    reports.install_excepthook(desk)

    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail, name="some-thread")
    thread.start()
    thread.join()
    assert "some-thread" in caplog.text


@pytest.fixture
def qt_handler(desk: Desk) -> Iterator[None]:
    before = qInstallMessageHandler(None)
    reports.install_qt_handler(desk)
    yield
    qInstallMessageHandler(before)


def test_qts_messages_go_to_the_log(qt_handler: None, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("Something odd")
    assert ("qt", logging.WARNING) in [(record.name, record.levelno) for record in caplog.records]


def test_words_are_kept_when_the_screen_is_lost(writer: Writer, qt_handler: None) -> None:
    writer.type("Written when the lights went out.")
    qWarning("The X11 connection broke (error 1). Did the X11 server die?")
    assert kept_texts() == ["Written when the lights went out."]
