"""What the preferences offer: every option with its kind and its words, in one table, as commands have one.

An option is a field of `Choices`, which gives its default; its row here makes it stand in the preferences, be
found there by its words, and be checked when it is read from the settings file. No other code is needed.
"""

from PySide6.QtCore import QLocale, QObject

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.cowriter_options import COWRITER_OPTIONS
from desktop.editor.settings.languages import LANGUAGES, SYSTEM
from desktop.editor.settings.option_kinds import (
    Colour,
    FontFace,
    Number,
    OneOf,
    Option,
    Slider,
    Special,
    Switch,
)
from desktop.editor.settings.outline_options import OUTLINE_OPTIONS
from desktop.editor.settings.story_options import STORY_OPTIONS

SMALLEST_FONT, LARGEST_FONT = 7.0, 48.0
LEAST_PAUSE = 0.3  # seconds; shorter ones are none
FOCUS_MODES = ("off", "sentence", "paragraph", "line")  # in the order in which they follow each other
THEMES = ("system", "light", "dark", "sepia", "contrast", "own")
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


def focus_words() -> list[tuple[str, str]]:
    """The kinds of focus and their words."""
    return [
        ("off", translate("Preferences", "All of the text")),
        ("sentence", translate("Preferences", "The sentence")),
        ("paragraph", translate("Preferences", "The paragraph")),
        ("line", translate("Preferences", "The line")),
    ]


def theme_words() -> list[tuple[str, str]]:
    """The themes and their words."""
    return [
        ("system", translate("Preferences", "The system's")),
        ("light", translate("Preferences", "Light")),
        ("dark", translate("Preferences", "Dark")),
        ("sepia", translate("Preferences", "Sepia")),
        ("contrast", translate("Preferences", "High contrast")),
        ("own", translate("Preferences", "My own")),
    ]


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
    Option(
        "font_family",
        "page",
        FontFace(),
        QT_TRANSLATE_NOOP("Preferences", "Font"),
        QT_TRANSLATE_NOOP("Preferences", "What the text is shown in; the file stays plain text"),
    ),
    Option(
        "font_points",
        "page",
        Number(
            SMALLEST_FONT,
            LARGEST_FONT,
            suffix=lambda: translate("Preferences", " pt", "after a number"),
        ),
        QT_TRANSLATE_NOOP("Preferences", "Size"),
        QT_TRANSLATE_NOOP(
            "Preferences", "Of the letters on the page; Ctrl and the mouse wheel change it, too"
        ),
    ),
    Option(
        "column_characters",
        "page",
        Number(30, 160, 2, lambda: translate("Preferences", " characters", "after a number")),
        QT_TRANSLATE_NOOP("Preferences", "Line width"),
        QT_TRANSLATE_NOOP("Preferences", "Typographers hold 60 to 70 easiest to read"),
    ),
    Option(
        "line_spacing",
        "page",
        Number(1.0, 3.0, 0.1, lambda: translate("Preferences", " lines", "after a number"), decimals=1),
        QT_TRANSLATE_NOOP("Preferences", "Line spacing"),
        QT_TRANSLATE_NOOP("Preferences", "From one line to the next"),
    ),
    Option(
        "paragraph_spacing",
        "page",
        Number(0.0, 3.0, 0.15, lambda: translate("Preferences", " lines", "after a number"), decimals=2),
        QT_TRANSLATE_NOOP("Preferences", "Space between paragraphs"),
        QT_TRANSLATE_NOOP("Preferences", "As shown here; the file stays plain text"),
    ),
    Option(
        "first_line_indent",
        "page",
        Number(0, 12, 1, lambda: translate("Preferences", " characters", "after a number")),
        QT_TRANSLATE_NOOP("Preferences", "First-line indent"),
        QT_TRANSLATE_NOOP("Preferences", "As shown here; the file stays plain text"),
    ),
    Option(
        "page_margin",
        "page",
        Number(28, 200, 4, lambda: translate("Preferences", " px", "after a number")),
        QT_TRANSLATE_NOOP("Preferences", "Margins"),
        QT_TRANSLATE_NOOP("Preferences", "Least room around the text in a narrow window"),
    ),
    Option(
        "theme",
        "colours",
        OneOf(theme_words, frozenset(THEMES)),
        QT_TRANSLATE_NOOP("Preferences", "Theme"),
        QT_TRANSLATE_NOOP("Preferences", "The colours of everything; the system's turn dark when it does"),
    ),
    Option(
        "own_paper",
        "colours",
        Colour(),
        QT_TRANSLATE_NOOP("Preferences", "Background"),
        QT_TRANSLATE_NOOP("Preferences", "Of the theme “My own”, as the three below"),
    ),
    Option(
        "own_ink",
        "colours",
        Colour(),
        QT_TRANSLATE_NOOP("Preferences", "Text"),
        QT_TRANSLATE_NOOP("Preferences", "Of the theme “My own”; left empty, it goes with the background"),
    ),
    Option(
        "own_ghost",
        "colours",
        Colour(),
        QT_TRANSLATE_NOOP("Preferences", "Suggestions"),
        QT_TRANSLATE_NOOP("Preferences", "Of the theme “My own”; left empty, it goes with the text"),
    ),
    Option(
        "own_dim",
        "colours",
        Colour(),
        QT_TRANSLATE_NOOP("Preferences", "Dimmed text"),
        QT_TRANSLATE_NOOP("Preferences", "Of the theme “My own”, for what is not in focus"),
    ),
    Option(
        "focus",
        "focus",
        OneOf(focus_words, frozenset(FOCUS_MODES)),
        QT_TRANSLATE_NOOP("Preferences", "In focus"),
        QT_TRANSLATE_NOOP("Preferences", "The rest of the text is dimmed"),
    ),
    Option(
        "typewriter",
        "focus",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Typewriter: keep the line I write at one height"),
        QT_TRANSLATE_NOOP("Preferences", "The text moves below your hands, as paper does"),
    ),
    Option(
        "typewriter_height",
        "focus",
        Slider(15, 85, "{}%".format),
        QT_TRANSLATE_NOOP("Preferences", "Height, from the top"),
        QT_TRANSLATE_NOOP("Preferences", "Where on the page that line stays"),
        needs="typewriter",
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
    *STORY_OPTIONS,
    *OUTLINE_OPTIONS,
)
OPTION = {option.name: option for option in OPTIONS}
