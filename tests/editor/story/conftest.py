"""A window with a story of three chapters."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.story.story_tree import TITLE, StoryTree
from desktop.editor.window.window import Window
from tests.engine.stories.conftest import fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "The Lighthouse")


@pytest.fixture
def opened(desk: Desk, window: Window, folder: Path, qtbot: QtBot) -> Window:
    """The window, with the story open at its first chapter."""
    desk.open_files([folder], window)
    qtbot.waitUntil(lambda: window.stories.words is not None)
    return window


@pytest.fixture
def tree(opened: Window) -> StoryTree:
    return opened.stories.panel.tree


def shown(tree: StoryTree) -> list[str]:
    """The titles of the chapters in the panel."""
    return [item.text(TITLE) for item in tree._rows() if not item.data(TITLE, 256).is_note]
