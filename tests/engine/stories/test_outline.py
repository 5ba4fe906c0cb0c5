"""`story.toml`, as it is written, as people edit it, and as it comes out of accidents."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.stories.outline import Outline, joined

BY_HAND = b"""\
# my own remark
colour = "green"
order = ["b.md", 'a.md', "b.md", 5, "../evil.md", "sub/c.md"] # out of its folder is nothing

[titles]
"a.md" = "A?"

[goal]
words = 500
by = 2027-03-31
mood = "brave"

[mine]
x = 1
"""


def test_what_was_written_is_read_again() -> None:
    outline = Outline(
        title="T",
        order=["a.md", "b.md"],
        notes=["n.md"],
        titles={"a.md": "A?"},
        goal_words=5,
        goal_by=date.max,
    )
    assert Outline.from_bytes(outline.to_bytes()) == outline
    assert b'    "a.md",\n    "b.md",\n' in outline.to_bytes()


def test_a_file_edited_by_hand_keeps_all_that_is_unknown() -> None:
    outline = Outline.from_bytes(BY_HAND)
    assert outline.order == ["b.md", "a.md"]
    assert (outline.goal_words, outline.goal_by) == (500, date(2027, 3, 31))
    outline.order = ["c.md", *outline.order]
    outline.notes = ["n.md"]
    outline.title = "New"
    outline.goal_words = 0
    text = outline.to_bytes().decode()
    for kept in ("# my own remark", 'colour = "green"', 'mood = "brave"', "[mine]\nx = 1", '"a.md" = "A?"'):
        assert kept in text
    again = Outline.from_bytes(outline.to_bytes())
    assert (again.title, again.order, again.notes) == ("New", ["c.md", "b.md", "a.md"], ["n.md"])
    assert again.goal_words == 0
    assert not again.problem


def test_values_of_a_wrong_kind_are_passed_over() -> None:
    outline = Outline.from_bytes(b'title = 3\norder = "a.md"\nnotes = 1\ntitles = []\ngoal = 2027-01-01\n')
    assert (outline.title, outline.order, outline.notes, outline.titles, outline.goal_words) == (
        "",
        [],
        [],
        {},
        0,
    )
    outline.order, outline.titles, outline.goal_words = ["a.md"], {"a.md": "A?"}, 7
    again = Outline.from_bytes(outline.to_bytes())
    assert (again.order, again.titles, again.goal_words) == (["a.md"], {"a.md": "A?"}, 7)


def test_both_sides_of_a_merge_are_used() -> None:
    outline = Outline.from_bytes(
        b'mine = 1\norder = [\n    "a.md",\n<<<<<<< HEAD\n    "b.md",\n    "ours.md",\n'
        b'||||||| base\n    "old.md",\n'
        b'=======\n    "theirs.md",\n    "b.md",\n>>>>>>> other branch\n    "z.md",\n]\n'
    )
    assert outline.order == ["a.md", "theirs.md", "b.md", "ours.md", "z.md"]
    assert outline.problem
    outline.problem = ""
    assert Outline.from_bytes(outline.to_bytes()).order == outline.order
    assert b"mine = 1" in outline.to_bytes()


def test_the_names_in_a_damaged_file_are_found() -> None:
    outline = Outline.from_bytes(
        b'title = "x\norder = [\n  "a.md"\n  "b [1].md",\n  \'c.md\',\n'
        b'notes = ["n.md"]\n[goal]\nwords = "x.md"\n'
    )
    assert outline.order == ["a.md", "b [1].md", "c.md"]
    assert outline.notes == ["n.md"]
    assert outline.problem


def test_names_of_bytes_that_are_no_text_are_kept() -> None:
    name = b"caf\xe9.md".decode("utf-8", "surrogateescape")
    outline = Outline(order=[name], titles={name: "Café?"})
    again = Outline.from_bytes(outline.to_bytes())
    assert again == outline


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    Outline.from_bytes(data)


@given(st.text(alphabet="order=[]\"ab.md\n#,\\'<>|", max_size=120))
def test_anything_like_the_file_is_read_and_written_again(text: str) -> None:
    outline = Outline.from_bytes(text.encode())
    outline.problem = ""
    outline.order = ["x.md", *outline.order]
    assert Outline.from_bytes(outline.to_bytes()).order == outline.order


def test_orders_are_joined_where_they_differ() -> None:
    assert joined(["a", "c"], ["a", "b", "c", "d"]) == ["a", "b", "c", "d"]
    assert joined(["c", "a"], ["x", "a", "b"]) == ["x", "c", "a", "b"]
    assert joined([], ["a", "b"]) == ["a", "b"]
