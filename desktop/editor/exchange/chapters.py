"""A book of another program as the chapters of a story that is a folder."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.editor.exchange.work import Failed, Progress, Work, is_free
from desktop.editor.frame.frame import Frame
from desktop.editor.messages.messages import Answer
from desktop.editor.story.stories import Stories
from desktop.engine.documents.documents import MARKDOWN_SUFFIXES
from desktop.engine.errors import InklingError, StoryError
from desktop.engine.files.reading import reason_of
from desktop.engine.shown import shown
from desktop.engine.stories.file_names import usual_suffix
from desktop.engine.stories.story_folder import StoryFolder

TOPIC = "chapters"


class Chapters(QObject):
    """Offers to make a story of what was imported, or to add it to the one that is open.

    Args:
        frame: The window's parts.
        work: What does long work.
        stories: The story that is open in the window, if any.
        open_folder: Opens a story's folder, here or in another window.
    """

    def __init__(self, frame: Frame, work: Work, stories: Stories, open_folder: Callable[[Path], object]):
        super().__init__(frame)
        self._frame = frame
        self._work = work
        self._stories = stories
        self._open_folder = open_folder
        self._revision = -1  # of the page, with what was imported
        frame.session.document_replaced.connect(lambda: frame.messages.close_topic(TOPIC))

    def offer(self, path: Path, count: int, here: "Chapters") -> None:
        """Offer what can be made of a file that was imported.

        Args:
            path: The file.
            count: How many chapters it has.
            here: Of the window that shows what was imported, where the offer is to be made.
        """
        here._revision = here._frame.page.document().revision()
        answers: list[Answer] = []
        story = self._stories.story
        if story:
            add = self.tr("Add to “{story}”").format(story=shown(story.title))
            answers.append((add, lambda: self._add_to(story, path, here)))
        if count > 1:
            answers.append((self.tr("Make a story folder…"), lambda: here._make(path)))
        if answers:
            has = self.tr("“{name}” has %Ln chapter(s).", None, count).format(name=shown(path.name))
            here._frame.messages.say(TOPIC, has, answers)

    def _make(self, path: Path) -> None:
        frame = self._frame
        start = Path(frame.settings.choices.folder or Path.home()) / path.stem
        folder = frame.dialogs.story_to_make(frame.window, shown(start))
        if folder is None:
            return

        taken = self.tr("There are texts in “{name}” already; choose a new folder.")
        taken = taken.format(name=shown(folder.name))

        def job(progress: Progress) -> object:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoryError(
                    "The story's folder cannot be used ({reason}); check its permissions and the disk's "
                    "space.",
                    reason=reason_of(error),
                ) from error
            story = StoryFolder.open(folder)
            if story.texts:
                return Failed(taken)
            _write(story, path, progress)
            return story.folder

        self._begin(path, job, self._show)

    def _add_to(self, story: StoryFolder, path: Path, here: "Chapters") -> None:
        here._frame.messages.close_topic(TOPIC)

        def job(progress: Progress) -> object:
            # One of its own, since the window looks at the other meanwhile.
            _write(StoryFolder.open(story.folder), path, progress)
            return story.folder

        def then(_: object) -> None:
            self._stories.look()
            here._let_go()
            self._frame.window.activateWindow()
            self._frame.remark(self.tr("Added the chapters of “{name}”").format(name=shown(path.name)))

        self._begin(path, job, then)

    def _begin(self, path: Path, job: Callable[[Progress], object], then: Callable[[object], None]) -> None:
        messages = self._frame.messages
        if not is_free(self._work, self._frame, TOPIC):
            return
        words = self.tr("Writing the chapters of “{name}”…").format(name=shown(path.name))
        self._work.start(words, job, then, lambda sentence: messages.say(TOPIC, sentence))

    def _show(self, folder: object) -> None:
        assert isinstance(folder, Path)
        self._let_go()
        self._open_folder(folder)

    def _let_go(self) -> None:
        """The words of the page are in the story now; nobody need ask about them, unless more was written."""
        session, page = self._frame.session, self._frame.page
        if session.path is None and page.document().revision() == self._revision:
            page.document().setModified(False)


def _write(story: StoryFolder, path: Path, progress: Progress) -> None:
    """Write a file's chapters behind those of a story; if one cannot be written, those before go again."""
    from desktop.books.apart.asking import chapters_apart

    suffix = usual_suffix([text.name for text in story.texts]) if story.texts else MARKDOWN_SUFFIXES[0]
    chapters = chapters_apart(path, suffix not in MARKDOWN_SUFFIXES, progress, progress.on_cancel)
    written = []
    try:
        for number, (title, text) in enumerate(chapters):
            progress(number / len(chapters))
            written.append(story.new(title, text, suffix=suffix, sources=[path]))
    except BaseException:
        with suppress(InklingError):
            for one in reversed(written):
                story.delete(one)  # to the trash: nothing is lost
        raise
