import pytest

from desktop.engine.habits.paragraphs import missing_line_ends, parted_by_blank_lines

FIRST, SECOND = "The harbour lay flat.", "Mara tied the boat to the ring."


@pytest.mark.parametrize(
    ("left", "right", "parted"),
    [
        (f"{FIRST}\n\n{SECOND}\n", "", True),
        (f"{FIRST}\n\n{SECOND}", "", True),
        (f"{FIRST}\n", f"\n{SECOND}", True),
        (f"{FIRST}\n{SECOND}\n", "", False),
        (f"{FIRST}\n", SECOND, False),
        ("Roses are red,\n", "\nViolets are blue", False),
        ("", "", False),
    ],
)
def test_the_cursors_own_line_is_no_blank_one_unless_a_paragraph_has_ended(
    left: str, right: str, parted: bool
) -> None:
    assert parted_by_blank_lines(left, right) is parted


@pytest.mark.parametrize(
    ("last", "right", "line_ends"),
    [
        (f"{SECOND}\n", "", ("\n", "")),
        (f"{SECOND}\n  ", "\n\nThe end.", ("\n", "")),
        (f"{SECOND}\n", "\nThe end.", ("\n", "\n")),
        ("“Is it?”\n", "", ("\n", "")),
        ("She counted the steps up to the lighthouse as she always did, and\n", "", ("\n", "")),
        (f"{SECOND}\n\n", "", ("", "")),
        (SECOND, "", ("", "")),
        (f"{SECOND}\n", "The end.", ("", "")),
        ("Roses are red,\nViolets are blue.\n", "", ("", "")),  # a stanza
        ("Dear Mara,\n", "", ("", "")),
        ("MARA\n", "", ("", "")),  # who speaks
        ("- Milk.\n", "", ("", "")),
        ("1. Milk.\n", "", ("", "")),
        ("> So he said.\n", "", ("", "")),
    ],
)
def test_a_paragraph_stands_apart_as_the_others_do(last: str, right: str, line_ends: tuple[str, str]) -> None:
    assert missing_line_ends(f"{FIRST}\n\n{FIRST}\n\n{last}", right) == line_ends


def test_where_line_ends_alone_part_paragraphs_nothing_is_missing() -> None:
    assert missing_line_ends(f"{FIRST}\n{FIRST}\n\n{SECOND}\n", "") == ("", "")
    assert missing_line_ends("", "") == ("", "")
