"""Puts curly quotes, dashes and the like in the place of what is typed, as an undo step of its own."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject

from desktop.editor.page.context_reader import ContextReader
from desktop.editor.page.long_paragraphs import text_between
from desktop.editor.page.page import Page
from desktop.editor.page.typed_keys import Typed
from desktop.editor.settings.settings import Settings
from desktop.engine.utf16 import utf16_length


class TypingHelp(QObject):
    """Looks at each typed character of a page.

    Args:
        page: The page.
        settings: Say what is wanted.
        context: Reads around the cursor.
        language: Gives the code of the text's language, "" where it is not known.
    """

    def __init__(
        self, page: Page, settings: Settings, context: ContextReader, language: Callable[[], str] = lambda: ""
    ):
        super().__init__(page)
        self._page = page
        self._settings = settings
        self._context = context
        self._language = language
        page.improve = self._improve

    def _improve(self, typed: Typed) -> Typed | None:
        # Imported with the first key: it takes longer to load than the window may.
        from desktop.language.punctuation.as_typed import Wishes, improved, may_be_improved

        choices = self._settings.choices
        wishes = Wishes(
            choices.smart_quotes,
            choices.smart_dashes,
            choices.smart_ellipses,
            choices.auto_capital,
            choices.single_spaces,
        )
        if not may_be_improved(typed.text, wishes):
            return None
        left = self._context.before(typed.start)
        language = self._language() or QLocale.system().name()
        change = improved(left, typed.text, self._context.after(typed.end), language, wishes)
        if change is None:
            return None
        taken = left[len(left) - change.taken :]
        start = typed.start - utf16_length(taken)
        # Between two pieces of a long paragraph lies more than its letters.
        stands = (
            start >= 0 and text_between(self._page.document(), start, typed.start, in_pieces=True) == taken
        )
        return Typed(start, typed.end, change.text) if stands else None
