import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.texts.editorial import without_asides, without_marks


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("She held it _very_ carefully.", "She held it very carefully."),
        ("the _Northern Star_, which", "the Northern Star, which"),
        ('"_Asked_," he said; "_I_\'m"', '"Asked," he said; "I\'m"'),
        ("a =bold= word", "a bold word"),
        ("gone.[1] Then", "gone. Then"),
        ("bulkhead.[A]", "bulkhead."),
        ("himself.{12}", "himself."),
        ("a word[*] here", "a word here"),
        ("coal. [Pg 34] She", "coal. She"),
        ("coal.[Page xii]", "coal."),
        ("[Illustration: The purser [drawn] looked]", ""),
        ("[Illustration]", ""),
        ("Here [Illustration: a cat] she slept.", "Here she slept."),
        ("[Sidenote: A morning arrival]", ""),
        ("[Footnote 1: The harbour was rebuilt in 1901.]", ""),
        ("[Transcriber's note: _sic_]", ""),
        ("_A letter that goes on", "A letter that goes on"),
        ("over two paragraphs._", "over two paragraphs."),
        ("a ~spaced~ word", "a spaced word"),
        ("<i>Italics</i> and <sc>small</sc>, 3 < 4", "Italics and small, 3 < 4"),
        ("the 4^{th}, M^r Brown, CO_{2}", "the 4th, Mr Brown, CO2"),
        ("c[oe]ur, [=a], [:u]ber, [)e]", "cœur, ā, über, ĕ"),
    ],
)
def test_what_editors_put_between_the_words_goes(text: str, plain: str) -> None:
    assert without_marks(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name and __init__",
        "a_b_ c",
        "x = y = z",
        "[Aside] He is gone.",
        "[He opens the door.]",
        "in [sic] the letter",
        "[1901 was a good year]",
        "{curly words}",
        "____ and _",
    ],
)
def test_what_only_looks_like_that_stays(text: str) -> None:
    assert without_marks(text) == text


@given(st.text("ab _[]{}=1APg:"))
def test_what_is_gone_does_not_bring_more_to_light(text: str) -> None:
    assert without_marks(without_marks(text)) == without_marks(text)


def test_notes_contents_and_long_captions_go() -> None:
    texts = [
        "I. The Quay . . . . . . 1",
        "II. The Morning ......... 9",
        "It was late.",
        "[A] There were four hundred and six.",
        "[12] See page 3.",
        "[Illustration: The purser",
        "as he looked]",
        "She slept. . . .",
    ]
    assert list(without_asides(texts)) == ["It was late.", "She slept. . . ."]


def test_a_caption_that_nobody_closed_takes_nothing_away() -> None:
    texts = ["[Illustration: open", *(f"Paragraph {n}." for n in range(99))]
    assert list(without_asides(texts)) == texts
