"""A short part of the session at the desk, with a fake engine; and what it would find."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, qWarning
from PySide6.QtWidgets import QApplication

from desktop.editor.desk import Desk
from desktop.editor.page.ghost import Ghost
from desktop.editor.settings.settings import Settings
from desktop.editor.suggestions.suggester import Suggester
from desktop.engine.engine import Suggestion
from tests.bench.session import finding, looking, writing
from tests.bench.session.__main__ import acts
from tests.bench.session.hand import Hand, WrongError
from tests.campaigns.hands.watch import Watch
from tests.editor.fake_engine import HOUSE, FakeEngine
from tests.editor.spelling.fake_spelling import FakeSpelling


def offer(left: str, right: str) -> list[Suggestion]:
    """Offer something where a word ends."""
    return HOUSE if left.endswith((" the", "the ")) else []


@pytest.fixture
def hand(qapp: QApplication, tmp_path: Path) -> Iterator[Hand]:
    watch = Watch()
    watch.begin()
    settings = Settings(QSettings(str(tmp_path / "inkling.ini"), QSettings.Format.IniFormat))
    settings.update(language="en", spelling=False)
    desk = Desk(settings, FakeEngine(answer=offer).load, speller=FakeSpelling().speller())
    hand = Hand(qapp, desk, watch, None)
    try:
        hand.begin((960, 720))
        desk.start_model(Path("model"))
        hand.wait(lambda: desk.worker.model is not None, "the model was not loaded")
        desk.greet(hand.window, has_files=False)
        yield hand
    finally:
        for window in list(desk.windows):
            window.page.document().setModified(False)
            window.close()
        ended = desk.end()
        watch.end()
    assert ended


def test_a_short_session(hand: Hand, tmp_path: Path) -> None:
    short = (
        writing.first_steps,
        finding.quotes,
        writing.suggestions,
        finding.palette,
        looking.themes,
        looking.page_look,
        looking.goals,
        finding.key_sheet,
        finding.rebind,
        finding.round_by_key,
    )
    assert set(short) < set(acts())
    for act in short:
        act(hand)
    looking.save(hand, tmp_path / "story.txt")
    looking.change_and_close(hand, tmp_path / "story.txt")
    assert not hand.desk.windows
    assert len(hand.done) > 20


def test_an_acceptance_that_writes_something_else_is_found(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing.first_steps(hand)

    def insert(suggester: Suggester, text: str, origin: object) -> None:
        suggester._page.textCursor().insertText(text + "!")

    monkeypatch.setattr(Suggester, "_insert", insert)
    with pytest.raises(WrongError, match="Tab: the page has"):
        writing.suggestions(hand)


def test_a_complaint_of_qt_is_found(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    writing.first_steps(hand)
    monkeypatch.setattr(Ghost, "show", lambda *_: qWarning("something is wrong"))
    hand.write("opened the")
    hand.rest(0.5)
    with pytest.raises(WrongError, match="something is wrong"):
        hand.check("a ghost")
