"""A window's import and export: what is asked, done on a thread, and told."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.editor.exchange.chapters import Chapters
from desktop.editor.exchange.export_choices import FORMATS, ExportChoices
from desktop.editor.exchange.paper import Paper
from desktop.editor.exchange.parts import Part, Parts, Source
from desktop.editor.exchange.work import Job, Progress, Work, Working, is_free
from desktop.editor.frame.frame import Frame
from desktop.editor.messages.engine_words import told
from desktop.editor.messages.wording import about, in_a_row
from desktop.editor.story.stories import Stories
from desktop.editor.structure.text_structure import TextStructure
from desktop.engine.documents.documents import MARKDOWN_SUFFIXES
from desktop.engine.errors import Sentence
from desktop.engine.files.file_stamp import same_file
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.books.convert import Written
    from desktop.books.reading import Imported

TOPIC = "exchange"


class Exchange(QObject):
    """Imports into a window that is blank, exports and prints what is on the page or in the story.

    Args:
        frame: The window's parts.
        stories: The story that is open there, if any.
        structure: Knows whether the text is taken for Markdown.
        blank: Gives the exchange of a window in which another text may be shown: this one, or a new one.
        open_folder: Opens a story's folder, here or in another window.
    """

    def __init__(
        self,
        frame: Frame,
        stories: Stories,
        structure: TextStructure,
        blank: "Callable[[], Exchange]",
        open_folder: Callable[[Path], object],
    ):
        super().__init__(frame)
        self._frame = frame
        self._blank = blank
        self._structure = structure
        self._title = self._author = ""  # of the text that is on the page
        self._folder: Path | None = None  # of the last export
        self._work = Work(self)
        self._working = Working(self._work)
        frame.status.add_tool(self._working)
        self._parts = Parts(frame, stories)
        self._chapters = Chapters(frame, self._work, stories, open_folder)
        self.paper = Paper(frame, self._work, self.choices, self._keep, self._parts, structure)
        frame.actions.bind(
            import_file=self.import_file,
            export=self.show_export,
            print=self.paper.print_,
            print_preview=self.paper.preview,
        )
        frame.session.document_replaced.connect(self._on_another_text)
        frame.follow_language(self._working.retranslate)
        frame.leaving.connect(self._work.finish)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read, written or printed."""
        return self._work.is_busy

    # --- import ------------------------------------------------------------------------------------------

    def import_file(self) -> None:
        """Ask for a file of another program, and show its text."""
        frame = self._frame
        path = frame.dialogs.file_to_import(frame.window, shown(frame.settings.choices.folder))
        if path:
            self.read(path)

    def read(self, path: Path) -> None:
        """Show the text of a file of any kind as a new one, which is not saved yet."""
        from desktop.books.apart.asking import import_apart

        path = path.absolute()

        def job(progress: Progress) -> object:
            return import_apart(path, progress, progress.on_cancel)

        self._do(
            self.tr("Reading “{name}”…").format(name=shown(path.name)),
            job,
            lambda imported: self._show_imported(path, imported),  # type: ignore[arg-type]
            writes=False,
        )

    def _show_imported(self, path: Path, imported: "Imported") -> None:
        target = self._blank()
        target.bring_in(path, imported)
        self._chapters.offer(path, imported.chapters, target._chapters)

    def bring_in(self, path: Path, imported: "Imported") -> None:
        """Show what was imported, and tell what of it could not be kept."""
        frame = self._frame
        frame.session.bring_in(imported.text, path.with_suffix(MARKDOWN_SUFFIXES[0]), path)
        frame.settings.update(folder=str(path.parent))
        self._title, self._author = imported.title, imported.author
        frame.remark(self.tr("Imported “{name}”; it is not saved yet").format(name=shown(path.name)))
        self._tell_losses(path, imported.left_out)

    def _on_another_text(self) -> None:
        self._title = self._author = ""

    # --- export ------------------------------------------------------------------------------------------

    def choices(self) -> ExportChoices:
        """What was chosen the last time, with the title and the author of this text if they are known."""
        kept = ExportChoices.of(self._frame.settings.choices.exports)
        return replace(kept, title=self._title, author=self._author or kept.author)

    def _keep(self, choices: ExportChoices) -> None:
        self._title, self._author = choices.title.strip(), choices.author.strip()
        self._frame.settings.update(exports=choices.kept())

    def show_export(self) -> None:
        """Ask how to export, then where, and do it."""
        from desktop.editor.exchange.export_dialog import ExportDialog  # a start is short

        parts = self._parts.now()
        dialog = ExportDialog(self.choices(), parts, self._structure.is_markdown, self._frame.window)
        dialog.chosen.connect(self._ask_where)
        dialog.open()

    def _ask_where(self, choices: ExportChoices, part: Part, chapters: list[int], is_markdown: bool) -> None:
        frame, session = self._frame, self._frame.session
        self._keep(choices)
        beside = session.path.parent if session.path else Path(frame.settings.choices.folder)
        name = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in choices.title).strip(" .")
        suffix = f".{choices.format}"
        proposal = (self._folder or beside) / f"{name or part.title or self._parts.name}{suffix}"
        while True:
            typed = frame.dialogs.file_to_export(frame.window, shown(proposal), choices.format)
            if typed is None:
                return
            path = typed.absolute()
            if path.suffix.lower().lstrip(".") in FORMATS:  # what is typed counts
                choices = replace(choices, format=path.suffix.lower().lstrip("."))
            else:
                path = path.with_name(path.name + suffix)
            if (session.path and same_file(path, session.path)) or self._parts.is_file_of_it(path):
                frame.messages.say(
                    TOPIC,
                    self.tr("“{name}” is a file of this text; export it under another name.").format(
                        name=shown(path.name)
                    ),
                )
                return
            if not os.path.lexists(path) or frame.dialogs.may_replace(frame.window, shown(path.name)):
                break
            proposal = path
        self._folder = path.parent
        sources = part.sources()
        wanted = [source for number, source in enumerate(sources) if not part.chapters or number in chapters]
        self.export(path, choices, wanted or sources, is_markdown)

    def export(
        self, path: Path, choices: ExportChoices, sources: Sequence[Source], is_markdown: bool
    ) -> None:
        """Write texts to a file that may be replaced."""

        def job(progress: Progress) -> object:
            return _write(sources, path, choices, is_markdown, progress)

        self._do(
            self.tr("Exporting “{name}”…").format(name=shown(path.name)),
            job,
            lambda written: self._tell_written(path, written),  # type: ignore[arg-type]
        )

    def _tell_written(self, path: Path, written: "Written") -> None:
        self._frame.remark(
            self.tr("Exported to “{name}”: {words}, {chapters}").format(
                name=shown(path.name),
                words=self.tr("%Ln word(s)", None, written.words),
                chapters=self.tr("%Ln chapter(s)", None, written.chapters),
            )
        )
        self._tell_losses(path, written.left_out)

    # --- both --------------------------------------------------------------------------------------------

    def _do(self, words: str, job: Job, then: Callable[[object], None], writes: bool = True) -> None:
        if not is_free(self._work, self._frame, TOPIC):
            return
        self._frame.messages.close_topic(TOPIC)
        self._work.start(words, job, then, lambda sentence: self._frame.messages.say(TOPIC, sentence), writes)
        self._frame.announcer.say(words)

    def _tell_losses(self, path: Path, losses: Sequence[Sentence]) -> None:
        if losses:
            what = in_a_row(told(sentence) for sentence in losses)
            self._frame.messages.say(TOPIC, about(f"“{shown(path.name)}”", what))


def _write(
    sources: Sequence[Source],
    path: Path,
    choices: ExportChoices,
    is_markdown: bool,
    progress: Progress,
) -> object:
    """Write texts to a file; for a thread."""
    from desktop.books.apart.asking import export_apart

    story = [source.read(is_markdown) for source in sources]
    return export_apart(story, path, choices.options, progress, progress.on_cancel)
