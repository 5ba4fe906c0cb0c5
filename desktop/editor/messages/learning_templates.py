"""What the engine may have to say of earlier works and of trainings on them, marked for translation."""

from desktop.editor.messages.wording import QT_TRANSLATE_NOOP

LEARNING_TEMPLATES = (
    QT_TRANSLATE_NOOP(
        "errors",
        "There are no words in {path}; choose another text.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "“{title}” cannot be kept in {folder} ({reason}); check its permissions and the space on the disk.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Your earlier works have {words} words to learn from; add others, until they have {least}.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The training cannot be laid out in {folder} ({reason}); check its permissions and the space on "
        "the disk.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "What was measured of the new model cannot be read; begin the training anew.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The new model cannot be kept in {folder} ({reason}); check its permissions and the space on the "
        "disk.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Earlier works",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Copies of the texts that you chose to be learned from, so that their names and phrases are "
        "suggested. They stay until you remove or delete them; your own files are never touched.",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "Training",
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The training of a model on your earlier works, if you have begun one: their texts, the weights "
        "so far, and samples. It stays until you delete it; the model that came of it stays with the "
        "models.",
    ),
)
