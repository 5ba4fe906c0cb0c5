"""What stands out: each kind by itself."""

from collections import Counter

from desktop.engine.rereading.phrases import phrases_of, said_again
from desktop.engine.rereading.places import Kind, Place, TextWords, Tint, places, surprise, tints
from desktop.engine.rereading.surprise import Judged
from desktop.engine.words import find_words

COMMON, RARE = 6.0, 14.0


def judged(text: str, **bits: float) -> list[Judged]:
    """The words of a text, all as likely as is usual; those named surprise by so many bits in all."""
    found = []
    for start, word in find_words(text):
        usual = COMMON if len(word) <= 4 else RARE
        found.append(Judged(start, word, bits.get(word, usual - 4), usual))
    return found


def words_of(text: str) -> TextWords:
    return TextWords(Counter(word for _, word in find_words(text)))


def found(text: str, words: list[Judged], before: tuple[str, ...] = ()) -> list[tuple[Kind, str]]:
    return [(one.kind, one.text) for one in places(text, words, before, words_of(text))]


def test_a_word_less_likely_than_usual_stands_out() -> None:
    text = "The cat sat on the lightning and was pleased. Tom smiled at Qivareth there."
    words = judged(text, lightning=RARE + 7, cat=COMMON + 4.5, Qivareth=RARE + 20, sat=COMMON)
    assert found(text, words) == [(Kind.SURPRISING, "lightning")]  # no name
    levels = {one.text: one.level for one in tints(words, words_of(text))}
    assert levels == {"lightning": 3, "cat": 3, "Qivareth": 3, "sat": 1}


def test_a_long_word_that_the_text_has_often_is_no_surprise() -> None:
    text = "the bullfighter " * 40
    once = Judged(4, "bullfighter", 40.0, 29.0, tokens=3)
    assert surprise(once, words_of("a bullfighter came in")) > 9
    assert surprise(once, words_of(text)) < -20
    single = Judged(4, "bullfighter", 40.0, 29.0, tokens=1)
    assert surprise(single, words_of(text)) == 11


def test_a_slip_is_told_with_what_is_likelier() -> None:
    text = "They lost there way."
    words = judged(text)
    words[2] = Judged(10, "there", 14.0, 10.0, other="their", gained=10.0)
    assert places(text, words, (), words_of(text)) == [Place(10, "there", Kind.CONFUSED, "their", 1024)]
    unsure = [*words[:2], Judged(10, "there", 14.0, 10.0, other="their", gained=4.0), words[3]]
    assert found(text, unsure) == []
    finger = Judged(
        10, "there", 14.0, 10.0, other="the", gained=6.0
    )  # sounds otherwise: is less easily meant
    assert found(text, [*words[:2], finger, words[3]]) == []
    bound = Judged(10, "there", 14.0, 10.0, other="they're", gained=10.0, is_bound=True)
    assert found(text, [*words[:2], bound, words[3]]) == []


def test_a_word_twice_in_a_row() -> None:
    text = "He was in the the house. Very very late. In the the\nthe end."
    words = judged(text)
    surprising = {14: 9.0, 48: 9.0}
    words = [
        Judged(one.start, one.text, surprising.get(one.start, 1.0), one.usual) if len(one.text) < 5 else one
        for one in words
    ]
    assert found(text, words) == [(Kind.REPEATED, "the"), (Kind.REPEATED, "the")]


def test_a_rare_word_again_close_by() -> None:
    text = "A shadow fell. The shadow moved; it was Shadow the tomcat, whom Tomcat knew." + " so" * 25
    assert found(text, judged(text)) == [
        (Kind.REPEATED, "shadow"),
        (Kind.REPEATED, "Shadow"),
        (Kind.REPEATED, "Tomcat"),
    ]
    again = places("The shadow moved.", judged("The shadow moved."), ("A", "shadow", "fell"), words_of(text))
    assert [(one.kind, one.text, one.times) for one in again] == [(Kind.REPEATED, "shadow", 3)]
    # Not what the text is about, no name, and not far away.
    about = "The shadow moved. " * 5
    assert found(about, judged(about)[:6]) == []
    name = "Belinda came, and Belinda went."
    assert found(name, judged(name)) == []
    far = "A shadow fell" + " so" * 25 + " and the shadow went"
    assert found(far, judged(far)) == []


def test_a_worn_phrase_ends_in_a_word_that_had_to_come() -> None:
    text = "She breathed a sigh of relief, and heaved of relief. A sign, of relief."
    words = [
        Judged(
            one.start,
            one.text,
            0.5 if one.text == "relief" else one.bits,
            RARE if one.text == "sigh" else one.usual,
        )
        for one in judged(text)
    ]
    worn = [place for place in places(text, words, ("x",), words_of(text)) if place.kind is Kind.WORN]
    assert [one.text for one in worn] == ["sigh of relief", "heaved of relief"]


def test_without_spaces_only_slips_and_surprises_are_looked_for() -> None:
    text = "你你的"
    words = [Judged(0, "你", 9.0, 6.0), Judged(1, "你", 9.0, 6.0), Judged(2, "的", 20.0, 4.0)]
    answer = places(text, words, (), words_of(text), has_spaces=False)
    assert [(one.kind, one.text) for one in answer] == [(Kind.SURPRISING, "的")]


def test_phrases_said_again_and_again() -> None:
    text = "I cannot really believe it. But he said he cannot really believe it now, and so he left"
    words = judged(text)
    phrases = phrases_of(text, words)
    assert ("cannot", "really", "believe", "it") in phrases.values()
    assert ("it", "but", "he", "said") not in phrases.values()  # across a full stop
    assert not any("left" in phrase and "so" in phrase for phrase in phrases.values())  # nothing telling
    counts = Counter(dict.fromkeys(phrases.values(), 1))
    counts["cannot", "really", "believe", "it"] = 3
    runs = list(said_again(phrases, counts))
    assert [(words[first].text, words[last].text, times) for first, last, times in runs] == [
        ("cannot", "it", 3),
        ("cannot", "it", 3),
    ]
    counts["really", "believe", "it", "now"] = 4
    assert [words[last].text for _, last, _ in said_again(phrases, counts)] == ["it", "now"]


def test_a_tint_knows_its_word() -> None:
    assert tints([Judged(3, "odd", 20.0, 6.0)], words_of("an odd one")) == [Tint(3, "odd", 3)]
