"""The options of the co-writer; `options.py` joins them with the others."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.option_kinds import Number, OneOf, Option, Switch


def _places() -> list[tuple[str, str]]:
    return [
        ("aside", translate("Preferences", "Beside the page")),
        ("cursor", translate("Preferences", "At the cursor")),
    ]


def length_words() -> dict[str, str]:
    """The lengths of proposals and their words, as `desktop.engine.cowriting.lengths` names them."""
    return {
        "words": translate("Preferences", "A few words"),
        "sentence": translate("Preferences", "One sentence"),
        "sentences": translate("Preferences", "A few sentences"),
        "paragraph": translate("Preferences", "A paragraph"),
        "half": translate("Preferences", "Half a page"),
        "page": translate("Preferences", "A page"),
        "scene": translate("Preferences", "Until the scene breaks"),
    }


WAYS_LENGTHS = ("sentence", "sentences", "paragraph", "half", "page", "scene")
BRIDGE_LENGTHS = ("words", "sentence", "sentences", "paragraph", "half", "page")


def _of(names: tuple[str, ...]) -> OneOf:
    return OneOf(lambda: [(name, length_words()[name]) for name in names], frozenset(names))


COWRITER_OPTIONS = (
    Option(
        "next_words",
        "cowriter",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "List the likeliest next words"),
        QT_TRANSLATE_NOOP("Preferences", "With their probabilities; Alt+1 to Alt+5 takes one"),
    ),
    Option(
        "next_words_at",
        "cowriter",
        OneOf(_places, frozenset(("aside", "cursor"))),
        QT_TRANSLATE_NOOP("Preferences", "Where the list stands"),
        QT_TRANSLATE_NOOP(
            "Preferences", "Beside the page it stays where it is; at the cursor it moves along"
        ),
        needs="next_words",
    ),
    Option(
        "next_words_count",
        "cowriter",
        Number(1, 5),
        QT_TRANSLATE_NOOP("Preferences", "Words in the list"),
        QT_TRANSLATE_NOOP("Preferences", "At most so many; fewer where few are likely"),
        needs="next_words",
    ),
    Option(
        "memory_panel",
        "cowriter",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Show the memory of the story"),
        QT_TRANSLATE_NOOP(
            "Preferences", "Names, words and phrases that are remembered, to keep, forget or add some"
        ),
    ),
    Option(
        "reread",
        "cowriter",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Reread the text"),
        QT_TRANSLATE_NOOP(
            "Preferences",
            "Tint words by how surprising the model finds them; F4 leads from place to place",
        ),
    ),
    Option(
        "ways_length",
        "cowriter",
        _of(WAYS_LENGTHS),
        QT_TRANSLATE_NOOP("Preferences", "Several ways: length"),
        QT_TRANSLATE_NOOP("Preferences", "How far each of several continuations goes"),
    ),
    Option(
        "bridge_length",
        "cowriter",
        _of(BRIDGE_LENGTHS),
        QT_TRANSLATE_NOOP("Preferences", "Bridge: length"),
        QT_TRANSLATE_NOOP("Preferences", "About how much is missing in a gap"),
    ),
    Option(
        "note_origins",
        "cowriter",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Note which words were suggested"),
        QT_TRANSLATE_NOOP(
            "Preferences", "In a file beside the text, for who wrote what; nothing is sent anywhere"
        ),
    ),
    Option(
        "origin_tint",
        "cowriter",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Tint suggested words"),
        QT_TRANSLATE_NOOP("Preferences", "A word that you change is yours, and loses its tint"),
        needs="note_origins",
    ),
    Option(
        "origin_tint_full",
        "cowriter",
        Switch(),
        QT_TRANSLATE_NOOP("Preferences", "Tint them in full screen, too"),
        QT_TRANSLATE_NOOP("Preferences", "Else the full screen is for the text alone"),
        needs="origin_tint",
    ),
)
