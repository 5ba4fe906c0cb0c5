"""Keeps the cursor's line at one height, as a typewriter does, while the text moves."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit


class Typewriter:
    """Says where the text is to stand.

    A plain text edit scrolls by whole lines, which between paragraphs stand further apart. What is left over
    is a strip above the text, so that the cursor's line stands still to the pixel.

    Attributes:
        height: Where the cursor's line is kept, from 0, the page's top, to 1; None to let it move.
        strip: So many pixels are left free above the text.
    """

    def __init__(self, page: QPlainTextEdit):
        self._page = page
        self.height: float | None = None
        self.strip = 0

    @property
    def follows(self) -> bool:
        """Whether the text follows the cursor now; below a pressed pointer nothing could be selected."""
        return self.height is not None and not QGuiApplication.mouseButtons()

    def scroll(self, pitch: float) -> None:
        """Scroll so that the cursor's line stands at its height or less than a line above.

        Sets `strip` to what is left over; to nothing at the text's beginning, where nothing is to scroll.

        Args:
            pitch: From one line to the next, in pixels.
        """
        page, bar = self._page, self._page.verticalScrollBar()
        wanted = round((self.height or 0) * page.height())
        for _ in range(4):  # spaces between paragraphs are no lines
            too_low = self._middle() - self.strip - wanted
            steps = -int(-too_low // pitch)  # rounded up
            if steps == 0 or not bar.minimum() <= bar.value() + steps <= bar.maximum():
                break
            bar.setValue(bar.value() + steps)
        if self._middle() - self.strip > wanted:
            bar.setValue(bar.value() + 1)
        left_over = wanted - (self._middle() - self.strip)
        self.strip = left_over if 0 < left_over < 2 * pitch and bar.value() > bar.minimum() else 0

    def _middle(self) -> int:
        """Where the middle of the cursor's line stands on the page, its strip included."""
        return self._page.viewport().y() + self._page.cursorRect().center().y()
