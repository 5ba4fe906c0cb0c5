"""The three keys by doing: a card above the page with a line to try them in, shown on the very first start.

Nothing here waits for the model: the offers are the card's own. And the line is no part of the story: what is
tried in it is not counted. But who takes it for the page and writes on loses nothing: their words go there.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.editor.frame.actions import MomentKeys
from desktop.editor.frame.announcer import Announcer
from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.page.context_reader import ContextReader
from desktop.editor.page.page import Page
from desktop.editor.suggestions.spacing import Spacing
from desktop.engine.words import count_words, is_mostly_ideographs, is_unspaced

PAUSE_MILLISECONDS = 600  # before an offer, as when the real model thinks
TRIED = 3  # words: so many are a try; more are a text, which is kept
WRITES_ON = 10  # words: who has typed so many is not trying any more
TYPE, ACCEPT, DISMISS = "type", "accept", "dismiss"
STEPS = (TYPE, ACCEPT, DISMISS)
LINES = 3


class FirstSteps(QObject):
    """Makes the card when it is asked for; there is one at most."""

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        self._card: Card | None = None
        frame.actions.bind(first_steps=self.show)

    def show(self) -> None:
        """Show the card, with the keyboard in it."""
        if self._card is None:
            self._card = Card(self._frame, self._forget)
            self._frame.central.add_above(self._card)
        self._card.show()
        self._card.line.setFocus()

    def _forget(self) -> None:
        self._card = None


class Card(QFrame):
    """What to do next, the line to do it in, and what has been done."""

    def __init__(self, frame: Frame, on_end: Callable[[], None]):
        super().__init__()
        self.setObjectName("first_steps")
        self._frame = frame
        self._on_end = on_end
        self._done: set[str] = set()
        self._typed = 0.0  # words, by hand
        self._kept = 0.0  # words of offers
        self.line = self._make_line()
        self._announcer = Announcer(self.line)
        self._title, self._task, self._marks = QLabel(), QLabel(), QLabel()
        self._title.setObjectName("first_steps_title")
        for label in (self._title, self._task):
            label.setWordWrap(True)
        self._task.setObjectName("first_steps_task")
        self._start = QPushButton()
        self._start.setObjectName("first_steps_start")
        self._start.clicked.connect(self.end)
        bottom = QHBoxLayout()
        bottom.addWidget(self._marks, 1)
        bottom.addWidget(self._start)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 14)
        for widget in (self._title, self._task, self.line):
            column.addWidget(widget)
        column.addLayout(bottom)
        self._pause = QTimer(self, interval=PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._offer)
        frame.follow_look(self._set_look)
        frame.settings.changed.connect(self._on_settings)
        frame.session.document_replaced.connect(self.end)
        frame.window.installEventFilter(self)
        if frame.look:
            self._set_look(frame.look)
        self._retranslate()

    def _make_line(self) -> Page:
        line = Page()
        line.setObjectName("first_steps_line")
        line.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._moments = MomentKeys(self._frame.settings)
        self._moments.add("accept", lambda: bool(line.ghost.text), self._accept)
        self._moments.add("dismiss", lambda: bool(line.ghost.text), self._dismiss)
        line.key_command = self._key
        self._spacing = Spacing(line, self._frame.settings, ContextReader(line.document()))
        line.typed.connect(self._on_typed)
        line.document().contentsChanged.connect(lambda: self._pause.start())
        return line

    def _fit_line(self) -> None:
        choices = self._frame.settings.choices
        self.line.set_shape(self._frame.page.shape, choices.font_family, choices.font_points)
        margins = 2 * round(self.line.document().documentMargin())
        self.line.setFixedHeight(LINES * self.line.fontMetrics().lineSpacing() + margins)

    # --- what the writer does ----------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if command := self._moments(event):
            return command
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        return self.end if plain and ends and not self.line.is_composing else None

    def _on_typed(self, text: str) -> None:
        self._typed = _words(self.line.toPlainText()) - self._kept
        self._finish(TYPE)
        if self._typed > WRITES_ON and (text.isspace() or is_unspaced(text[-1])):
            self.end()

    def _accept(self) -> None:
        ghost = self.line.ghost.text
        self._spacing.put(self.line.textCursor(), ghost)
        self._kept += _words(ghost)
        self._finish(ACCEPT)

    def _dismiss(self) -> None:
        self.line.ghost.clear()
        self._pause.start()
        self._finish(DISMISS)

    def _offer(self) -> None:
        """Offer some words, until all has been tried."""
        text = self.line.toPlainText()
        if not text.strip() or not self.line.can_show_ghost or not set(STEPS) - self._done:
            return
        if self.line.textCursor().atEnd():
            offered = self.tr("and then the door opened.")
            if ACCEPT in self._done:
                offered = self.tr("Nobody was there.")
            spaced = text[-1].isspace() or offered[0] >= "\u2e80"  # Chinese has no spaces
            self.line.ghost.show(offered if spaced else f" {offered}")

    def _finish(self, step: str) -> None:
        if step not in self._done:
            self._done.add(step)
            self._show_step()
            self._announcer.say(self._task.text())

    # --- what is shown -----------------------------------------------------------------------------------

    def _show_step(self) -> None:
        keys = {name: self._keys(name) for name in (ACCEPT, DISMISS)}
        tasks = {
            TYPE: self.tr("Type a word or two here, and wait a moment."),
            ACCEPT: self.tr("The grey words are an offer: {keys} keeps them."),
            DISMISS: self.tr("Here are others: {keys} sends them away. So does typing on."),
        }
        step = next((step for step in STEPS if step not in self._done), None)
        last = self.tr("That is all there is to it. {keys} to begin your story.")
        task = tasks[step].format(keys=keys.get(step, "")) if step else last.format(keys=self._enter())
        self._task.setText(task)
        words = {TYPE: self.tr("type"), **keys}
        marks = (f"{'✓' if name in self._done else '○'} {words[name]}" for name in STEPS)
        self._marks.setText("    ".join(marks))

    def _keys(self, name: str) -> str:
        keys = QKeySequence(self._frame.settings.keys_of(name))
        return keys.toString(QKeySequence.SequenceFormat.NativeText)

    def _enter(self) -> str:
        return QKeySequence(Qt.Key.Key_Return).toString(QKeySequence.SequenceFormat.NativeText)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Three keys to know"))
        self._start.setText(self.tr("Start writing ({keys})").format(keys=self._enter()))
        self.line.retranslate()
        self.line.setAccessibleName(self.tr("A line to try the keys in"))
        self.line.setPlaceholderText(self.tr("Try it here. It is no part of your story."))
        self._fit_line()
        self._show_step()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_settings(self, names: frozenset[str]) -> None:
        self._fit_line()  # as the page is, whatever it takes that from
        self._show_step()

    def _set_look(self, look: Look) -> None:
        self.line.set_look(look)

    # --- the end -----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring words to the page before the window asks what to do with those that are not saved."""
        if event.type() == QEvent.Type.Close:
            self.end()
        return False

    def end(self) -> None:
        """Go away, and give the keyboard to the page; a text that was written here goes there, too."""
        self._frame.window.removeEventFilter(self)
        self._frame.session.document_replaced.disconnect(self.end)
        self._pause.stop()
        self._keep_words()
        self._frame.page.setFocus()  # first: what hides with the keyboard leaves it to whatever comes next
        self.hide()
        self.deleteLater()
        self._on_end()

    def _keep_words(self) -> None:
        self.line.end_composing()
        text = self.line.toPlainText()
        if self._typed > TRIED and text.strip():
            page = self._frame.page
            cursor = page.textCursor()
            cursor.clearSelection()
            with page.one_undo_step(cursor):
                cursor.insertText(text)
            page.setTextCursor(cursor)


def _words(text: str) -> float:
    """How many words a text has; two Chinese characters count as one, since most words there have two."""
    return count_words(text) / (2 if is_mostly_ideographs(text) else 1)
