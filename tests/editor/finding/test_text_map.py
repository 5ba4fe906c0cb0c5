"""Places in the text are Qt's positions, beyond the BMP and across pieces."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from desktop.editor.finding.text_map import TextMap
from desktop.editor.page.long_paragraphs import LONGEST, is_continuation
from desktop.editor.page.text_area import TextArea


def seams_of(area: TextArea) -> list[int]:
    block, found = area.document().firstBlock(), []
    while block.isValid():
        if is_continuation(block):
            found.append(block.position() - 1)
        block = block.next()
    return found


def map_of(area: TextArea) -> TextMap:
    return TextMap(area.document().toRawText().replace("\N{PARAGRAPH SEPARATOR}", "\n"), seams_of(area))


def selected(area: TextArea, start: int, end: int) -> str:
    cursor = QTextCursor(area.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_a_long_paragraph_is_one_text(qtbot) -> None:
    area = TextArea()
    qtbot.addWidget(area)
    area.setPlainText("\U0001f600 One. \n" + "Word \U0001f600 after word. " * (LONGEST // 8) + "\nThe end.")
    text_map = map_of(area)
    assert seams_of(area)
    assert text_map.text == area.toPlainText()
    for place in range(0, len(text_map.text) - 7, 61):
        word = text_map.text[place : place + 7]
        start, end = text_map.starts(np.array([place]))[0], text_map.ends(np.array([place + 7]))[0]
        found = selected(area, start, end)
        assert found.replace("\N{PARAGRAPH SEPARATOR}", "") == word.replace("\n", "")
        assert not found.startswith("\N{PARAGRAPH SEPARATOR}") or word.startswith("\n")
        assert not found.endswith("\N{PARAGRAPH SEPARATOR}") or word.endswith("\n")
        assert (text_map.index(start), text_map.index(end)) == (place, place + 7)


@given(st.text("ab\U0001f600\u4e00\n", max_size=30), st.data())
def test_positions_count_as_qt_does(text: str, data: st.DataObject) -> None:
    ends = [index for index, letter in enumerate(text) if letter == "\n"]
    chosen = data.draw(st.sets(st.sampled_from(ends))) if ends else set()
    units = [len(text[:index].encode("utf-16-le")) // 2 for index in range(len(text) + 1)]
    text_map = TextMap(text, [units[index] for index in sorted(chosen)])
    kept = [index for index in range(len(text)) if index not in chosen]
    assert text_map.text == "".join(text[index] for index in kept)
    places = np.arange(len(kept), dtype=np.int32)
    assert text_map.starts(places).tolist() == [units[index] for index in kept]
    assert text_map.ends(places + 1).tolist() == [units[index + 1] for index in kept]
    assert [text_map.index(units[index]) for index in kept] == places.tolist()
