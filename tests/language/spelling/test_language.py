"""Which dictionary a text wants."""

from pathlib import Path

from desktop.language.spelling.dictionaries import Dictionary
from desktop.language.spelling.language import LanguageSearch

US, GB, DE, FR = [Dictionary(code, Path(f"{code}.dic")) for code in ("en_US", "en_GB", "de_DE", "fr")]
WORDS = [f"word{number}" for number in range(20)]


def search(wrong: dict[str, int | None]) -> tuple[list[str], str | None]:
    """What was tried, in order, and what was found, if so many of the words are wrong."""
    one = LanguageSearch(WORDS, [US, GB, DE, FR])
    tried = []
    while dictionary := one.next:
        tried.append(dictionary.code)
        one.tell(dictionary, wrong[dictionary.code])
    return tried, one.best.code if one.best else None


def test_the_first_language_that_knows_most_words_is_it_and_its_countries_are_compared() -> None:
    assert search({"en_US": 2, "en_GB": 0}) == (["en_US", "en_GB"], "en_GB")
    assert search({"en_US": 1, "en_GB": 1}) == (["en_US", "en_GB"], "en_US")


def test_others_are_tried_as_long_as_none_knows_enough() -> None:
    assert search({"en_US": 17, "en_GB": 17, "de_DE": 1}) == (["en_US", "en_GB", "de_DE"], "de_DE")
    assert search({"en_US": 17, "en_GB": None, "de_DE": 16, "fr": 12}) == (
        ["en_US", "en_GB", "de_DE", "fr"],
        None,
    )
