"""One window's goals: what counts, how far they are reached, and the dialog that sets them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, SignalInstance

from desktop.editor.frame.frame import Frame
from desktop.editor.goals.figure_words import FigureWords
from desktop.editor.goals.ghost_count import GhostCount, Offers
from desktop.editor.goals.goal_bar import GoalBar, Standing
from desktop.editor.goals.progress import Goal, Progress
from desktop.editor.goals.written import Written
from desktop.engine.progress.ledger import story_key
from desktop.engine.progress.story_goal import StoryGoal


class Book(Protocol):
    """The story of which the text on a page may be a chapter; it keeps its own goal.

    Signals:
        changed: The text on the page belongs to another story, or its goal is another one.
        counted: Its length may have changed.
    """

    changed: SignalInstance
    counted: SignalInstance

    @property
    def key(self) -> object:
        """Its folder; None while the text on the page is a story by itself."""

    @property
    def words(self) -> int | None:
        """How many words it has; None while that is not known."""

    @property
    def goal(self) -> tuple[int, date | None] | None:
        """How many words it is to have, and by which day; None without such a goal."""

    def set_goal(self, words: int, by: date | None) -> None:
        """Keep that; 0 words for no goal."""


class Goals(QObject):
    """Counts what the writer does on a page, and shows it.

    Args:
        frame: The window's parts.
        progress: What all windows add up to.
        offers: What is suggested there.
        book: What the text on the page may be a chapter of.

    Attributes:
        bar: How far the goals are reached.
    """

    def __init__(self, frame: Frame, progress: Progress, offers: Offers, book: Book):
        super().__init__(frame)
        self._book = book
        self._is_book = False  # whether the text on the page is a chapter
        self._frame = frame
        self._progress = progress
        self._figures = FigureWords(self)
        self._story = ""  # what its goal is kept under; "" for a text without a file
        self._untitled: StoryGoal | None = None  # the goal of such a text
        self._reached: set[tuple[str, int]] = set()  # goals of stories of which that was said
        self.bar = GoalBar()
        self._written = Written(frame.page, frame.word_count, frame.session)
        self._written.counted.connect(self._count)
        self._ghosts = GhostCount(frame.page, offers, progress)
        self.bar.clicked.connect(frame.actions["statistics"].trigger)
        frame.status.add_tool(self.bar)
        frame.actions.bind(goals=self.show_goals)
        frame.word_count.changed.connect(self._show)
        frame.session.document_replaced.connect(self._on_another_text)
        frame.session.renamed.connect(self._on_renamed)
        frame.settings.changed.connect(self._on_settings)
        frame.follow_look(self.bar.set_look)
        frame.follow_language(self._retranslate)
        frame.leaving.connect(self._end)
        frame.window.installEventFilter(self)
        progress.changed.connect(self._show)
        book.changed.connect(self._on_book)
        book.counted.connect(self._show)
        self._show()

    def show_goals(self) -> None:
        """Let the writer set goals."""
        from desktop.editor.goals.goals_dialog import GoalsDialog  # not before it is wanted: a start is short

        choices = self._frame.settings.choices
        dialog = GoalsDialog(
            choices.day_goal,
            choices.session_goal,
            self._story_goal,
            self._length or 0,
            self._progress.today,
            self._frame.window,
        )
        dialog.chosen.connect(self._set_goals)
        dialog.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look, when the writer comes back, what other desks have counted and what was deleted."""
        if event.type() == QEvent.Type.WindowActivate:
            self._progress.refresh()
        return False

    # --- counting ----------------------------------------------------------------------------------------

    def _count(self, words: int, continued: int) -> None:
        number = self._figures.number
        for goal in self._progress.count(words, continued):
            sentence = {
                Goal.DAY: self.tr("Today's goal is reached: {words} words."),
                Goal.SESSION: self.tr("The goal of this session is reached: {words} words."),
            }[goal]
            self._frame.remark(sentence.format(words=number(self._progress.words(goal))))
        story = self._story_goal
        length = self._length
        if words > 0 and story and length is not None and length - words < story.words <= length:
            key = (self._story, story.words)
            if key not in self._reached:
                self._reached.add(key)
                sentence = self.tr("The goal of this story is reached: {words} words.")
                self._frame.remark(sentence.format(words=number(length)))

    # --- the story's goal --------------------------------------------------------------------------------

    @property
    def _length(self) -> int | None:
        """The story's, in words; None while its other chapters are not counted."""
        return self._frame.word_count.words if self._book.key is None else self._book.words

    @property
    def _story_goal(self) -> StoryGoal | None:
        if self._book.key is None:
            return self._progress.story_goal(self._story) if self._story else self._untitled
        if self._book.goal is None:
            return None
        words, by = self._book.goal
        seen = self._progress.story_goal(self._story)  # how long it was when the day began
        return replace(seen, words=words, by=by) if seen else StoryGoal(words, by)

    def _set_story_goal(self, goal: StoryGoal | None) -> None:
        if self._book.key is not None:
            self._book.set_goal(goal.words if goal else 0, goal.by if goal else None)
        if self._story:
            self._progress.set_story_goal(self._story, goal)
        else:
            self._untitled = goal

    def _set_goals(self, day: int, session: int, story: StoryGoal | None) -> None:
        self._set_story_goal(story)
        self._frame.settings.update(day_goal=day, session_goal=session)
        self._show()

    def _on_another_text(self) -> None:
        self._is_book = self._book.key is not None
        self._story, self._untitled = self._key_now(), None
        self._show()

    def _key_now(self) -> str:
        path = self._book.key or self._frame.session.path
        return story_key(path) if isinstance(path, Path) else ""

    def _on_book(self) -> None:
        if self._book.key is None and not self._is_book:
            return
        if self._story != self._key_now():
            self._on_another_text()
        else:
            self._show()

    def _on_renamed(self) -> None:
        """The text has another file, which takes its goal along; the former file keeps it, too."""
        goal = None if self._is_book else self._story_goal
        self._on_another_text()
        if goal and not self._is_book:
            self._set_story_goal(goal)
            self._show()

    # --- showing -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        progress, length = self._progress, self._length
        standings = [
            Standing(goal, progress.words(goal), wanted)
            for goal in (Goal.DAY, Goal.SESSION)
            if (wanted := progress.goal(goal))
        ]
        story = self._story_goal
        if story and length is not None:
            seen = story.seen(progress.today, length)
            if seen != story:
                self._set_story_goal(seen)
            more = self._figures.story_sentence(seen, length, progress.today)
            standings.append(Standing(Goal.STORY, length, seen.words, more))
        self.bar.show_standings(standings)
        self.bar.setVisible(self._frame.settings.choices.goal_bar and bool(standings))

    def _on_settings(self, names: frozenset[str]) -> None:
        if "goal_bar" in names:
            self._show()

    def _retranslate(self) -> None:
        self._show()
        self.bar.retranslate()

    def _end(self) -> None:
        self._ghosts.flush()
