"""Every error the desk raises on purpose.

    InklingError
    ├── BundleError                 a model folder that cannot be used
    │   ├── BundleMissingError      it, or a file it needs, is not there
    │   ├── BundleVersionError      made for another version of Inkling
    │   ├── BundleKindError         sound, but made for something else
    │   ├── BundleDamagedError      altered, malformed, or not giving the answers it was shipped with
    │   └── BundleUnsafeError       asks for more than a model needs: time, memory, files, code
    ├── ProviderError               a compute provider that does not exist was asked for
    ├── SearchError                 an expression that means nothing, or takes too long
    ├── ProgressError               the days of writing cannot be read or kept
    ├── StoryError                  a story's folder, or a text in it, that cannot be used as was asked
    │   └── StoryGoneError          the folder is not there any more
    ├── AnnotationError             the comments of a text cannot be read or kept
    ├── OriginError                 what is known of suggested words cannot be read or kept
    ├── VersionError                a version of a text cannot be read or kept
    ├── WorksError                  an earlier work cannot be read or kept
    ├── LearningError               a model cannot be trained on the writer's works
    └── DocumentError               a document that cannot be read or written
        ├── DocumentLockedError     another running desk has it open
        ├── DocumentBinaryError     the file does not look like text
        └── DocumentEncodingError   the text has letters that its file's encoding lacks

Each message is one sentence that tells the reader what to do. It is made of a template and of values for the
template's `{names}`, so that the window, which knows the template in other languages, can say it in those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from desktop.engine.shown import shown

# A value in a sentence is never longer; a path seldom is.
LONGEST_VALUE = 500

_LETTERS_SHOWN = 5


@dataclass(frozen=True)
class Sentence:
    """Words for the writer; `str` gives them in English.

    Attributes:
        template: The words, in the form of `str.format`.
        values: What to put in place of its names; a value may be a sentence of its own. Names and words that
            cannot be shown as they are become readable here, so that every sentence can go anywhere.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Sentence":
        """Read what `to_dict` gave.

        Raises:
            KeyError, TypeError, AttributeError: It is something else.
        """
        values = {
            name: cls.from_dict(value) if isinstance(value, dict) else value
            for name, value in data["values"].items()
        }
        return cls(str(data["template"]), values)

    def to_dict(self) -> dict[str, Any]:
        """A form for JSON: values that are neither sentences nor numbers become words."""
        values = {
            name: value.to_dict() if isinstance(value, Sentence) else shown_value(value)
            for name, value in self.values.items()
        }
        return {"template": self.template, "values": values}

    def __str__(self) -> str:
        return self.template.format_map({name: shown_value(value) for name, value in self.values.items()})


def shown_value(value: object) -> object:
    """A sentence's value as it may be shown: numbers as they are, words without control codes."""
    return value if isinstance(value, (int, float)) else shown(value, LONGEST_VALUE)


class InklingError(Exception):
    """Base of every error that the desk raises on purpose; its text is fit to be shown as it is.

    Args:
        template: The message, in the form of `str.format`.
        **values: What to put in place of the template's names.
    """

    def __init__(self, template: str, /, **values: object):
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))

    @classmethod
    def told(cls, sentence: Sentence) -> Self:
        """Make the error that another process has told of."""
        return cls(sentence.template, **sentence.values)


class BundleError(InklingError):
    """A model bundle that cannot be used."""


class BundleMissingError(BundleError):
    """The bundle's folder, or a file that it needs, is not there."""


class BundleVersionError(BundleError):
    """The bundle's format or kind is not one that this version of Inkling reads."""


class BundleKindError(BundleError):
    """The bundle holds a sound model that is made for something else: moods instead of words, or words."""


class BundleDamagedError(BundleError):
    """The bundle was altered, is malformed, or does not give the answers it was shipped with."""


class BundleUnsafeError(BundleError):
    """The bundle asks for what no model of Inkling's needs: endless time or memory, other files, code."""


class ProviderError(InklingError):
    """A compute provider that does not exist was asked for."""


class SearchError(InklingError):
    """What cannot be searched for, or put in the place of what is found."""


class ProgressError(InklingError):
    """The days of writing and the goals cannot be read from their file, or kept in it."""


class StoryError(InklingError):
    """A story's folder that cannot be read, or a text in it with which cannot be done what was asked."""


class StoryGoneError(StoryError):
    """The folder of a story is not there any more."""


class AnnotationError(InklingError):
    """The comments and bookmarks of a text cannot be read from their file, or kept in it."""


class OriginError(InklingError):
    """What is known of the words that a machine suggested cannot be read from its file, or kept in it."""


class VersionError(InklingError):
    """A version that the writer named cannot be read, kept or deleted."""


class WorksError(InklingError):
    """An earlier work of the writer that cannot be read, kept or deleted."""


class LearningError(InklingError):
    """A training on the writer's works that cannot be begun, or that has failed."""


class DocumentError(InklingError):
    """A document that cannot be read or written."""


class DocumentLockedError(DocumentError):
    """Another running desk has the document open."""


class DocumentBinaryError(DocumentError):
    """The file does not look like text; it can be read all the same when its encoding is named."""


class DocumentEncodingError(DocumentError):
    """The text has letters that the file's encoding lacks; UTF-8 has them all.

    Args:
        template: The message, in which `{letters}` are the first few of them.
        letters: All of them, each once, in the order of the text.
        **values: What to put in place of the template's other names.

    Attributes:
        letters: The same.
    """

    def __init__(self, template: str, /, letters: str, **values: object):
        shown = [letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in letters]
        some = " ".join(shown[:_LETTERS_SHOWN]) + (" …" if len(shown) > _LETTERS_SHOWN else "")
        super().__init__(template, letters=some, **values)
        self.letters = letters
