"""What a statement says; one word and many are told apart by the catalogues."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from desktop.editor.origins.statement_words import StatementWords
from desktop.engine.origins.origin import Origin
from desktop.engine.origins.telling import Share

PUT_IN = {Origin.ACCEPTED: 212, Origin.CONTINUED: 1040}


@pytest.fixture
def words(qtbot: QtBot) -> Iterator[StatementWords]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield StatementWords()
    QLocale.setDefault(before)


def test_the_sentence_that_publishers_ask_for(words: StatementWords) -> None:
    share = Share(7500, PUT_IN, {Origin.ACCEPTED: 100, Origin.CONTINUED: 200})
    said = words.sentence(share, of_story=False)
    assert said.startswith("4 % of this text was suggested by a machine: 212 word")
    assert "accepted as offered, 1,040 continued, of which 300 stand" in said
    assert words.sentence(share, of_story=True).startswith("4 % of this story")


def test_little_is_not_told_as_nothing_and_nothing_is(words: StatementWords) -> None:
    assert words.sentence(Share(7500, PUT_IN, {Origin.ACCEPTED: 1}), False).startswith("Less than 1 % of")
    assert words.sentence(Share(7500, PUT_IN, {}), False).startswith("0 % of")
    assert words.sentence(Share(7500), True) == "No word of this story was suggested by a machine."
    assert words.sentence(Share(0), False) == "No word of this text was suggested by a machine."


@pytest.mark.parametrize("origin", Origin)
def test_each_way_to_come_has_its_words(words: StatementWords, origin: Origin) -> None:
    assert words.kind(origin)
    assert "3 " in words.sentence(Share(10, {origin: 3}, {origin: 3}), False)


def test_it_says_how_it_was_counted(words: StatementWords) -> None:
    said = words.basis(Share(7500), date(2026, 11, 29))
    assert "7,500" in said
    assert "November 29, 2026" in said
