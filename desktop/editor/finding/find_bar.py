"""The bar below the page in which the writer says what to find, and what to put in its place."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.editor.finding.finder import REST_MILLISECONDS, Finder
from desktop.editor.finding.history import History
from desktop.editor.page.long_paragraphs import text_between
from desktop.editor.page.page import Page
from desktop.editor.page.typed_keys import RETURN
from desktop.language.searching.query import Query, Replacement

LONGEST_TAKEN = 200  # characters of a selection that become the words to find


class FindBar(QFrame):
    """Find and replace, on one page.

    Enter finds the next place and Shift+Enter the one before, Up and Down give what was looked for earlier,
    and Esc gives the keyboard back to the page.

    Signals:
        told: A passing remark, for the eye and for screen readers.
        counted: Which place of how many the writer is at, once that stays so: for screen readers.
    """

    told = Signal(str)
    counted = Signal(str)

    def __init__(self, page: Page, history: History):
        super().__init__()
        self.setObjectName("find_bar")
        self._page = page
        self.finder = Finder(page)
        self.words = HistoryField(history.found)
        self.replacement = HistoryField(history.replaced)
        self.state = QLabel()
        self.state.setObjectName("find_state")
        self.trouble = QLabel()
        self.trouble.setObjectName("find_trouble")
        self.trouble.setWordWrap(True)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.hide()
        self.previous_button = self._button("↑", lambda: self.go(forward=False))
        self.next_button = self._button("↓", self.go)
        self.case = self._switch("Aa")
        self.whole_words = self._switch("[ab]")
        self.expression = self._switch(".*")
        self.in_selection = self._switch("≡")
        self.whole_story = self._switch("")
        self.whole_story.hide()
        self.beyond = QLabel()
        self.beyond.setObjectName("find_beyond")
        self.beyond.hide()
        self._has_beyond = False
        self.replace_everywhere: Callable[[Replacement], bool] = lambda replacement: False
        self.close_button = self._button("✕", self.leave)
        self.replace_button = self._button("", self.replace)
        self.replace_all_button = self._button("", self.replace_all)
        self.keep_capitals = self._switch("aB")
        self._lay_out()
        self.words.textChanged.connect(self._search)
        self.words.entered.connect(self.go)
        self.replacement.entered.connect(lambda _forward: self.replace())
        for button in (self.case, self.whole_words, self.expression):
            button.toggled.connect(self._search)
        self.in_selection.toggled.connect(self.finder.limit)
        self.finder.changed.connect(self._show_state)
        self.finder.gone_round.connect(self._on_gone_round)
        self.finder.replaced.connect(self._on_replaced)
        self._counting = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._counting.timeout.connect(lambda: self.counted.emit(self.state.text()))
        self.retranslate()
        self.hide()

    # --- commands ----------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the bar, with what is selected as the words to find."""
        self._show(with_replacement=False)

    def open_to_replace(self) -> None:
        """Show the bar with both of its lines."""
        self._show(with_replacement=True)

    def open_in_story(self) -> None:
        """Show the bar, to find in all chapters."""
        self.open()
        self.whole_story.setChecked(True)

    def go(self, forward: bool = True) -> None:
        """Go to the next place, or the one before; without words, ask for them."""
        if not self.words.text():
            self.open()
            return
        self.words.keep()
        if self.finder.query.words:
            self.finder.go(forward)

    def go_back(self) -> None:
        """Go to the place before."""
        self.go(forward=False)

    def replace(self) -> None:
        """Replace the place that is selected, and go to the next one."""
        self._keep()
        self.finder.replace(self._replacement())

    def replace_all(self) -> None:
        """Replace all places, as one undo step; in a whole story after asking."""
        self._keep()
        if self.replace_everywhere(self._replacement()):
            return
        self.finder.replace_all(self._replacement())

    def leave(self) -> None:
        """Hide the bar, and give the keyboard back to the page, at the place that is selected."""
        self._keep()
        self.hide()
        self._quietly(self.in_selection, False)
        self.finder.leave()
        self._page.setFocus()

    def end(self) -> None:
        """Stop for good: the window closes."""
        self._counting.stop()
        self.finder.end()

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.words.setPlaceholderText(self.tr("Find"))
        self.replacement.setPlaceholderText(self.tr("Replace with"))
        self.replace_button.setText(self.tr("Replace"))
        self.replace_all_button.setText(self.tr("Replace all"))
        self.whole_story.setText(self.tr("Story"))
        for widget, name, more in (
            (self.words, self.tr("Find"), self.tr("Up and Down give what was looked for before")),
            (self.replacement, self.tr("Replace with"), self.tr("Up and Down give what was written before")),
            (self.previous_button, self.tr("Previous place"), ""),
            (self.next_button, self.tr("Next place"), ""),
            (self.case, self.tr("Match case"), self.tr("capitals and small letters are two things")),
            (self.whole_words, self.tr("Whole words only"), ""),
            (
                self.expression,
                self.tr("Regular expression"),
                self.tr("^ and $ are a paragraph's ends, \\n parts two, \\1 is what the first group found"),
            ),
            (self.in_selection, self.tr("Only in what is selected"), ""),
            (
                self.whole_story,
                self.tr("In the whole story"),
                self.tr("on behind the last place, in the next chapter"),
            ),
            (self.close_button, self.tr("Close the find bar"), ""),
            (self.replace_button, self.tr("Replace"), self.tr("this place, and go to the next one")),
            (self.replace_all_button, self.tr("Replace all"), self.tr("one Undo takes all of it back")),
            (self.keep_capitals, self.tr("Keep capitals"), self.tr("write CAT as DOG, and Cat as Dog")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(self.tr("{name}: {more}").format(name=name, more=more) if more else name)
        self._show_state()

    # --- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, wherever in the bar the keyboard is."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.leave()
            return
        super().keyPressEvent(event)

    # --- inside ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 6, 12, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, widgets in enumerate(
            (
                (
                    self.state,
                    self.beyond,
                    self.previous_button,
                    self.next_button,
                    self.case,
                    self.whole_words,
                    self.expression,
                    self.in_selection,
                    self.whole_story,
                    self.close_button,
                ),
                (self.replace_button, self.replace_all_button, self.keep_capitals),
            )
        ):
            line = QHBoxLayout()
            line.setSpacing(2)
            for widget in widgets:
                line.addWidget(widget)
            line.addStretch()
            grid.addWidget((self.words, self.replacement)[row], row, 0)
            grid.addLayout(line, row, 1)
        grid.addWidget(self.trouble, 2, 0, 1, 2)
        order = [self.words, self.replacement, self.replace_button, self.replace_all_button]
        order += [self.previous_button, self.next_button, self.case, self.whole_words, self.expression]
        order += [self.in_selection, self.whole_story, self.keep_capitals, self.close_button]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    def _button(self, words: str, action: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        # Reached with Tab, but a click leaves the keyboard where it is.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: action())
        return button

    def _switch(self, words: str) -> QToolButton:
        button = self._button(words, lambda: None)
        button.setCheckable(True)
        return button

    def _show(self, with_replacement: bool) -> None:
        was_open = self.isVisible()
        self._page.end_composing()
        cursor, document = self._page.textCursor(), self._page.document()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        selected = text_between(document, start, min(end, start + LONGEST_TAKEN))
        over_paragraphs = "\n" in selected or end - start > LONGEST_TAKEN
        for widget in (self.replacement, self.replace_button, self.replace_all_button, self.keep_capitals):
            widget.setVisible(with_replacement)
        if not was_open:
            self.show()
            self.finder.begin()
            if over_paragraphs:
                self.in_selection.setChecked(True)
        # Who comes from the bar has words there already.
        if self._page.hasFocus() and selected and not over_paragraphs and not self.expression.isChecked():
            self.words.setText(selected)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._search()

    def _search(self) -> None:
        if self.isVisible():
            self.finder.search(
                Query(
                    self.words.text(),
                    self.case.isChecked(),
                    self.whole_words.isChecked(),
                    self.expression.isChecked(),
                )
            )

    def _replacement(self) -> Replacement:
        return Replacement(self.replacement.text(), self.keep_capitals.isChecked())

    def _keep(self) -> None:
        self.words.keep()
        self.replacement.keep()

    def _quietly(self, button: QToolButton, on: bool) -> None:
        with QSignalBlocker(button):
            button.setChecked(on)

    # --- what is said ------------------------------------------------------------------------------------

    def _show_state(self) -> None:
        finder = self.finder
        self.trouble.setText(finder.sentence)
        self.trouble.setVisible(bool(finder.sentence))
        self._quietly(self.in_selection, finder.in_selection)
        count, number = finder.count, finder.number
        if not finder.query.words or finder.sentence:
            words = ""
        elif count is None:
            words = self.tr("…")
        elif not count:
            words = self.tr("not found")
        elif number:
            words = self.tr("{number} of {count}").format(
                number=self.locale().toString(number), count=self.locale().toString(count)
            )
        else:
            words = self.tr("%Ln found", None, count)
        if words != self.state.text():
            self.state.setText(words)
            self._counting.start()
        for button in (self.previous_button, self.next_button, self.replace_button, self.replace_all_button):
            button.setEnabled(count is None or count > 0 or self._has_beyond)

    def show_beyond(self, words: str, has_some: bool) -> None:
        """Show what is found beyond the page, and whether there may be something."""
        self.beyond.setText(words)
        self.beyond.setVisible(bool(words))
        if has_some != self._has_beyond:
            self._has_beyond = has_some
            self._show_state()

    def _on_gone_round(self, from_the_beginning: bool) -> None:
        self.told.emit(
            self.tr("Gone on from the beginning.") if from_the_beginning else self.tr("Gone on from the end.")
        )

    def _on_replaced(self, count: int) -> None:
        self.told.emit(self.tr("%Ln place(s) replaced; Undo takes that back.", None, count))


class HistoryField(QLineEdit):
    """A line for words that remembers what stood in it.

    Signals:
        entered: Enter was pressed; whether without Shift.
    """

    entered = Signal(bool)

    def __init__(self, history: list[str]):
        super().__init__()
        self._history = history
        self._at = len(history)
        self.setMinimumWidth(120)

    def keep(self) -> None:
        """Remember what stands here, as the newest."""
        text = self.text()
        if text:
            if text in self._history:
                self._history.remove(text)
            self._history.append(text)
        self._at = len(self._history)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, and Up and Down; everything else is Qt's."""
        if event.key() in RETURN:
            self.entered.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        if not self._history:
            return
        at = min(max(self._at + step, 0), len(self._history))
        if at == self._at:
            return
        if self._at == len(self._history) and self.text() and self.text() != self._history[-1]:
            self._history.append(self.text())  # not lost on the way up
        self._at = at
        self.setText(self._history[at] if at < len(self._history) else "")
