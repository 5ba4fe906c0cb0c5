"""Versions, plugged into a window: kept, compared, brought back, deleted."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from desktop.editor.frame.frame import Frame
from desktop.editor.look import page_font
from desktop.editor.messages.engine_words import told
from desktop.editor.task_thread import TaskThread
from desktop.editor.versions.sources import (
    Kind,
    OpenStory,
    Source,
    Texts,
    backups_in,
    story_texts,
    versions_in,
)
from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.errors import InklingError
from desktop.engine.shown import shown
from desktop.engine.stories.outline import FILE_NAME as OUTLINE
from desktop.engine.versions.versions import Version, Versions

if TYPE_CHECKING:
    from desktop.editor.versions.versions_window import VersionsWindow

log = logging.getLogger(__name__)

TOPIC = "versions"


class Versioning(QObject):
    """The versions of one window's text, and of the story that it belongs to.

    Args:
        frame: The window's parts.
        story: Gives the story's folder that the window has open, if any.
    """

    _kept = Signal(object, object)

    def __init__(self, frame: Frame, story: Callable[[], OpenStory | None] = lambda: None):
        super().__init__(frame)
        self._frame, self._page, self._session = frame, frame.page, frame.session
        self._story = story
        self._window: VersionsWindow | None = None
        self._thread = TaskThread("inkling-versions")
        self._kept.connect(self._on_kept)
        self._revision = -1  # of the text that the window shows as that of now
        frame.actions.bind(keep_version=self.keep, versions=self.show)
        frame.follow_look(lambda _: self._set_look())
        frame.follow_language(self._on_language)
        frame.session.document_replaced.connect(self._on_another_text)
        frame.session.renamed.connect(self._on_another_text)
        frame.leaving.connect(self._end)

    # --- keeping -----------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Ask for a name, and keep what is there now."""
        from desktop.editor.versions.keep_dialog import KeepDialog

        story, path = self._story(), self._session.path
        if story is None and path is None:
            self._say_no_file()
            return
        dialog = KeepDialog(self._proposal(), story is not None, path is not None, self._frame.window)
        dialog.chosen.connect(self.keep_as)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _proposal(self) -> str:
        story = self._story()
        subject = story.folder if story else self._session.path
        count = len(Versions(subject).all()) if subject else 0
        return self.tr("Draft {number}").format(number=count + 1)

    def keep_as(self, name: str, is_story: bool) -> None:
        """Keep what is there now under a name."""
        self._keep(name, is_story, self._tell_of)

    def _tell_of(self, version: Version) -> None:
        self._frame.remark(self.tr("Kept: {name}.").format(name=shown(version.name or version.path.name)))

    def _keep(self, name: str, is_story: bool, then: Callable[[Version], None]) -> None:
        """Keep a version, on a thread, as a long text takes its time; then do something."""
        story, path, page = self._story(), self._session.path, self._page.toPlainText()
        if is_story and story:
            versions, read, words = Versions(story.folder), story_texts(story, path, page), None
        elif path:
            versions, words = Versions(path), self._frame.word_count.words

            def read() -> Texts:
                return {path.name: page}
        else:
            self._say_no_file()
            return

        def work() -> Version | str:
            try:
                texts = read()
                count = _words(texts) if words is None else words
                return versions.keep(name, texts, count)
            except InklingError as error:
                return told(error.sentence)
            except Exception:
                log.exception("A version could not be kept")
                return ""

        self._thread.do(lambda: self._kept.emit(work(), then))

    def _on_kept(self, version: Version | str, then: Callable[[Version], None]) -> None:
        if isinstance(version, str):
            failed = self.tr("This version could not be kept; the log says more.")
            self._frame.messages.say(TOPIC, version or failed)
            return
        then(version)
        self._refresh()

    def _say_no_file(self) -> None:
        save = (self.tr("Save as…"), self._session.save_as)
        self._frame.messages.say(
            TOPIC,
            self.tr("This text has no file yet; save it, and its versions can be kept beside it."),
            [save],
        )

    # --- the window --------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the versions, and what has changed since."""
        from desktop.editor.versions.versions_window import VersionsWindow

        if self._window is None:
            self._window = VersionsWindow(self._frame.window)
            self._window.keep_asked.connect(self.keep)
            self._window.restore_asked.connect(self.bring_back)
            self._window.delete_asked.connect(self._ask_to_delete)
            self._window.came_to_front.connect(self._refresh_if_edited)
            self._window.finished.connect(self._forget_window)
            self._set_look()
            self._refresh()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def sources(self) -> list[Source]:
        """What there is to be compared: what is now, versions, and the desk's own backups."""
        story, path = self._story(), self._session.path
        name = path.name if path else ""
        # As it is at this moment: what is written on meanwhile belongs to the next comparison.
        page = self._page.toPlainText()
        found = [Source(Kind.NOW, False, None, lambda: {name: page})]
        if story:
            found.append(Source(Kind.NOW, True, None, story_texts(story, path, page)))
        kept = versions_in(Versions(path), False) if path else []
        kept += versions_in(Versions(story.folder), True) if story else []
        kept.sort(key=lambda one: one.kept_at.timestamp() if one.kept_at else 0.0, reverse=True)
        return [*found, *kept, *(backups_in(path) if path else [])]

    def _refresh_if_edited(self) -> None:
        if self._revision != self._page.document().revision():
            self._refresh()

    def _refresh(self) -> None:
        if self._window:
            self._revision = self._page.document().revision()
            self._window.show_sources(self.sources())

    def _set_look(self) -> None:
        if self._window and self._frame.look:
            choices = self._frame.settings.choices
            self._window.set_look(self._frame.look, page_font(choices.font_family, choices.font_points))

    def _on_language(self) -> None:
        """Make the window anew, in the language that is spoken now."""
        if self._window:
            self._window.close()
            self._window = None
            self.show()

    def _on_another_text(self) -> None:
        if self._window:
            self._refresh()

    def _forget_window(self) -> None:
        self._window = None

    def _end(self) -> None:
        if self._window:
            self._window.close()
        self._thread.wait()  # what is being kept is kept

    # --- bringing back and deleting ----------------------------------------------------------------------

    def bring_back(self, source: Source) -> None:
        """Bring back a former state, with what stands now kept as a version before."""
        try:
            texts = source.read()
            if source.is_story:
                self._ask_to_bring_back(source, texts)
            else:
                self._bring_back_text(source, next(iter(texts.values()), ""))
        except InklingError as error:
            self._frame.messages.say(TOPIC, told(error.sentence))

    def _bring_back_text(self, source: Source, text: str) -> None:
        if self._page.forward_only.refuses():
            return
        self._keep(self._before(source), False, lambda _: self._put_back(text))

    def _put_back(self, text: str) -> None:
        self._session.bring_back(text)
        self._frame.messages.say(
            TOPIC,
            self.tr(
                "The former text is back; what was here is kept as a version, and undo brings it back, too."
            ),
            [(self.tr("Undo"), self._page.undo)],
        )

    def _before(self, source: Source) -> str:
        name = source.version.name if source.version else self.tr("a backup")
        return self.tr("Before “{name}” came back").format(name=name)

    def _ask_to_bring_back(self, source: Source, texts: Texts) -> None:
        box = self._question(
            self.tr("Bring back all texts of the story as they were then?"),
            self.tr("The story as it is now is kept as a version before. Texts that came later stay."),
        )
        button = box.addButton(self.tr("Bring Back"), QMessageBox.ButtonRole.AcceptRole)
        button.clicked.connect(lambda: self.bring_back_story(source, texts))
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()

    def bring_back_story(self, source: Source, texts: Texts) -> None:
        """Write all texts of a story as they were: that on the page in one undo step, others into files."""
        self._keep(self._before(source), True, lambda _: self._put_story_back(source, texts))

    def _put_story_back(self, source: Source, texts: Texts) -> None:
        story, path = self._story(), self._session.path
        if story is None:
            return
        # A text that is gone is for nobody who cannot read the version, or the others.
        sources = [
            one.path for one in (*([source.version] if source.version else []), *story.texts, *story.notes)
        ]
        try:
            for name, text in texts.items():
                file = story.folder / name
                if file == path:
                    self._session.bring_back(text)
                    continue
                file.parent.mkdir(parents=True, exist_ok=True)
                old = read_document(file) if file.exists() else None
                if old is None or old.text != text:
                    # The former words go to the backups, too.
                    write_document(file, text, old, sources=sources)
        except (InklingError, OSError) as error:
            log.warning("A version could not be brought back wholly: %s", error)
            said = told(error.sentence) if isinstance(error, InklingError) else str(error)
            self._frame.messages.say(TOPIC, said)
            return
        self._frame.remark(self.tr("The story is as it was then."))

    def _ask_to_delete(self, source: Source) -> None:
        version = source.version
        if version is None:
            return
        name = shown(version.name or version.path.name)
        box = self._question(
            self.tr("Delete the version “{name}”?").format(name=name),
            self.tr("It cannot be brought back. Your text stays as it is."),
        )
        button = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        button.clicked.connect(lambda: self.delete(source))
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()

    def delete(self, source: Source) -> None:
        """Delete a version."""
        story, path = self._story(), self._session.path
        subject = story.folder if source.is_story and story else path
        if source.version and subject:
            try:
                Versions(subject).delete(source.version)
            except InklingError as error:
                self._frame.messages.say(TOPIC, told(error.sentence))
            self._refresh()

    def _question(self, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self._window or self._frame.window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Inkling")
        box.setText(text)
        box.setInformativeText(more)
        box.finished.connect(box.deleteLater)
        return box


def _words(texts: Texts) -> int:
    from desktop.editor.counting.unicode_words import count_words

    return sum(count_words(text) for name, text in texts.items() if name != OUTLINE)
