"""Which paragraphs of a page are in sight."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock

from desktop.editor.page.text_area import TextArea

BLOCKS_AROUND = 2  # paragraphs above and below what is in sight


def blocks_in_sight(page: TextArea, around: int = BLOCKS_AROUND) -> Iterator[QTextBlock]:
    """The paragraphs in sight, and some above and below them."""
    block = page.firstVisibleBlock()
    bottom = page.viewport().height()
    for _ in range(around):
        block = block.previous() if block.previous().isValid() else block
    below = 0
    while block.isValid() and below <= around:
        yield block
        area = page.blockBoundingGeometry(block).translated(page.contentOffset())
        below += area.bottom() > bottom
        block = block.next()
