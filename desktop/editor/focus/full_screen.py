"""The whole screen for the page: no menu, no bars, until the writer wants them."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.editor.frame.frame import Frame

EDGE_PIXELS = 3  # at the top of the screen, where the pointer brings the menu back
LOOK_MILLISECONDS = 300  # between two looks at whether the menu is still wanted
HINT_MILLISECONDS = 5000


class FullScreen(QObject):
    """Leaves the page, the find bar and what the desk has to say while the window fills the screen; no more.

    Esc does not leave the full screen: it dismisses a ghost, which may be gone a moment before the key comes.
    """

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        self._window = frame.window
        self._is_bare = False
        self._hidden: list[QWidget] = []
        self._edge = QWidget(self._window)
        self._edge.hide()
        self._hint = QLabel(self._window)
        self._hint.setObjectName("hint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.hide()
        self._look = QTimer(self, interval=LOOK_MILLISECONDS)
        self._look.timeout.connect(self._hide_menu_unless_used)
        self._hint_end = QTimer(self, interval=HINT_MILLISECONDS, singleShot=True)
        self._hint_end.timeout.connect(self._hint.hide)
        frame.actions.bind(full_screen=self.turn)
        self._window.installEventFilter(self)
        self._edge.installEventFilter(self)
        frame.leaving.connect(lambda: self._window.removeEventFilter(self))

    def turn(self) -> None:
        """Fill the screen, or leave it if the window fills it now."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window, and the pointer at the top edge."""
        if watched is self._edge:
            if event.type() == QEvent.Type.Enter:
                self._show_menu()
        elif event.type() == QEvent.Type.WindowStateChange:
            # Window managers, too, fill the screen and leave it, and so does the geometry of an earlier run.
            self._follow(self._window.isFullScreen())
        elif event.type() == QEvent.Type.Resize and self._is_bare:
            self._place()
        return False

    def _follow(self, fills: bool) -> None:
        self._frame.actions["full_screen"].setChecked(fills)
        if fills == self._is_bare:
            return
        self._is_bare = fills
        self._look.stop()
        if fills:
            self._hidden = [one for one in self._bars() if not one.isHidden()]
            for bar in self._hidden:
                bar.hide()
            self._say_how_to_leave()
        else:
            for bar in self._hidden:
                bar.show()
            self._hidden = []
            self._hint.hide()
        self._edge.setVisible(fills)
        self._place()
        self._frame.central.set_bare(fills)
        self._frame.page.scroll_bar.allow(not fills)

    def _bars(self) -> list[QWidget]:
        return [self._window.menuBar(), self._frame.toolbar, self._frame.status]

    def _show_menu(self) -> None:
        self._window.menuBar().show()
        self._edge.hide()
        self._look.start()

    def _hide_menu_unless_used(self) -> None:
        menu = self._window.menuBar()
        # Qt learns that the pointer is on what came below it only once the pointer moves.
        is_pointed_at = menu.rect().contains(menu.mapFromGlobal(QCursor.pos()))
        if is_pointed_at or menu.activeAction() or QApplication.activePopupWidget():
            return
        self._look.stop()
        menu.hide()
        self._edge.show()
        self._place()

    def _say_how_to_leave(self) -> None:
        keys = self._frame.actions["full_screen"].shortcut().toString()
        words = self.tr("The menu comes at the top edge of the screen.")
        if keys:
            words = self.tr("{keys} brings everything back; the menu comes at the top edge.").format(
                keys=keys
            )
        self._hint.setText(words)
        self._hint.show()
        self._hint_end.start()
        self._frame.announcer.say(words)

    def _place(self) -> None:
        width = self._window.width()
        self._edge.setGeometry(0, 0, width, EDGE_PIXELS)
        self._edge.raise_()
        self._hint.adjustSize()
        self._hint.move((width - self._hint.width()) // 2, 2 * self._hint.height())
        self._hint.raise_()
