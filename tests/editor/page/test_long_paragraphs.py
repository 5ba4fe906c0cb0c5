"""Paragraphs that are laid out in pieces: the text never knows."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.counting.unicode_words import count_words
from desktop.editor.documents.exact_text import replace_text
from desktop.editor.page import long_paragraphs
from desktop.editor.page.context_reader import ContextReader
from desktop.editor.page.long_paragraphs import LONGEST, PIECE, is_continuation, plain_text, text_between
from desktop.editor.page.snapshot import Snapshot
from desktop.editor.page.text_area import TextArea
from desktop.engine.utf16 import utf16_length
from tests.editor.conftest import Writer
from tests.editor.kept import kept_texts

LONG = " ".join(f"word{number}" for number in range(4000))
FEW = {"LONGEST": 24, "PIECE": 12, "SEARCHED": 4}


def blocks(area: TextArea) -> list[QTextBlock]:
    found, block = [], area.document().firstBlock()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


@pytest.fixture
def area(qtbot: QtBot) -> TextArea:
    area = TextArea()
    qtbot.addWidget(area)
    return area


@pytest.fixture
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in FEW.items():
        monkeypatch.setattr(long_paragraphs, name, value)


def test_a_long_paragraph_stands_in_pieces_cut_behind_spaces(area: TextArea) -> None:
    area.setPlainText(f"First.\n{LONG}\nLast.")
    first, *pieces, last = blocks(area)
    assert (first.text(), last.text()) == ("First.", "Last.")
    assert all(piece.length() <= LONGEST for piece in pieces)
    assert all(piece.text().endswith(" ") for piece in pieces[:-1])
    assert [is_continuation(piece) for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert area.toPlainText() == f"First.\n{LONG}\nLast."
    assert not area.document().isModified()
    assert not area.document().isUndoAvailable()


@pytest.mark.parametrize("sentence", ["It was late, and so on. ", "“So,” he said… ", "她说：「天黑了。」"])
def test_it_is_cut_behind_a_sentence(area: TextArea, sentence: str) -> None:
    area.setPlainText(sentence * 1500)
    *pieces, _ = blocks(area)
    assert len(pieces) > 1
    assert all(len(piece.text()) % len(sentence) == 0 for piece in pieces)


def test_a_paragraph_of_ordinary_length_stays_whole(area: TextArea) -> None:
    area.setPlainText("a" * (LONGEST - 1))
    assert area.document().blockCount() == 1


@pytest.mark.parametrize(
    "letter", ["e\u0301", "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}", "\U0001f1eb\U0001f1f7", "中", "a"]
)
def test_letters_are_never_parted_from_their_marks(area: TextArea, letter: str) -> None:
    area.setPlainText(letter * (3 * LONGEST // len(letter)))
    assert area.document().blockCount() > 3
    for block in blocks(area):
        assert block.text()
        assert (block.length() - 1) % utf16_length(letter) == 0
    assert area.toPlainText() == letter * (3 * LONGEST // len(letter))


def test_no_gap_is_seen_between_pieces(writer: Writer) -> None:
    writer.put(LONG)
    QApplication.processEvents()
    page = writer.page
    first, second, *_ = blocks(page)
    page.blockBoundingRect(second)
    height = page.blockBoundingRect(first).height()
    last = first.layout().lineAt(first.layout().lineCount() - 1)
    between = height - last.y() + second.layout().lineAt(0).y()
    pitch = second.layout().lineAt(1).y() - second.layout().lineAt(0).y()
    assert between == pytest.approx(pitch, abs=2)


def test_typing_a_paragraph_long_cuts_it_in_the_same_step(area: TextArea, short_pieces: None) -> None:
    text = "one two three four five six seven eight nine ten"
    for letter in text:
        QTest.keyClicks(area, letter)
        assert all(block.length() <= FEW["LONGEST"] + 1 for block in blocks(area))
    assert area.document().blockCount() > 2
    assert area.toPlainText() == text
    area.undo()
    assert area.toPlainText() == ""
    assert area.document().blockCount() == 1
    area.redo()
    assert area.toPlainText() == text


def test_what_becomes_short_is_joined(area: TextArea, short_pieces: None) -> None:
    area.setPlainText("one two three four five six seven eight nine ten")
    assert area.document().blockCount() > 3
    area.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(42):
        QTest.keyClick(area, Qt.Key.Key_Backspace)
    assert area.document().blockCount() == 1
    assert area.toPlainText() == "one tw"


def walk(area: TextArea, key: Qt.Key) -> Iterator[str]:
    """The text before the cursor, after each press of a key until it moves no more."""
    while True:
        position = area.textCursor().position()
        yield text_between(area.document(), 0, position)
        QTest.keyClick(area, key)
        if area.textCursor().position() == position:
            return


def test_arrow_keys_find_no_seam(area: TextArea, short_pieces: None) -> None:
    text = "one two three four five six seven eight"
    area.setPlainText(text)
    ways = [text[:end] for end in range(len(text) + 1)]
    assert list(walk(area, Qt.Key.Key_Right)) == ways
    assert list(walk(area, Qt.Key.Key_Left)) == ways[::-1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_deleting_finds_no_seam(area: TextArea, short_pieces: None, key: Qt.Key) -> None:
    text = "one two three four five six seven eight"
    area.setPlainText(text)
    if key == Qt.Key.Key_Backspace:
        area.moveCursor(QTextCursor.MoveOperation.End)
    while text:
        text = text[:-1] if key == Qt.Key.Key_Backspace else text[1:]
        QTest.keyClick(area, key)
        assert area.toPlainText() == text


def test_it_is_copied_and_pasted_as_one_paragraph(writer: Writer) -> None:
    writer.put(LONG)
    writer.page.selectAll()
    writer.page.copy()
    assert QApplication.clipboard().text() == LONG
    writer.page.paste()
    assert writer.text == LONG
    writer.undo()
    assert writer.text == LONG


def test_what_is_read_of_it_has_no_seams(area: TextArea, qtbot: QtBot) -> None:
    area.setPlainText(f"First.\n{LONG}\nLast.")
    document = area.document()
    snapshot = Snapshot(document)
    with qtbot.waitSignal(snapshot.taken) as taken:
        snapshot.start()
    assert taken.args is not None
    assert "".join(taken.args[0]) == area.toPlainText()
    context = ContextReader(document)
    for position in (PIECE, 3 * PIECE, 5 * PIECE):
        before = text_between(document, 0, position)
        assert before.endswith(context.earlier(position) + context.before(position))
        assert "\n" not in context.after(position)
        assert area.toPlainText()[len(before) :].startswith(context.after(position))


def test_lines_are_numbered_as_blocks_for_the_mood_line(area: TextArea, qtbot: QtBot) -> None:
    area.setPlainText(f"First.\n{LONG}\nLast.")
    snapshot = Snapshot(area.document(), in_pieces=True)
    with qtbot.waitSignal(snapshot.taken) as taken:
        snapshot.start()
    assert taken.args is not None
    assert "".join(taken.args[0]).split("\n") == [block.text() for block in blocks(area)]


def test_a_ghost_in_it_is_painted_and_accepted(writer: Writer, qtbot: QtBot) -> None:
    text = LONG + "\nend"
    writer.put(text)
    middle = writer.page.textCursor()
    middle.setPosition(PIECE * 2)
    writer.page.setTextCursor(middle)
    before = text_between(writer.page.document(), 0, PIECE * 2)
    writer.get_ghost(" opened the")
    painted = writer.painted
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == before + " opened the" + painted + text.removeprefix(before)


@pytest.mark.parametrize("text", [LONG, "waves" * 5000, "雨" * 9000, "a\u0301b" * 4000])
def test_its_words_are_counted_as_one_paragraphs(writer: Writer, text: str) -> None:
    count = writer.window.word_count
    writer.put(text)
    assert count.words == count_words(text)
    for letters in ("x", " ", "two words", "\n", "waves" * 3000):
        cursor = writer.page.textCursor()
        for place in (PIECE, PIECE + 1, 2 * PIECE + 5):
            cursor.setPosition(place)
            writer.page.edits.replace(cursor, letters)
            assert count.words == count_words(writer.text)
    while writer.page.document().isUndoAvailable():
        writer.undo()
        assert count.words == count_words(writer.text)


def test_words_in_it_are_kept_and_restored(writer: Writer) -> None:
    writer.put(f"First.\n{LONG}\nLast.")
    QTest.keyClicks(writer.page, "Typed.")
    text = writer.text
    assert writer.window.session.autosave.keep_now()
    assert kept_texts() == [text]
    other = text.replace("word2000 ", "changed ")
    replace_text(writer.page, other)
    assert writer.text == other
    writer.undo()
    assert writer.text == text


LETTERS = st.text(st.sampled_from("ab  \n\u05d0中\u0301\N{GRINNING FACE}\N{ZERO WIDTH JOINER}"), max_size=60)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["type", "paste", "backspace", "delete", "word", "undo", "redo", "cut"]),
        st.floats(0, 1),
        st.floats(0, 1) | st.none(),
        LETTERS,
    ),
    max_size=25,
)


def units(text: str) -> str:
    """A text in which each of Qt's positions is one character."""
    return "".join(chr(unit) for unit in memoryview(text.encode("utf-16-le")).cast("H"))


def put_cursor(area: TextArea, start: float, end: float | None) -> None:
    last = area.document().characterCount() - 1
    cursor = area.textCursor()
    places = [round(start * last), round((start if end is None else end) * last)]
    places = [place - area.edits._is_second_half(place) for place in places]
    cursor.setPosition(places[0])
    cursor.setPosition(places[1], QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=LETTERS, deeds=DEEDS)
def test_any_edits_do_to_the_text_what_they_would_without_pieces(
    area: TextArea, short_pieces: None, text: str, deeds: list[tuple[str, float, float | None, str]]
) -> None:
    area.setPlainText(text)
    model = units(text)
    states = [model]  # what undo and redo may come by
    for deed, start, end, letters in deeds:
        put_cursor(area, start, end)
        cursor = area.textCursor()
        first = len(units(text_between(area.document(), 0, cursor.selectionStart())))
        last = len(units(text_between(area.document(), 0, cursor.selectionEnd())))
        if deed == "type":
            for number, letter in enumerate(letters, 1):
                area._type(letter)
                states.append(model[:first] + units(letters[:number]) + model[last:])
            model = model[:first] + units(letters) + model[last:] if letters else model
        elif deed == "paste":
            area.edits.replace(cursor, letters)
            model = model[:first] + units(letters) + model[last:]
        elif deed == "cut":
            area.cut()
            model = model[:first] + model[last:]
        elif deed in ("undo", "redo"):
            area.undo() if deed == "undo" else area.redo()
            model = units(area.toPlainText())
            assert model in states
        else:
            key = Qt.Key.Key_Delete if deed == "delete" else Qt.Key.Key_Backspace
            held = Qt.KeyboardModifier.ControlModifier if deed == "word" else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(area, key, held)
            now = units(area.toPlainText())
            gone = len(model) - len(now) if first == last else last - first
            if first == last and deed != "delete":
                first, last = first - gone, first
            else:
                last = first + gone
            assert gone or len(model) == 0 or first in (0, len(model))
            model = model[:first] + model[last:]
        assert units(plain_text(area.document())) == model
        assert all(block.length() <= 2 * FEW["LONGEST"] for block in blocks(area))
        states.append(model)
    while area.document().isUndoAvailable():
        area.undo()
    assert area.toPlainText() == text
