"""What the engine is given to read."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.page.context_reader import LEFT_CHARACTERS, RIGHT_CHARACTERS, ContextReader


def document_of(text: str) -> QTextDocument:
    document = QTextDocument()
    document.setPlainText(text)
    return document


def test_a_short_text_is_given_whole(qapp) -> None:
    text = "One.\n\nTwo three.\nFour."
    reader = ContextReader(document_of(text))
    for position in range(len(text) + 1):
        assert reader.before(position) == text[:position]
        assert reader.after(position) == text[position:]


def test_a_long_text_is_cut_at_a_paragraph(qapp) -> None:
    text = "\n".join(f"Paragraph {number} has words." for number in range(5000))
    reader = ContextReader(document_of(text))
    position = len(text) - 7
    left = reader.before(position)
    assert text[:position].endswith(left)
    assert left.startswith("Paragraph ")
    assert LEFT_CHARACTERS // 4 <= len(left) <= LEFT_CHARACTERS
    assert len(reader.after(100)) <= RIGHT_CHARACTERS
    assert text[100:].startswith(reader.after(100))


def test_what_is_before_begins_the_same_while_the_writer_writes_on(qapp) -> None:
    document = document_of("\n".join(["A line of some length."] * 3000))
    reader = ContextReader(document)
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    left = reader.before(cursor.position())
    for _ in range(100):
        cursor.insertText("\nAnother line, and one more thing.")
        longer = reader.before(cursor.position())
        assert longer.startswith(left)
        left = longer


def test_an_edit_above_does_not_move_the_beginning(qapp) -> None:
    document = document_of("\n".join(["A line of some length."] * 3000))
    reader = ContextReader(document)
    left = reader.before(document.characterCount() - 1)
    QTextCursor(document).insertText("Something new at the very top.\n")
    assert reader.before(document.characterCount() - 1) == left


def test_one_endless_paragraph_is_cut_anyway(qapp) -> None:
    text = "word " * 20_000
    left = ContextReader(document_of(text)).before(len(text))
    assert 0 < len(left) <= LEFT_CHARACTERS
    assert text.endswith(left)


def test_letters_beyond_the_basic_plane_are_cut_where_the_cursor_is(qapp) -> None:
    text = "A 😀 smile\nand more"
    document = document_of(text)
    cursor = QTextCursor(document)
    reader = ContextReader(document)
    cursor.setPosition(5)  # Qt counts the face as two
    assert reader.before(5) == "A 😀 "
    assert reader.after(5) == "smile\nand more"


EDITS = st.tuples(st.integers(0, 24), st.integers(0, 2), st.sampled_from(["", "x", "\n", "\nTwo\n", "a b"]))


@given(edits=st.lists(EDITS, max_size=12), places=st.lists(st.integers(0, 24), min_size=12, max_size=12))
def test_what_was_read_before_is_read_anew_when_it_has_changed(
    qapp, edits: list[tuple[int, int, str]], places: list[int]
) -> None:
    document = document_of("One.\n\nTwo three.\nFour.")
    reader = ContextReader(document)
    for (start, removed, added), place in zip(edits, places, strict=False):
        end = document.characterCount() - 1
        cursor = QTextCursor(document)
        cursor.setPosition(min(start, end))
        cursor.setPosition(min(start + removed, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(added)
        text = document.toPlainText()
        for position in {min(place, len(text)), len(text)}:
            assert reader.before(position) == text[:position]
    while document.isUndoAvailable():
        document.undo()
        text = document.toPlainText()
        assert reader.before(len(text)) == text
