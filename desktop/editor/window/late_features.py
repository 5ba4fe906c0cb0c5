"""The features of a window that its first painting does not show: made behind it, or when first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from desktop.editor.frame.frame import Frame
from desktop.editor.story.stories import Stories
from desktop.editor.suggestions.suggesting import Suggesting

if TYPE_CHECKING:
    from desktop.editor.cowriter.cowriter import CoWriter
    from desktop.editor.exchange.exchange import Exchange
    from desktop.editor.finding.finding import Finding
    from desktop.editor.learning.learning import Learning
    from desktop.editor.margin.margin import Margin
    from desktop.editor.markdown.markdown import Markdown
    from desktop.editor.mood_line.mood_line import MoodLine
    from desktop.editor.outline.outline import Outline
    from desktop.editor.palette.palette import Palette
    from desktop.editor.remembering.remembering import Remembering
    from desktop.editor.rereading.rereading import Rereading
    from desktop.editor.split.split import Split
    from desktop.editor.statistics.figures import Figures
    from desktop.editor.structure.text_structure import TextStructure
    from desktop.editor.versions.versioning import Versioning
    from desktop.editor.window.first_steps import FirstSteps
    from desktop.editor.window.window import Window, WindowHost

# In this order; bars and tools stand in it, too. Those that the page's looks depend on come first.
LATE = (
    "markdown",
    "finding",
    "cowriter",
    "rereading",
    "remembering",
    "palette_",
    "margin",
    "outline",
    "mood_line",
    "split",
    "exchange",
    "learning",
    "versioning",
    "figures",
    "first_steps",
)


class LateFeatures:
    """Each is an attribute of the window, which makes it (and imports its code) when it is read first.

    Commands that are given before make them, too, so nobody sees a difference but a shorter start.
    """

    desk: "WindowHost"
    stories: Stories
    suggesting: Suggesting
    _frame: Frame

    @property
    def _window(self) -> "Window":
        return cast("Window", self)

    def make_late_features(self) -> None:
        """Make what is missing, all at once."""
        for name in LATE:
            getattr(self, name)
        self._frame.actions.features_are_made()

    def make_behind(self) -> None:
        """Make one after the other, and let the window see to the keyboard in between."""
        missing = iter(LATE)
        timer = QTimer(self._window, interval=0)
        self._frame.leaving.connect(timer.stop)

        def make_next() -> None:
            name = next(missing, None)
            if name:
                getattr(self, name)
            else:
                timer.stop()
                timer.deleteLater()
                self.make_late_features()

        timer.timeout.connect(make_next)
        timer.start()

    def make_shown(self) -> None:
        """Make those now that the first painting shows, as the writer's choices are or the text is."""
        choices = self._frame.settings.choices
        if choices.next_words:
            self.cowriter  # noqa: B018
        if choices.outline:
            self.outline  # noqa: B018
        if choices.markdown == "always" or self._frame.session.is_markdown:
            self.markdown  # noqa: B018

    # --- the features ------------------------------------------------------------------------------------

    @cached_property
    def structure(self) -> "TextStructure":
        """Which lines are headings and the like."""
        from desktop.editor.structure.text_structure import TextStructure

        frame = self._frame
        return TextStructure(frame.page.document(), lambda: frame.session.is_markdown)

    @cached_property
    def markdown(self) -> "Markdown":
        """How Markdown looks."""
        from desktop.editor.markdown.markdown import Markdown

        return Markdown(self._frame, self.structure)

    @cached_property
    def finding(self) -> "Finding":
        """Find and replace."""
        from desktop.editor.finding.finding import Finding

        return Finding(self._frame, self.desk.searches, self.stories)

    @cached_property
    def cowriter(self) -> "CoWriter":
        """What the model writes beside the ghost."""
        from desktop.editor.cowriter.cowriter import CoWriter

        return CoWriter(self._frame, self.suggesting)

    @cached_property
    def rereading(self) -> "Rereading":
        """How surprising each word is."""
        from desktop.editor.rereading.rereading import Rereading

        return Rereading(self._frame)

    @cached_property
    def remembering(self) -> "Remembering":
        """What is remembered of the story."""
        from desktop.editor.remembering.remembering import Remembering

        return Remembering(self._frame, self.suggesting, self.stories)

    @cached_property
    def palette_(self) -> "Palette":
        """The command palette."""
        from desktop.editor.palette.palette import Palette

        return Palette(self._frame, self._window.show_preferences)

    @cached_property
    def margin(self) -> "Margin":
        """Comments and bookmarks."""
        from desktop.editor.margin.margin import Margin

        return Margin(self._frame)

    @cached_property
    def outline(self) -> "Outline":
        """The headings beside the text."""
        from desktop.editor.outline.outline import Outline

        return Outline(self._frame, self.structure)

    @cached_property
    def mood_line(self) -> "MoodLine":
        """The story's mood."""
        from desktop.editor.mood_line.mood_line import MoodLine

        return MoodLine(self._frame, self.desk.moods, lambda: self.desk.choose_mood_folder(self._window))

    @cached_property
    def split(self) -> "Split":
        """The second view."""
        from desktop.editor.split.split import Split

        split = Split(self._frame, lambda path: self.desk.open_files([path]))
        split.text_shown.connect(self.markdown.show_beside)
        return split

    @cached_property
    def exchange(self) -> "Exchange":
        """Import, export and printing."""
        from desktop.editor.exchange.exchange import Exchange

        return Exchange(
            self._frame,
            self.stories,
            self.structure,
            lambda: self._window.blank().exchange,
            lambda folder: self.desk.open_files([folder], self._window),
        )

    @cached_property
    def learning(self) -> "Learning":
        """Earlier works, and a training on them."""
        from desktop.editor.learning.learning import Learning

        return Learning(self._frame, self.desk)

    @cached_property
    def versioning(self) -> "Versioning":
        """Versions."""
        from desktop.editor.versions.versioning import Versioning

        return Versioning(self._frame, lambda: self.stories.story)

    @cached_property
    def figures(self) -> "Figures":
        """The statistics."""
        from desktop.editor.statistics.figures import Figures

        return Figures(self._frame, self.desk.progress)

    @cached_property
    def first_steps(self) -> "FirstSteps":
        """The card that shows the three keys."""
        from desktop.editor.window.first_steps import FirstSteps

        return FirstSteps(self._frame)
