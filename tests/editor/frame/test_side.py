"""Panels beside the page leave it room: they stand beside one another, or one above the other."""

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QPushButton, QSpacerItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.frame.central import LETTERS, Central
from desktop.editor.settings.settings import Settings
from desktop.editor.window.window import Window

ALL = ("next_words", "reread", "memory_panel", "outline")


class Panel(QWidget):
    """As wide as the desk's are."""

    def __init__(self, height: int = 200):
        super().__init__()
        self.button = QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button)
        column.addSpacerItem(QSpacerItem(240, 0))
        self.setMinimumSize(150, height)


@pytest.fixture
def central(window: Window) -> Central:
    return window._frame.central


@pytest.fixture
def panels(central) -> list[Panel]:
    made = [Panel() for _ in range(3)]
    for panel in made:
        panel.hide()
        central.add_after(panel)
    return made


def least(window: Window) -> int:
    return LETTERS * window.page.fontMetrics().averageCharWidth()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def is_stacked(panels: list[Panel]) -> bool:
    places = [panel.mapTo(panel.window(), QPoint()) for panel in panels]
    return len({place.x() for place in places}) == 1 and len({place.y() for place in places}) == len(panels)


def test_panels_stand_beside_one_another_while_there_is_room(window: Window, panels) -> None:
    window.resize(1500, 700)
    for panel in panels:
        panel.show()
        settle()
    assert not is_stacked(panels)
    assert [panel.width() for panel in panels] == [240] * 3
    window.resize(least(window) + 400, 700)
    settle()
    assert is_stacked(panels)
    assert window.page.width() >= least(window)
    window.resize(1500, 700)
    settle()
    assert not is_stacked(panels)


def test_one_more_makes_them_stack_and_one_less_takes_it_back(window: Window, panels) -> None:
    window.resize(least(window) + 500, 700)
    panels[0].show()
    panels[1].show()
    settle()
    assert not is_stacked(panels[:2])
    panels[2].show()
    settle()
    assert is_stacked(panels)
    panels[0].hide()
    settle()
    assert not is_stacked(panels[1:])
    assert window.page.width() >= least(window)
    for panel in panels:
        panel.hide()
    settle()
    assert window.page.width() == window.width()


def test_a_width_that_the_writer_chose_stays_while_there_is_room(window: Window, central, panels) -> None:
    window.resize(1400, 700)
    panels[0].show()
    settle()
    splitter = central._splitter
    splitter.setSizes([0, splitter.width() - 333, 333])
    settle()
    chosen = panels[0].width()
    assert chosen > 300
    window.resize(1450, 700)
    settle()
    assert panels[0].width() == chosen
    window.resize(least(window) + 280, 700)
    settle()
    assert window.page.width() >= least(window)


def test_a_low_window_shows_the_panel_that_was_opened_or_has_the_keyboard(window: Window, panels) -> None:
    window.resize(least(window) + 260, 400)
    for panel in panels:
        panel.show()
    settle()
    assert window.height() == 400
    assert not panels[2].visibleRegion().isEmpty()
    panels[0].button.setFocus()
    settle()
    assert not panels[0].button.visibleRegion().isEmpty()
    panels[2].button.setFocus()
    settle()
    assert not panels[2].button.visibleRegion().isEmpty()


@pytest.mark.parametrize(("width", "narrowest"), [(640, 350), (960, 600)])
def test_with_all_panels_of_the_desk_the_page_is_a_page(
    window: Window, settings: Settings, qtbot: QtBot, width: int, narrowest: int
) -> None:
    window.resize(width, 512)
    settings.update(**dict.fromkeys(ALL, True))
    window.actions_["margin_panel"].trigger()
    settle()
    assert window.size() == QSize(width, 512)
    assert window.page.width() > narrowest
    settings.update(**dict.fromkeys(ALL, False))
    window.actions_["margin_panel"].trigger()
    settle()
    assert window.page.width() == width


def before_page(central: Central) -> list[Panel]:
    """Three closed panels where lines begin."""
    made = [Panel() for _ in range(3)]
    for panel in made:
        panel.hide()
        central.add_before(panel)
    return made


@pytest.fixture(params=["before the page", "after it"])
def either(request, central, panels) -> list[Panel]:
    return panels if request.param == "after it" else before_page(central)


def test_a_full_screen_without_panels_gets_them_back(window: Window, central, either) -> None:
    either[0].show()
    settle()
    central.set_bare(True)
    settle()
    assert not either[0].isVisible()
    central.set_bare(False)
    settle()
    assert either[0].isVisible()


def test_what_was_closed_or_opened_meanwhile_is_as_the_writer_left_it(
    window: Window, central, either
) -> None:
    either[0].show()
    either[1].show()
    central.set_bare(True)
    either[0].hide()
    settle()
    assert not either[1].isVisible()
    either[1].hide()
    central.set_bare(False)
    settle()
    assert window.page.width() == window.width()
    central.set_bare(True)
    either[2].show()  # whoever asks for one gets it
    settle()
    assert either[2].isVisible()
    central.set_bare(False)
    settle()
    assert either[2].isVisible()


def test_a_panel_that_is_open_stays_away_in_a_full_screen(window: Window, central, either) -> None:
    either[0].show()
    central.set_bare(True)
    either[0].setVisible(True)  # as a feature does whose panel is on, at each change of what it shows
    settle()
    assert not either[0].isVisible()
