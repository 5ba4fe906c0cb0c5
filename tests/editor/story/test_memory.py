"""What is remembered of a story spans its chapters."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.window.window import Window
from tests.editor.conftest import Writer
from tests.editor.fake_engine import FakeEngine
from tests.engine.stories.conftest import CHAPTERS

PEOPLE = "Ann, a sailor.\n"


def surveys(engine: FakeEngine) -> list[tuple[str, tuple[str, ...]]]:
    """What the engine was told of the story: the chapter on the page, and the others."""
    return list(zip(list(engine.surveyed), list(engine.others_surveyed), strict=False))


def test_the_other_chapters_are_known(opened: Window, engine: FakeEngine, qtbot: QtBot) -> None:
    others = (CHAPTERS["Storm.md"], CHAPTERS["Calm.md"], PEOPLE)
    qtbot.waitUntil(lambda: (CHAPTERS["Arrival.md"], others) in surveys(engine))


def test_the_story_stays_the_same_from_chapter_to_chapter(
    opened: Window, engine: FakeEngine, writer: Writer, qtbot: QtBot
) -> None:
    story, forgotten = opened.memory.story, engine.forgotten
    opened.actions_["next_chapter"].trigger()
    others = (CHAPTERS["Arrival.md"], CHAPTERS["Calm.md"], PEOPLE)
    qtbot.waitUntil(lambda: (CHAPTERS["Storm.md"], others) in surveys(engine))
    assert opened.memory.story == story
    assert engine.forgotten == forgotten
    # What stands before the chapter is read, too.
    qtbot.waitUntil(lambda: CHAPTERS["Arrival.md"] in [earlier for _, _, earlier, _ in engine.prepared])
    opened.session.new()
    assert opened.memory.story != story


def test_what_is_forgotten_stays_so_in_the_next_chapter(opened: Window, qtbot: QtBot) -> None:
    opened.actions_["forget_story"].trigger()
    opened.actions_["next_chapter"].trigger()
    assert not opened.memory.in_use
    opened.actions_["close_story"].trigger()
    assert opened.memory.in_use  # another text, by itself


def test_what_another_program_writes_is_known(
    opened: Window, engine: FakeEngine, folder: Path, qtbot: QtBot
) -> None:
    (folder / "Extra.md").write_text("Qivareth came.\n")
    qtbot.waitUntil(lambda: bool(engine.others_surveyed) and "Qivareth came.\n" in engine.others_surveyed[-1])


def test_a_file_by_itself_has_no_other_chapters(
    desk: Desk, window: Window, engine: FakeEngine, folder: Path, qtbot: QtBot
) -> None:
    desk.open_files([folder / "Calm.md"], window)
    qtbot.waitUntil(lambda: CHAPTERS["Calm.md"] in engine.surveyed)
    assert set(engine.others_surveyed) == {()}
