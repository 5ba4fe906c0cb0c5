"""Code in a text, as Markdown marks it: between backticks, and in the lines between fences.

What stands there is no prose: no words are suggested in it, and what is typed stays as it is. The marks may
be others than Markdown's: some texts have a backtick for a quote that opens, or for an apostrophe, and
tildes part scenes.
"""

import re

# What opens or closes lines of code. What tildes open has a language: else they part scenes.
_FENCE = re.compile(r"^ {0,3}(?P<marks>`{3,}|~{3,})[ \t]*(?P<language>[^`\n]*)$", re.MULTILINE)
_SPAN = re.compile(r"(?<!`)(?P<marks>`+)(?!`).+?(?<!`)(?P=marks)(?!`)")
_OPENING = re.compile(r"(?<![`\w])`(?!`)(?P<code>[^`]*)$")
# `This' is quoted.
_CLOSING_QUOTE = re.compile(r"['\u2019](?!\w)")
_LONGEST_LINE = 600  # characters of it that are looked at
# Of code that nothing closes yet; then the backtick is taken for a slip.
_LONGEST_OPEN = 40
_RECENT = 2000


def is_in_code(left: str, right: str) -> bool:
    """Whether the cursor stands within code.

    Args:
        left: The text before it.
        right: The text after it.
    """
    if "`" not in left and "~~~" not in left:
        return False
    return _is_in_fence(left) or _is_in_span(left, right)


def _is_in_fence(left: str) -> bool:
    opened = ""
    for fence in _FENCE.finditer(left):
        # A text that is cut may begin within code; a language tells that it begins here.
        if fence["language"] or not (opened or fence["marks"][0] == "~"):
            opened = fence["marks"]
        elif opened and fence["marks"].startswith(opened):
            opened = ""
            if fence.end() == len(left):  # the closing fence itself
                return True
    return opened != ""


def _is_in_span(left: str, right: str) -> bool:
    *earlier, line = left[-_RECENT:].split("\n")
    opened = _open_mark(line)
    if not opened:
        return False
    if "`" in right.partition("\n")[0][:_LONGEST_LINE]:
        return True
    is_code = len(opened["code"]) <= _LONGEST_OPEN and not _CLOSING_QUOTE.search(opened["code"])
    # Where another paragraph has one that nothing closes, it is a quote or an apostrophe.
    return is_code and not any(map(_open_mark, earlier))


def _open_mark(line: str) -> re.Match[str] | None:
    """The backtick that stands open at the end of a line."""
    if "`" not in line:
        return None
    return _OPENING.search(_SPAN.sub("", line[-_LONGEST_LINE:]))
