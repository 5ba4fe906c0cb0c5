"""What the engine may have to tell the writer, in the language of the window.

The engine knows no Qt and so marks no words for translation: `engine_templates.py` does.
"""

from desktop.editor.messages.wording import translate
from desktop.engine.errors import Sentence, shown_value


def told(sentence: Sentence) -> str:
    """Return a sentence of the engine in the language that is spoken now."""
    values = {
        name: told(value) if isinstance(value, Sentence) else shown_value(value)
        for name, value in sentence.values.items()
    }
    return str(Sentence(translate("errors", sentence.template), values))
