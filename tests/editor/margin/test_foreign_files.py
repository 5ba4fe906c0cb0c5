"""Files of others that are called like the desk's own: a text opened beside them changes none."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.editor.window.window import Window
from desktop.engine.files.private import private_folder
from desktop.engine.folders import data_folder

CONTENTS = [
    b'[{"author": "somebody", "text": "First!"}]',
    b"",
    b"not even JSON",
    b'{"format": 1}',
    b'{"format": 99}',
]


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("suffix", ["comments", "origins"])
def test_what_belongs_to_no_text_that_is_there_stays_as_it_is(
    window: Window, qtbot: QtBot, tmp_path: Path, suffix: str, content: bytes
) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    foreign = folder / f"video.mp4.{suffix}.json"
    foreign.write_bytes(content)
    (folder / "notes.txt").write_text("It was late.\n", encoding="utf-8")
    for _ in range(2):
        window.open(folder / "notes.txt")
        qtbot.wait(100)
        assert window.margin.annotations.is_empty
        window.session.new()
    assert {path.name for path in folder.iterdir()} == {"notes.txt", foreign.name}
    assert foreign.read_bytes() == content


@pytest.mark.parametrize("suffix", ["comments", "origins"])
def test_what_is_damaged_of_a_text_without_a_file_is_not_renamed_over_and_over(
    window: Window, qtbot: QtBot, suffix: str
) -> None:
    folder = private_folder(data_folder() / suffix)
    names = {f"untitled-0a1b2c.{suffix}.json", f"untitled-3d4e5f.damaged-20261129-010203.{suffix}.json"}
    for name in names:
        (folder / name).write_bytes(b"[]")
    for text in ("It was late.", "It was later."):
        window.session.open_copy(text)
        qtbot.wait(100)
        assert window.margin.annotations.is_empty
    assert {path.name for path in folder.iterdir()} == names
