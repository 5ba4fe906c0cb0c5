"""What one window is made of before any feature is added, and what each feature is given to plug into."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QToolBar

from desktop.editor.counting.word_count import WordCount
from desktop.editor.documents.document_session import DocumentSession
from desktop.editor.frame.actions import Actions, MomentKeys
from desktop.editor.frame.announcer import Announcer
from desktop.editor.frame.central import Central
from desktop.editor.frame.status import Status
from desktop.editor.inference.worker import Worker
from desktop.editor.look import Look, current_look
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.messages.messages import Messages
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.engine.recovery.recovery import RecoveryStore


class Frame(QObject):
    """The parts of one window.

    A feature is an object that takes a frame in its constructor, binds its own commands (`actions.bind`),
    adds its own bars (`central.add_below`) and tools (`status.add_tool`), follows the signals it needs, and
    the look and the language (`follow_look`, `follow_language`), which may be known or not when it is made.

    Signals:
        look_changed: The colours (a `Look`) that hold from now on.
        language_changed: All words are to be said anew. Widgets may wait for `QEvent.LanguageChange` instead.
        leaving: The window closes: end threads and timers, take nothing more from the page.

    Attributes:
        window: For dialogs, and for what fills the screen.
        page: The text. Its `menu_opening` lets features add to the context menu, `set_marks` marks places.
        settings: The writer's choices.
        worker: The model's thread.
        actions: Commands by name.
        keys: Keys with a meaning at certain moments only.
        central: Room for bars and panels.
        toolbar: The buttons above all.
        status: The status bar.
        messages: Sentences with answers, above the page.
        announcer: Speaks to screen readers.
        session: The document and its file; its `document_replaced` tells that another text is on the page.
        word_count: Words of the whole text.
        dialogs: Questions to the writer.
    """

    look_changed = Signal(Look)
    language_changed = Signal()
    leaving = Signal()

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        worker: Worker,
        recovery: RecoveryStore,
        dialogs: Dialogs,
    ):
        super().__init__(window)
        self._look: Look | None = None
        self.window = window
        self.settings = settings
        self.worker = worker
        self.dialogs = dialogs
        self.page = Page()
        self.messages = Messages()
        self.status = Status()
        self.actions = Actions(window, settings)
        self.keys = MomentKeys(settings)
        self.page.key_command = self.keys
        self.word_count = WordCount(self.page.document())
        self.announcer = Announcer(self.page)
        self.session = DocumentSession(window, self.page, self.messages, settings, recovery, dialogs)
        self.central = Central(self.page)
        self.central.add_above(self.messages)
        self.toolbar = self._make_toolbar()
        window.addToolBar(self.toolbar)
        window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        window.setCentralWidget(self.central)
        window.setStatusBar(self.status)
        settings.changed.connect(self.apply_look)

    def remark(self, sentence: str) -> None:
        """Say something in passing, to eyes and ears; "" takes back what is said."""
        self.status.say(sentence)
        if sentence:
            self.announcer.say(sentence)

    @property
    def look(self) -> Look | None:
        """The colours that hold now; None until the features of the first painting are there."""
        return self._look

    def follow_look(self, slot: Callable[[Look], object]) -> None:
        """Tell the colours: now, if they are known, and whenever they change."""
        self.look_changed.connect(slot)
        if self._look is not None:
            slot(self._look)

    def follow_language(self, slot: Callable[[], object]) -> None:
        """Have words said: now, if it is known in which language, and whenever that changes."""
        self.language_changed.connect(slot)
        if self._look is not None:
            slot()

    def apply_look(self, *_: frozenset[str]) -> None:
        """Give everything the colours of now, if they have changed."""
        look = current_look()
        if look == self._look:  # a new style sheet is told as a new palette, too
            return
        self._look = look
        self.window.setStyleSheet(look.style_sheet())
        self.page.set_look(look)
        self.look_changed.emit(look)

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now; bars with messages stay as they are."""
        self.actions.retranslate()
        self.page.retranslate()
        self.status.retranslate()
        self.status.show_words(self.word_count.words)
        self.status.show_encoding(self.session.encoding)
        self.session.show_title()
        self.language_changed.emit()

    def _make_toolbar(self) -> QToolBar:
        bar = QToolBar(self.window)
        bar.setObjectName("bar")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.actions.fill_toolbar(bar)
        return bar
