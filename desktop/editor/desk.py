"""The desk: what all windows share, and which windows there are."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.editor.documents.open_file import may_be_opened
from desktop.editor.finding.history import History
from desktop.editor.garbage import Garbage
from desktop.editor.goals.progress import Progress
from desktop.editor.inference.engine_protocol import EngineFactory, load_engine
from desktop.editor.inference.worker import Worker
from desktop.editor.learning.earlier_works import EarlierWorks
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.messages.engine_words import told
from desktop.editor.mood_line.mood_switch import MoodSwitch
from desktop.editor.mood_line.mood_worker import MoodFactory, load_mood_model
from desktop.editor.settings.language import Language
from desktop.editor.settings.settings import Settings
from desktop.editor.spelling.speller import Speller
from desktop.editor.themes import Themes
from desktop.editor.window.sample import sample_story
from desktop.editor.window.window import Window
from desktop.engine.bundles.finding import default_model, find_models, find_mood_models, model_folders
from desktop.engine.errors import InklingError
from desktop.engine.files.file_stamp import same_file
from desktop.engine.recovery.recovery import Recovered, RecoveryStore
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.editor.learning.training import Training

log = logging.getLogger(__name__)

RECOVERY_TOPIC = "recovery-"
DEVICE_TOPIC = "device"
PROGRESS_TOPIC = "progress"
KEEP_TOPIC = "keep"
OFFERS_AT_ONCE = 4
FIRST_CHARACTERS = 60  # shown of unsaved words; Chinese has no spaces to count words by


class Desk(QObject):
    """Owns the settings, the models' threads, the recovery store and the windows.

    Signals:
        emptied: The last window has closed.
    """

    emptied = Signal()

    def __init__(
        self,
        settings: Settings | None = None,
        engine_factory: EngineFactory = load_engine,
        recovery: RecoveryStore | None = None,
        dialogs: Dialogs | None = None,
        mood_factory: MoodFactory = load_mood_model,
        speller: Speller | None = None,
    ):
        super().__init__()
        self.garbage = Garbage(self)  # before there is a second thread
        self.settings = settings or Settings()
        self.settings.setParent(self)
        self.themes = Themes(self.settings, self)  # before the windows hear of another one
        self.language = Language(self.settings, self)
        self.searches = History()
        self.worker = Worker(engine_factory, self)
        self.moods = MoodSwitch(self.settings, mood_factory, self)
        self.speller = speller or Speller()
        self.speller.setParent(self)
        self.progress = Progress(self.settings, self)
        self.works = EarlierWorks(self.settings, self)
        self.recovery = recovery or RecoveryStore()
        self.dialogs = dialogs or Dialogs()
        self.windows: list[Window] = []
        self._training: Training | None = None
        self._folder: Path | None = None  # this run's model and provider, which are not kept
        self._provider: str | None = None
        self._told: set[str] = set()  # of devices; once is enough
        self.settings.changed.connect(self._on_settings)
        self.worker.loaded.connect(self._start_moods)
        self.worker.load_failed.connect(self._start_moods)
        self.worker.loaded.connect(self._start_works)
        self.worker.loaded.connect(self.garbage.much_was_freed)
        self.worker.load_failed.connect(self.garbage.much_was_freed)
        self.worker.gave_way.connect(self._tell_of_device)
        self.progress.told.connect(self._tell_of_progress)

    # --- windows -----------------------------------------------------------------------------------------

    def new_window(self) -> Window:
        """Open a window with an empty document, a little beside the one that is there."""
        window = Window(self)
        if self.windows:
            window.move(self.windows[-1].pos().x() + 28, self.windows[-1].pos().y() + 28)
        self.windows.append(window)
        window.closed.connect(self._on_window_closed)
        window.session.document_replaced.connect(self.garbage.much_was_freed)
        window.show()
        return window

    def open_files(self, paths: list[Path], first: Window | None = None) -> None:
        """Open files, and folders as stories: the first in `first` if it is blank or alone, others beside."""
        for path in paths:
            there = self.window_with(path)
            if there:
                there.come_forward()
                there.stories.show_file(path)
                continue
            window = first if first and (first.session.is_blank or len(paths) == 1) else self.new_window()
            first = None
            if path.is_dir():
                window.stories.open(path)
            else:
                window.open(path)

    def reopen(self, window: Window) -> None:
        """Open what was open last, in a blank window, if it still is there and no other desk has it."""
        choices = self.settings.choices
        path = Path(choices.last_open)
        if not (choices.reopen and choices.last_open and window.session.is_blank):
            return
        text = window.stories.left_off_in(path) if path.is_dir() else path
        if path.exists() and may_be_opened(text):
            self.open_files([path], window)

    def open_sample(self, window: Window) -> None:
        """Show the sample story as an untitled text: in `window` if it is blank, else in a new one."""
        target = window if window.session.is_blank else self.new_window()
        target.session.open_copy(sample_story(self.language.name))

    def window_with(self, path: Path) -> Window | None:
        """Return the window that has a file, or the story that it is or is part of, open."""
        for one in self.windows:
            other = one.session.path
            if one.stories.has(path) or (other and same_file(path, other)):
                return one
        return None

    def quit(self) -> bool:
        """Close all windows, asking about unsaved words. Says whether all have closed."""
        return all(window.close() for window in list(self.windows))

    def _on_window_closed(self) -> None:
        self.windows.remove(self.sender())  # type: ignore[arg-type]
        self.garbage.much_was_freed()
        if not self.windows:
            self.emptied.emit()

    # --- model -------------------------------------------------------------------------------------------

    def start_model(self, folder: Path | None = None, provider: str | None = None) -> None:
        """Start the model's thread and load the given, the chosen or the shipped model.

        Args:
            folder: A model for this run; None for the writer's choice.
            provider: What to run it on in this run; None for the writer's choice.
        """
        self._folder, self._provider = folder, provider
        # In this order, or a load that a setting has asked for before would be begun, and then this one.
        self._load_model()
        self.worker.start()

    def choose_model(self, window: Window) -> None:
        """Let the writer choose a model."""
        from desktop.editor.preferences.model_chooser import ModelChooser

        model = self.worker.model
        chooser = ModelChooser(find_models(), model.folder if model else None, self.dialogs, window)
        chooser.chosen.connect(self.use_model)
        chooser.open()

    def _start_moods(self, *_: object) -> None:
        """Load the mood model, if it is wanted, once the model that suggests no longer is in a hurry."""
        self.moods.start()

    def _start_works(self, *_: object) -> None:
        """Read the writer's earlier works, once there is a model to know them."""
        self.works.start()

    def choose_mood_model(self, window: Window) -> None:
        """Let the writer choose a model for the mood line."""
        from desktop.editor.preferences.model_chooser import ModelChooser

        current = self.moods.folder
        models = find_mood_models([*model_folders(), *([current] if current else [])])
        chooser = ModelChooser(models, current, self.dialogs, window)
        chooser.chosen.connect(self.moods.use)
        chooser.open()

    def choose_mood_folder(self, window: Window) -> None:
        """Let the writer choose any folder that holds a model for the mood line."""
        folder = self.dialogs.model_folder(window, str(Path.home()))
        if folder:
            self.moods.use(folder)

    @property
    def training(self) -> "Training":
        """The training of a model on the writer's works, made when it is first asked for."""
        if self._training is None:
            from desktop.editor.learning.training import Training

            self._training = Training(self)
        return self._training

    def use_model(self, folder: Path) -> None:
        """Use a model from now on."""
        self._folder = None
        if self.settings.choices.model == str(folder):
            self._load_model()  # chosen again: it may have been mended
        else:
            self.settings.update(model=str(folder))

    def _load_model(self) -> None:
        chosen = self.settings.choices.model
        try:
            folder = self._folder or (Path(chosen) if chosen else default_model(self.language.code))
        except InklingError as error:
            self.worker.load_failed.emit(told(error.sentence))
            return
        self.worker.load(folder, self._provider or self.settings.choices.provider)

    def _tell_of_device(self, sentence: str) -> None:
        """Say once, in the window at hand, that what the model ran on is lost."""
        window = self._window_at_hand()
        if sentence not in self._told and window:
            self._told.add(sentence)
            answer = (self.tr("Preferences…"), window.show_preferences)
            window.messages.say(DEVICE_TOPIC, sentence, [answer])

    def _tell_of_progress(self, sentence: str) -> None:
        """Say, in the window at hand, what is wrong with the file of the writing days."""
        window = self._window_at_hand()
        if window:
            window.messages.say(PROGRESS_TOPIC, sentence)

    def _window_at_hand(self) -> Window | None:
        active = (one for one in self.windows if one.isActiveWindow())
        return next(active, self.windows[0] if self.windows else None)

    def _on_settings(self, names: frozenset[str]) -> None:
        if "provider" in names:
            self._provider = None
            for window in self.windows:
                window.messages.close_topic(DEVICE_TOPIC)
        speaks_otherwise = "language" in names and not (self._folder or self.settings.choices.model)
        if names & {"model", "provider"} or speaks_otherwise:
            self._load_model()

    # --- unsaved words -----------------------------------------------------------------------------------

    def greet(self, window: Window, has_files: bool) -> None:
        """Offer what an earlier run left behind, or else open what was open last, or show the first steps.

        Args:
            window: The first window.
            has_files: Files were asked for; who does so has come to work.
        """
        is_offered = self.offer_recovery(window)
        if not (is_offered or has_files):
            self.reopen(window)
        if self.settings.is_first_start and not (is_offered or has_files):
            window.first_steps.show()

    def offer_recovery(self, window: Window) -> bool:
        """Offer the unsaved words of an earlier run in `window`; say whether there are any."""
        orphans = self.recovery.orphans()
        self._offer_some(orphans, window)
        for file in self.recovery.unreadable:
            self._tell_of_unreadable(file, window)
        return bool(orphans)

    def _offer_some(self, orphans: list[Recovered], window: Window) -> None:
        """Offer the latest of all unsaved words, and the rest behind one button, or no page would be left."""
        offered, rest = orphans[:OFFERS_AT_ONCE], orphans[OFFERS_AT_ONCE:]
        for recovered in offered:
            self._offer(recovered, window)

        def offer_rest() -> None:
            for recovered in offered:  # what was not answered stays kept
                window.messages.close_topic(RECOVERY_TOPIC + recovered.key)
            self._offer_some(rest, window)

        if rest:
            window.messages.say(
                RECOVERY_TOPIC,
                self.tr("There are unsaved words of %n more text(s).", None, len(rest)),
                [(self.tr("Show the next"), offer_rest)],
            )

    def _tell_of_unreadable(self, file: Path, window: Window) -> None:
        """Say that there are unsaved words which nobody can read; another program may save some of them."""
        window.messages.say(
            RECOVERY_TOPIC + file.name,
            self.tr("A copy of unsaved words is damaged and cannot be read: {file}").format(file=shown(file)),
            [(self.tr("Throw away"), lambda: self._remove_copy(lambda: file.unlink(missing_ok=True)))],
        )

    def _offer(self, recovered: Recovered, window: Window) -> None:
        first_words = shown(" ".join(recovered.text[:200].split()[:8])[:FIRST_CHARACTERS])
        sentence = (
            self.tr("Inkling kept unsaved words of “{name}” ({when}): “{words}…”")
            if recovered.path
            else self.tr("Inkling kept unsaved words of an untitled text ({when}): “{words}…”")
        )
        window.messages.say(
            RECOVERY_TOPIC + recovered.key,
            sentence.format(
                name=shown(recovered.path.name) if recovered.path else "",
                when=self._ago(recovered.saved_at),
                words=first_words,
            ),
            [
                (self.tr("Restore"), lambda: self._restore(recovered, window)),
                (self.tr("Throw away"), lambda: self._throw_away(recovered)),
            ],
        )

    def _ago(self, then: float) -> str:
        """Return how long ago a moment (seconds since the epoch) was, in words."""
        minutes = max(0, round((time.time() - then) / 60))
        if minutes < 1:
            return self.tr("just now")
        if minutes < 60:
            return self.tr("%n minute(s) ago", None, minutes)
        hours, days = minutes // 60, minutes // (24 * 60)
        return self.tr("%n day(s) ago", None, days) if days else self.tr("%n hour(s) ago", None, hours)

    def _restore(self, recovered: Recovered, window: Window) -> None:
        # Who opens a file after a crash and then asks for its words wants them there, in no second text.
        there = next((one for one in self.windows if one.session.may_take_back(recovered)), None)
        target = there or (window if window.session.is_blank else self.new_window())
        if target is not window:
            target.come_forward()
        target.session.restore(recovered)
        self._open_story_of(target)
        # The old copy goes only once there is a new one.
        if target.session.autosave.keep_now():
            self._throw_away(recovered)
        else:
            self._offer(recovered, target)

    def _open_story_of(self, window: Window) -> None:
        """Open the story that the text in a window is a chapter of, around it, if it was open before."""
        path = window.session.path
        folders = (path.parent, path.parent.parent) if path else ()
        for name in self.settings.choices.recent_stories:
            is_new = Path(name) in folders and not self.window_with(Path(name))
            if is_new and window.stories.open_around(Path(name)):
                return

    def _throw_away(self, recovered: Recovered) -> None:
        self._remove_copy(lambda: self.recovery.remove(recovered.key))

    def _remove_copy(self, remove: Callable[[], None]) -> None:
        try:
            remove()
        except OSError as error:
            log.warning("An outdated copy of unsaved words cannot be removed: %s", error)

    def keep_all(self) -> bool:
        """Write all unsaved words to the recovery store now. Says whether a crash would take none of them."""
        kept = [window.session.autosave.keep_now() for window in self.windows]
        return all(kept)

    def on_session_end(self) -> None:
        """Keep all unsaved words for the next start, since the session may end any moment now.

        Windows that close with those words ask nothing: the system does not wait for answers.
        """
        for window in self.windows:
            window.session.leave()

    # --- end ---------------------------------------------------------------------------------------------

    def end(self) -> bool:
        """Stop the models' threads and keep the settings. Says whether the threads have ended."""
        self.settings.flush()
        self.language.end()
        self.speller.end()
        self.progress.end()
        self.works.end()
        if self._training:
            self._training.end()
        moods_ended = self.moods.end()
        return self.worker.stop() and moods_ended

    def end_without_asking(self, status: int) -> None:
        """End the desk because it was told to, with all unsaved words kept for the next start.

        Args:
            status: What the process is to end with.
        """
        for window in self.windows:
            window.page.end_composing()
        if not self.keep_all():
            for window in self.windows:
                window.messages.say(
                    KEEP_TOPIC, self.tr("Unsaved words cannot be kept, so Inkling goes on; save them now.")
                )
            return
        for window in self.windows:
            window.leave(keep=True)
        QCoreApplication.exit(status)
