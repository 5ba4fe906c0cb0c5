"""What `inkling measure` counts, with engines whose answers are known, and with a tiny real one."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop import cli
from desktop.editor.page import context_reader as editor_context
from desktop.engine.decoding.suggest import Suggestion, SuggestSettings
from desktop.engine.measuring.asking_desk import AskingDesk
from desktop.engine.measuring.measure import PRECISIONS, Figures, figures, guess_stretch, measure, replay
from desktop.engine.measuring.measure_places import (
    GAPS,
    LEFT_CHARACTERS,
    MARGIN,
    PASSAGES,
    RIGHT_CHARACTERS,
    WORD,
    LeftContext,
    Stretch,
    choose_gaps,
    choose_passages,
    documents_of,
)
from tests.engine.tiny_story import STORY

LINE = "one two three four five six"
FILLING = "\n".join(
    f"Paragraph {n} tells of the {n} ships that he had lost at sea so long ago." for n in range(700)
)
Answer = Callable[[str, str, SuggestSettings], list[str]]


class FakeEngine:
    """Suggests what `answer` says and keeps what it was shown."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.asked: list[tuple[str, str]] = []
        self.forgotten = 0

    def suggest(self, left: str, right: str, settings: SuggestSettings) -> list[Suggestion]:
        self.asked.append((left, right))
        return [Suggestion(text, 0.99) for text in self._answer(left, right, settings)]

    def forget(self) -> None:
        self.forgotten += 1


def knowing(document: str) -> Answer:
    """Goes on with the next words of the document, whatever stands behind the cursor."""

    def answer(left: str, right: str, settings: SuggestSettings) -> list[str]:
        ends = [match.end() for match in WORD.finditer(document, len(left))]
        return [document[len(left) : ends[: settings.max_words][-1]]]

    return answer


def saying(*texts: str) -> Answer:
    return lambda left, right, settings: list(texts)


def whole(document: str) -> list[Stretch]:
    return choose_passages([document], words=10_000, seed=1)


def test_a_perfect_engine_takes_a_key_for_five_words() -> None:
    found = figures(FakeEngine(knowing(LINE)), whole(LINE))
    assert (found.words, found.letters) == (6, len(LINE))
    assert found.keystroke_savings == pytest.approx(1 - 2 / len(LINE))
    assert (found.top1, found.top3, found.top5) == (1, 1, 1)
    assert [entry.precision for entry in found.precision] == list(PRECISIONS)
    assert all((entry.shown, entry.right, entry.first_word_right) == (1, 1, 1) for entry in found.precision)
    assert found.latency_ms.keys() == {"p50", "p95", "p99"}


def test_a_mute_engine_saves_nothing() -> None:
    found = figures(FakeEngine(saying()), whole(LINE))
    assert (found.keystroke_savings, found.top1, found.top5) == (0, 0, 0)
    assert [entry.shown for entry in found.precision] == [0] * len(PRECISIONS)
    assert found.precision[0].right is None


def test_a_wrong_engine_saves_nothing() -> None:
    found = figures(FakeEngine(saying(" nonsense")), whole(LINE))
    assert (found.keystroke_savings, found.top5) == (0, 0)
    usual = found.precision[0]
    assert (usual.shown, usual.right, usual.first_word_right) == (1, 0, 0)


def test_a_right_first_word_alone_takes_one_key() -> None:
    def answer(left: str, right: str, settings: SuggestSettings) -> list[str]:
        return [knowing(LINE)(left, right, SuggestSettings(max_words=1))[0] + " nonsense"]

    counted = replay(FakeEngine(answer), whole(LINE), 0.35)
    assert (counted.letters, counted.keys) == (len(LINE), 6)
    assert (counted.ghosts, counted.right, counted.right_first) == (6, 0, 6)


@pytest.mark.parametrize(
    ("document", "ghost", "keys"),
    [
        ("there", "the", 5),  # another word's beginning
        ("don't", "don", 5),
        ("don't", "don'", 5),
        ("don't", "don't", 1),
        ("well-known", "well", 7),  # "well", then letters: a hyphen ends a word
        ("one two", "one, nonsense", 5),  # the first word is kept without the comma
        ("one, two", "one, nonsense", 6),
        ("one, two", "one,", 4),  # the space comes by itself
        ("one two", "one", 4),
        ("one. Two", "one", 6),  # the stop takes its place
        ("one, two", "one; nonsense", 6),  # none behind a word whose ghost goes on with a mark
        ("one (two)", "one", 5),
        ("one+two", "one", 6),  # it has to be deleted
        ("One two", "one", 7),
        ("明月光", "明月", 2),
        ("明月光", "明日", 3),
        ("明月光，疑", "明月光，", 2),
        ("用Python写", "用Py", 8),
    ],
)
def test_a_ghost_is_right_only_if_the_text_goes_on_so(document: str, ghost: str, keys: int) -> None:
    def answer(left: str, right: str, settings: SuggestSettings) -> list[str]:
        return [ghost] if not left else []

    assert replay(FakeEngine(answer), whole(document), 0.35).keys == keys


def test_a_chinese_character_is_a_word() -> None:
    found = figures(FakeEngine(saying("明月", "是")), whole("明月，是。"))
    assert (found.words, found.letters) == (3, len("明月，是"))
    assert (found.top1, found.top3) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_gaps_in_chinese_miss_characters() -> None:
    gaps = choose_gaps(["她打开屋门，走到海边去看船。" * 3] * 3, words=12, seed=1)
    assert [len(list(gap.words())) for gap in gaps] == [1, 3, 8]


def test_the_setting_is_handed_to_the_engine() -> None:
    def answer(left: str, right: str, settings: SuggestSettings) -> list[str]:
        return knowing(LINE)(left, right, settings) if settings.precision < 0.6 else []

    entries = figures(FakeEngine(answer), whole(LINE)).precision
    assert [(entry.precision, entry.shown) for entry in entries] == [
        (precision, float(precision < 0.6)) for precision in PRECISIONS
    ]


def test_a_guess_is_the_word_it_begins_with() -> None:
    guesses = ["Nonsense", " one", "one, two", "two", "three", "four"]
    desk = AskingDesk(FakeEngine(saying(*guesses)), SuggestSettings(), remember=False)
    [stretch] = whole("one, two four")
    assert guess_stretch(desk, stretch) == [2, 3, 5]


def test_nothing_is_known_but_what_was_typed() -> None:
    engine = FakeEngine(saying())
    figures(engine, whole(LINE))
    letter_by_letter = [(LINE[:place], "") for place in range(len(LINE))]
    word_by_word = [(LINE[: match.start()], "") for match in WORD.finditer(LINE)]
    assert engine.asked == letter_by_letter * len(PRECISIONS) + word_by_word


def test_in_a_gap_the_missing_words_are_nowhere_in_sight() -> None:
    document = "\n".join(f"He said {word} to the old sailor." for word in LINE.split())
    start = document.index("three")
    gap = Stretch(document, start, start + len("three to the"), in_gap=True)
    engine = FakeEngine(saying())
    replay(engine, [gap], 0.35)
    assert engine.asked == [(document[:place], document[gap.end :]) for place in range(gap.start, gap.end)]


def test_a_ghost_does_not_run_into_what_stands_behind_the_cursor() -> None:
    gap = Stretch(LINE, 4, 13, in_gap=True)
    counted = replay(FakeEngine(knowing(LINE)), [gap], 0.35)
    assert (counted.letters, counted.keys, counted.right) == (len("two three"), 2, 0)
    counted = replay(FakeEngine(knowing(LINE)), [Stretch(LINE, 4, 13)], 0.35)
    assert (counted.letters, counted.keys, counted.right) == (len("two three four five six"), 1, 1)


def test_gaps_are_measured_with_and_without_what_follows() -> None:
    engine = FakeEngine(saying())
    found = measure(engine, [FILLING], words=24, seed=1, tell=lambda step: None)
    assert (found.both_sides.words, found.left_only.words) == (24, 24)
    in_sight = [left for left, right in engine.asked if right]
    hidden = engine.asked[-len(in_sight) :]
    assert hidden == [(left, "") for left in in_sight]
    assert max(len(right) for _, right in engine.asked) == RIGHT_CHARACTERS


def test_each_document_begins_anew() -> None:
    engine = FakeEngine(saying())
    replay(engine, choose_passages(["one two", "three"], 10, seed=1), 0.35)
    assert engine.forgotten == 2
    assert ("three"[:4], "") in engine.asked


def test_paragraphs_too_short_for_a_gap_have_no_figures() -> None:
    found = measure(FakeEngine(saying()), [LINE], words=10, seed=1, tell=lambda step: None)
    assert found.both_sides == found.left_only
    assert asdict(found.both_sides)["keystroke_savings"] is None
    assert found.both_sides.latency_ms == {"p50": None, "p95": None, "p99": None}


def test_passages_are_spread_over_the_text() -> None:
    passages = choose_passages([FILLING], words=100, seed=1)
    assert [len(list(passage.words())) for passage in passages] == [100 // PASSAGES] * PASSAGES
    fifths = [passage.start * PASSAGES // len(FILLING) for passage in passages]
    assert fifths == list(range(PASSAGES))
    assert passages == choose_passages([FILLING], words=100, seed=1)
    assert passages != choose_passages([FILLING], words=100, seed=2)


@pytest.mark.parametrize("words", [1, 3, 7, 24, 100])
def test_no_more_words_are_typed_than_asked_for(words: int) -> None:
    documents = [FILLING[:2000], LINE, FILLING[2000:]]
    passages, gaps = choose_passages(documents, words, seed=4), choose_gaps(documents, words, seed=4)
    assert words - PASSAGES < sum(len(list(passage.words())) for passage in passages) <= words
    assert sum(len(list(gap.words())) for gap in gaps) <= words


def test_a_short_text_is_typed_whole() -> None:
    assert choose_passages([LINE, STORY], words=10_000, seed=1) == [
        Stretch(LINE, 0, len(LINE)),
        Stretch(STORY, 0, len(STORY.rstrip(".\n"))),
    ]


def test_gaps_are_in_mid_paragraph() -> None:
    gaps = choose_gaps([FILLING], words=48, seed=1)
    assert [len(list(gap.words())) for gap in gaps] == [*GAPS] * 4
    for gap in gaps:
        before = gap.document[: gap.start].rpartition("\n")[2]
        after = gap.document[gap.end :].partition("\n")[0]
        assert len(WORD.findall(before)) >= MARGIN
        assert len(WORD.findall(after)) >= MARGIN


def test_form_feeds_part_documents() -> None:
    assert documents_of("one\ntwo\n\f\nthree\n\f\n\f\n") == ["one\ntwo", "three"]
    assert documents_of("one \f two") == ["one \f two"]


def test_the_text_before_the_cursor_is_cut_as_the_editor_cuts_it(qtbot: QtBot) -> None:
    assert editor_context.LEFT_CHARACTERS == LEFT_CHARACTERS
    assert editor_context.RIGHT_CHARACTERS == RIGHT_CHARACTERS
    page = QTextDocument(FILLING)
    reader, context = editor_context.ContextReader(page), LeftContext(FILLING)
    for place in (0, 300, 19_999, 20_001, 20_002, 26_000, 34_000, 9_000, 8_000, 40_000, 45_000):
        assert context.before(place) == reader.before(place)


def test_one_endless_paragraph_is_cut_as_the_editor_cuts_it(qtbot: QtBot) -> None:
    text = "word " * 10_000
    reader, context = editor_context.ContextReader(QTextDocument(text)), LeftContext(text)
    for place in (15_000, 30_000, 30_001, 45_000, 100):
        assert context.before(place) == reader.before(place)


def test_the_command_measures_a_bundle(
    stream_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "story.txt"
    text.write_text(STORY)
    status = cli.main(["measure", str(stream_bundle), str(text), "--words", "60", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert status == 0
    for found in (answer, answer["both_sides"], answer["left_only"]):
        assert found.keys() >= set(Figures.__annotations__)
        assert 20 < found["words"] <= 60
        # It knows the story by heart, but not which of the likely words comes now.
        assert 0.2 < found["keystroke_savings"] < 1
        assert 0.3 < found["top1"] <= found["top3"] <= found["top5"] <= 1
        assert 0 < found["latency_ms"]["p50"] <= found["latency_ms"]["p95"] <= found["latency_ms"]["p99"]


def test_the_command_prints_a_table(
    stream_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "story.txt"
    text.write_text("Once upon a time there was a girl.")
    assert cli.main(["measure", str(stream_bundle), str(text), "--provider", "cpu"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Tiny stream on CPU, seed 1"
    row = next(line.split() for line in lines if line.startswith("keystroke savings"))
    assert row[2].endswith("%")
    assert row[3:5] == ["-", "-"]
    assert row[5].endswith("%")


def test_a_text_without_words_is_one_sentence(
    stream_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "empty.txt"
    text.write_text("...\n")
    assert cli.main(["measure", str(stream_bundle), str(text)]) == 1
    assert capsys.readouterr().err == "There are no words in these texts; choose others to measure.\n"


class RememberingFake(FakeEngine):
    """Notes which story it is to remember, and what it is given to read."""

    has_memory = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.remembers = False
        self.read: list[tuple[str, str, str, str]] = []
        self.surveyed: list[str] = []
        self.far: list[str] = []
        self.asked_with_memory = 0
        self.known: list[int] = []  # how often something was read since it left, whenever it reads
        self._since = 0

    def leave(self) -> None:
        self._since = 0

    def turn_to(self, story: object, remember: bool = True) -> None:
        self.remembers = remember

    def prepare(self, left: str, right: str, earlier: str, later: str) -> bool:
        assert self.remembers
        self.read.append((left, right, earlier, later))
        self._since += 1
        self.known.append(self._since)
        return True

    def survey(self, story: str) -> bool:
        assert self.remembers
        self.surveyed.append(story)
        return True

    def read_far(self, text: str, keep: bool) -> bool:
        assert keep
        assert self.remembers
        assert not self._since
        self.far.append(text)
        return True

    def suggest(self, left: str, right: str, settings: SuggestSettings) -> list[Suggestion]:
        self.asked_with_memory += self.remembers
        return super().suggest(left, right, settings)


def test_memory_is_measured_beside_the_model_alone() -> None:
    engine = RememberingFake(saying())
    found = measure(engine, [FILLING], words=24, seed=1, tell=lambda step: None)
    assert found.memory
    assert found.memory_both_sides
    assert (found.memory.words, found.memory_both_sides.words) == (found.at_end.words, found.both_sides.words)
    alone = measure(FakeEngine(saying()), [FILLING], words=24, seed=1, tell=lambda step: None)
    assert alone.memory is None
    assert 0 < engine.asked_with_memory < len(engine.asked)


def test_before_a_passage_the_whole_story_before_it_is_read() -> None:
    engine = RememberingFake(saying())
    passages = choose_passages([FILLING], words=20, seed=1)
    replay(engine, passages, 0.35, remember=True)
    assert [earlier + left for left, _, earlier, _ in engine.read] == [
        FILLING[: passage.start] for passage in passages
    ]
    assert engine.surveyed == [FILLING[: passage.start] for passage in passages]


def test_what_is_missing_in_a_gap_is_not_remembered() -> None:
    engine = RememberingFake(saying())
    gaps = choose_gaps([FILLING], words=12, seed=1)
    replay(engine, gaps, 0.35, remember=True)
    for gap, (left, right, earlier, later) in zip(gaps, engine.read, strict=True):
        assert earlier + left == FILLING[: gap.start]
        assert right + later == FILLING[gap.end :]
    assert engine.surveyed == [FILLING[: gap.start] + FILLING[gap.end :] for gap in gaps]
    # What stands behind it has the next gap in it.
    assert engine.far == [FILLING[: gap.start] for gap in gaps]


def test_all_is_forgotten_before_an_earlier_place_of_the_same_text() -> None:
    engine = RememberingFake(saying())
    passages = choose_passages([FILLING], words=12, seed=1, most=3)
    desk = AskingDesk(engine, SuggestSettings(), remember=True)
    forgotten = []
    for passage in [*passages, *passages]:
        desk.ask(passage, passage.start)
        forgotten.append(engine.forgotten)
    assert forgotten == [1, 1, 1, 2, 2, 2]


def test_the_story_around_a_place_is_read_once_for_all_settings() -> None:
    engine = RememberingFake(saying())
    passages = choose_passages([FILLING], words=12, seed=1, most=3)
    figures(engine, passages, remember=True, lists=(3,))
    assert len(engine.read) == len(passages) == 3


def test_what_stands_in_a_gap_is_not_known_from_the_text_around_another_one() -> None:
    engine = RememberingFake(saying())
    gaps = choose_gaps([FILLING], words=12, seed=1)
    assert len(gaps) > 1
    replay(engine, gaps, 0.35, remember=True)
    assert engine.known == [1] * len(gaps)


@pytest.mark.parametrize("switch", [[], ["--no-memory"]])
def test_the_command_tells_memory_apart(
    stream_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], switch: list[str]
) -> None:
    text = tmp_path / "story.txt"
    text.write_text(STORY)
    assert cli.main(["measure", str(stream_bundle), str(text), "--words", "30", "--json", *switch]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert ("memory" in answer) == (not switch)
    if not switch:
        assert answer["memory"].keys() >= set(Figures.__annotations__)
        assert answer["memory"]["both_sides"].keys() >= set(Figures.__annotations__)


def test_models_without_memory_are_measured_without(
    word_bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "story.txt"
    text.write_text(STORY)
    assert cli.main(["measure", str(word_bundle), str(text), "--words", "30"]) == 0
    assert "end, memory" not in capsys.readouterr().out
