"""The words of a whole story, far from the cursor too."""

from collections.abc import Callable

import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.story.story_words import StoryWords
from desktop.engine.story.whole_story import MOST_WORDS, WholeStory

# What the English model spells in several tokens.
NAME = "Qivareth"
FAR = (
    f"{NAME} took the letter to the window, and read it twice.\n"
    + ("The snow fell all night, and nobody came to the mill. " * 40 + "\n") * 40
)
HERE = "She opened the door and called out to "
UNSURE = SuggestSettings(max_words=1, precision=0.01)


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model())


def never() -> bool:
    return False


def known(words: StoryWords) -> dict[tuple[int, ...], dict[int, int]]:
    return {begun: dict(followers) for begun, followers in words._next.items()}


def knowing(english: Engine, *texts: str) -> dict[tuple[int, ...], dict[int, int]]:
    """What the words are after surveying one text after the other."""
    words = StoryWords(english.vocabulary)
    whole = WholeStory(words)
    for text in texts:
        assert whole.survey(text, never)
    return known(words)


def completions(engine: Engine, left: str) -> list[str]:
    return [one.text.strip(" ,.:") for one in engine.suggest(left, "", UNSURE)]


def test_a_name_of_the_first_page_is_known_on_the_last(english: Engine) -> None:
    english.forget()
    english.turn_to("a long story")
    english.prepare(HERE, "", FAR)
    assert NAME[2:] not in completions(english, HERE + NAME[:2])
    assert english.survey(FAR + HERE)
    assert NAME[2:] in completions(english, HERE + NAME[:2])


def test_a_forgotten_story_is_forgotten_as_a_whole(english: Engine) -> None:
    english.turn_to("another")
    english.survey(FAR)
    english.forget()
    assert NAME[2:] not in completions(english, HERE + NAME[:2])
    english.turn_to("off", remember=False)
    english.survey(FAR)
    assert NAME[2:] not in completions(english, HERE + NAME[:2])


def test_after_a_change_the_words_are_those_of_the_new_text(english: Engine) -> None:
    assert knowing(english, "Qivareth ran. Olmund fell.", "Olmund ran to Sev. Olmund sat.") == knowing(
        english, "Olmund ran to Sev. Olmund sat."
    )
    assert knowing(english, FAR, "") == {}


def test_given_up_it_goes_on_where_it_was(english: Engine) -> None:
    words = StoryWords(english.vocabulary)
    whole = WholeStory(words)
    answers: list[bool] = []

    def after(slices: int) -> Callable[[], bool]:
        left = iter(range(slices))
        return lambda: next(left, None) is None

    while not (answers and answers[-1]):
        answers.append(whole.survey(FAR, after(2)))
        assert len(answers) < 1000
    assert len(answers) > 1
    assert known(words) == knowing(english, FAR)


def test_what_an_apostrophe_joins_is_no_word(english: Engine) -> None:
    assert knowing(english, "She didn't.") == knowing(english, "She didn.")


def test_the_number_of_words_is_bounded(english: Engine) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    text = " ".join(a + b + c + d for a in letters for b in letters for c in letters for d in letters[:5])
    words = StoryWords(english.vocabulary)
    whole = WholeStory(words)
    assert len(text.split()) > MOST_WORDS
    assert whole.survey(text, never)
    assert len(whole._known) == MOST_WORDS


def test_a_name_of_the_first_chapter_is_known_in_the_last(english: Engine) -> None:
    english.forget()
    english.turn_to("chapters")
    english.prepare(HERE, "")
    others = [FAR, *(f"Chapter {number}. It rained on the mill again.\n" * 50 for number in range(38))]
    assert english.survey(HERE, others=others)
    assert NAME[2:] in completions(english, HERE + NAME[:2])
    assert english.survey(HERE, others=others[1:])
    assert NAME[2:] not in completions(english, HERE + NAME[:2])


def test_parts_are_counted_as_the_whole_is(english: Engine) -> None:
    words = StoryWords(english.vocabulary)
    whole = WholeStory(words)
    assert whole.survey("Sev ran to Olmund.\n", never, ["Olmund fell.\n", "Sev sat by Olmund.\n"])
    assert whole.survey("Sev ran.\n", never, ["Olmund fell.\n", "Sev sat by Olmund.\n"])
    assert known(words) == knowing(english, "Sev ran.\nOlmund fell.\nSev sat by Olmund.\n")
    assert whole.names == {"Olmund": 2}


def test_a_part_that_stays_the_same_is_not_counted_again(english: Engine) -> None:
    whole = WholeStory(StoryWords(english.vocabulary))
    assert whole.survey(HERE, never, [FAR])
    slices = 0

    def count() -> bool:
        nonlocal slices
        slices += 1
        return False

    assert whole.survey(HERE + "Sev.", count, [FAR])
    assert slices < 12
