"""What the preferences offer: every option with its kind and its words, in one table, as commands have one.

An option is a field of `Choices`, which gives its default; its row here makes it stand in the preferences, be
found there by its words, and be checked when it is read from the settings file. No other code is needed.
"""

from PySide6.QtCore import QLocale, QObject

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.cowriter_options import COWRITER_OPTIONS
from desktop.editor.settings.languages import LANGUAGES, SYSTEM
from desktop.editor.settings.option_kinds import (
    Number,
    OneOf,
    Option,
    Slider,
    Special,
    Switch,
)
from desktop.editor.settings.page_options import PAGE_OPTIONS

LEAST_PAUSE = 0.3  # seconds; shorter ones are none
MOST_WORDS_OF_A_DAY = 100_000

# From top to bottom; the keys come last, from the table of commands.
SECTIONS = {
    "suggestions": QT_TRANSLATE_NOOP("Preferences", "Suggestions"),
    "continue": QT_TRANSLATE_NOOP("Preferences", "Continue story"),
    "cowriter": QT_TRANSLATE_NOOP("Preferences", "Co-writer"),
    "spelling": QT_TRANSLATE_NOOP("Preferences", "Spelling"),
    "typing": QT_TRANSLATE_NOOP("Preferences", "Typing"),
    "page": QT_TRANSLATE_NOOP("Preferences", "Page"),
    "colours": QT_TRANSLATE_NOOP("Preferences", "Colours"),
    "focus": QT_TRANSLATE_NOOP("Preferences", "Focus"),
    "story": QT_TRANSLATE_NOOP("Preferences", "Story"),
    "model": QT_TRANSLATE_NOOP("Preferences", "Model"),
    "mood": QT_TRANSLATE_NOOP("Preferences", "Mood line"),
    "goals": QT_TRANSLATE_NOOP("Preferences", "Goals and time"),
    "language": QT_TRANSLATE_NOOP("Preferences", "Language"),
    "keys": QT_TRANSLATE_NOOP("Preferences", "Keys"),
}


class Counted(QObject):
    """Words by number; `pyside6-lupdate` tells one from many in `tr` alone."""

    def up_to_words(self, count: int) -> str:
        """How long a suggestion may be."""
        return self.tr("up to %n word(s)", None, count)


def _sure(percent: int) -> str:
    return translate("Preferences", "at least {percent}% sure").format(percent=percent)


def _pause(tenths: int) -> str:
    if tenths < LEAST_PAUSE * 10:
        return translate("Preferences", "at once")
    return translate("Preferences", "after {seconds} s").format(
        seconds=QLocale().toString(tenths / 10, "f", 1)
    )


def _as_the_page() -> list[tuple[str, str]]:
    return [
        ("page", translate("Preferences", "As the page has them")),
        ("on", translate("Preferences", "Always")),
        ("off", translate("Preferences", "Never")),
    ]


def _ghosts() -> list[tuple[str, str]]:
    return [
        ("letters", translate("Preferences", "With each letter")),
        ("words", translate("Preferences", "Where words begin")),
        ("asked", translate("Preferences", "When I ask")),
    ]


_AS_THE_PAGE = OneOf(_as_the_page, frozenset(("page", "on", "off")))


def _words() -> str:
    return translate("Preferences", " words", "after a number")


OPTIONS = (
    Option(
        "suggestions",
        "suggestions",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Suggest while I type"),
        QT_TRANSLATE_NOOP("Preferences", "Grey words at the cursor, which one key keeps"),
    ),
    Option(
        "max_words",
        "suggestions",
        Slider(1, 8, lambda count: Counted().up_to_words(count)),
        QT_TRANSLATE_NOOP("Preferences", "Length"),
        QT_TRANSLATE_NOOP("Preferences", "The most that is offered at once"),
    ),
    Option(
        "precision",
        "suggestions",
        Slider(2, 90, _sure, scale=100),
        QT_TRANSLATE_NOOP("Preferences", "Precision"),
        QT_TRANSLATE_NOOP("Preferences", "To the right fewer suggestions come, and more of them are right"),
        needs="suggestions",
    ),
    Option(
        "ghost_at",
        "suggestions",
        OneOf(_ghosts, frozenset(("letters", "words", "asked"))),
        QT_TRANSLATE_NOOP("Preferences", "Suggest"),
        QT_TRANSLATE_NOOP(
            "Preferences", "Where a suggestion may come by itself; Alt+\\ asks for one anywhere"
        ),
        needs="suggestions",
    ),
    Option(
        "ghost_pause",
        "suggestions",
        Slider(0, 20, _pause, scale=10),
        QT_TRANSLATE_NOOP("Preferences", "Pause"),
        QT_TRANSLATE_NOOP("Preferences", "How long your hands rest before a suggestion comes"),
        needs="suggestions",
    ),
    Option(
        "space_behind",
        "suggestions",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "A space behind what I take"),
        QT_TRANSLATE_NOOP("Preferences", "A mark that you type next takes its place"),
    ),
    Option(
        "earlier_works",
        "suggestions",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Suggest from earlier works"),
        QT_TRANSLATE_NOOP(
            "Preferences", "Names and turns of phrase of those chosen under “Learn My Writing”"
        ),
    ),
    Option(
        "continue_words",
        "continue",
        Number(10, 1000, 10, _words),
        QT_TRANSLATE_NOOP("Preferences", "Length"),
        QT_TRANSLATE_NOOP("Preferences", "About how much is written before the model comes to an end"),
    ),
    Option(
        "temperature",
        "continue",
        Slider(0, 150, "{}%".format, scale=100),
        QT_TRANSLATE_NOOP("Preferences", "Creativity"),
        QT_TRANSLATE_NOOP("Preferences", "To the left the likeliest words, to the right bolder ones"),
    ),
    *COWRITER_OPTIONS,
    Option(
        "spelling",
        "spelling",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Mark misspelled words"),
        QT_TRANSLATE_NOOP("Preferences", "A line below each; F7 goes to the next one and offers others"),
    ),
    Option(
        "smart_quotes",
        "typing",
        _AS_THE_PAGE,
        QT_TRANSLATE_NOOP("Preferences", "Curly quotes"),
        QT_TRANSLATE_NOOP(
            "Preferences",
            "Typed quotes and apostrophes become those of the text's language; undo takes that back",
        ),
    ),
    Option(
        "smart_dashes",
        "typing",
        _AS_THE_PAGE,
        QT_TRANSLATE_NOOP("Preferences", "Dashes"),
        QT_TRANSLATE_NOOP("Preferences", "Two hyphens become a dash, three the long one"),
    ),
    Option(
        "smart_ellipses",
        "typing",
        _AS_THE_PAGE,
        QT_TRANSLATE_NOOP("Preferences", "Ellipses"),
        QT_TRANSLATE_NOOP("Preferences", "Three dots become one character"),
    ),
    Option(
        "auto_capital",
        "typing",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Begin sentences with a capital"),
        QT_TRANSLATE_NOOP("Preferences", "What begins a sentence becomes a capital; undo takes that back"),
    ),
    Option(
        "single_spaces",
        "typing",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "No double spaces"),
        QT_TRANSLATE_NOOP("Preferences", "A space that is typed behind another one is left out"),
    ),
    *PAGE_OPTIONS,
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
    Option(
        "model",
        "model",
        Special(),
        QT_TRANSLATE_NOOP("Preferences", "Model"),
        QT_TRANSLATE_NOOP("Preferences", "What suggests and continues, on this machine alone"),
    ),
    Option(
        "provider",
        "model",
        Special(),
        QT_TRANSLATE_NOOP("Preferences", "Runs on"),
        QT_TRANSLATE_NOOP("Preferences", "The processor, or a graphics card if there is one to use"),
    ),
    Option(
        "mood_line",
        "mood",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Show how light or dark the story reads"),
        QT_TRANSLATE_NOOP("Preferences", "A line below the page, which leads to its passages"),
    ),
    Option(
        "mood_model",
        "mood",
        Special(),
        QT_TRANSLATE_NOOP("Preferences", "Model"),
        QT_TRANSLATE_NOOP("Preferences", "What judges the passages, on this machine alone"),
    ),
    Option(
        "day_goal",
        "goals",
        Number(0, MOST_WORDS_OF_A_DAY, 50, _words),
        QT_TRANSLATE_NOOP("Preferences", "Words a day"),
        QT_TRANSLATE_NOOP("Preferences", "0 for no goal"),
    ),
    Option(
        "session_goal",
        "goals",
        Number(0, MOST_WORDS_OF_A_DAY, 50, _words),
        QT_TRANSLATE_NOOP("Preferences", "Words a session"),
        QT_TRANSLATE_NOOP("Preferences", "From the start of Inkling to its end; 0 for no goal"),
    ),
    Option(
        "goal_bar",
        "goals",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Show how far goals are reached"),
        QT_TRANSLATE_NOOP("Preferences", "In the status bar, while there is a goal"),
    ),
    Option(
        "pause_minutes",
        "goals",
        Number(1, 60, suffix=lambda: translate("Preferences", " min", "after a number")),
        QT_TRANSLATE_NOOP("Preferences", "Longest pause at work"),
        QT_TRANSLATE_NOOP("Preferences", "A longer pause does not count as time of writing"),
    ),
    Option(
        "day_turns",
        "goals",
        Number(0, 12, suffix=lambda: translate("Preferences", " o'clock", "after a number")),
        QT_TRANSLATE_NOOP("Preferences", "A new day begins at"),
        QT_TRANSLATE_NOOP("Preferences", "Words that you write before count for the day before"),
    ),
    Option(
        "language",
        "language",
        OneOf(lambda: [(SYSTEM, translate("Preferences", "The system's")), *LANGUAGES.items()]),
        QT_TRANSLATE_NOOP("Preferences", "Language"),
        QT_TRANSLATE_NOOP("Preferences", "Of menus and messages; suggestions come in the model's own"),
    ),
)
OPTION = {option.name: option for option in OPTIONS}
