"""Errors that nobody caught."""

import json
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from desktop.editor import reports
from desktop.editor.desk import Desk
from tests.editor.conftest import Writer


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
    (file,) = (Path(os.environ["INKLING_DATA"]) / "recovery").glob("*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["text"] == "Precious words."
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


@pytest.mark.qt_log_ignore("Something odd")
def test_qts_messages_go_to_the_log(qapp, caplog: pytest.LogCaptureFixture) -> None:
    before = qInstallMessageHandler(None)
    reports.install_qt_handler()
    try:
        qWarning("Something odd")
    finally:
        qInstallMessageHandler(before)
    assert [(record.name, record.levelno) for record in caplog.records] == [("qt", logging.WARNING)]
