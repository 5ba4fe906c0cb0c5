# ruff: noqa: RUF001
"""The writer's own typography: the model knows straight quotes and bare lines, the page may have others."""

import re
from collections import Counter
from functools import cached_property, lru_cache

from desktop.engine.decoding.quotes import (
    APOSTROPHES,
    OpenQuotes,
    QuoteStyle,
    Role,
    may_become_elision,
    quote_style,
    with_double_quotes,
)
from desktop.engine.habits.capitals import go_on, in_small_letters, with_capitals
from desktop.engine.habits.dashes import DASHES, EM_DASH, DashStyle, dash_style
from desktop.engine.habits.paragraphs import missing_line_ends, parted_by_blank_lines
from desktop.engine.words import ends_in_abbreviation, is_mostly_ideographs

_RIGHT = "\N{RIGHT DOUBLE QUOTATION MARK}"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# What the model writes for an ellipsis: three dots, or, where a pair is due, some number of them.
_DOTS = {_ELLIPSIS: re.compile(r"\.\.\."), 2 * _ELLIPSIS: re.compile(r"\.\.+")}
# How some digital editions of Chinese end their sentences; whoever writes uses the other.
_WIDE_DOT, _FULL_STOP = "\N{FULLWIDTH FULL STOP}", "\N{IDEOGRAPHIC FULL STOP}"
# A paragraph that someone speaks, in languages and books that have a dash for it.
_SPOKEN = re.compile(r"\s*([\u2013-\u2015]\s?|-\s)(?=[^\W\d_]|[¿¡\u2026])")
_QUOTED = re.compile("\\s*[\"'\u201c-\u201e\u2018-\u201a«»‹›「『]")
# An apostrophe, or a single quote that opens, with the letters behind it.
_WAITING = re.compile(r"(?:^|[\s(\[{\u2013\u2014-])(?P<rest>'(?P<letters>\w*))$")
# What models write for quotes; of curly ones they know which opens.
_STRAIGHT = {"\u201c": '"', _RIGHT: '"', "\u2018": "'", "\u2019": "'"}
_MARKS = {"'", '"', *_STRAIGHT}
_SAID = {"\u201c": Role.OPENS, "\u2018": Role.OPENS, _RIGHT: Role.CLOSES}
# French has a space that does not break before these marks, and inside of guillemets.
_NO_BREAK = "\u00a0\u202f"
_SPACED_MARK = re.compile("([ \u00a0\u202f])(?=[;:!?»›])|(?<=[«‹])([ \u00a0\u202f])")
# Sentences with one space between them, or with the two of a typewriter.
_NEXT_SENTENCE = re.compile(
    "[.!?\u2026][\"'\u2019\u201d)\\]]*(?P<space>  ?)(?=[\"'\u2018\u201c(\\[]?[A-Z\u00c0-\u00de])"
)
_SENTENCE_END = re.compile("[.!?\u2026][\"'\u2019\u201d)\\]]*$")
_BEGINS_SENTENCE = re.compile("[\"'\u2018\u201c(\\[A-Z\u00c0-\u00de]")
# The dash with which a model begins what someone says, at the beginning of a paragraph.
_SPEECH_DASH = re.compile(rf"(?:^|(?<=\n)){EM_DASH}(?!{EM_DASH}) ?")
# What the writer does lately counts, not what an old chapter did.
_RECENT = 2000
# Where nobody has spoken for long, what was done then.
_FAR = 20_000
# Enough to tell a script.
_NEAR = 200


class Typography:
    """How the text around the cursor writes quotes, speech, ellipses, and where paragraphs part."""

    def __init__(self, left: str, right: str = "", style: QuoteStyle | None = None) -> None:
        """Look at the text just before and after the cursor.

        Args:
            left: The text before it.
            right: The text after it.
            style: The quotes to write, whichever the text has.
        """
        recent = left[-_RECENT:] + right[:_RECENT]
        # Chinese has curly quotes and the ellipsis on its keys, and no space to tell how a quote opens.
        self._is_chinese = is_mostly_ideographs(left[-_NEAR:] + right[:_NEAR])
        self._style = style or _style_of(left, right, self._is_chinese)
        self._has_wide_dots = _WIDE_DOT in recent
        ellipsis = _prefers(recent, _ELLIPSIS, "...")
        self._ellipsis = _ELLIPSIS if ellipsis or (self._is_chinese and ellipsis is None) else ""
        if self._is_chinese and _has_pairs(left[-_RECENT:].rstrip(_ELLIPSIS) + right[:_RECENT]):
            self._ellipsis *= 2
        lines = _whole_lines(left, right)
        self._no_break = _no_break(recent)
        self._indent = _indent(lines)
        near = left[-_RECENT:], right[:_RECENT]
        self._paragraph = ("\n\n" if parted_by_blank_lines(*near) else "\n") + self._indent
        self._line_ends = missing_line_ends(*near)
        self._dash = _dash(lines)
        self._recent = recent
        self._parts_sentences = _two_spaces(recent)
        self._shouts = go_on(left[-_RECENT:])

    def apply(self, text: str, before: str) -> str:
        """Write `text` as the writer would.

        Args:
            text: With straight quotes, or curly ones that open and close, three dots, and one newline for a
                paragraph break.
            before: What stands in front of it; its last paragraph decides how a quote opens.
        """
        text = with_capitals(text, before[-_RECENT:], self._shouts)
        text = self._with_dashes(self._with_ellipses(text, before), before)
        if self._is_chinese and not self._has_wide_dots:
            text = text.replace(_WIDE_DOT, _FULL_STOP)
        before = written = before[-_RECENT:]
        quotes = self._read(before)
        if text and not text[0].isspace():
            written += self._beginning(text, before, quotes)
        for place, character in enumerate(text):
            if character in _MARKS:
                character = self._mark(character, written, text[place + 1 :], quotes)
            elif character == "\n":
                character = self._paragraph
                quotes.end_paragraph()
            else:
                if character == " ":
                    character = self._space(written, text[place + 1 : place + 2])
                quotes.pass_by(character)
            written += character
        return written[len(before) :]

    @property
    def line_ends(self) -> tuple[str, str]:
        """What a paragraph at the cursor lacks before and behind it to stand apart as the others do."""
        return self._line_ends

    @property
    def style(self) -> QuoteStyle:
        """The quotes that the text has."""
        return self._style

    @property
    def ellipsis(self) -> str:
        """How the text writes an ellipsis; "" for three dots."""
        return self._ellipsis

    def quote(self, mark: str, before: str) -> str:
        """What a quote or apostrophe of the keyboard is in this text, as long as nothing follows it.

        Args:
            mark: It.
            before: What stands in front of it.
        """
        before = before[-_RECENT:]
        quotes = self._read(before)
        return self._in_style(mark, before, quotes.role(mark, before, ""), quotes)

    def opens(self, quote: str, before: str) -> bool:
        """Whether a straight quote opens.

        Args:
            quote: The quote.
            before: What stands in front of it.
        """
        return self._read(before[-_RECENT:]).role(quote, before, "") is Role.OPENS

    def may_close(self, quote: str, before: str) -> bool:
        """Whether something stands open at the end of a text that a quote closes."""
        return bool(self._read(before[-_RECENT:]).opening(quote))

    def speaks(self, before: str) -> bool:
        """Whether someone speaks at the end of a text: a quote stands open, or a dash began the paragraph."""
        paragraph = before[-_RECENT:].rpartition("\n")[2].lstrip()
        return bool(self._read(paragraph).opening('"') or (self._dash and paragraph[:1] == self._dash[0]))

    def unfinished(self, text: str) -> int:
        """How many characters at the end of `text` cannot be written before it is known what follows.

        They may turn out as the beginning of an ellipsis, of a word that begins with an apostrophe, or of a
        mark whose space does not break.
        """
        if self._no_break and text.endswith(" "):
            return 1
        if waits := self._dashes.waits(text):
            return waits
        waiting = _WAITING.search(text)
        if waiting and may_become_elision(waiting["letters"]) and not self._is_typewritten:
            return len(waiting["rest"])
        dots = len(text) - len(text.rstrip("."))
        return dots if len(self._ellipsis) > 1 else dots % 3 if self._ellipsis else 0

    def closing(self, before: str, right: str = "") -> str:
        """What closes the speech that stands open at the end of a text.

        Args:
            before: The text.
            right: What stands behind it. Where that closes the speech, nothing has to.
        """
        quotes = self._read(before[-_RECENT:])
        # A single quote inside of single ones, or of double ones, may be an apostrophe that was mistaken.
        is_single = self._style.outer.is_single
        opened = dict.fromkeys(mark for mark, _ in quotes.marks if is_single or mark not in APOSTROPHES)
        closing = "".join(pair.space + pair.closing for pair in map(self._style.closing, reversed(opened)))
        marks = quotes.read(right.partition("\n")[0])
        following = next((mark.role for mark in marks if mark.role is not Role.APOSTROPHE), None)
        return "" if following is Role.CLOSES else closing

    @cached_property
    def _dashes(self) -> DashStyle:
        """The writer's dash; to find it out takes as long as all the rest, and few suggestions have one."""
        return DashStyle() if self._is_chinese else dash_style(self._recent)

    @property
    def _is_typewritten(self) -> bool:
        """Whether an apostrophe looks like what opens a single quote."""
        pairs = (self._style.outer, self._style.inner)
        return any(pair.opening == self._style.apostrophe for pair in pairs)

    def _read(self, before: str) -> OpenQuotes:
        """The quotes that stand open at the end of a text."""
        paragraph = before.rpartition("\n")[2]
        quotes = OpenQuotes(self._is_chinese, right_opens=self._style.outer.opening == _RIGHT)
        for _ in quotes.read(paragraph):
            pass
        # A model that has read double quotes in speech goes on with them, and with those of this text.
        quotes.any_kind = self._style.outer.is_single
        return quotes

    def _beginning(self, text: str, before: str, quotes: OpenQuotes) -> str:
        """What has to stand between `before` and `text`."""
        if before.endswith("\n") or not before:
            return self._indent
        if (
            before[-1] in DASHES
            and self._dashes.after
            and before.endswith(self._dashes.before + self._dashes.dash)
        ):
            return self._dashes.after
        if (
            before[-1] == " "
            and before[-2:] != "  "
            and _BEGINS_SENTENCE.match(text)
            and self._ends_sentence(before[:-1])
        ):
            return " "
        return self._style.closing(before[-1]).space if quotes.is_behind and before[-1] in "«‹" else ""

    def _mark(self, mark: str, written: str, after: str, quotes: OpenQuotes) -> str:
        """What the writer puts for a straight quote or apostrophe behind what is written."""
        # A model that knows both marks of a pair has said itself what it means.
        role = _SAID.get(mark) or quotes.role(mark, written, after)
        mark = _STRAIGHT.get(mark, mark)
        if self._dash and mark == '"':
            paragraph = written.rpartition("\n")[2].lstrip()
            if role is Role.OPENS and not paragraph:
                return self._dash
            if paragraph.startswith(self._dash[0]):
                return ""  # the dash says it all
        return self._in_style(mark, written, role, quotes)

    def _in_style(self, mark: str, written: str, role: Role, quotes: OpenQuotes) -> str:
        style = self._style
        if role is Role.APOSTROPHE:
            quotes.pass_by(mark)
            return style.apostrophe
        if role is Role.OPENS:
            is_inner = bool(quotes.marks) if style.outer.is_single else mark == "'"
            pair = style.inner if is_inner else style.outer
            quotes.take(pair.opening, len(written), role)
            return pair.opening + pair.space
        opening = quotes.opening(mark)
        pair = style.closing(opening)
        quotes.take(opening or pair.closing, len(written), role)
        return pair.closing if written[-1:].isspace() else pair.space + pair.closing

    def _space(self, written: str, following: str) -> str:
        """What the writer puts for a space between what is written and the next character."""
        if _BEGINS_SENTENCE.match(following) and self._ends_sentence(written):
            return "  "
        if written[-1:] in ("«", "‹"):
            return self._no_break.get(written[-1], " ")
        return " " if following in ("«", "‹") else self._no_break.get(following, " ")

    def _ends_sentence(self, written: str) -> bool:
        """Whether two spaces are due behind what is written."""
        if not self._parts_sentences or not _SENTENCE_END.search(written[-_NEAR:]):
            return False
        return not ends_in_abbreviation(written)

    def _with_dashes(self, text: str, before: str) -> str:
        if EM_DASH not in text:
            return text
        if self._dash:
            begins = not before.rpartition("\n")[2].strip()
            text = _SPEECH_DASH.sub(lambda dash: self._dash if dash.start() or begins else dash.group(), text)
        return self._dashes.apply(text, before)

    def _with_ellipses(self, text: str, before: str) -> str:
        if not self._ellipsis:
            return text
        rest = text.lstrip(".")
        if len(self._ellipsis) > 1 and rest != text and before.endswith(_ELLIPSIS):
            # One that was begun is made whole, and one that is whole stays.
            begun = (len(before) - len(before.rstrip(_ELLIPSIS))) % 2
            return _ELLIPSIS * begun + _DOTS[self._ellipsis].sub(self._ellipsis, rest)
        return _DOTS[self._ellipsis].sub(self._ellipsis, text)


def for_model(left: str, right: str) -> tuple[str, str]:
    """The text around the cursor as a model reads it best, each character in its place.

    The books that models learn from have speech in double quotes, nearly all of them. Where the writer has
    single ones, a model takes them for what is quoted inside of speech, and begins another speech in it. Nor
    do these books have paragraphs in capitals.
    """
    text = for_model_around(left + right, left, right)
    return text[: len(left)], text[len(left) :]


def for_model_around(text: str, left: str, right: str) -> str:
    """More of the same text, as a model that reads `for_model(left, right)` reads it best."""
    style = _style_of(left, right, is_mostly_ideographs(left[-_NEAR:] + right[:_NEAR]))
    if style.is_shown and style.outer.is_single and style.outer.opening in APOSTROPHES:
        text = with_double_quotes(text)
    return in_small_letters(text)


@lru_cache(maxsize=4)  # for one key it is asked twice
def _style_of(left: str, right: str, is_chinese: bool) -> QuoteStyle:
    """The style of the paragraphs just before and after the cursor, or, if nobody speaks there, of more."""
    style = quote_style(_paragraphs(left, _RECENT) + right[:_RECENT], is_chinese)
    if style.is_shown or len(left) <= _RECENT:
        return style
    wider = quote_style(_paragraphs(left, _FAR) + right[:_RECENT], is_chinese)
    return wider if wider.is_shown else style


def _paragraphs(left: str, far: int) -> str:
    """The end of a text, in whole paragraphs if there are any.

    One that is cut would be another one after each key, and its quotes mistaken.
    """
    end = left[-far:]
    return (end.partition("\n")[2] or end) if len(left) > far else end


def _prefers(text: str, special: str, plain: str) -> bool | None:
    """Whether `text` uses the special form more than the plain one; None for neither."""
    specials, plains = text.count(special), text.count(plain)
    return specials > plains if specials or plains else None


def _no_break(text: str) -> dict[str, str]:
    """By marks, the spaces that do not break with which the writer sets them off.

    A mark that has not come yet goes with those of its kind: the high ones, the colon and the guillemets are
    set off by the same space or by two different ones.
    """
    if not any(space in text for space in _NO_BREAK):
        return {}  # as nearly always, and found out sooner
    spaces: dict[str, Counter[str]] = {}
    for found in _SPACED_MARK.finditer(text):
        mark = text[found.end()] if found[1] else text[found.start() - 1]
        spaces.setdefault(mark, Counter())[found[0]] += 1
    likeliest = {mark: counts.most_common(1)[0][0] for mark, counts in spaces.items()}
    chosen: dict[str, str] = {}
    for marks in (";!?", ":", "«»‹›"):
        like = [likeliest[mark] for mark in marks if mark in likeliest]
        others = like or list(likeliest.values())
        if others:
            common = Counter(others).most_common(1)[0][0]
            chosen |= {mark: likeliest.get(mark, common) for mark in marks}
    return {mark: space for mark, space in chosen.items() if space != " "}


def _two_spaces(text: str) -> bool:
    """Whether more sentences are parted by two spaces than by one."""
    spaces = [found["space"] for found in _NEXT_SENTENCE.finditer(text)]
    return 2 * spaces.count("  ") > len(spaces)


def _has_pairs(text: str) -> bool:
    """Whether ellipses stand in pairs, as they should in Chinese; True without any."""
    pairs = text.count(2 * _ELLIPSIS)
    return pairs >= text.count(_ELLIPSIS) - 2 * pairs


def _whole_lines(left: str, right: str) -> list[str]:
    """The lines around the cursor whose beginnings are in sight; the last one before it may be empty."""
    before = left[-_RECENT:].split("\n")
    return before[len(left) > _RECENT :] + right[:_RECENT].split("\n")[1:]


def _indent(lines: list[str]) -> str:
    """The white space that paragraphs begin with: that of most, or of half of them and the last one."""
    indents = [line[: -len(line.lstrip())] for line in lines if line.strip()]
    if not any(indents):
        return ""
    indent, count = Counter(filter(None, indents)).most_common(1)[0]
    return indent if 2 * count + (indents[-1] == indent) > len(indents) else ""


def _dash(lines: list[str]) -> str:
    """The dash, with the space behind it, that begins what people say; "" where quotes do."""
    dashes = [found[1] for line in lines if (found := _SPOKEN.match(line))]
    quoted = sum(_QUOTED.match(line) is not None for line in lines)
    dash = max(dashes, key=dashes.count, default="")
    # Lists begin with hyphens, too.
    return dash if len(dashes) > quoted + dash.startswith("-") else ""
