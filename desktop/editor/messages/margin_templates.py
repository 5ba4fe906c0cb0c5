"""What the engine may have to say of comments, versions and origins, marked for translation."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP

MARGIN_TEMPLATES = (
    QT_TRANSLATE_NOOP("errors", "The comments in {path} cannot be read ({reason}); check its permissions."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The comments in {path} were kept by another version of Inkling; update Inkling, and until "
        "then no new ones are kept.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Comments cannot be kept in {path} ({reason}); check its permissions and the space on the disk.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The comments in {path} are damaged and cannot be put aside ({reason}); check the permissions "
        "of its folder.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The comments of this text were damaged; their file lies beside the text as {path}, and what could "
        "be read of it is kept.",
    ),
    QT_TRANSLATE_NOOP("errors", "Comments"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Comments and bookmarks of texts that have no file yet, or beside whose file nothing can be written. "
        "Those of other texts lie beside them, in files of their own, which are yours.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "This version cannot be kept in {folder} ({reason}); check its permissions and the space on "
        "the disk.",
    ),
    QT_TRANSLATE_NOOP("errors", "The version {path} cannot be read ({reason}); check its permissions."),
    QT_TRANSLATE_NOOP("errors", "The version {path} is damaged; look for it in a backup of your disk."),
    QT_TRANSLATE_NOOP(
        "errors",
        "Which words were suggested is kept in {path}, which cannot be read ({reason}); check its "
        "permissions.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Which words were suggested is kept in {path} by another version of Inkling; update Inkling, "
        "and until then nothing new is noted.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Which words were suggested cannot be kept in {path} ({reason}); check its permissions and "
        "the space on the disk.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Which words were suggested is kept in {path}, which is damaged and cannot be put aside "
        "({reason}); check the permissions of its folder.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "What was noted of suggested words was damaged; its file lies beside the text as {path}, and "
        "what could be read of it is kept.",
    ),
    QT_TRANSLATE_NOOP("errors", "Suggested words"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Which words were suggested, of texts that have no file yet, or beside whose file nothing can be "
        "written. For other texts this lies beside them, in files of their own, which are yours.",
    ),
)
