"""The main window: puts the parts together, and decides nothing itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QWidget

from desktop.editor.finding.history import History
from desktop.editor.fitting import fitting
from desktop.editor.focus.focus import Focus
from desktop.editor.focus.full_screen import FullScreen
from desktop.editor.focus.page_look import PageLook
from desktop.editor.frame.frame import Frame
from desktop.editor.goals.goals import Goals
from desktop.editor.goals.progress import Progress
from desktop.editor.inference.worker import Worker
from desktop.editor.learning.earlier_works import EarlierWorks
from desktop.editor.look import current_look
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.mood_line.mood_switch import MoodSwitch
from desktop.editor.origins.origins import Origins
from desktop.editor.settings.settings import Settings
from desktop.editor.spelling.speller import Speller
from desktop.editor.spelling.spelling import Spelling
from desktop.editor.story.stories import Stories
from desktop.editor.suggestions.suggesting import Suggesting
from desktop.editor.window.late_features import LateFeatures
from desktop.editor.window.model_status import ModelStatus
from desktop.editor.window.parts import Parts
from desktop.editor.writing.writing import Writing
from desktop.engine.documents.documents import FOREIGN_SUFFIXES
from desktop.engine.recovery.recovery import RecoveryStore

if TYPE_CHECKING:
    from desktop.editor.learning.training import Training

FIRST_SIZE = QSize(980, 780)


class WindowHost(Protocol):
    """What a window shares with the others and asks of the desk; `desktop.editor.desk.Desk` is one."""

    settings: Settings
    worker: Worker
    moods: MoodSwitch
    speller: Speller
    searches: History
    progress: Progress
    works: EarlierWorks
    recovery: RecoveryStore
    dialogs: Dialogs

    def open_sample(self, window: "Window") -> None:
        """Show the sample story, in `window` if it is blank."""

    def new_window(self) -> "Window":
        """Open a window with an empty document."""

    def open_files(self, paths: list[Path], first: "Window | None" = None) -> None:
        """Open files: the first in `first` if it is blank or alone, others in new windows."""

    def quit(self) -> bool:
        """Close all windows; say whether all have closed."""

    @property
    def training(self) -> "Training":
        """The training of a model on the writer's works, made when it is first asked for."""

    def use_model(self, folder: Path) -> None:
        """Use a model from now on."""

    def choose_model(self, window: "Window") -> None:
        """Let the writer choose a model, in a dialog of `window`."""

    def choose_mood_model(self, window: "Window") -> None:
        """The same for the mood line's model."""

    def choose_mood_folder(self, window: "Window") -> None:
        """The same among all folders."""


class Window(LateFeatures, QMainWindow):
    """A window with one document.

    Signals:
        closed: The window has closed.
    """

    closed = Signal()

    def __init__(self, desk: WindowHost):
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        frame = self._frame = Frame(self, desk.settings, desk.worker, desk.recovery, desk.dialogs)
        self.settings, self.worker, self.page = frame.settings, frame.worker, frame.page
        self.messages, self.status, self.actions_ = frame.messages, frame.status, frame.actions
        self.session, self.announcer, self.word_count = frame.session, frame.announcer, frame.word_count
        frame.actions.fill_menus(self.menuBar(), lambda path: desk.open_files([path], self))
        self._add_features(frame)
        self._bind_actions()
        self._connect_parts()
        self.make_shown()
        frame.actions.await_features(self.make_late_features)
        frame.apply_look()
        self._retranslate()
        after_first_painting(self, self.make_behind)
        self.page.setFocus()
        if not self.restoreGeometry(QByteArray(self.settings.choices.geometry)):
            self.resize(fitting(self, FIRST_SIZE))

    def _add_features(self, frame: Frame) -> None:
        """Each plugs itself into the frame; bars and tools stand in this order. Others are made late."""
        suggesting = self.suggesting = Suggesting(frame)
        self.memory, self.suggester = suggesting.memory, suggesting.suggester
        self.continuation = suggesting.continuation
        self.stories = Stories(frame, lambda folders: self.desk.open_files(folders, self))
        self.memory.book, self.memory.works = self.stories, self.desk.works
        self.desk.works.changed.connect(self.memory.look_at_works)
        self.stories.changed.connect(self.memory.look_at_book)
        self.stories.changed.connect(suggesting.keeper.look_soon)
        self.stories.texts.all_read.connect(self.memory.look_at_book)
        self.spelling = Spelling(frame, self.desk.speller, suggesting)
        self.writing = Writing(frame, lambda: self.spelling.of_page.language)
        self.model_status = ModelStatus(frame, self.choose_model)
        self.page_look = PageLook(frame)
        self.focus = Focus(frame)
        self.full_screen = FullScreen(frame)
        self.goals = Goals(frame, self.desk.progress, self.suggester, self.stories)
        self.origins = Origins(frame, self.stories)
        Parts(frame)

    # --- the window's own commands -----------------------------------------------------------------------

    def _bind_actions(self) -> None:
        page, session = self.page, self.session
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
            zoom_in=lambda: self.settings.zoom(1),
            zoom_out=lambda: self.settings.zoom(-1),
            zoom_reset=lambda: self.settings.zoom(0),
            help=self.show_keys,
            privacy=self.show_privacy,
            sample_story=lambda: self.desk.open_sample(self),
            about=self.show_about,
        )
        self.status.add_encoding_actions([self.actions_["reopen_encoding"], self.actions_["save_encoding"]])
        for name, possible in (
            ("undo", page.undoAvailable),
            ("redo", page.redoAvailable),
            ("cut", page.copyAvailable),
            ("copy", page.copyAvailable),
        ):
            self.actions_[name].setEnabled(False)
            possible.connect(self.actions_[name].setEnabled)

    def _connect_parts(self) -> None:
        self.page.files_dropped.connect(
            lambda names: self.desk.open_files([Path(name) for name in names], self)
        )
        self.page.zoom_asked.connect(self.settings.zoom)
        self.word_count.changed.connect(self.status.show_words)
        self.session.encoding_changed.connect(self.status.show_encoding)

    # --- reactions ---------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system when it turns dark or light, and the language."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange):
            self._frame.apply_look()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._frame.toolbar.setWindowTitle(self.tr("Toolbar"))
        self._frame.retranslate()

    # --- dialogs and the window itself -------------------------------------------------------------------

    def _choose_and_open(self) -> None:
        path = self.session.file_to_open()
        if path:
            self.desk.open_files([path], self)

    def open(self, path: Path) -> None:
        """Open a file here, or import it if it is another program's."""
        if path.suffix.lower() in FOREIGN_SUFFIXES:
            self.exchange.read(path)
        else:
            self.session.open(path)
            self.make_shown()

    def blank(self) -> "Window":
        """A window in which another text may be shown: this one, or a new one."""
        return self if self.session.is_blank else self.desk.new_window()

    def show_preferences(self, words: str = "") -> None:
        """Show the preferences: all, or the rows that some words find."""
        from desktop.editor.preferences.preferences import Preferences  # not before it is wanted

        dialog = Preferences(self.settings, self.worker, self)
        dialog.choose_model.connect(self.choose_model)
        dialog.choose_mood_model.connect(lambda: self.desk.choose_mood_model(self))
        dialog.search(words)
        dialog.open()

    def choose_model(self) -> None:
        """Let the writer choose a model."""
        self.desk.choose_model(self)

    def show_keys(self) -> None:
        """Show the keys at a glance."""
        from desktop.editor.window.help import KeysSheet

        KeysSheet(self.settings, current_look(), self).show()

    def show_privacy(self) -> None:
        """Show what is kept on this machine."""
        from desktop.editor.preferences.privacy import Privacy

        dialog = Privacy(self.settings, self)
        dialog.finished.connect(self.desk.speller.read_own_words)  # they may be deleted now
        dialog.finished.connect(self.desk.works.reload)
        dialog.open()

    def show_about(self) -> None:
        """Show what Inkling is, and what its model runs on."""
        from desktop.editor.window.help import about_text

        QMessageBox.about(self, self.actions_["about"].iconText(), about_text(self.worker.model))

    def come_forward(self) -> None:
        """Stand before all other windows, also when it was minimized."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

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
        if keep:
            self.session.leave()  # first: features ask it whether the words on the page will come back
        self._frame.leaving.emit()
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
            QTimer.singleShot(0, self, self._action)
        return False


def after_first_painting(window: Window, action: Callable[[], None]) -> None:
    """Do something slow once the writer sees the page."""
    _FirstPainting(window.page.viewport(), action)
