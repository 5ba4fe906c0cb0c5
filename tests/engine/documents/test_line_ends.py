import difflib
import random
from pathlib import Path

import pytest

from desktop.engine.documents.documents import read_document, write_document
from desktop.engine.documents.line_ends import LinePairs, commonest_end

MIXED = "one\r\ntwo\r\nthree\nfour\rfive\u2028six\u2029seven\ufdd0eight\ufdd1\u2028\v\f\x85nine"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_bytes(MIXED.encode())
    return path


def test_every_end_is_a_newline_on_the_page_and_itself_in_the_file(story: Path) -> None:
    document = read_document(story)
    assert document.text == "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n\n\v\f\x85nine"
    write_document(story, document.text, document)
    assert story.read_bytes() == MIXED.encode()


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("four", "4", MIXED.replace("four", "4")),
        ("one\n", "", MIXED.replace("one\r\n", "")),
        ("\nfive", "", MIXED.replace("five\u2028", "")),
        ("nine", "nine\nten", MIXED + "\r\nten"),
        ("three\n", "three\nmore\n", MIXED.replace("three\n", "three\nmore\r\n")),
        ("one\n", "zero\none\n", "zero\r\n" + MIXED),
        ("three\nfour", "threefour", MIXED.replace("three\nfour", "threefour")),
        ("six", "s\nx", MIXED.replace("six", "s\r\nx")),
    ],
)
def test_what_is_edited_takes_the_end_that_was_there_or_the_commonest(
    story: Path, old: str, new: str, wanted: str
) -> None:
    document = read_document(story)
    assert document.text.count(old) == 1
    saved = write_document(story, document.text.replace(old, new), document)
    assert story.read_bytes().decode() == wanted
    # And back again.
    assert read_document(story).text == saved.text


def test_ends_stay_where_lines_move_away_around_them(story: Path) -> None:
    document = read_document(story)
    lines = document.text.split("\n")
    page = [*lines[3:6], "new", *lines[:3], *lines[6:]]
    write_document(story, "\n".join(page), document)
    for line in ("seven\ufdd0", "eight\ufdd1", "\u2028\v"):
        assert line in story.read_bytes().decode()


def test_the_commonest_end() -> None:
    assert commonest_end("one line") == "\n"
    assert commonest_end("a\r\nb\r\nc\nd\re") == "\r\n"
    assert commonest_end("a\rb") == "\r"


def test_lines_are_paired_in_order_and_only_with_their_equals() -> None:
    chance = random.Random(1)
    ours = difflibs = 0
    for _ in range(200):
        # Half of the lines are empty, as in a text with blank lines between paragraphs, and others repeat.
        old = [str(chance.choice(["", chance.randrange(300)])) for _ in range(chance.randrange(400))]
        new = [line for line in old if chance.random() > 0.2]
        for _ in range(chance.randrange(5)):
            new.insert(chance.randrange(len(new) + 1), chance.choice(["", "1", "x"]))
        pairs = LinePairs(old, new)
        found = [(place, same) for place, same in enumerate(pairs.same) if same >= 0]
        assert all(new[place] == old[same] for place, same in found)
        assert [same for _, same in found] == sorted({same for _, same in found})
        sources = [source for source in pairs.source if source >= 0]
        assert sources == sorted(set(sources))
        ours += len(found)
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        difflibs += sum(block.size for block in matcher.get_matching_blocks())
    assert ours >= 0.99 * difflibs


def test_a_long_text_of_equal_lines_is_compared_in_linear_time() -> None:
    comparisons = 0

    class Line(str):
        def __eq__(self, other: object) -> bool:
            nonlocal comparisons
            comparisons += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    lines = [Line(word) for word in ("", "ha", "", "ho") * 5_000]
    LinePairs([Line("x"), *lines, Line("y")], [*lines[2:], Line("z"), *lines[:2000]])
    assert comparisons < 40 * len(lines)
