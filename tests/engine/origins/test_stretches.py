"""Words as stretches, and found again in texts that somebody else has changed."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.origins.origin import Origin, Record, Word, bare_words
from desktop.engine.origins.stretches import LONGEST, stretches_of, words_of
from desktop.engine.origins.telling import account_of

STORY = (
    "The clock at low water had stopped long before the war.\n"
    "Mara said nothing of the clock, and her brother said nothing of the war.\n"
    "In the morning the tide had taken the boat, and nobody spoke of the clock again.\n"
)


def machine(text: str, *passages: str, origin: Origin = Origin.CONTINUED) -> list[Word]:
    """The words of some passages of a text."""
    found = []
    for passage in passages:
        begin = text.index(passage)
        found += [Word(begin + start, begin + end, origin) for start, end in bare_words(passage)]
    return sorted(found)


def told(text: str, words: list[Word]) -> list[str]:
    return [text[word.start : word.end] for word in words]


def test_words_that_follow_each_other_are_one_stretch_up_to_a_line_end() -> None:
    words = machine(STORY, "before the war.\nMara said", "the boat, and nobody")
    exact = [one.anchor.exact for one in stretches_of(STORY, words)]
    assert exact == ["before the war", "Mara said", "the boat, and nobody"]


def test_ways_to_come_are_told_apart() -> None:
    words = sorted(machine(STORY, "the war.") + machine(STORY, "long before", origin=Origin.ACCEPTED))
    assert [(one.origin, one.anchor.exact) for one in stretches_of(STORY, words)] == [
        (Origin.ACCEPTED, "long before"),
        (Origin.CONTINUED, "the war"),
    ]


def test_a_text_that_is_as_it_was_gives_all_words() -> None:
    words = machine(STORY, STORY)
    stretches = stretches_of(STORY, words)
    assert all(len(one.anchor.exact) <= LONGEST for one in stretches)
    assert words_of(stretches, STORY) == words


def test_words_that_moved_are_found_and_changed_ones_are_the_writers() -> None:
    stretches = stretches_of(STORY, machine(STORY, "her brother said nothing", "the tide had taken the boat"))
    text = "A new beginning, with the clock in it.\n" + STORY.replace("taken", "stolen")
    found = told(text, words_of(stretches, text))
    assert found == ["her", "brother", "said", "nothing", "the", "tide", "had", "the", "boat"]


def test_a_word_that_grew_elsewhere_is_not_taken_for_the_same() -> None:
    text = "He would walk home.\n"
    stretches = stretches_of(text, machine(text, "walk"))
    assert words_of(stretches, text.replace("walk", "walked")) == []
    assert words_of(stretches, text.replace("walk", "side-walk")) == []


def test_without_its_neighbours_only_some_words_in_a_row_are_known_again() -> None:
    text = "Long ago. The old clock in the hall had not stopped for years. Nobody knew.\n"
    stretches = stretches_of(text, machine(text, "The old clock in the hall had not stopped for years"))
    changed = "Once, the old clock in the hall had been wound each evening.\n"
    assert told(changed, words_of(stretches, changed)) == ["old", "clock", "in", "the", "hall", "had"]


def test_words_that_are_gone_stay_away() -> None:
    stretches = stretches_of(STORY, machine(STORY, "the boat"))
    text = STORY.replace("the tide had taken the boat, and ", "")
    assert words_of(stretches, text) == []


def test_chinese_is_told_by_its_characters() -> None:
    text = "他走了很远。天黑了，雨还在下。\n"
    words = machine(text, "天黑了，雨")
    (stretch,) = stretches_of(text, words)
    assert (stretch.anchor.exact, stretch.words) == ("天黑了，雨", 4)
    moved = "那天早上没有人说话。" + text
    assert told(moved, words_of([stretch], moved)) == ["天", "黑", "了", "雨"]


def test_an_account_counts_words_and_what_stands_of_them() -> None:
    record = Record(stretches_of(STORY, machine(STORY, "said nothing of the clock")), {Origin.CONTINUED: 40})
    account = account_of(STORY, record)
    assert account.share.put_in == {Origin.CONTINUED: 40}
    assert account.share.standing == {Origin.CONTINUED: 5}
    assert account.share.percent == 100 * 5 / account.share.words
    assert [one.anchor.exact for one in account.passages] == ["said nothing of the clock"]


def test_a_passage_goes_over_line_ends() -> None:
    words = machine(STORY, STORY)
    (passage,) = account_of(STORY, Record(stretches_of(STORY, words), {})).passages
    assert (passage.anchor.start, passage.words) == (0, len(words))


@given(st.text("ab -'\n他", max_size=60), st.text("ab -'\n他", max_size=20), st.data())
def test_whatever_happens_words_are_whole_words_and_in_order(
    text: str, put: str, data: st.DataObject
) -> None:
    words = [Word(start, end, Origin.ACCEPTED) for start, end in bare_words(text) if data.draw(st.booleans())]
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + put + text[data.draw(st.integers(at, len(text))) :]
    found = words_of(stretches_of(text, words), changed)
    assert {(word.start, word.end) for word in found} <= set(bare_words(changed))
    assert sorted(set(found)) == found
