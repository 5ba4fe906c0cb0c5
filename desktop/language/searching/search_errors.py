"""What is wrong with an expression, in words."""

from desktop.engine.errors import SearchError, Sentence

# What the library says, and what it means; the words behind "at character N: ".
MEANINGS = {
    "missing )": Sentence("a bracket ( is never closed"),
    "unbalanced parenthesis": Sentence("there is a closing bracket ) too many; \\) finds one"),
    "unterminated character set": Sentence("a bracket [ is never closed; \\[ finds one"),
    "bad character range": Sentence("a range such as [a-z] runs backwards"),
    "multiple repeat": Sentence("two repetitions follow each other; \\* or \\+ finds the sign itself"),
    "nothing to repeat": Sentence("there is nothing to repeat; \\* or \\+ or \\? finds the sign itself"),
    "min repeat greater than max repeat": Sentence("the repetition's first number is the greater one"),
    "bad escape (end of pattern)": Sentence("it ends in a single backslash; \\\\ finds one"),
    "invalid group reference": Sentence("it names a group that there is not"),
    "unknown group": Sentence("it names a group that there is not"),
    "unknown property": Sentence("there is no such property of characters"),
    "undefined character name": Sentence("there is no character of this name"),
}
OTHERWISE = Sentence("it means nothing there")


def expression_error(expression: str, error: Exception) -> SearchError:
    """Say what is wrong with an expression, and where."""
    position = getattr(error, "pos", None)
    if position is None:
        return SearchError("This expression is too long or too deep; make it simpler.")
    meaning = MEANINGS.get(getattr(error, "msg", ""), OTHERWISE)
    return SearchError(
        "The expression is not right at character {position}: {meaning}.",
        position=min(position + 1, len(expression)),
        meaning=meaning,
    )
