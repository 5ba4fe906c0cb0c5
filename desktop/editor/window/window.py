"""The main window: puts the parts together, and decides nothing itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QToolBar, QVBoxLayout, QWidget

from desktop.editor.documents.document_session import DocumentSession
from desktop.editor.inference.requests import LoadedModel
from desktop.editor.inference.worker import Worker
from desktop.editor.look import Look, current_look
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.messages.messages import Messages
from desktop.editor.mood_line.mood_line import MoodLine
from desktop.editor.mood_line.mood_switch import MoodSwitch
from desktop.editor.page.announcer import Announcer
from desktop.editor.page.context_reader import ContextReader
from desktop.editor.page.page import Page
from desktop.editor.page.word_count import WordCount
from desktop.editor.preferences.preferences import Preferences
from desktop.editor.preferences.privacy import Privacy
from desktop.editor.settings.settings import Settings
from desktop.editor.suggestions.continuing import Continuation
from desktop.editor.suggestions.story_memory import StoryMemory
from desktop.editor.suggestions.suggester import Suggester
from desktop.editor.window.actions import Actions, MomentKeys
from desktop.editor.window.help import KeysSheet, about_text
from desktop.editor.window.status import Status
from desktop.engine.recovery.recovery import RecoveryStore

FIRST_SIZE = QSize(980, 780)
MODEL_TOPIC = "model"
MOOD_TOPIC = "mood"


class WindowHost(Protocol):
    """What a window shares with the others and asks of the desk; `desktop.editor.desk.Desk` is one."""

    settings: Settings
    worker: Worker
    moods: MoodSwitch
    recovery: RecoveryStore
    dialogs: Dialogs

    def new_window(self) -> "Window":
        """Open a window with an empty document."""

    def open_files(self, paths: list[Path], first: "Window | None" = None) -> None:
        """Open files: the first in `first` if it is blank or alone, others in new windows."""

    def quit(self) -> bool:
        """Close all windows; say whether all have closed."""

    def choose_model(self, window: "Window") -> None:
        """Let the writer choose a model, in a dialog of `window`."""

    def choose_mood_model(self, window: "Window") -> None:
        """The same for the mood line's model."""

    def choose_mood_folder(self, window: "Window") -> None:
        """The same among all folders."""


class Window(QMainWindow):
    """A window with one document.

    Signals:
        closed: The window has closed.
    """

    closed = Signal()

    def __init__(self, desk: WindowHost):
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self._look: Look | None = None
        self._suggestion_remark = ""
        self.settings = desk.settings
        self.worker = desk.worker
        self.page = Page()
        self.messages = Messages()
        self.status = Status()
        self.actions_ = Actions(self, self.settings)
        context = ContextReader(self.page.document())
        self.memory = StoryMemory(self.page, self.worker, self.settings, context)
        self.suggester = Suggester(self.page, self.worker, self.settings, context, self.memory)
        self.continuation = Continuation(self.page, self.worker, self.settings, context, self.memory)
        self.mood_line = MoodLine(self.page, desk.moods)
        self.word_count = WordCount(self.page.document())
        self.announcer = Announcer(self.page)
        self.session = DocumentSession(
            self, self.page, self.messages, self.settings, desk.recovery, desk.dialogs
        )
        self._lay_out()
        self._bind_actions()
        self._bind_keys()
        self._connect_parts()
        self._apply_settings(frozenset({"font_points", "story_words", "mood_line"}))
        self._on_mood_turned(desk.moods.is_on)
        self._apply_look()
        self._retranslate()

    # --- assembling --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        bar = self._bar = QToolBar(self)
        bar.setObjectName("bar")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.actions_.fill_menus(self.menuBar(), lambda path: self.desk.open_files([path], self))
        self.actions_.fill_toolbar(bar)
        self.addToolBar(bar)
        central = QWidget(self)
        central.setObjectName("central")
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self.page, 1)
        column.addWidget(self.mood_line.chart)
        self.setCentralWidget(central)
        self.status.addPermanentWidget(
            self.actions_.button("suggestions_button", self.actions_["suggestions"])
        )
        self.status.add_encoding_button(
            [self.actions_["reopen_encoding"], self.actions_["save_encoding"]],
        )
        self.status.add_model_button()
        self.setStatusBar(self.status)
        self.page.setFocus()
        if not self.restoreGeometry(QByteArray(self.settings.choices.geometry)):
            self.resize(FIRST_SIZE)

    def _bind_actions(self) -> None:
        page, session, suggester, continuation = self.page, self.session, self.suggester, self.continuation
        self.actions_.bind(
            new=session.new,
            new_window=self.desk.new_window,
            open=self._choose_and_open,
            save=session.save,
            save_as=session.save_as,
            reopen_encoding=session.reopen_with_encoding,
            save_encoding=session.save_with_encoding,
            close=self.close,
            quit=self.desk.quit,
            undo=page.undo,
            redo=page.redo,
            cut=page.cut,
            copy=page.copy,
            paste=page.paste,
            select_all=page.selectAll,
            preferences=self.show_preferences,
            retry=continuation.retry,
            stop=continuation.stop,
            accept=suggester.accept,
            accept_word=suggester.accept_word,
            next_alternative=suggester.next_alternative,
            previous_alternative=suggester.previous_alternative,
            dismiss=suggester.dismiss,
            ask=suggester.ask,
            forget_story=self.memory.forget,
            model=self.choose_model,
            mood_go=self.mood_line.chart.setFocus,
            zoom_in=lambda: self.settings.zoom(1),
            zoom_out=lambda: self.settings.zoom(-1),
            zoom_reset=lambda: self.settings.zoom(0),
            help=self.show_keys,
            privacy=self.show_privacy,
            about=self.show_about,
        )
        self.actions_["continue"].triggered.connect(lambda: continuation.start())
        self.actions_["suggestions"].toggled.connect(lambda on: self.settings.update(suggestions=on))
        self.actions_["story_words"].triggered.connect(self.memory.use)
        self.actions_["mood_line"].toggled.connect(lambda on: self.settings.update(mood_line=on))
        self.actions_["full_screen"].triggered.connect(self._turn_full_screen)
        self.actions_["stop"].setEnabled(False)
        self.actions_["retry"].setEnabled(False)  # until there is something to try again

    def _bind_keys(self) -> None:
        """The keys that have a meaning only while a ghost is there or a story is being continued."""
        keys = MomentKeys(self.settings)
        suggester, continuation = self.suggester, self.continuation
        keys.add("stop", lambda: continuation.running, continuation.stop)
        keys.add("accept", lambda: bool(self.page.ghost.text), suggester.accept)
        keys.add("accept_word", lambda: bool(self.page.ghost.text), suggester.accept_word)
        keys.add("dismiss", lambda: suggester.is_active, suggester.dismiss)
        self.page.key_command = keys

    def _connect_parts(self) -> None:
        self.page.files_dropped.connect(
            lambda names: self.desk.open_files([Path(name) for name in names], self)
        )
        self.page.zoom_asked.connect(self.settings.zoom)
        self.word_count.changed.connect(self.status.show_words)
        self.status.model_clicked.connect(self.choose_model)
        self.settings.changed.connect(self._apply_settings)
        self.continuation.running_changed.connect(self._on_running)
        self.continuation.unavailable.connect(self._remark)
        self.continuation.failed.connect(self._remark)
        self.suggester.shown.connect(self._on_shown)
        self.page.ghost.changed.connect(self._on_ghost_changed)
        self.suggester.none_found.connect(lambda: self._remark(self.tr("No suggestion here.")))
        self.suggester.failed.connect(self._remark)
        self.suggester.foreign.connect(self.status.show_foreign)
        self.worker.loading.connect(self._show_model)
        self.worker.loaded.connect(self._show_model)
        self.worker.placed.connect(self._show_model)
        self.worker.load_failed.connect(self._on_load_failed)
        self.session.encoding_changed.connect(self.status.show_encoding)
        self.session.document_replaced.connect(self.memory.begin_another)
        self.session.document_replaced.connect(self.mood_line.begin_another)
        self.desk.moods.turned.connect(self._on_mood_turned)
        self.desk.moods.refused.connect(self._on_mood_refused)
        self.memory.changed.connect(self.suggester.dismiss)
        self.memory.told.connect(self._remark)
        self.memory.changed.connect(lambda: self.actions_["story_words"].setChecked(self.memory.in_use))
        self.actions_["undo"].setEnabled(False)
        self.actions_["redo"].setEnabled(False)
        self.page.undoAvailable.connect(self.actions_["undo"].setEnabled)
        self.page.redoAvailable.connect(self.actions_["redo"].setEnabled)
        for name in ("cut", "copy"):
            self.actions_[name].setEnabled(False)
            self.page.copyAvailable.connect(self.actions_[name].setEnabled)

    # --- reactions ---------------------------------------------------------------------------------------

    def _apply_settings(self, names: frozenset[str]) -> None:
        choices = self.settings.choices
        if names & {"font_family", "font_points"}:
            self.page.set_font(choices.font_family, choices.font_points)
        if "mood_line" in names:
            self.actions_["mood_line"].setChecked(choices.mood_line)
        if "story_words" in names:
            self.actions_["story_words"].setChecked(self.memory.in_use)
        if "suggestions" in names:
            action = self.actions_["suggestions"]
            action.setChecked(choices.suggestions)
            on, off = self.tr("Suggestions on"), self.tr("Suggestions off")
            action.setIconText(on if choices.suggestions else off)

    def _apply_look(self) -> None:
        look = current_look()
        if look == self._look:  # a new style sheet is told as a new palette, too
            return
        self._look = look
        self.setStyleSheet(look.style_sheet())
        self.page.set_look(look)
        self.mood_line.chart.set_look(look)
        self.continuation.set_colour(look.continued)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns dark or light, and the language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange):
            self._apply_look()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            # Window managers, too, fill the screen and leave it, and so does the geometry of an earlier run.
            self.actions_["full_screen"].setChecked(self.isFullScreen())

    def _retranslate(self) -> None:
        """Say everything in the language that is spoken now; bars with messages stay as they are."""
        self._bar.setWindowTitle(self.tr("Toolbar"))
        self.actions_.retranslate()
        self._apply_settings(frozenset({"suggestions"}))
        self.page.retranslate()
        self.status.retranslate()
        self.status.show_words(self.word_count.words)
        self.session.show_title()
        self.status.show_encoding(self.session.encoding)
        self._show_model()

    def _show_model(self, *_: object) -> None:
        model: LoadedModel | None = self.worker.model
        if model:
            self.status.show_model(model)
            self.messages.close_topic(MODEL_TOPIC)
        elif self.worker.is_loading:
            self.status.show_loading()
        else:
            self.status.show_no_model()

    def _on_load_failed(self, sentence: str) -> None:
        self._show_model()
        self.messages.say(MODEL_TOPIC, sentence, [(self.tr("Choose a model…"), self.choose_model)])
        self.announcer.say(sentence)

    def _on_mood_turned(self, on: bool) -> None:
        self.actions_["mood_go"].setEnabled(on)
        if on:
            self.messages.close_topic(MOOD_TOPIC)

    def _on_mood_refused(self, sentence: str) -> None:
        choose = (self.tr("Choose a folder…"), lambda: self.desk.choose_mood_folder(self))
        self.messages.say(MOOD_TOPIC, sentence, [choose])
        self.announcer.say(sentence)

    def _on_running(self, running: bool) -> None:
        self.suggester.pause(running)
        self.actions_["continue"].setEnabled(not running)
        self.actions_["stop"].setEnabled(running)
        self.actions_["retry"].setEnabled(True)
        self._remark(self.tr("Continuing the story…") if running else "")

    def _on_shown(self, number: int, count: int, probability: float) -> None:
        self._suggestion_remark = self.tr("Suggestion {number} of {count}  ·  {probability}").format(
            number=number, count=count, probability=f"{probability:.0%}"
        )
        self.status.say(self._suggestion_remark)

    def _on_ghost_changed(self) -> None:
        """Take back a remark on a ghost that is no more."""
        if self.status.remark.text() == self._suggestion_remark:
            self.status.say("")

    def _remark(self, sentence: str) -> None:
        self.status.say(sentence)
        if sentence:
            self.announcer.say(sentence)

    # --- dialogs and the window itself -------------------------------------------------------------------

    def _choose_and_open(self) -> None:
        path = self.session.file_to_open()
        if path:
            self.desk.open_files([path], self)

    def show_preferences(self) -> None:
        """Show the preferences."""
        dialog = Preferences(self.settings, self.worker, self)
        dialog.choose_model.connect(self.choose_model)
        dialog.choose_mood_model.connect(lambda: self.desk.choose_mood_model(self))
        dialog.open()

    def choose_model(self) -> None:
        """Let the writer choose a model."""
        self.desk.choose_model(self)

    def show_keys(self) -> None:
        """Show the keys at a glance."""
        KeysSheet(self.settings, current_look(), self).show()

    def show_privacy(self) -> None:
        """Show what is kept on this machine."""
        Privacy(self.settings, self).open()

    def show_about(self) -> None:
        """Show what Inkling is, and what its model runs on."""
        QMessageBox.about(self, self.actions_["about"].iconText(), about_text(self.worker.model))

    def _turn_full_screen(self) -> None:
        """Fill the screen, or leave it if the window fills it now."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved words before the window goes."""
        if not self.session.may_close():
            event.ignore()
            return
        self.leave(keep=self.session.is_left)
        event.accept()
        self.closed.emit()

    def leave(self, keep: bool) -> None:
        """Let go of everything, as the window or the desk ends; nothing is asked or saved.

        Args:
            keep: Keep unsaved words for the next start; else they are not wanted.
        """
        self.continuation.stop()
        self.suggester.dismiss()
        self.mood_line.end()
        self.settings.update(geometry=bytes(self.saveGeometry().data()))
        self.session.end(keep)


class _FirstPainting(QObject):
    """Calls back once, after a widget was painted for the first time."""

    def __init__(self, widget: QWidget, action: Callable[[], None]):
        super().__init__(widget)
        self._action = action
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._action)
        return False


def after_first_painting(window: Window, action: Callable[[], None]) -> None:
    """Do something slow once the writer sees the page."""
    _FirstPainting(window.page.viewport(), action)
