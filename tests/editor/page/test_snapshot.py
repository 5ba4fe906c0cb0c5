"""The whole text, taken slice by slice."""

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from desktop.editor.page import snapshot as snapshot_module
from desktop.editor.page.snapshot import Snapshot


@pytest.fixture
def document(qapp) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    return document


@pytest.mark.parametrize("slice_characters", [1, 10, 100_000])
@pytest.mark.parametrize(
    "text", ["", "one", "one\n", "\n\n", "one\ntwo \U0001f600\U0001f600 three\n\nfour\u00a0five\n" * 5]
)
def test_the_text_is_taken_as_it_is(
    document: QTextDocument,
    text: str,
    slice_characters: int,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(snapshot_module, "SLICE_CHARACTERS", slice_characters)
    document.setPlainText(text)
    snapshot = Snapshot(document)
    with qtbot.waitSignal(snapshot.taken) as taken:
        snapshot.start()
    assert taken.args is not None
    assert "".join(taken.args[0]) == text


def test_a_long_text_is_taken_in_many_parts(document: QTextDocument, qtbot: QtBot) -> None:
    document.setPlainText("The waves rolled on and on.\n" * 20_000)
    snapshot = Snapshot(document)
    with qtbot.waitSignal(snapshot.taken) as taken:
        snapshot.start()
    assert taken.args is not None
    assert len(taken.args[0]) > 5
    assert "".join(taken.args[0]) == document.toPlainText()


def test_an_edit_gives_it_up(document: QTextDocument, qtbot: QtBot) -> None:
    document.setPlainText("The waves rolled on and on.\n" * 20_000)
    snapshot = Snapshot(document)
    with qtbot.assertNotEmitted(snapshot.taken, wait=100):
        snapshot.start()
        QTextCursor(document).insertText("So ")
    with qtbot.waitSignal(snapshot.taken) as taken:
        snapshot.start()
    assert taken.args is not None
    assert taken.args[0][0].startswith("So The waves")
