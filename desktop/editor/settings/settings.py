"""What the writer has chosen, kept between runs."""

import contextlib
import logging
import math
import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication

from desktop.editor.settings.keys import BY_NAME
from desktop.editor.settings.option_kinds import check
from desktop.editor.settings.options import OPTION
from desktop.editor.settings.page_options import LARGEST_FONT, SMALLEST_FONT
from desktop.engine.files.private import private_folder

log = logging.getLogger(__name__)

RECENT_FILES = 10
LONGEST_BYTES = 1 << 22  # of the settings file; a usual one has some thousand
# What the file may say beyond what the preferences offer: writers set it by hand.
LIMITS = {
    "max_words": (1, 50),
    "precision": (0.0, 1.0),
    "temperature": (0.0, 10.0),
    "continue_words": (1, 10_000),
    "draft_minutes": (1, 600),
    "draft_words": (1, 100_000),
}
# Before a path with bytes that are no UTF-8, which Qt's strings cannot hold; then each such byte as %E9.
_BYTES = "bytes:"


@dataclass
class Choices:
    """Plain values; each field's default is the desk's default.

    Attributes:
        suggestions: Suggest while typing.
        earlier_works: Suggest from the writer's earlier works, too.
        story_words: Remember the story that is being written, and suggest from it.
        max_words: Longest suggestion, in words.
        precision: How sure the model must be of a suggestion, 0..1.
        space_behind: Put a space behind words that were taken; a mark takes its place.
        temperature: How freely Continue chooses its words; 0 is always the likeliest word.
        continue_words: About how many words Continue writes.
        font_family: The page's font; empty for the best book face installed.
        font_points: Size of the page's font, in points.
        model: Folder of the model; empty for the one shipped with Inkling.
        provider: Where the model runs: "auto", "cpu", "cuda", "directml" or "coreml".
        keys: Rebound keys by command name, in `QKeySequence`'s portable words.
        recent: Files opened last, newest first.
        recent_stories: Folders of stories opened last, newest first.
        last_open: The story's folder, or the file, that a window had open last; empty for none.
        reopen: Open that at the next start.
        story_panel: Show a story's chapters beside the page.
        geometry: The window's place, as `QWidget.saveGeometry` gives it.
        folder: Folder of the last file dialog.
        mood_line: Show how light or dark the story reads.
        mood_model: Folder of the model for that; empty for the first one installed.
        markdown: Show Markdown as what it is: in texts "named" so, "always" or "never".
        outline: Show the headings of the text beside it.
        outline_breaks: List scene breaks there, too.
        exports: What was chosen for the last export, by name.
        language: The desk's language: "en", "zh_CN", or "system" for the system's.
        spelling: Mark words that no dictionary knows.
        smart_quotes: Curly quotes for typed ones: "on", "off", or "page" to do as the page does.
        smart_dashes: The same of dashes for two hyphens.
        smart_ellipses: The same of an ellipsis for three dots.
        auto_capital: Begin sentences with a capital.
        single_spaces: Let no space be typed behind another one.
        ghost_at: Where to suggest while typing: at all "letters", where "words" begin, or only when "asked".
        ghost_pause: Suggest when the hands have rested so many seconds; 0 for at once.
        draft_by: What ends a draft that only goes forward: "minutes" or "words".
        draft_minutes: So many.
        draft_words: So many.
        focus: What is not dimmed: "off" (nothing is dimmed), "sentence", "paragraph" or "line".
        typewriter: Keep the cursor's line at one height.
        typewriter_height: That height, in percent of the page's, from its top.
        column_characters: About how many characters a line has.
        line_spacing: From one line to the next, in lines.
        paragraph_spacing: Between two paragraphs, in lines.
        first_line_indent: Of a paragraph's first line, in characters.
        page_margin: Around the text in a narrow window, in pixels.
        theme: The desk's colours: "system", "light", "dark", "sepia", "contrast" or "own".
        own_paper: Of the theme "own", as the next three: "#rrggbb", or "" for what goes with the others.
        own_ink: The text.
        own_ghost: Suggestions.
        own_dim: What is not in focus.
        day_goal: Words to write on a day; 0 for no goal.
        session_goal: Words to write from a start of the desk to its end; 0 for no goal.
        goal_bar: Show in the status bar how far the goals are reached.
        pause_minutes: A longer pause does not count as time at work.
        day_turns: The hour at which a day of writing ends and the next one begins.
        memory_panel: Show what is remembered of the story.
        reread: Tint words by how surprising the model finds them, and list the places that stand out.
        next_words: List the likeliest words at the cursor, while suggestions are on.
        next_words_at: Where that list stands: "aside", beside the page, or at the "cursor".
        next_words_count: How many words it has at most.
        ways_length: How long several continuations are, a key of `desktop.engine.cowriting.lengths.LENGTHS`.
        bridge_length: The same of bridges, a key of `BRIDGES` there.
        note_origins: Note which words were suggested, in a file beside the text.
        origin_tint: Show them tinted.
        origin_tint_full: In full screen, too.
    """

    suggestions: bool = True
    earlier_works: bool = True
    story_words: bool = True
    max_words: int = 5
    precision: float = 0.35
    space_behind: bool = True
    temperature: float = 0.8
    continue_words: int = 100
    font_family: str = ""
    font_points: float = 14.0
    model: str = ""
    provider: str = "auto"
    keys: dict[str, str] = field(default_factory=dict)
    recent: list[str] = field(default_factory=list)
    recent_stories: list[str] = field(default_factory=list)
    last_open: str = ""
    reopen: bool = True
    story_panel: bool = True
    geometry: bytes = b""
    folder: str = ""
    mood_line: bool = False
    mood_model: str = ""
    markdown: str = "named"
    outline: bool = False
    outline_breaks: bool = False
    exports: dict[str, str] = field(default_factory=dict)
    language: str = "system"
    spelling: bool = True
    smart_quotes: str = "page"
    smart_dashes: str = "page"
    smart_ellipses: str = "page"
    auto_capital: bool = False
    single_spaces: bool = False
    ghost_at: str = "letters"
    ghost_pause: float = 0.0
    draft_by: str = "minutes"
    draft_minutes: int = 15
    draft_words: int = 500
    focus: str = "off"
    typewriter: bool = False
    typewriter_height: int = 50
    column_characters: int = 68
    line_spacing: float = 1.4
    paragraph_spacing: float = 0.45
    first_line_indent: int = 0
    page_margin: int = 28
    theme: str = "system"
    own_paper: str = ""
    own_ink: str = ""
    own_ghost: str = ""
    own_dim: str = ""
    day_goal: int = 0
    session_goal: int = 0
    goal_bar: bool = True
    pause_minutes: int = 5
    day_turns: int = 0
    memory_panel: bool = False
    reread: bool = False
    next_words: bool = False
    next_words_at: str = "aside"
    next_words_count: int = 5
    ways_length: str = "paragraph"
    bridge_length: str = "sentences"
    note_origins: bool = True
    origin_tint: bool = False
    origin_tint_full: bool = False


class Settings(QObject):
    """The writer's choices and the file that keeps them.

    Signals:
        changed: Some choices have new values; their names.

    Attributes:
        is_first_start: Nothing was kept by an earlier run.
    """

    changed = Signal(frozenset)

    def __init__(self, store: QSettings | None = None, parent: QObject | None = None):
        super().__init__(parent)
        self._store = store or _kept_store()
        self.is_first_start = not self._store.allKeys()
        self.choices = self._read()
        if self.is_first_start and isinstance(QGuiApplication.instance(), QGuiApplication):
            # Who needs large letters everywhere needs them on the page, too.
            points = QGuiApplication.font().pointSizeF()
            self.update(font_points=min(max(points, self.choices.font_points), LARGEST_FONT))

    def update(self, **values: Any) -> None:
        """Change and keep some choices; says `changed` for those that really differ.

        Args:
            **values: New values by field name of `Choices`.
        """
        changed = {name for name, value in values.items() if getattr(self.choices, name) != value}
        for name in changed:
            setattr(self.choices, name, values[name])
            self._store.setValue(f"desk/{name}", _to_store(values[name]))
        if changed:
            self.changed.emit(frozenset(changed))

    def keys_of(self, command: str) -> str:
        """Return the keys of a command: the writer's, or the default ones."""
        return self.choices.keys.get(command, BY_NAME[command].keys)

    def add_recent(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        name = str(path)
        others = [other for other in self.choices.recent if other != name]
        self.update(recent=[name, *others][:RECENT_FILES], folder=str(path.parent))

    def add_recent_story(self, folder: Path) -> None:
        """Put a story's folder first among the recent ones."""
        others = [other for other in self.choices.recent_stories if other != str(folder)]
        self.update(recent_stories=[str(folder), *others][:RECENT_FILES])

    def zoom(self, steps: int) -> None:
        """Make the page's font larger or smaller by points; 0 goes back to the default size."""
        points = self.choices.font_points + steps if steps else Choices().font_points
        self.update(font_points=min(max(points, SMALLEST_FONT), LARGEST_FONT))

    def forget(self) -> None:
        """Go back to the desk's own choices, and delete the file."""
        self._store.clear()
        self._store.sync()
        # What the desk writes later makes a new one.
        with contextlib.suppress(OSError):
            Path(self._store.fileName()).unlink(missing_ok=True)
        old, self.choices = self.choices, Choices()
        changed = {
            one.name for one in fields(Choices) if getattr(old, one.name) != getattr(self.choices, one.name)
        }
        if changed:
            self.changed.emit(frozenset(changed))

    def flush(self) -> None:
        """Write the file now."""
        self._store.sync()

    def _read(self) -> Choices:
        choices = Choices()
        for item in fields(Choices):
            default = getattr(choices, item.name)
            try:
                stored = self._store.value(f"desk/{item.name}")
                if stored is not None:
                    value = _from_store(item.name, stored, default)
                    if item.name in OPTION and item.name not in LIMITS:
                        check(OPTION[item.name], value)
                    setattr(choices, item.name, value)
            except (TypeError, ValueError, OverflowError, RuntimeError) as error:
                log.warning(
                    "The settings file holds nothing of sense for %s (%s); using the default.",
                    item.name,
                    error,
                )
        return choices


def _kept_store() -> QSettings:
    """The settings file; what cannot be one, such as a pipe, is moved out of the way."""
    place = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation))
    file = folder / "Inkling" / "Inkling.ini"
    # Qt notes each folder that a file dialog has shown, in a file of all its programs that everybody reads:
    # those of ours stay in our folder, where Privacy shows them.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(file.parent))
    try:
        if file.exists() and not (file.is_file() and file.stat().st_size <= LONGEST_BYTES):
            log.warning("The settings file %s cannot be one; it is moved aside.", file)
            file.rename(file.with_suffix(".ini.odd"))
        private_folder(file.parent)  # the file has the names of texts, and Qt lets everybody read it
    except OSError as error:
        log.warning("The settings file %s cannot be used: %s", file, error)
        return QSettings(*place, "Inkling", "Inkling-2")
    return QSettings(*place, "Inkling", "Inkling")


def _to_store(value: Any) -> Any:
    if isinstance(value, dict):
        return [f"{name}={keys}" for name, keys in value.items()]
    if isinstance(value, list):
        return [_to_store(item) for item in value]
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        return _BYTES + quote_from_bytes(os.fsencode(value))
    return QByteArray(value) if isinstance(value, bytes) else value


def _words(stored: Any) -> str:
    """A stored text.

    Raises:
        ValueError: It cannot be one.
    """
    text = str(stored)
    if "\0" in text:
        raise ValueError("it has a zero byte")
    return os.fsdecode(unquote_to_bytes(text[len(_BYTES) :])) if text.startswith(_BYTES) else text


def _from_store(name: str, stored: Any, default: Any) -> Any:
    """Turn what the file gives (mostly strings) into the default's type.

    Raises:
        TypeError, ValueError, OverflowError: It cannot be turned into that.
    """
    if isinstance(default, bool):
        return str(stored).lower() == "true"
    if isinstance(default, dict | list):
        # An ini file holds a list of one as that one.
        items = [_words(item) for item in ([stored] if isinstance(stored, str) else list(stored))]
        if isinstance(default, list):
            return [item for item in items if item][:RECENT_FILES]
        return dict(item.split("=", 1) for item in items if "=" in item)
    if isinstance(default, bytes):
        return bytes(stored.data()) if isinstance(stored, QByteArray) else default
    if isinstance(default, str):
        return _words(stored)
    value = type(default)(stored)
    low, high = LIMITS.get(name, (-math.inf, math.inf))
    if not low <= value <= high:
        raise ValueError(f"{value} is not between {low} and {high}")
    return value
