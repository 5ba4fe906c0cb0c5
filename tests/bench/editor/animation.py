"""Makes the README's moving picture: `python -m tests.bench.editor.animation OUT.webp`, or `OUT.gif`.

The real window and the real model: a writer types, keeps a suggestion with Tab and another one word by word,
goes back into a sentence that goes on behind the cursor, and lets the story continue. All words in grey, and
those of the continuation, are the model's; where it has nothing to say, the script ends with an error instead
of a picture. Only the pace is ours: each frame stays as long as somebody needs to see what has changed. The
strip below the window says which keys were pressed.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.editor.desk import Desk
    from desktop.editor.window.window import Window

STORY = """The Lamp at Harrow Cross

It had rained since Tuesday, a thin and patient rain that found its way under slates and collars. When the \
carriage came, the ferryman put on and went out to meet it.

“You will not get over tonight,” he said, to nobody in particular.

Margaret"""
WIDTH, HEIGHT, STRIP = 760, 560, 40
PRECISION = 0.03
CONTINUED_WORDS = 30
WORD_BY_WORD = 3
SEED = 3  # of the continuation
WAIT_SECONDS = 60
# Milliseconds that a frame is shown: after a letter, before a key, after a kept word or continued ones, at
# the end.
LETTER, GLANCE, KEPT, CONTINUED, END = 90, 900, 700, 250, 4000
GIF_COLOURS = 64


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, help="a bundle; the shipped English model if left out")
    parser.add_argument("--platform", default="offscreen", help="Qt's platform")
    parser.add_argument("--frames", type=Path, help="a folder for each frame by itself, to look at")
    options = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = options.platform
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        film = filmed(options.model)
    film.save(options.out)
    if options.frames:
        film.save_frames(options.frames)
    seconds = sum(film.milliseconds) / 1000
    print(f"{options.out}: {len(film.images)} frames, {seconds:.0f} s, {options.out.stat().st_size:,} bytes")


def filmed(model: Path | None) -> "Film":
    """Open the desk, act, and close it."""
    from PySide6.QtWidgets import QApplication

    from desktop.editor.desk import Desk

    application = QApplication(["inkling"])
    application.setStyle("Fusion")
    random.seed(SEED)
    application.setCursorFlashTime(0)  # a caret that blinks would make frames of its own
    desk = Desk()
    desk.settings.update(language="en", precision=PRECISION, continue_words=CONTINUED_WORDS)
    actor = Actor(application, desk)
    desk.start_model(model)
    actor.wait(lambda: desk.worker.model is not None, "The model was not loaded.")
    act(actor)
    actor.window.page.document().setModified(False)
    actor.window.close()
    desk.end()
    return actor.film


def act(actor: "Actor") -> None:
    """What is shown: Tab, word by word, in mid-sentence, Continue."""
    actor.put(STORY)
    actor.type(" shook her")
    actor.keep("Tab", "accept")
    actor.type(" She sat down on the")
    for _ in range(WORD_BY_WORD):
        actor.keep("Ctrl+→", "accept_word")
    actor.type(" bench")
    actor.move_before(" and went out")
    actor.type(" his")
    actor.keep("Tab", "accept")
    actor.move_to_end()
    actor.type(".")
    actor.continue_story()


class Film:
    """The pictures taken so far, and how long each is shown."""

    def __init__(self) -> None:
        self.images: list[Image.Image] = []
        self.milliseconds: list[int] = []

    def take(self, window: "Window", key: str, milliseconds: int) -> None:
        """Take what the window shows, with a key below it; what has not changed is shown the longer."""
        image = picture_of(window, key)
        if self.images and image == self.images[-1]:
            self.milliseconds[-1] += milliseconds
        else:
            self.images.append(image)
            self.milliseconds.append(milliseconds)

    def save(self, out: Path) -> None:
        """Write an animation that repeats for ever."""
        out.parent.mkdir(parents=True, exist_ok=True)
        first, *others = self.images
        if out.suffix == ".gif":
            palette = self.images[-1].quantize(GIF_COLOURS)
            first, *others = [image.quantize(palette=palette) for image in self.images]
        first.save(
            out,
            save_all=True,
            append_images=others,
            duration=self.milliseconds,
            loop=0,
            lossless=True,
            method=6,
            optimize=True,
        )

    def save_frames(self, folder: Path) -> None:
        """Write each picture by itself."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, image in enumerate(self.images):
            image.save(folder / f"{number:03}.png")


def picture_of(window: "Window", key: str) -> Image.Image:
    """The window, and below it a strip with the name of a key."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QImage, QPainter

    picture = QImage(WIDTH, HEIGHT + STRIP, QImage.Format.Format_RGB888)
    picture.fill(window.palette().window().color())
    painter = QPainter(picture)
    painter.drawPixmap(0, 0, window.grab())
    if key:
        font = window.font()
        font.setPointSize(font.pointSize() + 3)
        painter.setFont(font)
        text = painter.fontMetrics().boundingRect(key)
        cap = QRect(0, 0, text.width() + 28, STRIP - 10)
        cap.moveCenter(QRect(0, HEIGHT, WIDTH, STRIP).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(window.palette().base())
        painter.drawRoundedRect(cap, 5, 5)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    painter.end()
    size = (picture.width(), picture.height())
    return Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine())


class Actor:
    """Writes into one window, and takes a picture of all that happens."""

    def __init__(self, application: "QApplication", desk: "Desk") -> None:
        """Open a window."""
        self._application = application
        self.film = Film()
        self.window = desk.new_window()
        self.window.resize(WIDTH, HEIGHT)
        self.window.activateWindow()
        self.wait(self.window.page.hasFocus, "The window did not get the keyboard.")

    def wait(self, is_done: Callable[[], bool], failure: str) -> None:
        """Let the desk work until something is done."""
        ends = time.monotonic() + WAIT_SECONDS
        while not is_done():
            if time.monotonic() > ends:
                raise SystemExit(failure)
            self._application.processEvents()
            time.sleep(0.005)  # the model's thread needs the interpreter
        self._application.processEvents()

    def put(self, text: str) -> None:
        """Put a text on the page, and the cursor behind it."""
        self.window.page.setPlainText(text)
        self.move_to_end()

    def move_before(self, words: str) -> None:
        """Put the cursor before the first occurrence of some words."""
        self._move_to(self.window.page.toPlainText().index(words))

    def move_to_end(self) -> None:
        """Put the cursor at the end."""
        self._move_to(len(self.window.page.toPlainText()))

    def type(self, text: str) -> None:
        """Type, and after each letter wait for what the model says to it."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        for letter in text:
            event = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter
            )
            self._application.sendEvent(self.window.page, event)
            self._wait_for_answer()
            self.film.take(self.window, "", LETTER)
        self.film.take(self.window, "", GLANCE)

    def keep(self, key: str, command: str) -> None:
        """Keep the suggestion that stands there, or its first word; ask for one where none does."""
        if not self.window.page.ghost.text:
            self.window.actions_["ask"].trigger()
            self._wait_for_answer()
            self.film.take(self.window, "Alt+\\", GLANCE)
        if not self.window.page.ghost.text:
            raise SystemExit("The model suggested nothing here; take another story or another model.")
        self.window.actions_[command].trigger()
        self._wait_for_answer()
        self.film.take(self.window, key, KEPT)

    def continue_story(self) -> None:
        """Let the model write on to the end."""
        key, length = "Ctrl+Return", len(self.window.page.toPlainText())
        self.film.take(self.window, key, KEPT)
        continuation = self.window.continuation
        self.window.actions_["continue"].trigger()
        while continuation.running:
            self._application.processEvents()
            if len(self.window.page.toPlainText()) != length:
                length = len(self.window.page.toPlainText())
                self.film.take(self.window, key, CONTINUED)
            time.sleep(0.005)
        self._application.processEvents()
        self.film.take(self.window, "", END)

    def _move_to(self, position: int) -> None:
        cursor = self.window.page.textCursor()
        cursor.setPosition(position)
        self.window.page.setTextCursor(cursor)
        self._application.processEvents()
        self.film.take(self.window, "", GLANCE)

    def _wait_for_answer(self) -> None:
        self._application.processEvents()
        self.wait(lambda: not self.window.suggester.is_waiting, "The model did not answer.")


if __name__ == "__main__":
    main()
