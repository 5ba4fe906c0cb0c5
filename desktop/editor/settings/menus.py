"""The menus: which command stands where."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP

RECENT = "recent"  # the menu of files opened last
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("Menus", "&File"),
        (
            "new",
            "new_window",
            "open",
            RECENT,
            "",
            "save",
            "save_as",
            "",
            "reopen_encoding",
            "save_encoding",
            "",
            "close",
            "quit",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Edit"),
        ("undo", "redo", "", "cut", "copy", "paste", "select_all", "", "preferences"),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "S&tory"),
        ("continue", "retry", "stop", "", "goals", "statistics"),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Writing"),
        (
            "spelling",
            "next_misspelled",
            "spelling_language",
            "my_words",
            "",
            "auto_capital",
            "single_spaces",
            "",
            "draft",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&Suggestions"),
        (
            "suggestions",
            "ask",
            "",
            "accept",
            "accept_word",
            "next_alternative",
            "previous_alternative",
            "dismiss",
            "",
            "story_words",
            "forget_story",
            "",
            "model",
        ),
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&View"),
        ("zoom_in", "zoom_out", "zoom_reset", "", "mood_line", "mood_go", "goal_bar", "", "full_screen"),
    ),
    (QT_TRANSLATE_NOOP("Menus", "&Help"), ("help", "privacy", "about")),
)
