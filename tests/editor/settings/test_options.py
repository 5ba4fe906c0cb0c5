"""The table of options fits the choices it offers, and guards what is read from the settings file."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings

from desktop.editor.settings.keys import COMMANDS
from desktop.editor.settings.option_kinds import (
    Colour,
    FontFace,
    Number,
    OneOf,
    Option,
    Slider,
    Switch,
    check,
)
from desktop.editor.settings.options import OPTION, OPTIONS, SECTIONS
from desktop.editor.settings.settings import LIMITS, Choices, Settings

TYPES: dict[type, Any] = {
    Switch: bool,
    Number: (int, float),
    Slider: (int, float),
    OneOf: str,
    FontFace: str,
    Colour: str,
}


def test_there_is_one_option_of_a_name() -> None:
    assert len(OPTION) == len(OPTIONS)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_an_option_offers_a_choice(option: Option, qapp) -> None:
    default = getattr(Choices(), option.name)
    assert type(option.kind) not in TYPES or isinstance(default, TYPES[type(option.kind)])
    check(option, default)
    assert option.section in SECTIONS
    assert option.tip, "it says no more in a tooltip"
    assert not option.needs or isinstance(OPTION[option.needs].kind, Switch)
    if isinstance(option.kind, OneOf):
        offered = {value for value, _ in option.kind.values()}
        assert default in offered
        assert not option.kind.known or offered == option.kind.known
    if isinstance(option.kind, Slider):
        assert isinstance(default, float) == (option.kind.scale != 1)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.setting], ids=lambda one: one.name)
def test_a_command_turns_a_choice(command) -> None:
    assert isinstance(getattr(Choices(), command.setting), bool)


def test_all_numbers_are_checked_when_they_are_read() -> None:
    numbers = {one.name for one in fields(Choices) if type(getattr(Choices(), one.name)) in (int, float)}
    assert numbers <= LIMITS.keys() | OPTION.keys()


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Number(2, 8), 8, 9),
        (Number(0, 1), 0.5, float("nan")),
        (Slider(2, 90, str, scale=100), 0.9, 0.91),
        (OneOf(list, frozenset({"light", "dark"})), "dark", "pink"),
        (Colour(), "#2f5d9b", "blue; }"),
        (Colour(), "", "#fff"),
    ],
)
def test_values_that_an_option_takes(kind, good, bad) -> None:
    option = Option("some", "page", kind, "Some")
    check(option, good)
    with pytest.raises(ValueError, match=str(bad)[:4]):
        check(option, bad)


def test_a_number_beyond_its_option_is_the_default(tmp_path: Path, qapp) -> None:
    file = tmp_path / "kept.ini"
    file.write_text("[desk]\nfont_points=4000\nmax_words=20\n", encoding="utf-8")
    choices = Settings(QSettings(str(file), QSettings.Format.IniFormat)).choices
    assert choices.font_points == Choices().font_points
    assert choices.max_words == 20  # more than the preferences offer, which writers may set by hand
