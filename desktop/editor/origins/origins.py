"""Who wrote what, plugged into a window.

Until there is a word of the machine's, this costs next to nothing: what follows words, keeps and shows them
is made with the first one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.editor.frame.frame import Frame
from desktop.editor.page.edits import Change
from desktop.editor.story.stories import Stories
from desktop.engine.origins.origin_file import OriginFile

if TYPE_CHECKING:
    from desktop.editor.origins.kept_origins import KeptOrigins
    from desktop.editor.origins.statement_dialog import StatementDialog
    from desktop.editor.origins.tint import Tint

TOPIC = "origins"


class Origins(QObject):
    """The words of the machine's in one window's text.

    Args:
        frame: The window's parts.
        stories: The story of which the text may be a chapter.

    Attributes:
        kept: What follows and keeps them; None until there are any, or while nothing is to be noted.
        dialog: The statement, while it is open.
    """

    def __init__(self, frame: Frame, stories: Stories):
        super().__init__(frame)
        self._frame, self._page, self._stories = frame, frame.page, stories
        self.kept: KeptOrigins | None = None
        self.dialog: StatementDialog | None = None
        self._tint: Tint | None = None
        self._number = 0  # of the undo step that an edit belongs to
        self._changes: Sequence[Change] = ()  # of the last edit
        self._look_soon = QTimer(self, interval=0, singleShot=True)
        self._look_soon.timeout.connect(self._look)
        frame.actions.bind(origin_statement=self.show_statement)
        frame.page.edits.step_begins.connect(self._on_step)
        frame.page.edits.edited.connect(self._on_edited)
        frame.page.came_along.connect(self._on_came_along)
        frame.session.document_replaced.connect(self._look_soon.start)
        frame.settings.changed.connect(self._on_settings)
        frame.leaving.connect(self._end)

    # --- the first word of the machine's -----------------------------------------------------------------

    def _on_step(self) -> None:
        self._number = self._page.document().availableUndoSteps()

    def _on_edited(self, changes: Sequence[Change]) -> None:
        self._changes = changes
        if self.kept is None and self._page.edits.origin is not None:
            kept = self._begin()
            if kept:
                kept.live.go_on(self._number, changes)

    def _on_came_along(self, data: bytes, position: int, words: str) -> None:
        if self.kept is None:
            kept = self._begin()
            if kept:
                kept.live.go_on(self._number, self._changes)
                kept.live.take_along(data, position, words)

    def _look(self) -> None:
        """See whether anything is kept of the text that has come to the page."""
        if self.kept is None and self._is_kept():
            self._begin()

    def _is_kept(self) -> bool:
        path = self._frame.session.path
        if path:
            return OriginFile(path).stamp() is not None or bool(OriginFile.strays(path.parent))
        return not self._page.document().isEmpty() and bool(OriginFile.leftovers())

    def _begin(self) -> "KeptOrigins | None":
        """Follow words from now on; None if they are not to be noted."""
        if not self._frame.settings.choices.note_origins:
            return None
        from desktop.editor.origins.kept_origins import KeptOrigins
        from desktop.editor.origins.tint import Tint

        kept = self.kept = KeptOrigins(self._page, self._frame.session)
        kept.failed.connect(lambda sentence: self._frame.messages.say(TOPIC, sentence))
        self._page.pack = kept.live.packed
        self._tint = Tint(self._frame, kept.live)
        kept.begin()
        return kept

    def _on_settings(self, names: frozenset[str]) -> None:
        if "note_origins" in names:
            self._end()
            self._look_soon.start()
        if "origin_tint" in names and self._frame.window.isActiveWindow():
            self._say_why_nothing_is_tinted()

    def _say_why_nothing_is_tinted(self) -> None:
        choices = self._frame.settings.choices
        if not choices.origin_tint:
            return
        if not choices.note_origins:
            self._frame.remark(
                self.tr("Suggested words are not noted; turn that on in Preferences, under Co-writer.")
            )
        elif self.kept is None or not self.kept.live.words.number:
            self._frame.remark(self.tr("No words that were suggested are in this text so far."))

    def _end(self) -> None:
        if self._tint:
            self._tint.end()
            self._tint.deleteLater()
            self._tint = None
        if self.kept:
            self._page.pack = lambda start, end: b""
            self.kept.end()
            self.kept.deleteLater()
            self.kept = None

    # --- the statement -----------------------------------------------------------------------------------

    def show_statement(self) -> None:
        """Tell how much of the text, or of the story, a machine has suggested."""
        from desktop.editor.origins.statement_dialog import StatementDialog

        if self.dialog is None:
            self.dialog = StatementDialog(self._frame, self._stories, lambda: self.kept)
            self.dialog.destroyed.connect(self._forget_dialog)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _forget_dialog(self) -> None:
        self.dialog = None
