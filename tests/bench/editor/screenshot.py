"""Takes the README's pictures: `python -m tests.bench.editor.screenshot OUT.png --language en`, or `zh_CN`.

The real window and the real model: a picture shows what it suggests in mid-sentence, between the words
before and after the cursor. English is typed, Chinese comes from an input method. With `--platform xcb`
under a display it shows the desktop's own look.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ENGLISH = """The Lamp at Harrow Cross

It had rained since Tuesday, a thin and patient rain that found its way under slates and collars and into \
the bones of the men who waited at the crossing. The ferryman did not look up when the carriage came. He \
had seen carriages before, and most of them had turned back.

“You will not get over tonight,” he said, to nobody in particular. “Nor tomorrow, if it keeps on.”

Margaret stepped down into the mud. She had lost one glove on the road and the other was past saving, and \
behind her the horses stood and steamed. It was late| and walked inside. Nobody had lit the lamp."""
CHINESE = """渡口夜雨

那雨自初三日下起，绵绵不绝，把渡口的石阶都洗得发亮。摆渡的老汉坐在篷下吃酒，见一辆车来，也不抬头。

“客官今夜过不得河了。”老汉道，“且等明日雨住，再作道理。”

那妇人下得车来，鞋袜尽湿，见岸边有一间小店，门前挂着一盏灯。

老汉笑道：|休要着急，且进店里去坐坐。”"""
# A story, the cursor in it as a bar; what is written there.
SCENES = {"en": (ENGLISH, " when she opened the"), "zh_CN": (CHINESE, "“娘")}
PRECISION = 0.02
WAIT_SECONDS = 30


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, help="a bundle; the default model if left out")
    parser.add_argument("--language", choices=SCENES, default="en", help="of the window and of the story")
    parser.add_argument("--platform", default="offscreen", help="Qt's platform")
    options = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = options.platform
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = folder
        take_picture(options.out, options.model, options.language)


def take_picture(out: Path, model: Path | None, language: str) -> None:
    """Open the desk, write into the story's last sentence and save what the window shows."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QInputMethodEvent, QKeyEvent
    from PySide6.QtWidgets import QApplication

    from desktop.editor.desk import Desk

    application = QApplication(["inkling"])
    application.setStyle("Fusion")
    story, written = SCENES[language]
    desk = Desk()
    desk.settings.update(language=language)
    window = desk.new_window()
    window.resize(960, 720)
    window.page.setPlainText(story.replace("|", ""))
    cursor = window.page.textCursor()
    cursor.setPosition(story.index("|"))
    window.page.setTextCursor(cursor)
    window.activateWindow()
    desk.start_model(model)
    ends = time.monotonic() + WAIT_SECONDS
    while (desk.worker.model is None or not window.page.hasFocus()) and time.monotonic() < ends:
        application.processEvents()
        time.sleep(0.01)  # the model's thread needs the interpreter
    window.settings.update(precision=PRECISION)
    for letter in written:
        event: QEvent
        if letter.isascii():
            event = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter
            )
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
        application.sendEvent(window.page, event)
    while not window.page.ghost.text and time.monotonic() < ends:
        application.processEvents()
        time.sleep(0.01)
    application.processEvents()
    if not window.page.ghost.text:
        raise SystemExit("The model suggested nothing here; take another model.")
    out.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(out))
    print(f"{out}: “{written.strip()}” suggests “{window.page.ghost.text}”")
    window.page.document().setModified(False)
    window.close()
    desk.end()


if __name__ == "__main__":
    main()
