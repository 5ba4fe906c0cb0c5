"""A window whose fake engine finds certain words odd."""

import re

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.rereading.rereading_view import RereadingView
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window
from desktop.engine.rereading.places import Kind, Place
from desktop.engine.rereading.rereading import Part, Spot
from tests.editor.fake_engine import HOUSE, FakeEngine, offer_after

ODD = {
    "there": (Kind.CONFUSED, "their"),
    "lightning": (Kind.SURPRISING, ""),
    "the the": (Kind.REPEATED, ""),
    "sigh of relief": (Kind.WORN, ""),
}


def stands_out(text: str) -> list[Part]:
    """What is odd, a part for each line, with a tint of level 3 for each word of five letters."""
    lines, whole = text.split("\n"), len(text.split())
    parts = [Part([], [], 0, whole)]
    done = 0
    for number, line in enumerate(lines):
        tints = [(Spot(number, *_span(found)), 3) for found in re.finditer(r"\b\w{5}\b", line)]
        places = [
            (Spot(number, *_span(found)), Place(found.start(), words, kind, other))
            for words, (kind, other) in ODD.items()
            for found in re.finditer(rf"\b{words}\b", line)
        ]
        done += len(line.split())
        parts.append(Part(tints, places, done, whole))
    return parts


def _span(found: re.Match[str]) -> tuple[int, int]:
    return found.start(), found.end() - found.start()


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(answer=offer_after({"opened the": HOUSE}), stands_out=stands_out)


@pytest.fixture
def view(window: Window, settings: Settings, qtbot: QtBot) -> RereadingView:
    """Rereading is on."""
    settings.update(reread=True)
    view = window.rereading.view
    assert view
    return view
