"""The state machine that moves the hands: which steps, how often, with what."""

from collections.abc import Callable
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.campaigns.hands.base import FoundError
from tests.campaigns.hands.desk_steps import UNSAVED, DeskSteps
from tests.campaigns.hands.looking import HELD, WAYS, Looking
from tests.campaigns.hands.reviewing import Reviewing
from tests.campaigns.hands.writing import ERASERS, Writing


class Hands(Reviewing, Writing, Looking, DeskSteps):
    """All that hands can do."""


WORDS = st.sampled_from(
    [
        "opened the",
        " house",
        "e",
        "It was late. ",
        "“Who?”",
        " — ",
        "naïve ",
        "灯火",
        "שלום ",
        "مرحبا",
        "🙂",
        "👩‍🚀",
    ]
)
LETTERS = st.text(
    st.sampled_from("aaeéßthn  ,.'\"-“—\n灯שم🙂e\u0301\u200d\u00a0\u200f\u00ad"), min_size=1, max_size=4
)
UNICODE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
CONTROLS = st.text(st.sampled_from("a \n\r\t\u2028\u2029\ufdd0\ufdd1\x00\x0b\x0c\x1c\x7f\x85"), max_size=6)
LONG = st.builds(
    lambda word, times, end: (word + end) * times,
    st.sampled_from(["word ", "It was late when she opened the door. ", "灯火", "x"]),
    st.sampled_from([3, 3, 40, 40, 200, 900]),
    st.sampled_from(["", "", "\n", "\n\n"]),
)
PASTED = st.one_of(WORDS, UNICODE, CONTROLS, LONG, LONG)
SHARE = st.sampled_from([0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.95, 1.0])
FILE = st.integers(0, 2)
ENCODING = st.sampled_from(["utf-8", "utf-16-le", "cp1252", "cp932", "koi8-r"])
ON_UNSAVED = st.sampled_from(sorted(UNSAVED))
SOUGHT = st.sampled_from(["e", "house", "late. ", "灯", "🙂", "o", "the", "x"])
PUT = st.sampled_from(["", "E", "house and home", "灯火", "🙂🙂", "x"])
SETTINGS = st.sampled_from(
    [
        ("suggestions", False),
        ("suggestions", True),
        ("story_words", False),
        ("story_words", True),
        ("language", "zh_CN"),
        ("language", "en"),
        ("font_family", "DejaVu Sans Mono"),
        ("font_points", 9.0),
        ("font_points", 30.0),
        ("max_words", 2),
        ("precision", 0.9),
        ("mood_line", True),
        ("mood_line", False),
        ("spelling", False),
        ("smart_quotes", "on"),
        ("smart_quotes", "off"),
        ("smart_dashes", "on"),
        ("smart_ellipses", "on"),
        ("auto_capital", True),
        ("single_spaces", True),
        ("space_behind", False),
        ("space_behind", True),
        ("ghost_at", "words"),
        ("ghost_at", "letters"),
        ("focus", "sentence"),
        ("focus", "paragraph"),
        ("focus", "line"),
        ("focus", "off"),
        ("typewriter", True),
        ("typewriter", False),
        ("theme", "dark"),
        ("theme", "system"),
        ("line_spacing", 2.0),
        ("first_line_indent", 4),
        ("column_characters", 30),
        ("page_margin", 120),
        ("next_words", True),
        ("next_words", False),
        ("next_words_at", "cursor"),
        ("next_words_at", "aside"),
        ("reread", True),
        ("reread", False),
        ("memory_panel", True),
        ("memory_panel", False),
        ("origin_tint", True),
        ("outline", True),
        ("outline", False),
        ("markdown", "always"),
        ("markdown", "named"),
        ("session_goal", 100),
    ]
)
MENU = st.sampled_from(
    [
        "preferences",
        "help",
        "forget_story",
        "story_words",
        "model",
        "suggestions",
        "privacy",
        "statistics",
        "goals",
        "origin_statement",
        "keep_version",
        "versions",
        "rephrase",
        "ways",
        "bridge",
        "next_odd",
        "next_mark",
        "resolve_comment",
        "margin_panel",
        "go_to_heading",
        "next_heading",
        "palette",
        "next_part",
        "keep_in_memory",
    ]
)
MARK_UP = st.sampled_from(["bold", "italic", "heading_1", "heading_2", "no_heading", "continue_list"])


class HandsMachine(RuleBasedStateMachine):
    """Each example begins with one empty window.

    Attributes:
        hands: Whose hands; set on the class, since they live longer than an example.
        on_finding: What to do with what is found, in place of failing; the example's other steps are skipped.
    """

    hands: ClassVar[Hands]
    on_finding: ClassVar[Callable[[FoundError], None] | None] = None

    def __init__(self) -> None:
        super().__init__()
        self._is_over = False
        self._attempt(self.hands.begin)

    def do(self, name: str, *arguments: object) -> None:
        """Do a step, unless something was found before."""
        if not self._is_over:
            self._attempt(lambda: self.hands.do(name, *arguments))

    def _attempt(self, action: Callable[[], None]) -> None:
        try:
            action()
        except FoundError as finding:
            on_finding = type(self).on_finding
            if on_finding is None:
                raise
            self._is_over = True
            on_finding(finding)

    # --- writing -----------------------------------------------------------------------------------------

    @rule(text=WORDS, waits=st.booleans())
    def types_words(self, text: str, waits: bool) -> None:
        self.do("type", text)
        if waits:
            self.do("wait")

    @rule(text=LETTERS)
    def types_letters(self, text: str) -> None:
        self.do("type", text)

    @rule(modifiers=st.sampled_from(["shift", "alt"]))
    def enters(self, modifiers: str) -> None:
        self.do("enter", modifiers)

    @rule(kind=st.sampled_from(sorted(ERASERS)))
    def erases(self, kind: str) -> None:
        self.do("erase", kind)

    @rule(text=PASTED, way=st.sampled_from(["keys", "menu"]))
    def pastes(self, text: str, way: str) -> None:
        self.do("paste", text, way)

    @rule(cuts=st.booleans())
    def cuts(self, cuts: bool) -> None:
        self.do("cut" if cuts else "copy")

    @rule(way=st.sampled_from(["keys", "menu"]))
    def undoes(self, way: str) -> None:
        self.do("undo", way)

    @rule()
    def redoes(self) -> None:
        self.do("redo")

    @rule(takes=st.booleans())
    def goes_to_misspelled(self, takes: bool) -> None:
        self.do("next_misspelled", takes)

    @rule(text=st.sampled_from(["n", "ni", "你", "", ""]))
    def composes(self, text: str) -> None:
        self.do("compose", text)

    @rule(text=st.sampled_from(["你好", "é", "か", "🙂", ""]), back=st.sampled_from([0, 0, 0, 1, 2]))
    def commits(self, text: str, back: int) -> None:
        self.do("commit", text, back)

    # --- ghosts and continuations ------------------------------------------------------------------------

    @rule()
    def accepts(self) -> None:
        self.do("tab")

    @rule()
    def accepts_word(self) -> None:
        self.do("accept_word")

    @rule(number=st.integers(0, 4))
    def takes_word(self, number: int) -> None:
        self.do("take_word", number)

    @rule(name=st.sampled_from(["ask", "escape"]))
    def asks(self, name: str) -> None:
        self.do(name)

    @rule(step=st.sampled_from([1, -1]))
    def takes_alternative(self, step: int) -> None:
        self.do("alternative", step)

    @rule(waits=st.booleans())
    def continues(self, waits: bool) -> None:
        self.do("go_on")
        if waits:
            self.do("wait")

    @rule()
    def retries(self) -> None:
        self.do("retry")

    @rule(waits=st.booleans())
    def waits(self, waits: bool) -> None:
        self.do("wait" if waits else "see")

    # --- looking -----------------------------------------------------------------------------------------

    @rule(way=st.sampled_from(sorted(WAYS)), held=st.sampled_from(sorted(HELD)), times=st.integers(1, 3))
    def moves(self, way: str, held: str, times: int) -> None:
        self.do("move", way, held, times)

    @rule(key=st.sampled_from(["shift", "control", "all", "all"]))
    def selects_all(self, key: str) -> None:
        self.do("select_all") if key == "all" else self.do("hold", key)

    @rule(across=SHARE, down=SHARE, clicks=st.integers(1, 3), held=st.sampled_from(["", "", "shift"]))
    def clicks(self, across: float, down: float, clicks: int, held: str) -> None:
        self.do("click", across, down, clicks, held)

    @rule(across=SHARE, down=SHARE, to_across=SHARE, to_down=SHARE)
    def drags(self, across: float, down: float, to_across: float, to_down: float) -> None:
        self.do("drag", across, down, to_across, to_down)

    @rule(text=PASTED, across=SHARE, down=SHARE)
    def drops(self, text: str, across: float, down: float) -> None:
        self.do("drop", text, across, down)

    @rule(
        notches=st.sampled_from([-30, -3, -1, -0.05, 0.05, 1, 3, 30]),
        held=st.sampled_from(["", "", "control"]),
    )
    def turns_wheel(self, notches: float, held: str) -> None:
        self.do("wheel", notches, held)

    @rule(share=SHARE)
    def scrolls(self, share: float) -> None:
        self.do("scroll", share)

    # --- more seldom -------------------------------------------------------------------------------------

    @rule(number=FILE, how=st.sampled_from(["save", "save", "save_as"]))
    def saves(self, number: int, how: str) -> None:
        self.do(how, number)

    @rule(data=st.data())
    def does_something_rarer(self, data: st.DataObject) -> None:
        """One of what takes longer, so that it does not take the place of writing."""
        kind = data.draw(
            st.sampled_from(
                [
                    "elsewhere",
                    "answer",
                    "window",
                    "look",
                    "setting",
                    "open",
                    "encoding",
                    "find",
                    "replace",
                    "annotate",
                    "annotate",
                    "mark_up",
                ]
            )
        )
        if kind == "elsewhere":
            how = data.draw(st.sampled_from(["write", "replace", "delete", "touch", "same time"]))
            self.do("elsewhere", data.draw(FILE), how, data.draw(st.one_of(WORDS, LONG, CONTROLS)))
            self.do("see")
        elif kind == "answer":
            self.do("answer", data.draw(st.integers(0, 5)), data.draw(FILE))
        elif kind == "window":
            step = data.draw(st.sampled_from(["second_window", "other_window", "close_window", "swap_model"]))
            draws: dict[str, list[st.SearchStrategy]] = {
                "second_window": [],
                "other_window": [st.integers(0, 2)],
                "close_window": [ON_UNSAVED],
                "swap_model": [st.integers(0, 2)],
            }
            self.do(step, *(data.draw(one) for one in draws[step]))
        elif kind == "look":
            step = data.draw(st.sampled_from(["resize", "zoom", "full_screen", "menu", "draft"]))
            draws = {
                "resize": [st.sampled_from([150, 420, 900]), st.sampled_from([120, 300, 640])],
                "zoom": [st.sampled_from(["in", "out", "reset"])],
                "full_screen": [],
                "draft": [],
                "menu": [MENU],
            }
            self.do(step, *(data.draw(one) for one in draws[step]))
        elif kind == "find":
            self.do("find", data.draw(SOUGHT), data.draw(st.booleans()))
        elif kind == "replace":
            self.do("replace_all", data.draw(SOUGHT), data.draw(PUT))
        elif kind == "encoding":
            if data.draw(st.booleans()):
                self.do("reopen_with", data.draw(ENCODING))
            else:
                self.do("save_with", data.draw(ENCODING), data.draw(FILE))
        elif kind == "annotate":
            what = data.draw(st.sampled_from(["comment", "comment", "bookmark", "delete", "split"]))
            self.do("split") if what == "split" else self.do("annotate", what)
        elif kind == "mark_up":
            self.do("mark_up", data.draw(MARK_UP))
        elif kind == "setting":
            self.do("settle", *data.draw(SETTINGS))
        else:
            step = data.draw(st.sampled_from(["open", "new"]))
            self.do(step, *((data.draw(FILE),) if step == "open" else ()), data.draw(ON_UNSAVED))
