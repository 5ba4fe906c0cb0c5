"""The structure keeps up with edits."""

from pathlib import Path

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.books.prose.lines import kind_of
from desktop.editor.desk import Desk
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer

PIECES = st.lists(
    st.sampled_from(("# A", "\n", "text", "```", "---", "\n\n", "> ", "-->", "é", "🜁", "* * *")), max_size=5
).map("".join)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), PIECES), max_size=12)


def fresh(window: Window) -> list[int]:
    block, kinds = window.page.document().firstBlock(), []
    while block.isValid():
        kinds.append(kind_of(block.text()))
        block = block.next()
    return kinds


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(EDITS)
def test_kinds_are_those_of_the_lines(window: Window, edits: list[tuple[float, float, str]]) -> None:
    structure, page = window.structure, window.page
    structure.want("test", True)
    for start, end, text in edits:
        length = page.document().characterCount() - 1
        cursor = QTextCursor(page.document())
        cursor.setPosition(round(start * length))
        cursor.setPosition(round(end * length), QTextCursor.MoveMode.KeepAnchor)
        page.edits.replace(cursor, text)
        assert list(structure._kinds) == fresh(window)
    page.undo()
    assert list(structure._kinds) == fresh(window)
    page.setPlainText("# One\n\nText.\n")
    assert list(structure._kinds) == fresh(window)


def test_words_of_a_long_paragraph_are_no_headings(window: Window, writer: Writer) -> None:
    window.structure.want("test", True)
    writer.put("word. # not a heading " * 1000)
    assert window.page.document().blockCount() > 1
    assert window.structure.structure.headings == []


def test_nothing_is_kept_while_nobody_wants_it(window: Window, writer: Writer) -> None:
    writer.put("# One\n")
    assert window.structure.structure.headings == []
    window.structure.want("test", True)
    assert len(window.structure.structure.headings) == 1
    window.structure.want("test", False)
    assert window.structure.structure.headings == []


def test_the_name_says_what_marks_mean(
    window: Window, desk: Desk, dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[bool] = []
    window.structure.markdown_changed.connect(told.append)
    (tmp_path / "a.md").write_text("# One\n", encoding="utf-8")
    desk.open_files([tmp_path / "a.md"], window)
    assert window.structure.is_markdown
    window.structure.take_for_markdown(False)
    assert not window.structure.is_markdown
    window.session.new()
    window.structure.take_for_markdown(True)
    window.session.new()
    assert not window.structure.is_markdown
    dialogs.save_path = tmp_path / "b.md"
    assert window.session.save()
    assert window.structure.is_markdown
    assert told == [True, False, True, False, True]
