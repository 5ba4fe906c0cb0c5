"""Emphasis, code, links and footnote marks within a paragraph of Markdown, as CommonMark reads them."""

import re
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from desktop.books.prose.book import Block, Paragraph, Span, Spans, merged
from desktop.books.prose.left_out import LeftOut, Loss
from desktop.engine.words import is_unspaced

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    Rule = Callable[[StateInline, bool], bool]

# Finds the paragraphs of a footnote by its label, or of one whose text stands in place.
Notes = Callable[[str], tuple[Block, ...] | None]

_TAG = re.compile(r"<(/?)(em|i|strong|b|br)\s*/?>", re.IGNORECASE)
_FLAGS = {"em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}
_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")
_MARK = re.compile(r"[*_`\[\]<\\&^]")
# How far a paragraph is walked through for the ends of its brackets. CommonMark has one that nothing closes
# looked for up to the paragraph's end, again for each; who has that many gets them as letters.
_STEPS_PER_LETTER, _LEAST_STEPS = 10, 10_000
# In the state's `env`: how many steps are left; where the last bracket closes, and the last link's.
_STEPS, _LAST_END, _LAST_LINK = "steps", "last end", "last link"
_RULES = ("backticks", "emphasis", "entity", "escape", "html_inline", "image", "link", "autolink", "newline")


def has_marks(text: str) -> bool:
    """Whether anything in a paragraph may be a mark; without one it need not be read."""
    return _MARK.search(text) is not None


def read_spans(text: str, left_out: LeftOut, notes: Notes = lambda label: None) -> Spans:
    """The spans of a paragraph.

    Args:
        text: Its Markdown; each newline is a line break.
        left_out: Is told of pictures and comments.
        notes: Gives a footnote's paragraphs; a mark without a footnote stays as it is typed.
    """
    return merged(_Walk(left_out, notes).spans(inline_tokens(text)))


def inline_tokens(text: str) -> "list[Token]":
    """What a paragraph consists of; `meta["place"]` of all but texts says from where to where it stands.

    That of a link's beginning and of its end are those of the brackets and what is in round ones; that of one
    of two stars is the star next to the words.
    """
    env = {
        _STEPS: _STEPS_PER_LETTER * len(text) + _LEAST_STEPS,
        _LAST_END: text.rfind("]"),
        _LAST_LINK: text.rfind("]("),
    }
    return _parser().parseInline(text, env)[0].children or []


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt, rules_inline

    parser = MarkdownIt("zero", {"html": True}).enable(list(_RULES))
    parser.enable(["balance_pairs", "fragments_join"], ignoreInvalid=True)
    parser.disable("text_join")  # it forgets where escaped letters stand
    helpers: Any = SimpleNamespace(**{**vars(parser.helpers), "parseLinkLabel": _label_end})
    parser.helpers = helpers  # of this parser alone
    ruler = parser.inline.ruler
    for name, rule in (
        ("backticks", rules_inline.backtick),
        ("escape", rules_inline.escape),
        ("html_inline", rules_inline.html_inline),
        ("image", _image),
        ("autolink", rules_inline.autolink),
    ):
        ruler.at(name, _placed(rule))
    ruler.at("link", _link)
    ruler.at("emphasis", _stars)
    ruler.before("link", "note_mark", _placed(_note_mark))
    ruler.before("link", "note_here", _placed(_note_here))
    return parser


def _placed(rule: "Rule") -> "Rule":
    """A rule whose tokens know where they stand."""

    def placed(state: "StateInline", silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[count:]:
                token.meta.setdefault("place", (start, state.pos))
        return found

    return placed


def _link(state: "StateInline", silent: bool) -> bool:
    """CommonMark's rule for links, whose tokens know where they stand."""
    from markdown_it.rules_inline import link

    if not state.src.startswith("[", state.pos) or state.pos > state.env[_LAST_LINK]:
        return False
    if silent:
        return link(state, silent)
    start, count = state.pos, len(state.tokens)
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    found = link(state, silent)
    if found:
        ours = [token for token in state.tokens[count:] if token.type.startswith("link_")]
        ours[0].meta["place"] = (start, start + 1)
        ours[-1].meta["place"] = (label_end, state.pos)
    return found


def _image(state: "StateInline", silent: bool) -> bool:
    """CommonMark's rule for pictures, asked only where one may follow."""
    from markdown_it.rules_inline import image

    return state.pos < state.env[_LAST_LINK] and image(state, silent)


def _label_end(state: "StateInline", start: int, disableNested: bool = False) -> int:  # noqa: N803
    """The place of the bracket that closes the one at `start`; -1 for none.

    As markdown-it finds it, but within a number of steps for all brackets of a paragraph.
    """
    if start > state.env[_LAST_END]:
        return -1
    before, level = state.pos, 1
    state.pos = start + 1
    found = -1
    while state.pos < state.posMax and state.env[_STEPS] > 0:
        state.env[_STEPS] -= 1
        at, marker = state.pos, state.src[state.pos]
        if marker == "]":
            level -= 1
            if not level:
                found = at
                break
        state.md.inline.skipToken(state)
        if marker == "[":
            if state.pos == at + 1:
                level += 1
            elif disableNested:
                break
    state.pos = before
    return found


def _stars(state: "StateInline", silent: bool) -> bool:
    """CommonMark's rule for `*` and `_`, but between Chinese characters and marks stars open and close, too.

    That language writes no spaces, so that **“this”** would have to be followed by a mark to be strong.
    """
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    found = state.scanDelims(state.pos, marker == "*")
    end = state.pos + found.length
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    is_star = marker == "*"
    opens = found.can_open or (is_star and not after.isspace() and is_unspaced(before))
    closes = found.can_close or (is_star and not before.isspace() and is_unspaced(after))
    for number in range(found.length):
        token = state.push("text", "", 0)
        token.content = marker
        token.meta["place"] = (state.pos + number, state.pos + number + 1)
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=found.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def _note_mark(state: "StateInline", silent: bool) -> bool:
    """The rule for `[^label]`."""
    found = _LABEL.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("note_mark", "", 0)
        token.content, token.info = found[0], found[1]
    state.pos = found.end()
    return True


def _note_here(state: "StateInline", silent: bool) -> bool:
    """The rule for `^[a footnote's text]`."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("note_here", "", 0)
        token.content = state.src[state.pos + 2 : end]
    state.pos = end + 1
    return True


class _Walk:
    """Turns markdown-it's tokens into spans."""

    def __init__(self, left_out: LeftOut, notes: Notes) -> None:
        self._left_out = left_out
        self._notes = notes
        self._open = {"emphasis": 0, "strong": 0}
        self._tagged = dict(self._open)  # by HTML's tags, which end nothing that Markdown's marks began
        self._links: list[str] = []

    def spans(self, tokens: "list[Token]") -> list[Span]:
        found: list[Span] = []
        for token in tokens:
            found.extend(self._span(token))
        return found

    def _span(self, token: "Token") -> list[Span]:
        kind = token.type
        if kind in ("em_open", "em_close"):
            self._open["emphasis"] += token.nesting
        elif kind in ("strong_open", "strong_close"):
            self._open["strong"] += token.nesting
        elif kind == "link_open":
            self._links.append(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            self._links.pop()
        elif kind in ("softbreak", "hardbreak"):
            return [self._text("\n")]
        elif kind == "code_inline":
            return [self._text(token.content, code=True)]
        elif kind == "image":
            self._left_out.add(Loss.PICTURES)
        elif kind == "html_inline":
            return self._html(token.content)
        elif kind == "note_mark":
            note = self._notes(token.info)
            return [self._text(token.content) if note is None else Span("", note=note)]
        elif kind == "note_here":
            return [Span("", note=(Paragraph(read_spans(token.content, self._left_out)),))]
        elif token.content:
            return [self._text(token.content)]
        return []

    def _html(self, tag: str) -> list[Span]:
        if tag.startswith("<!--"):
            self._left_out.add(Loss.COMMENTS)
            return []
        found = _TAG.fullmatch(tag)
        if not found:
            return [self._text(tag)]
        name = found[2].lower()
        if name == "br":
            return [self._text("\n")]
        flag = _FLAGS[name]
        self._tagged[flag] = max(0, self._tagged[flag] + (-1 if found[1] else 1))
        return []

    def _text(self, text: str, code: bool = False) -> Span:
        return Span(
            text,
            self._open["emphasis"] + self._tagged["emphasis"] > 0,
            self._open["strong"] + self._tagged["strong"] > 0,
            code,
            self._links[-1] if self._links else "",
        )
