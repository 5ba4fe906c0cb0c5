"""Every command of the desk with its name and its default keys, in one table. The writer can rebind each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One thing the writer can ask for.

    Attributes:
        name: Stable name, under which a rebinding is kept.
        text: Words in the menu, with the menu letter marked by `&`.
        keys: Default keys, in `QKeySequence`'s portable words; empty for none.
        while_ghost: The keys mean this command only while a suggestion stands at the cursor (or, for Esc,
            while a continuation runs); otherwise they keep their ordinary meaning.
    """

    name: str
    text: str
    keys: str = ""
    while_ghost: bool = False

    @property
    def title(self) -> str:
        """The words without the menu mark and dots."""
        return self.text.replace("&", "").removesuffix("…")


COMMANDS = (
    Command("new", "&New", "Ctrl+N"),
    Command("new_window", "New &Window", "Ctrl+Shift+N"),
    Command("open", "&Open…", "Ctrl+O"),
    Command("save", "&Save", "Ctrl+S"),
    Command("save_as", "Save &As…", "Ctrl+Shift+S"),
    Command("close", "&Close", "Ctrl+W"),
    Command("quit", "&Quit", "Ctrl+Q"),
    Command("undo", "&Undo", "Ctrl+Z"),
    Command("redo", "&Redo", "Ctrl+Shift+Z"),
    Command("cut", "Cu&t", "Ctrl+X"),
    Command("copy", "&Copy", "Ctrl+C"),
    Command("paste", "&Paste", "Ctrl+V"),
    Command("select_all", "Select &All", "Ctrl+A"),
    Command("preferences", "P&references…", "Ctrl+,"),
    Command("continue", "&Continue Story", "Ctrl+Return"),
    Command("retry", "&Try Another Continuation", "Alt+R"),
    Command("stop", "&Stop", "Esc", while_ghost=True),
    Command("suggestions", "&Suggestions While Typing", "Ctrl+Shift+G"),
    Command("story_words", "&Remember This Story"),
    Command("forget_story", "&Forget This Story"),
    Command("accept", "&Accept", "Tab", while_ghost=True),
    Command("accept_word", "Accept One &Word", "Ctrl+Right", while_ghost=True),
    Command("next_alternative", "&Next Alternative", "Alt+]"),
    Command("previous_alternative", "&Previous Alternative", "Alt+["),
    Command("dismiss", "&Dismiss", "Esc", while_ghost=True),
    Command("ask", "Suggest No&w", "Alt+\\"),
    Command("model", "Choose &Model…", ""),
    Command("zoom_in", "Zoom &In", "Ctrl++"),
    Command("zoom_out", "Zoom &Out", "Ctrl+-"),
    Command("zoom_reset", "&Actual Size", "Ctrl+0"),
    Command("full_screen", "&Full Screen", "F11"),
    Command("help", "&Keys at a Glance", "F1"),
    Command("about", "&About Inkling", ""),
)

BY_NAME = {command.name: command for command in COMMANDS}
