"""Undo steps belong to whoever made them, in any order of edits, undos and redos."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.editor.goals.step_owners import Owner, StepOwners


@given(
    st.lists(st.tuples(st.sampled_from(["edit", "undo", "redo"]), st.sampled_from(Owner), st.integers(1, 4)))
)
def test_as_a_list_of_all_steps_would_tell(deeds: list[tuple[str, Owner, int]]) -> None:
    owners = StepOwners()
    steps: list[tuple[int, int, Owner]] = []  # all that there are, done and undone
    done = 0
    for deed, owner, size in deeds:
        at = steps[done - 1][1] if done else 0
        if deed == "edit":
            steps = [*steps[:done], (at, at + size, owner)]
            done += 1
            owners.edited(at, at + size, owner)
        elif deed == "undo" and done:
            done -= 1
            before, after, owner = steps[done]
            assert owners.of(after, before) is owner
        elif deed == "redo" and done < len(steps):
            before, after, owner = steps[done]
            done += 1
            assert owners.of(before, after) is owner


def test_what_was_written_in_pieces_is_undone_at_once() -> None:
    owners = StepOwners()
    for before in (3, 5, 6):
        owners.edited(before, before + 2 - (before == 5), Owner.MODEL)
    assert owners.of(8, 3) is Owner.MODEL
    assert owners.of(3, 0) is Owner.WRITER


def test_another_text_has_other_steps() -> None:
    owners = StepOwners()
    owners.edited(0, 4, Owner.MODEL)
    owners.edited(4, 0, Owner.NOBODY)  # another text, with nothing to undo
    owners.edited(0, 4, Owner.WRITER)
    assert owners.of(4, 0) is Owner.WRITER
