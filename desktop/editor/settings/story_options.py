"""The options of stories that are folders, for the table of all options."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP
from desktop.editor.settings.option_kinds import Option, Switch

STORY_OPTIONS = (
    Option(
        "reopen",
        "story",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Begin where I left off"),
        QT_TRANSLATE_NOOP(
            "Preferences", "Open the story, or the text, that was open last, at its last place"
        ),
    ),
    Option(
        "story_panel",
        "story",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Show the chapters beside the page"),
        QT_TRANSLATE_NOOP("Preferences", "While a story is open that is a folder"),
    ),
)
