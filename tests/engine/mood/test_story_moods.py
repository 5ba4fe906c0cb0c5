"""A story's moods, kept up to date without reading anything twice."""

from desktop.engine.mood.mood_model import BATCH
from desktop.engine.mood.passages import cut_passages
from desktop.engine.mood.story_moods import StoryMoods

BODY = " ".join(["word"] * 150)


class CountingReader:
    """Gives each passage the mood of its length; notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, passages: list[str]) -> list[float]:
        self.asked += passages
        return [mood_of(passage) for passage in passages]


def mood_of(passage: str) -> float:
    return len(passage) / 10_000


def story(*begins: str) -> str:
    return "\n".join(f"{begin} {BODY}" for begin in begins)


def read(moods: StoryMoods, text: str) -> None:
    for _ in moods.read(text, lambda: False):
        pass


def test_each_passage_has_its_place_and_its_mood() -> None:
    moods = StoryMoods(CountingReader())
    text = "\n\n" + story("a", "bb", "ccc")
    read(moods, text)
    assert [point.paragraph for point in moods.points] == [2, 3, 4]
    assert [point.offset for point in moods.points] == [0, 0, 0]
    assert [point.mood for point in moods.points] == [mood_of(line) for line in text.splitlines() if line]


def test_only_what_is_new_is_read() -> None:
    reader = CountingReader()
    moods = StoryMoods(reader)
    read(moods, story("a", "b", "c", "a"))
    assert len(reader.asked) == 3  # one passage stands there twice
    reader.asked.clear()
    read(moods, story("a", "new", "b", "c"))
    assert reader.asked == [story("new")]
    assert [point.paragraph for point in moods.points] == [0, 1, 2, 3]


def test_what_is_no_more_in_the_story_is_forgotten() -> None:
    reader = CountingReader()
    moods = StoryMoods(reader)
    read(moods, story("a", "b"))
    read(moods, story("b"))
    reader.asked.clear()
    read(moods, story("a", "b"))
    assert reader.asked == [story("a")]


def test_giving_up_keeps_what_was_read() -> None:
    reader = CountingReader()
    moods = StoryMoods(reader)
    text = story(*map(str, range(BATCH * 3)))
    steps: list[None] = []
    for step in moods.read(text, lambda: bool(steps)):
        steps.append(step)
    assert len(steps) == 1
    assert sum(point.mood is None for point in moods.points) == BATCH * 2
    read(moods, text)
    assert len(reader.asked) == BATCH * 3
    assert all(point.mood is not None for point in moods.points)


def test_giving_up_at_once_changes_nothing() -> None:
    reader = CountingReader()
    moods = StoryMoods(reader)
    read(moods, story("a"))
    before = moods.points
    assert list(moods.read(story("b", "c"), lambda: True)) == []
    assert moods.points == before


def test_offsets_count_utf_16_units() -> None:
    sentence = "\U0001f600 é " + "word " * 140 + "end. "
    text = "\U0001f600\n" + sentence * 3
    moods = StoryMoods(CountingReader())
    read(moods, text)
    starts = [passage.start for passage in cut_passages(text)]
    line_start = text.index("\n") + 1
    assert [(point.paragraph, point.offset) for point in moods.points[1:]] == [
        (1, len(text[line_start:start].encode("utf-16-le")) // 2) for start in starts[1:]
    ]
    assert len(starts) == 3
