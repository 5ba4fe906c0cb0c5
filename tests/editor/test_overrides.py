"""An error in what Qt calls of ours is told, and ends no program."""

import subprocess
import sys
import textwrap

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

import desktop.editor

# Each is raised in C, where Python 3.11 makes no error object before somebody catches it.
WRONG = ('int("x")', "int(1, 2, 3)", "len()", "(lambda one: one)()", "QPoint('a', 'b')")
PROGRAM = """
    import desktop.editor
    import sys
    from PySide6.QtCore import QPoint, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    told = []
    sys.excepthook = lambda kind, error, trace: told.append(kind)

    class Page(QPlainTextEdit):
        def paintEvent(self, event):
            super().paintEvent(event)
            if {name!r} == "paint":
                {wrong}

        def keyPressEvent(self, event):
            super().keyPressEvent(event)

        def insertFromMimeData(self, data):
            if {name!r} == "paste":
                {wrong}

        def sizeHint(self):
            if {name!r} == "size":
                {wrong}
            return super().sizeHint()

    application = QApplication([])
    page = Page()
    page.adjustSize()
    page.show()
    QApplication.clipboard().setText("q")
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.postEvent(page, QKeyEvent(kind, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))
    QTimer.singleShot(100, application.quit)
    application.exec()
    print("alive", len(told) > 0)
"""


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", ["paint", "paste"])
def test_a_program_lives_on(name: str, wrong: str) -> None:
    program = textwrap.dedent(PROGRAM.format(name=name, wrong=wrong))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "alive True\n"), done.stderr[-2000:]


def test_what_is_caught_is_what_was_raised(qtbot) -> None:
    class Field(QLineEdit):
        def clear(self):
            return int("x")

    field = Field()
    qtbot.addWidget(field)
    with pytest.raises(ValueError, match="invalid literal"):
        field.clear()


def test_a_slot_gets_as_many_arguments_as_it_takes(qtbot) -> None:
    cleared: list[tuple] = []

    class Editor(QPlainTextEdit):
        def clear(self):
            """Clear it."""
            cleared.append(())

        def undo(self, times=1, *, gently=False):
            cleared.append((times, gently))

    editor, button = Editor(), QPushButton()
    for widget in (editor, button):
        qtbot.addWidget(widget)
    button.clicked.connect(editor.clear)  # and no `checked`, which Qt offers
    button.click()
    assert cleared == [()]
    assert (Editor.clear.__doc__, Editor.clear.__name__) == ("Clear it.", "clear")
    editor.undo(times=2, gently=True)
    assert cleared[-1] == (2, True)
    assert desktop.editor.__doc__
