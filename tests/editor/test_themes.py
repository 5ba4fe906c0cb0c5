"""Themes: readable, everywhere, and told when they are not."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.editor.look import LEAST_OF_SIGNS, THEMES, Look, contrast, current_look
from desktop.editor.settings.page_options import THEMES as CHOICES


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
    assert contrast(QColor("red"), QColor("red")) == 1


def test_every_theme_can_be_chosen() -> None:
    assert set(CHOICES) == {"system", *THEMES, "own"}


@pytest.mark.parametrize("name", THEMES)
def test_everything_can_be_read_in_every_theme(name: str) -> None:
    look = Look.of_theme(name)
    assert look
    assert look.too_faint() == {}
    palette = look.palette()
    for ground in (look.paper, look.desk, palette.window().color(), palette.button().color()):
        assert contrast(look.ink, ground) > 7
    assert contrast(look.quiet, look.desk) >= 4.5
    assert contrast(look.accent, look.paper) >= 4.5
    for behind in (look.found, look.continued, look.scope):
        assert contrast(look.page_ink, behind) >= 4.5
        assert behind != look.paper
    assert len({one.name() for one in (look.page_ink, look.ghost, look.dim, look.paper)}) == 4


def test_high_contrast_leaves_nothing_faint() -> None:
    look = Look.of_theme("contrast")
    assert look
    for colour in (look.ink, look.quiet, look.ghost, look.accent):
        assert contrast(colour, look.paper) >= 7
    for colour in (look.dim, look.hairline):
        assert contrast(colour, look.paper) >= 4.5


def test_bars_can_be_read_whatever_the_writer_chooses() -> None:
    for paper in ("#777777", "#ffffff", "#000000", "#ff0000", "#2f5d9b"):
        look = Look.own(paper, paper)
        assert look.too_faint()["page_ink"] == (1.0, 4.5)
        assert contrast(look.ink, look.desk) >= 4
        assert contrast(look.accent, look.paper) >= LEAST_OF_SIGNS


def test_own_colours_that_are_left_open_go_with_the_paper() -> None:
    assert Look.own("#101010", "").too_faint() == {}
    assert Look.own("#fefefe", "").too_faint() == {}
    look = Look.own("#fefefe", "#111111", "#00aa00", "#bb0000")
    assert (look.ghost.name(), look.dim.name()) == ("#00aa00", "#bb0000")


def test_a_theme_is_worn_by_all_of_the_desk_and_taken_off(window, settings, qtbot) -> None:
    system = QPalette(QApplication.palette())
    was = current_look()
    settings.update(theme="dark")
    dark = Look.of_theme("dark")
    assert dark
    assert current_look() == dark
    assert QApplication.palette().color(QPalette.ColorRole.Base) == dark.paper
    assert dark.paper.name() in window.styleSheet()
    settings.update(theme="system")
    assert current_look() == was
    assert QApplication.palette().color(QPalette.ColorRole.Base) == system.color(QPalette.ColorRole.Base)


def test_a_command_goes_from_theme_to_theme(window, settings) -> None:
    seen = []
    for _ in CHOICES:
        window.actions_["theme"].trigger()
        seen.append(settings.choices.theme)
    assert seen == [*CHOICES[1:], CHOICES[0]]
    assert window.status.remark.text() == "Theme: The system's"


def test_only_the_ghosts_colour_may_change(window, settings) -> None:
    settings.update(theme="own", own_paper="#ffffff", own_ink="#000000")
    settings.update(own_ghost="#00aa00")
    assert current_look().ghost.name() == "#00aa00"
    window.page.setFocus()
    window.page.ghost.show("word")
    formats = window.page.textCursor().block().layout().formats()
    assert formats[0].format.foreground().color().name() == "#00aa00"
    settings.update(theme="system")


def test_colours_that_are_hard_to_read_are_told(window, settings) -> None:
    settings.update(theme="own", own_paper="#ffffff", own_ink="#aaaaaa")
    assert "hard to read (contrast 2.3, at least 4.5 is good)" in window.messages.sentence("contrast")
    settings.update(own_ink="#111111", own_ghost="#f0f0f0")
    assert "Suggestions in these colours" in window.messages.sentence("contrast")
    settings.update(own_ghost="", own_dim="#fafafa")
    assert "Dimmed text" in window.messages.sentence("contrast")
    settings.update(theme="sepia")
    assert window.messages.sentence("contrast") == ""
    settings.update(theme="system")
