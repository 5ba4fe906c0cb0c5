"""Who wrote what: a statement for publishers, and the passages that it is about."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from desktop.editor.documents.save_path import final_path
from desktop.editor.finding.taken_text import TakenText
from desktop.editor.fitting import fitting
from desktop.editor.frame.frame import Frame
from desktop.editor.origins.reckoning import OnPage, Reckoned, Reckoning, Text
from desktop.editor.origins.statement_words import StatementWords
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.story.stories import Stories
from desktop.engine.files.reading import reason_of
from desktop.engine.files.saving import save_file
from desktop.engine.origins.origin import Stretch
from desktop.engine.origins.stretches import words_of
from desktop.engine.origins.telling import Share
from desktop.engine.origins.word_map import NO_WORDS
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.editor.origins.kept_origins import KeptOrigins

log = logging.getLogger(__name__)

LONGEST_SHOWN = 90  # characters of a passage
MOST_SHOWN = 5000  # passages: who looks at more in a list


class StatementDialog(QDialog):
    """Stays open beside the page, so that one can go to a passage and come back."""

    def __init__(self, frame: Frame, stories: Stories, kept: "Callable[[], KeptOrigins | None]"):
        super().__init__(frame.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("statement")
        self._frame, self._stories, self._kept = frame, stories, kept
        self._words = StatementWords(self)
        self._share: Share | None = None
        self._passages: list[tuple[Text, Stretch]] = []
        self._revision = -1
        self._reckoning = Reckoning(self)
        self._reckoning.done.connect(self._show)
        self.scope = QComboBox(self)
        self.scope.setObjectName("scope")
        self.statement, self.basis, self._passages_title = QLabel(self), QLabel(self), QLabel(self)
        self.passages = QListWidget(self)
        self.passages.setObjectName("passages")
        self._result = QLabel(self)
        self._copy, self._save = QPushButton(self), QPushButton(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._lay_out()
        self._retranslate()
        self.scope.currentIndexChanged.connect(self.reckon)
        self.passages.itemActivated.connect(self._go_to_item)
        self.passages.itemClicked.connect(self._go_to_item)
        stories.changed.connect(self._show_scope)
        frame.settings.changed.connect(self._on_settings)
        frame.leaving.connect(self.close)
        self._show_scope()
        self.reckon()

    def _lay_out(self) -> None:
        for label, name in (
            (self.statement, "statement_text"),
            (self.basis, "basis"),
            (self._result, "result"),
        ):
            label.setObjectName(name)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.statement, self.basis):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
            )
            label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        font = self.statement.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.statement.setFont(font)
        self._passages_title.setBuddy(self.passages)
        self.passages.setWordWrap(True)
        self.passages.setSpacing(3)
        self.passages.setTextElideMode(Qt.TextElideMode.ElideRight)
        for button, name, slot in (
            (self._copy, "copy_statement", self._copy_statement),
            (self._save, "save_statement", self._save_statement),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self._buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.scope, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.statement, self.basis, self._passages_title):
            column.addWidget(widget)
        column.addWidget(self.passages, 1)
        column.addWidget(self._result)
        column.addWidget(self._buttons)
        self.resize(fitting(self, QSize(560, 560)))

    # --- finding out -------------------------------------------------------------------------------------

    @property
    def _is_of_story(self) -> bool:
        return self.scope.currentIndex() == 1 and self._stories.story is not None

    @property
    def _is_noted(self) -> bool:
        return self._frame.settings.choices.note_origins

    def _show_scope(self) -> None:
        has_story = self._stories.story is not None
        self.scope.setVisible(has_story)
        if not has_story:
            self.scope.setCurrentIndex(0)

    def reckon(self, *_: object) -> None:
        """Find out how things are now."""
        document, kept, story = self._frame.page.document(), self._kept(), self._stories.story
        self._revision = document.revision()
        if not self._is_noted:
            self._show(Reckoned(()))
            return
        on_page = OnPage(*kept.record()) if kept else OnPage(TakenText.of(document), NO_WORDS, {})
        texts = [Text(self._frame.session.name)]
        if self._is_of_story and story:
            path = self._frame.session.path
            texts = [Text(one.title, None if one.path == path else one.path) for one in story.texts]
        self._reckoning.ask(texts, on_page)

    def _on_settings(self, names: frozenset[str]) -> None:
        if "note_origins" in names:
            self.reckon()

    def changeEvent(self, event: QEvent) -> None:
        """Find out anew when the writer comes back from the text; follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.reckon()
        elif (
            event.type() == QEvent.Type.ActivationChange
            and self.isActiveWindow()
            and self._revision != self._frame.page.document().revision()
        ):
            self.reckon()

    def _show(self, reckoned: Reckoned) -> None:
        self._share = sum((account.share for _, account in reckoned.accounts), Share())
        self._passages = [
            (text, passage) for text, account in reckoned.accounts for passage in account.passages
        ]
        if self._is_noted:
            self.statement.setText(self._words.sentence(self._share, self._is_of_story))
            self.basis.setText(self._words.basis(self._share, date.today()))
        else:
            self.statement.setText(self._words.not_noted())
            self.basis.setText("")
        self._result.setText(reckoned.problem)
        self.passages.clear()
        for number, (text, passage) in enumerate(self._passages[:MOST_SHOWN]):
            item = QListWidgetItem(f"“{_short(passage.anchor.exact)}”\n{self._about(text, passage)}")
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.passages.addItem(item)
        self._retranslate_title()
        if not self.statement.hasFocus():
            self._announce(self.statement.text())

    def _about(self, text: Text, passage: Stretch) -> str:
        parts = [self._words.kind(passage.origin), self._words.count(passage.words)]
        return "  ·  ".join([*parts, text.title] if self._is_of_story else parts)

    # --- the passages ------------------------------------------------------------------------------------

    def _go_to_item(self, item: QListWidgetItem) -> None:
        self.go_to(item.data(Qt.ItemDataRole.UserRole))

    def go_to(self, number: int) -> None:
        """Select a passage in the text, in another chapter too."""
        text, passage = self._passages[number]
        story, page = self._stories.story, self._frame.page
        if text.path:
            chapter = story.text_at(text.path) if story else None
            if chapter is None or not self._stories.go_to(chapter, focus=False):
                return
        taken = TakenText.of(page.document())
        # The text may have been edited since; what is left of the passage is found by its words.
        words = words_of([passage], taken.text)
        if not words:
            self._say(self.tr("These words are not in the text any more."))
            return
        start, end = taken.positions([(words[0].start, words[-1].end)])[0]
        cursor = cursor_between(page.document(), start, end)
        page.setTextCursor(cursor)
        page.look_around()
        self._say("")

    # --- copying and saving ------------------------------------------------------------------------------

    def told(self) -> str:
        """The statement with the passages, as plain text."""
        if self._share is None:
            return ""
        story = self._stories.story
        title = story.title if self._is_of_story and story else self._frame.session.name
        lines = [title, "", self.statement.text(), "", self.basis.text(), ""]
        for text, passage in self._passages:
            lines += [self._about(text, passage), " ".join(passage.anchor.exact.split()), ""]
        return "\n".join(lines)

    def _copy_statement(self) -> None:
        QGuiApplication.clipboard().setText(self.told())
        self._say(self.tr("The statement is on the clipboard."))

    def _save_statement(self) -> None:
        folder = self._frame.session.path.parent if self._frame.session.path else Path.home()
        dialogs = self._frame.dialogs
        typed = dialogs.file_to_save(self, shown(folder / self.tr("Who wrote what.txt")))
        path = final_path(typed.absolute(), None) if typed else None
        if path is None or (path.exists() and not dialogs.may_replace(self, shown(path.name))):
            return
        try:
            save_file(path, self.told().encode(), not path.exists(), self._sources())
        except OSError as error:
            log.warning("The statement cannot be saved to %s: %s", shown(path), error)
            sentence = self.tr("{path} cannot be written ({reason}); choose another folder.")
            self._say(sentence.format(path=shown(path), reason=reason_of(error)))
        else:
            self._say(self.tr("The statement is saved as {name}.").format(name=shown(path.name)))

    def _sources(self) -> list[Path]:
        """The files whose words the statement quotes."""
        paths = {text.path or self._frame.session.path for text, _ in self._passages}
        return [path for path in paths if path]

    # --- words -------------------------------------------------------------------------------------------

    def _say(self, sentence: str) -> None:
        self._result.setText(sentence)
        if sentence:
            self._announce(sentence)

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Who Wrote What"))
        at = max(0, self.scope.currentIndex())
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItems([self.tr("This text"), self.tr("The whole story")])
        self.scope.setCurrentIndex(at)
        self.scope.blockSignals(False)
        self.scope.setAccessibleName(self.tr("What the statement is about"))
        self.statement.setAccessibleName(self.tr("Statement"))
        self.basis.setAccessibleName(self.tr("How it is counted"))
        self.passages.setAccessibleName(self.tr("Passages that were suggested"))
        self._copy.setText(self.tr("&Copy"))
        self._save.setText(self.tr("&Save…"))
        self._retranslate_title()

    def _retranslate_title(self) -> None:
        count = len(self._passages)
        self._passages_title.setText(
            self.tr("%Ln &passage(s) that stand unchanged; click one to see it in the text:", None, count)
            if count
            else self.tr("No &passages stand unchanged.")
        )

    def done(self, result: int) -> None:
        """Find out nothing more as the window closes."""
        self._reckoning.end()
        super().done(result)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return shown(words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN].rstrip()}…")
