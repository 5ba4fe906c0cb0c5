"""The journal of a document's words: true to every edit, whole after a kill at any byte."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.engine.recovery import journal as journal_module
from desktop.engine.recovery.journal import Edit, EditedText, Journal, read_journal

TEXT = st.text(st.sampled_from("ab \n—雨😀\u2028"), max_size=12)
EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), TEXT), max_size=30)


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def spliced(text: str, edit: Edit) -> str:
    """The plain way to do an edit."""
    data = units(text)
    start, end = 2 * edit.position, 2 * (edit.position + edit.removed)
    return (data[:start] + units(edit.added) + data[end:]).decode("utf-16-le", "surrogatepass")


def possible(text: str, drawn: list[tuple[int, int, str]]) -> list[tuple[Edit, str]]:
    """The drawn edits, at places that the text has, and the text after each."""
    found = []
    for position, removed, added in drawn:
        edit = Edit(min(position, len(units(text)) // 2), removed, added)
        text = spliced(text, edit)
        found.append((edit, text))
    return found


@given(TEXT, EDITS)
def test_edits_one_by_one_give_the_same_text(base: str, drawn: list[tuple[int, int, str]]) -> None:
    text = EditedText(base)
    for edit, after in possible(base, drawn):
        text.apply(edit)
        assert text.units == len(units(after)) // 2
    assert str(text) == (possible(base, drawn)[-1][1] if drawn else base)


@settings(max_examples=60, deadline=None)
@given(TEXT, EDITS, st.sets(st.integers(0, 30)), st.randoms())
def test_a_journal_cut_at_any_byte_lacks_its_last_words_at_most(
    tmp_path_factory: pytest.TempPathFactory,
    base: str,
    drawn: list[tuple[int, int, str]],
    writes: set[int],
    random,
) -> None:
    file = tmp_path_factory.mktemp("journal") / "a.journal"
    journal = Journal(file)
    journal.describe({"path": None})
    journal.begin(base)
    journal.write()
    states, written = [base], [(file.stat().st_size, 0)]
    for number, (edit, after) in enumerate(possible(base, drawn), 1):
        journal.note([edit])
        states.append(after)
        if number in writes or number == len(drawn):
            journal.write()
            assert read_journal(file.read_bytes()) == ({"path": None}, after, True)
            written.append((file.stat().st_size, number))
    journal.close()
    whole = file.read_bytes()
    for cut in {random.randrange(written[0][0], len(whole) + 1) for _ in range(10)}:
        file.write_bytes(whole[:cut])
        safe = max(number for size, number in written if size <= cut)
        assert read_journal(file.read_bytes())[1] in states[safe:]  # each line is one edit


def test_a_damaged_line_hides_only_what_comes_after_it(tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    journal = Journal(file)
    journal.begin("")
    for number, word in enumerate(("one ", "two ", "three ")):
        journal.note([Edit(4 * number, 0, word)])
        journal.write()
    journal.close()
    file.write_bytes(file.read_bytes().replace(b'"two ', b'"tWo '))
    assert read_journal(file.read_bytes())[1] == "one "


def test_what_a_damaged_disk_has_left_of_a_long_text_is_not_taken_for_all_of_it(tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    journal = Journal(file)
    journal.describe({"path": "/a"})
    base = "It was late. " * 10_000
    journal.begin(base)
    journal.write()
    journal.note([Edit(0, 0, "New. ")])
    journal.write()
    journal.close()
    lines = file.read_bytes().splitlines(keepends=True)
    assert len(lines) > 4
    for number in range(len(lines)):
        damaged = [*lines]
        damaged[number] = damaged[number].replace(b" ", b"_", 1)
        data = b"".join(damaged)
        if number == 1:  # the beginning itself
            with pytest.raises(ValueError, match="damaged"):
                read_journal(data)
            continue
        found = read_journal(data)
        is_last = number == len(lines) - 1
        assert found.is_whole == is_last
        assert found.text == base if is_last else found.text.removeprefix("New. ") in base
        assert found.header == ({"path": "/a"} if number else {})
    assert read_journal(b"".join(lines)) == ({"path": "/a"}, "New. " + base, True)


def test_a_journal_of_an_earlier_version_says_not_how_long_its_text_was() -> None:
    lines = [{"path": "/a"}, [0, 0, "all there is"]]
    assert read_journal(b"".join(map(journal_module._line, lines))) == ({"path": "/a"}, "all there is", True)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"00000000 {}\n", b"{}\n", b"\xff" * 100, b"[" * 100_000, b"00000000 []", b"\0" * 9],
)
def test_what_is_no_journal_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"damaged|header"):
        read_journal(content)


@pytest.mark.parametrize(
    "entry", [[], [1], [0, 0, 0], ["a", 0, "a"], [9, 0, "a"], [-1, 0, "a"], [0, -1, "a"], {}, None]
)
def test_an_odd_entry_ends_the_text(entry: object, tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    lines = [{}, [0, 0, "sound"], entry, [0, 0, "lost"]]
    file.write_bytes(b"".join(map(journal_module._line, lines)))
    assert read_journal(file.read_bytes()) == ({}, "sound", True)


def test_a_journal_of_many_edits_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "_SPARE_BYTES", 500)
    file = tmp_path / "a.journal"
    journal = Journal(file)
    journal.begin("")
    expected, largest = "", 0
    for number in range(500):
        edit = Edit(min(number % 2, len(expected)), number % 2, "x")
        expected = spliced(expected, edit)
        journal.note([edit])
        journal.write()
        largest = max(largest, file.stat().st_size)
    assert largest < 2000
    assert read_journal(file.read_bytes())[1] == expected
    assert list(tmp_path.iterdir()) == [file]


def test_a_journal_that_was_taken_away_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    journal = Journal(file)
    journal.begin("All the words")
    journal.write()
    file.unlink()
    journal.note([Edit(13, 0, ".")])
    journal.write()
    assert read_journal(file.read_bytes())[1] == "All the words."


def test_only_the_writer_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "a.journal"
    journal = Journal(file)
    journal.begin("Private.")
    journal.write()
    assert file.stat().st_mode & 0o077 == 0


def test_half_a_line_on_a_full_disk_hides_nothing_that_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.journal"
    journal = Journal(file)
    journal.begin("one")
    journal.write()
    write, room = os.write, [7]

    def write_little(descriptor: int, data: bytes) -> int:
        if not room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data[: room.pop()])

    with monkeypatch.context() as full:
        full.setattr(os, "write", write_little)
        journal.note([Edit(3, 0, " two")])
        with pytest.raises(OSError, match="No space"):
            journal.write()
    assert read_journal(file.read_bytes())[1] == "one"
    journal.note([Edit(7, 0, " three")])
    journal.write()
    assert read_journal(file.read_bytes())[1] == "one two three"


def test_a_long_text_far_apart_is_edited(tmp_path: Path) -> None:
    base = "It was a dark and stormy night. 雨😀 " * 30_000
    file = tmp_path / "a.journal"
    journal = Journal(file)
    journal.begin(base)
    journal.write()
    expected = base
    for position in (0, 900_000, 5, 500_001, 900_010):
        edit = Edit(position, 3, "new")
        expected = spliced(expected, edit)
        journal.note([edit])
        journal.write()
    assert read_journal(file.read_bytes())[1] == expected
