"""The training of a model on the writer's works: one process after the other, watched by the window's thread.

Each step is a program of its own, of low priority, so that nothing here ever waits for it and a key always
comes first. What it leaves in its folder is all that is known of it: a training that was stopped, or whose
desk has ended, goes on where it was.
"""

import contextlib
import json
import logging
import subprocess
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.editor.exchange.work import Work
from desktop.editor.learning.estimate import expected_seconds
from desktop.editor.learning.processes import (
    end_process,
    note_process,
    running_already,
    start_process,
    take_lock,
)
from desktop.editor.messages.engine_words import told
from desktop.engine.errors import InklingError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import NONSENSE, read_json
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import read_file
from desktop.engine.learning.plan import Plan, discard, laid_out, lay_out, learning_folder
from desktop.engine.learning.progress import FitState, read_fit
from desktop.engine.learning.steps import Step, Task, finish, next_step, task_of
from desktop.engine.learning.trainer import find_trainer
from desktop.engine.learning.verdict import Verdict, keep_model, verdict
from desktop.engine.works.shelf import Shelf, text_of

log = logging.getLogger(__name__)

LOOK_MILLISECONDS = 500
LONGEST_WAIT_SECONDS = 3.0  # for what has to end with the desk
_LOG, _KEPT = "log.txt", "kept.json"
_ERROR = "inkling-train: "


class State(Enum):
    """Where the training stands."""

    NONE = auto()  # none was begun
    BEGINNING = auto()  # the works are laid out
    RUNNING = auto()
    STOPPING = auto()
    STOPPED = auto()  # it can go on
    DONE = auto()


class Training(QObject):
    """The one training there is, for all windows.

    Args:
        parent: See `QObject`.
        find: Gives the beginning of the trainer's command; None if there is none.

    Signals:
        changed: It stands elsewhere, or more is known of it.

    Attributes:
        state: Where it stands.
        plan: What it is made of; None if there is none.
        step: What is done now.
        fit: How far the model has learned.
        verdict: What came of it, once it is done.
        model: The folder of the new model, if it is better and was kept.
        failure: A sentence on why it has stopped, if nobody wanted that.
        can_train: Whether the trainer is there and has all it needs; None while nobody knows.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, find: Callable[[], list[str] | None] = find_trainer):
        super().__init__(parent)
        self.state, self.failure = State.NONE, ""
        self.plan: Plan | None = None
        self.step: Step | None = None
        self.fit = FitState()
        self.verdict: Verdict | None = None
        self.model: Path | None = None
        self.can_train: bool | None = None
        self._find = find
        self._trainer: list[str] = []
        self._task: Task | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._left_behind: Process | None = None  # by a desk that has crashed
        self._probe: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None
        self._layout = Work(self)
        self._clock = QTimer(self, interval=LOOK_MILLISECONDS)
        self._clock.timeout.connect(self._look)
        self._find_out()

    # --- what is there -----------------------------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Whether something goes on."""
        return self.state in (State.BEGINNING, State.RUNNING, State.STOPPING)

    @property
    def steps_done(self) -> tuple[int, int]:
        """Which step this is, counted from 1, and how many there are."""
        steps = list(Step)
        return (steps.index(self.step) + 1 if self.step else len(steps)), len(steps)

    @property
    def share(self) -> float:
        """Which part of the whole is done, 0 to 1, by the time that each step takes."""
        if self.plan is None or self.state is State.DONE:
            return 1.0 if self.state is State.DONE else 0.0
        seconds = expected_seconds(self.plan.words)
        done = 0.0
        for step in Step:
            if step is self.step:
                done += seconds[step] * (self.fit.share if step is Step.FIT else 0.0)
                break
            done += seconds[step]
        return done / sum(seconds.values())

    def look_for_trainer(self) -> None:
        """Find out whether the trainer is there; `changed` tells when that is known."""
        if self._probe is not None:
            return
        found = self._find()
        self._trainer, self.can_train = found or [], None if found else False
        if found:
            try:
                self._probe = start_process([*found, "check"])
                self._clock.start()
            except OSError:
                self.can_train = False
        self.changed.emit()

    def look_again(self) -> None:
        """Find out what there is now; it may have been deleted."""
        if not self.is_busy:
            self._find_out()
            self.changed.emit()

    def _find_out(self) -> None:
        """Take up what an earlier desk has left."""
        self.plan = laid_out()
        if self.plan is None:
            self.state = State.NONE
            return
        self.fit = read_fit(self.plan.run)
        self.step = next_step(self.plan)
        if self.step is None:
            self._conclude(self.plan)
        else:
            self.state = State.STOPPED

    # --- what the writer wants ---------------------------------------------------------------------------

    def begin(self, base: Path, base_name: str) -> None:
        """Begin a training on the works that are on the shelf, from a model."""
        if self.is_busy or not self._take_lock():
            return
        self._set(State.BEGINNING)
        shelf = Shelf()

        def job(progress: object) -> Plan:
            works = [(work.title, text_of(work)) for work in reversed(shelf.all())]
            return lay_out(works, base, base_name)

        self._layout.start("", job, self._on_laid_out, self._on_not_laid_out)

    def go_on(self) -> None:
        """Go on where it was stopped."""
        self.look_again()
        if self.plan is None or self.is_busy or not self._take_lock():
            return
        self._left_behind = running_already(self.plan.folder)
        self.failure = ""
        self._next()

    def stop(self) -> None:
        """Stop, with all kept that was learned; the trainer saves first."""
        if self.state is State.BEGINNING:
            self._layout.cancel()
            self._release()
            self._set(State.STOPPED if self.plan else State.NONE)
        elif self.state is State.RUNNING:
            self._set(State.STOPPING)
            self._interrupt()

    def discard(self) -> None:
        """Throw it away; a model that was kept stays."""
        if self.is_busy:
            return
        try:
            discard(learning_folder())
        except OSError as error:
            log.warning("The training cannot be deleted: %s", error)
        self.plan = self.step = self.verdict = self.model = None
        self.fit, self.failure = FitState(), ""
        self._set(State.NONE)

    def end(self) -> None:
        """The desk ends: so does the training, which can go on another day."""
        self._layout.cancel()
        self._clock.stop()
        self._interrupt()
        if self._probe:
            self._probe.kill()
        for process in (self._probe, self._process):
            if process:
                # One that saves for longer goes on with that by itself.
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(LONGEST_WAIT_SECONDS)
        self._probe = self._process = None
        self._release()

    # --- one step after the other ------------------------------------------------------------------------

    def _on_laid_out(self, plan: object) -> None:
        assert isinstance(plan, Plan)
        self.plan, self.fit, self.verdict, self.model, self.failure = plan, FitState(), None, None, ""
        self._next()

    def _on_not_laid_out(self, sentence: str) -> None:
        self._release()
        self.plan = laid_out()
        self._halt(sentence)

    def _next(self) -> None:
        plan = self.plan
        assert plan is not None
        self.step = next_step(plan)
        if self.step is None:
            self._release()
            self._conclude(plan)
            self.changed.emit()
            return
        if self._left_behind is None:
            try:
                self._task = task_of(plan, self.step, self._trainer)
                self._process = start_process(self._task.command, plan.folder / _LOG, self._task.output)
                note_process(plan.folder, self._process.pid)
            except OSError as error:
                log.warning("A step of the training cannot be started: %s", error)
                self._halt(self.tr("The trainer cannot be started; install it anew and go on."))
                return
        self._clock.start()
        self._set(State.RUNNING)

    def _look(self) -> None:
        """Look at what runs."""
        if self._probe is not None and (code := self._probe.poll()) is not None:
            self._probe, self.can_train = None, code == 0
            self.changed.emit()
        if self._left_behind is not None:
            self._look_at_left_behind()
        elif self._process is not None:
            code = self._process.poll()
            if code is None:
                self._read_fit()
            else:
                self._process = None
                self._on_ended(code)
        if self._probe is None and self._process is None and self._left_behind is None:
            self._clock.stop()

    def _look_at_left_behind(self) -> None:
        assert self._left_behind is not None
        self._read_fit()
        if not self._left_behind.is_running:
            self._left_behind = None
            if self.state is State.STOPPING:
                self._halt("")
            else:
                self._next()

    def _read_fit(self) -> None:
        if self.step is Step.FIT and self.plan:
            fit = read_fit(self.plan.run)
            if fit != self.fit:
                self.fit = fit
                self.changed.emit()

    def _on_ended(self, code: int) -> None:
        plan, task = self.plan, self._task
        assert plan is not None
        assert task is not None
        self._read_fit()
        if self.state is State.STOPPING:
            self._halt("")
            return
        try:
            if code:
                raise ValueError(f"exit status {code}")
            finish(plan, task)
        except (OSError, ValueError) as error:
            log.warning("A step of the training, %s, has failed: %s", task.step.name, error)
            self._halt(self._why(plan))
            return
        self._next()

    def _conclude(self, plan: Plan) -> None:
        """Keep the new model if it is better, once."""
        kept = plan.folder / _KEPT
        try:
            self.verdict = verdict(plan)
            if kept.exists():
                self.model = _folder_in(kept)
            elif self.verdict.is_better:
                self.model = keep_model(plan)
                write_atomically(kept, json.dumps(str(self.model)).encode())
        except InklingError as error:
            self.failure = told(error.sentence)
        except OSError as error:
            log.warning("It cannot be noted that a model was kept: %s", error)
        self.state = State.DONE

    def _why(self, plan: Plan) -> str:
        """What the trainer says has gone wrong."""
        with contextlib.suppress(OSError):
            lines = read_file(plan.folder / _LOG)[0].decode("utf-8", "replace").splitlines()
            for line in reversed(lines):
                if line.startswith(_ERROR):
                    return self.tr("The trainer has stopped: {reason}").format(reason=line[len(_ERROR) :])
        return self.tr("The trainer has stopped; {file} says why.").format(file=plan.folder / _LOG)

    def _halt(self, failure: str) -> None:
        self._release()
        self.failure = failure
        self._set(State.STOPPED if self.plan else State.NONE)

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit()

    # --- processes ---------------------------------------------------------------------------------------

    def _interrupt(self) -> None:
        """Let what runs come to its end: the trainer saves where it is."""
        if self._left_behind is not None:
            end_process(self._left_behind)
        elif self._process is not None:
            self._process.terminate()

    def _take_lock(self) -> bool:
        """Be the only desk that trains."""
        self._lock = take_lock()
        if self._lock is None:
            self._halt(self.tr("Another Inkling is training at the moment; go on there, or close it first."))
        return self._lock is not None

    def _release(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None


def _folder_in(note: Path) -> Path | None:
    """The folder that a note names, if it is still there."""
    try:
        folder = Path(read_json(note))
        return folder if folder.is_dir() else None
    except (OSError, *NONSENSE):
        return None
