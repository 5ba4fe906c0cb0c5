"""Windows come and go; what they share stays. Nothing may reach, or keep, a window that is gone."""

import ast
import gc
import inspect
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMetaMethod, QMetaObject, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import desktop.editor
from desktop.editor.desk import Desk
from desktop.editor.goals.progress import Progress
from desktop.editor.inference.requests import CompareRequest, LoadedModel
from desktop.editor.inference.worker import Worker
from desktop.editor.mood_line.mood_switch import MoodSwitch
from desktop.editor.mood_line.mood_worker import MoodWorker
from desktop.editor.settings.settings import Choices, Settings
from desktop.editor.spelling.speller import Speller
from desktop.editor.window.window import Window
from desktop.engine.devices.device import Device

MODEL = LoadedModel("Another", Path("another"), Device(), ("cpu",), None)
EVERY_CHOICE = frozenset(field.name for field in fields(Choices))
# Of each class whose objects outlive windows: all its signals, with something that they may say.
SAID: dict[type[QObject], dict[str, tuple[Any, ...]]] = {
    Desk: {"emptied": ()},
    Settings: {"changed": (EVERY_CHOICE,)},
    Worker: {
        "loading": (Path("another"),),
        "loaded": (MODEL,),
        "load_failed": ("There is no model.",),
        "language_told": (10**6, True),
        "suggested": (10**6, []),
        "piece": (10**6, " and"),
        "continued": (10**6,),
        "words_listed": (10**6, []),
        "proposal_grew": (10**6, 1, " and"),
        "proposed": (10**6, []),
        "rephrased": (10**6, []),
        "reread": (10**6, [], True),
        "prepared": (10**6, 7),
        "far_read": (10**6, True),
        "names_told": (10**6, {"Varnholt": 2}),
        "learnt_told": (10**6, []),
        "compared": (CompareRequest("", "", "", 5, 0.1, 10**6), ""),
        "placed": (MODEL,),
        "gave_way": ("The card is gone.",),
        "failed": (10**6, "The model failed."),
    },
    Speller: {"told": ("en_US",), "own_words_changed": (), "_answered": (10**6, [])},
    Progress: {
        "changed": (),
        "told": ("The file was damaged.",),
        "_saved": (None,),
    },
    MoodSwitch: {"turned": (True,), "refused": ("There is no model.",)},
    MoodWorker: {"loaded": (10**6,), "failed": (10**6, "It failed."), "read": (10**6, [], True)},
}


def long_lived(desk: Desk) -> list[QObject]:
    """Everything that a window may connect to and that stays when it goes."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return [
        desk,
        desk.settings,
        desk.language,
        desk.worker,
        desk.speller,
        desk.progress,
        desk.moods,
        desk.moods.worker,
        application,
        application.styleHints(),
        QGuiApplication.clipboard(),
        QGuiApplication.inputMethod(),
        *application.screens(),
    ]


def signals_of(sender: QObject) -> Iterator[QMetaMethod]:
    facts = sender.metaObject()
    for number in range(facts.methodCount()):
        method = facts.method(number)
        if method.methodType() == QMetaMethod.MethodType.Signal:
            yield method


def receivers(desk: Desk) -> Counter[str]:
    """How many listen to each signal of what stays."""
    counts: Counter[str] = Counter()
    for sender in long_lived(desk):
        for signal in signals_of(sender):
            words = signal.methodSignature().toStdString()
            counts[f"{type(sender).__name__}.{words}"] += sender.receivers(f"2{words}")
    return counts


def delete_what_is_closed(qtbot: QtBot) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(1)
    gc.collect()


def live_window(desk: Desk, qtbot: QtBot) -> Window:
    """A window in which everything was used once that connects to something."""
    window = desk.new_window()
    window.make_late_features()
    window.activateWindow()
    qtbot.waitUntil(window.page.hasFocus)
    qtbot.keyClicks(window.page, "It was late when she opened the")
    window.continuation.start()
    qtbot.waitUntil(lambda: not window.continuation.running)
    window.show_preferences()
    window.choose_model()
    window.show_keys()
    window.show_privacy()
    window.spelling.show_my_words()
    window.writing.drafting.turn()
    window.goals.show_goals()
    window.figures.show()
    desk.choose_mood_model(window)
    for late in (window.rereading, window.remembering):  # in this window alone
        late._make().turn(True)
    window.messages.say("topic", "A sentence.", [("Answer", window.show_keys)])
    desk._tell_of_device("The card is gone.")
    return window


def close(window: Window) -> None:
    window.page.document().setModified(False)
    assert window.close()


def emit_everything(desk: Desk, qtbot: QtBot) -> None:
    for sender in (desk, desk.settings, desk.worker, desk.progress, desk.moods, desk.moods.worker):
        for name, values in SAID[type(sender)].items():
            getattr(sender, name).emit(*values)
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.focusObjectChanged.emit(None)
    for code in ("zh_CN", "en"):
        desk.settings.update(language=code)
    qtbot.wait(1)


def test_the_signals_above_are_all_there_are() -> None:
    for kind, said in SAID.items():
        meta: QMetaObject = kind.staticMetaObject  # type: ignore[attr-defined]
        methods = [meta.method(number) for number in range(meta.methodOffset(), meta.methodCount())]
        signals = [one for one in methods if one.methodType() == QMetaMethod.MethodType.Signal]
        own = {one.name().toStdString() for one in signals}
        assert own == set(said), kind


def test_a_closed_window_listens_to_nothing_that_stays(desk: Desk, window: Window, qtbot: QtBot) -> None:
    window.make_late_features()
    before = receivers(desk)
    second = live_window(desk, qtbot)
    assert receivers(desk) > before
    close(second)
    delete_what_is_closed(qtbot)
    window.activateWindow()  # Qt's own text control listens to the blinking of cursors while it has one
    qtbot.waitUntil(window.page.hasFocus)
    assert receivers(desk) == before


def test_nothing_of_a_closed_window_stays_alive(desk: Desk, window: Window, qtbot: QtBot) -> None:
    window.make_late_features()
    before = [one for one in gc.get_objects() if isinstance(one, QObject)]  # held: addresses are used again
    there = {id(one) for one in before}
    second = live_window(desk, qtbot)
    new = [one for one in gc.get_objects() if isinstance(one, QObject) and id(one) not in there]
    watched = [(type(one).__name__, weakref.ref(one)) for one in new]
    assert {"Window", "Page", "StoryMemory", "Preferences", "ModelChooser", "Privacy"} <= {
        name for name, _ in watched
    }
    gone: list[str] = []
    second.destroyed.connect(lambda: gone.append("window"))
    second.page.destroyed.connect(lambda: gone.append("page"))
    close(second)
    del second, new, before
    delete_what_is_closed(qtbot)
    assert sorted(gone) == ["page", "window"]
    ours = [name for name, one in watched if one() is not None]
    assert not set(ours) & {name for name, _ in watched if not name.startswith("Q")}, ours


@pytest.mark.parametrize("deleted", [True, False])
def test_what_stays_may_say_anything_after_a_window_was_closed(
    desk: Desk, window: Window, deleted: bool, qtbot: QtBot
) -> None:
    """Also while the closed one waits to be deleted, as it does below a question that another one asks."""
    second, third = live_window(desk, qtbot), live_window(desk, qtbot)
    close(second)
    close(third)
    if deleted:
        del second, third
        delete_what_is_closed(qtbot)
    emit_everything(desk, qtbot)
    assert desk.windows == [window]


def test_a_model_is_chosen_after_a_window_was_closed(desk: Desk, window: Window, qtbot: QtBot) -> None:
    close(live_window(desk, qtbot))
    delete_what_is_closed(qtbot)
    with qtbot.waitSignal(desk.worker.loaded):
        desk.use_model(Path("another"))
    assert window.messages.sentence("error") == ""


def test_nothing_without_a_life_of_its_own_listens_to_what_is_shared() -> None:
    """A lambda, a nested function or a partial lives as long as the sender: Qt cannot know whose it is."""
    shared = {"worker", "settings", "moods", "switch", "desk", "application", "instance", "styleHints"}
    found = []
    for file in Path(inspect.getfile(desktop.editor)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "connect" or isinstance(node.args[-1], ast.Attribute):
                continue
            sender = ast.unparse(node.func.value).replace("()", "").split(".")
            if {part.lstrip("_") for part in sender[-2:-1]} & shared:
                found.append(f"{file.name}:{node.lineno}: {ast.unparse(node)}")
    assert not found
