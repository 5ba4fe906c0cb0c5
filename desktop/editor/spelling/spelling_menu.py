"""What can be done about a wrong word: a small menu, at the mouse or at the word."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QTextCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from desktop.editor.messages.engine_words import told
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.page import Page
from desktop.editor.spelling.page_spelling import PageSpelling, Wrong
from desktop.editor.spelling.speller import Speller
from desktop.engine.errors import InklingError

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


class SpellingMenu(QObject):
    """Offers what a wrong word may have been meant for, and to add or to ignore it.

    Signals:
        said: A sentence for the writer.
    """

    said = Signal(str)

    def __init__(self, page: Page, spelling: PageSpelling, speller: Speller):
        super().__init__(page)
        self._page = page
        self._spelling = spelling
        self._speller = speller
        page.menu_opening.connect(self._on_menu_opening)

    def show_next(self) -> None:
        """Select the next wrong word, with the menu below it."""
        if not self._spelling.is_on:
            self.said.emit(self.tr("Spelling is off."))
            return
        self._page.end_composing()
        self._spelling.hunt(self._on_found)

    def show_languages(self) -> None:
        """Let the writer choose the dictionary of this text."""
        menu = self._new_menu()
        group = QActionGroup(menu)
        chosen = self._spelling.chosen_language
        self._add_language(menu, group, self.tr("As the text is"), "", not chosen)
        menu.addSeparator()
        for dictionary in sorted(self._speller.dictionaries, key=lambda one: language_name(one.code)):
            code = dictionary.code
            self._add_language(menu, group, language_name(code), code, code == chosen)
        self._popup(menu)

    def _add_language(self, menu: QMenu, group: QActionGroup, words: str, code: str, is_chosen: bool) -> None:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        group.addAction(action)
        action.triggered.connect(lambda: self._spelling.choose_language(code))

    def _on_found(self, wrong: Wrong | None) -> None:
        if wrong is None:
            self.said.emit(self.tr("No misspelled words."))
            return
        self._page.setTextCursor(self._selected(wrong))
        self._page.ensureCursorVisible()
        menu = self._new_menu()
        self._fill(menu, wrong, None)
        self._popup(menu)

    def _on_menu_opening(self, menu: QMenu, place: QTextCursor) -> None:
        wrong = self._spelling.wrong_word_at(place)
        if wrong:
            self._fill(menu, wrong, next(iter(menu.actions()), None))

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self, menu: QMenu) -> None:
        place: QPoint = self._page.cursorRect().bottomLeft()
        menu.popup(self._page.viewport().mapToGlobal(place))

    def _fill(self, menu: QMenu, wrong: Wrong, first: QAction | None) -> None:
        """Put everything before what the menu has; what the word may be meant for comes when it is found."""
        before = cast(QAction, first)  # Qt takes None, and puts it last then
        waiting = QAction(self.tr("Looking for similar words…"), menu)
        waiting.setObjectName("waiting")
        waiting.setEnabled(False)
        menu.insertAction(before, waiting)
        menu.insertSeparator(before)
        for name, words, deed in (
            ("add", self.tr("&Add to My Words"), lambda: self._add(wrong.text)),
            ("ignore", self.tr("&Ignore in This Text"), lambda: self._spelling.ignore(wrong.text)),
        ):
            action = QAction(words, menu)
            action.setObjectName(name)
            action.triggered.connect(deed)
            menu.insertAction(before, action)
        if first:
            menu.insertSeparator(before)
        dictionary = self._spelling.dictionary
        place = self._selected(wrong)  # follows the word, should a story go on before it meanwhile
        if dictionary:
            self._speller.suggest(
                dictionary,
                wrong.text,
                lambda found: self._show_similar(menu, waiting, place, wrong.text, found),
            )

    def _show_similar(
        self, menu: QMenu, waiting: QAction, place: QTextCursor, text: str, found: list[str]
    ) -> None:
        if not isValid(menu) or not isValid(waiting):
            return  # closed meanwhile
        if not found:
            waiting.setText(self.tr("No similar words"))
            return
        curly = _CURLY in place.block().text()
        actions = []
        for word in found:
            word = word.replace("'", _CURLY) if curly else word
            action = QAction(word, menu)
            action.setObjectName("similar")
            action.setEnabled(not self._page.forward_only.is_on)
            action.triggered.connect(self._replacing(place, text, word))
            menu.insertAction(waiting, action)
            actions.append(action)
        menu.removeAction(waiting)
        if menu.activeAction() is None and self._page.textCursor().selectedText() == text:
            menu.setActiveAction(actions[0])  # found by key: Return takes the likeliest

    def _replacing(self, cursor: QTextCursor, text: str, word: str) -> Callable[[], None]:
        def replace() -> None:
            if cursor.selectedText() != text or self._page.isReadOnly():
                return  # it was changed meanwhile
            self._page.edits.replace(cursor, word)
            self._page.setTextCursor(cursor)
            self._page.ensureCursorVisible()

        return replace

    def _add(self, word: str) -> None:
        try:
            self._speller.add_own(word)
        except InklingError as error:
            self.said.emit(told(error.sentence))

    def _selected(self, wrong: Wrong) -> QTextCursor:
        last = self._page.document().characterCount() - 1
        return cursor_between(self._page.document(), min(wrong.start, last), min(wrong.end, last))


def language_name(code: str) -> str:
    """What the speakers of a language call it, with the country if its code names one."""
    locale = QLocale(code)
    if locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return code
    name = locale.nativeLanguageName()
    parts = code.split("_")
    if len(parts) > 1 and len(parts[1]) == 2 and parts[1].isupper():
        return f"{name} ({locale.nativeTerritoryName()})" if "(" not in name else name
    return name
