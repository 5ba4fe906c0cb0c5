"""Where a scene breaks."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.cowriting.scenes import LEAST_WORDS, breaks_scene, scene_of, until_scene_breaks
from desktop.engine.engine import Engine
from tests.engine.tiny_story import CHINESE_STORY, STORY

SCENE = "She sat by the window and waited for the boat. " * (LEAST_WORDS // 10 + 1)


def told(*pieces: str) -> str:
    return "".join(until_scene_breaks(iter(pieces)))


@pytest.mark.parametrize(
    "opening",
    [
        "The next morning the snow had gone.",
        "Three days later he came back to the harbour.",
        "That night, nobody slept.",
        "It was late in the evening when they found it.",
        "\u201cAfter dinner,\u201d she began,",
        "When he awoke, the house was still.",
        "Chapter Four",
        "* * *",
        "***",
        "\u6b21\u65e5\uff0c\u5929\u6c14\u5f88\u597d\u3002",
        "\u4e09\u5929\u540e\uff0c\u4ed6\u56de\u6765\u4e86\u3002",
    ],
)
def test_another_time_or_a_line_without_words_breaks_it(opening: str) -> None:
    assert breaks_scene(opening)


@pytest.mark.parametrize(
    "line",
    [
        "He looked at her for a long time.",
        '"Yes," she said.',
        "The door opened.",
        "Nobody knew what to say.",
        "\u5979\u671b\u7740\u5927\u6d77\u3002",
        "",
    ],
)
def test_other_paragraphs_go_on(line: str) -> None:
    assert not breaks_scene(line)


def test_the_scene_is_given_and_the_next_one_is_not() -> None:
    assert told(SCENE, '\n"Yes," he said.\n', "The next morning", " the snow had gone.\nIt fell.") == (
        SCENE + '\n"Yes," he said.'
    )


def test_a_break_comes_in_pieces_of_any_size() -> None:
    story = SCENE + '\n"Yes," he said.\n* * *\nHe went.'
    assert told(*story) == SCENE + '\n"Yes," he said.'


def test_what_is_too_short_is_no_scene() -> None:
    story = "She sat down.\nThat night she slept well, and the next day she rose."
    assert told(story) == story


def test_nothing_more_is_asked_for_behind_the_break() -> None:
    asked = 0

    def story() -> Iterator[str]:
        nonlocal asked
        yield SCENE
        yield "\nThe next morning the snow had gone from all of the roofs.\n"
        asked += 1
        yield "More."

    assert "".join(until_scene_breaks(story())) == SCENE
    assert asked == 0


@given(st.lists(st.sampled_from(["She sat. ", "\n", "He went home. ", " and", "\n\n", "Oh"]), max_size=30))
def test_without_a_break_all_of_it_is_given(pieces: list[str]) -> None:
    whole = "".join(pieces)
    assert told(*pieces).rstrip() == whole.rstrip()


class Judge:
    """Expects another scene behind certain words."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.judged: list[tuple[str, str]] = []

    def likelihood(self, left: str, text: str, right: str = "", is_stale: object = None) -> float:
        self.judged.append((left, text))
        return 0.0 if left.endswith(self.words) else -1.0


LONG = SCENE + "\nShe slept.\nHe wept.\nThey were still there when the sun"


def test_a_scene_that_does_not_break_ends_where_it_soonest_would() -> None:
    judge = Judge("She slept.")
    found = scene_of(judge, "It was late.", LONG, lambda: False)  # type: ignore[arg-type]
    assert found == SCENE + "\nShe slept."
    assert all(text.startswith("\n") for _, text in judge.judged)


def test_it_may_end_with_its_last_words() -> None:
    assert scene_of(Judge("the sun"), "", LONG, lambda: False) == LONG  # type: ignore[arg-type]


def test_nothing_short_is_made_of_it() -> None:
    text = "She slept.\n" + SCENE
    found = scene_of(Judge("She slept."), "", text, lambda: False)  # type: ignore[arg-type]
    assert found.rstrip() == text.rstrip()


def test_what_nobody_waits_for_stays_whole() -> None:
    assert scene_of(Judge("She slept."), "", LONG, lambda: True) == LONG  # type: ignore[arg-type]


@pytest.mark.parametrize("story", [STORY, CHINESE_STORY])
def test_a_real_model_ends_a_scene_with_a_paragraph(engine: Engine, story: str) -> None:
    found = scene_of(engine, "", story[:600], lambda: False)
    assert story.startswith(found)
    assert found
