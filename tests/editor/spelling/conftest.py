"""A desk whose dictionaries are those of a test."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.settings.settings import Settings
from tests.editor.conftest import FakeDialogs
from tests.editor.fake_engine import FakeEngine
from tests.editor.spelling.fake_spelling import FakeSpelling


@pytest.fixture
def fake() -> FakeSpelling:
    return FakeSpelling()


@pytest.fixture
def desk(
    settings: Settings, engine: FakeEngine, dialogs: FakeDialogs, fake: FakeSpelling, qtbot: QtBot
) -> Iterator[Desk]:
    settings.update(spelling=True)
    desk = Desk(settings, engine.load, dialogs=dialogs, speller=fake.speller())
    yield desk
    engine.gate.set()
    for window in list(desk.windows):
        window.page.document().setModified(False)
        window.close()
    assert desk.end()
    assert fake.closed == bool(fake.asked)
