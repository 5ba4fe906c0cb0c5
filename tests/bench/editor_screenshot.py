"""Takes the README's picture: `python -m tests.bench.editor_screenshot OUT.png --model FOLDER`.

The real window and the real model: the picture shows what it suggests in mid-sentence, between the words
before and after the cursor. With `--platform xcb` under a display it shows the desktop's own look.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

STORY = """The Lamp at Harrow Cross

It had rained since Tuesday, a thin and patient rain that found its way under slates and collars and into \
the bones of the men who waited at the crossing. The ferryman did not look up when the carriage came. He \
had seen carriages before, and most of them had turned back.

“You will not get over tonight,” he said, to nobody in particular. “Nor tomorrow, if it keeps on.”

Margaret stepped down into the mud. She had lost one glove on the road and the other was past saving, and \
behind her the horses stood and steamed. It was late| and walked inside. Nobody had lit the lamp."""
TYPED = " when she opened the"
WAIT_SECONDS = 30


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--platform", default="offscreen", help="Qt's platform")
    options = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = options.platform
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        take_picture(options.out, options.model)


def take_picture(out: Path, model: Path | None) -> None:
    """Open the desk, type into the story's last sentence and save what the window shows."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from desktop.editor.desk import Desk

    application = QApplication(["inkling"])
    application.setStyle("Fusion")
    desk = Desk()
    window = desk.new_window()
    window.resize(960, 720)
    window.page.setPlainText(STORY.replace("|", ""))
    cursor = window.page.textCursor()
    cursor.setPosition(STORY.index("|"))
    window.page.setTextCursor(cursor)
    window.activateWindow()
    desk.start_model(model)
    ends = time.monotonic() + WAIT_SECONDS
    while (desk.worker.model is None or not window.page.hasFocus()) and time.monotonic() < ends:
        application.processEvents()
        time.sleep(0.01)  # the model's thread needs the interpreter
    window.settings.update(precision=0.02)
    for letter in TYPED:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        application.sendEvent(window.page, event)
    while not window.page.ghost.text and time.monotonic() < ends:
        application.processEvents()
        time.sleep(0.01)
    application.processEvents()
    if not window.page.ghost.text:
        raise SystemExit("The model suggested nothing here; take another model.")
    out.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(out))
    print(f"{out}: “{TYPED.strip()}” suggests “{window.page.ghost.text}”")
    window.page.document().setModified(False)
    window.close()
    desk.end()


if __name__ == "__main__":
    main()
