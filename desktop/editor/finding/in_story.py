"""Finding in the whole story: how often in the other chapters, on into the next one, and replacing in all."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.editor.finding.find_bar import FindBar
from desktop.editor.finding.search_thread import Searcher, Task
from desktop.editor.finding.taken_text import TakenText
from desktop.editor.frame.frame import Frame
from desktop.editor.messages.engine_words import told
from desktop.editor.story.stories import Stories
from desktop.editor.task_thread import TaskThread
from desktop.engine.documents.documents import Document
from desktop.engine.errors import InklingError
from desktop.engine.shown import shown
from desktop.engine.stories.story_folder import StoryFolder, StoryText
from desktop.engine.utf16 import utf16_length
from desktop.language.searching.query import Change, Query, Replacement

log = logging.getLogger(__name__)

REPLACE_TOPIC = "replace-in-story"
LONGEST_SHOWN = 40  # characters of what is to be replaced


@dataclass(frozen=True)
class Rewrite:
    """A chapter in which something is, or was, replaced.

    Attributes:
        text: The chapter.
        was: Its file before.
        new: What it is to hold.
        places: In how many places it changes.
    """

    text: StoryText
    was: Document
    new: str
    places: int


class FindInStory(QObject):
    """Lets a find bar find in all chapters of the window's story.

    The page's own finder finds in the chapter on the page. The others are searched on a thread of their own,
    one after the other, so that it is known where there is something; going on behind the last place leads
    into the next of them.

    Replacing asks first, with the number of places. What the other chapters held is among their backups, and
    can be taken back: in all of them by the bar, in one by opening it, where undo leads to it.
    """

    _rewritten = Signal(object, object)

    def __init__(self, frame: Frame, bar: FindBar, stories: Stories):
        super().__init__(bar)
        self._frame = frame
        self._bar, self._finder = bar, bar.finder
        self._stories = stories
        self._query = Query("")
        self._counts: dict[Path, int] = {}
        self._queue: list[StoryText] = []
        self._wish: bool | None = None  # to go on, forward or not, as soon as it is known where
        self._replaced_query, self._replacement = Query(""), Replacement("")
        self._rewrites: list[Rewrite] = []
        self._asked_on: Path | None = None  # what was on the page
        self._asks_soon = False
        self._to_change: list[StoryText] = []
        self._former: dict[Path, tuple[str, Document]] = {}
        self._counter, self._changer = Searcher(self), Searcher(self)
        self._writer = TaskThread("inkling-replace")
        self._counter.found.connect(self._on_found)
        self._counter.failed.connect(self._on_failed)
        self._changer.changes_found.connect(self._on_changes)
        self._changer.failed.connect(self._on_no_changes)
        self._rewritten.connect(self._on_rewritten)
        self._finder.changed.connect(self._on_finder)
        self._finder.beyond = self.go_beyond
        bar.replace_everywhere = self.replace_all
        bar.whole_story.toggled.connect(self._on_switched)
        stories.changed.connect(self._on_story)
        stories.texts.changed.connect(self._on_text)
        frame.session.document_replaced.connect(self._on_page)
        frame.leaving.connect(self._end)
        self._on_story()

    @property
    def is_on(self) -> bool:
        """Whether the whole story is searched."""
        return self._bar.whole_story.isChecked() and self._stories.key is not None and self._bar.isVisible()

    def _others(self) -> list[StoryText]:
        """The texts that are not on the page: those behind it first, then those before it."""
        story, current = self._stories.story, self._stories.current
        if story is None or current is None:
            return []
        texts = [*story.texts, *story.notes]
        place = texts.index(current)
        return texts[place + 1 :] + texts[:place]

    # --- counting ----------------------------------------------------------------------------------------

    def _on_switched(self, on: bool) -> None:
        if on:
            self._bar.in_selection.setChecked(False)
        self._counts.clear()
        self._count()

    def _on_story(self) -> None:
        self._bar.whole_story.setVisible(self._stories.key is not None)
        self._count()

    def _on_text(self, path: Path) -> None:
        self._counts.pop(path, None)
        self._count()

    def _on_finder(self) -> None:
        if self._finder.query != self._query:
            self._query = self._finder.query
            self._counts.clear()
            self._wish = None
            self._count()
        else:
            self._show()
        if self._asks_soon and self._finder.count_now is not None:
            self._asks_soon = False
            self._ask()

    def _count(self) -> None:
        """Search the chapters of which it is not known how often they have it."""
        self._counter.cancel()
        wanted = self.is_on and bool(self._query.words)
        self._queue = [text for text in self._others() if text.path not in self._counts] if wanted else []
        self._count_next()
        self._show()

    def _count_next(self) -> None:
        while self._queue:
            chapter = self._stories.texts.chapter(self._queue[0].path)
            if chapter:
                self._counter.ask(_task(self._query, chapter.document.text))
                return
            self._queue.pop(0)  # it cannot be read, or not yet

    def _on_found(self, starts: Sequence[int], ends: object) -> None:
        text = self._queue.pop(0)
        self._counts[text.path] = len(starts)
        self._count_next()
        self._show()
        if self._wish is not None and (len(starts) or not self._queue):
            wish, self._wish = self._wish, None
            self._finder.go(wish)

    def _on_failed(self, _sentence: str) -> None:
        """The page's own finder says why."""
        self._queue.clear()
        self._show()

    def _show(self) -> None:
        if not (self.is_on and self._query.words) or self._finder.sentence:
            self._bar.show_beyond("", False)
            return
        here = self._finder.count_now
        beyond = sum(self._counts.get(text.path, 0) for text in self._others())
        if self._queue or here is None:
            words = self.tr("story: …")
        else:
            words = self.tr("story: %Ln", "places found in all chapters", here + beyond)
        self._bar.show_beyond(words, beyond > 0 or bool(self._queue))

    # --- going on ----------------------------------------------------------------------------------------

    def go_beyond(self, forward: bool) -> bool:
        """Go to the next chapter, or the one before, that has it; says whether one has, or may have."""
        if not self.is_on:
            return False
        others = self._others()
        for text in others if forward else reversed(others):
            if self._counts.get(text.path):
                return self._go_to(text, forward)
            if text in self._queue:
                self._wish = forward
                return True
        return False

    def _go_to(self, text: StoryText, forward: bool) -> bool:
        if self._stories.go_to(text, focus=False):
            self._finder.go_in_another_text(forward)
            self._frame.remark(text.title)
        return True

    # --- replacing ---------------------------------------------------------------------------------------

    def replace_all(self, replacement: Replacement) -> bool:
        """Ask whether to replace in all chapters; False if the whole story is not searched."""
        if not self.is_on or not self._finder.may_replace():
            return self.is_on
        self._changer.cancel()
        self._asks_soon = False
        self._replaced_query, self._replacement, self._rewrites = self._finder.query, replacement, []
        self._to_change = [text for text in self._others() if self._counts.get(text.path, 1)]
        self._change_next()
        return True

    def _change_next(self) -> None:
        while self._to_change:
            chapter = self._stories.texts.chapter(self._to_change[0].path)
            if chapter:
                self._changer.ask(_task(self._replaced_query, chapter.document.text, self._replacement))
                return
            self._to_change.pop(0)
        self._ask()

    def _on_changes(self, changes: list[Change]) -> None:
        text = self._to_change.pop(0)
        chapter = self._stories.texts.chapter(text.path)
        if chapter and changes:
            new = changed(chapter.document.text, changes)
            self._rewrites.append(Rewrite(text, chapter.document, new, len(changes)))
        self._change_next()

    def _on_no_changes(self, sentence: str) -> None:
        self._to_change.clear()
        self._rewrites.clear()
        self._say(sentence)

    def _ask(self) -> None:
        rewrites, replacement = self._rewrites, self._replacement
        if self._finder.query != self._replaced_query:  # other words were typed meanwhile
            return
        if self._finder.count_now is None:  # the chapter on the page is searched just now
            self._asks_soon = True
            return
        here, self._asked_on = self._finder.count_now, self._frame.session.path
        if not rewrites:
            self._finder.replace_all(replacement)
            return
        number = self._bar.locale().toString
        self._say(
            self.tr("Replace “{words}” by “{new}” at {places} places in {chapters} texts?").format(
                words=shown(self._replaced_query.words, LONGEST_SHOWN),
                new=shown(replacement.words, LONGEST_SHOWN),
                places=number(here + sum(one.places for one in rewrites)),
                chapters=number(len(rewrites) + bool(here)),
            ),
            (self.tr("Replace all of them"), lambda: self._replace(rewrites, replacement)),
        )

    def _replace(self, rewrites: list[Rewrite], replacement: Replacement) -> None:
        if self._frame.session.path != self._asked_on or self._finder.query != self._replaced_query:
            self.replace_all(replacement)  # asks anew: the numbers are no longer right
            return
        self._finder.replace_all(replacement)
        self._write(rewrites)

    def take_back(self, done: list[tuple[Rewrite, Document]]) -> None:
        """Give chapters back what they held, those to which nothing was written since."""
        self._write([Rewrite(one.text, now, one.was.text, one.places) for one, now in done])

    def _write(self, rewrites: list[Rewrite]) -> None:
        story = self._stories.story
        if story:
            self._writer.do(lambda: self._write_all(story, rewrites))

    def _write_all(self, story: StoryFolder, rewrites: list[Rewrite]) -> None:
        """On the background thread: a disk may be slow, and there may be many chapters."""
        done: list[tuple[Rewrite, Document]] = []
        problem: InklingError | None = None
        for one in rewrites:
            try:
                done.append((one, story.rewrite(one.text, one.was, one.new)))
            except InklingError as error:
                log.warning("Nothing is replaced in %s: %s", one.text.name, error)
                problem = error
            except Exception:
                log.exception("Nothing is replaced in %s", one.text.name)
        self._rewritten.emit(done, problem)

    def _on_rewritten(self, done: list[tuple[Rewrite, Document]], problem: InklingError | None) -> None:
        for one, document in done:
            self._former[one.text.path] = (one.was.text, document)
        self._stories.look()
        number = self._bar.locale().toString
        places = sum(one.places for one, _ in done)
        sentence = self.tr(
            "{places} places were changed in {chapters} other texts; undo works in each."
        ).format(places=number(places), chapters=number(len(done)))
        if problem:
            sentence += " " + told(problem.sentence)
        answer = (self.tr("Take back in the others"), lambda: self.take_back(done))
        self._say(sentence, *([answer] if done else []))

    def _on_page(self) -> None:
        """Let undo lead to what a chapter held before something was replaced in it."""
        session = self._frame.session
        former, document = self._former.pop(session.path, (None, None)) if session.path else (None, None)
        if former is not None and document and session.has(document):
            session.put_below(former)

    # --- parts -------------------------------------------------------------------------------------------

    def _say(self, sentence: str, *answers: tuple[str, Callable[[], object]]) -> None:
        self._frame.messages.say(REPLACE_TOPIC, sentence, answers)

    def _end(self) -> None:
        self._counter.end()
        self._changer.end()
        self._writer.wait()


def changed(text: str, changes: Sequence[Change]) -> str:
    """A text with changes made, whose places are counted in UTF-16 units."""
    data, parts, place = text.encode("utf-16-le", "surrogatepass"), [], 0
    for change in changes:
        parts += [data[2 * place : 2 * change.start].decode("utf-16-le", "surrogatepass"), change.words]
        place = change.end
    return "".join([*parts, data[2 * place :].decode("utf-16-le", "surrogatepass")])


def _task(query: Query, text: str, replacement: Replacement | None = None) -> Task:
    return Task(query, TakenText((text,), ()), (0, utf16_length(text)), replacement)
