"""The memory of one window's story, shown: what is in it, what the writer does with it, what it brought."""

from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.inference.requests import CompareRequest
from desktop.editor.look import Look
from desktop.editor.remembering.first_places import FirstPlaces
from desktop.editor.remembering.memory_list import Row
from desktop.editor.remembering.memory_panel import MemoryPanel
from desktop.editor.story.stories import Stories
from desktop.editor.suggestions.suggesting import Suggesting

if TYPE_CHECKING:
    from desktop.engine.story.learnt import Learnt

ONE_KEY = 1  # that takes a suggestion


class MemoryView(QObject):
    """Shows the memory while the panel is there, and counts what it brings."""

    def __init__(self, frame: Frame, suggesting: Suggesting, stories: Stories):
        super().__init__(frame)
        self._frame, self._stories = frame, stories
        self._suggesting, self._memory, self._keeper = suggesting, suggesting.memory, suggesting.keeper
        self._learnt: list[Learnt] = []
        self._is_on = False
        self.places = FirstPlaces(frame, stories)
        self.panel = MemoryPanel(self._first)
        frame.central.add_after(self.panel)
        panel, keeper = self.panel, self._keeper
        panel.go_asked.connect(self.go_to)
        panel.kept.connect(keeper.keep)
        panel.left_out.connect(keeper.leave_out)
        panel.freed.connect(keeper.choose_nothing)
        panel.closed.connect(self._close)
        keeper.changed.connect(self._show)
        self._memory.learnt.connect(self._on_learnt)
        self._memory.changed.connect(self._show)
        frame.settings.changed.connect(self._show)
        suggesting.suggester.taken.connect(self._on_taken)
        frame.worker.compared.connect(self._on_compared)
        frame.session.document_replaced.connect(self._begin_another)
        frame.follow_look(self._on_look)
        frame.follow_language(self._on_language)

    def turn(self, on: bool) -> None:
        """Show the memory, or no longer."""
        self._is_on = on
        self._memory.list_learnt(on)
        self.panel.setVisible(on)
        if on:
            self._show()

    def go_to(self, words: str) -> None:
        """Show where the story has some words first."""
        place = self.places.of(words, exactly=True)
        if place is None:
            self._frame.remark(self.tr("The story does not have these words now."))
            return
        if place.chapter and not self._stories.go_to(place.chapter):
            return
        cursor = self.places.on_page(words)
        page = self._frame.page
        if cursor:
            page.end_composing()
            page.setTextCursor(cursor)
            page.centerCursor()
        page.setFocus()

    # --- what is shown -----------------------------------------------------------------------------------

    def _on_learnt(self, learnt: "list[Learnt]") -> None:
        self._learnt = learnt
        self._show()

    def _begin_another(self) -> None:
        if self._memory.book.key is None:
            self._learnt = []
        self._show()

    def _show(self, *_: object) -> None:
        if not self._is_on:
            return
        choices = self._keeper.choices
        uses = {one.text: one.uses for one in self._learnt}
        kinds = {one.text: one.kind.value for one in self._learnt}
        rows = [Row(text, uses.get(text, 0), kinds.get(text, ""), "kept") for text in choices.kept]
        chosen = {*choices.kept, *choices.forgotten}
        rows += [Row(one.text, one.uses, one.kind.value) for one in self._learnt if one.text not in chosen]
        rows += [Row(text, uses.get(text, 0), kinds.get(text, ""), "forgotten") for text in choices.forgotten]
        self.panel.show_rows([self._counted(row) for row in rows])
        self.panel.note.setText(self._note(rows))
        self.panel.brought.setText(self._brought())

    def _counted(self, row: Row) -> Row:
        """A row with the uses of words that the story has, if the memory has not counted them."""
        if row.uses or not self.places.of(row.text):
            return row
        return Row(row.text, self.places.uses(row.text), row.kind, row.state)

    def _note(self, rows: list[Row]) -> str:
        if not self._memory.in_use:
            return self.tr("This story is not remembered; “Remember This Story” turns that on.")
        if self._frame.worker.model is None:
            return self.tr("There is no model that could remember; choose one under Suggestions.")
        if rows:
            return ""
        return self.tr("Nothing yet: names and words of your own come here as you use them.")

    def _brought(self) -> str:
        brought = self._keeper.record.brought
        if not brought or brought.day != date.today().isoformat():
            return self.tr("What the memory brings is counted while this panel is open.")
        return self.tr(
            "Today: %n suggestion(s) kept, which saved {saved} keys; without the memory, {alone}.",
            None,
            brought.taken,
        ).format(saved=brought.saved, alone=brought.alone)

    def _first(self, words: str) -> str:
        place = self.places.of(words)
        if place is None:
            return self.tr("not in the story yet")
        if not place.chapter:
            return place.around
        return self.tr("{what}: {said}").format(what=place.chapter.title, said=place.around)

    def _close(self) -> None:
        self._frame.settings.update(memory_panel=False)
        self._frame.page.setFocus()

    def _on_look(self, look: Look) -> None:
        self.panel.set_look(look)

    def _on_language(self) -> None:
        self.panel.retranslate()
        self._show()

    # --- what it brings ----------------------------------------------------------------------------------

    def _on_taken(self, text: str, position: int) -> None:
        """Ask what would have been offered without the memory."""
        # What was taken from a list beside the ghost cannot be compared with a ghost.
        is_ghost = self._frame.page.ghost.text.startswith(text)
        if not (self._is_on and self._memory.in_use and is_ghost):
            return
        choices, context = self._frame.settings.choices, self._suggesting.context
        self._frame.worker.compare(
            CompareRequest(
                text,
                context.before(position),
                context.following(position),
                choices.max_words,
                choices.precision,
                self._memory.story,
            )
        )

    def _on_compared(self, request: CompareRequest, alone: str) -> None:
        if request.story == self._memory.story:
            pairs = zip(request.text, alone, strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            self._keeper.count(max(0, len(request.text) - ONE_KEY), max(0, same - ONE_KEY))
