"""A folder with a story in it."""

from pathlib import Path

import pytest

from desktop.engine.stories.story_folder import StoryFolder

CHAPTERS = {"Arrival.md": "They came.\n", "Storm.md": "It blew.\n\nIt rained.\n", "Calm.md": "All slept.\n"}
ORDER = 'order = ["Arrival.md", "Storm.md", "Calm.md"]\n'


def fill(folder: Path) -> Path:
    """Write the story."""
    folder.mkdir(parents=True)
    for name, text in CHAPTERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "story.toml").write_text(ORDER, encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "People.md").write_text("Ann, a sailor.\n", encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "The Lighthouse")


@pytest.fixture
def story(folder: Path) -> StoryFolder:
    return StoryFolder.open(folder)


def titles(story: StoryFolder) -> list[str]:
    """The titles of its chapters, in order."""
    return [text.title for text in story.texts]
