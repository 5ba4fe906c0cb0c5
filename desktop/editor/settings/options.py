"""What the preferences offer: every option with its kind and its words, in one table, as commands have one.

An option is a field of `Choices`, which gives its default; its row here makes it stand in the preferences, be
found there by its words, and be checked when it is read from the settings file. No other code is needed.
"""

from PySide6.QtCore import QObject

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.languages import LANGUAGES, SYSTEM
from desktop.editor.settings.option_kinds import FontFace, Number, OneOf, Option, Slider, Special, Switch

SMALLEST_FONT, LARGEST_FONT = 7.0, 48.0

# From top to bottom; the keys come last, from the table of commands.
SECTIONS = {
    "suggestions": QT_TRANSLATE_NOOP("Preferences", "Suggestions"),
    "continue": QT_TRANSLATE_NOOP("Preferences", "Continue story"),
    "page": QT_TRANSLATE_NOOP("Preferences", "Page"),
    "model": QT_TRANSLATE_NOOP("Preferences", "Model"),
    "mood": QT_TRANSLATE_NOOP("Preferences", "Mood line"),
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
        "continue_words",
        "continue",
        Number(10, 1000, 10, lambda: translate("Preferences", " words", "after a number")),
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
        "language",
        "language",
        OneOf(lambda: [(SYSTEM, translate("Preferences", "The system's")), *LANGUAGES.items()]),
        QT_TRANSLATE_NOOP("Preferences", "Language"),
        QT_TRANSLATE_NOOP("Preferences", "Of menus and messages; suggestions come in the model's own"),
    ),
)
OPTION = {option.name: option for option in OPTIONS}
