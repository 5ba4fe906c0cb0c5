"""The outline of a window: its panel, the commands for it, and how one gets to a heading."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from desktop.editor.frame.frame import Frame
from desktop.editor.outline.outline_panel import OutlinePanel
from desktop.editor.structure.text_structure import TextStructure

NAME = "outline"  # of what is wanted of the structure, and of the setting


class Outline(QObject):
    """Shows the headings of the text beside it, and leads to them.

    Args:
        frame: The window's parts.
        structure: What finds them.
    """

    def __init__(self, frame: Frame, structure: TextStructure):
        super().__init__(frame)
        self._frame = frame
        self._page = frame.page
        self._structure = structure
        self._is_passing = False  # the panel was opened for one heading only
        self._is_on = False
        self.panel = OutlinePanel(structure)
        self.panel.chosen.connect(self._go)
        self.panel.left.connect(self._leave)
        self.panel.breaks.toggled.connect(lambda on: frame.settings.update(outline_breaks=on))
        frame.central.add_after(self.panel)
        frame.actions.bind(
            go_to_heading=self.ask,
            next_heading=lambda: self.step(1),
            previous_heading=lambda: self.step(-1),
        )
        frame.settings.changed.connect(self._on_settings)
        frame.follow_language(self.panel.retranslate)
        frame.follow_look(self.panel.set_look)
        self._on_settings(frozenset({NAME, "outline_breaks"}))

    def ask(self) -> None:
        """Let the writer type some letters of a heading; the panel goes again if it was not there."""
        self._is_passing = not self._frame.settings.choices.outline
        self._turn(True)
        self.panel.ask()

    def step(self, by: int) -> None:
        """Go to the next heading, or to the one before."""
        self._structure.want("step", True)  # from now on, since to begin takes longer than to keep up
        lines = [one.line for one in self._structure.structure.headings if one.level]
        here = self._page.textCursor().blockNumber()
        at = bisect_right(lines, here) if by > 0 else bisect_left(lines, here) - 1
        if 0 <= at < len(lines):
            self._show(lines[at])
            self._frame.announcer.say(self.panel.words_of(lines[at]))
        else:
            self._frame.remark(
                self.tr("There is no heading further on")
                if by > 0
                else self.tr("There is no heading further up")
            )

    def _go(self, line: int) -> None:
        self._show(line)
        self._leave()

    def _show(self, line: int) -> None:
        page = self._page
        cursor = QTextCursor(page.document().findBlockByNumber(line))
        page.setTextCursor(cursor)
        if not page.forward_only.is_on:
            page.centerCursor()

    def _leave(self) -> None:
        self._page.setFocus()
        if self._is_passing:
            self._is_passing = False
            self._turn(False)

    # --- on and off --------------------------------------------------------------------------------------

    def _on_settings(self, names: frozenset[str]) -> None:
        choices = self._frame.settings.choices
        if NAME in names:
            self._is_passing = False
            self._turn(choices.outline)
        if "outline_breaks" in names:
            self.panel.breaks.setChecked(choices.outline_breaks)

    def _turn(self, on: bool) -> None:
        if on == self._is_on:
            return
        self._is_on = on
        self._structure.want(NAME, on)
        for signal, slot in (
            (self._structure.changed, self._read),
            (self._page.cursorPositionChanged, self._follow),
        ):
            signal.connect(slot) if on else signal.disconnect(slot)
        if on:
            self._read()
        self.panel.setVisible(on)

    def _read(self) -> None:
        self.panel.show_headings()
        self._follow()

    def _follow(self) -> None:
        self.panel.follow(self._page.textCursor().blockNumber())
