"""The space behind words that were taken, on the page: when it comes, and what takes its place."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from desktop.editor.page.context_reader import ContextReader
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.engine.words import begins_word

SPACE = " "


class Spacing(QObject):
    """Puts a space behind words that were taken, for as long as the cursor stays there.

    Before another word it comes even if the settings say that none is wanted: the two would be one.

    A mark that is typed then takes its place, and a typed space stands for it.

    Signals:
        lost: A mark has taken its place: the space has saved no key.
    """

    lost = Signal()

    def __init__(self, page: Page, settings: Settings, context: ContextReader):
        super().__init__(page)
        self._page = page
        self._settings = settings
        self._context = context
        self._behind: int | None = None  # the position behind the space
        page.make_way = self._make_way
        page.cursorPositionChanged.connect(self._on_change)
        page.document().contentsChange.connect(self._on_change)

    @property
    def waits(self) -> bool:
        """Whether the cursor stands behind such a space, whose place a mark would take."""
        return self._behind is not None

    def before_word(self, text: str) -> str:
        """The space to be painted behind words at the cursor: the one that comes with them before a word."""
        document, position = self._page.document(), self._page.textCursor().position()
        # Two characters tell, at each letter that is typed.
        following = document.characterAt(position) + document.characterAt(position + 1)
        return SPACE if begins_word(following) and self._is_due(text, "", position) else ""

    def put(self, cursor: QTextCursor, text: str, rest: str = "") -> str:
        """Put words in at the cursor, as an undo step by itself, with the space behind them if one is due.

        Args:
            cursor: Where they go in; it stands behind them afterwards.
            text: The words.
            rest: What else was offered behind them.

        Returns:
            What was put in.
        """
        space = SPACE if self._is_due(text, rest, cursor.position()) else ""
        self._page.edits.replace(cursor, text + space)
        if space:
            self._behind = cursor.position()
        return text + space

    def _is_due(self, text: str, rest: str, position: int) -> bool:
        # Imported with the first words that are taken: it takes longer to load than the window may.
        from desktop.engine.space_behind import is_due

        right = self._context.after(position)
        if not (self._settings.choices.space_behind or begins_word(right)):
            return False
        return is_due(self._context.before(position) + text, right, rest)

    def _make_way(self, cursor: QTextCursor, text: str) -> str:
        """Select the space where what is typed takes its place; gives what is to be typed."""
        position = self._behind
        self._behind = None
        if position is None or position != cursor.position() or cursor.hasSelection():
            return text
        if self._page.document().characterAt(position - len(SPACE)) != SPACE:
            return text  # between two pieces of a long paragraph
        from desktop.engine.space_behind import gives_way

        left = self._context.before(position - len(SPACE))
        if gives_way(text[:1], left, self._context.after(position)):
            cursor.setPosition(position - len(SPACE), QTextCursor.MoveMode.KeepAnchor)
            self.lost.emit()
            return text
        return text.removeprefix(SPACE)

    def _on_change(self, *_: int) -> None:
        self._behind = None
