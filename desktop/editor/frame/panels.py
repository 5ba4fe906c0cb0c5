"""Panels in a splitter, and what holds it: that is there while one of them is open."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget


class Panels(QObject):
    """Follows panels that are opened and closed, whoever does it, by showing and hiding them.

    Signals:
        opened: A panel was opened.
        opened_or_closed: One was opened, or closed.
    """

    opened, opened_or_closed = Signal(QWidget), Signal()

    def __init__(self, splitter: QSplitter, holder: QWidget) -> None:
        """Follow no panels yet.

        Args:
            splitter: They stand in it.
            holder: It comes and goes with them: the splitter itself, or something around it.
        """
        super().__init__(holder)
        self._splitter, self._holder = splitter, holder
        splitter.setChildrenCollapsible(False)
        holder.hide()

    def add(self, panel: QWidget) -> None:
        """Put a panel at the end."""
        self._splitter.addWidget(panel)
        panel.installEventFilter(self)
        if not panel.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            panel.show()  # as Qt does with what is added to anything that is there

    def all(self) -> list[QWidget]:
        """Return them, open or not, in the direction of reading."""
        return widgets_in(self._splitter)

    def open(self) -> list[QWidget]:
        """Return those that are open, though all of them may be away for a full screen."""
        return [panel for panel in self.all() if not panel.isHidden()]

    def set_bare(self, bare: bool) -> None:
        """Let the page be alone, or show the panels again that are open now."""
        self._holder.setVisible(not bare and bool(self.open()))

    def eventFilter(self, panel: QObject, event: QEvent) -> bool:
        """Come with the first panel, and go with the last one."""
        if event.type() == QEvent.Type.ShowToParent:
            self._holder.show()
            self.opened.emit(panel)
            self.opened_or_closed.emit()
        elif event.type() == QEvent.Type.HideToParent:
            if not self.open():
                self._holder.hide()
            self.opened_or_closed.emit()
        return False


def widgets_in(splitter: QSplitter) -> list[QWidget]:
    """What stands in a splitter, visible or not, in the direction of reading."""
    found = (splitter.widget(number) for number in range(splitter.count()))
    return [widget for widget in found if widget]
