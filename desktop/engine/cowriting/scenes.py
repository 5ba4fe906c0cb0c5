"""Where a scene breaks: a line without words, a heading, or a paragraph that opens at another time or place.

The texts that models learn have lost the blank lines between their scenes, so that a model seldom writes a
break itself. But it writes what comes behind one: "The next morning", "Three days later". That paragraph
belongs to the next scene. Where none comes, the scene ends with the paragraph behind which the model would
soonest expect one.
"""

import re
from collections.abc import Callable, Iterator

from desktop.engine.protocols import WritingEngine
from desktop.engine.words import WordCounter, count_words, is_mostly_ideographs

# A scene of fewer words is none: "That night" may follow in the same one.
LEAST_WORDS = 40
# At least one of so many parts of what was written is kept.
_SHARE = 3
# So much of a paragraph tells how it opens.
_LOOK = 48
_TIME = (
    r"(?:morning|evening|night|day|afternoon|dawn|noon|midnight|week|month|year|spring|summer|autumn|winter|"
    r"hours?|minutes|days|nights|weeks|months|years|o'clock|twilight|dusk)"
)
_OPENING = re.compile(
    rf"""[\s"'\u2018-\u201d]*(?:
      (?:The|That|One|On|In|At|By|Next|Late|Early|All|For|During|About|Towards?|Some|Many|Several|Two|Three|Four|
         Five|Six|Ten|A\ few|Half|Another|It\ was)\b[^.!?"]{{0,36}}?\b{_TIME}\b
    | (?:Meanwhile|Meantime|Later|Afterwards|Presently,|Tomorrow|Next\ day)\b
    | After\ (?:dinner|supper|breakfast|lunch|tea|that|this|a)\b
    | (?:When|As\ soon\ as)\ \w+\ (?:woke|awoke|returned|arrived|reached|came\ (?:back|home|down))\b
    | (?:CHAPTER|Chapter|PART|Part|BOOK|Book)\s+\w+
    | (?:次日|翌日|第二天|第二日|次早|次晨|当晚|当夜|是夜|这日|那日|这天|那天|一日|一天)
    | (?:过了|却说|且说|话说|再说)
    | [^。，]{{0,6}}(?:天|日|年|月|夜)(?:后|之后|以后)
    )""",
    re.VERBOSE,
)
# How scenes open that one would soonest expect.
_OPENINGS = ("The next morning", "That night", "Some days later", "It was late in the evening")
_OPENINGS_OF_IDEOGRAPHS = ("次日", "当晚", "却说", "过了几日")
_LINE_ENDS = re.compile(r"\n+")
_WORDLESS = re.compile(r"[ \t]*[^\w\s][^\w\n]*$")


def breaks_scene(paragraph: str, is_whole: bool = True) -> bool:
    """Whether a scene has ended in front of a paragraph.

    Args:
        paragraph: The paragraph, or its beginning.
        is_whole: Whether it is all of it.
    """
    if is_whole and _WORDLESS.match(paragraph):
        return True
    return _OPENING.match(paragraph) is not None


def until_scene_breaks(pieces: Iterator[str]) -> Iterator[str]:
    """Give what is written up to the end of its scene.

    Args:
        pieces: Pieces of a text, without end or with one.

    Returns:
        The same text, the beginnings of its paragraphs held back until it is clear that the scene goes on.
    """
    counter = WordCounter()
    held = ""  # the line end before a paragraph, and its beginning
    for piece in pieces:
        for character in piece:
            if not held and character != "\n":
                counter.feed(character)
                yield character
                continue
            if character != "\n":
                held += character
                if len(held.lstrip()) < _LOOK:
                    continue
            if held.strip() and counter.words >= LEAST_WORDS:
                opening = held.strip("\n")
                if breaks_scene(opening, is_whole=character == "\n"):
                    return
            if held.strip():
                counter.feed(held)
                yield held
                held = ""
            if character == "\n":
                held += "\n"
    if held.strip() and not (counter.words >= LEAST_WORDS and breaks_scene(held.strip("\n"))):
        yield held


def scene_of(engine: WritingEngine, left: str, text: str, is_stale: Callable[[], bool]) -> str:
    """A text that was not broken off, up to the paragraph's end at which its scene would soonest break.

    Args:
        engine: Judges.
        left: What stands before the text.
        text: The text.
        is_stale: Asked every few milliseconds; True gives up.

    Returns:
        The text or its beginning; all of it if it has no place for a break.
    """
    openings = _OPENINGS_OF_IDEOGRAPHS if is_mostly_ideographs(text) else _OPENINGS
    ends = [end.start() for end in _LINE_ENDS.finditer(text) if text[: end.start()].strip()]
    least = max(LEAST_WORDS, count_words(text) // _SHARE)
    likely: dict[int, float] = {}
    for end in [*ends, len(text)]:
        if is_stale():
            return text
        if count_words(text[:end]) >= least:
            before = left + text[:end]
            likely[end] = max(engine.likelihood(before, f"\n{opening}", "", is_stale) for opening in openings)
    return text[: max(likely, key=likely.__getitem__)] if likely else text
