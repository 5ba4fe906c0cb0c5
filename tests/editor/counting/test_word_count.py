"""Counting words, edit by edit."""

import random

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.counting import word_count
from desktop.editor.counting.unicode_words import count_words
from desktop.editor.counting.word_count import WordCount


@pytest.fixture
def document(qapp) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout()  # without one Qt does not tell of changes
    return document


def test_a_loaded_text_is_counted(document: QTextDocument) -> None:
    count = WordCount(document)
    document.setPlainText("One two\n\nthree  four.\n")
    assert count.words == 4
    document.setPlainText("")
    assert count.words == 0


def test_each_chinese_character_counts_and_its_marks_do_not(document: QTextDocument) -> None:
    count = WordCount(document)
    document.setPlainText("\u3000\u3000她打开屋门，\n走了——出去。")
    assert count.words == 9
    QTextCursor(document).insertText("OK 3")
    assert count.words == 11


@pytest.mark.parametrize("seed", range(20))
def test_any_edits_undone_and_redone_count_as_a_fresh_count(document: QTextDocument, seed: int) -> None:
    chance = random.Random(seed)
    count = WordCount(document)
    document.setPlainText("It was late.\nShe slept.\n\nNobody came")
    for _ in range(80):
        kind = chance.random()
        if kind < 0.15:
            document.undo()
        elif kind < 0.25:
            document.redo()
        else:
            cursor = QTextCursor(document)
            size = document.characterCount()
            cursor.setPosition(chance.randrange(size))
            cursor.setPosition(chance.randrange(size), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(
                chance.choice(["", "a", " ", "\n", "—", "明", "two words", "one\ntwo\n\n* three-four"])
            )
        assert count.words == sum(map(count_words, document.toPlainText().split("\n")))


def test_changes_are_told_once(document: QTextDocument) -> None:
    count = WordCount(document)
    told: list[int] = []
    count.changed.connect(told.append)
    cursor = QTextCursor(document)
    for letters in ("a", "b", " ", "c"):
        cursor.insertText(letters)
    assert told == [1, 2]


def test_an_edit_reads_its_paragraph_alone(document: QTextDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    count = WordCount(document)
    document.setPlainText("One two three.\n" * 1000)
    read: list[str] = []

    def counted(text: str) -> int:
        read.append(text)
        return count_words(text)

    monkeypatch.setattr(word_count, "count_words", counted)
    cursor = QTextCursor(document.findBlockByNumber(500))
    cursor.insertText("Word ")
    assert count.words == 3001
    assert read == ["Word One two three."]
