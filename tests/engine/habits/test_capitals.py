from pathlib import Path

import pytest

from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.habits.capitals import go_on, in_small_letters, with_capitals

NOTICE = "THE GATE IS SHUT. I HAVE THE KEY."
ANSWER = '"WHY?" SHE SAID.'
SCRIPT = "INT. KITCHEN - NIGHT\n\nRain falls.\n\nCALUM (CONT'D)\nYou left the light off."


def test_paragraphs_in_capitals_are_read_in_small_letters() -> None:
    assert in_small_letters(f"He read:\n{NOTICE}\n{ANSWER}\nHe left.") == (
        'He read:\nThe gate is shut. I have the key.\n"Why?" She said.\nHe left.'
    )


@pytest.mark.parametrize(
    "text", ["", "I", "CHAPTER ONE\n\nHe left.", SCRIPT, "他说：AI", "\u0130" * 3 + " A B C D E F"]
)
def test_other_capitals_stay(text: str) -> None:
    assert in_small_letters(text) == text


def test_no_character_comes_or_goes() -> None:
    for text in (NOTICE, "STRA\u1e9eE " * 8, "\u0130ZM\u0130R " * 8, f"\n\n{NOTICE}\n"):
        assert len(in_small_letters(text)) == len(text)


@pytest.mark.parametrize(
    ("left", "goes_on"),
    [
        (f"{NOTICE}\n", True),
        (f"{NOTICE}\n\n{ANSWER}\n", True),
        (f"{NOTICE}\nHe left.\n", False),
        ("THE OLD HOUSE ON THE HILL\n\n", False),
        (SCRIPT, False),
        ("", False),
    ],
)
def test_only_prose_in_capitals_goes_on_so(left: str, goes_on: bool) -> None:
    assert go_on(left) is goes_on


def test_a_titles_capitals_end_with_it() -> None:
    assert with_capitals(" hill\nHe left", "THE OLD HOUSE ON THE", False) == " hill\nHe left"
    assert with_capitals(" hill\nHe left", "AND SO THE OLD HOUSE ON THE", False) == " HILL\nHe left"
    assert with_capitals("e said", "H", True) == "E SAID"
    assert with_capitals(" said", "He", True) == " said"


def test_capitals_are_suggested_and_told_in_capitals(stream_bundle: Path) -> None:
    engine = Engine.load(stream_bundle)
    engine.turn_to(None, remember=False)
    plain = "I didn't know why he was so late. Once upon a"
    usual = SuggestSettings(precision=0.01)
    expected = [one.text.upper() for one in engine.suggest(plain, "", usual)]
    assert expected
    assert [one.text for one in engine.suggest(plain.upper(), "", usual)] == expected
    told = "".join(engine.continue_story(plain.upper(), "", ContinueSettings(words=60, seed=7)))
    assert told.isupper()


def test_capitals_are_remembered_as_they_are_read(stream_bundle: Path) -> None:
    engine = Engine.load(stream_bundle)
    story = "THE MEN OF QUEBEX CAME IN. THEY SAID THAT QUEBEX WAS THEIRS. QUEBEX! THEY CALLED."
    engine.prepare(story)
    engine.survey(story)
    texts = [one.text for one in engine.suggest(story + " QUE", "", SuggestSettings(precision=0.001))]
    assert any(text.startswith("BEX") for text in texts)
