"""What the first painting does not show is made behind it; whoever wants it before sees no difference."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.editor.desk import Desk
from desktop.editor.look import current_look
from desktop.editor.window.late_features import LATE
from desktop.editor.window.window import Window


def made(window: Window) -> set[str]:
    return set(LATE) & set(vars(window))


@pytest.fixture
def new(desk: Desk) -> Window:
    """A window that nothing has been painted of yet."""
    return desk.new_window()


def test_nothing_late_is_made_before_the_first_painting_and_all_of_it_behind(
    new: Window, qtbot: QtBot
) -> None:
    assert not made(new)
    qtbot.waitUntil(lambda: made(new) == set(LATE))


def test_the_desk_imports_nothing_late_before_it_shows_a_window() -> None:
    late = (
        "cowriter.cowriter",
        "margin",
        "exchange.exchange",
        "versions",
        "split",
        "outline",
        "palette",
        "finding.finding",
    )
    code = (
        f"import sys, desktop.editor.desk; print([n for n in {late} if 'desktop.editor.' + n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "command", ["find", "palette", "comment", "ways", "go_to_heading", "first_steps", "keep_version"]
)
def test_a_command_given_at_once_is_done_once(new: Window, command: str, monkeypatch) -> None:
    new.page.setPlainText("It was late when she opened the door.")
    done: list[str] = []
    bind = new.actions_.bind

    def counted(**slots):
        bind(**{name: (lambda name=name: done.append(name)) for name in slots})

    monkeypatch.setattr(new.actions_, "bind", counted)
    new.actions_[command].trigger()
    assert done == [command]
    assert made(new) == set(LATE)
    new.actions_[command].trigger()
    assert done == [command] * 2


def test_a_key_pressed_at_once_finds(new: Window, qtbot: QtBot) -> None:
    new.actions_["find"].trigger()
    assert new.finding.bar.isVisible()


def test_a_switch_turned_at_once_is_turned_once(new: Window) -> None:
    new.page.setPlainText("It was late.")
    new.actions_["split_view"].trigger()
    assert new.split.view is not None
    assert new.actions_["split_view"].isChecked()


def test_markdown_switched_on_at_once_stays_on(new: Window) -> None:
    new.page.setPlainText("# The house")
    new.actions_["markdown"].trigger()
    assert new.markdown.looks.is_on
    assert new.actions_["markdown"].isChecked()


def test_what_is_made_late_has_the_colours_and_the_words(new: Window) -> None:
    assert new.cowriter.rephrasing._look == current_look()
    assert new.outline.panel.accessibleName()


def test_what_the_choices_show_is_there_from_the_beginning(desk: Desk) -> None:
    desk.settings.update(outline=True)
    assert made(desk.new_window()) == {"outline"}


def test_a_text_opened_at_once_looks_as_it_is_and_has_its_comments(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "story.md"
    file.write_text("# The house\n\nIt was late.\n", encoding="utf-8")
    first = desk.new_window()
    first.open(file)
    assert made(first) == {"markdown"}
    assert first.markdown.looks.is_on
    first.actions_["bookmark"].trigger()
    first.close()
    second = desk.new_window()
    second.open(file)
    qtbot.waitUntil(lambda: "margin" in made(second))
    qtbot.waitUntil(lambda: len(second.margin.annotations.marks) == 1)


def test_a_window_closed_at_once_makes_nothing(desk: Desk, qtbot: QtBot) -> None:
    first, second = desk.new_window(), desk.new_window()
    qtbot.waitUntil(lambda: made(first) == set(LATE))
    third = desk.new_window()
    third.close()
    qtbot.wait(50)
    assert desk.windows == [first, second]


def test_keys_typed_while_features_are_made_all_arrive(new: Window, qtbot: QtBot) -> None:
    for letter in "It was late":
        qtbot.keyClick(new.page, letter if letter != " " else Qt.Key.Key_Space)
        qtbot.wait(1)
    assert new.page.toPlainText() == "It was late"
    qtbot.waitUntil(lambda: made(new) == set(LATE))
