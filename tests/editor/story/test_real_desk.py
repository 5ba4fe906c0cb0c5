"""A story in the real program, in a process of its own."""

import os
import signal
from pathlib import Path

from tests.editor.real_desk import RealDesk
from tests.engine.stories.conftest import CHAPTERS, fill


def ended(desk: RealDesk) -> None:
    desk.send(signal.SIGTERM)
    assert desk.status() == 128 + signal.SIGTERM
    assert desk.errors() == ""


def test_a_folder_on_the_command_line_is_a_story_and_opens_again_by_itself(tmp_path: Path) -> None:
    folder = fill(tmp_path / "The Lighthouse")
    desk = RealDesk([os.fsencode(folder)])
    try:
        assert desk.ask("text") == repr(CHAPTERS["Arrival.md"])
        desk.do("type New. ")
        desk.do("save")
        ended(desk)
    finally:
        desk.close()
    assert (folder / "Arrival.md").read_text() == "New. They came.\n"
    desk = RealDesk([])
    try:
        assert desk.ask("text") == repr("New. They came.\n")
        desk.do("type More. ")
        ended(desk)
    finally:
        desk.close()
    # Where the cursor was; and unsaved words are offered before anything is opened.
    desk = RealDesk([])
    try:
        assert desk.ask("text") == "''"
        assert "unsaved words" in desk.ask("said")
        ended(desk)
    finally:
        desk.close()
