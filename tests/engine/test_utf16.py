"""Places in a text, counted in UTF-16 units."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.utf16 import utf16_index, utf16_length, utf16_slice

TEXT = st.text(st.sampled_from("ab \né雨😀🏳"), max_size=12)


@given(TEXT, st.integers(0, 12), st.integers(0, 12))
def test_places_go_to_units_and_back(text: str, one: int, other: int) -> None:
    start, end = (utf16_length(text[:index]) for index in sorted((one, other)))
    assert utf16_length(text) == sum(1 + (character > "\uffff") for character in text)
    assert (utf16_index(text, start), utf16_index(text, end)) == tuple(
        min(index, len(text)) for index in sorted((one, other))
    )
    assert utf16_slice(text, start, end) == text[min(one, other) : max(one, other)]
    assert utf16_slice(text, end) == text[max(one, other) :]


def test_half_a_character_is_none_and_can_be_seen() -> None:
    assert utf16_index("a😀b", 2) == 1
    assert utf16_slice("a😀b", 0, 2) == "a\N{REPLACEMENT CHARACTER}"
    assert utf16_length("a\ud83d") == 2
