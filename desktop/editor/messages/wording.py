"""Marks and looks up words that stand outside of Qt's objects, which have `tr` for that.

`pyside6-lupdate` knows both functions by their names, called without a module in front.
"""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def QT_TRANSLATE_NOOP(context: str, words: str) -> str:
    """Mark words that `translate` is to look up later, in the same context; returns them as they are."""
    return words
