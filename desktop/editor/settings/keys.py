"""Every command of the desk with its name and its default keys, in one table. The writer can rebind each."""

from dataclasses import dataclass

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, plain, translate


@dataclass(frozen=True)
class Command:
    """One thing the writer can ask for.

    Attributes:
        name: Stable name, under which a rebinding is kept.
        english: Words in the menu, with the menu letter marked by `&`; `text` gives them translated.
        keys: Default keys, in `QKeySequence`'s portable words; empty for none.
        while_ghost: The keys mean this command only while a suggestion stands at the cursor (or, for Esc,
            while a continuation runs); otherwise they keep their ordinary meaning.
        setting: Name of the choice (a `bool` of `Choices`) that the command turns on and off, in all windows;
            nothing need be bound. Empty for commands that do something else.
        checkable: The command turns something on and off that is no choice; who binds it says whether it is
            on.
    """

    name: str
    english: str
    keys: str = ""
    while_ghost: bool = False
    setting: str = ""
    checkable: bool = False

    @property
    def is_checkable(self) -> bool:
        """Whether the command turns something on and off."""
        return self.checkable or bool(self.setting)

    @property
    def text(self) -> str:
        """Words in the menu, in the language that is spoken now."""
        return translate("Commands", self.english)

    @property
    def title(self) -> str:
        """The words without the menu mark and dots."""
        return plain(self.text)

    @property
    def english_title(self) -> str:
        """The same in English, whatever is spoken."""
        return plain(self.english)


COMMANDS = (
    Command("new", QT_TRANSLATE_NOOP("Commands", "&New"), "Ctrl+N"),
    Command("new_window", QT_TRANSLATE_NOOP("Commands", "New &Window"), "Ctrl+Shift+N"),
    Command("open", QT_TRANSLATE_NOOP("Commands", "&Open…"), "Ctrl+O"),
    Command("open_story", QT_TRANSLATE_NOOP("Commands", "Open Story Fol&der…")),
    Command("new_story", QT_TRANSLATE_NOOP("Commands", "New Stor&y…")),
    Command("close_story", QT_TRANSLATE_NOOP("Commands", "C&lose Story")),
    Command("save", QT_TRANSLATE_NOOP("Commands", "&Save"), "Ctrl+S"),
    Command("save_as", QT_TRANSLATE_NOOP("Commands", "Save &As…"), "Ctrl+Shift+S"),
    Command("reopen_encoding", QT_TRANSLATE_NOOP("Commands", "&Reopen with Encoding…")),
    Command("save_encoding", QT_TRANSLATE_NOOP("Commands", "Save with &Encoding…")),
    Command("import_file", QT_TRANSLATE_NOOP("Commands", "&Import…")),
    Command("export", QT_TRANSLATE_NOOP("Commands", "E&xport…"), "Ctrl+Shift+E"),
    Command("print_preview", QT_TRANSLATE_NOOP("Commands", "Print Pre&view…")),
    Command("print", QT_TRANSLATE_NOOP("Commands", "&Print…"), "Ctrl+P"),
    Command("close", QT_TRANSLATE_NOOP("Commands", "&Close"), "Ctrl+W"),
    Command("quit", QT_TRANSLATE_NOOP("Commands", "&Quit"), "Ctrl+Q"),
    Command("undo", QT_TRANSLATE_NOOP("Commands", "&Undo"), "Ctrl+Z"),
    Command("redo", QT_TRANSLATE_NOOP("Commands", "&Redo"), "Ctrl+Shift+Z"),
    Command("cut", QT_TRANSLATE_NOOP("Commands", "Cu&t"), "Ctrl+X"),
    Command("copy", QT_TRANSLATE_NOOP("Commands", "&Copy"), "Ctrl+C"),
    Command("paste", QT_TRANSLATE_NOOP("Commands", "&Paste"), "Ctrl+V"),
    Command("select_all", QT_TRANSLATE_NOOP("Commands", "Select &All"), "Ctrl+A"),
    Command("find", QT_TRANSLATE_NOOP("Commands", "&Find…"), "Ctrl+F"),
    Command("find_next", QT_TRANSLATE_NOOP("Commands", "Find Ne&xt"), "F3"),
    Command("find_previous", QT_TRANSLATE_NOOP("Commands", "Find Pre&vious"), "Shift+F3"),
    Command("replace", QT_TRANSLATE_NOOP("Commands", "R&eplace…"), "Ctrl+H"),
    Command("find_in_story", QT_TRANSLATE_NOOP("Commands", "Find in Whole &Story…"), "Ctrl+Shift+F"),
    Command("close_find", QT_TRANSLATE_NOOP("Commands", "Close the Find &Bar"), "Esc", while_ghost=True),
    Command("preferences", QT_TRANSLATE_NOOP("Commands", "Prefere&nces…"), "Ctrl+,"),
    Command("continue", QT_TRANSLATE_NOOP("Commands", "&Continue Story"), "Ctrl+Return"),
    Command("retry", QT_TRANSLATE_NOOP("Commands", "&Try Another Continuation"), "Alt+R"),
    Command("stop", QT_TRANSLATE_NOOP("Commands", "&Stop"), "Esc", while_ghost=True),
    Command("new_chapter", QT_TRANSLATE_NOOP("Commands", "&New Chapter"), "Ctrl+Shift+Return"),
    Command("new_note", QT_TRANSLATE_NOOP("Commands", "New N&ote")),
    Command("next_chapter", QT_TRANSLATE_NOOP("Commands", "Ne&xt Chapter"), "Ctrl+PgDown"),
    Command("previous_chapter", QT_TRANSLATE_NOOP("Commands", "&Previous Chapter"), "Ctrl+PgUp"),
    Command("rename_chapter", QT_TRANSLATE_NOOP("Commands", "&Rename Chapter…"), "F2"),
    Command("split_chapter", QT_TRANSLATE_NOOP("Commands", "Split Chapter &Here"), "Ctrl+Shift+L"),
    Command("join_chapter", QT_TRANSLATE_NOOP("Commands", "&Join with Next Chapter")),
    Command("chapter_up", QT_TRANSLATE_NOOP("Commands", "Move Chapter &Up")),
    Command("chapter_down", QT_TRANSLATE_NOOP("Commands", "Move Chapter &Down")),
    Command("delete_chapter", QT_TRANSLATE_NOOP("Commands", "&Move Chapter to Trash")),
    Command("story_panel", QT_TRANSLATE_NOOP("Commands", "Chapte&rs"), "F9", setting="story_panel"),
    Command("go_to_chapters", QT_TRANSLATE_NOOP("Commands", "Go to &Chapters"), "Shift+F9"),
    Command(
        "suggestions",
        QT_TRANSLATE_NOOP("Commands", "&Suggestions While Typing"),
        "Ctrl+Shift+G",
        setting="suggestions",
    ),
    Command("story_words", QT_TRANSLATE_NOOP("Commands", "&Remember This Story"), checkable=True),
    Command(
        "memory_panel",
        QT_TRANSLATE_NOOP("Commands", "T&his Story’s Memory"),  # noqa: RUF001
        "Ctrl+Shift+D",
        setting="memory_panel",
    ),
    Command("keep_in_memory", QT_TRANSLATE_NOOP("Commands", "&Keep Words in Memory")),
    Command("forget_story", QT_TRANSLATE_NOOP("Commands", "&Forget This Story")),
    Command("learn_writing", QT_TRANSLATE_NOOP("Commands", "&Learn My Writing…")),
    Command("accept", QT_TRANSLATE_NOOP("Commands", "&Accept"), "Tab", while_ghost=True),
    Command("accept_word", QT_TRANSLATE_NOOP("Commands", "Accept One &Word"), "Ctrl+Right", while_ghost=True),
    Command("next_alternative", QT_TRANSLATE_NOOP("Commands", "&Next Alternative"), "Alt+]"),
    Command("previous_alternative", QT_TRANSLATE_NOOP("Commands", "&Previous Alternative"), "Alt+["),
    Command("dismiss", QT_TRANSLATE_NOOP("Commands", "&Dismiss"), "Esc", while_ghost=True),
    Command("ask", QT_TRANSLATE_NOOP("Commands", "S&uggest Now"), "Alt+\\"),
    Command("next_words", QT_TRANSLATE_NOOP("Commands", "&Next Words"), "Ctrl+Shift+W", setting="next_words"),
    Command("take_word_1", QT_TRANSLATE_NOOP("Commands", "Take Word &1"), "Alt+1", while_ghost=True),
    Command("take_word_2", QT_TRANSLATE_NOOP("Commands", "Take Word &2"), "Alt+2", while_ghost=True),
    Command("take_word_3", QT_TRANSLATE_NOOP("Commands", "Take Word &3"), "Alt+3", while_ghost=True),
    Command("take_word_4", QT_TRANSLATE_NOOP("Commands", "Take Word &4"), "Alt+4", while_ghost=True),
    Command("take_word_5", QT_TRANSLATE_NOOP("Commands", "Take Word &5"), "Alt+5", while_ghost=True),
    Command("ways", QT_TRANSLATE_NOOP("Commands", "&Continue in Several Ways…"), "Alt+Return"),
    Command("bridge", QT_TRANSLATE_NOOP("Commands", "&Bridge a Gap…"), "Ctrl+Shift+J"),
    Command("rephrase", QT_TRANSLATE_NOOP("Commands", "&Rephrase a Sentence…"), "Ctrl+Shift+R"),
    Command(
        "origin_tint",
        QT_TRANSLATE_NOOP("Commands", "&Tint Suggested Words"),
        "Ctrl+Shift+O",
        setting="origin_tint",
    ),
    Command("origin_statement", QT_TRANSLATE_NOOP("Commands", "&Who Wrote What…")),
    Command("reread", QT_TRANSLATE_NOOP("Commands", "Reread This Te&xt"), "F5", setting="reread"),
    Command("next_odd", QT_TRANSLATE_NOOP("Commands", "Next Place That Stands &Out"), "F4"),
    Command("previous_odd", QT_TRANSLATE_NOOP("Commands", "&Previous Place That Stands Out"), "Shift+F4"),
    Command("spelling", QT_TRANSLATE_NOOP("Commands", "Check &Spelling"), setting="spelling"),
    Command("next_misspelled", QT_TRANSLATE_NOOP("Commands", "&Next Misspelled Word"), "F7"),
    Command("spelling_language", QT_TRANSLATE_NOOP("Commands", "Spelling &Language…")),
    Command("my_words", QT_TRANSLATE_NOOP("Commands", "&My Words…")),
    Command(
        "auto_capital", QT_TRANSLATE_NOOP("Commands", "&Capitals at Sentence Starts"), setting="auto_capital"
    ),
    Command("single_spaces", QT_TRANSLATE_NOOP("Commands", "No D&ouble Spaces"), setting="single_spaces"),
    Command("draft", QT_TRANSLATE_NOOP("Commands", "&Drafting Mode…"), checkable=True),
    Command("comment", QT_TRANSLATE_NOOP("Commands", "&Add Comment…"), "Ctrl+Shift+C"),
    Command("bookmark", QT_TRANSLATE_NOOP("Commands", "&Bookmark"), "Ctrl+Shift+B"),
    Command("next_mark", QT_TRANSLATE_NOOP("Commands", "&Next Comment or Bookmark"), "Alt+PgDown"),
    Command("previous_mark", QT_TRANSLATE_NOOP("Commands", "&Previous Comment or Bookmark"), "Alt+PgUp"),
    Command("resolve_comment", QT_TRANSLATE_NOOP("Commands", "Comment Is Don&e")),
    Command("delete_mark", QT_TRANSLATE_NOOP("Commands", "&Delete Comment or Bookmark")),
    Command(
        "margin_panel",
        QT_TRANSLATE_NOOP("Commands", "&Comments and Bookmarks"),
        "Ctrl+Shift+K",
        checkable=True,
    ),
    Command("keep_version", QT_TRANSLATE_NOOP("Commands", "&Keep a Version…"), "Ctrl+Shift+Y"),
    Command("versions", QT_TRANSLATE_NOOP("Commands", "&Versions…")),
    Command("model", QT_TRANSLATE_NOOP("Commands", "Choose &Model…"), ""),
    Command("zoom_in", QT_TRANSLATE_NOOP("Commands", "Zoom &In"), "Ctrl++"),
    Command("zoom_out", QT_TRANSLATE_NOOP("Commands", "Zoom &Out"), "Ctrl+-"),
    Command("zoom_reset", QT_TRANSLATE_NOOP("Commands", "&Actual Size"), "Ctrl+0"),
    Command("goals", QT_TRANSLATE_NOOP("Commands", "&Goals…")),
    Command("statistics", QT_TRANSLATE_NOOP("Commands", "St&atistics"), "Ctrl+Shift+T"),
    Command("goal_bar", QT_TRANSLATE_NOOP("Commands", "Goal &Bar"), setting="goal_bar"),
    Command("mood_line", QT_TRANSLATE_NOOP("Commands", "&Mood Line"), setting="mood_line"),
    Command("bold", QT_TRANSLATE_NOOP("Commands", "&Strong"), "Ctrl+B"),
    Command("italic", QT_TRANSLATE_NOOP("Commands", "&Emphasis"), "Ctrl+I"),
    Command("heading_1", QT_TRANSLATE_NOOP("Commands", "Heading &1"), "Ctrl+1"),
    Command("heading_2", QT_TRANSLATE_NOOP("Commands", "Heading &2"), "Ctrl+2"),
    Command("heading_3", QT_TRANSLATE_NOOP("Commands", "Heading &3"), "Ctrl+3"),
    Command("no_heading", QT_TRANSLATE_NOOP("Commands", "&No Heading"), "Ctrl+4"),
    Command("continue_list", QT_TRANSLATE_NOOP("Commands", "Continue the &List"), "Return", while_ghost=True),
    Command("markdown", QT_TRANSLATE_NOOP("Commands", "Sho&w Markdown"), "Ctrl+M", checkable=True),
    Command("outline", QT_TRANSLATE_NOOP("Commands", "Out&line"), "Ctrl+Shift+H", setting="outline"),
    Command("go_to_heading", QT_TRANSLATE_NOOP("Commands", "Go to &Heading…"), "Ctrl+G"),
    Command("next_heading", QT_TRANSLATE_NOOP("Commands", "Next Hea&ding"), "Ctrl+Shift+PgDown"),
    Command("previous_heading", QT_TRANSLATE_NOOP("Commands", "Previous H&eading"), "Ctrl+Shift+PgUp"),
    Command("focus", QT_TRANSLATE_NOOP("Commands", "Next &Kind of Focus"), "F8"),
    Command("typewriter", QT_TRANSLATE_NOOP("Commands", "&Typewriter Scrolling"), setting="typewriter"),
    Command("theme", QT_TRANSLATE_NOOP("Commands", "Ne&xt Theme")),
    Command("mood_go", QT_TRANSLATE_NOOP("Commands", "&Go to Mood Line"), "Ctrl+Shift+M"),
    Command("split_view", QT_TRANSLATE_NOOP("Commands", "&Split View"), "Ctrl+\\", checkable=True),
    Command("split_text", QT_TRANSLATE_NOOP("Commands", "Another &Text Beside…")),
    Command("split_swap", QT_TRANSLATE_NOOP("Commands", "S&wap Both Views"), "Ctrl+F6"),
    Command("split_below", QT_TRANSLATE_NOOP("Commands", "Second View Be&low"), checkable=True),
    Command("palette", QT_TRANSLATE_NOOP("Commands", "Command &Palette…"), "Ctrl+Shift+P"),
    Command("next_part", QT_TRANSLATE_NOOP("Commands", "&Next Part of the Window"), "F6"),
    Command("previous_part", QT_TRANSLATE_NOOP("Commands", "Pre&vious Part of the Window"), "Shift+F6"),
    Command("full_screen", QT_TRANSLATE_NOOP("Commands", "&Full Screen"), "F11", checkable=True),
    Command("help", QT_TRANSLATE_NOOP("Commands", "&Keys at a Glance"), "F1"),
    Command("first_steps", QT_TRANSLATE_NOOP("Commands", "&First Steps")),
    Command("sample_story", QT_TRANSLATE_NOOP("Commands", "Open &Sample Story")),
    Command("privacy", QT_TRANSLATE_NOOP("Commands", "&Privacy…"), ""),
    Command("about", QT_TRANSLATE_NOOP("Commands", "&About Inkling"), ""),
)

BY_NAME = {command.name: command for command in COMMANDS}
