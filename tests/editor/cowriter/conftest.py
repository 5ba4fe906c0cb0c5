"""A window whose fake engine lists words after "opened the", and tells stories by temperature."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.cowriter.cowriter import CoWriter
from desktop.editor.window.window import Window
from desktop.engine.engine import ContinueSettings, Suggestion
from tests.editor.fake_engine import HOUSE, FakeEngine

WORDS = [Suggestion(" door", 0.56), Suggestion(" window", 0.3), Suggestion(" gate", 0.0123)]


class CoEngine(FakeEngine):
    """Lists `WORDS` behind "opened the", and what is left of them behind their beginnings."""

    def suggest(self, left="", right="", settings=None, is_stale=None):
        found = super().suggest(left, right, settings, is_stale)
        if settings is None or not settings.one_word:
            return found
        return self.listed(left, right)[: settings.alternatives]

    def listed(self, left: str, right: str) -> list[Suggestion]:
        for at in range(len(left), -1, -1):
            if left[:at].endswith("opened the"):
                typed = left[at:]
                return [
                    Suggestion(one.text[len(typed) :], one.probability)
                    for one in WORDS
                    if one.text.startswith(typed) and one.text != typed
                ]
        return []

    def continue_story(
        self,
        left: str,
        right: str = "",
        settings: ContinueSettings = ContinueSettings(),  # noqa: B008
    ) -> Iterator[str]:
        for piece in super().continue_story(left, right, settings):
            yield piece.replace("She", f"Way {len(self.told)}") if settings.bridge else piece


@pytest.fixture
def engine() -> CoEngine:
    return CoEngine(answer=lambda left, right: HOUSE if left.endswith("opened the") else [])


@pytest.fixture
def cowriter(window: Window, qtbot: QtBot) -> CoWriter:
    return window.cowriter
