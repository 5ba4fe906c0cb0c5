"""Spelling, plugged into a window: its commands, its menus, and what it tells the suggestions."""

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.spelling.my_words import MyWords
from desktop.editor.spelling.page_spelling import PageSpelling
from desktop.editor.spelling.speller import Speller
from desktop.editor.spelling.spelling_menu import SpellingMenu
from desktop.editor.suggestions.suggesting import Suggesting
from desktop.engine.stories.left_off import LeftOff


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
        self._known = LeftOff()
        self.of_page.language_chosen.connect(self._note_language)
        frame.session.document_replaced.connect(self._on_another_text)
        frame.session.renamed.connect(lambda: self._note_language(self.of_page.chosen_language))
        frame.actions.bind(
            next_misspelled=self.menu.show_next,
            spelling_language=self.menu.show_languages,
            my_words=self.show_my_words,
        )

    def _on_another_text(self) -> None:
        """Begin anew, in the language that the writer has chosen for the text, should there be one."""
        self.of_page.begin_another()
        path = self._frame.session.path
        code = self._known.language(path) if path else ""
        if code and self._speller.dictionary(code):
            self.of_page.choose_language(code)

    def _note_language(self, code: str) -> None:
        path = self._frame.session.path
        if path and code != self._known.language(path):
            self._known.note_language(path, code)

    def show_my_words(self) -> None:
        """Show the writer's own words."""
        MyWords(self._speller, self._frame.window).open()
