"""A session at the desk: `python -m tests.bench.session --out FOLDER` writes a story of two pages.

The real window, the real model, an own profile, and nothing but key and mouse events: first steps, the sample
story, suggestions, continuations, the co-writer, rereading, the memory, typing help, spelling, drafts, find
and replace, focus, themes, the page's measures, goals, statistics, palette, preferences, keys, files, a story
of three chapters. After each act what stands on the page is held against a plain model of the text, and an
uncaught error or a warning of Qt's ends the session. Pictures of all that is worth a look come into the
folder. With `--platform xcb` it runs under a display.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.bench.session.hand import Hand
    from tests.campaigns.hands.watch import Watch

SIZE, SCREEN = (960, 720), (1280, 1024)
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "INKLING_DATA")


def main(arguments: Sequence[str] | None = None) -> None:
    """Hold the session and say what was done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="a folder for the pictures")
    parser.add_argument("--model", type=Path, help="a bundle; the shipped English model if left out")
    parser.add_argument("--platform", default="offscreen", help="Qt's platform")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QT_QPA_PLATFORM"] = with_screen(options.platform, Path(folder) / "screen.json")
        for name in FOLDERS:
            os.environ[name] = str(Path(folder) / name.lower())
        session(Path(folder) / "The Clock at Low Water.txt", options.model, options.out)


def with_screen(platform: str, file: Path) -> str:
    """Give the offscreen platform a screen of a usual size: its own is smaller than the window."""
    if platform != "offscreen":
        return platform
    width, height = SCREEN
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1, "logicalDpi": 96}
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


def session(path: Path, model: Path | None, out: Path) -> None:
    """Write the story, save it, close the desk, and open both again."""
    from PySide6.QtWidgets import QApplication

    from desktop.editor.app import SWITCH_INTERVAL_SECONDS
    from tests.campaigns.hands.watch import Watch

    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
    application = QApplication(["inkling"])
    application.setApplicationDisplayName("Inkling")
    application.setStyle("Fusion")
    application.setCursorFlashTime(0)
    application.setQuitOnLastWindowClosed(False)
    watch = Watch()
    watch.begin()
    try:
        hold(application, watch, path, model, out)
    finally:
        watch.end()  # or else the error that ends a session would be one more complaint


def hold(application: "QApplication", watch: "Watch", path: Path, model: Path | None, out: Path) -> None:
    """Do all acts."""
    from tests.bench.session import chapters, looking, reviewing

    begun = time.monotonic()
    hand = sat_down(application, watch, model, out)
    for act in acts():
        told(act.__name__, lambda act=act: act(hand), begun)  # type: ignore[misc]
    told("save", lambda: looking.save(hand, path), begun)
    told("versions", lambda: reviewing.versions(hand, path), begun)
    told("close", lambda: looking.change_and_close(hand, path), begun)
    hand.expect(hand.desk.end(), "the threads did not end")
    again = sat_down(application, watch, model, out)
    again.before, again.pictures = hand.text, hand.pictures
    told("open", lambda: looking.reopen(again, path), begun)
    words = len(again.text.split())
    told("chapters", lambda: chapters.chapters(again, path.parent / "At Low Water"), begun)
    again.window.close()
    again.expect(again.desk.end(), "the threads did not end")
    checks = len(hand.done) + len(again.done)
    print(f"{words} words, {checks} checks, {len(again.pictures)} pictures in {out}")


def told(name: str, act: Callable[[], None], begun: float) -> None:
    """Do an act, and say so."""
    act()
    print(f"{time.monotonic() - begun:5.0f} s  {name}", flush=True)


def acts() -> "list[Callable[[Hand], None]]":
    """What is done, one after the other."""
    from tests.bench.session import (
        book,
        cowriting,
        finding,
        learning,
        looking,
        origins,
        remembering,
        reviewing,
        writing,
    )

    return [
        writing.first_steps,
        writing.sample_story,
        finding.quotes,
        writing.beginning,
        writing.typing_help,
        writing.suggestions,
        writing.continuation,
        cowriting.next_words,
        cowriting.ways,
        cowriting.bridge,
        cowriting.rephrase,
        origins.who_wrote_what,
        remembering.reread,
        remembering.memory,
        learning.earlier_works,
        writing.spelling,
        writing.draft,
        writing.middle,
        looking.focus,
        looking.typewriter,
        looking.full_screen,
        finding.find,
        finding.replace,
        writing.ending,
        finding.quieter_ghosts,
        finding.palette,
        looking.themes,
        looking.own_colours,
        looking.page_look,
        looking.goals,
        looking.statistics,
        book.markdown,
        book.outline,
        book.exported,
        book.previewed,
        book.imported,
        finding.key_sheet,
        finding.rebind,
        finding.round_by_key,
        reviewing.comments,
        reviewing.split,
    ]


def sat_down(application: "QApplication", watch: "Watch", model: Path | None, out: Path) -> "Hand":
    """Start a desk and wait for its model."""
    from desktop.editor.desk import Desk
    from tests.bench.session.hand import Hand

    desk = Desk()
    desk.settings.update(language="en")
    hand = Hand(application, desk, watch, out)
    hand.begin(SIZE)
    desk.start_model(model)
    hand.wait(lambda: desk.worker.model is not None, "the model was not loaded")
    desk.greet(hand.window, has_files=False)
    return hand


if __name__ == "__main__":
    main()
