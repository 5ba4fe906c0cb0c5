"""What is looked for, and what is to stand in its place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        words: Words, or an expression.
        case: Whether capitals and small letters are two things.
        whole_words: Only what begins and ends at a boundary of words
            ([UAX 29](https://www.unicode.org/reports/tr29/#Word_Boundaries)); "don" is no word of "don't".
        expression: `words` is a regular expression; `^` and `$` are a paragraph's ends.
    """

    words: str
    case: bool = False
    whole_words: bool = False
    expression: bool = False


@dataclass(frozen=True)
class Replacement:
    """What is to stand in the place of what is found.

    Attributes:
        words: The words; of an expression a template, in which `\\1` or `\\g<name>` is what a group found.
        keep_capitals: Write them in capitals, or with one in front, as what is found is.
    """

    words: str
    keep_capitals: bool = False


@dataclass(frozen=True)
class Change:
    """Put `words` in the place of text[start:end]."""

    start: int
    end: int
    words: str
