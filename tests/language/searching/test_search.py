"""What is found, and what is put in its place."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import SearchError
from desktop.language.searching.query import Query, Replacement
from desktop.language.searching.search import Search, StaleError


def found(text: str, words: str, **options: bool) -> list[str]:
    starts, ends = Search(Query(words, **options)).places(text)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def replaced(text: str, words: str, by: str, keep_capitals: bool = False, **options: bool) -> str:
    changes = Search(Query(words, **options)).changes(text, Replacement(by, keep_capitals))
    for change in reversed(changes):
        text = text[: change.start] + change.words + text[change.end :]
    return text


def test_words_are_found_in_any_case_unless_asked_otherwise() -> None:
    assert found("The cat, the CAT, the concat.", "cat") == ["cat", "CAT", "cat"]
    assert found("The cat, the CAT, the concat.", "cat", case=True) == ["cat", "cat"]


def test_whole_words_are_those_that_are_counted() -> None:
    assert found("don don't con-don don.", "don", whole_words=True) == ["don", "don", "don"]
    assert found("a -- b", "--", whole_words=True) == ["--"]
    assert found("ab a|b a", "a|b", whole_words=True, expression=True) == ["a", "b", "a"]


def test_signs_of_expressions_are_plain_unless_it_is_one() -> None:
    assert found("What? (Yes.) a.b axb", "a.b") == ["a.b"]
    assert found("What? (Yes.)", "(yes.)") == ["(Yes.)"]
    assert found("a.b axb", "a.b", expression=True) == ["a.b", "axb"]


def test_plain_quotes_and_spaces_find_those_of_typography() -> None:
    assert found("don\u2019t don't", "don't") == ["don\u2019t", "don't"]
    assert found("\u201cYes\u201d", '"yes"') == ["\u201cYes\u201d"]
    assert found("Qui\u00a0? Qui ?", "qui ?") == ["Qui\u00a0?", "Qui ?"]
    assert found("don\u2019t don't", "don\u2019t") == ["don\u2019t"]


def test_accents_are_found_in_either_form() -> None:
    assert found("caf\u00e9 cafe\u0301 cafe", "caf\u00e9") == ["caf\u00e9", "cafe\u0301"]
    assert found("caf\u00e9 cafe\u0301", "cafe\u0301") == ["caf\u00e9", "cafe\u0301"]


def test_expressions_know_paragraphs_and_their_ends() -> None:
    text = "One.\nTwo.\n\nThree."
    assert found(text, r"^\w+", expression=True) == ["One", "Two", "Three"]
    assert found(text, r"\.\n+", expression=True) == [".\n", ".\n\n"]
    assert replaced(text, "^", "> ", expression=True) == "> One.\n> Two.\n> \n> Three."


def test_a_part_of_a_text_is_searched_with_an_eye_to_what_stands_before() -> None:
    starts, ends = Search(Query("aa")).places("aaaa aa", 1, 6)
    assert list(zip(starts, ends, strict=True)) == [(1, 3)]
    starts, _ = Search(Query("cat", whole_words=True)).places("concat cat", 3, 10)
    assert list(starts) == [7]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("(a", "character 2: a bracket ( is never closed"),
        ("a)", "character 2: there is a closing bracket"),
        ("[a", "character 2: a bracket [ is never closed"),
        ("*", "character 1: there is nothing to repeat"),
        ("a**", "character 3: two repetitions"),
        ("a{2,1}", "first number is the greater"),
        ("[z-a]", "runs backwards"),
        ("\\", "single backslash"),
        (r"(a)\2", "names a group that there is not"),
        (r"\p{Foo}", "no such property"),
        ("(?@)", "means nothing there"),
    ],
)
def test_an_expression_that_means_nothing_is_refused_in_words(expression: str, words: str) -> None:
    with pytest.raises(SearchError) as raised:
        Search(Query(expression, expression=True))
    assert words in str(raised.value)
    with pytest.raises(SearchError) as again:
        Search(Query(expression, expression=True, whole_words=True))
    assert str(again.value) == str(raised.value)


@given(st.text(alphabet="ab()[]{}*+?|\\^$.-,0129<>P=!:#\U0001f600", max_size=12))
def test_any_expression_is_either_understood_or_refused(expression: str) -> None:
    with contextlib.suppress(SearchError):
        Search(Query(expression, expression=True), seconds=0.2).places("abba (b) 0129 \U0001f600")


def test_an_expression_that_runs_away_is_given_up() -> None:
    search = Search(Query(r"(\w+)+(?=!)", expression=True), seconds=0.1)
    with pytest.raises(SearchError, match="takes too long"):
        search.places("a" * 5000)


def test_a_search_whose_answer_is_not_wanted_stops() -> None:
    with pytest.raises(StaleError):
        Search(Query("a")).places("a" * 10_000, is_stale=lambda: True)


def test_a_replacement_can_use_what_groups_found() -> None:
    assert replaced("Marlowe, Philip", r"(\w+), (?P<first>\w+)", r"\g<first> \1", expression=True) == (
        "Philip Marlowe"
    )
    assert replaced("a--b", "--", "\N{EM DASH}") == "a\N{EM DASH}b"
    assert replaced("a.b", ".", r"\1") == r"a\1b"  # plain words are plain here, too
    assert replaced("ab", "(a)|(c)", r"[\2]", expression=True) == "[]b"


@pytest.mark.parametrize("template", [r"\3", r"\g<none>", "\\", r"\q", r"\g<"])
def test_a_replacement_that_means_nothing_is_refused(template: str) -> None:
    with pytest.raises(SearchError, match="backslash with no meaning"):
        Search(Query("(a)", expression=True)).changes("a", Replacement(template))


def test_capitals_are_kept_where_asked() -> None:
    text = "The cat. Cat! CAT? cAt"
    assert replaced(text, "cat", "old dog", keep_capitals=True) == "The old dog. Old dog! OLD DOG? old dog"
    assert replaced("A cat", "a", "the", keep_capitals=True, whole_words=True) == "The cat"


def test_one_place_alone_is_changed_in_the_sight_of_all() -> None:
    search = Search(Query(r"(?<=x)(a)", expression=True))
    change = search.change_at("xa xa", Replacement(r"<\1>"), 4, 5)
    assert change
    assert (change.start, change.end, change.words) == (4, 5, "<a>")
    assert search.change_at("xa xa", Replacement("b"), 3, 5) is None
    assert search.change_at("xa xa", Replacement("b"), 2, 3) is None


@given(
    st.text("ab-\n\u4e00\U0001f600", max_size=40), st.text("ab-\U0001f600", min_size=1, max_size=3), st.text()
)
def test_plain_words_are_replaced_as_python_does(text: str, words: str, by: str) -> None:
    assert replaced(text, words, by, case=True) == text.replace(words, by)


@given(st.text(min_size=1, max_size=5))
def test_every_text_finds_itself(words: str) -> None:
    assert words in found(words, words, case=True)
