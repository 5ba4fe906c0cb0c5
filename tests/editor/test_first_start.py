"""The very first start of the whole program, the second one, and one with a file."""

from pathlib import Path

from tests.editor.real_desk import RealDesk


def first_focus(*files: Path) -> str:
    desk = RealDesk(files)
    try:
        found = desk.ask("focus")
        desk.do("ask")  # closes; nothing was written, so nothing is asked
        assert desk.status() == 0
        return found
    finally:
        desk.close()


def test_the_first_steps_come_once_and_not_over_a_file(tmp_path: Path) -> None:
    assert first_focus() == "first_steps_line"
    assert first_focus() == "page"


def test_who_opens_a_file_is_on_the_page(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A story.\n", encoding="utf-8")
    assert first_focus(story) == "page"
