import pytest

from desktop.engine.habits.verse import Lines, verse

STANZA = "She came at dusk\nwith nothing but a coat\nand the long road\nstill hanging in her hair;\n"


@pytest.mark.parametrize("left", [STANZA, f"{STANZA}we gave her", f"It was late.{'x' * 60}\n\n{STANZA}"])
def test_verse_is_told_by_short_lines_that_end_within_sentences(left: str) -> None:
    assert verse(left) == Lines(17, 26)


def test_blank_lines_part_stanzas() -> None:
    assert verse(f"{STANZA}\n{STANZA}\n") == Lines(17, 26)


def test_lines_of_one_length_may_end_within_a_word() -> None:
    assert verse("a sea of salt\n" * 4) == Lines(13, 19)


@pytest.mark.parametrize(
    "left",
    [
        "",
        "\n\n\n\n\n",
        STANZA.partition("\n")[2],  # three lines
        "“Yes.”\n“No?”\n“Perhaps.”\n“You said it was finished.”\n“It is.”\n",
        f"{STANZA}{'It was late. ' * 6}\n",
    ],
)
def test_what_people_say_and_paragraphs_are_no_verse(left: str) -> None:
    assert verse(left) is None
