import pytest

from trainer.texts.markdown import plain_lines


def markdown(text: str) -> list[str]:
    return [line for line in plain_lines(text.split("\n")) if line]


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
        ("one<br/>two <!-- note -->", "onetwo "),
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
