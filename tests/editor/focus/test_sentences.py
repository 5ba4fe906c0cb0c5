"""The sentence at the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editor.focus.sentences import is_ended, sentence_around


def sentence_at(marked: str) -> str:
    """The sentence at the bar."""
    text, position = marked.replace("|", ""), marked.index("|")
    units = text.encode("utf-16-le")
    start, end = sentence_around(text, len(text[:position].encode("utf-16-le")) // 2)
    return units[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        ("One here. Tw|o there. Three.", "Two there. "),
        ("One here. |Two there.", "Two there."),
        ("One here. Two there.|", "Two there."),
        ("One here. Two there. |", "Two there. "),
        ("|One here. Two.", "One here. "),
        ("|", ""),
        ("Mr. Sm|ith left. He did.", "Mr. Smith left. "),
        ("J. R. R. Tolk|ien wrote. He did.", "J. R. R. Tolkien wrote. "),
        ("So it was I. H|e left.", "He left."),
        ("“Stop!” she s|aid. He did.", "“Stop!” she said. "),
        ("“Why? Be|cause.” So.", "Because.” "),
        ("他走了。她留|下。", "她留下。"),
        ("\U0001f600 One. \U0001f600 T|wo.", "\U0001f600 Two."),
        ("A val|ue of 3.5 here. B.", "A value of 3.5 here. "),
        ("No end wh|atever", "No end whatever"),
    ],
)
def test_the_sentence_at_the_bar(marked: str, sentence: str) -> None:
    assert sentence_at(marked) == sentence


@given(st.text('ab. !?"\u201d\u3002\U0001f600MrI\n', max_size=40), st.data())
def test_sentences_part_a_text_without_gaps(text: str, data: st.DataObject) -> None:
    text = text.replace("\n", "")
    length = len(text.encode("utf-16-le")) // 2
    position, bounds = 0, [0]
    while position < length:
        start, end = sentence_around(text, position)
        assert start == position < end
        bounds.append(position := end)
    assert bounds[-1] == length
    place = data.draw(st.integers(0, length))
    start, end = sentence_around(text, place)
    assert start <= place <= end
    assert start in bounds
    assert end in bounds


def test_what_ends_as_a_sentence_does() -> None:
    assert is_ended("So. ")
    assert is_ended("“So!”")
    assert is_ended("走了。")
    assert not is_ended("So, ")
