import textwrap

import pytest

from tests.trainer.texts.prose import paragraphs
from trainer.texts.markdown import markdown_paragraphs, plain_lines


def markdown(text: str) -> list[str]:
    return list(markdown_paragraphs(text.split("\n")))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# The Lamp", "The Lamp"),
        ("### The Lamp ###", "The Lamp"),
        ("She was *very* late, and __quite__ wet.", "She was very late, and quite wet."),
        ("***Really?***", "Really?"),
        ("a snake_case_name stays", "a snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("See [the map](http://example.org/a_b) there.", "See the map there."),
        ("See [the map][1] there.", "See the map there."),
        ("![a lamp](lamp.png)She slept.", "She slept."),
        ("Say `ahoy` twice.", "Say ahoy twice."),
        ("> > He wrote: come.", "He wrote: come."),
        ("- first", "first"),
        ("12. twelfth", "twelfth"),
        (r"\*not emphasis\*", "*not emphasis*"),
        ("~~gone~~ kept", "gone kept"),
        ("one<br/>two <!-- note -->", "one two"),
        ("The king[^1] slept.", "The king slept."),
        ("See [[The Map]] and [[map|the map]]![[map.png]].", "See The Map and the map."),
        ("See [the map](http://example.org/a_(b)) there.", "See the map there."),
        ("*She **really** slept*, ==at last==. %%check%%", "She really slept, at last."),
        ("- [x] done", "done"),
        ("1984. A novel.", "1984. A novel."),
        ("caf&eacute; &mdash; &amp; more", "café — & more"),
        ("The end of a line\\", "The end of a line"),
    ],
)
def test_markup_goes_and_words_stay(text: str, plain: str) -> None:
    assert markdown(text) == [plain]


def test_code_in_fences_is_dropped() -> None:
    text = "Before.\n```python\nprint('# no')\n~~~\n```\nBetween.\n~~~~\n```\n~~~\n~~~~\nAfter."
    assert markdown(text) == ["Before.", "Between.", "After."]


def test_rules_underlines_and_link_addresses_are_dropped() -> None:
    assert markdown("Title\n=====\nText.\n\n* * *\n\nMore.\n---\n[1]: http://example.org\n|---|:--|") == [
        "Title",
        "Text.",
        "More.",
    ]


def test_front_matter_is_dropped_but_not_what_stands_after_a_rule() -> None:
    assert markdown("---\ntitle: The Lamp\ntags:\n  - sea\n---\nIt was late.") == ["It was late."]
    assert markdown("---\nIt was late.\n\n---\nShe slept.") == ["It was late.", "She slept."]
    assert markdown("---\nIt was late.") == ["It was late."]


def test_headings_and_list_items_stand_apart_from_what_surrounds_them() -> None:
    assert list(plain_lines(["Before.", "## Two", "After.", "- item"])) == [
        "Before.",
        "",
        "Two",
        "",
        "After.",
        "",
        "item",
    ]


def test_notes_and_remarks_of_several_lines_are_dropped() -> None:
    text = "One.\n\n[^1]: A note\n    that goes on.\n\nTwo.\n<!-- a\nremark\nhere -->\nThree."
    text += "\n%% a\nremark %%\nFour."
    assert markdown(text) == ["One.", "Two.", "Three.", "Four."]
    assert markdown("<!-- never closed\nShe slept.") == ["<!-- never closed", "She slept."]
    assert markdown('+++\ntitle = "The Lamp"\n[a]\n+++\nIt was late.') == ["It was late."]


def test_tildes_between_scenes_are_no_fences() -> None:
    assert markdown("It was late.\n\n~~~\n\nShe slept.\n“Wake up!”\n\n~~~\n\nHe left.") == [
        "It was late.",
        "She slept.",
        "“Wake up!”",
        "He left.",
    ]
    assert markdown("It was late.\n\n```\nShe slept.") == ["It was late.", "She slept."]


def test_cells_of_tables_are_paragraphs() -> None:
    assert markdown("| a | b |\n|---|---|\n| one | two |") == ["a", "b", "one", "two"]


def test_emphasis_goes_over_the_ends_of_lines() -> None:
    texts = [f"*{text}*" for text in paragraphs(60)]
    lines = "\n\n".join(textwrap.fill(text, 60) for text in texts).split("\n")
    assert list(markdown_paragraphs(lines)) == [text.strip("*") for text in texts]
