"""The options of how the page looks: its letters and lines, its colours, what is dimmed; see `options.py`."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.option_kinds import (
    Colour,
    FontFace,
    Number,
    OneOf,
    Option,
    Slider,
    Switch,
)

SMALLEST_FONT, LARGEST_FONT = 7.0, 48.0
FOCUS_MODES = ("off", "sentence", "paragraph", "line")  # in the order in which they follow each other
THEMES = ("system", "light", "dark", "sepia", "contrast", "own")


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


def _markdown() -> list[tuple[str, str]]:
    return [
        ("named", translate("Preferences", "In .md files")),
        ("always", translate("Preferences", "In all texts")),
        ("never", translate("Preferences", "Never")),
    ]


PAGE_OPTIONS = (
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
        "markdown",
        "page",
        OneOf(_markdown, frozenset(("named", "always", "never"))),
        QT_TRANSLATE_NOOP("Preferences", "Show Markdown"),
        QT_TRANSLATE_NOOP(
            "Preferences", "Headings, emphasis and quotes look like what they are, and their marks stay"
        ),
    ),
    Option(
        "outline",
        "page",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Show the headings beside the page"),
        QT_TRANSLATE_NOOP("Preferences", "The outline, which leads to them"),
    ),
    Option(
        "outline_breaks",
        "page",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "List scene breaks in the outline"),
        QT_TRANSLATE_NOOP("Preferences", "The pauses between scenes, among the headings"),
        needs="outline",
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
)
