# ruff: noqa: RUF001
"""What becomes of typed characters, one after the other, in several languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language.punctuation.as_typed import OFF, ON, PAGE, Change, Wishes, improved, may_be_improved

ALL = Wishes(ON, ON, ON)
PLAIN = Wishes(OFF, OFF, OFF)
NNBSP, NBSP = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def typed(text: str, language: str = "en_US", wishes: Wishes = ALL, start: str = "", right: str = "") -> str:
    """What stands on the page when a text is typed behind another one."""
    page = start
    for letter in text:
        change = improved(page, letter, right, language, wishes) if may_be_improved(letter, wishes) else None
        change = change or Change(0, letter)
        page = page[: len(page) - change.taken] + change.text
    return page[len(start) :]


@pytest.mark.parametrize(
    ("language", "keys", "page"),
    [
        ("en_US", "\"Don't,\" she said.", "“Don’t,” she said."),
        ("en_US", "(\"Ah\" 'b') \"'Nested,' he said.\"", "(“Ah” ‘b’) “‘Nested,’ he said.”"),
        ("en_US", "'tis the '90s, get 'em. the dogs' own", "’tis the ’90s, get ’em. the dogs’ own"),
        ("en_US", "well--no -- a---b", "well—no — a—b"),
        ("en_GB", "well--no -- a --- b", "well—no – a — b"),
        ("en_US", "well... no....", "well… no…."),
        ("en_US", "---", "---"),
        ("en_US", "http://a.b/--x...'", "http://a.b/--x...'"),
        ("en_US", "`a--'b'` isn't \"ours\"", "`a--'b'` isn’t “ours”"),
        ("de_DE", "\"Ja\", sagte er -- \"das 'alte' Haus\"", "„Ja“, sagte er – „das ‚alte‘ Haus“"),
        ("de_CH", '"Ja"', "«Ja»"),
        (
            "fr_FR",
            '"Oui", dit-il ; "c\'est vrai !"',
            f"«{NNBSP}Oui{NNBSP}», dit-il{NNBSP}; «{NNBSP}c’est vrai{NNBSP}!{NNBSP}»",
        ),
        ("fr_FR", '" Ah "', f"«{NNBSP} Ah{NNBSP}»"),
        ("fr_FR", "Non : 'a'", f"Non{NBSP}: ’a’"),
        ("es_ES", '-- "Hola" -- dijo', "— «Hola» — dijo"),
        ("sv", '"Ja"', "”Ja”"),
        ("pl_PL", '"Tak"', "„Tak”"),
        ("ru_RU", '"Да" -- сказал', "«Да» — сказал"),
        ("zh_CN", '他说"好"吧...', "他说“好”吧……"),
        ("en_US", "灯火--阑珊...", "灯火——阑珊……"),
        ("ja", '「', "「"),
        ("xx", '"a"', "“a”"),
    ],
)  # fmt: skip
def test_each_language_has_its_own(language: str, keys: str, page: str) -> None:
    assert typed(keys, language) == page


@given(st.text(alphabet="ab '\"-. !?\n—“”’…", max_size=40))
def test_what_is_off_stays_as_typed(text: str) -> None:
    assert typed(text, wishes=PLAIN) == text


@given(
    st.text(alphabet="abЖ你 '\"-. !?:;\n—–“”„«»’…", max_size=60), st.sampled_from(["en", "fr", "de", "zh_CN"])
)
def test_no_letter_is_lost(text: str, language: str) -> None:
    def letters(page: str) -> str:
        return "".join(filter(str.isalnum, page)).lower()

    wishes = Wishes(ON, ON, ON, capitals=True, single_spaces=True)
    assert letters(typed(text, language, wishes)) == letters(text)


@pytest.mark.parametrize(
    ("start", "keys", "page"),
    [
        ("", "\"No\" -- 'a'...", "\"No\" -- 'a'..."),
        ("\"Yes,\" she said, 'no'.\n", '"No" -- a...', '"No" -- a...'),
        ("“Yes,” I said – well…\n", '"No" -- a--b...', "“No” – a—b…"),
        ("It’s late.\n", '"Don\'t"', "“Don’t”"),
        ("„Ja“, sagte er.\n", '"Nein"', "„Nein“"),
        ("‘Yes,’ she said.\n", "'No,' he said.", "‘No,’ he said."),
    ],
)
def test_by_itself_the_desk_does_as_the_page_does(start: str, keys: str, page: str) -> None:
    assert typed(keys, "en_GB", Wishes(), start) == page


def test_a_page_with_quotes_of_its_own_keeps_them_whatever_the_language() -> None:
    assert typed('"Nein"', "en_US", ALL, "»Ja«, sagte er.\n") == "»Nein«"


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        ("hello. world! yes? 'no. so", "Hello. World! Yes? 'No. So"),
        ("mr. x, e.g. this. j. r. r. t", "Mr. x, e.g. this. J. r. r. t"),
        ('"go!" he said. "go." then', '"Go!" he said. "Go." Then'),
        ("well... no", "Well... no"),
        ("one\ntwo\n  three", "One\nTwo\n  Three"),
        ("version 2.0 is", "Version 2.0 is"),
        ("ßa", "ßa"),
    ],
)
def test_capitals_at_sentence_starts(keys: str, page: str) -> None:
    assert typed(keys, "en_US", Wishes(OFF, OFF, OFF, capitals=True)) == page


def test_turkish_has_a_dotted_capital() -> None:
    assert typed("iyi", "tr_TR", Wishes(OFF, OFF, OFF, capitals=True)) == "İyi"


def test_single_spaces_let_an_indent_alone() -> None:
    wishes = Wishes(OFF, OFF, OFF, single_spaces=True)
    assert typed("one.  two   three", "en", wishes) == "one. two three"
    assert typed("    one", "en", wishes) == "    one"


def test_most_keys_are_told_apart_without_a_look_at_the_text() -> None:
    assert not may_be_improved("a", ALL)
    assert not may_be_improved("ab", ALL)
    assert not may_be_improved("你", ALL)
    assert may_be_improved('"', Wishes(PAGE))
