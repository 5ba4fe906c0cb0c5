"""The panel beside the page: a story's title, its texts with their words, and their sum."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.editor.fitting import ElidedLabel
from desktop.editor.look import Look
from desktop.editor.messages.engine_words import told
from desktop.editor.story.chapter_texts import ChapterTexts
from desktop.editor.story.story_tree import StoryTree
from desktop.engine.shown import shown as shown_words
from desktop.engine.stories.story_folder import StoryFolder, StoryText

LETTERS = 30  # of the font that the desk speaks in: so wide is the panel at first


class StoryPanel(QFrame):
    """Shows what is in a story; what the writer does there its `tree` tells.

    Attributes:
        tree: The list.
    """

    def __init__(self, new_chapter: QAction, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("story_panel")
        self._title = ElidedLabel(self)
        self._title.setObjectName("story_title")
        self._total = ElidedLabel(self)
        self._total.setObjectName("story_total")
        self._left_out = ElidedLabel(self)
        self._left_out.setObjectName("story_total")
        self._left_out.hide()
        self._add = QToolButton(self)
        self._add.setDefaultAction(new_chapter)
        self._add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tree = StoryTree(self)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 6, 6)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._total)
        column.addWidget(self.tree, 1)
        column.addWidget(self._left_out)
        column.addLayout(foot)
        self._story: StoryFolder | None = None
        self._texts: ChapterTexts | None = None
        self._live: tuple[StoryText | None, int] = (None, 0)
        self._retranslate()

    def sizeHint(self) -> QSize:
        """So wide it is at first."""
        return QSize(self.fontMetrics().averageCharWidth() * LETTERS + 40, super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.tree.set_names(self.tr("Chapters"), self.tr("Notes"), self.tr("Trash"))
        self._add.setText(self.tr("New"))
        self._show_counts()

    def set_look(self, look: Look) -> None:
        """Take over the colours that the style sheet does not give."""
        self.tree.set_quiet(look.quiet)

    def show_story(self, story: StoryFolder | None, texts: ChapterTexts) -> None:
        """Show the texts of a story, as it is now."""
        self._story, self._texts = story, texts
        if story is None:
            self.tree.show_texts((), (), ())
            return
        self._title.setText(story.title)
        self.tree.show_texts(story.texts, story.notes, story.trash)
        self._show_counts()

    def show_current(self, text: StoryText | None, words: int) -> None:
        """Show which text is on the page, and how many words it has there."""
        self._live = text, words
        self.tree.show_current(text)
        self._show_counts()

    @property
    def total(self) -> int | None:
        """The words of all chapters; None while not all are counted."""
        counts = [self._words(text) for text in self._story.texts] if self._story else []
        known = [count for count in counts if count is not None]
        return sum(known) if len(known) == len(counts) else None

    def _words(self, text: StoryText) -> int | None:
        current, words = self._live
        if current and text.path == current.path:
            return words
        return self._texts.words(text.path) if self._texts else None

    def _show_counts(self) -> None:
        story = self._story
        if story is None:
            return
        number = self.locale().toString

        def shown(text: StoryText) -> str:
            words = self._words(text)
            return "…" if words is None else number(words)

        self.tree.show_words(shown)
        chapters = self.tr("%Ln chapter(s)", None, len(story.texts))
        total = self.total
        words = self.tr("…") if total is None else self.tr("%Ln word(s)", None, total)
        self._total.setText(f"{chapters}  ·  {words}")
        left_out = ", ".join(f"{shown_words(one.name)} ({told(one.reason)})" for one in story.skipped)
        self._left_out.setVisible(bool(left_out))
        self._left_out.setText(self.tr("Left out: {files}").format(files=left_out) if left_out else "")
