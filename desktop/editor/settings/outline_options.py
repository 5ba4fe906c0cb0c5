"""The options of Markdown and of the outline, for the table of all options."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP, translate
from desktop.editor.settings.option_kinds import OneOf, Option, Switch


def _markdown() -> list[tuple[str, str]]:
    return [
        ("named", translate("Preferences", "In .md files")),
        ("always", translate("Preferences", "In all texts")),
        ("never", translate("Preferences", "Never")),
    ]


OUTLINE_OPTIONS = (
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
)
