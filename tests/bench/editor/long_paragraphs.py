"""How long a key takes in long paragraphs and long texts: `python -m tests.bench.editor.long_paragraphs`.

A real window without a model. For each text: the time until it is on the page and painted, then of keys typed
in its middle, from the key event to its return ("handled") and until the window is idle again ("painted").
"""

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.editor.desk import Desk
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from tests.editor.fake_engine import FakeEngine

KEYS = 100
SENTENCE = "The waves rolled on and on, and nobody on the shore knew when they would end. "
TEXTS = {
    "paragraphs of 600 letters, 200": "\n".join([SENTENCE * 8] * 200),
    "a paragraph of 4,000 letters": SENTENCE * 52,
    "a paragraph of 7,900 letters": SENTENCE * 101,
    "a paragraph of 300,000 letters": SENTENCE * 3850,
    "the same without a space": "waves" * 60_000,
    "a line of 1 MB": SENTENCE * 13_000,
    "a line of 10 MB": SENTENCE * 130_000,
    "a million words": "\n".join([SENTENCE * 4] * 17_000),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--keys", type=int, default=KEYS, help="keys typed in each text")
    parser.add_argument("--most", type=int, default=10**9, help="leave out longer texts (letters)")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(str(Path(folder) / "inkling.ini"), QSettings.Format.IniFormat))
        desk = Desk(settings, FakeEngine().load)
        window = desk.new_window()
        window.activateWindow()
        QTest.qWaitForWindowExposed(window)
        for name, text in TEXTS.items():
            if len(text) <= options.most:
                measure(window.page, name, text, options.keys, application)
        window.page.document().setModified(False)
        window.close()


def measure(page: Page, name: str, text: str, keys: int, application: QApplication) -> None:
    """Put a text on the page, type in its middle, and print how long that took."""
    begun = time.perf_counter()
    page.setPlainText(text)
    application.processEvents()
    opened = time.perf_counter() - begun
    cursor = page.textCursor()
    cursor.setPosition(len(text) // 2)
    page.setTextCursor(cursor)
    page.centerCursor()
    application.processEvents()
    handled, painted = [], []
    for number in range(keys):
        begun = time.perf_counter()
        QTest.keyClick(page, Qt.Key.Key_Space if number % 6 == 5 else Qt.Key.Key_A)
        handled.append((time.perf_counter() - begun) * 1000)
        application.processEvents()
        painted.append((time.perf_counter() - begun) * 1000)
    print(
        f"{name:32} on the page {opened * 1000:7.0f} ms; a key handled {quantiles(handled)}, "
        f"painted {quantiles(painted)} ms",
        flush=True,
    )


def quantiles(times: list[float]) -> str:
    """The median and the 99th percentile."""
    ordered = sorted(times)
    half, most = (ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] for percent in (50, 99))
    return f"p50 {half:.1f} p99 {most:.1f}"


if __name__ == "__main__":
    main()
