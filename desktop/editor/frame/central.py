"""What fills a window between its toolbar and its status bar: the page, with bars and panels around it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.editor.frame.panels import Panels, widgets_in
from desktop.editor.frame.side import Side

LETTERS = 44  # of the page's font: panels leave the page so much, while they can


class Central(QWidget):
    """The page in the middle. What is added around it takes room only while it is visible.

    Bars stand above and below the page and are as high as they need; panels stand beside it, and the writer
    decides how wide they are. Those at its end are stacked where they would leave it too little.
    """

    def __init__(self, page: QWidget):
        super().__init__()
        self.setObjectName("central")
        self._above, self._below, self._always = _column(), _column(), _column()
        self._aside = QWidget()  # what is not seen while the page has the whole screen
        _column(self._aside).addLayout(self._below)
        middle = QWidget()
        column = _column(middle)
        column.addLayout(self._above)
        self._pages = QSplitter(Qt.Orientation.Horizontal)
        self._pages.setChildrenCollapsible(False)
        self._pages.addWidget(page)
        column.addWidget(self._pages, 1)
        column.addWidget(self._aside)
        column.addLayout(self._always)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        before = QSplitter(Qt.Orientation.Horizontal)
        self._before = Panels(before, before)
        self._splitter.addWidget(before)
        self._splitter.addWidget(middle)
        self._side = Side()
        self._splitter.addWidget(self._side)
        self._splitter.setStretchFactor(1, 1)
        self._middle = middle
        self._side.panels.opened_or_closed.connect(self._fit_side)
        _column(self).addWidget(self._splitter)

    def add_above(self, bar: QWidget) -> None:
        """Put a bar above the page, below those that are there."""
        self._above.addWidget(bar)

    def add_below(self, bar: QWidget, always: bool = False) -> None:
        """Put a bar below the page, below those that are there.

        Args:
            bar: The bar.
            always: The writer wants it with nothing but the page, too.
        """
        (self._always if always else self._below).addWidget(bar)

    def set_bare(self, bare: bool) -> None:
        """Leave nothing but the page, a second view of it, and what is always there."""
        self._aside.setVisible(not bare)
        self._before.set_bare(bare)
        self._side.panels.set_bare(bare)

    def add_second(self, view: QWidget) -> None:
        """Put a second view beside the page, or below it; both are of one size at first."""
        self._pages.addWidget(view)
        self._share()

    def set_second_side(self, orientation: Qt.Orientation) -> None:
        """Have a second view beside the page (horizontal) or below it."""
        if self._pages.orientation() != orientation:
            self._pages.setOrientation(orientation)
            self._share()

    def _share(self) -> None:
        self._pages.setSizes([1_000_000] * self._pages.count())

    def add_before(self, panel: QWidget) -> None:
        """Put a panel on the side where lines begin."""
        self._before.add(panel)

    def add_after(self, panel: QWidget) -> None:
        """Put a panel on the side where lines end."""
        self._side.panels.add(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panels stand as there is room now."""
        super().resizeEvent(event)
        if self._side.is_cramped(self._room_beside()):
            self._fit_side()

    def parts(self) -> list[QWidget]:
        """Return what is there, visible or not: from above to below, and in the direction of reading."""
        pages = widgets_in(self._pages)
        middle = [*_widgets(self._above), *pages, *_widgets(self._below), *_widgets(self._always)]
        return [*self._before.all(), *middle, *self._side.panels.all()]

    def _fit_side(self) -> None:
        """Give the open panels at the end their usual width, or less if the page would have too little."""
        wanted, sizes = self._side.fit(self._room_beside()), self._splitter.sizes()
        at, middle = self._splitter.indexOf(self._side), self._splitter.indexOf(self._middle)
        sizes[middle] += sizes[at] - wanted
        sizes[at] = wanted
        self._splitter.setSizes(sizes)

    def _room_beside(self) -> int:
        """How wide the panels at the end may be, in pixels."""
        page, *others = [view for view in widgets_in(self._pages) if not view.isHidden()] or [self._middle]
        abreast = 1 + len(others) * (self._pages.orientation() == Qt.Orientation.Horizontal)
        least = LETTERS * page.fontMetrics().averageCharWidth() * abreast
        before = self._before.open()
        taken = sum(max(one.width(), one.minimumSizeHint().width()) for one in before)
        return self.width() - taken - least - self._splitter.handleWidth() * (1 + len(before))


def _widgets(layout: QVBoxLayout) -> list[QWidget]:
    items = (layout.itemAt(number) for number in range(layout.count()))
    return [widget for item in items if item and (widget := item.widget())]


def _column(parent: QWidget | None = None) -> QVBoxLayout:
    column = QVBoxLayout(parent) if parent else QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
