"""What a window does not need at its start is not imported for it."""

import subprocess
import sys

LATE = (
    "desktop.editor.rereading.rereading_view",
    "desktop.editor.remembering.memory_view",
    "desktop.engine.rereading.rereading",
    "desktop.engine.story.learnt",
    "desktop.editor.exchange.work",
    "desktop.engine.works.shelf",
)


def test_panels_that_are_off_are_not_imported() -> None:
    script = f"import sys\nimport desktop.editor.desk\nprint(*(set({LATE!r}) & set(sys.modules)))\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
