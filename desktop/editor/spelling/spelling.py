"""Spelling, plugged into a window: its commands, its menus, and what it tells the suggestions."""

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.spelling.my_words import MyWords
from desktop.editor.spelling.page_spelling import PageSpelling
from desktop.editor.spelling.speller import Speller
from desktop.editor.spelling.spelling_menu import SpellingMenu
from desktop.editor.suggestions.suggesting import Suggesting


class Spelling(QObject):
    """What one window does about spelling.

    Attributes:
        of_page: Knows the page's wrong words.
        menu: Offers what can be done about one.
    """

    def __init__(self, frame: Frame, speller: Speller, suggesting: Suggesting):
        super().__init__(frame)
        self._frame = frame
        self._speller = speller
        self.of_page = PageSpelling(frame.page, speller, frame.settings)
        self.menu = SpellingMenu(frame.page, self.of_page, speller)
        self.menu.said.connect(frame.remark)
        suggesting.suggester.sift = self.of_page.sift
        suggesting.memory.named.connect(self.of_page.know_names)
        frame.session.document_replaced.connect(self.of_page.begin_another)
        frame.actions.bind(
            next_misspelled=self.menu.show_next,
            spelling_language=self.menu.show_languages,
            my_words=self.show_my_words,
        )

    def show_my_words(self) -> None:
        """Show the writer's own words."""
        MyWords(self._speller, self._frame.window).open()
