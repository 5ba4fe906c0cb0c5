"""What comes from elsewhere can be saved, and read again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.documents.taken_in import taken_in
from tests.editor.conftest import Writer

FOREIGN = "a\x00b\x07c\r\nd\re\u2028f\u2029g\ufdd0h\ufdd1i\vj\tk\fl\x1bm\x7fn\x85o"
KEPT = "abc\nd\ne\nf\ng\nh\ni\nj\tk\flmn\no"


def test_line_ends_of_all_kinds_are_newlines_and_control_characters_go() -> None:
    assert taken_in(FOREIGN) == KEPT


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_saved_and_read_again(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("saved") / "any.txt"
    kept = taken_in(text)
    assert taken_in(kept) == kept
    write_document(path, kept)
    assert read_document(path).text == kept.removeprefix("\ufeff")


def test_what_is_pasted_is_saved_and_opened(writer: Writer, tmp_path: Path) -> None:
    data = QMimeData()
    data.setText("a\x07b\u2028c")
    writer.page.insertFromMimeData(data)
    assert writer.text == "ab\nc"
    assert writer.page.document().blockCount() == 2


def test_what_an_input_method_commits_is_plain_text(writer: Writer) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString("a\x07b\u2029c")
    QApplication.sendEvent(writer.page, event)
    assert writer.text == "ab\nc"


def test_pasting_nothing_that_can_be_kept_keeps_the_selection(writer: Writer) -> None:
    writer.put("one two")
    writer.select(0, 3)
    data = QMimeData()
    data.setText("\x07")
    writer.page.insertFromMimeData(data)
    assert writer.text == "one two"


def test_what_is_copied_is_the_text_as_it_is(writer: Writer) -> None:
    text = "no\N{NO-BREAK SPACE}break\nand more"
    writer.put(text)
    writer.page.selectAll()
    writer.page.copy()
    assert QApplication.clipboard().text() == text
    assert QApplication.clipboard().mimeData().formats() == ["text/plain"]
