"""What the engine may have to say of stories that are folders, marked for translation."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP

STORY_TEMPLATES = (
    QT_TRANSLATE_NOOP(
        "errors",
        "The file {file} of this story is damaged ({reason}); what could be read of it is used, and the "
        "damaged file is kept beside the new one as soon as you change the order.",
    ),
    QT_TRANSLATE_NOOP("errors", "A text needs a title; type one."),
    QT_TRANSLATE_NOOP("errors", "Places"),
    QT_TRANSLATE_NOOP("errors", "The folder {path} cannot be read ({reason}); check its permissions."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The folder {path} is not there any more; bring it back, or save your text elsewhere.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The story's folder cannot be used ({reason}); check its permissions and the disk's space.",
    ),
    QT_TRANSLATE_NOOP("errors", "The trash cannot be emptied ({reason}); check the permissions of {path}."),
    QT_TRANSLATE_NOOP("errors", "There is a file {path} already; choose another title."),
    QT_TRANSLATE_NOOP(
        "errors",
        "There is nothing to split here; put the cursor where the second chapter shall begin.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Where the cursor was in your texts, by the names of their files; none of your words. The"
        " newest thousand stay until you delete them.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "What this story's memory is to keep cannot be read ({path}: {reason}); check its permissions.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "What this story's memory is to keep cannot be written ({path}: {reason}); check the permissions"
        " and the space on the disk.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "What this story's memory is to keep was chosen with another version of Inkling ({path});"
        " update Inkling.",
    ),
    QT_TRANSLATE_NOOP("errors", "a link"),
    QT_TRANSLATE_NOOP("errors", "no permission to read it"),
    QT_TRANSLATE_NOOP("errors", "the same file as {name}"),
    QT_TRANSLATE_NOOP("errors", "too large"),
    QT_TRANSLATE_NOOP("errors", "{name} cannot be moved to {folder} ({reason}); it is where it was."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be made ({reason}); check the folder's permissions."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be read, nor put aside ({reason}); rename it first."),
    QT_TRANSLATE_NOOP(
        "errors",
        "{path} holds {count} texts, more than a story has; open the folder of one story.",
    ),
    QT_TRANSLATE_NOOP("errors", "{path} is a link or a file where a folder is needed; rename it first."),
    QT_TRANSLATE_NOOP("errors", "“{title}” cannot be renamed to {name} ({reason})."),
    QT_TRANSLATE_NOOP("errors", "“{title}” was changed since; its words stay where they are now."),
)
