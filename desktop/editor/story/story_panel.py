"""The panel beside the page: a story's title, its texts with their words, and their sum."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.editor.fitting import ElidedLabel
from desktop.editor.look import Look
from desktop.editor.messages.engine_words import told
from desktop.editor.messages.wording import listed
from desktop.editor.story.story_tree import StoryTree
from desktop.engine.shown import shown
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
        self._words: Callable[[StoryText], int | None] = lambda text: None
        self._all: int | None = None
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
        self._show_words()

    def set_look(self, look: Look) -> None:
        """Take over the colours that the style sheet does not give."""
        self.tree.set_quiet(look.quiet)

    def show_story(self, story: StoryFolder | None) -> None:
        """Show the texts of a story, as it is now."""
        self._story = story
        if story is None:
            self.tree.show_texts((), (), ())
            return
        self._title.setText(story.title)
        self.tree.show_texts(story.texts, story.notes, story.trash)
        left_out = listed(
            self.tr("{name} ({reason})").format(name=shown(one.name), reason=told(one.reason))
            for one in story.skipped
        )
        self._left_out.setVisible(bool(left_out))
        self._left_out.setText(self.tr("Left out: {files}").format(files=left_out) if left_out else "")

    def show_words(self, words: Callable[[StoryText], int | None], total: int | None) -> None:
        """Show how many words each text has, and all chapters together; None while that is not known."""
        self._words, self._all = words, total
        self._show_words()

    def _show_words(self) -> None:
        if self._story is None:
            return
        number = self.locale().toString

        def count(text: StoryText) -> str:
            words = self._words(text)
            return "…" if words is None else number(words)

        self.tree.show_words(count)
        chapters = self.tr("%Ln chapter(s)", None, len(self._story.texts))
        words = self.tr("…") if self._all is None else self.tr("%Ln word(s)", None, self._all)
        self._total.setText(f"{chapters}  ·  {words}")
