"""Typing help and drafts, plugged into a window."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from desktop.editor.frame.frame import Frame
from desktop.editor.page.context_reader import ContextReader
from desktop.editor.writing.drafting import Drafting
from desktop.editor.writing.typing_help import TypingHelp


class Writing(QObject):
    """What helps one window's writer to type, and to write on.

    Attributes:
        drafting: Begins and ends drafts.
    """

    def __init__(self, frame: Frame, language: Callable[[], str]):
        super().__init__(frame)
        self._frame = frame
        TypingHelp(frame.page, frame.settings, ContextReader(frame.page.document()), language)
        self.drafting = Drafting(frame.page, frame.word_count, frame.settings, frame.dialogs)
        self._clock = QLabel()
        self._clock.setObjectName("draft_clock")
        self._clock.hide()
        frame.status.add_tool(self._clock)
        # The action's own mark follows what there is, whatever the writer has answered.
        frame.actions.bind(draft=self._turn)
        self.drafting.changed.connect(frame.actions["draft"].setChecked)
        self.drafting.told.connect(self._show)
        self.drafting.said.connect(frame.remark)
        frame.follow_language(self.drafting.look)
        frame.session.document_replaced.connect(self.drafting.end)
        frame.leaving.connect(self.drafting.end)

    def _turn(self) -> None:
        self.drafting.turn()
        self._frame.actions["draft"].setChecked(self.drafting.is_on)

    def _show(self, state: str) -> None:
        self._clock.setText(state)
        self._clock.setVisible(bool(state))
