"""Findings stay with their words, whatever is edited."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.editor.rereading.findings import Findings
from desktop.engine.rereading.rereading import Part, Spot

LINES = ["alpha beta gamma", "", "delta epsilon", "zeta"]


def found_in(lines: list[str]) -> Part:
    """Every word, tinted."""
    spots = [
        (Spot(number, match.start(), len(match.group())), 1)
        for number, line in enumerate(lines)
        for match in re.finditer(r"\w+", line)
    ]
    return Part(spots, [], 1, 1)


def tinted(findings: Findings, document: QTextDocument) -> list[str]:
    words = []
    for number in range(document.blockCount()):
        line = findings.in_line(number)
        text = document.findBlockByNumber(number).text()
        words += [text[one.start : one.end] for one in line.tints] if line else []
    return words


def tinted_text() -> tuple[QTextDocument, Findings]:
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))  # without one it tells of no edits
    document.setPlainText("\n".join(LINES))
    findings = Findings(document)
    findings.add(found_in(LINES))
    document.contentsChange.connect(findings.follow)
    return document, findings


edits = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 12), st.sampled_from(["", "x", " ", "\n", "y\nz ", "w v"])),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(edits)
def test_tints_stay_on_their_words(changes: list[tuple[int, int, str]]) -> None:
    document, findings = tinted_text()
    known = {word for line in LINES for word in line.split()}
    assert set(tinted(findings, document)) == known
    for position, removed, added in changes:
        cursor = QTextCursor(document)
        last = document.characterCount() - 1
        cursor.setPosition(min(position, last))
        cursor.setPosition(min(position + removed, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(added)
    words = tinted(findings, document)
    assert set(words) <= known
    assert len(words) == len(set(words))


def test_a_letter_typed_takes_the_tint_of_its_word_alone() -> None:
    document, findings = tinted_text()
    cursor = QTextCursor(document)
    cursor.setPosition(len("alpha be"))
    cursor.insertText("x")
    assert tinted(findings, document) == ["alpha", "gamma", "delta", "epsilon", "zeta"]
    cursor.setPosition(0)
    cursor.insertText("\n")
    assert tinted(findings, document)[-3:] == ["delta", "epsilon", "zeta"]


def test_all_of_a_text_replaced_is_all_gone() -> None:
    document, findings = tinted_text()
    document.setPlainText("new\ntext")
    assert tinted(findings, document) == []
    assert findings.places() == []


def test_what_comes_is_shown_once_it_is_complete() -> None:
    document, findings = tinted_text()
    findings.begin()
    findings.add(Part([(Spot(3, 0, 4), 2)], [], 1, 1))
    assert len(tinted(findings, document)) == 6
    findings.finish()
    assert tinted(findings, document) == ["zeta"]
    findings.begin()
    findings.add(Part([(Spot(0, 0, 5), 2)], [], 1, 1))
    QTextCursor(document).insertText("x")  # of a text that is no longer there
    findings.finish()
    assert tinted(findings, document) == ["zeta"]
