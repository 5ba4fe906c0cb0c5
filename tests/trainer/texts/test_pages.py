from trainer.texts.unwrapping import lines_of_pages, pages_of


def page(number: int, *lines: str, title: str = "THE LAMP") -> list[str]:
    return [title, "", *lines, "", f"- {number} -"]


def test_heads_and_numbers_go_and_a_paragraph_goes_on_overleaf() -> None:
    words = ("oak", "ash", "elm", "fir")
    pages = [page(n, f"It was {word}, and", f"{word} went on and") for n, word in enumerate(words, 1)]
    lines = list(lines_of_pages([*pages, page(5, "on. Then", "it ended.")]))
    expected = [line for word in words for line in (f"It was {word}, and", f"{word} went on and")]
    assert lines == [*expected, "on. Then", "it ended."]


def test_a_sentence_that_ends_a_page_ends_its_paragraph() -> None:
    assert list(lines_of_pages([["It fell."], ["Then it lay."], ["   An indent"]])) == [
        "It fell.",
        "",
        "Then it lay.",
        "",
        "   An indent",
    ]


def test_a_first_line_that_comes_once_is_no_head() -> None:
    lines = ["Chapter One", "It was late", "and she slept"]
    assert list(lines_of_pages([lines, ["1901 was a good year"], []])) == [*lines, "1901 was a good year"]


def test_heads_of_even_and_of_odd_pages_go() -> None:
    pages = [
        [("NIGHT FERRY" if n % 2 else f"{n}   Chapter the First"), f"text {'abcdefgh'[n]}"] for n in range(8)
    ]
    assert list(lines_of_pages(pages)) == [f"text {letter}" for letter in "abcdefgh"]


def test_pages_begin_with_form_feeds() -> None:
    assert list(pages_of(["a", "b", "\f12", "c", "\f\fd"])) == [["a", "b"], ["12", "c"], ["d"]]


LONG = [f"so the {word} went on until it was evening and night," for word in ("oak", "ash", "elm", "fir")]


def test_a_line_across_a_cut_is_read_once() -> None:
    pages = [LONG[:2], LONG[1:], [*LONG[2:], "and it ended."]]
    assert list(lines_of_pages(pages)) == [*LONG, "and it ended."]


def test_a_short_line_may_come_twice() -> None:
    assert list(lines_of_pages([[LONG[0], "“No,”"], ["“No,”", LONG[1]]])) == [
        LONG[0],
        *["“No,”"] * 2,
        LONG[1],
    ]
