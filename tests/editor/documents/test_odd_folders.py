"""Whatever lies in the writer's folders, the desk starts, and words are kept where they can be."""

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from desktop.editor.desk import Desk
from desktop.editor.settings.settings import Choices, Settings
from desktop.editor.window.window import Window
from tests.editor.kept import leave_behind, recovery_folder
from tests.editor.real_desk import RealDesk


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(5000))


def brackets(path: Path) -> None:
    path.write_bytes(b"[" * 200_000)


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/full")


def dangling(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


def loop(path: Path) -> None:
    path.symlink_to(path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


KINDS = [garbage, brackets, folder, pipe, device, dangling, loop, empty]
ENTRIES = [
    "config/Inkling",
    "config/Inkling/Inkling.ini",
    "data",
    "data/recovery",
    "data/recovery/abc.json",
    "data/recovery/abc.journal",
    "data/backups",
    "data/models",
    "state/Inkling",
    "state/Inkling/log",
    "state/Inkling/log/inkling.log",
    "state/Inkling/log/crash.log",
    "cache/Inkling",
]


def home(tmp_path: Path) -> dict[str, str]:
    return {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "INKLING_DATA": str(tmp_path / "data"),
    }


@pytest.mark.parametrize("spoil", KINDS, ids=lambda kind: kind.__name__)
def test_the_desk_starts_whatever_is_in_its_folders(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    """One start for each kind of spoiler, in each place of which nothing else stands in the way."""
    entries = [
        name
        for name in ENTRIES
        if not any(other != name and other.startswith(name + "/") for other in ENTRIES)
    ]
    for name in entries:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        spoil(tmp_path / name)
    run(tmp_path)


@pytest.mark.parametrize(
    "name", ["config/Inkling", "data", "data/recovery", "data/backups", "state/Inkling", "state/Inkling/log"]
)
@pytest.mark.parametrize("spoil", [garbage, pipe, dangling], ids=lambda kind: kind.__name__)
def test_the_desk_starts_without_a_folder_of_its_own(
    spoil: Callable[[Path], None], name: str, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    spoil(tmp_path / name)
    run(tmp_path)


def run(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("It was late.", encoding="utf-8")
    desk = RealDesk([story], **home(tmp_path))
    try:
        assert desk.ask("text") == "'It was late.'"
        desk.do("type x")
        desk.do("save")
        assert story.read_text(encoding="utf-8") == "xIt was late."
        desk.send(signal.SIGTERM)
        assert desk.status() == 128 + signal.SIGTERM
        assert "Traceback" not in desk.errors()
    finally:
        desk.close()


def test_recovery_copies_that_are_damaged_hide_no_sound_ones(desk: Desk, window: Window) -> None:
    leave_behind("Sound.")
    for number, spoil in enumerate(KINDS):
        for suffix in ("json", "journal"):
            spoil(recovery_folder() / f"damaged{number}.{suffix}")
    desk.offer_recovery(window)
    assert "Sound." in window.messages.sentence("recovery-abc123")


@pytest.mark.qt_log_ignore("QVariant::load")  # Qt says so, and gives nothing
@given_settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*Choices.__dataclass_fields__]),
        st.one_of(
            st.sampled_from(
                [
                    "",
                    "nan",
                    "inf",
                    "-inf",
                    "1e999",
                    "-1",
                    "0",
                    "99999999999999999999",
                    "@Invalid()",
                    "a, b, c",
                ]
            ),
            st.sampled_from(["@ByteArray(\\0\\x1)", "@Variant(\\0\\0\\0\\x7f)", "@Rect(1 2 3 4)", '"\\0"']),
            st.text(st.characters(codec="utf-8"), max_size=30),
        ),
    )
)
def test_settings_of_any_kind_give_a_desk_that_works(
    tmp_path_factory: pytest.TempPathFactory, qapp, values: dict[str, str]
) -> None:
    file = tmp_path_factory.mktemp("settings") / "inkling.ini"
    lines = [f"{name}={value}" for name, value in values.items()]
    file.write_text("[desk]\n" + "\n".join(lines), encoding="utf-8", newline="")
    choices = Settings(QSettings(str(file), QSettings.Format.IniFormat)).choices
    for name, default in vars(Choices()).items():
        assert type(getattr(choices, name)) is type(default)
    assert 7 <= choices.font_points <= 48
    assert 0 <= choices.precision <= 1
    assert all(isinstance(one, str) and one for one in choices.recent)


def test_a_window_takes_odd_settings(desk: Desk, settings: Settings) -> None:
    settings.update(
        recent=["\n", "a" * 5000, "/dev/zero", "relative/name.txt"],
        geometry=b"\x01\xd9\xd0\xcb" + b"\xff" * 60,
        font_family="No such font",
        language="xx",
        keys={"no such command": "Ctrl+Q", "save": "no such key"},
        folder="/nowhere",
        model="/nowhere/too",
    )
    window = desk.new_window()
    window.show_preferences()
    assert window.isVisible()
