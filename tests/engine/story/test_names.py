"""What a story takes for names."""

from collections import Counter

import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import Engine
from desktop.engine.story.story_words import StoryWords
from desktop.engine.story.whole_story import WholeStory


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model())


def test_names_have_a_capital_where_no_sentence_begins_and_nowhere_a_small_letter(english: Engine) -> None:
    whole = WholeStory(StoryWords(english.vocabulary))
    text = (
        "Then Varnholt said, Maybe not. Wierd things came. Wierd ones, too.\n"
        "Varnholt met the Captain, and a captain met Él Quade. “Teh end,” he said to Teh."
    )
    assert whole.survey(text, lambda: False)
    assert Counter(whole.names) == {"Varnholt": 2, "Maybe": 1, "Él": 1, "Quade": 1, "Teh": 2}
    assert whole.survey("Nobody said a word.", lambda: False)
    assert whole.names == {}


def test_the_engine_tells_them_only_while_it_remembers(english: Engine) -> None:
    english.turn_to("story")
    english.survey("Here was Varnholt.")
    assert english.names == {"Varnholt": 1}
    english.turn_to("story", remember=False)
    assert english.names == {}
